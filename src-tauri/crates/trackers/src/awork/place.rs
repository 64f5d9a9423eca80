//! The names of what is booked on: `project`, `project/task`, and `private/task` for a task without a project.

use domain::TargetId;
use uuid::Uuid;

/// In front of the id of a private task.
const PRIVATE: &str = "private";

/// What an entry is booked on, by ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) project: Option<String>,
    pub(super) task: Option<String>,
}

impl Place {
    /// `None` for what is spelled like nothing that can be booked on.
    pub(super) fn read(target: &TargetId) -> Option<Self> {
        let id = |text: &str| is_id(text).then(|| text.to_lowercase());
        match target.as_str().split_once('/') {
            None => Some(Self { project: Some(id(target.as_str())?), task: None }),
            Some((PRIVATE, task)) => Some(Self { project: None, task: Some(id(task)?) }),
            Some((project, task)) => Some(Self { project: Some(id(project)?), task: Some(id(task)?) }),
        }
    }

    /// As a target is named. An entry of neither project nor task is just `private`, which nothing can be booked on.
    pub(super) fn target(&self) -> TargetId {
        TargetId::new(match (&self.project, &self.task) {
            (Some(project), Some(task)) => format!("{project}/{task}"),
            (Some(project), None) => project.clone(),
            (None, Some(task)) => format!("{PRIVATE}/{task}"),
            (None, None) => PRIVATE.to_owned(),
        })
    }
}

/// Whether a text is spelled like an id of the service.
pub(super) fn is_id(text: &str) -> bool {
    // In groups; the library knows other spellings, too.
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

/// Whether a text is spelled like a task's identifier: the project's key (capitals, digits, dashes) and a number.
pub(super) fn is_identifier(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(key, number)| {
        !is_id(text)
            && !key.is_empty()
            && key.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROJECT: &str = "83343fb9-0000-4000-8000-000000000001";
    const TASK: &str = "b2c477d8-0000-4000-8000-000000000002";

    #[test]
    fn every_place_has_one_name() {
        let (project, task) = (Some(PROJECT.to_owned()), Some(TASK.to_owned()));
        for (place, name) in [
            (Place { project: project.clone(), task: None }, PROJECT.to_owned()),
            (Place { project, task: task.clone() }, format!("{PROJECT}/{TASK}")),
            (Place { project: None, task }, format!("private/{TASK}")),
        ] {
            assert_eq!(place.target().as_str(), name);
            assert_eq!(Place::read(&TargetId::new(&name)), Some(place));
        }
        for other in ["", "private", "WEB-12", "private/", "Website/Design", &format!("{PROJECT}/{TASK}/x")] {
            assert_eq!(Place::read(&TargetId::new(other)), None, "{other}");
        }
        assert_eq!(Place { project: None, task: None }.target().as_str(), "private");
    }

    #[test]
    fn identifiers_are_told_from_words() {
        assert!(["WEB-12", "web-12", "NEW-WEB-7", "A1-1"].into_iter().all(is_identifier));
        assert!(
            ["", "WEB", "-1", "WEB-", "WEB-1a", "W B-1", PROJECT].iter().all(|text| !is_identifier(text))
        );
        assert!(is_id(PROJECT) && !is_id(&PROJECT.replace('-', "")) && !is_id("WEB-12"));
    }
}
