//! Writes the published client around the generator's types: a method of the
//! client and a builder of the call for each operation, and a builder for each
//! type that is sent.
//!
//! Of the generator's own builders only the types are read. What a call sends
//! follows from the document, and everything else of it is the transport's.

mod arguments;
mod bodies;
mod calls;
mod draft;
mod example;
mod failures;
mod literals;
mod operations;
mod pages;
mod samples;
mod words;

use super::helpers::Helpers;
use super::module::module;
use super::sent::{Sent, is_open};
use super::types::names;
use crate::plan::Plan;
use crate::run::OPERATIONS;
use api_document::ingest::Document;
use pages::Page;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use serde_json::Value;
use std::collections::BTreeMap;
use syn::{File, Item, parse_quote};

pub(super) use operations::{Call, by_id};

/// Reads the operations, and leaves nothing of the generator's code but the
/// types that it made of the document's schemas.
pub(super) fn take(
    file: &mut File,
    lowered: &Value,
    effective: &Document,
    plan: &Plan,
) -> Result<Vec<Call>, String> {
    let builders = module(&mut file.items, OPERATIONS).map_or(&mut [][..], Vec::as_mut_slice);
    let calls = operations::read(builders, lowered, &effective.value, plan)?;
    file.attrs.clear();
    file.items
        .retain(|item| matches!(item, Item::Mod(module) if module.ident == "types"));
    if let Some(types) = module(&mut file.items, "types") {
        types.retain(|item| !is_of_builders(item) && !converts_with_faults(item));
    }
    Ok(calls)
}

/// Gives the enums a module of their own, under the names that they have in
/// `types`.
pub(super) fn set_enums_apart(items: &mut Vec<Item>) {
    let Some(types) = module(items, "types") else {
        return;
    };
    let is_macro = |item: &Item| matches!(item, Item::Macro(_));
    let is_open = |item: &Item| matches!(item, Item::Enum(item) if is_open(item));
    let (enums, others): (Vec<Item>, Vec<Item>) = std::mem::take(types)
        .into_iter()
        .partition(|item| is_macro(item) || is_open(item));
    *types = others;
    if enums.is_empty() {
        return;
    }
    types.insert(0, parse_quote! { pub use super::enums::*; });
    items.push(parse_quote! {
        /// The enums, which are open: what they do not list is kept.
        mod enums { #(#enums)* }
    });
}

/// Whether an item of `types` is, or is about, the generator's builders and
/// their error.
fn is_of_builders(item: &Item) -> bool {
    match item {
        Item::Mod(module) => module.ident == "builder" || module.ident == "error",
        Item::Impl(block) if block.trait_.is_none() => block.items.iter().any(
            |item| matches!(item, syn::ImplItem::Fn(function) if function.sig.ident == "builder"),
        ),
        _ => false,
    }
}

/// A conversion that can fail: from a builder, or from text that serde reads.
fn converts_with_faults(item: &Item) -> bool {
    let Item::Impl(block) = item else {
        return false;
    };
    let conversion = block
        .trait_
        .as_ref()
        .and_then(|(path, _)| path.segments.last());
    conversion.is_some_and(|name| name.ident == "TryFrom" || name.ident == "FromStr")
        && mentions(block.to_token_stream(), "ConversionError")
}

fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == word,
        proc_macro2::TokenTree::Group(group) => mentions(group.stream(), word),
        _ => false,
    })
}

fn sent<'a>(types: &'a [Item], calls: &[Call]) -> Sent<'a> {
    Sent::of(types, calls.iter().flat_map(Call::sent).flat_map(names))
}

/// The pages of lists, by the names of their operations. Says of which lists the
/// types are not such pages.
pub(super) fn pages(
    types: &[Item],
    calls: &[Call],
    plan: &Plan,
    notes: &mut Vec<String>,
) -> BTreeMap<String, Page> {
    let sent = sent(types, calls);
    let mut pages = BTreeMap::new();
    for call in calls {
        let Some(list) = &call.paged else { continue };
        match Page::of(call, list, &sent, plan.brackets) {
            Ok(page) => {
                pages.insert(call.id.clone(), page);
            }
            Err(why) => notes.push(format!("{} cannot be read page by page: {why}", call.id)),
        }
    }
    pages
}

/// The methods of the client and all builders, in modules by concern.
pub(super) fn modules(
    types: &[Item],
    calls: &[Call],
    pages: &BTreeMap<String, Page>,
    effective: &Value,
    helpers: &mut Helpers,
) -> syn::Result<Vec<Item>> {
    let sent = sent(types, calls);
    let methods = calls
        .iter()
        .map(|call| {
            let is_paged = pages.contains_key(&call.id);
            let example = example::section(call, is_paged, effective, &sent)?;
            Ok(calls::method(call, &sent, &example))
        })
        .collect::<syn::Result<Vec<TokenStream>>>()?;
    let builders = calls
        .iter()
        .map(|call| calls::builder(call, pages.get(&call.id), &sent, helpers));
    let bodies = sent.built().map(|item| bodies::builder(item, &sent));
    let pages = pages::module(pages.values());
    let modules: File = syn::parse2(quote! {
        /// The builders of calls, and of what they send.
        pub mod builder {
            pub use super::bodies::*;
            pub use super::calls::*;
        }

        /// The methods of the client: one for each operation.
        #[allow(unused_imports)]
        mod client {
            use super::{builder, types};
            use crate::given::Given;
            use crate::{Client, Error, IntoInteger};

            impl Client { #(#methods)* }
        }

        /// The builders of calls.
        #[allow(unused_imports, clippy::all)]
        mod calls {
            use super::{operations, types};
            use crate::given::Given;
            use crate::request::{Draft, RequestError, encode_path};
            use crate::{Client, Error, IntoInteger, Items, Nullable, Pages, Response};
            #(#builders)*
        }

        /// The builders of what is sent.
        #[allow(unused_imports, clippy::all)]
        mod bodies {
            use super::types;
            use crate::given::{Given, required, required_or_null};
            use crate::{Error, IntoInteger, Nullable};
            #(#bodies)*
        }

        #pages
    })?;
    Ok(modules.items)
}
