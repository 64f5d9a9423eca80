//! JSON lists: every item with the line it begins on, and its fields read with a fault that names them.

use chrono_tz::Tz;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::stamp::{Moments, stamp};
use crate::{
    Fault, Format, Options, Reading, Row, Unreadable, Why, format, kimai, solidtime, stint, timewarrior,
};

/// One item of a list.
pub(crate) struct Item<'a> {
    /// The line it begins on, from 1.
    pub(crate) line: u32,
    fields: Fields<'a>,
}

/// The fields of an item, its own or those of an object in it.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// A name: text, or an object that has one.
    pub(crate) fn name(self, field: &str) -> Option<String> {
        let name = match self.0.get(field)? {
            Value::String(name) => name.as_str(),
            Value::Object(inner) => inner.get("name")?.as_str()?,
            _ => return None,
        };
        Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned)
    }
}

impl<'a> Item<'a> {
    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.0.contains_key(field)
    }

    pub(crate) fn get(&self, field: &str) -> Option<&'a Value> {
        self.fields.0.get(field)
    }

    pub(crate) fn text(&self, field: &str) -> Option<&'a str> {
        self.get(field)?.as_str()
    }

    /// See [`Fields::name`].
    pub(crate) fn name(&self, field: &str) -> Option<String> {
        self.fields.name(field)
    }

    /// An object in it.
    pub(crate) fn inner(&self, field: &str) -> Option<Fields<'a>> {
        self.get(field)?.as_object().map(Fields)
    }

    /// An id: text or a number.
    pub(crate) fn id(&self, field: &str) -> Option<String> {
        match self.get(field)? {
            Value::String(id) if !id.is_empty() => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        }
    }

    /// A fault of this field.
    pub(crate) fn fault(&self, field: &str, why: Why) -> Fault {
        Fault { line: self.line, column: field.to_owned(), why }
    }

    /// A stamp. Nothing where an end should be means that it runs on.
    pub(crate) fn stamp(&self, field: &str, zone: Tz) -> Result<(Moments, i64), Fault> {
        match self.get(field) {
            Some(Value::String(text)) if !text.trim().is_empty() => {
                stamp(text, zone, None).map_err(|why| self.fault(field, why))
            }
            None | Some(Value::Null | Value::String(_)) if field == "end" => {
                Err(self.fault(field, Why::Running))
            }
            None | Some(Value::Null | Value::String(_)) => Err(self.fault(field, Why::Missing)),
            Some(other) => Err(self.fault(field, Why::Stamp(other.to_string()))),
        }
    }

    /// A length in whole seconds, as milliseconds.
    pub(crate) fn seconds(&self, field: &str) -> Result<Option<i64>, Fault> {
        match self.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_i64().filter(|seconds| (0..1_000_000_000).contains(seconds)) {
                Some(seconds) => Ok(Some(seconds * 1_000)),
                None => Err(self.fault(field, Why::Length(value.to_string()))),
            },
        }
    }

    /// Yes or no; nothing means no.
    pub(crate) fn flag(&self, field: &str) -> Result<bool, Fault> {
        match self.get(field) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.fault(field, Why::Flag(other.to_string()))),
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&self, field: &str) -> Result<Vec<String>, Fault> {
        let odd = |value: &Value| self.fault(field, Why::Tag(value.to_string()));
        match self.get(field) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => {
                let text = |item: &Value| item.as_str().map(str::to_owned).ok_or_else(|| odd(item));
                items.iter().map(text).collect()
            }
            Some(other) => Err(odd(other)),
        }
    }

    /// The names in a list; bare ids are left out.
    pub(crate) fn names(&self, field: &str) -> Vec<String> {
        let items = self.get(field).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        items.iter().filter_map(|item| Some(item.get("name")?.as_str()?.to_owned())).collect()
    }
}

/// Reads a JSON file: a list, or an object with the list in `data`.
pub(crate) fn read(content: &str, options: &Options) -> Result<Reading, Unreadable> {
    #[derive(serde::Deserialize)]
    struct Page<'a> {
        #[serde(borrow)]
        data: Vec<&'a RawValue>,
    }
    let odd = |error: serde_json::Error| Unreadable::NoJson { line: error.line(), column: error.column() };
    let raw: Vec<&RawValue> = if content.trim_start().starts_with('[') {
        serde_json::from_str(content).map_err(odd)?
    } else {
        match serde_json::from_str::<Page<'_>>(content) {
            Ok(page) => page.data,
            Err(error) if error.is_data() => return Err(Unreadable::Unknown),
            Err(error) => return Err(odd(error)),
        }
    };
    let read_row = reader(&raw, options)?;
    let mut reading = Reading { format: read_row.0, dates: None, rows: Vec::new(), faults: Vec::new() };
    let (mut line, mut counted) = (1, 0);
    for item in raw {
        let text = item.get();
        // The item is a part of the content, so the difference of their addresses is where it stands.
        let place = (text.as_ptr() as usize).saturating_sub(content.as_ptr() as usize);
        let between = content.as_bytes().get(counted..place).unwrap_or_default();
        line += u32::try_from(between.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX);
        counted = place;
        let Ok(Value::Object(fields)) = serde_json::from_str(text) else {
            reading.faults.push(Fault { line, column: String::new(), why: Why::NoObject });
            continue;
        };
        match read_row.1(&Item { line, fields: Fields(&fields) }, options) {
            Ok(row) => reading.rows.push(row),
            Err(fault) => reading.faults.push(fault),
        }
    }
    Ok(reading)
}

type ReadRow = fn(&Item<'_>, &Options) -> Result<Row, Fault>;

/// Whose items these are, and how one is read: by the first that shows it.
fn reader(raw: &[&RawValue], options: &Options) -> Result<(Format, ReadRow), Unreadable> {
    let told = || {
        raw.iter().take(50).find_map(|item| {
            let fields: Map<String, Value> = serde_json::from_str(item.get()).ok()?;
            format::of_item(&Item { line: 0, fields: Fields(&fields) })
        })
    };
    let Some(format) = options.format.or_else(told) else {
        return Err(if raw.is_empty() { Unreadable::Empty } else { Unreadable::Unknown });
    };
    let read: ReadRow = match format {
        Format::Kimai => kimai::row,
        Format::Solidtime => solidtime::row,
        Format::Timewarrior => timewarrior::row,
        Format::Stint => stint::item,
        Format::Toggl | Format::Clockify => return Err(Unreadable::OtherShape { format }),
    };
    Ok((format, read))
}
