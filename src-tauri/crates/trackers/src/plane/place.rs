//! The names of what is booked on and of records: project and work item by id, a key such as `PROJ-12`, an id alone.

/// A work item with its project: every address of a worklog names both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// The project's id.
    pub(super) project: String,
    /// The work item's id.
    pub(super) item: String,
}

impl Place {
    pub(super) fn new(project: &str, item: &str) -> Self {
        Self { project: project.to_owned(), item: item.to_owned() }
    }

    /// As a target is named: `<project>/<work item>`.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.project, self.item)
    }

    /// As a record is named, because its own id is found only within its item: `<project>/<work item>/<worklog>`.
    pub(super) fn record(&self, worklog: &str) -> String {
        format!("{}/{}/{worklog}", self.project, self.item)
    }
}

/// The ways a work item can be named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Name {
    /// With its project, as targets are.
    Place(Place),
    /// By its key, in capitals.
    Key(String),
    /// By its id alone; its project has to be found out.
    Item(String),
}

impl Name {
    /// `None` for what is spelled like none of them.
    pub(super) fn read(text: &str) -> Option<Self> {
        if let Some((project, item)) = text.split_once('/') {
            return (is_id(project) && is_id(item)).then(|| Self::Place(Place::new(project, item)));
        }
        if is_id(text) {
            return Some(Self::Item(text.to_lowercase()));
        }
        // The service compares identifiers to the letter, and makes them in capitals.
        is_key(text).then(|| Self::Key(text.to_uppercase()))
    }
}

/// The place and the worklog's id of a record's name; `None` when it names no place.
pub(super) fn of_record(remote_id: &str) -> Option<(Place, &str)> {
    let (place, worklog) = remote_id.rsplit_once('/')?;
    let (project, item) = place.split_once('/')?;
    Some((Place::new(project, item), worklog))
}

/// Whether a text is spelled like an id: 8-4-4-4-12 hex digits.
fn is_id(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_key(text: &str) -> bool {
    text.split_once('-').is_some_and(|(identifier, number)| {
        !identifier.is_empty()
            && identifier.chars().all(char::is_alphanumeric)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROJECT: &str = "4af68c2e-9f1b-4d6a-8c50-0e0d1f2a3b4c";
    const ITEM: &str = "1DE0A2B3-C4D5-4E6F-8091-A2B3C4D5E6F7";

    #[test]
    fn every_way_to_name_an_item_is_read() {
        let place = Place::new(PROJECT, ITEM);
        assert_eq!(Name::read(&place.name()), Some(Name::Place(place.clone())));
        assert_eq!(Name::read(ITEM), Some(Name::Item(ITEM.to_lowercase())));
        assert_eq!(Name::read("proj-12"), Some(Name::Key("PROJ-12".to_owned())));
        assert_eq!(Name::read("ÜB-1"), Some(Name::Key("ÜB-1".to_owned())));
        for other in ["", "PROJ", "PROJ-", "-1", "PROJ-1x", "P R-1", "a/b", "A-B-1", &place.record("7")] {
            assert_eq!(Name::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_records_name_leads_back_to_its_place() {
        let place = Place::new(PROJECT, ITEM);
        assert_eq!(of_record(&place.record("b7e4")), Some((place, "b7e4")));
        assert_eq!(of_record("b7e4"), None);
        assert_eq!(of_record("a/b7e4"), None);
    }
}
