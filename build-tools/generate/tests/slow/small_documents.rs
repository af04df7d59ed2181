//! Every small document gives code that compiles, and the one called `wire`
//! requests and answers that are right on the wire: all of them as modules of
//! one crate, so that there is one thing to build.

use crate::folder::Folder;
use crate::small::documents::{DOCUMENTS, NEWER};
use crate::small::{document, made, read};
use api_generate::{Target, package, pipeline};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The support files that the code of some document needs.
const MODULES: [&str; 7] = [
    "credentials",
    "decoding",
    "given",
    "objects",
    "parameters",
    "query",
    "unions",
];

fn read_from(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join(file)).unwrap()
}

#[test]
fn the_code_of_every_small_document_compiles_and_is_right_on_the_wire() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folder = Folder::default();
    let all = document(DOCUMENTS[0].1);
    let (_, files) = package::files(&all, &[], None, "any").unwrap();
    for (file, text) in files {
        folder.put(file, &text);
    }
    let mut library = "#![allow(mixed_script_confusables)]\n#[allow(dead_code)] mod integer;\n#[allow(dead_code)] mod misfit;\n#[allow(dead_code)] mod nullable;\n#[allow(dead_code)] mod open_enum;\n#[allow(dead_code)] mod path;\n#[allow(dead_code)] mod schema;\n#[allow(dead_code)] mod secret;\n#[allow(dead_code)] mod text_enum;\n#[allow(dead_code)] mod whole_value;\npub use integer::IntoInteger;\npub use nullable::Nullable;\npub use secret::{Secret, SecretJson};\n".to_owned();
    for name in MODULES {
        let _ = writeln!(library, "#[allow(dead_code)] mod {name};");
        let from = format!("build-tools/generate/templates/{name}.rs");
        folder.put(format!("src/{name}.rs"), &read_from(&root, &from));
    }
    for name in ["misfit", "whole_value"] {
        let from = format!("generated-client/src/{name}.rs");
        folder.put(format!("src/{name}.rs"), &read_from(&root, &from));
    }
    for (name, inside) in DOCUMENTS {
        folder.put(format!("src/{name}.rs"), &made(inside).code);
        let _ = writeln!(library, "#[allow(unused_imports)] pub mod {name};");
    }
    let newer = pipeline::make(&read(NEWER), None, Target::Standalone, "test");
    let newer = newer.unwrap_or_else(|found| panic!("{found}"));
    folder.put("src/newer.rs", &newer.code);
    library += "#[allow(unused_imports)] pub mod newer;\n";
    folder.put("src/lib.rs", &library);
    let tests = "build-tools/generate/tests/fixtures/any-document";
    for (file, to) in [
        ("wire.rs", "wire.rs"),
        ("decoded.rs", "decoded/mod.rs"),
        ("newer.rs", "newer/mod.rs"),
    ] {
        let text = read_from(&root, &format!("{tests}/{file}"));
        folder.put(format!("tests/{to}"), &text);
    }
    let more = "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n\n[profile.dev]\ndebug = 0\n\n[workspace]";
    let manifest = folder
        .text("Cargo.toml")
        .replace("[\"json\"", "[\"json\", \"multipart\"")
        .replace("[\"rustls\"]\nrustls", "[]\nrustls")
        .replace("\n[workspace]", more);
    folder.put("Cargo.toml", &manifest);
    let on_disk = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any-document");
    folder.write(&on_disk);
    fs::copy(root.join("Cargo.lock"), on_disk.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(&on_disk)
        .env("CARGO_TARGET_DIR", on_disk.join("target"))
        .args(["test", "--features", "schemars", "--test", "wire"])
        .output()
        .unwrap();
    let reported =
        [&output.stdout, &output.stderr].map(|reported| String::from_utf8_lossy(reported));
    assert!(output.status.success(), "{}\n{}", reported[0], reported[1]);
    assert!(!reported[1].contains("warning: `any`"), "{}", reported[1]);
}
