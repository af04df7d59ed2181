//! The generator's tokens, by items.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::Item;

/// The words that begin an item which ends at a semicolon, whatever is in braces
/// before it.
const UP_TO_A_SEMICOLON: [&str; 4] = ["const", "static", "type", "use"];

/// Parses all items, each on its own.
pub(super) fn items(tokens: TokenStream) -> syn::Result<Vec<Item>> {
    Split::of(tokens).map(Open::parse).collect()
}

/// Tokens by items.
pub(super) struct Split(proc_macro2::token_stream::IntoIter);

impl Split {
    pub(super) fn of(tokens: TokenStream) -> Self {
        Self(tokens.into_iter())
    }
}

impl Iterator for Split {
    type Item = Open;

    fn next(&mut self) -> Option<Open> {
        let mut open = Open::default();
        for token in self.0.by_ref() {
            if open.add(token) {
                return Some(open);
            }
        }
        (!open.tokens.is_empty()).then_some(open)
    }
}

/// The tokens of an item, as far as they came.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) tokens: Vec<TokenTree>,
    /// The word that says what it is.
    pub(super) kind: Option<String>,
    /// The word behind that.
    pub(super) name: Option<String>,
}

impl Open {
    /// Adds a token, and says whether it is the last.
    fn add(&mut self, token: TokenTree) -> bool {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && self.has_braces(),
            TokenTree::Ident(word) if self.name.is_none() && word != "pub" => {
                let word = word.to_string();
                if self.kind.is_none() {
                    self.kind = Some(word);
                } else {
                    self.name = Some(word);
                }
                false
            }
            _ => false,
        };
        self.tokens.push(token);
        ends
    }

    /// Whether it ends with braces.
    fn has_braces(&self) -> bool {
        let kind = self.kind.as_deref().unwrap_or_default();
        !UP_TO_A_SEMICOLON.contains(&kind)
    }

    /// The name of the type that it declares, if it is one.
    pub(super) fn type_name(&self) -> Option<String> {
        let is_type = ["struct", "enum", "type"].contains(&self.kind.as_deref()?);
        self.name.clone().filter(|_| is_type)
    }

    pub(super) fn is_module(&self, name: &str) -> bool {
        self.is("mod", name)
    }

    pub(super) fn is(&self, kind: &str, name: &str) -> bool {
        self.kind.as_deref() == Some(kind) && self.name.as_deref() == Some(name)
    }

    pub(super) fn parse(self) -> syn::Result<Item> {
        if self.kind.as_deref() == Some("mod") {
            self.parse_around(items)
        } else {
            syn::parse2(self.tokens.into_iter().collect())
        }
    }

    /// Parses a module, and by `inside` what is in it.
    pub(super) fn parse_around(
        mut self,
        inside: impl FnOnce(TokenStream) -> syn::Result<Vec<Item>>,
    ) -> syn::Result<Item> {
        let content = match self.tokens.pop() {
            Some(TokenTree::Group(group)) => {
                let empty = Group::new(group.delimiter(), TokenStream::new());
                self.tokens.push(empty.into());
                Some(group.stream())
            }
            last => {
                self.tokens.extend(last);
                None
            }
        };
        let mut item = syn::parse2(self.tokens.into_iter().collect())?;
        if let (Some(content), Item::Mod(module)) = (content, &mut item)
            && let Some((_, items)) = &mut module.content
        {
            *items = inside(content)?;
        }
        Ok(item)
    }
}
