//! How a value of a type is taken from a caller: as anything that becomes one.

use super::words::outside;
use crate::rewrite::sent::Sent;
use crate::rewrite::types::{arguments, first_argument, last_segment, names};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

/// An argument of a method, and what is kept of it.
pub(super) struct Argument {
    pub(super) kind: Kind,
    /// The type of the value.
    pub(super) ty: Type,
}

/// What a value is given as.
pub(super) enum Kind {
    /// Taken as it is.
    Plain,
    /// Anything that converts to it.
    Into,
    /// Anything with items that convert to its own.
    List(Type),
    /// Anything with pairs that convert to its own.
    Map(Type),
    /// Any integer, which may be too large.
    Integer,
    /// A value or its builder, which may lack something.
    Built,
    /// The same as the body of a request.
    Body,
}

impl Argument {
    /// For a value of a type, as `types` or the generator's builders write it.
    pub(super) fn of(ty: &Type, sent: &Sent<'_>) -> Self {
        let last = last_segment(ty).map(|last| last.ident.to_string());
        let inner = || first_argument(ty).map(|inner| outside(inner, sent));
        let built = || names(ty).len() == 1 && names(ty).iter().any(|name| sent.is_built(name));
        let kind = match last.as_deref().unwrap_or_default() {
            "bool" => Kind::Plain,
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Kind::Integer,
            "Vec" => inner().map_or(Kind::Into, Kind::List),
            "HashMap" | "Map" => arguments(ty)
                .nth(1)
                .map_or(Kind::Into, |value| Kind::Map(outside(value, sent))),
            _ if first_argument(ty).is_none() && built() => Kind::Built,
            _ => Kind::Into,
        };
        Self {
            kind,
            ty: outside(ty, sent),
        }
    }

    /// For a property that may be null, of type `Nullable<inner>` or
    /// `Option<inner>`.
    pub(super) fn or_null(ty: &Type, inner: &Type, sent: &Sent<'_>) -> Self {
        let kind = match Self::of(inner, sent).kind {
            Kind::Integer => Kind::Integer,
            _ => Kind::Into,
        };
        Self {
            kind,
            ty: outside(ty, sent),
        }
    }

    /// For a request body.
    pub(super) fn body(ty: &Type, sent: &Sent<'_>) -> Self {
        Self {
            kind: Kind::Body,
            ty: outside(ty, sent),
        }
    }

    /// Whether what is given may turn out to be invalid. It is then kept as a
    /// `Given`, which is also what an absent one is.
    pub(super) fn is_checked(&self) -> bool {
        matches!(self.kind, Kind::Integer | Kind::Built | Kind::Body)
    }

    /// The type that the method takes.
    pub(super) fn taken(&self) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => quote! { #ty },
            Kind::Into => quote! { impl Into<#ty> },
            Kind::List(item) => quote! { impl IntoIterator<Item = impl Into<#item>> },
            Kind::Map(value) => {
                quote! { impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)> }
            }
            Kind::Integer => quote! { impl IntoInteger<#ty> },
            Kind::Built | Kind::Body => quote! { impl TryInto<#ty, Error: Into<Error>> },
        }
    }

    /// The type of the field of one that has to be there.
    pub(super) fn kept(&self) -> TokenStream {
        let ty = &self.ty;
        if self.is_checked() {
            quote! { Given<#ty> }
        } else {
            quote! { #ty }
        }
    }

    /// The type of the field of one that may be absent.
    pub(super) fn kept_optional(&self) -> TokenStream {
        let ty = &self.ty;
        if self.is_checked() {
            quote! { Given<#ty> }
        } else {
            quote! { Option<#ty> }
        }
    }

    /// The argument `name` as it is kept.
    pub(super) fn value(&self, name: &Ident) -> TokenStream {
        match &self.kind {
            Kind::Plain => quote! { #name },
            Kind::Into => quote! { #name.into() },
            Kind::List(_) => quote! { #name.into_iter().map(Into::into).collect() },
            Kind::Map(_) => {
                quote! { #name.into_iter().map(|(name, value)| (name.into(), value.into())).collect() }
            }
            Kind::Integer => {
                let text = name.to_string();
                quote! { Given::integer(#text, #name) }
            }
            Kind::Built => {
                let text = name.to_string();
                quote! { Given::built(#text, #name) }
            }
            Kind::Body => quote! { Given::body(#name) },
        }
    }

    /// The same for one that may be absent.
    pub(super) fn optional_value(&self, name: &Ident) -> TokenStream {
        let value = self.value(name);
        if self.is_checked() {
            value
        } else {
            quote! { Some(#value) }
        }
    }
}
