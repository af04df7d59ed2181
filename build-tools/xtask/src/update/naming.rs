//! What a source is called in `spec/pages`: as upstream calls it, if that is
//! a plain file name.

use crate::workspace::{PAGES, SOURCES};
use api_document::diagnostic::{Diagnostic, Outcome, Place, outcome};
use api_document::ingest::{self, Source};
use std::collections::BTreeMap;

rules! {
    pub(crate) RULES:

    SAME_NAME: Error {
        code: "same-name",
        meaning: "Two sources would be kept under one name.",
        why: "The sources of record are kept side by side in one folder.",
        help: "Give one of the two another file name.",
    }
}

/// The sources as files of `spec/pages`, in the order of their names.
pub(super) fn as_pages(sources: &[Source]) -> Outcome<Vec<Source>> {
    let mut pages: BTreeMap<String, &Source> = BTreeMap::new();
    let mut found = Vec::new();
    for source in sources {
        let name = format!("{PAGES}/{}", file_name(source));
        if let Some(other) = pages.insert(name.clone(), source) {
            found.push(Diagnostic {
                rule: &SAME_NAME,
                file: source.name.clone(),
                place: Place::File,
                message: format!("it would be {name}, and so would {}", other.name),
                help: "give one of the two another file name".to_owned(),
            });
        }
    }
    let pages = pages.into_iter().map(|(name, source)| Source {
        name,
        bytes: source.bytes.clone(),
    });
    outcome(pages.collect(), found)
}

/// The last part of the path or address, in letters that any file system takes.
fn file_name(source: &Source) -> String {
    let path = source.name.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).find(|part| !part.is_empty());
    let plain: String = last
        .unwrap_or_default()
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' => c,
            _ => '-',
        })
        .take(100)
        .collect();
    let plain = plain.trim_start_matches('.');
    let named = SOURCES.iter().any(|extension| plain.ends_with(extension));
    match plain {
        "" => format!("document{}", ingest::extension(source)),
        name if named => name.to_owned(),
        name => format!("{name}{}", ingest::extension(source)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::as_pages;
    use api_document::ingest::Source;

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn a_source_keeps_its_plain_file_name_and_gets_an_extension() {
        for (name, text, expected) in [
            ("a/b/page.md", "# x", "page.md"),
            (
                "https://x.example/ref/create.md?v=1#top",
                "# x",
                "create.md",
            ),
            ("https://x.example/openapi", "{}", "openapi.json"),
            ("https://x.example/", "openapi: 3.0.0", "x.example.yaml"),
            ("../..", "{}", "document.json"),
            ("a b\\c:d\n.json", "{}", "c-d-.json"),
        ] {
            let pages = as_pages(&[source(name, text)]).unwrap();
            assert_eq!(pages[0].name, format!("spec/pages/{expected}"), "{name}");
        }
    }

    #[test]
    fn two_sources_of_one_name_are_refused() {
        let found = as_pages(&[source("a/x.md", ""), source("b/x.md", "")]).unwrap_err();
        assert!(found.to_string().contains("same-name"), "{found}");
    }
}
