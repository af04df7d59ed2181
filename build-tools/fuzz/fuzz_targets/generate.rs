//! Any document that is read: a crate comes of it, whose every file parses and
//! stays in its folder, and whose warnings name places of the document.
#![no_main]

use api_document::diagnostic::{Diagnostic, Place};
use api_document::ingest::{self, Document};
use api_generate::Target;
use api_generate::package;
use api_generate::pipeline;
use fuzz::{mutate, source};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use std::path::{Component, Path};

fuzz_target!(|input: &[u8]| {
    let Ok((document, warnings)) = ingest::repaired(&source("document", input)) else {
        return;
    };
    let name = package::default_name(&document);
    let (made, files) = package::files(&document, &warnings, None, &name)
        .unwrap_or_else(|found| panic!("no crate: {found}"));
    for (file, text) in files {
        let inside = Path::new(&file);
        assert!(
            inside
                .components()
                .all(|part| matches!(part, Component::Normal(_)))
        );
        if inside == Path::new("Cargo.toml") {
            let manifest: toml::Table = text.parse().expect("a manifest");
            assert!(
                manifest
                    .keys()
                    .eq(["dependencies", "features", "package", "workspace"])
            );
        } else if inside == Path::new("names.json") {
            let names: serde_json::Value = serde_json::from_str(&text).expect("a file of JSON");
            assert!(names.is_object(), "{text}");
        } else if inside != Path::new("README.md") {
            syn::parse_file(&text).expect("a file of Rust");
        }
    }
    for warning in &made.warnings {
        check_place(warning, &[&document, &made.effective]);
    }
    // The published client takes fewer documents.
    let _refused = pipeline::make(&document, None, Target::Published, "fuzz");
});

fn check_place(warning: &Diagnostic, documents: &[&Document]) {
    if let Place::Pointer(pointer) = &warning.place {
        let mut values = documents.iter().map(|document| &document.value);
        assert!(
            values.any(|value| value.pointer(pointer).is_some()),
            "{warning}"
        );
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed, 1)
});
