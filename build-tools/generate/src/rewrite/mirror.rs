//! A private copy of an enum that decodes as the generator meant the enum itself to
//! decode, for functions that have to look at the value before or after.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Expr, Field, Fields, ItemEnum, Variant};

pub(super) struct Mirror<'a> {
    item: &'a ItemEnum,
    name: Ident,
    variants: Vec<&'a Variant>,
}

impl<'a> Mirror<'a> {
    /// Of those variants of an enum that `has` tells.
    pub(super) fn of(item: &'a ItemEnum, name: &str, has: impl Fn(&Variant) -> bool) -> Self {
        Self {
            item,
            name: Ident::new(name, Span::call_site()),
            variants: item.variants.iter().filter(|one| has(one)).collect(),
        }
    }

    pub(super) fn definition(&self) -> TokenStream {
        let name = &self.name;
        let shaped = serde(&self.item.attrs);
        let variants = self.variants.iter().map(|variant| {
            let (name, attributes) = (&variant.ident, serde(&variant.attrs));
            let fields = fields(&variant.fields);
            quote! { #(#attributes)* #name #fields }
        });
        quote! {
            #[derive(::serde::Deserialize)]
            #(#shaped)*
            enum #name { #(#variants),* }
        }
    }

    /// The enum itself, of what `copy` is.
    pub(super) fn given_back(&self, copy: &Expr) -> TokenStream {
        let name = &self.name;
        let arms = self.variants.iter().map(|variant| {
            let ident = &variant.ident;
            let held = held(&variant.fields);
            quote! { #name::#ident #held => Self::#ident #held }
        });
        quote! { match #copy { #(#arms),* } }
    }
}

/// What serde is told by attributes.
fn serde(attributes: &[Attribute]) -> Vec<&Attribute> {
    let all = attributes.iter();
    all.filter(|one| one.path().is_ident("serde")).collect()
}

fn fields(fields: &Fields) -> TokenStream {
    let written = |field: &Field| {
        let (attributes, ty) = (serde(&field.attrs), &field.ty);
        let name = field.ident.as_ref().map(|name| quote! { #name: });
        quote! { #(#attributes)* #name #ty }
    };
    let all = fields.iter().map(written);
    match fields {
        Fields::Named(_) => quote! { { #(#all),* } },
        Fields::Unnamed(_) => quote! { ( #(#all),* ) },
        Fields::Unit => TokenStream::new(),
    }
}

/// The fields as names, in a pattern or a value.
fn held(fields: &Fields) -> TokenStream {
    let names = fields.iter().enumerate().map(|(index, field)| {
        let name = field.ident.clone();
        name.unwrap_or_else(|| format_ident!("field_{index}"))
    });
    match fields {
        Fields::Named(_) => quote! { { #(#names),* } },
        Fields::Unnamed(_) => quote! { ( #(#names),* ) },
        Fields::Unit => TokenStream::new(),
    }
}
