//! Pages of whole days: together they hold every entry once, whichever way one goes through them.

use api::{Days, EntryFields, OverlapChoice, Request, VerbRequest};

use super::world::{Life, World};

async fn add(life: &Life<'_>, from: &str, duration: &str) {
    let verb = VerbRequest::Add {
        fields: EntryFields { note: from.into(), ..EntryFields::default() },
        from: from.into(),
        to: None,
        duration: Some(duration.into()),
        breaks: Vec::new(),
        overlap: Some(OverlapChoice::Keep),
    };
    life.say(verb).await.expect("a plain entry");
}

async fn page(life: &Life<'_>, day: &str, later: bool, enough: u32) -> Days {
    life.ask(Request::Days { day: day.into(), later, enough: Some(enough) }).await.expect("a page")
}

fn notes(days: &Days) -> Vec<&str> {
    days.entries.iter().map(|entry| entry.note.as_str()).collect()
}

#[test]
fn a_page_holds_whole_days_and_says_what_lies_beyond() {
    let world = World::new();
    world.live(async |life| {
        for from in ["2026-03-02 09:00", "2026-11-09 09:00", "2026-11-10 09:00", "2026-11-10 11:00"] {
            add(&life, from, "1:00").await;
        }
        add(&life, "2026-11-09 23:30", "1:00").await;
        let newest = page(&life, "2026-11-20", false, 1).await;
        assert_eq!((&newest.from[..], &newest.to[..]), ("2026-11-10", "2026-11-20"));
        let all = ["2026-11-10 11:00", "2026-11-10 09:00", "2026-11-09 23:30"];
        assert_eq!(notes(&newest), all, "what reaches into the first day is there too");
        assert_eq!((newest.earlier, newest.later), (true, false));
        let before = page(&life, "2026-11-09", false, 3).await;
        assert_eq!((&before.from[..], before.entries.len(), before.earlier), ("2026-03-02", 3, false));
        let on = page(&life, "2026-03-02", true, 2).await;
        assert_eq!((&on.from[..], &on.to[..], on.entries.len()), ("2026-03-02", "2026-11-09", 3));
        assert_eq!((on.earlier, on.later), (false, true));
        let nothing = page(&life, "2020-01-01", false, 9).await;
        assert_eq!((nothing.entries.len(), nothing.earlier, nothing.later), (0, false, true));
    });
}

#[test]
fn a_day_that_is_none_is_refused_with_its_field() {
    let world = World::new();
    world.live(async |life| {
        let asked = Request::Days { day: "soonish".into(), later: false, enough: None };
        let refused = life.ask::<Days>(asked).await.expect_err("no day");
        assert_eq!(refused.field.as_deref(), Some("day"));
    });
}
