//! What Clockify entries can be booked on: projects, tasks, tags, clients, and their paging.

use sandbox::clockify::samples::{DESIGN, INTERNAL, WEBSITE, WORKSPACE};

use crate::setting::{Answer, Setting};

async fn get(path: &str) -> Answer {
    Setting::new().clockify().get(&format!("/workspaces/{WORKSPACE}{path}")).await
}

#[tokio::test]
async fn archived_left_out_means_both() {
    assert_eq!(get("/projects").await.each("name").len(), 4);
    let active = ["Internal", "Website", "Überprüfung – Ränder"];
    assert_eq!(get("/projects?archived=false").await.each("name"), active);
    assert_eq!(get("/projects?archived=true").await.each("name"), ["Old shop"]);
    assert_eq!(get("/tags").await.each("name").len(), 3);
    assert_eq!(get("/tags?archived=false").await.each("name"), ["remote", "on site"]);
    assert_eq!(get("/clients?archived=false").await.each("name"), ["Acme"]);
}

#[tokio::test]
async fn hydrated_projects_bring_their_tasks() {
    let plain = get("/projects?name=website").await.body;
    assert!(plain[0].get("tasks").is_none());
    assert_eq!(plain[0]["clientName"], "Acme");
    let hydrated = get("/projects?hydrated=true&name=website").await.body;
    assert_eq!(hydrated[0]["tasks"][0]["id"], DESIGN);
    assert_eq!(hydrated[0]["tasks"][2]["status"], "DONE");
}

#[tokio::test]
async fn pages_end_with_last_page_true() {
    let first = get("/projects?page-size=3").await;
    assert_eq!((first.each("name").len(), first.header("last-page")), (3, Some("false")));
    let second = get("/projects?page-size=3&page=2").await;
    assert_eq!((second.each("name").len(), second.header("last-page")), (1, Some("true")));
    let beyond = get("/projects?page-size=3&page=9").await;
    assert_eq!((beyond.each("name").len(), beyond.header("last-page")), (0, Some("true")));
    let exact = get("/projects?page-size=4").await;
    assert_eq!(exact.header("last-page"), Some("true"));
    assert_eq!(get("/projects?pageSize=1").await.each("name").len(), 4);
    assert_eq!(get("/projects?page-size=many").await.code(), (400, Some(3000)));
    assert_eq!(get("/custom-fields").await.header("last-page"), None);
}

#[tokio::test]
async fn names_are_found_by_part_or_exactly() {
    assert_eq!(get("/projects?name=ite").await.each("name"), ["Website"]);
    assert!(get("/projects?name=ite&strict-name-search=true").await.each("name").is_empty());
    assert_eq!(get("/projects?name=Website&strict-name-search=true").await.each("name"), ["Website"]);
    assert_eq!(get("/projects?sort-column=SIZE").await.code(), (400, Some(3000)));
    let reversed = get("/projects?sort-order=DESCENDING&archived=false").await.each("name");
    assert_eq!(reversed.last().map(String::as_str), Some("Internal"));
}

#[tokio::test]
async fn tasks_are_listed_by_state() {
    let path = format!("/projects/{WEBSITE}/tasks");
    assert_eq!(get(&path).await.each("name"), ["Design", "Development", "Kick-off"]);
    assert_eq!(get(&format!("{path}?is-active=true")).await.each("name"), ["Design", "Development"]);
    assert_eq!(get(&format!("{path}?is-active=false")).await.each("name"), ["Kick-off"]);
    assert_eq!(get(&format!("{path}/{DESIGN}")).await.body["name"], "Design");
}

#[tokio::test]
async fn a_missing_id_is_400_501_not_404() {
    let nobody = "000000000000000000000000";
    assert_eq!(get(&format!("/projects/{nobody}")).await.code(), (400, Some(501)));
    assert_eq!(get(&format!("/projects/{INTERNAL}/tasks/{DESIGN}")).await.code(), (400, Some(501)));
    assert_eq!(get(&format!("/time-entries/{nobody}")).await.code(), (400, Some(501)));
}
