//! The worklogs of one issue, by ascending id, paged relative to the last one seen.

use std::sync::Arc;

use axum::extract::{Path, State as Shared};
use axum::response::Response;

use super::IdForm;
use crate::pairs::Pairs;
use crate::yandex::access::Caller;
use crate::yandex::problem::Problem;
use crate::yandex::{Yandex, page};

pub(super) async fn of_issue(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    Path(issue): Path<String>,
    query: Pairs,
) -> Result<Response, Problem> {
    api.with(|state| {
        let issue = state.issue(&issue)?;
        let here = state.visible().filter(|worklog| worklog.issue == issue.id);
        let path = format!("issues/{}/worklog", issue.key);
        page::relative(&query, &path, here.map(|worklog| (worklog.id, worklog)), |worklog| {
            worklog.show(state, IdForm::Number)
        })
    })
}
