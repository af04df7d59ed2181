//! Makes the descriptions of a document safe and legible as Rust docs.
//!
//! Descriptions are foreign text. One line per `#[doc]`, so that nothing can
//! end a block comment; indentation and code fences go, so that nothing
//! becomes a doc test; what rustdoc would read as HTML or as a link is
//! escaped, also where the text has escapes of its own; control and direction characters are dropped.

use super::attribute;
use super::module::module;
use api_document::display::steers;
use syn::visit_mut::VisitMut;
use syn::{
    Attribute, Block, Expr, ExprLit, Field, File, Generics, ImplItem, Item, ItemImpl, Lit, Meta,
    Signature, Type, Visibility,
};

pub(super) fn tidy(file: &mut File) {
    Tidy.visit_file_mut(file);
    if let Some(types) = module(&mut file.items, "types") {
        document_types(types);
    }
}

/// As [`tidy`], types and what is implemented for them.
pub(super) fn tidy_types(items: &mut [Item]) {
    for item in &mut *items {
        Tidy.visit_item_mut(item);
    }
    document_types(items);
}

/// As [`tidy`], the methods that start operations.
pub(super) fn tidy_methods(methods: &mut [ImplItem]) {
    for item in methods {
        Tidy.visit_impl_item_mut(item);
    }
}

/// As [`tidy`], the builder of an operation and what is implemented for it.
pub(super) fn tidy_operation(items: &mut [Item]) {
    for item in items {
        let method = builder_link(item);
        Tidy.visit_item_mut(item);
        match item {
            Item::Struct(builder) => {
                let Some(method) = method else { continue };
                let doc = format!(" Builder for [`Client::{method}`](super::Client::{method}).");
                builder
                    .attrs
                    .retain(|attribute| doc_text(attribute).is_none());
                builder.attrs.insert(0, attribute::doc(&doc));
            }
            Item::Impl(block) => document_functions(block, |name| match name {
                "body" => " Sets the request body.".to_owned(),
                "body_map" => " Changes the builder of the request body.".to_owned(),
                "new" => " Starts the operation.".to_owned(),
                parameter => format!(" Sets the parameter `{parameter}`."),
            }),
            _ => {}
        }
    }
}

/// As [`tidy`], the builder of a type.
pub(super) fn tidy_builder(items: &mut [Item]) {
    for item in items {
        Tidy.visit_item_mut(item);
        if let Item::Struct(item) = item {
            let doc = format!(" Builds [`{0}`](super::{0}).", item.ident);
            ensure(&mut item.attrs, &doc);
        }
    }
}

/// Gives a doc line to the public items that the document describes nowhere.
fn document_types(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Struct(item) => item.fields.iter_mut().for_each(document_field),
            Item::Enum(item) => item.variants.iter_mut().for_each(|variant| {
                ensure(&mut variant.attrs, " One of the documented forms.");
                variant.fields.iter_mut().for_each(document_field);
            }),
            Item::Impl(block) => {
                document_functions(block, |_| " Starts a builder with nothing set.".to_owned());
            }
            _ => {}
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
        attributes.insert(0, attribute::doc(doc));
    }
}

/// The method an operation's builder belongs to, from the docs that the
/// generator itself wrote: the one place where a link is meant as one.
fn builder_link(item: &Item) -> Option<String> {
    let Item::Struct(builder) = item else {
        return None;
    };
    let doc = builder.attrs.iter().find_map(doc_text)?;
    let rest = doc.strip_prefix("Builder for [`Client::")?;
    let (method, _) = rest.split_once('`')?;
    Some(method.to_owned())
}

struct Tidy;

impl VisitMut for Tidy {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        if attributes.iter().all(|attribute| !is_doc(attribute)) {
            return;
        }
        let mut tidied = Vec::with_capacity(attributes.len());
        for attribute in attributes.drain(..) {
            match doc_text(&attribute) {
                Some(text) if is_tidy(&text) => tidied.push(attribute),
                Some(text) => tidied.extend(lines(&text).iter().map(|line| attribute::doc(line))),
                None => tidied.push(attribute),
            }
        }
        *attributes = tidied;
    }

    // The generator puts no description into these.
    fn visit_block_mut(&mut self, _: &mut Block) {}
    fn visit_signature_mut(&mut self, _: &mut Signature) {}
    fn visit_generics_mut(&mut self, _: &mut Generics) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
}

fn is_doc(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc")
}

