//! Makes attributes and looks into them. A crate has them by the thousand:
//! parsing each, or printing it to search its text, would cost more than all
//! else that rewriting does.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::token::{Bracket, Paren};
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Field, Ident, Lit, LitStr, MacroDelimiter, Meta, MetaList,
    MetaNameValue, Token,
};

/// `#[doc = "…"]`
pub(super) fn doc(text: &str) -> Attribute {
    let text = LitStr::new(text, Span::call_site());
    outer(Meta::NameValue(MetaNameValue {
        path: word("doc").into(),
        eq_token: <Token![=]>::default(),
        value: Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Str(text),
        }),
    }))
}

/// `#[name]`
pub(super) fn bare(name: &str) -> Attribute {
    outer(Meta::Path(word(name).into()))
}

/// `#[name(tokens)]`
pub(super) fn list(name: &str, tokens: TokenStream) -> Attribute {
    outer(Meta::List(MetaList {
        path: word(name).into(),
        delimiter: MacroDelimiter::Paren(Paren::default()),
        tokens,
    }))
}

/// The name of a field on the wire.
pub(super) fn wire_name(field: &Field) -> String {
    renamed(&field.attrs).unwrap_or_else(|| {
        let ident = field.ident.as_ref().map(ToString::to_string);
        ident
            .unwrap_or_default()
            .trim_start_matches("r#")
            .to_owned()
    })
}

/// The name on the wire that `#[serde(rename = "…")]` gives.
pub(super) fn renamed(attributes: &[Attribute]) -> Option<String> {
    given(attributes, "serde", "rename")
}

/// The text that the attributes called `name` give a word.
pub(super) fn given(attributes: &[Attribute], name: &str, word: &str) -> Option<String> {
    let of_name = attributes.iter().filter(|one| one.path().is_ident(name));
    of_name.filter_map(|one| value(one, word)).next_back()
}

/// The text that an attribute such as `#[serde(rename = "…")]` gives a word.
fn value(attribute: &Attribute, word: &str) -> Option<String> {
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    let mut tokens = list.tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(ident) if ident == word))?;
    match (tokens.next()?, tokens.next()?) {
        (TokenTree::Punct(equals), TokenTree::Literal(literal)) if equals.as_char() == '=' => {
            let text: LitStr = syn::parse_str(&literal.to_string()).ok()?;
            Some(text.value())
        }
        _ => None,
    }
}

/// Whether one of the attributes called `name` says `text` in a word or a
/// literal.
pub(super) fn says(attributes: &[Attribute], name: &str, text: &str) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .any(|attribute| match &attribute.meta {
            Meta::List(list) => in_tokens(list.tokens.clone(), text),
            _ => false,
        })
}

/// Whether one of the attributes called `name` has one of these members.
pub(super) fn has_member(attributes: &[Attribute], name: &str, members: &[&str]) -> bool {
    let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
    let named = attributes.iter().filter(|one| one.path().is_ident(name));
    named
        .filter_map(|attribute| attribute.parse_args_with(parse).ok())
        .flatten()
        .any(|member| members.iter().any(|name| member.path().is_ident(name)))
}

/// Takes members out of the attributes called `name`, and those that then have none.
pub(super) fn drop_members(attributes: &mut Vec<Attribute>, name: &str, members: &[&str]) {
    attributes.retain_mut(|attribute| {
        let list = match &mut attribute.meta {
            Meta::List(list) if list.path.is_ident(name) => list,
            _ => return true,
        };
        let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
        let Ok(all) = list.parse_args_with(parse) else {
            return true;
        };
        let kept: Punctuated<Meta, Token![,]> = all
            .into_iter()
            .filter(|member| !members.iter().any(|name| member.path().is_ident(name)))
            .collect();
        list.tokens = kept.to_token_stream();
        !kept.is_empty()
    });
}

fn in_tokens(tokens: TokenStream, text: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Literal(literal) => literal.to_string().contains(text),
        TokenTree::Group(group) => in_tokens(group.stream(), text),
        TokenTree::Punct(_) => false,
    })
}

fn outer(meta: Meta) -> Attribute {
    Attribute {
        pound_token: <Token![#]>::default(),
        style: AttrStyle::Outer,
        bracket_token: Bracket::default(),
        meta,
    }
}

fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
