//! What the server demands of an entry beyond what every entry has: an activity, and custom fields.

use super::activity;
use super::fields::Values;
use super::line::Line;
use super::wire::{CustomField, CustomFields};
use crate::{Applied, Kind, Redacted, Retry, TrackerError, WorkspaceRules};

/// Neither is a matter of a single entry: both are settings of the connection, so what lacks is told when it is tested.
pub(super) async fn rules(line: &Line<'_>) -> Result<WorkspaceRules, TrackerError> {
    activity::check(line).await?;
    let values = Values::of(line.cx.account)?;
    let fields: CustomFields = match line.ask(line.api.custom_fields()?).await {
        // Only administrators may ask; the others hear of it from the first record that is refused.
        Err(error) if matches!(error.kind, Kind::NotAllowed | Kind::NotFound | Kind::Unexpected) => {
            return Ok(WorkspaceRules::default());
        }
        answer => answer?,
    };
    let lacks = |field: &&CustomField| {
        let filled =
            field.default_value.as_ref().and_then(|value| value.as_str()).is_some_and(|v| !v.is_empty());
        field.customized_type == "time_entry" && field.is_required && !filled && !values.has(field.id)
    };
    let missing: Vec<&CustomField> = fields.custom_fields.iter().filter(lacks).collect();
    if missing.is_empty() {
        return Ok(WorkspaceRules::default());
    }
    let each = |form: fn(&CustomField) -> String| missing.iter().map(|field| form(field)).collect::<Vec<_>>();
    let text = format!(
        "every time entry needs {}; give it to the connection (setting fields), as {}",
        each(|field| field.name.clone()).join(" and "),
        each(|field| format!("{}=…", field.id)).join("; "),
    );
    Err(TrackerError::new(Kind::Refused, Applied::No, Retry::Never, Redacted::new(&text, line.cx.secret)))
}
