//! The generator's code, parsed item by item.
//!
//! A syntax tree takes many times the room of its text, and the parser copies all
//! tokens that it is given. So each item is parsed on its own, and the operations,
//! which are much of the code, not before they are taken.

use super::items::{Open, Split, items};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::vec::IntoIter;
use syn::{File, ImplItem, Item, ItemImpl};

/// The module of the operations.
pub(crate) const OPERATIONS: &str = "builder";

/// The module of the types.
pub(super) const TYPES: &str = "types";

/// That of their builders in it.
const BUILDERS: &str = "builder";

/// The type whose methods start the operations.
const CLIENT: &str = "Client";

/// The generator's code.
#[derive(Debug, Clone)]
pub struct Code<O = Operations> {
    /// All but the operations and the builders of types, whose modules are there.
    pub file: File,
    /// The operations.
    pub operations: O,
}

impl Code {
    /// Parses a file without attributes of its own.
    pub(super) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let mut operations = Vec::new();
        let mut items = Vec::new();
        for item in Split::of(tokens) {
            items.push(if item.is_module(OPERATIONS) {
                item.parse_around(|inside| parsed_before(inside, &mut operations))?
            } else if item.is_module(TYPES) {
                item.parse_around(types)?
            } else {
                item.parse()?
            });
        }
        Ok(Self {
            file: File {
                shebang: None,
                frontmatter: None,
                attrs: Vec::new(),
                items,
            },
            operations: Operations(operations.into_iter()),
        })
    }

    /// All of it as one tree, without the builders of types.
    pub fn whole(self) -> syn::Result<File> {
        let mut file = self.file;
        let parsed: Vec<Vec<Item>> = self.operations.collect::<syn::Result<_>>()?;
        let mut modules = file.items.iter_mut().filter_map(|item| match item {
            Item::Mod(module) if module.ident == OPERATIONS => module.content.as_mut(),
            _ => None,
        });
        if let Some((_, items)) = modules.next() {
            items.extend(parsed.into_iter().flatten());
        }
        Ok(file)
    }
}

/// The operations of a batch, and nothing else of its code.
#[derive(Debug)]
pub struct Batch {
    /// The methods of the client that start them.
    pub(crate) methods: Vec<ImplItem>,
    pub(crate) operations: Operations,
    /// The names of the types that were made with them.
    pub(super) types: BTreeSet<String>,
}

impl Batch {
    /// Parses of a file what it gives.
    pub(super) fn parse(tokens: TokenStream) -> syn::Result<Self> {
        let mut operations = Vec::new();
        let mut methods = Vec::new();
        let mut types = BTreeSet::new();
        for mut item in Split::of(tokens) {
            if item.is_module(TYPES)
                && let Some(TokenTree::Group(group)) = item.tokens.pop()
            {
                types = Split::of(group.stream())
                    .filter_map(|item| item.type_name())
                    .collect();
            } else if item.is_module(OPERATIONS)
                && let Some(TokenTree::Group(group)) = item.tokens.pop()
            {
                add_operations(group.stream(), &mut operations, |_| Ok(()))?;
            } else if item.is("impl", CLIENT) {
                // The last of these blocks has the methods.
                methods = item.tokens;
            }
        }
        let methods = if methods.is_empty() {
            Vec::new()
        } else {
            syn::parse2::<ItemImpl>(methods.into_iter().collect())?.items
        };
        Ok(Self {
            methods,
            operations: Operations(operations.into_iter()),
            types,
        })
    }
}

/// The operations, of which each is parsed when it is taken: its builder, and what is
/// implemented for that.
#[derive(Debug, Clone)]
pub struct Operations(IntoIter<Operation>);

impl Operations {
    /// The names of the builders.
    pub(crate) fn builders(&self) -> BTreeSet<String> {
        let all = self.0.as_slice().iter();
        all.map(|operation| operation.builder.clone()).collect()
    }
}

impl Iterator for Operations {
    type Item = syn::Result<Vec<Item>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|operation| items(operation.tokens))
    }
}

