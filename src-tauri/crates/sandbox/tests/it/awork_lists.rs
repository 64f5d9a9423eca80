//! awork's lists: pages and their headers, filters and orders, and what is silently ignored.

use http::StatusCode;
use sandbox::awork::samples::{LOGIN_FLOW, OLD_SHOP, PRODUCT_TASKS, USER, WEBSITE};
use serde_json::json;

use crate::setting::{Answer, Setting};

/// A query in a URL, spelled as browsers do.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

async fn filtered(path: &str, filter: &str) -> Answer {
    let path = format!("{path}?pageSize=1000&filterby={}", encoded(filter));
    Setting::new().awork().get(&path).await
}

#[tokio::test]
async fn pages_carry_their_numbers_and_the_total_in_headers() {
    let client = Setting::new().awork();
    let total = PRODUCT_TASKS as usize + 6;
    for (query, page, size, items) in [
        ("", 1, 10, 10),
        ("?pageSize=1000", 1, 1000, total),
        ("?pageSize=500&page=2", 2, 500, total - 500),
        ("?pageSize=500&page=3", 3, 500, 0),
        ("?nonsense=1&PageSize=3", 1, 10, 10),
    ] {
        let answer = client.get(&format!("/me/projecttasks{query}")).await;
        assert_eq!(answer.body.as_array().unwrap().len(), items, "{query}");
        let header = |name: &str| answer.header(name).unwrap().parse::<usize>().unwrap();
        let seen = ["aw-page", "aw-pagesize", "aw-items", "aw-totalitems"].map(header);
        assert_eq!(seen, [page, size, items, total], "{query}");
    }
    for query in ["pageSize=1001", "pageSize=0", "page=0", "page=x"] {
        let answer = client.get(&format!("/me/projecttasks?{query}")).await;
        assert_eq!(
            (answer.status, &answer.body["code"]),
            (StatusCode::BAD_REQUEST, &json!("validation-failed"))
        );
    }
}

#[tokio::test]
async fn filters_let_through_what_they_say() {
    let names = async |filter: &str| filtered("/projects", filter).await.each("name");
    assert_eq!(names("projectStatus/type eq 'closed'").await, ["Old shop"]);
    assert_eq!(names("projectStatus/type ne 'CLOSED'").await.len(), 4);
    assert_eq!(names(&format!("id eq guid'{}'", OLD_SHOP.to_uppercase())).await, ["Old shop"]);
    assert_eq!(names("name eq 'website' or projectKey eq 'ueb'").await, ["Website", "Überprüfung – Ränder"]);
    assert_eq!(
        names("not (name eq 'Website' or name eq 'Product') and projectKey ne null").await,
        ["Überprüfung – Ränder", "Old shop"]
    );
    assert_eq!(names("projectKey eq null").await, ["Internal"]);
    assert_eq!(names("name eq 'it''s not there'").await, Vec::<String>::new());
    assert_eq!(names("createdOn lt datetime'2026-01-12T09:00:00'").await, Vec::<String>::new());
    assert_eq!(names("createdOn le datetime'2026-01-12T09:00:00Z'").await.len(), 5);
    let called = filtered("/me/projecttasks", "taskIdentifier eq 'WEB-12'").await;
    assert_eq!(called.each("id"), [LOGIN_FLOW]);
    assert_eq!(filtered("/users", "id eq me.id").await.each("id"), [USER]);
}

#[tokio::test]
async fn a_malformed_filter_or_order_is_refused() {
    for filter in [
        &format!("id eq '{WEBSITE}'"),
        "createdOn ge '2026-01-12'",
        "createdOn ge datetime'yesterday'",
        "name EQ 'Website'",
        "colour eq 'red'",
        "name eq 'Website' AND name eq 'Website'",
        "name eq 'Website",
        "(name eq 'Website'",
        "name eq",
        "name",
        "name eq guid'1'",
    ] {
        let answer = filtered("/projects", filter).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter}");
        assert_eq!(answer.body["code"], "invalid-filter-or-order", "{filter}");
    }
    let client = Setting::new().awork();
    for order in ["colour", "name%20down", "name,%20id"] {
        let answer = client.get(&format!("/projects?orderby={order}")).await;
        assert_eq!(answer.body["code"], "invalid-filter-or-order", "{order}");
    }
}

#[tokio::test]
async fn lists_are_ordered_by_several_fields() {
    let client = Setting::new().awork();
    let names = async |order: &str| client.get(&format!("/projects?orderby={order}")).await.each("name");
    let by_name = ["Internal", "Old shop", "Product", "Website", "Überprüfung – Ränder"];
    assert_eq!(names("name").await, by_name);
    assert_eq!(names("name%20desc").await[0], "Überprüfung – Ränder");
    assert_eq!(names("projectStatus/type,name%20desc").await[..2], ["Old shop", "Überprüfung – Ränder"]);
}

#[tokio::test]
async fn projects_tasks_and_types_of_work_show_what_clients_need() {
    let client = Setting::new().awork();
    let projects = client.get("/projects").await;
    assert_eq!(projects.each("projectKey"), ["WEB", "null", "UEB", "OLD", "PROD"]);
    assert_eq!(projects.each("isBillableByDefault"), ["true", "false", "true", "true", "true"]);
    assert_eq!(projects.body[0]["company"]["name"], "Acme");
    let task = client.get(&format!("/tasks/{LOGIN_FLOW}")).await.body;
    assert_eq!((&task["projectId"], &task["project"]["name"]), (&json!(WEBSITE), &json!("Website")));
    assert_eq!(client.get("/typeofwork").await.each("name"), ["Design", "Development"]);
    assert_eq!(
        client.get("/typeofwork?showArchived=true").await.each("name"),
        ["Design", "Development", "Fax"]
    );
}
