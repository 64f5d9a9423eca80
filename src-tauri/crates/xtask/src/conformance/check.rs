//! One request and its answer against what a vendor's files say of the operation.

use std::collections::BTreeSet;

use anyhow::Result;
use serde_json::Value;
use trackers::rehearsal::Exchange;

use crate::document::{Document, Operation, json_schema};
use crate::schema::{Way, unkept};

/// The operation's name and everything that is not as the files say. Where several files know the operation, the one
/// that comes closest counts.
pub(crate) fn deviations(exchange: &Exchange, documents: &[Document]) -> Result<(String, BTreeSet<String>)> {
    let (method, path) = (exchange.request.method.as_str(), exchange.request.url.path());
    let mut best: Option<(String, BTreeSet<String>)> = None;
    for operation in documents.iter().filter_map(|document| document.operation(method, path)) {
        let mut found = query(exchange, &operation)?;
        found.extend(body(exchange, &operation)?);
        found.extend(answer(exchange, &operation)?);
        if best.as_ref().is_none_or(|(_, fewest)| found.len() < fewest.len()) {
            best = Some((operation.label, found));
        }
    }
    let unknown =
        || (format!("{method} {path}"), BTreeSet::from(["the operation is not in the file".to_owned()]));
    Ok(best.unwrap_or_else(unknown))
}

fn query(exchange: &Exchange, operation: &Operation<'_>) -> Result<BTreeSet<String>> {
    let known = operation.parameters("query");
    let mut found = BTreeSet::new();
    let given: Vec<_> = exchange.request.url.query_pairs().collect();
    for (name, text) in &given {
        let Some(parameter) = known.iter().find(|parameter| parameter["name"] == **name) else {
            found.insert(format!("query {name} is not in the file"));
            continue;
        };
        let Some(schema) = parameter.get("schema") else { continue };
        // A list is written as its elements, one by one or with commas between them.
        let schema = operation.document.resolved(schema).unwrap_or(schema);
        let (schema, texts): (_, Vec<&str>) = match schema.get("items") {
            Some(items) => (items, text.split(',').collect()),
            None => (schema, vec![text]),
        };
        for text in texts {
            let kept = readings(text).iter().try_fold(false, |kept, value| {
                Ok::<_, anyhow::Error>(
                    kept || unkept(operation.document, schema, value, Way::Request)?.is_empty(),
                )
            })?;
            if !kept {
                found.insert(format!("query {name} is not what the file says"));
            }
        }
    }
    for parameter in known.iter().filter(|parameter| parameter["required"] == true) {
        if given.iter().all(|(name, _)| parameter["name"] != **name) {
            found.insert(format!("query {} is missing", parameter["name"].as_str().unwrap_or_default()));
        }
    }
    Ok(found)
}

/// What a text in an address may mean.
fn readings(text: &str) -> Vec<Value> {
    let mut values = vec![Value::String(text.to_owned())];
    values.extend(
        serde_json::from_str::<Value>(text).ok().filter(|value| value.is_number() || value.is_boolean()),
    );
    values
}

fn body(exchange: &Exchange, operation: &Operation<'_>) -> Result<BTreeSet<String>> {
    let sent = &exchange.request.body;
    let Some(declared) = operation.body() else {
        let unknown = (!sent.is_empty()).then(|| "the request has a body, the file knows none".to_owned());
        return Ok(unknown.into_iter().collect());
    };
    if sent.is_empty() {
        let missing = (declared["required"] == true).then(|| "the request has no body".to_owned());
        return Ok(missing.into_iter().collect());
    }
    let Some(schema) = json_schema(declared) else {
        return Ok(BTreeSet::from(["the file knows no body in JSON for the request".to_owned()]));
    };
    let value: Value = serde_json::from_slice(sent)?;
    let found = unkept(operation.document, schema, &value, Way::Request)?;
    Ok(found.into_iter().map(|what| format!("request {what}")).collect())
}