#[derive(Debug, Clone)]
struct Operation {
    builder: String,
    tokens: TokenStream,
}

/// Parses the types, but not the builders among them: other ones are written.
fn types(tokens: TokenStream) -> syn::Result<Vec<Item>> {
    let parse = |item: Open| {
        if item.is_module(BUILDERS) {
            item.parse_around(|_| Ok(Vec::new()))
        } else {
            item.parse()
        }
    };
    Split::of(tokens).map(parse).collect()
}

/// Parses what is before the first builder, and keeps the tokens of the operations.
fn parsed_before(tokens: TokenStream, operations: &mut Vec<Operation>) -> syn::Result<Vec<Item>> {
    let mut before = Vec::new();
    add_operations(tokens, operations, |item| {
        before.push(item.parse()?);
        Ok(())
    })?;
    Ok(before)
}

/// Adds the tokens of operations; what is before the first builder goes to `before`.
fn add_operations(
    tokens: TokenStream,
    operations: &mut Vec<Operation>,
    mut before: impl FnMut(Open) -> syn::Result<()>,
) -> syn::Result<()> {
    for item in Split::of(tokens) {
        let begins = item.kind.as_deref() == Some("struct");
        match operations.last_mut() {
            Some(operation) if !begins => operation.tokens.extend(item.tokens),
            None if !begins => before(item)?,
            _ => operations.push(Operation {
                builder: item.name.unwrap_or_default(),
                tokens: item.tokens.into_iter().collect(),
            }),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use quote::quote;

    fn code(builders: &TokenStream) -> TokenStream {
        quote! {
            #[allow(unused_imports)]
            pub use a::{B, C};
            const _: () = { fn d() {} };
            pub mod types {
                #[derive(Debug)]
                pub struct E(pub u8);
                pub mod builder { #builders }
                pub(crate) enum F { G { h: u8 } }
                impl ::std::convert::From<E> for F { fn from(_: E) -> Self { Self::G { h: 1 } } }
            }
            impl I for J {}
            pub mod builder {
                use super::{types, K};
                use super::L;
                #[derive(Debug)]
                pub struct M<'a> { n: &'a u8 }
                impl<'a> M<'a> { pub fn new() {} }
                pub struct O<'a> { p: &'a u8 }
                impl<'a> O<'a> {}
            }
            pub mod prelude;
            macro_rules! q { () => {} }
        }
    }

    #[test]
    fn what_is_parsed_by_items_is_the_whole_but_builders_of_types() {
        let whole: File = syn::parse2(code(&quote! {})).unwrap();
        let code = code(&quote! { pub struct E { f: [u8; { 2 }] } impl E {} });
        assert_eq!(Code::parse(code).unwrap().whole().unwrap(), whole);
    }

    #[test]
    fn a_batch_is_the_operations_and_the_last_methods_of_the_client() {
        let code = code(&quote! {});
        let batch = Batch::parse(quote! {
            impl Client { pub fn new() {} }
            impl Other for Client { fn other() {} }
            impl Client { pub fn m(&self) {} pub fn o(&self) {} }
            #code
        });
        let batch = batch.unwrap();
        let methods = batch.methods.iter().map(|item| match item {
            ImplItem::Fn(method) => method.sig.ident.to_string(),
            _ => String::new(),
        });
        assert_eq!(methods.collect::<Vec<_>>(), ["m", "o"]);
        assert_eq!(
            batch.operations.builders(),
            ["M", "O"].map(str::to_owned).into()
        );
    }

    #[test]
    fn operations_are_a_builder_and_what_is_implemented_for_it() {
        let code = Code::parse(code(&quote! {})).unwrap();
        let counts = code.operations.map(|items| items.unwrap().len());
        assert_eq!(counts.collect::<Vec<_>>(), [2, 2]);
        let left = code.file.items.iter().find_map(|item| match item {
            Item::Mod(module) if module.ident == OPERATIONS => module.content.as_ref(),
            _ => None,
        });
        assert_eq!(left.unwrap().1.len(), 2);
    }
}
