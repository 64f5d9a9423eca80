//! What can be booked on: an issue by its number, or a project; how a target's id says which. Pure.

use domain::TargetId;

/// In front of a project's number; a bare number is an issue.
const PROJECTS: &str = "projects/";

/// An issue or a project, by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Issue(u64),
    Project(u64),
}

impl Place {
    /// Reads `12`, `#12` and `projects/3`.
    pub(super) fn read(text: &str) -> Option<Self> {
        match text.strip_prefix(PROJECTS) {
            Some(project) => number(project).map(Self::Project),
            None => number(text.strip_prefix('#').unwrap_or(text)).map(Self::Issue),
        }
    }

    /// The place of a target that was projected, which is one of ours.
    pub(super) fn of(target: &TargetId) -> Option<Self> {
        Self::read(target.as_str())
    }

    pub(super) fn target(self) -> TargetId {
        TargetId::new(match self {
            Self::Issue(issue) => issue.to_string(),
            Self::Project(project) => format!("{PROJECTS}{project}"),
        })
    }
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_a_number_with_or_without_its_sign_and_a_project_says_so() {
        assert_eq!(["12", "#12"].map(Place::read), [Some(Place::Issue(12)); 2]);
        assert_eq!(Place::read("projects/3"), Some(Place::Project(3)));
        for place in [Place::Issue(12), Place::Project(3)] {
            assert_eq!(Place::of(&place.target()), Some(place));
        }
        for other in ["", "#", "0", "-1", "+1", "##1", "1.5", "website", "projects/", "projects/#3", "٣"] {
            assert_eq!(Place::read(other), None, "{other}");
        }
    }
}
