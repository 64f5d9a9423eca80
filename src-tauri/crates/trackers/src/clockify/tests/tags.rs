//! Clockify's tags: by name here, by id there, and with as few requests as possible.

use domain::Payload;
use serde_json::{Value, json};

use super::super::Clockify;
use super::script::{entry, payload, script};
use crate::contract::Script;
use crate::contract::world::key;
use crate::{Applied, Kind, Retry, Tracker};

fn tagged(tags: &[&str]) -> Payload {
    Payload { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..payload() }
}

/// An account whose catalogue knows these tags.
fn knowing(answers: impl IntoIterator<Item = (u16, Value)>, tags: &[(&str, &str)]) -> Script {
    let mut script = script(answers);
    script.account.tags = tags.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect();
    script
}

fn tag(id: &str, name: &str, archived: bool) -> Value {
    json!({ "id": id, "name": name, "archived": archived })
}

fn stranger() -> (u16, Value) {
    (400, json!({ "message": "Tag doesn't belong to Workspace", "code": 501 }))
}

#[tokio::test]
async fn tag_ids_without_names_are_looked_up_archived_ones_too() {
    let bare = entry(json!({ "tagIds": ["t1", "t2"] }));
    let active = json!([{ "id": "t1", "name": "Acme", "archived": false }]);
    let archived = json!([{ "id": "t2", "name": "old", "archived": true }]);
    let script = script([(200, bare), (200, active), (200, archived)]);
    let read = Clockify.read(&script.cx(), "66d6", &payload()).await.unwrap().unwrap();
    assert_eq!(read.payload.tags, ["Acme", "old"]);
}

#[tokio::test]
async fn a_tag_that_is_not_there_is_made_once() {
    let tags = json!([{ "id": "t1", "name": "Remote", "archived": false }]);
    let made = json!({ "id": "t9", "name": "new one", "archived": false });
    let answer = entry(json!({ "tagIds": ["t1", "t9"] }));
    let script = script([(200, tags), (201, made), (201, answer)]);
    let wish = Payload { tags: vec!["Remote".to_owned(), "new one".to_owned()], ..payload() };
    let remote = Clockify.create(&script.cx(), &wish, key()).await.unwrap();
    assert_eq!(remote.payload, wish);
    assert_eq!(script.asked()[1].body, json!({ "name": "new one" }));
    assert_eq!(script.asked()[2].body["tagIds"], json!(["t1", "t9"]));
}

#[tokio::test]
async fn a_lost_answer_to_a_new_tag_leaves_no_doubt_about_the_entry() {
    let script = script([(200, json!([])), (500, Value::Null)]);
    let wish = Payload { tags: vec!["new one".to_owned()], ..payload() };
    let error = Clockify.create(&script.cx(), &wish, key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Server, Applied::No, Retry::Backoff));
}

#[tokio::test]
async fn a_tag_of_the_catalogue_costs_no_request() {
    let answer = entry(json!({ "tagIds": ["t1", "t2"] }));
    let script = knowing([(201, answer)], &[("Acme", "t1"), ("remote", "t2")]);
    let made = Clockify.create(&script.cx(), &tagged(&["Acme", "remote"]), key()).await.unwrap();
    assert_eq!(made.payload, tagged(&["Acme", "remote"]));
    assert_eq!(script.asked().len(), 1);
    assert_eq!(script.asked()[0].body["tagIds"], json!(["t1", "t2"]));
}

#[tokio::test]
async fn a_tag_that_the_catalogue_knows_wrongly_is_looked_up_once() {
    let list = json!([tag("t9", "Acme", false)]);
    let answer = (201, entry(json!({ "tagIds": ["t9"] })));
    let script = knowing([stranger(), (200, list), answer], &[("Acme", "t1")]);
    let made = Clockify.create(&script.cx(), &tagged(&["Acme"]), key()).await.unwrap();
    assert_eq!(made.payload, tagged(&["Acme"]));
    assert_eq!(script.asked()[2].body["tagIds"], json!(["t9"]));

    // The tag is not what was refused: asking again would not help.
    let script = knowing([stranger(), (200, json!([tag("t1", "Acme", false)]))], &[("Acme", "t1")]);
    let error = Clockify.create(&script.cx(), &tagged(&["Acme"]), key()).await.unwrap_err();
    assert_eq!((error.kind, error.applied, script.asked().len()), (Kind::Refused, Applied::No, 2));
}

#[tokio::test]
async fn a_refusal_that_is_not_about_the_content_is_not_asked_again() {
    for (status, code) in [(403, 1003), (429, 0), (500, 0), (401, 4003)] {
        let script = knowing([(status, json!({ "message": "no", "code": code }))], &[("Acme", "t1")]);
        Clockify.create(&script.cx(), &tagged(&["Acme"]), key()).await.unwrap_err();
        assert_eq!(script.asked().len(), 1, "{status}");
    }
}

/// It is on the record, but sending it again may be refused.
#[tokio::test]
async fn an_archived_tag_is_not_sent_with_a_change() {
    let there = entry(json!({ "tagIds": ["t1", "t2"],
        "tags": [tag("t1", "Acme", false), tag("t2", "old", true)] }));
    let list = json!([tag("t1", "Acme", false)]);
    let refused = (400, json!({ "message": "Tag with this name already exists", "code": 501 }));
    let changed = script([(200, there.clone()), (200, list), refused]);
    let wish = tagged(&["Acme", "old"]);
    let error = Clockify.update(&changed.cx(), "66d6", &payload(), &wish).await.unwrap_err();
    assert_eq!((error.kind, error.applied, error.retry), (Kind::Refused, Applied::No, Retry::Never));
    assert!(error.detail.as_str().contains("archived"), "{}", error.detail);

    let kept = entry(json!({ "tagIds": ["t1"] }));
    let changed = script([(200, there), (200, kept)]);
    let remote = Clockify.update(&changed.cx(), "66d6", &wish, &tagged(&["Acme"])).await.unwrap();
    assert_eq!(remote.payload, tagged(&["Acme"]));
    assert_eq!(changed.asked()[1].body["tagIds"], json!(["t1"]));
}

#[tokio::test]
async fn whoever_may_make_tags_is_read_from_either_setting() {
    let rules = async |settings: Value| {
        let workspace = json!({ "id": "w", "name": "Studio", "workspaceSettings": settings });
        let script = script([(200, workspace), (200, json!([]))]);
        Clockify.rules(&script.cx()).await.unwrap().new_tags
    };
    assert!(rules(json!({ "onlyAdminsCreateTag": false })).await);
    assert!(rules(json!({ "entityCreationPermissions": { "whoCanCreateTags": "EVERYONE" } })).await);
    assert!(!rules(json!({ "entityCreationPermissions": { "whoCanCreateTags": "ADMINS" } })).await);
    assert!(!rules(json!({ "onlyAdminsCreateTag": true })).await);
    assert!(!rules(json!({})).await, "not said is not allowed");
}
