//! Between our payload and a worklog, both ways, and how well one fits the other. Pure.

use domain::target::Identity;
use domain::{Payload, PayloadKind};

use super::place::Place;
use super::stamp;
use super::text::{is_same, plain};
use super::wire::{Worklog, WorklogBody};
use crate::Remote;

/// What is sent for a payload.
pub(super) fn body(payload: &Payload) -> WorklogBody<'_> {
    WorklogBody { description: &payload.text, duration: payload.seconds / 60 }
}

/// What a worklog holds, in the words of `expected` where that means the same: the description may be shown in another
/// form than it was sent in, and the start is nowhere but in there.
pub(super) fn remote(worklog: &Worklog, place: &Place, expected: &Payload) -> Remote {
    let text = if is_same(&expected.text, &worklog.description) {
        expected.text.clone()
    } else {
        worklog.description.clone()
    };
    let payload = Payload {
        target: expected.target.clone(),
        kind: PayloadKind::Work,
        start: expected.start.plus_millis(stamp::moved(&expected.text, &plain(&text)).unwrap_or(0)),
        seconds: seconds(worklog),
        text,
        tags: Vec::new(),
        billable: None,
    };
    Remote { id: place.record(&worklog.id), payload }
}

/// A duration below nothing or beyond all measure equals no booking.
fn seconds(worklog: &Worklog) -> u32 {
    u32::try_from(worklog.duration).ok().and_then(|minutes| minutes.checked_mul(60)).unwrap_or(0)
}

/// How well a record fits a payload whose create got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// In everything that identifies it.
    Exact,
    /// In minutes, date and times, but not in the rest of the text; or nobody is named as its author.
    Nearly,
    /// Not at all, or it is somebody else's.
    None,
}

/// Compares author, minutes and text; the work item is the caller's.
pub(super) fn fit(worklog: &Worklog, payload: &Payload, me: &Identity) -> Fit {
    let author = worklog.logged_by.as_ref().or(worklog.created_by.as_ref());
    if author.is_some_and(|author| author.id() != me.id) || seconds(worklog) / 60 != payload.seconds / 60 {
        return Fit::None;
    }
    let shown = plain(&worklog.description);
    let stamp = stamp::split(&payload.text).map(|(stamp, _)| stamp);
    if is_same(&payload.text, &worklog.description) {
        if author.is_some() { Fit::Exact } else { Fit::Nearly }
    } else if stamp.is_some() && stamp::split(&shown).map(|(stamp, _)| stamp) == stamp {
        Fit::Nearly
    } else {
        Fit::None
    }
}
