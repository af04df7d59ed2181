//! Sources that are named one by one.

use super::{VERSION, document, page, page_in};
use build_tools::upstream::named;

fn source(name: &str, text: String) -> api_document::ingest::Source {
    api_document::ingest::Source {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

#[test]
fn named_pages_have_to_be_of_one_version_or_one_is_chosen() {
    let new = page_in("management-api_2025-11-20.json", "2025-11-20");
    let pages = vec![source("a.md", page()), source("b.md", new)];
    let said = named(pages.clone(), None).unwrap_err().to_string();
    assert!(said.contains("error[several-documents]: b.md"), "{said}");
    let chosen = named(pages.clone(), Some("2025-11-20")).unwrap();
    assert_eq!(chosen.sources, [pages[1].clone()]);
    assert_eq!(
        chosen.notes,
        ["left out 1 page of management-api 2024-05-20: a.md"]
    );
}

#[test]
fn named_sources_of_another_document_are_refused() {
    let other = source("a.md", page_in("server-api_v3.json", "v3"));
    let said = named(vec![other], None).unwrap_err().to_string();
    assert!(said.contains("there are pages of server-api v3"), "{said}");
    let whole = source("a.json", document("2025-11-20"));
    assert!(named(vec![whole.clone()], None).is_ok());
    let said = named(vec![whole], Some(VERSION)).unwrap_err().to_string();
    assert!(said.contains("error[other-version]"), "{said}");
}
