//! Finding what time can be logged on at Plane: projects, work items, search with its quirk, keys.

use http::StatusCode;
use sandbox::plane::samples::{
    COMPLETED, GUEST_KEY, HANDBOOK, LOGIN_FLOW, PRODUCT, PRODUCT_ITEMS, SECOND_KEY, USER, WEBSITE, WORKSPACE,
    item_id,
};
use serde_json::{Value, json};

use crate::setting::{Answer, Setting};

async fn get(path: &str) -> Answer {
    Setting::new().plane().get(&format!("/workspaces/{WORKSPACE}{path}")).await
}

fn results(answer: &Answer, field: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    answer.body["results"].as_array().unwrap().iter().map(|item| text(&item[field])).collect()
}

#[tokio::test]
async fn projects_are_ones_own_and_the_public_ones() {
    let mine = get("/projects/").await;
    assert_eq!(results(&mine, "identifier"), ["PROJ", "WEB", "OPS", "OLD", "BOOK"]);
    assert_eq!(results(&mine, "is_member"), ["true", "true", "true", "true", "false"]);
    assert_eq!(results(&mine, "member_role"), ["20", "20", "20", "20", "null"]);
    assert_eq!(results(&mine, "is_time_tracking_enabled"), ["true", "true", "false", "true", "true"]);
    assert!(mine.body["results"][3]["archived_at"].is_string());
    let path = format!("/workspaces/{WORKSPACE}/projects/");
    let guests = Setting::new().plane_as(GUEST_KEY).get(&path).await;
    assert_eq!(results(&guests, "identifier"), ["PROJ", "WEB", "BOOK"]);
    assert_eq!(get(&format!("/projects/{HANDBOOK}/")).await.body["is_member"], false);
    assert_eq!(get("/projects/none/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_follow_the_cursor_to_the_end() {
    let path = format!("/projects/{PRODUCT}/work-items/?per_page=100");
    let (mut numbers, mut next) = (Vec::new(), String::new());
    for (place, count) in [(0, 100), (1, 100), (2, 30)] {
        let page = get(&format!("{path}{next}")).await;
        assert_eq!(
            (&page.body["count"], &page.body["total_results"]),
            (&json!(count), &json!(PRODUCT_ITEMS))
        );
        assert_eq!(page.body["next_page_results"], place < 2);
        assert_eq!(page.body["prev_page_results"], place > 0);
        numbers.extend(results(&page, "sequence_id"));
        next = format!("&cursor={}", page.body["next_cursor"].as_str().unwrap());
    }
    let expected: Vec<String> = (1..=PRODUCT_ITEMS).rev().map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_page_beyond_the_limit_and_a_cursor_that_is_none_are_400() {
    let path = format!("/projects/{PRODUCT}/work-items/");
    let answer = get(&format!("{path}?per_page=101")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.body["detail"], "Invalid per_page value. Cannot exceed 100.");
    for wrong in ["per_page=0", "per_page=x", "cursor=1", "cursor=100:x:0", "cursor=100:1:2"] {
        assert_eq!(get(&format!("{path}?{wrong}")).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn only_the_fields_asked_for_are_shown_and_some_are_expanded() {
    let path = format!("/projects/{PRODUCT}/work-items/{}/", item_id(PRODUCT, COMPLETED));
    let plain = get(&path).await.body;
    assert!(plain["state"].is_string());
    assert_eq!(plain["assignees"], json!([USER]));
    let shown = get(&format!("{path}?fields=id,state,assignees&expand=state,assignees")).await.body;
    assert_eq!(shown.as_object().unwrap().len(), 3);
    assert_eq!(shown["state"]["group"], "completed");
    assert_eq!(shown["assignees"][0]["id"], USER);
    assert_eq!(get(&format!("{path}?fields=id,colour")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn lists_can_be_ordered_by_their_last_change() {
    let path = format!("/projects/{WEBSITE}/work-items/?fields=sequence_id");
    assert_eq!(results(&get(&format!("{path}&order_by=-updated_at")).await, "sequence_id")[0], "12");
    assert_eq!(results(&get(&format!("{path}&order_by=updated_at")).await, "sequence_id")[0], "1");
}

#[tokio::test]
async fn a_number_in_a_search_finds_every_item_of_that_number() {
    let keys = async |query: &str| {
        let answer = get(&format!("/work-items/search/?{query}")).await;
        let found = answer.body["issues"].as_array().unwrap().clone();
        found
            .iter()
            .map(|item| format!("{}-{}", item["project__identifier"].as_str().unwrap(), item["sequence_id"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(keys("search=PROJ-12").await, ["PROJ-12", "WEB-12"]);
    // The archived and the foreign project have a login flow too.
    assert_eq!(keys("search=login%20FLOW").await, ["PROJ-12"]);
    assert_eq!(keys("search=web&limit=3").await, ["WEB-1", "WEB-2", "WEB-3"]);
    assert_eq!(keys("search=story").await.len(), 10, "ten are shown unless more are asked for");
    assert_eq!(keys("search=").await, Vec::<String>::new());
    let narrow = format!("search=12&project_id={WEBSITE}");
    assert_eq!(keys(&narrow).await.len(), 2);
    assert_eq!(keys(&format!("{narrow}&workspace_search=false")).await, ["WEB-12"]);
}

#[tokio::test]
async fn a_key_counts_to_the_letter() {
    let found = get("/work-items/PROJ-12/").await;
    assert_eq!(found.id(), item_id(PRODUCT, LOGIN_FLOW));
    assert_eq!(found.body["project"], PRODUCT);
    assert_eq!(get("/work-items/proj-12/").await.status, StatusCode::FORBIDDEN);
    assert_eq!(get("/work-items/PROJ-9999/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/work-items/BOOK-1/").await.status, StatusCode::FORBIDDEN, "not a member there");
}

#[tokio::test]
async fn a_foreign_project_does_not_say_whether_it_exists() {
    let path = |project: &str| format!("/workspaces/{WORKSPACE}/projects/{project}/work-items/");
    let oleg = Setting::new().plane_as(SECOND_KEY);
    assert_eq!(oleg.get(&path(HANDBOOK)).await.status, StatusCode::OK);
    assert_eq!(get(&format!("/projects/{HANDBOOK}/work-items/")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(get("/projects/none/work-items/").await.status, StatusCode::FORBIDDEN);
    let nobody = get(&format!("/projects/{PRODUCT}/work-items/none/")).await;
    assert_eq!(nobody.body, json!({ "error": "The requested resource does not exist." }));
}
