//! Every small document gives code that compiles: all of them as modules of
//! one crate, so that there is one thing to check.

use super::{documents::DOCUMENTS, made};
use build_tools::stand_alone;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn the_code_of_every_small_document_compiles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any-document");
    let all = super::document(DOCUMENTS[0].1);
    let (_, files) = stand_alone::files(&all, None, "any", &folder).unwrap();
    for file in files {
        write(&file.path, &file.text);
    }
    let mut library = "#[allow(dead_code)] mod nullable;\n#[allow(dead_code)] mod parameters;\n#[allow(dead_code)] mod secret;\npub use nullable::Nullable;\npub use secret::{Secret, SecretJson};\n".to_owned();
    for (name, inside) in DOCUMENTS {
        write(&folder.join(format!("src/{name}.rs")), &made(inside).code);
        let _ = writeln!(library, "#[allow(unused_imports)] pub mod {name};");
    }
    write(&folder.join("src/lib.rs"), &library);
    let parameters = root.join("build-tools/stand-alone/parameters.rs");
    fs::copy(parameters, folder.join("src/parameters.rs")).unwrap();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let features = "chrono = { version = \"0.4.45\", default-features = false, features = [\"serde\", \"std\"] }\nuuid = { version = \"1\", features = [\"serde\"] }\n\n[workspace]";
    let manifest = manifest
        .replace("[\"json\"", "[\"form\", \"json\"")
        .replace("\n[workspace]", features);
    write(&folder.join("Cargo.toml"), &manifest);
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .args(["check", "--features", "schemars"])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}
