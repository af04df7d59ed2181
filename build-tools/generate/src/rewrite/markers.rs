//! Turns the marker types into the types they stand for.
//!
//! `Option<marker::Nullable<T>>` is `crate::Nullable<T>`, which tells absent
//! from null; `Option<marker::Given<Vec<T>>>` is `Option<Vec<T>>`, which tells
//! absent from empty; `Option<marker::OrNull<T>>` is `Option<T>`, which says
//! that null was allowed; `marker::OrMissing<T>` is `Option<T>` where the document
//! requires a value that may be missing after all; `marker::Plain<T>` is `T`, and
//! `marker::Boxed<T>` is `Box<T>`; `marker::Secret` is
//! `crate::Secret`.

use super::attribute;
use super::types::first_argument;
use crate::marker::{BOXED, MARKER_CRATE, PLAIN};
use quote::{ToTokens, quote};
use syn::visit::Visit;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Block, Field, Ident, Item, Type, parse_quote};

pub(super) fn resolve(items: &mut [Item]) {
    for item in items {
        Resolve.visit_item_mut(item);
    }
}

struct Resolve;

impl VisitMut for Resolve {
    /// The generator names in no function what a schema was turned into; it
    /// names what holds it.
    fn visit_block_mut(&mut self, _: &mut Block) {}

    fn visit_attribute_mut(&mut self, _: &mut Attribute) {}

    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_mut::visit_type_mut(self, ty);
        if let Some(resolved) = resolve_type(ty) {
            *ty = resolved;
        }
    }

    fn visit_field_mut(&mut self, field: &mut Field) {
        let mut or_null = OrNull(false);
        or_null.visit_type(&field.ty);
        let or_missing = is_or_missing(&field.ty);
        visit_mut::visit_field_mut(self, field);
        if is_option(&field.ty) && skips_none(field) && !or_null.0 {
            describe_as_plain(field);
        }
        if or_missing {
            field
                .attrs
                .push(attribute::list("serde", quote! { default }));
        }
        if is_nullable(&field.ty) {
            // The name on the wire stays.
            let replaced = ["default", "skip_serializing_if"];
            attribute::drop_members(&mut field.attrs, "serde", &replaced);
            field.attrs.push(attribute::list(
                "serde",
                quote! { default, skip_serializing_if = "crate::Nullable::is_absent" },
            ));
        }
    }
}

/// Whether an absent value is left out on the wire.
pub(super) fn skips_none(field: &Field) -> bool {
    attribute::says(&field.attrs, "serde", "Option::is_none")
}

/// Whether a type holds the marker of that name.
struct OrNull(bool);

impl Visit<'_> for OrNull {
    fn visit_ident(&mut self, ident: &Ident) {
        self.0 |= ident == "OrNull";
    }
}

/// Whether a type is that marker. A builder holds it in a `Result`.
fn is_or_missing(ty: &Type) -> bool {
    matches!(ty, Type::Path(path)
        if path.path.segments.first().is_some_and(|first| first.ident == MARKER_CRATE)
            && path.path.segments.last().is_some_and(|last| last.ident == "OrMissing"))
}

/// An optional field that is never null is, where it is present, of its inner
/// type; the derived JSON Schema would call every `Option` nullable.
fn describe_as_plain(field: &mut Field) {
    if let Some(inner) = first_argument(&field.ty) {
        let inner = inner.to_token_stream().to_string().replace(' ', "");
        field.attrs.push(attribute::list(
            "cfg_attr",
            quote! { feature = "schemars", schemars(with = #inner) },
        ));
    }
}

fn resolve_type(ty: &Type) -> Option<Type> {
    let path = match ty {
        Type::Path(path) => &path.path,
        _ => return None,
    };
    let last = path.segments.last()?;
    if path.segments.first()?.ident == MARKER_CRATE {
        return match last.ident.to_string().as_str() {
            "Nullable" => first_argument(ty).map(|inner| parse_quote! { crate::Nullable<#inner> }),
            PLAIN => first_argument(ty).cloned(),
            BOXED => first_argument(ty).map(|inner| parse_quote! { ::std::boxed::Box<#inner> }),
            "Given" | "OrNull" | "OrMissing" => {
                first_argument(ty).map(|inner| parse_quote! { ::std::option::Option<#inner> })
            }
            _ => {
                let name = &last.ident;
                Some(parse_quote! { crate::#name })
            }
        };
    }
    // The generator wraps an optional property in an `Option` of its own.
    if last.ident == "Option" {
        let inner = first_argument(ty)?;
        if is_nullable(inner) || is_option(inner) {
            return Some(inner.clone());
        }
    }
    None
}

pub(super) fn is_nullable(ty: &Type) -> bool {
    matches!(ty, Type::Path(path)
        if path.path.segments.first().is_some_and(|first| first.ident == "crate")
            && path.path.segments.last().is_some_and(|last| last.ident == "Nullable"))
}

pub(super) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}
