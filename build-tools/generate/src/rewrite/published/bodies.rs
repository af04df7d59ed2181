//! The builders of what requests are made of.

use super::arguments::Argument;
use crate::rewrite::attribute::says;
use crate::rewrite::markers::{is_nullable, is_option, skips_none};
use crate::rewrite::sent::Sent;
use crate::rewrite::types::first_argument;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Ident, ItemStruct, parse_quote};

/// The builder of a type, and the entrance to it: `CreateWebhook::builder()`.
pub(super) fn builder(item: &ItemStruct, sent: &Sent<'_>) -> TokenStream {
    let (ty, name) = (&item.ident, format_ident!("{}Builder", item.ident));
    let docs = format!(" Builds [`{ty}`](types::{ty}).");
    let properties = properties(item, sent);
    let fields = properties.iter().map(Property::kept);
    let setters = properties.iter().map(Property::setter);
    let built = properties.iter().map(Property::built);
    let taken = properties.iter().map(Property::taken);
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug, Default)]
        #[must_use = "it is built by `build`, or by the call that it is given to"]
        pub struct #name {
            #(#fields),*
        }

        impl types::#ty {
            /// Starts a builder with nothing set.
            pub fn builder() -> #name {
                #name::default()
            }
        }

        impl #name {
            #(#setters)*

            /// Builds the value.
            ///
            /// # Errors
            ///
            /// Fails if a required property was not set, or a value is not valid.
            #[inline]
            pub fn build(self) -> Result<types::#ty, Error> {
                Ok(types::#ty { #(#built),* })
            }
        }

        impl TryFrom<#name> for types::#ty {
            type Error = Error;
            fn try_from(builder: #name) -> Result<Self, Error> {
                builder.build()
            }
        }

        impl From<types::#ty> for #name {
            #[inline]
            fn from(value: types::#ty) -> Self {
                Self { #(#taken),* }
            }
        }
    }
}

/// The properties of a type.
pub(super) fn properties<'a>(item: &'a ItemStruct, sent: &Sent<'_>) -> Vec<Property<'a>> {
    let properties = item.fields.iter();
    properties
        .filter_map(|field| Property::of(field, sent))
        .collect()
}

/// A property of a type, and how its builder keeps it.
pub(super) struct Property<'a> {
    pub(super) field: &'a syn::Field,
    pub(super) name: &'a Ident,
    docs: Vec<&'a Attribute>,
    pub(super) argument: Argument,
    kind: Kind,
    /// Whether it may be absent, null or a value.
    nullable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Required,
    /// Required, and null or a value: kept as a `Nullable`.
    RequiredOrNull,
    /// An `Option`.
    Optional,
    /// What has a default of its own, such as a `Nullable`.
    Defaulted,
}

impl<'a> Property<'a> {
    fn of(field: &'a syn::Field, sent: &Sent<'_>) -> Option<Self> {
        let ty = &field.ty;
        let says = |word| says(&field.attrs, "serde", word);
        let has_default = says("flatten") || says("default");
        let (kind, argument) = match first_argument(ty) {
            Some(inner) if is_nullable(ty) => (Kind::Defaulted, Argument::or_null(ty, inner, sent)),
            Some(inner) if is_option(ty) && (skips_none(field) || has_default) => {
                (Kind::Optional, Argument::of(inner, sent))
            }
            Some(inner) if is_option(ty) => {
                let nullable = parse_quote! { Nullable<#inner> };
                let argument = Argument::or_null(&nullable, inner, sent);
                (Kind::RequiredOrNull, argument)
            }
            _ if has_default => (Kind::Defaulted, Argument::of(ty, sent)),
            _ => (Kind::Required, Argument::of(ty, sent)),
        };
        let attributes = field.attrs.iter();
        Some(Self {
            field,
            name: field.ident.as_ref()?,
            docs: attributes
                .filter(|one| one.path().is_ident("doc"))
                .collect(),
            argument,
            kind,
            nullable: is_nullable(ty),
        })
    }

    /// Whether a value cannot be built without it.
    pub(super) fn is_needed(&self) -> bool {
        matches!(self.kind, Kind::Required | Kind::RequiredOrNull)
    }

    /// What its setter is called: `build` is the builder's own method.
    pub(super) fn setter_name(&self) -> Ident {
        if self.name == "build" {
            format_ident!("build_")
        } else {
            self.name.clone()
        }
    }

    fn kept(&self) -> TokenStream {
        let name = self.name;
        let kept = match self.kind {
            Kind::Required | Kind::Optional => self.argument.kept_optional(),
            Kind::RequiredOrNull | Kind::Defaulted => self.argument.kept(),
        };
        quote! { #name: #kept }
    }

    fn setter(&self) -> TokenStream {
        let (name, docs, taken) = (self.name, &self.docs, self.argument.taken());
        let value = match self.kind {
            Kind::Required | Kind::Optional => self.argument.optional_value(name),
            Kind::RequiredOrNull | Kind::Defaulted => self.argument.value(name),
        };
        let method = self.setter_name();
        let null = self.null_docs();
        quote! {
            #(#docs)*
            #null
            pub fn #method(mut self, #name: #taken) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    /// What `None` means, where it is more than nothing.
    fn null_docs(&self) -> Option<TokenStream> {
        let text = match self.kind {
            Kind::RequiredOrNull => " `None` is sent as null.",
            Kind::Defaulted if self.nullable => {
                " `None` is sent as null. To leave the property out, do not call this: see \
                 [`Nullable`]."
            }
            _ => return None,
        };
        let paragraph = (!self.docs.is_empty()).then(|| quote! { #[doc = ""] });
        Some(quote! { #paragraph #[doc = #text] })
    }

    /// The property of the finished value.
    fn built(&self) -> TokenStream {
        let name = self.name;
        let text = name.unraw().to_string();
        let checked = self.argument.is_checked();
        let kept = match self.kind {
            Kind::Required | Kind::Optional if checked => quote! { self.#name.take()? },
            _ if checked => quote! { self.#name.take()?.unwrap_or_default() },
            _ => quote! { self.#name },
        };
        let value = match self.kind {
            Kind::Required => quote! { required(#kept, #text)? },
            Kind::RequiredOrNull => quote! { required_or_null(#kept, #text)? },
            Kind::Optional | Kind::Defaulted => kept,
        };
        quote! { #name: #value }
    }

    /// The property of a builder that begins with a finished value.
    fn taken(&self) -> TokenStream {
        let name = self.name;
        let checked = self.argument.is_checked();
        let value = match self.kind {
            Kind::Optional if checked => quote! { value.#name.into() },
            Kind::Required | Kind::Defaulted if checked => quote! { Given::Value(value.#name) },
            Kind::RequiredOrNull if checked => quote! { Given::Value(value.#name.into()) },
            Kind::Required => quote! { Some(value.#name) },
            Kind::RequiredOrNull => quote! { value.#name.into() },
            Kind::Optional | Kind::Defaulted => quote! { value.#name },
        };
        quote! { #name: #value }
    }
}
