//! Recorded answers, given one after the other, and what was asked for them.

use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;
use url::Url;

use crate::{Account, Cx, Http, Request, Response, Secret, TransportError};

/// A service that answers from a list.
pub(crate) struct Script {
    answers: Mutex<VecDeque<Response>>,
    asked: Mutex<Vec<Asked>>,
    pub(crate) account: Account,
    secret: Secret,
}

/// One request as it left.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Verb, path and query: `GET /api/v1/user?a=b`.
    pub(crate) line: String,
    /// The JSON body; `null` for none.
    pub(crate) body: Value,
    pub(crate) headers: HeaderMap,
}

impl Script {
    /// Answers of a status and a JSON body each.
    pub(crate) fn new(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let answers = answers.into_iter().map(|(status, body)| Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: if body.is_null() { Vec::new() } else { body.to_string().into_bytes() }.into(),
        });
        let base_url = Url::parse("https://host.example").unwrap();
        Self {
            answers: Mutex::new(answers.collect()),
            asked: Mutex::new(Vec::new()),
            account: Account {
                base_url,
                workspace: None,
                settings: Default::default(),
                identity: None,
                tags: Default::default(),
            },
            secret: Secret::new("s3cret"),
        }
    }

    /// The same with this header on the answers that are left.
    pub(crate) fn with_header(self, name: &'static str, values: &[&'static str]) -> Self {
        for (answer, value) in self.answers.lock().unwrap().iter_mut().zip(values) {
            answer.headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        self
    }

    /// The same with this text, which is no JSON, as the body of the next answer.
    pub(crate) fn with_body(self, body: &'static str) -> Self {
        if let Some(answer) = self.answers.lock().unwrap().front_mut() {
            answer.body = bytes::Bytes::from_static(body.as_bytes());
        }
        self
    }

    pub(crate) fn cx(&self) -> Cx<'_> {
        Cx {
            http: self,
            account: &self.account,
            secret: &self.secret,
            now: super::world::MORNING,
            zone: chrono_tz::Europe::Berlin,
        }
    }

    /// Everything asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The lines of everything asked so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

#[async_trait]
impl Http for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let line = format!("{} {}", request.method, &request.url[url::Position::BeforePath..]);
        let body = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        self.asked.lock().unwrap().push(Asked { line: line.clone(), body, headers: request.headers });
        let answer = self.answers.lock().unwrap().pop_front();
        Ok(answer.unwrap_or_else(|| panic!("no answer is recorded for {line}")))
    }
}
