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
    let mut taken: BTreeMap<String, &Source> = BTreeMap::new();
    let mut found = Vec::new();
    for (source, name) in sources.iter().zip(names(sources)) {
        let name = format!("{PAGES}/{name}");
        pages.insert(name.clone(), source);
        // Some file systems know no difference in case.
        if let Some(other) = taken.insert(name.to_lowercase(), source) {
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

/// A name for each source: the last part of its path or address. Addresses that
/// share it are called by their whole paths, so that no name depends on which
/// of them comes first.
fn names(sources: &[Source]) -> Vec<String> {
    let short = sources
        .iter()
        .map(|source| file_name(source, &last_part(source)));
    let short: Vec<String> = short.collect();
    let is_shared = |name: &String| {
        let same = short
            .iter()
            .filter(|other| other.eq_ignore_ascii_case(name));
        same.count() > 1
    };
    let names = sources.iter().zip(&short).map(|(source, name)| {
        match whole_path(source).filter(|_| is_shared(name)) {
            Some(path) => file_name(source, &path),
            None => name.clone(),
        }
    });
    names.collect()
}

fn path(source: &Source) -> &str {
    source.name.split(['?', '#']).next().unwrap_or_default()
}

/// Of an address in lower case: a site that writes the name of a page in two
/// ways makes one file.
fn last_part(source: &Source) -> String {
    let last = path(source)
        .rsplit(['/', '\\'])
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    if source.name.contains("://") {
        last.to_lowercase()
    } else {
        last.to_owned()
    }
}

/// The path of an address, in one word.
fn whole_path(source: &Source) -> Option<String> {
    let (_scheme, rest) = path(source).split_once("://")?;
    let (_host, path) = rest.split_once('/')?;
    Some(path.replace('/', "-").to_lowercase())
}

/// A name in letters that any file system takes.
fn file_name(source: &Source, name: &str) -> String {
    let plain: String = name
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
        for other in ["b/x.md", "b/X.md"] {
            let found = as_pages(&[source("a/x.md", ""), source(other, "")]).unwrap_err();
            assert!(found.to_string().contains("same-name"), "{found}");
        }
    }

    #[test]
    fn addresses_that_end_alike_are_called_by_their_paths() {
        let addresses = [
            source("https://x.example/v1/create.md", "# x"),
            source("https://x.example/v2/Create.md", "# x"),
            source("https://x.example/v2/get.md", "# x"),
        ];
        let names = |sources: &[Source]| -> Vec<String> {
            let pages = as_pages(sources).unwrap();
            pages.into_iter().map(|page| page.name).collect()
        };
        let expected = [
            "spec/pages/get.md",
            "spec/pages/v1-create.md",
            "spec/pages/v2-create.md",
        ];
        assert_eq!(names(&addresses), expected);
        let turned: Vec<Source> = addresses.into_iter().rev().collect();
        assert_eq!(names(&turned), expected);
    }
}
