//! What a person was reminded of already, and what is to be told again.

use std::collections::BTreeMap;

use crate::Timestamp;

use super::{Reminder, Topic};

/// The last cause of each topic that was told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Memory(BTreeMap<Topic, Note>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Note {
    cause: Timestamp,
    told: Timestamp,
    again: Option<Timestamp>,
}

impl Memory {
    /// It was told.
    pub fn tell(&mut self, reminder: &Reminder, now: Timestamp) {
        self.0.insert(reminder.topic, Note { cause: reminder.cause, told: now, again: None });
    }

    /// It is to be told again then, if its cause still holds; nothing happens unless it was told.
    pub fn snooze(&mut self, topic: Topic, cause: Timestamp, until: Timestamp) {
        if let Some(note) = self.0.get_mut(&topic).filter(|note| note.cause == cause) {
            note.again = Some(until);
        }
    }

    /// When to tell it; `None` = it was told, or another reminder has asked the same since.
    pub(super) fn when(&self, reminder: &Reminder, back_since: Timestamp) -> Option<Timestamp> {
        match self.0.get(&reminder.topic).filter(|note| note.cause == reminder.cause) {
            Some(note) => note.again.map(|again| again.max(reminder.due)),
            None if self.asked_already(reminder, back_since) => None,
            None => Some(reminder.due),
        }
    }

    /// Whether a person who is back was asked to end this break by another reminder, when this one held already. To
    /// somebody who came back it is the same question whether they were asked for one reason or another.
    fn asked_already(&self, reminder: &Reminder, back_since: Timestamp) -> bool {
        let asked = |note: &Note| {
            note.told >= back_since && (reminder.topic == Topic::ForgotToResume || note.told >= reminder.due)
        };
        let others = self.0.iter().filter(|(topic, _)| topic.ends_break() && **topic != reminder.topic);
        reminder.topic.ends_break() && others.map(|(_, note)| note).any(asked)
    }
}
