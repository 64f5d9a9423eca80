//! One OpenAPI file: its operations by method and path, and what its references point at.

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// An OpenAPI file.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) root: Value,
    operations: Vec<Place>,
}

/// Where an operation stands.
struct Place {
    method: String,
    /// The paths under which it is called, one per server.
    paths: Vec<String>,
    /// The template as the file writes it.
    template: String,
}

/// An operation of a file.
pub(crate) struct Operation<'a> {
    /// `POST /v1/workspaces/{workspaceId}/time-entries`.
    pub(crate) label: String,
    pub(crate) document: &'a Document,
    item: &'a Value,
    pub(crate) object: &'a Value,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Document {
    pub(crate) fn new(name: &str, root: Value) -> Result<Self> {
        let paths = root["paths"].as_object().with_context(|| format!("{name} describes no paths"))?;
        let mut operations = Vec::new();
        for (template, item) in paths {
            for method in METHODS.iter().filter(|method| item.get(**method).is_some()) {
                let servers = [&item[*method]["servers"], &item["servers"], &root["servers"]];
                let servers = servers.into_iter().find_map(Value::as_array);
                let mut roots: Vec<String> = servers
                    .into_iter()
                    .flatten()
                    .filter_map(|server| server["url"].as_str())
                    .map(path_of)
                    .collect();
                if roots.is_empty() {
                    roots.push(String::new());
                }
                let paths = roots.into_iter().map(|root| format!("{root}{template}")).collect();
                operations.push(Place { method: method.to_uppercase(), paths, template: template.clone() });
            }
        }
        Ok(Self { name: name.to_owned(), root, operations })
    }

    /// The operation that a request is; one that spells more of the path out is preferred.
    pub(crate) fn operation(&self, method: &str, path: &str) -> Option<Operation<'_>> {
        let fitting = self.operations.iter().filter(|place| place.method == method);
        let best = fitting
            .filter_map(|place| Some((place, place.paths.iter().filter_map(|at| spelled(at, path)).max()?)))
            .max_by_key(|(_, spelled)| *spelled)?
            .0;
        let item = self.root.get("paths")?.get(&best.template)?;
        Some(Operation {
            label: format!("{method} {}", best.template),
            document: self,
            item,
            object: item.get(method.to_lowercase())?,
        })
    }

    /// What stands there, or what a reference that stands there points at.
    pub(crate) fn resolved<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.root.pointer(reference.strip_prefix('#')?),
            None => Some(value),
        }
    }
}

impl Operation<'_> {
    /// The parameters of this place: `query`, `header`.
    pub(crate) fn parameters(&self, place: &str) -> Vec<&Value> {
        let lists = [&self.item["parameters"], &self.object["parameters"]];
        let all = lists.into_iter().filter_map(Value::as_array).flatten();
        all.filter_map(|one| self.document.resolved(one)).filter(|one| one["in"] == place).collect()
    }

    /// What is said of an answer with this status.
    pub(crate) fn answer(&self, status: u16) -> Option<&Value> {
        let answers: &Map<String, Value> = self.object["responses"].as_object()?;
        let names = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
        let said = names.iter().find_map(|name| answers.get(name))?;
        self.document.resolved(said)
    }

    /// The body a request takes.
    pub(crate) fn body(&self) -> Option<&Value> {
        self.document.resolved(self.object.get("requestBody")?)
    }
}

/// The schema of a body in JSON.
pub(crate) fn json_schema(body: &Value) -> Option<&Value> {
    let kinds = body["content"].as_object()?;
    kinds.iter().find(|(kind, _)| kind.contains("json"))?.1.get("schema")
}

/// The path of a server's address.
fn path_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = if address.contains("://") { rest.find('/').map_or("", |at| &rest[at..]) } else { rest };
    path.trim_end_matches('/').to_owned()
}

/// How many parts of a path are spelled out by a template that fits it.
fn spelled(template: &str, path: &str) -> Option<usize> {
    let (ours, theirs): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    if ours.len() != theirs.len() {
        return None;
    }
    let mut count = 0;
    for (part, given) in ours.iter().zip(theirs) {
        if *part == given {
            count += 1;
        } else if !(part.starts_with('{') && part.ends_with('}')) || given.is_empty() {
            return None;
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Document {
        let root = json!({
            "servers": [{ "url": "https://one.example/api" }, { "url": "/other" }],
            "paths": {
                "/v1/things/{id}": { "get": {}, "delete": { "servers": [{ "url": "https://two.example" }] } },
                "/v1/things/last": { "get": {} },
                "/v1/things/": { "post": {} },
            },
        });
        Document::new("test", root).expect("a document")
    }

    fn label(method: &str, path: &str) -> Option<String> {
        document().operation(method, path).map(|operation| operation.label)
    }

    #[test]
    fn an_operation_is_found_under_each_of_its_servers() {
        for root in ["/api", "/other"] {
            let path = format!("{root}/v1/things/7");
            assert_eq!(label("GET", &path).as_deref(), Some("GET /v1/things/{id}"));
        }
        assert_eq!(label("DELETE", "/v1/things/7").as_deref(), Some("DELETE /v1/things/{id}"));
        assert_eq!(label("DELETE", "/api/v1/things/7"), None);
    }

    #[test]
    fn what_is_spelled_out_goes_before_what_is_left_open() {
        assert_eq!(label("GET", "/api/v1/things/last").as_deref(), Some("GET /v1/things/last"));
    }

    #[test]
    fn a_slash_at_the_end_belongs_to_the_path() {
        assert!(label("POST", "/api/v1/things/").is_some());
        assert_eq!(label("POST", "/api/v1/things"), None);
        assert_eq!(label("GET", "/api/v1/things/"), None);
    }
}
