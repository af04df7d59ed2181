//! Rewrites types in a signature so that they have the names users have for them.

use super::public_names::{PublicNames, foreign, shown};
use super::resolve::Target;
use super::sources::{Crate, plain};
use quote::format_ident;
use std::collections::BTreeSet;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericParam, Generics, Ident, PathSegment, TypePath};

const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

/// Gives every type and trait in a piece of syntax its public name.
pub(super) struct Rename<'a> {
    pub(super) krate: &'a Crate,
    pub(super) names: &'a PublicNames,
    /// The module the syntax stands in.
    pub(super) within: &'a [String],
    /// The generic parameters in force.
    pub(super) parameters: BTreeSet<String>,
    /// Whether a private item was named.
    pub(super) private: bool,
}

impl Rename<'_> {
    /// Adds the parameters of `generics`, which are not renamed.
    pub(super) fn with(&mut self, generics: &Generics) {
        self.parameters.extend(
            generics
                .params
                .iter()
                .filter_map(|parameter| match parameter {
                    GenericParam::Type(parameter) => Some(plain(&parameter.ident)),
                    GenericParam::Const(parameter) => Some(plain(&parameter.ident)),
                    GenericParam::Lifetime(_) => None,
                }),
        );
    }

    /// Resolves a path; `None` for `Self`, generic parameters and primitive types.
    pub(super) fn target(&self, path: &syn::Path) -> Option<Target> {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| plain(&segment.ident))
            .collect();
        let first = segments.first()?;
        let foreign = path.leading_colon.is_some();
        let own = first == "Self" || self.parameters.contains(first);
        // Even beside `use std::str;`, `str` alone is the type.
        let primitive = segments.len() == 1 && PRIMITIVES.contains(&first.as_str());
        if !foreign && (own || primitive) {
            return None;
        }
        Some(self.krate.resolve(self.within, &segments, foreign))
    }

    fn rename(&mut self, path: &mut syn::Path) {
        let Some(target) = self.target(path) else {
            return;
        };
        let total = path.segments.len();
        let (text, rest) = match target {
            Target::Here { path: here, rest } => (self.public(&here), rest),
            Target::Foreign(full) => foreign(&full, total),
        };
        let taken = total.saturating_sub(rest);
        let segments: Vec<PathSegment> = path.segments.iter().cloned().collect();
        let (replaced, kept) = segments.split_at(taken);
        let arguments = replaced.last().map(|segment| segment.arguments.clone());
        let mut renamed: Punctuated<PathSegment, syn::Token![::]> = text
            .split("::")
            .map(|name| PathSegment::from(identifier(name)))
            .collect();
        if let (Some(last), Some(arguments)) = (renamed.last_mut(), arguments) {
            last.arguments = arguments;
        }
        renamed.extend(kept.iter().cloned());
        path.leading_colon = None;
        path.segments = renamed;
    }

    fn public(&mut self, here: &[String]) -> String {
        if let Some(name) = self.names.get(here) {
            return name.path.clone();
        }
        let (module, name) = match here.split_last() {
            Some((name, module)) => (module, name.as_str()),
            None => return "crate".to_owned(),
        };
        let defined = self
            .krate
            .modules
            .get(module)
            .is_some_and(|module| module.definitions.contains_key(name));
        if !defined {
            return shown(here);
        }
        self.private = true;
        format!("crate::{}", here.join("::"))
    }
}

/// Makes an identifier of a name, a raw one of a keyword that can be raw.
fn identifier(name: &str) -> Ident {
    let raw = || Ident::parse_any.parse_str(&format!("r#{name}"));
    let keyword = || Ident::parse_any.parse_str(name);
    syn::parse_str(name)
        .or_else(|_| raw())
        .or_else(|_| keyword())
        .unwrap_or_else(|_| format_ident!("unnamed"))
}

impl VisitMut for Rename<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        self.rename(path);
    }

    fn visit_type_path_mut(&mut self, node: &mut TypePath) {
        let Some(qualified) = &mut node.qself else {
            self.visit_path_mut(&mut node.path);
            return;
        };
        // Of `<T as Trait>::Item` the first `position` segments are a path.
        self.visit_type_mut(&mut qualified.ty);
        let segments: Vec<PathSegment> = node.path.segments.iter().cloned().collect();
        let (of_trait, rest) = segments.split_at(qualified.position.min(segments.len()));
        let mut renamed = syn::Path {
            leading_colon: node.path.leading_colon,
            segments: of_trait.iter().cloned().collect(),
        };
        self.visit_path_mut(&mut renamed);
        qualified.position = renamed.segments.len();
        for mut segment in rest.iter().cloned() {
            self.visit_path_segment_mut(&mut segment);
            renamed.segments.push(segment);
        }
        node.path = renamed;
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        attributes.clear();
    }
}
