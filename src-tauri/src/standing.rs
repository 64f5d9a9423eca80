//! How the window stands: coming, shown, or put away with its page for as long as the process stays warm.

use tokio::sync::watch;

/// Where the one window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// There is none, or its page draws what it will show. The number says which coming this is.
    Coming(u32),
    /// A person sees it.
    Shown,
    /// Closed; its page draws itself empty first. The number says which leaving this is.
    Leaving { turn: u32, stale: bool },
    /// Closed for the person; the page waits. `stale` = something happened since.
    Away { stale: bool },
    /// Being destroyed. One that is half gone must not be taken for one that can be shown.
    Going,
}

/// What is to be done with the window now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It can be seen.
    Show,
    /// It can go.
    Hide,
}

/// A window that comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// Which coming this is.
    pub turn: u32,
    /// What the page knows is old.
    pub stale: bool,
}

/// The one owner of it; whoever opens, closes or tells the window asks here first.
#[derive(Debug)]
pub struct Standing {
    now: watch::Sender<(Stand, u32)>,
}

impl Standing {
    /// No window yet.
    pub fn new() -> Self {
        Self { now: watch::Sender::new((Stand::Coming(0), 0)) }
    }

    /// A window is being made. Gives the number of its coming.
    pub fn coming(&self) -> u32 {
        let mut turn = 0;
        self.now.send_modify(|(stand, turns)| {
            *turns += 1;
            turn = *turns;
            *stand = Stand::Coming(turn);
        });
        turn
    }

    /// The page has drawn what it was to draw.
    pub fn painted(&self) -> Option<Step> {
        self.step(None)
    }

    /// The page took too long over this coming or leaving. `None` = it was done in time.
    pub fn late(&self, turn: u32) -> Option<Step> {
        self.step(Some(turn))
    }

    /// A person closed it. Gives the number of its leaving.
    pub fn leaving(&self) -> u32 {
        let turn = self.coming();
        self.now.send_modify(|(stand, _)| *stand = Stand::Leaving { turn, stale: false });
        turn
    }

    /// Something happened. `true` = the page is to hear of it; one that is put away asks when it comes back.
    pub fn heard(&self) -> bool {
        let mut away = false;
        self.now.send_modify(|(stand, _)| {
            if let Stand::Leaving { stale, .. } | Stand::Away { stale } = stand {
                (*stale, away) = (true, true);
            }
        });
        !away
    }

    /// Somebody wants it back. `None` = it was not put away.
    pub fn back(&self) -> Option<Return> {
        let (Stand::Leaving { stale, .. } | Stand::Away { stale }) = self.now.borrow().0 else { return None };
        Some(Return { turn: self.coming(), stale })
    }

    /// Whether a person sees it.
    pub fn is_shown(&self) -> bool {
        self.now.borrow().0 == Stand::Shown
    }

    /// It is being destroyed.
    pub fn going(&self) {
        self.now.send_modify(|(stand, _)| *stand = Stand::Going);
    }

    /// It is destroyed.
    pub fn gone(&self) {
        self.now.send_modify(|(stand, turns)| {
            *turns += 1;
            *stand = Stand::Coming(*turns);
        });
    }

    /// Waits until a window that is going is gone.
    pub async fn settled(&self) {
        let mut now = self.now.subscribe();
        // The sender is this very value, so it cannot go away meanwhile.
        let _settled = now.wait_for(|(stand, _)| *stand != Stand::Going).await;
    }

    /// The next step, of this turn or of any.
    fn step(&self, wanted: Option<u32>) -> Option<Step> {
        let mut step = None;
        self.now.send_if_modified(|(stand, _)| {
            let right = |turn| wanted.is_none_or(|wanted| wanted == turn);
            (*stand, step) = match *stand {
                Stand::Coming(turn) if right(turn) => (Stand::Shown, Some(Step::Show)),
                Stand::Leaving { turn, stale } if right(turn) => (Stand::Away { stale }, Some(Step::Hide)),
                other => (other, None),
            };
            step.is_some()
        });
        step
    }
}

impl Default for Standing {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One that a person sees.
    fn shown() -> Standing {
        let standing = Standing::new();
        standing.coming();
        standing.painted();
        standing
    }

    #[test]
    fn it_is_shown_once_its_page_stands() {
        let standing = Standing::new();
        standing.coming();
        assert!(!standing.is_shown());
        assert_eq!(standing.painted(), Some(Step::Show));
        assert!(standing.is_shown());
        assert_eq!(standing.painted(), None, "a second word changes nothing");
    }

    #[test]
    fn it_is_hidden_once_its_page_is_empty_or_takes_too_long() {
        let standing = shown();
        standing.leaving();
        assert_eq!(standing.painted(), Some(Step::Hide));
        assert_eq!(standing.painted(), None, "nothing shows it but a wish");

        let standing = shown();
        let turn = standing.leaving();
        assert_eq!(standing.late(turn), Some(Step::Hide));
        assert_eq!(standing.late(turn), None);
    }

    #[test]
    fn a_page_that_takes_too_long_is_late_only_for_its_own_turn() {
        let standing = Standing::new();
        let first = standing.coming();
        standing.painted();
        let leaving = standing.leaving();
        let second = standing.back().unwrap().turn;
        assert_eq!(standing.late(first), None, "that one came long ago");
        assert_eq!(standing.late(leaving), None, "it is on its way back");
        assert_eq!(standing.late(second), Some(Step::Show));
    }

    #[test]
    fn a_page_that_is_away_hears_nothing_and_is_stale_when_it_comes_back() {
        let standing = shown();
        assert!(standing.heard());
        standing.leaving();
        assert!(!standing.heard());
        standing.painted();
        assert!(standing.back().unwrap().stale);
        assert!(standing.heard(), "on its way back it hears again");
    }

    #[test]
    fn a_page_that_missed_nothing_is_not_stale() {
        let standing = shown();
        standing.leaving();
        standing.painted();
        assert!(!standing.back().unwrap().stale);
        assert_eq!(standing.back(), None, "it is on its way already");
    }

    #[tokio::test]
    async fn one_that_is_half_gone_is_waited_for() {
        let standing = std::sync::Arc::new(shown());
        standing.going();
        let waiting = std::sync::Arc::clone(&standing);
        let settled = tokio::spawn(async move { waiting.settled().await });
        tokio::task::yield_now().await;
        assert!(!settled.is_finished());
        standing.gone();
        settled.await.unwrap();
        assert_eq!(standing.back(), None);
    }
}
