//! Worklogs across issues: by author, by creation time, and by start, which is undocumented and widely used.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{IdForm, Worklog};
use crate::pairs::Pairs;
use crate::yandex::access::{Caller, Payload};
use crate::yandex::problem::Problem;
use crate::yandex::{State, Yandex, moment, page};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Search {
    created_by: Option<Author>,
    created_at: Option<Range>,
    start: Option<Range>,
}

/// A login, or an id as text or number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Author {
    Text(String),
    Number(u64),
}

#[derive(Debug, Default, Deserialize)]
struct Range {
    from: Option<String>,
    to: Option<String>,
}

pub(super) async fn by_body(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    pairs: Pairs,
    Payload(search): Payload<Search>,
) -> Result<Response, Problem> {
    api.with(|state| search.run(state, &pairs))
}

/// `createdBy=…&createdAt=from:…&createdAt=to:…`; there is no range of starts in this form.
pub(super) async fn by_address(
    Shared(api): Shared<Arc<Yandex>>,
    _: Caller,
    pairs: Pairs,
) -> Result<Response, Problem> {
    let edge =
        |prefix: &str| pairs.all("createdAt").find_map(|edge| edge.strip_prefix(prefix).map(str::to_owned));
    let (from, to) = (edge("from:"), edge("to:"));
    let search = Search {
        created_by: pairs.get("createdBy").map(|author| Author::Text(author.to_owned())),
        created_at: (from.is_some() || to.is_some()).then_some(Range { from, to }),
        start: None,
    };
    api.with(|state| search.run(state, &pairs))
}

impl Search {
    fn run(&self, state: &State, pairs: &Pairs) -> Result<Response, Problem> {
        if self.created_at.is_some() && self.created_by.is_none() {
            return Err(Problem::unprocessable(
                "createdBy",
                "The field is required together with createdAt.",
            ));
        }
        let author = self.author()?;
        let created_at = Span::of("createdAt", self.created_at.as_ref())?;
        let start = Span::of("start", self.start.as_ref())?;
        let wanted = |worklog: &&Worklog| {
            author.as_ref().is_none_or(|author| state.users[worklog.author].is_named(author))
                && created_at.holds(worklog.created_at)
                && start.holds(worklog.start)
        };
        let found = state.visible().filter(wanted).collect();
        page::numbered(pairs, found, |worklog: &Worklog| worklog.show(state, IdForm::Text))
    }

    /// Someone unknown has simply logged nothing; only the word `me` is refused.
    fn author(&self) -> Result<Option<String>, Problem> {
        match &self.created_by {
            Some(Author::Text(text)) if text == "me" || text == "me()" => {
                Err(Problem::unprocessable("createdBy", "There is no such user."))
            }
            Some(Author::Text(text)) => Ok(Some(text.clone())),
            Some(Author::Number(number)) => Ok(Some(number.to_string())),
            None => Ok(None),
        }
    }
}

/// Both edges included, either may be open.
struct Span {
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
}

impl Span {
    fn of(field: &str, range: Option<&Range>) -> Result<Self, Problem> {
        let edge = |text: Option<&String>| text.map(|text| moment::read(field, text)).transpose();
        Ok(Self {
            from: edge(range.and_then(|range| range.from.as_ref()))?,
            to: edge(range.and_then(|range| range.to.as_ref()))?,
        })
    }

    fn holds(&self, moment: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment <= to)
    }
}
