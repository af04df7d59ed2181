//! Visits the objects of a document of any version, to change them.

use crate::diagnostic::join_pointer;
use crate::validate::kind::{Kind, Member, Shape};
use serde_json::Value;

/// Something to do at an object, by its kind and its pointer.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Kind, &mut Value, &str);

/// Visits the whole document, outer objects before inner ones. A schema may be
/// `true` or `false`, and may have members beside `$ref`.
pub(super) fn each_mut(document: &mut Value, visit: Visit<'_>) {
    object(Kind::Document, document, "", visit);
}

fn object(kind: Kind, value: &mut Value, at: &str, visit: Visit<'_>) {
    visit(kind, value, at);
    for &member in kind.members().iter().chain(kind.newer_members()) {
        each_inside(member, value, at, &mut |kind, value, at| {
            object(kind, value, at, visit);
        });
    }
}

/// Visits the objects directly inside one member of an object.
pub(super) fn each_inside(member: Member, holder: &mut Value, at: &str, visit: Visit<'_>) {
    let (name, shape, kind) = member;
    if let Some(value) = holder.get_mut(name) {
        inside(shape, kind, value, &join_pointer(at, name), visit);
    }
}

fn inside(shape: Shape, kind: Kind, value: &mut Value, at: &str, visit: Visit<'_>) {
    match (shape, value) {
        (Shape::One | Shape::OneOrBoolean, value @ (Value::Object(_) | Value::Bool(_))) => {
            visit(kind, value, at);
        }
        // Before JSON Schema 2020-12, `items` could be a list.
        (Shape::List | Shape::One, Value::Array(items)) => {
            for (index, item) in items.iter_mut().enumerate() {
                visit(kind, item, &format!("{at}/{index}"));
            }
        }
        (Shape::Named, Value::Object(members)) => {
            for (name, value) in members {
                visit(kind, value, &join_pointer(at, name));
            }
        }
        (Shape::Patterned, Value::Object(members)) => {
            for (name, value) in members
                .iter_mut()
                .filter(|(name, _)| !name.starts_with("x-"))
            {
                visit(kind, value, &join_pointer(at, name));
            }
        }
        (Shape::NamedTwice, Value::Object(members)) => {
            for (name, value) in members {
                inside(
                    Shape::Patterned,
                    kind,
                    value,
                    &join_pointer(at, name),
                    visit,
                );
            }
        }
        _ => {}
    }
}
