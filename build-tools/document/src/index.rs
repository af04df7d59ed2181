//! The index of a documentation site (`llms.txt`): Markdown with a link to
//! each page.

use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::read;
use crate::source::Source;
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    NO_LINKS: Error {
        code: "no-links",
        meaning: "An index has no links.",
        why: "The pages are found by the links of the index.",
        help: "Give the address of the site's `llms.txt`, or of the whole document.",
    }
}

/// The targets of the links of an index as they are written, each once, in
/// their order.
pub fn links(source: &Source) -> Outcome<Vec<String>> {
    let text = read::text(source)?;
    let mut seen = BTreeSet::new();
    let found: Vec<String> = lines_outside_code(text)
        .flat_map(targets)
        .filter(|target| seen.insert(*target))
        .map(str::to_owned)
        .collect();
    if found.is_empty() {
        return Err(no_links(&source.name).into());
    }
    Ok(found)
}

/// The lines that are not in a fenced block.
fn lines_outside_code(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let start = line.trim_start();
        let fence = start.starts_with("```") || start.starts_with("~~~");
        inside ^= fence;
        !inside && !fence
    })
}

/// The targets of a line: `[text](target "title")`, `<target>` and
/// `[label]: target`.
fn targets(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['(', '<', ':', '`']) {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let (target, next) = match rest.as_bytes()[at] {
            b'`' => (None, after.find('`').map_or("", |end| &after[end + 1..])),
            b'(' if before.ends_with(']') && !is_image(before) => destination(after),
            b':' if before.ends_with(']') && before.trim_start().starts_with('[') => {
                destination(after)
            }
            b'<' if after.starts_with("http") => destination(&rest[at..]),
            _ => (None, after),
        };
        found.extend(target.filter(|target| !target.is_empty()));
        rest = next;
    }
    found
}

/// Whether the brackets that a text ends with are those of an image. One that
/// is the text of a link has a link behind it.
fn is_image(before: &str) -> bool {
    let mut depth = 0_usize;
    for (at, letter) in before.char_indices().rev() {
        match letter {
            ']' => depth += 1,
            '[' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return before[..at].ends_with('!');
        }
    }
    false
}

/// What a destination is, and what stands behind it.
fn destination(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start();
    if let Some(inside) = text.strip_prefix('<') {
        let Some((target, rest)) = inside.split_once('>') else {
            return (None, inside);
        };
        return (Some(target), rest);
    }
    let mut depth = 0_usize;
    let end = text.find(|letter: char| match letter {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        other => other.is_whitespace(),
    });
    let (target, rest) = text.split_at(end.unwrap_or(text.len()));
    (Some(target), rest)
}

fn no_links(file: &str) -> Diagnostic {
    Diagnostic::new(
        &NO_LINKS,
        file,
        Place::File,
        "expected an index with links or a whole document, found neither",
        "give the address of the site's `llms.txt`, or of the whole document",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::links;
    use crate::source::Source;

    fn found(text: &str) -> Vec<String> {
        let source = Source {
            name: "llms.txt".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        links(&source).unwrap()
    }

    #[test]
    fn links_are_found_in_every_form_and_each_once() {
        let text = "# Site\n\n> A [summary](https://x.example/a.md).\n\n\
            - [One](/b.md): text, [two](../c.md \"Title (of it)\") and [one](/b.md)\n\
            - [Brackets [in] text](<d e.md>)\n\
            - [Parentheses](f_(g).md)\n\
            - <https://x.example/h.md>\n\n[label]: i.md\n";
        let expected = [
            "https://x.example/a.md",
            "/b.md",
            "../c.md",
            "d e.md",
            "f_(g).md",
            "https://x.example/h.md",
            "i.md",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn images_and_code_are_not_links() {
        let text = "![logo](logo.svg) `[a](b.md)` f(x) [c](d.md)\n\
            ```\n[e](f.md)\n```\n[![badge](g.svg)](h.md)\n";
        assert_eq!(found(text), ["d.md", "h.md"]);
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in [
            "](",
            "[](",
            "[]: ",
            "<http",
            "`",
            "[a](b",
            "\u{fc}](\u{fc})",
        ] {
            let source = Source {
                name: "llms.txt".to_owned(),
                bytes: text.as_bytes().to_vec(),
            };
            let _ = links(&source);
        }
    }

    #[test]
    fn an_index_without_links_and_html_are_refused() {
        for (text, code) in [("# Site\n", "no-links"), ("\n<!DOCTYPE HTML><p>", "html")] {
            let source = Source {
                name: "llms.txt".to_owned(),
                bytes: text.as_bytes().to_vec(),
            };
            let said = links(&source).unwrap_err().to_string();
            assert!(said.contains(&format!("error[{code}]")), "{said}");
        }
    }
}
