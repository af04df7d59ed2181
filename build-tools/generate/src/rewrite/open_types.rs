//! Adds `#[non_exhaustive]`.

use super::attribute;
use syn::{Item, Visibility};

/// Marks every public type `#[non_exhaustive]`, so that a field or a value
/// that upstream adds breaks nobody's code.
pub(super) fn keep_open(items: &mut [Item]) {
    for item in items {
        let (attributes, visibility) = match item {
            Item::Mod(module) => {
                let items = module.content.iter_mut().map(|(_, items)| items);
                items.for_each(|items| keep_open(items));
                continue;
            }
            Item::Struct(item) => (&mut item.attrs, &item.vis),
            Item::Enum(item) => (&mut item.attrs, &item.vis),
            _ => continue,
        };
        if matches!(visibility, Visibility::Public(_)) {
            attributes.push(attribute::bare("non_exhaustive"));
        }
    }
}