fn answer(exchange: &Exchange, operation: &Operation<'_>) -> Result<BTreeSet<String>> {
    let Some(response) = &exchange.answer else { return Ok(BTreeSet::new()) };
    let status = response.status.as_u16();
    let Some(declared) = operation.answer(status) else {
        return Ok(BTreeSet::from([format!("answer {status} is not in the file")]));
    };
    let text = &response.body;
    let found = match (json_schema(declared), text.is_empty()) {
        (None, true) => BTreeSet::new(),
        (None, false) => BTreeSet::from([" has a body, the file knows none".to_owned()]),
        (Some(_), true) => BTreeSet::from([" has no body".to_owned()]),
        (Some(schema), false) => match serde_json::from_slice(text) {
            Ok(value) => unkept(operation.document, schema, &value, Way::Answer)?
                .into_iter()
                .map(|what| format!(" {what}"))
                .collect(),
            Err(_) => BTreeSet::from([" is no JSON".to_owned()]),
        },
    };
    Ok(found.into_iter().map(|what| format!("answer {status}{what}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, Method, StatusCode};
    use serde_json::json;
    use trackers::{Request, Response};

    fn document() -> Document {
        let thing = json!({ "type": "object", "properties": { "name": { "type": "string" } } });
        let root = json!({ "openapi": "3.0.1", "paths": { "/things": {
            "parameters": [{ "in": "query", "name": "page", "schema": { "type": "integer" } }],
            "post": {
                "parameters": [
                    { "in": "query", "name": "kind", "required": true, "schema": { "enum": ["a", "b"] } },
                    { "in": "query", "name": "ids", "schema": { "type": "array", "items": { "type": "integer" } } },
                ],
                "requestBody": { "required": true, "content": { "application/json": { "schema": thing } } },
                "responses": {
                    "201": { "content": { "application/json": { "schema": thing } } },
                    "4XX": {},
                },
            },
        } } });
        Document::new("test", root).expect("a document")
    }

    fn found(address: &str, body: &str, status: u16, answer: &str) -> Vec<String> {
        let request = Request {
            method: Method::POST,
            url: url::Url::parse(&format!("https://host.example{address}")).expect("an address"),
            headers: HeaderMap::new(),
            body: body.to_owned().into(),
        };
        let answer = Response {
            status: StatusCode::from_u16(status).expect("a status"),
            headers: HeaderMap::new(),
            body: answer.to_owned().into(),
        };
        let exchange = Exchange { step: "test", request, answer: Some(answer) };
        deviations(&exchange, &[document()]).expect("a check").1.into_iter().collect()
    }

    #[test]
    fn what_is_as_the_file_says_is_silent() {
        let address = "/things?kind=a&page=2&ids=1,2";
        assert_eq!(found(address, r#"{"name":"a"}"#, 201, r#"{"name":"a"}"#), [""; 0]);
        assert_eq!(found(address, r#"{"name":"a"}"#, 404, ""), [""; 0]);
    }

    #[test]
    fn every_part_of_a_request_is_looked_at() {
        let body = r#"{"name":"a"}"#;
        assert_eq!(found("/nowhere", body, 201, "{}"), ["the operation is not in the file"]);
        assert_eq!(found("/things?page=1", body, 201, "{}"), ["query kind is missing"]);
        assert_eq!(found("/things?kind=c", body, 201, "{}"), ["query kind is not what the file says"]);
        assert_eq!(found("/things?kind=a&ids=1,x", body, 201, "{}"), ["query ids is not what the file says"]);
        assert_eq!(found("/things?kind=a&x=1", body, 201, "{}"), ["query x is not in the file"]);
        assert_eq!(found("/things?kind=a", "", 201, "{}"), ["the request has no body"]);
        assert_eq!(found("/things?kind=a", r#"{"name":1}"#, 201, "{}").len(), 1);
    }

    #[test]
    fn every_part_of_an_answer_is_looked_at() {
        let (address, body) = ("/things?kind=a", r#"{"name":"a"}"#);
        assert_eq!(found(address, body, 200, "{}"), ["answer 200 is not in the file"]);
        assert_eq!(found(address, body, 201, ""), ["answer 201 has no body"]);
        assert_eq!(found(address, body, 201, "<p>"), ["answer 201 is no JSON"]);
        assert_eq!(found(address, body, 404, "{}"), ["answer 404 has a body, the file knows none"]);
        assert_eq!(
            found(address, body, 201, r#"{"name":1}"#),
            ["answer 201 /name: value is not of type \"string\""]
        );
    }
}
