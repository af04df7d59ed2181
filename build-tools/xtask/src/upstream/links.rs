//! Which links of an index lead to pages of the reference.

use super::gathered::listed;
use crate::workspace::fetch::is_allowed;
use reqwest::Url;

/// The part of a path that pages of the reference have.
const REFERENCE: &str = "reference";

/// The extensions of pages; a page may also have none.
const PAGES: [&str; 3] = ["md", "mdx", "markdown"];

/// The links of an index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Pages of the reference, each once, in the order of the index.
    pub(super) pages: Vec<Url>,
    /// What is not fetched and should be known of, a line each.
    pub(super) notes: Vec<String>,
}

/// The links of an index that was asked for under `asked` and came from `from`.
///
/// Only pages of the index's own hosts are fetched: what it says of others is
/// theirs to keep. Where it has nothing that is called a reference, all its pages
/// are looked at.
pub(super) fn links(asked: &Url, from: &Url, targets: &[String]) -> Links {
    let mut pages: Vec<Url> = Vec::new();
    let mut elsewhere: Vec<String> = Vec::new();
    let mut documents: Vec<String> = Vec::new();
    for mut url in targets.iter().filter_map(|target| from.join(target).ok()) {
        url.set_fragment(None);
        let known = pages.contains(&url);
        if known || url == *asked || url == *from || !is_allowed(&url) {
            continue;
        }
        if !(is_of(&url, asked) || is_of(&url, from)) {
            elsewhere.extend(is_reference(&url).then(|| url.to_string()));
        } else if is_page(&url) {
            pages.push(url);
        } else if is_document(&url) {
            documents.push(url.to_string());
        }
    }
    if pages.iter().any(is_reference) {
        pages.retain(is_reference);
    }
    Links {
        pages,
        notes: notes(elsewhere, documents),
    }
}

fn notes(elsewhere: Vec<String>, documents: Vec<String>) -> Vec<String> {
    let kinds = [
        ("not fetched, of another host", elsewhere),
        ("whole documents that the index has, too", documents),
    ];
    let kinds = kinds.into_iter().filter(|(_, all)| !all.is_empty());
    let notes = kinds.map(|(what, mut all)| {
        all.sort();
        all.dedup();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        format!("{what}: {}", listed(&all))
    });
    notes.collect()
}

/// Whether an address is of the host of another, and asks for nothing else
/// there.
fn is_of(url: &Url, other: &Url) -> bool {
    url.origin() == other.origin() && url.username().is_empty() && url.password().is_none()
}

fn is_reference(url: &Url) -> bool {
    let mut parts = url.path().split('/');
    parts.any(|part| part.eq_ignore_ascii_case(REFERENCE))
}

fn is_page(url: &Url) -> bool {
    extension(url).is_none_or(|extension| PAGES.contains(&extension.as_str()))
}

fn is_document(url: &Url) -> bool {
    extension(url).is_some_and(|extension| ["json", "yaml", "yml"].contains(&extension.as_str()))
}

fn extension(url: &Url) -> Option<String> {
    let last = url.path().rsplit('/').next()?;
    let (_, extension) = last.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::links;
    use reqwest::Url;

    fn pages(targets: &[&str]) -> (Vec<String>, Vec<String>) {
        let index = Url::parse("https://docs.example/en/llms.txt").unwrap();
        let targets: Vec<String> = targets.iter().map(|&target| target.to_owned()).collect();
        let found = links(&index, &index, &targets);
        let pages = found.pages.iter().map(Url::to_string);
        (pages.collect(), found.notes)
    }

    #[test]
    fn pages_of_the_reference_are_taken_once_from_any_kind_of_link() {
        let (found, notes) = pages(&[
            "/Reference/a.md",
            "reference/b",
            "../reference/c.MD?v=1#top",
            "https://docs.example/Reference/a.md#part",
            "guides/d.md",
            "/reference/logo.svg",
            "llms.txt",
            "mailto:a@docs.example",
        ]);
        let expected = [
            "https://docs.example/Reference/a.md",
            "https://docs.example/en/reference/b",
            "https://docs.example/reference/c.MD?v=1",
        ];
        assert_eq!(found, expected);
        assert_eq!(notes, Vec::<String>::new());
    }

    #[test]
    fn without_a_reference_all_pages_are_taken() {
        let (found, _) = pages(&["/api/a.md", "/guide.md"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn other_hosts_and_documents_are_told_of_and_not_fetched() {
        let (found, notes) = pages(&[
            "/reference/a.md",
            "https://other.example/reference/b.md",
            "http://docs.example/reference/c.md",
            "http://127.0.0.1/reference/d.md",
            "https://me:secret@docs.example/reference/e.md",
            "/reference/management-api_2024-05-20.json",
        ]);
        assert_eq!(found, ["https://docs.example/reference/a.md"]);
        let notes = notes.join("\n");
        for told in [
            "other.example/reference/b.md",
            "management-api_2024-05-20.json",
        ] {
            assert!(notes.contains(told), "{notes}");
        }
    }
}
