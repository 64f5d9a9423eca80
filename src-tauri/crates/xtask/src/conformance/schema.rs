//! From an OpenAPI schema to a JSON Schema, and what a value does not keep of it.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use jsonschema::Draft;
use serde_json::{Map, Value, json};

use crate::document::Document;

/// Which way a body goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// To the service: what only it writes need not be there, and what it does not know should not.
    Request,
    /// From the service.
    Answer,
}

/// Says for words and schemas what a value does not keep, each as `/place/#/in/it: what`.
pub(crate) fn unkept(
    document: &Document,
    schema: &Value,
    value: &Value,
    way: Way,
) -> Result<BTreeSet<String>> {
    let mut root = json!({ "allOf": [convert(schema, way, Alone::Yes)], "components": { "schemas": {} } });
    for name in used(document, schema) {
        let component = &document.root["components"]["schemas"][&name];
        root["components"]["schemas"][&name] = convert(component, way, Alone::Yes);
    }
    let newer = document.root["openapi"].as_str().is_some_and(|version| version.starts_with("3.1"));
    let draft = if newer { Draft::Draft202012 } else { Draft::Draft4 };
    let validator = jsonschema::options()
        .with_draft(draft)
        .should_validate_formats(true)
        .build(&root)
        .with_context(|| format!("a schema of {} makes no sense", document.name))?;
    let errors = validator.iter_errors(value);
    Ok(errors.map(|error| format!("{}: {}", place(error.instance_path().as_str()), error.masked())).collect())
}

/// A place without the numbers in lists.
fn place(pointer: &str) -> String {
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    pointer.split('/').map(|part| if number(part) { "#" } else { part }).collect::<Vec<_>>().join("/")
}

/// The names of all schemas that one needs.
fn used(document: &Document, schema: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => {
                let reference = fields.get("$ref").and_then(Value::as_str);
                if let Some(name) = reference.and_then(|text| text.strip_prefix("#/components/schemas/"))
                    && names.insert(name.to_owned())
                {
                    open.push(&document.root["components"]["schemas"][name]);
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
    names
}

/// Whether a schema is all that is said of an object; parts of a combination know only their own fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Yes,
    No,
}

fn convert(schema: &Value, way: Way, alone: Alone) -> Value {
    let Some(fields) = schema.as_object() else { return schema.clone() };
    if let Some(reference) = fields.get("$ref") {
        return json!({ "$ref": reference });
    }
    let mut converted = Map::new();
    for (name, value) in fields {
        let new = match (name.as_str(), value) {
            ("properties", Value::Object(all)) => {
                all.iter().map(|(name, one)| (name.clone(), convert(one, way, Alone::Yes))).collect()
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(all)) => {
                all.iter().map(|one| convert(one, way, Alone::No)).collect()
            }
            ("items" | "additionalProperties" | "not", one) => convert(one, way, Alone::Yes),
            ("required", Value::Array(all)) => {
                let theirs = |name: &&Value| !written_by_the_other(fields, name, way);
                all.iter().filter(theirs).cloned().collect()
            }
            (
                "example" | "examples" | "default" | "discriminator" | "xml" | "externalDocs" | "description"
                | "title" | "readOnly" | "writeOnly" | "deprecated" | "nullable",
                _,
            ) => continue,
            (_, other) => other.clone(),
        };
        converted.insert(name.clone(), new);
    }
    if converted.get("required").is_some_and(|all| all.as_array().is_some_and(Vec::is_empty)) {
        converted.remove("required");
    }
    let closed = way == Way::Request && alone == Alone::Yes && fields.contains_key("properties");
    let combined = ["allOf", "anyOf", "oneOf"].iter().any(|name| fields.contains_key(*name));
    if closed && !combined && !fields.contains_key("additionalProperties") {
        converted.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    let converted = Value::Object(converted);
    match fields.get("nullable") {
        Some(Value::Bool(true)) => json!({ "anyOf": [{ "enum": [null] }, converted] }),
        _ => converted,
    }
}

/// A field that only the other side writes need not be there.
fn written_by_the_other(fields: &Map<String, Value>, name: &Value, way: Way) -> bool {
    let mark = match way {
        Way::Request => "readOnly",
        Way::Answer => "writeOnly",
    };
    let field = name.as_str().and_then(|name| fields.get("properties")?.get(name));
    field.is_some_and(|field| field[mark] == true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(schema: Value, value: Value, way: Way) -> Vec<String> {
        let things = json!({
            "Thing": { "type": "object", "required": ["id", "secret", "name"], "properties": {
                "id": { "type": "integer", "readOnly": true },
                "secret": { "type": "string", "writeOnly": true },
                "name": { "type": "string", "nullable": true, "enum": ["a", "b"] },
                "next": { "$ref": "#/components/schemas/Thing" },
            } },
        });
        let root = json!({ "openapi": "3.0.1", "paths": {}, "components": { "schemas": things } });
        let document = Document::new("test", root).expect("a document");
        unkept(&document, &schema, &value, way).expect("a schema").into_iter().collect()
    }

    fn thing() -> Value {
        json!({ "$ref": "#/components/schemas/Thing" })
    }

    #[test]
    fn each_side_has_to_send_its_own_fields_only() {
        let sent = json!({ "secret": "s", "name": "a" });
        assert_eq!(found(thing(), sent.clone(), Way::Request), [""; 0]);
        assert_eq!(found(thing(), sent, Way::Answer), [": \"id\" is a required property"]);
        assert_eq!(found(thing(), json!({ "id": 1, "name": "b" }), Way::Answer), [""; 0]);
    }

    #[test]
    fn null_is_let_through_where_it_is_said() {
        assert_eq!(found(thing(), json!({ "id": 1, "name": null }), Way::Answer), [""; 0]);
        assert_eq!(found(json!({ "type": "string" }), Value::Null, Way::Answer).len(), 1);
    }

    #[test]
    fn a_request_may_not_say_what_nobody_knows_and_an_answer_may() {
        let said = json!({ "id": 1, "secret": "s", "name": "a", "new": true });
        assert_eq!(found(thing(), said.clone(), Way::Request).len(), 1);
        assert_eq!(found(thing(), said, Way::Answer), [""; 0]);
    }

    #[test]
    fn places_are_told_without_numbers_and_through_references() {
        let list = json!({ "type": "array", "items": thing() });
        let value = json!([{ "id": 1, "name": "a", "next": { "id": "x", "name": "a" } }]);
        assert_eq!(found(list, value, Way::Answer), ["/#/next/id: value is not of type \"integer\""]);
    }
}
