//! Describes the definitions that users can name, with their public parts.

mod fields;
mod traits;

use super::attributes::{conditions, is_hidden, shown};
use super::names::{Names, PublicName, Rename};
use super::sources::{Crate, head_of, is_public};
use super::{Item, Kind, print};
use std::collections::BTreeSet;
use syn::{Attribute, Expr, Generics, StaticMutability, Type};

/// One definition being described.
pub(super) struct Describe<'a> {
    krate: &'a Crate,
    names: &'a Names,
    definition: &'a [String],
    name: &'a PublicName,
}

/// Items by their paths.
type Found = Vec<(String, Item)>;

impl<'a> Describe<'a> {
    pub(super) fn new(
        krate: &'a Crate,
        names: &'a Names,
        definition: &'a [String],
        name: &'a PublicName,
    ) -> Self {
        Self {
            krate,
            names,
            definition,
            name,
        }
    }

    /// Adds the definition and its parts. Several may share the name, as a
    /// module and a function do.
    pub(super) fn definition(&self, found: &mut Found) {
        let Some((name, module)) = self.definition.split_last() else {
            return;
        };
        let items = self
            .krate
            .modules
            .get(module)
            .and_then(|module| module.definitions.get(name));
        for item in items.into_iter().flatten() {
            if head_of(item).is_some_and(|(attributes, visibility, _)| {
                is_public(visibility) && !is_hidden(attributes)
            }) {
                self.item(item, found);
            }
        }
    }

    fn item(&self, item: &syn::Item, found: &mut Found) {
        let path = &self.name.path;
        match item {
            syn::Item::Mod(module) => {
                found.push(self.entry(
                    path.clone(),
                    Kind::Module,
                    format!("mod {path}"),
                    &module.attrs,
                ));
            }
            syn::Item::Struct(item) => self.structure(item, found),
            syn::Item::Union(item) => self.union_of_fields(item, found),
            syn::Item::Enum(item) => self.enumeration(item, found),
            syn::Item::Trait(item) => self.trait_items(item, found),
            syn::Item::Fn(item) => {
                let signature = print::function(self.rename(), path, &item.sig);
                found.push(self.entry(format!("{path}()"), Kind::Function, signature, &item.attrs));
            }
            syn::Item::Type(item) => {
                let signature = print::alias(self.rename(), path, &item.generics, &item.ty);
                found.push(self.entry(path.clone(), Kind::Alias, signature, &item.attrs));
            }
            syn::Item::Const(item) => {
                found.push(self.constant(
                    Kind::Constant,
                    "const",
                    &item.ty,
                    &item.expr,
                    &item.attrs,
                ));
            }
            syn::Item::Static(item) => {
                let word = match item.mutability {
                    StaticMutability::None => "static",
                    _ => "static mut",
                };
                found.push(self.constant(Kind::Static, word, &item.ty, &item.expr, &item.attrs));
            }
            _ => {}
        }
    }

    fn constant(
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
        item.value = literal(value);
        (path, item)
    }

    /// An item under the conditions that its name is under.
    fn entry(
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

    /// A part of a definition is under the conditions of the whole.
    fn part(
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

    fn rename(&self) -> Rename<'a> {
        let module = self
            .definition
            .split_last()
            .map_or(self.definition, |(_, module)| module);
        Rename {
            krate: self.krate,
            names: self.names,
            within: module,
            parameters: BTreeSet::new(),
            private: false,
        }
    }

    fn rename_with(&self, generics: &Generics) -> Rename<'a> {
        let mut rename = self.rename();
        rename.with(generics);
        rename
    }
}

/// The text of a literal.
pub(super) fn literal(value: &Expr) -> Option<String> {
    use quote::ToTokens;
    match value {
        Expr::Lit(literal) => Some(literal.lit.to_token_stream().to_string()),
        _ => None,
    }
}
