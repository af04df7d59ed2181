//! A property of a builder: how it is kept, set, and given to what is built.

use crate::rewrite::attribute::{doc, has_member};
use crate::rewrite::markers::{is_option, skips_none};
use crate::rewrite::types::{first_argument, in_short};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;
use syn::ext::IdentExt;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Field, Ident, Path, Type, parse_quote};

/// What the code of builders calls things that are outside of their module.
pub(super) struct Words<'n> {
    types: &'n BTreeSet<String>,
    /// The type of what is kept.
    given: Path,
    try_into: Path,
    to_string: Path,
    pub(super) result: Path,
}

impl<'n> Words<'n> {
    pub(super) fn of(types: &'n BTreeSet<String>, given: Path) -> Self {
        // The builders have the names of types, which hide those of the language.
        let short = |name: Path, full: Path| {
            let hidden = name
                .get_ident()
                .is_some_and(|name| types.contains(&name.to_string()));
            if hidden { full } else { name }
        };
        Self {
            types,
            given,
            try_into: short(
                parse_quote! { TryInto },
                parse_quote! { ::std::convert::TryInto },
            ),
            to_string: short(
                parse_quote! { ToString },
                parse_quote! { ::std::string::ToString },
            ),
            result: short(
                parse_quote! { Result },
                parse_quote! { ::std::result::Result },
            ),
        }
    }

    /// A type as the module inside of `types` writes it.
    fn inside(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        Inside(self.types).visit_type_mut(&mut ty);
        ty
    }
}

struct Inside<'a>(&'a BTreeSet<String>);

impl VisitMut for Inside<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let single = path.segments.first().filter(|_| path.segments.len() == 1);
        if single.is_some_and(|one| self.0.contains(&one.ident.to_string())) {
            *path = parse_quote! { super::#path };
        } else {
            in_short(path, |name| self.0.contains(name));
        }
    }
}

pub(super) struct Property<'a> {
    name: &'a Ident,
    docs: Vec<&'a Attribute>,
    /// What its setter takes.
    ty: Type,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Required,
    /// An `Option`, of which the setter takes the value.
    Optional,
    /// What has a default of its own, such as a `Nullable`.
    Defaulted,
}

impl<'a> Property<'a> {
    pub(super) fn of(field: &'a Field, words: &Words<'_>) -> Option<Self> {
        let has_default = has_member(&field.attrs, "serde", &["default", "flatten"]);
        let (kind, ty) = match first_argument(&field.ty) {
            Some(inner) if is_option(&field.ty) && (has_default || skips_none(field)) => {
                (Kind::Optional, inner)
            }
            _ if has_default => (Kind::Defaulted, &field.ty),
            _ => (Kind::Required, &field.ty),
        };
        let attributes = field.attrs.iter();
        Some(Self {
            name: field.ident.as_ref()?,
            docs: attributes
                .filter(|one| one.path().is_ident("doc"))
                .collect(),
            ty: words.inside(ty),
            kind,
        })
    }

    fn plain_name(&self) -> String {
        self.name.unraw().to_string()
    }

    pub(super) fn kept(&self, words: &Words<'_>) -> TokenStream {
        let (name, ty, given) = (self.name, &self.ty, &words.given);
        quote! { #name: #given<#ty> }
    }

    pub(super) fn setter(&self, words: &Words<'_>) -> TokenStream {
        let (name, ty, docs) = (self.name, &self.ty, &self.docs);
        let (plain, given) = (self.plain_name(), &words.given);
        let (try_into, to_string) = (&words.try_into, &words.to_string);
        let lead = doc(&format!("Sets `{plain}`."));
        let paragraph = (!docs.is_empty()).then(|| doc(""));
        quote! {
            #lead
            #paragraph
            #(#docs)*
            pub fn #name(mut self, value: impl #try_into<#ty, Error: #to_string>) -> Self {
                self.#name = #given::of(#plain, value);
                self
            }
        }
    }

    /// The property of the finished value.
    pub(super) fn built(&self) -> TokenStream {
        let (name, plain) = (self.name, self.plain_name());
        match self.kind {
            Kind::Required => quote! { #name: value.#name.required(#plain)? },
            Kind::Optional => quote! { #name: value.#name.optional()? },
            Kind::Defaulted => quote! { #name: value.#name.or_default()? },
        }
    }

    /// The property of a builder that begins with a finished value.
    pub(super) fn taken(&self, words: &Words<'_>) -> TokenStream {
        let (name, given) = (self.name, &words.given);
        match self.kind {
            Kind::Optional => quote! { #name: value.#name.into() },
            Kind::Required | Kind::Defaulted => quote! { #name: #given::Value(value.#name) },
        }
    }
}
