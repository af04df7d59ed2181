//! Describes traits: what implementations have to define, and what they may.

use super::definition::{Definition, Found};
use crate::read::attributes::is_hidden;
use crate::read::print;
use crate::read::sources::plain;
use crate::surface::Kind;
use syn::{Attribute, ItemTrait, TraitItem};

/// An item of a trait; `provided` if implementations may omit it.
struct TraitPart<'a> {
    key: String,
    kind: Kind,
    signature: String,
    provided: bool,
    attributes: &'a [Attribute],
}

impl Definition<'_> {
    pub(super) fn trait_items(&self, declared: &ItemTrait, found: &mut Found) {
        let path = &self.name.path;
        let (generics, bounds) = (&declared.generics, &declared.supertraits);
        let unsafety = if declared.unsafety.is_some() {
            "unsafe "
        } else {
            ""
        };
        let signature = print::bounded(self.rename(), "trait", path, generics, bounds);
        found.push(self.entry(
            path.clone(),
            Kind::Trait,
            format!("{unsafety}{signature}"),
            &declared.attrs,
        ));
        for item in &declared.items {
            let Some(described) = self.trait_item(declared, item) else {
                continue;
            };
            let part = self.part(
                described.key,
                described.kind,
                described.signature,
                &declared.attrs,
                described.attributes,
            );
            let (key, mut item) = part;
            if described.provided {
                item.attributes.insert("provided".to_owned());
            }
            found.push((key, item));
        }
    }

    fn trait_item<'t>(&self, declared: &ItemTrait, item: &'t TraitItem) -> Option<TraitPart<'t>> {
        let rename = self.rename_with(&declared.generics);
        let name = |ident| format!("{}::{}", self.name.path, plain(ident));
        let part = match item {
            TraitItem::Fn(item) => {
                let name = name(&item.sig.ident);
                TraitPart {
                    signature: print::function(rename, &name, &item.sig),
                    key: format!("{name}()"),
                    kind: Kind::Method,
                    provided: item.default.is_some(),
                    attributes: &item.attrs,
                }
            }
            TraitItem::Type(item) => {
                let name = name(&item.ident);
                TraitPart {
                    signature: print::bounded(rename, "type", &name, &item.generics, &item.bounds),
                    key: name,
                    kind: Kind::AssociatedType,
                    provided: item.default.is_some(),
                    attributes: &item.attrs,
                }
            }
            TraitItem::Const(item) => {
                let name = name(&item.ident);
                TraitPart {
                    signature: format!("const {name}: {}", print::ty(rename, &item.ty)),
                    key: name,
                    kind: Kind::Constant,
                    provided: item.default.is_some(),
                    attributes: &item.attrs,
                }
            }
            _ => return None,
        };
        (!is_hidden(part.attributes)).then_some(part)
    }
}
