//! Makes the descriptions of a document safe and legible as Rust docs.
//!
//! Descriptions are foreign text. One line per `#[doc]`, so that nothing can
//! end a block comment; indentation and code fences go, so that nothing
//! becomes a doc test; what rustdoc would read as HTML or as a link is
//! escaped; control and direction characters are dropped.

use crate::text::steers;
use std::collections::BTreeMap;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Expr, ExprLit, Field, File, ImplItem, Item, ItemImpl, Lit, Meta, Visibility,
    parse_quote,
};

pub(super) fn tidy(file: &mut File) {
    let links = builder_links(file);
    Tidy.visit_file_mut(file);
    document_types(file);
    for item in super::module(&mut file.items, "builder")
        .into_iter()
        .flatten()
    {
        if let Item::Struct(builder) = item
            && let Some(method) = links.get(&builder.ident.to_string())
        {
            let doc = format!(" Builder for [`Client::{method}`](super::Client::{method}).");
            builder
                .attrs
                .retain(|attribute| doc_text(attribute).is_none());
            builder.attrs.insert(0, parse_quote! { #[doc = #doc] });
        }
    }
}

/// Gives a doc line to the public items that the document describes nowhere.
fn document_types(file: &mut File) {
    let items = super::module(&mut file.items, "types");
    for item in items.into_iter().flatten() {
        match item {
            Item::Struct(item) => item.fields.iter_mut().for_each(document_field),
            Item::Enum(item) => item.variants.iter_mut().for_each(|variant| {
                ensure(&mut variant.attrs, " One of the documented forms.");
                variant.fields.iter_mut().for_each(document_field);
            }),
            Item::Impl(block) => {
                document_functions(block, |_| " Starts a builder with nothing set.".to_owned());
            }
            Item::Mod(module) if module.ident == "builder" => {
                for item in module.content.iter_mut().flat_map(|(_, items)| items) {
                    if let Item::Struct(item) = item {
                        let doc = format!(" Builds [`{0}`](super::{0}).", item.ident);
                        ensure(&mut item.attrs, &doc);
                    }
                }
            }
            _ => {}
        }
    }
    for item in super::module(&mut file.items, "builder")
        .into_iter()
        .flatten()
    {
        if let Item::Impl(block) = item {
            document_functions(block, |name| match name {
                "body" => " Sets the request body.".to_owned(),
                "body_map" => " Changes the builder of the request body.".to_owned(),
                "new" => " Starts the operation.".to_owned(),
                parameter => format!(" Sets the parameter `{parameter}`."),
            });
        }
    }
}

fn document_field(field: &mut Field) {
    if let (Visibility::Public(_), Some(name)) = (&field.vis, &field.ident) {
        let doc = format!(" `{}`", name.to_string().trim_start_matches("r#"));
        ensure(&mut field.attrs, &doc);
    }
}

fn document_functions(block: &mut ItemImpl, doc: impl Fn(&str) -> String) {
    for item in &mut block.items {
        if let ImplItem::Fn(function) = item
            && matches!(function.vis, Visibility::Public(_))
        {
            let name = function.sig.ident.to_string();
            ensure(&mut function.attrs, &doc(name.trim_start_matches("r#")));
        }
    }
}

fn ensure(attributes: &mut Vec<Attribute>, doc: &str) {
    if attributes
        .iter()
        .all(|attribute| doc_text(attribute).is_none())
    {
        attributes.insert(0, parse_quote! { #[doc = #doc] });
    }
}

/// The method each operation builder belongs to, from the docs that the
/// generator itself wrote: the one place where a link is meant as one.
fn builder_links(file: &mut File) -> BTreeMap<String, String> {
    let mut links = BTreeMap::new();
    for item in super::module(&mut file.items, "builder")
        .into_iter()
        .flatten()
    {
        let Item::Struct(builder) = item else {
            continue;
        };
        let doc = builder.attrs.iter().find_map(doc_text).unwrap_or_default();
        let method = doc
            .strip_prefix("Builder for [`Client::")
            .and_then(|rest| rest.split_once('`'));
        if let Some((method, _)) = method {
            links.insert(builder.ident.to_string(), method.to_owned());
        }
    }
    links
}

struct Tidy;

impl VisitMut for Tidy {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let mut tidied = Vec::new();
        for attribute in attributes.drain(..) {
            match doc_text(&attribute) {
                Some(text) => tidied.extend(lines(&text).into_iter().map(|line| -> Attribute {
                    parse_quote! { #[doc = #line] }
                })),
                None => tidied.push(attribute),
            }
        }
        *attributes = tidied;
    }
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else {
        return None;
    };
    match &meta.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) if meta.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// The lines of a description, each with one leading space or empty.
fn lines(text: &str) -> Vec<String> {
    let text = without_generator_example(text);
    if text.is_empty() {
        return vec![String::new()];
    }
    let mut lines: Vec<String> = text.lines().map(line).collect();
    while lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| is_visible(*c)).collect();
    let trimmed = visible.trim().replace("```", "'''").replace("~~~", "'''");
    if trimmed.is_empty() {
        return String::new();
    }
    format!(" {}", escape(&trimmed))
}

/// The generator adds an `ignore`d example that names arguments it does not
/// have; the crate's own examples are compiled.
fn without_generator_example(text: &str) -> &str {
    match text.split_once("```ignore\nlet response = client.") {
        Some((before, _)) => before,
        None => text,
    }
}

/// Neither a control character nor one that turns the direction of text.
fn is_visible(c: char) -> bool {
    c == '\t' || !steers(c)
}

/// Escapes, outside inline code, what rustdoc reads as HTML or as a link.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    let mut in_code = false;
    let balanced = text.matches('`').count().is_multiple_of(2);
    for c in text.chars() {
        if c == '`' {
            in_code = !in_code && balanced;
        }
        if !in_code && matches!(c, '<' | '>' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_becomes_harmless_lines() {
        assert_eq!(
            line("    indented, so a doc test"),
            " indented, so a doc test"
        );
        assert_eq!(line("```rust"), " '''rust");
        assert_eq!(
            line("<script>alert(1)</script>"),
            " \\<script\\>alert(1)\\</script\\>"
        );
        assert_eq!(line("see [docs]"), " see \\[docs\\]");
        assert_eq!(line("`Vec<T>` stays"), " `Vec<T>` stays");
        assert_eq!(line("a lone ` and <b>"), " a lone ` and \\<b\\>");
        assert_eq!(line("\u{202E}turned"), " turned");
    }

    #[test]
    fn every_line_is_its_own_attribute() {
        assert_eq!(
            lines("one */ two\n\nthree\n\n"),
            [" one */ two", "", " three"]
        );
    }
}
