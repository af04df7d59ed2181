//! One definition that users can name, and how its items are made.

use crate::read::attributes::{conditions, shown};
use crate::read::print;
use crate::read::public_names::{PublicName, PublicNames};
use crate::read::rename::Rename;
use crate::read::sources::Crate;
use crate::surface::{Item, Kind};
use std::collections::BTreeSet;
use syn::{Attribute, Expr, Generics, Type};

/// The items found so far, with their paths.
pub(super) type Found = Vec<(String, Item)>;

/// One definition, with its public name.
pub(super) struct Definition<'a> {
    pub(super) krate: &'a Crate,
    pub(super) names: &'a PublicNames,
    pub(super) path: &'a [String],
    pub(super) name: &'a PublicName,
}

impl<'a> Definition<'a> {
    pub(super) fn constant(
        &self,
        kind: Kind,
        word: &str,
        ty: &Type,
        value: &Expr,
        attributes: &[Attribute],
    ) -> (String, Item) {
        let path = self.name.path.clone();
        let signature = format!("{word} {path}: {}", print::ty(self.rename(), ty));
        let (path, mut item) = self.entry(path, kind, signature, attributes);
        item.value = print::literal(value);
        (path, item)
    }

    /// Makes an item, under the conditions that its name is under.
    pub(super) fn entry(
        &self,
        key: String,
        kind: Kind,
        signature: String,
        attributes: &[Attribute],
    ) -> (String, Item) {
        let mut attributes: BTreeSet<String> = shown(attributes);
        attributes.extend(self.name.conditions.iter().cloned());
        (
            key,
            Item {
                kind,
                signature,
                attributes,
                value: None,
            },
        )
    }

    /// Makes a part of the definition, under the conditions of the whole.
    pub(super) fn part(
        &self,
        key: String,
        kind: Kind,
        signature: String,
        whole: &[Attribute],
        own: &[Attribute],
    ) -> (String, Item) {
        let (key, mut item) = self.entry(key, kind, signature, own);
        item.attributes.extend(conditions(whole));
        (key, item)
    }

    pub(super) fn rename(&self) -> Rename<'a> {
        let module = self
            .path
            .split_last()
            .map_or(self.path, |(_, module)| module);
        Rename {
            krate: self.krate,
            names: self.names,
            within: module,
            parameters: BTreeSet::new(),
            private: false,
        }
    }

    pub(super) fn rename_with(&self, generics: &Generics) -> Rename<'a> {
        let mut rename = self.rename();
        rename.with(generics);
        rename
    }
}
