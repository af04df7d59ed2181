//! How a parameter or a header is serialized, and the schema of its values.

use crate::catalogue::scope::Scope;
use crate::part::Part;
use crate::walk::Walk;
use serde_json::Value;

static ANYTHING: Value = Value::Bool(true);

/// Compares the `schema` of two parts; an absent one allows everything.
pub(crate) fn schemas<'d>(
    walk: &mut Walk<'d>,
    base: &Part<'d>,
    revision: &Part<'d>,
    scope: Scope,
    root: &str,
) {
    let any = |part: &Part<'d>| Part {
        value: &ANYTHING,
        pointer: part.pointer.clone(),
    };
    let (old, new) = (base.get("schema"), revision.get("schema"));
    if old.is_none() && new.is_none() {
        return;
    }
    let old = old.unwrap_or_else(|| any(base));
    let new = new.unwrap_or_else(|| any(revision));
    walk.schemas(&old, &new, scope, root);
}

/// The `style`, or the one that holds where none is given.
pub(crate) fn style<'d>(parameter: &Part<'d>) -> &'d str {
    let usual = match parameter.text("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    parameter.text("style").unwrap_or(usual)
}

/// The `explode`, or the one that holds where none is given.
pub(crate) fn explode(parameter: &Part<'_>) -> bool {
    // Only one way to write a `deepObject` is defined.
    if style(parameter) == "deepObject" {
        return true;
    }
    let given = parameter
        .get("explode")
        .and_then(|part| part.value.as_bool());
    given.unwrap_or(style(parameter) == "form")
}
