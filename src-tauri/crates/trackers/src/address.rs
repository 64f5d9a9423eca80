//! Where a request goes: the connection's root with the API path added once, and segments that cannot break out.

use url::Url;

use crate::{Applied, Kind, Redacted, Retry, TrackerError};

/// The address of `path` below the API. Of `api`, only what the root does not end with already is added, so that
/// `https://host`, `https://host/api` and `https://host/api/v1` all lead to `https://host/api/v1`.
pub fn endpoint(root: &Url, api: &[&str], path: &[&str]) -> Result<Url, TrackerError> {
    let mut url = root.clone();
    url.set_query(None);
    url.set_fragment(None);
    let unusable = || {
        let detail =
            Redacted::ours("the address is not one of a web service; give one that begins with https://");
        TrackerError::new(Kind::Unexpected, Applied::No, Retry::Never, detail)
    };
    let given: Vec<String> = root
        .path_segments()
        .ok_or_else(unusable)?
        .filter(|segment| !segment.is_empty())
        .map(str::to_owned)
        .collect();
    let there = (0..=api.len())
        .rev()
        .find(|count| given.len() >= *count && given[given.len() - count..].iter().eq(api[..*count].iter()))
        .unwrap_or(0);
    url.path_segments_mut()
        .map_err(|()| unusable())?
        .clear()
        .extend(&given)
        .extend(&api[there..])
        .extend(path);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(root: &str) -> String {
        endpoint(&Url::parse(root).unwrap(), &["api", "v1"], &["user"]).unwrap().to_string()
    }

    #[test]
    fn the_api_path_is_added_once_and_prefixes_stay() {
        assert_eq!(at("https://api.clockify.me"), "https://api.clockify.me/api/v1/user");
        assert_eq!(at("https://api.clockify.me/"), "https://api.clockify.me/api/v1/user");
        assert_eq!(at("https://api.clockify.me/api"), "https://api.clockify.me/api/v1/user");
        assert_eq!(at("https://api.clockify.me/api/v1/"), "https://api.clockify.me/api/v1/user");
        assert_eq!(at("http://127.0.0.1:9/clockify"), "http://127.0.0.1:9/clockify/api/v1/user");
    }

    #[test]
    fn a_query_in_the_root_is_dropped() {
        assert_eq!(at("https://host.example/?a=b#c"), "https://host.example/api/v1/user");
    }

    #[test]
    fn a_segment_cannot_leave_its_place() {
        let root = Url::parse("https://host.example").unwrap();
        let url = endpoint(&root, &[], &["issues", "A/../B?c#d"]).unwrap();
        assert_eq!(url.as_str(), "https://host.example/issues/A%2F..%2FB%3Fc%23d");
    }

    #[test]
    fn an_address_without_a_host_is_refused() {
        let error = endpoint(&Url::parse("mailto:mira@example.org").unwrap(), &[], &[]).unwrap_err();
        assert_eq!((error.kind, error.applied), (Kind::Unexpected, Applied::No));
    }
}
