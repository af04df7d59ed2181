//! What the call of a list that comes in pages has beside `send`, and what a page
//! says of itself.

use super::operations::Call;
use super::words::outside;
use crate::paging::Paged;
use crate::plan::Brackets;
use crate::rewrite::attribute::wire_name;
use crate::rewrite::sent::Sent;
use crate::rewrite::types::{first_argument, last_segment};
use api_document::names::static_name;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeMap;
use syn::{Field, Ident, ItemStruct, Type};

/// A page, by the Rust types of its parts.
#[derive(Debug)]
pub(crate) struct Page {
    name: Ident,
    item: Type,
    /// The items of a page `self`.
    items: TokenStream,
    /// The cursor of the page after `self`, or `None`.
    next: TokenStream,
}

impl Page {
    /// The page that a list answers with, or why its types are not such a page.
    pub(super) fn of(
        call: &Call,
        paged: &Paged,
        sent: &Sent<'_>,
        brackets: Option<Brackets>,
    ) -> Result<Self, String> {
        let object = |ty: &Type| {
            let name = last_segment(ty).map(|last| last.ident.to_string());
            let name = name.unwrap_or_default();
            let found = sent.object(&name);
            found.ok_or_else(|| format!("`{name}` is not an object in Rust"))
        };
        let page = object(&call.answer)?;
        let (item, items) = items(field(page, &paged.items, brackets)?, sent)?;
        let mut holder = page;
        let mut place = quote! { self };
        let (last, way) = paged.next.split_last().ok_or("its cursor is nowhere")?;
        for name in way {
            let field = field(holder, name, brackets)?;
            let ident = &field.ident;
            let (inner, ty) = inner(quote! { #place.#ident }, &field.ty, sent);
            place = inner;
            holder = object(ty)?;
        }
        let cursor = field(holder, last, brackets)?;
        Ok(Self {
            name: page.ident.clone(),
            item: outside(item, sent),
            items,
            next: text(cursor, &place, sent)?,
        })
    }

    /// The methods of a call that answers with the page.
    pub(super) fn methods(&self, call: &Call, paged: &Paged) -> TokenStream {
        let name = &self.name;
        let table = format_ident!("{}", static_name(&call.id));
        let parameter = &paged.parameter;
        quote! {
            /// Reads the list page by page, from the cursor that was set or else from its
            /// beginning.
            pub fn pages(self) -> Pages<types::#name> {
                let draft = self.draft();
                Pages::new(self.client, draft, &operations::#table, #parameter)
            }

            /// Reads the list item by item, and fetches a page when it is needed.
            pub fn items(self) -> Items<types::#name> {
                self.pages().items()
            }
        }
    }
}

/// The module that says of each page where its items and its cursor are.
pub(super) fn module<'p>(pages: impl Iterator<Item = &'p Page>) -> Option<TokenStream> {
    let by_name: BTreeMap<&Ident, &Page> = pages.map(|page| (&page.name, page)).collect();
    let pages = by_name.values();
    let pages = pages.map(|page| {
        let Page {
            name,
            item,
            items,
            next,
            ..
        } = page;
        quote! {
            impl crate::paging::sealed::Sealed for types::#name {}

            impl crate::Page for types::#name {
                type Item = #item;

                fn next_cursor(&self) -> Option<&str> {
                    #next
                }

                fn into_items(self) -> Vec<Self::Item> {
                    #items
                }
            }
        }
    });
    (!by_name.is_empty()).then(|| {
        quote! {
            /// The pages of lists.
            mod pages {
                use super::types;

                #(#pages)*
            }
        }
    })
}

/// The field of a property.
fn field<'i>(
    item: &'i ItemStruct,
    name: &str,
    brackets: Option<Brackets>,
) -> Result<&'i Field, String> {
    let plain = |text: String| match brackets {
        Some(brackets) => brackets.removed(text),
        None => text,
    };
    let mut fields = item.fields.iter();
    let found = fields.find(|field| plain(wire_name(field)) == name);
    found.ok_or_else(|| format!("`{}` has no `{name}` in Rust", item.ident))
}

/// The type of the items, and how they are taken out of `self`.
fn items<'t>(field: &'t Field, sent: &Sent<'t>) -> Result<(&'t Type, TokenStream), String> {
    let (ident, ty) = (&field.ident, &field.ty);
    let optional = inside("Option", ty);
    let list = optional.unwrap_or(ty);
    let wrapped = sent.wrapped(list);
    let item = inside("Vec", wrapped.unwrap_or(list));
    let item = item.ok_or("its items are not a list in Rust")?;
    let items = match (optional, wrapped) {
        (None, None) => quote! { self.#ident },
        (None, Some(_)) => quote! { self.#ident.0 },
        (Some(_), None) => quote! { self.#ident.unwrap_or_default() },
        (Some(_), Some(_)) => quote! { self.#ident.map(|list| list.0).unwrap_or_default() },
    };
    Ok((item, items))
}

/// The text of a cursor in a field of `place`.
fn text(field: &Field, place: &TokenStream, sent: &Sent<'_>) -> Result<TokenStream, String> {
    let is = |ty: &Type, name: &str| last_segment(ty).is_some_and(|last| last.ident == name);
    let (ident, ty) = (&field.ident, &field.ty);
    if inside("Option", ty).is_some_and(|inner| is(inner, "String")) {
        return Ok(quote! { #place.#ident.as_deref() });
    }
    match inner(quote! { #place.#ident }, ty, sent) {
        (place, ty) if is(ty, "String") => Ok(quote! { Some(#place.as_str()) }),
        (place, ty) if is(ty, "Value") => Ok(quote! { #place.as_str() }),
        _ => Err("its cursor is not text in Rust".to_owned()),
    }
}

/// A place and its type, without what only wraps them.
fn inner<'t>(mut place: TokenStream, mut ty: &'t Type, sent: &Sent<'t>) -> (TokenStream, &'t Type) {
    // A type may wrap itself.
    const MAX_DEPTH: usize = 8;
    for _ in 0..MAX_DEPTH {
        if let Some(inner) = inside("Option", ty) {
            place = quote! { #place.as_ref()? };
            ty = inner;
        } else if let Some(inner) = inside("Box", ty) {
            ty = inner;
        } else if let Some(inner) = sent.wrapped(ty) {
            place = quote! { #place.0 };
            ty = inner;
        } else {
            break;
        }
    }
    (place, ty)
}

/// `T` of `Option<T>` and the like.
fn inside<'t>(outer: &str, ty: &'t Type) -> Option<&'t Type> {
    last_segment(ty)
        .filter(|last| last.ident == outer)
        .and_then(|_| first_argument(ty))
}
