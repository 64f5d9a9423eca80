//! `stint link`: which targets propose which others.

use std::process::ExitCode;

use api::client::Client;
use api::{ApiError, Link, Request};

use crate::arguments;
use crate::command::answer;
use crate::print::plain;

pub(super) async fn run(client: &mut Client, action: arguments::Link) -> Result<ExitCode, ApiError> {
    use arguments::Link as Action;
    match action {
        Action::List { json } => {
            answer(client, Request::Links, json, |links: &Vec<Link>| {
                if links.is_empty() {
                    return "No links yet. They are learned when you book one entry on two targets; “stint link add” sets one."
                        .into();
                }
                links.iter().map(line).collect::<Vec<_>>().join("\n")
            })
            .await
        }
        Action::Add { from, to, json } => {
            answer(client, Request::LinkAdd { from, to }, json, |link: &Link| format!("Set: {}", line(link))).await
        }
        Action::Forget { from, to, json } => {
            answer(client, Request::LinkForget { from, to }, json, |links: &Vec<Link>| {
                let lines: Vec<String> =
                    links.iter().map(|link| format!("Forgotten: {} → {}", plain(&link.from), plain(&link.to))).collect();
                lines.join("\n")
            })
            .await
        }
    }
}

fn line(link: &Link) -> String {
    let origin = match (link.by_hand, link.times) {
        (true, _) => "by hand".to_owned(),
        (false, 1) => "learned once".to_owned(),
        (false, times) => format!("learned {times} times"),
    };
    format!("{:<32} → {:<32} {origin}", plain(&link.from), plain(&link.to))
}