/// Whether a text is a line as it should be, with nothing to look at twice.
fn is_tidy(text: &str) -> bool {
    let mut words = text.split(' ');
    let harmless = |c: u8| c.is_ascii_alphanumeric() || b"_-.,:;'\"()/?=+%".contains(&c);
    words.next() == Some("") && words.all(|word| !word.is_empty() && word.bytes().all(harmless))
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    if !is_doc(attribute) {
        return None;
    }
    let Meta::NameValue(meta) = &attribute.meta else {
        return None;
    };
    match &meta.value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// Texts as lines of docs, with an empty line between two of them.
pub(super) fn paragraphs<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Vec<String> {
    let mut all = Vec::new();
    for text in texts.into_iter().flatten() {
        add_paragraph(&mut all, lines(text));
    }
    all
}

/// Adds lines, behind an empty one where there are others.
pub(super) fn add_paragraph(lines: &mut Vec<String>, mut more: Vec<String>) {
    more.dedup_by(|a, b| a.is_empty() && b.is_empty());
    if more.iter().all(String::is_empty) {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.append(&mut more);
}

/// The lines of a description, each with one leading space or empty.
fn lines(text: &str) -> Vec<String> {
    let text = without_generator_example(text);
    if text.is_empty() {
        return vec![String::new()];
    }
    let line = format!(" {text}");
    if is_tidy(&line) {
        return vec![line];
    }
    let lines: Vec<String> = text.lines().map(harmless).collect();
    let plain = has_plain_code(&lines);
    let mut lines: Vec<String> = lines.iter().map(|line| escape(line, plain)).collect();
    while lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A line without what is not seen, indentation and code fences. Indented is
/// also what stands more than one space behind the mark of a list.
fn harmless(line: &str) -> String {
    let visible: String = line.chars().filter(|c| is_visible(*c)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").replace("```", "'''").replace("~~~", "'''")
}

/// Whether each backtick starts or ends inline code on its own line, so that
/// [`escape`] and rustdoc cannot be of two minds about what is code.
fn has_plain_code(lines: &[String]) -> bool {
    lines.iter().all(|line| {
        let paired = line.matches('`').count().is_multiple_of(2);
        paired && !line.contains("``") && !line.contains("\\`")
    })
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

/// One line, where not empty with a leading space. Escapes, outside inline
/// code, what rustdoc reads as HTML or as a link; with a bar the line may be of
/// a table, whose cells cut code in two.
fn escape(line: &str, plain_code: bool) -> String {
    let keeps_code = plain_code && !line.contains('|');
    let mut escaped = String::new();
    let mut in_code = false;
    let mut after_backslash = false;
    for c in line.chars() {
        if escaped.is_empty() {
            escaped.push(' ');
        }
        if c == '`' {
            in_code = !in_code && keeps_code;
        }
        if !in_code && !after_backslash && matches!(c, '<' | '>' | '[' | ']') {
            escaped.push('\\');
        }
        after_backslash = c == '\\' && !after_backslash;
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn foreign_text_becomes_harmless_lines() {
        let line = |text: &str| lines(text).join("\n");
        assert_eq!(
            line("    indented, so a doc test"),
            " indented, so a doc test"
        );
        assert_eq!(line("-\t\t- indented, too"), " - - indented, too");
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
    fn no_escape_of_the_author_s_own_undoes_ours() {
        assert_eq!(lines("\\<b>"), [" \\<b\\>"]);
        assert_eq!(lines("\\\\<b>"), [" \\\\\\<b\\>"]);
        assert_eq!(lines("\\` <b> `"), [" \\` \\<b\\> `"]);
        assert_eq!(lines("a `\nb ` <b> `"), [" a `", " b ` \\<b\\> `"]);
        assert_eq!(lines("| ` | <b> ` |"), [" | ` | \\<b\\> ` |"]);
    }

    proptest! {
        #[test]
        fn what_is_tidy_is_made_no_other_way(text in "( [a-z0-9'().,:;/_-]{1,6}){1,3}") {
            prop_assert!(is_tidy(&text));
            prop_assert_eq!(escape(&harmless(&text), true), text);
        }

        /// Of what tells code, escapes, tables and HTML apart.
        #[test]
        fn rustdoc_reads_neither_html_nor_links(text in r"([`\\\\|\n~<>\[\]()!:/#*& ab0-]|<b>|<a b=c>|\|-\|-\||&lt;|\[a\]\(b\)|\[a\]: b\n|<!--|<a:b>){0,40}") {
            let docs = lines(&text).join("\n");
            let like_rustdoc = Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_SMART_PUNCTUATION;
            for event in Parser::new_ext(&docs, like_rustdoc) {
                let foreign = matches!(
                    event,
                    Event::Html(_)
                        | Event::InlineHtml(_)
                        | Event::Start(Tag::HtmlBlock | Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_))
                );
                prop_assert!(!foreign, "{event:?} in {docs:?}");
            }
        }
    }

    #[test]
    fn every_line_is_its_own_attribute() {
        assert_eq!(
            lines("one */ two\n\nthree\n\n"),
            [" one */ two", "", " three"]
        );
    }
}
