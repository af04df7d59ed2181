//! Definitions inside a schema, which become components: they are downgraded as
//! such, after all others.

use super::stage::Stage;
use crate::diagnostic::join_pointer;
use serde_json::{Map, Value};

pub(super) fn hoist(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    for keyword in ["$defs", "definitions"] {
        if !matches!(members.get(keyword), Some(Value::Object(_))) {
            continue;
        }
        let Some(Value::Object(definitions)) = members.shift_remove(keyword) else {
            continue;
        };
        for (name, definition) in definitions {
            let from = join_pointer(&join_pointer(at, keyword), &name);
            let from = stage.origins.of(&from);
            let free = stage.free_name(&name);
            let place = join_pointer("/components/schemas", &free);
            stage.origins.note(place, from);
            stage.hoisted.insert(free.clone(), Value::Null);
            stage.pending.push((free, definition));
        }
    }
}
