//! `stint link`: which targets propose which others.

use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, Link, Request};

use crate::arguments;
use crate::command::answer;
use crate::print::plain;
use crate::words;

pub(super) async fn run(client: &mut Client, action: arguments::Link) -> Result<ExitCode, ApiError> {
    use arguments::Link as Action;
    match action {
        Action::List { json } => {
            answer(client, Request::Links, json, |links: &Vec<Link>| {
                if links.is_empty() {
                    return words::NO_LINKS.into();
                }
                links.iter().map(line).collect::<Vec<_>>().join("\n")
            })
            .await
        }
        Action::Add { from, to, json } => {
            answer(client, Request::LinkAdd { from, to }, json, |link: &Link| words::link_set(&line(link)))
                .await
        }
        Action::Forget { from, to, json } => {
            answer(client, Request::LinkForget { from, to }, json, |links: &Vec<Link>| {
                let lines: Vec<String> = links
                    .iter()
                    .map(|link| words::link_forgotten(&plain(&link.from), &plain(&link.to)))
                    .collect();
                lines.join("\n")
            })
            .await
        }
    }
}

fn line(link: &Link) -> String {
    let origin = if link.by_hand { words::BY_HAND.into() } else { words::learned(link.times) };
    format!("{:<32} → {:<32} {origin}", plain(&link.from), plain(&link.to))
}
