//! The walls of the house: which crate may use what, and that no modules use
//! each other in a circle.

mod modules;

use modules::Crate;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates of the tools that touch neither files nor the network.
const PURE: [&str; 5] = ["document", "lint", "compare", "surface", "generate"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The `src` folder of every crate of the workspace.
fn sources() -> Vec<PathBuf> {
    let mut folders = vec![
        root().join("generated-client/src"),
        root().join("tests/src"),
    ];
    for entry in std::fs::read_dir(root().join("build-tools")).unwrap() {
        let src = entry.unwrap().path().join("src");
        if src.join("lib.rs").is_file() {
            folders.push(src);
        }
    }
    folders.sort();
    folders
}

/// The generator decides how its modules use each other.
fn is_generated(module: &str) -> bool {
    module.starts_with("crate::generated")
}

#[test]
fn no_modules_of_a_crate_use_each_other_in_a_circle() {
    let circles = sources().into_iter().map(|src| {
        let mut circles = Crate::read(&src).circles();
        circles.retain(|circle| !circle.iter().all(|module| is_generated(module)));
        (src, circles)
    });
    let circles: Vec<_> = circles.filter(|(_, circles)| !circles.is_empty()).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let lib = ("lib.rs", "mod a; mod b; pub use b::B;");
    let circle = vec![vec!["crate::a".to_owned(), "crate::b".to_owned()]];
    for (a, b) in [
        (
            "use crate::b::B; pub struct A(B);",
            "use crate::a::A; pub struct B(A);",
        ),
        (
            "pub fn f() { super::b::g() }",
            "pub fn g() { crate::a::f() }",
        ),
        ("pub struct A(crate::B);", "pub struct B(Box<super::a::A>);"),
        (
            "pub fn f() -> String { format!(\"{}\", crate::b::g()) }",
            "use super::{a::{self}}; pub fn g() { a::f(); }",
        ),
    ] {
        let krate = Crate::of(&[lib, ("a.rs", a), ("b.rs", b)]);
        assert_eq!(krate.circles(), circle, "{a} {b}");
    }
}

#[test]
fn a_child_that_uses_its_user_is_a_circle() {
    let uses_child = ("lib.rs", "mod a; pub struct Shared; pub fn f() { a::g() }");
    let krate = Crate::of(&[
        uses_child,
        ("a.rs", "use super::Shared; pub fn g(_: Shared) {}"),
    ]);
    assert_eq!(krate.circles(), [["crate", "crate::a"]]);
}

#[test]
fn re_exports_tests_and_quoted_code_make_no_circle() {
    let krate = Crate::of(&[
        ("lib.rs", "pub mod a; pub mod b; pub use a::A;"),
        (
            "a.rs",
            "pub struct A; fn f() { quote! { crate::b::B } } #[cfg(test)] mod tests { use crate::b::B; }",
        ),
        ("b.rs", "use crate::A; pub struct B(A);"),
    ]);
    assert_eq!(krate.circles(), Vec::<Vec<String>>::new());
}

/// Files, processes and sockets of the standard library.
fn is_outside(path: &[String]) -> bool {
    let outside = ["env", "fs", "net", "process"];
    matches!(path, [std, module, ..] if std == "std" && outside.contains(&module.as_str()))
}

#[test]
fn only_xtask_touches_files_processes_and_the_network() {
    for name in PURE {
        let krate = Crate::read(&root().join("build-tools").join(name).join("src"));
        let outside = krate.paths().filter(|(_, path)| is_outside(path));
        let outside: Vec<_> = outside.collect();
        assert!(outside.is_empty(), "{name}: {outside:?}");
    }
}

#[test]
fn a_file_that_is_read_is_found_however_it_is_written() {
    for text in [
        "use std::fs;",
        "use std::{fmt, fs::File};",
        "fn f() { std::fs::read(\"a\").unwrap(); }",
        "fn f() { println!(\"{:?}\", std::env::args()); }",
    ] {
        let krate = Crate::of(&[("lib.rs", text)]);
        assert!(krate.paths().any(|(_, path)| is_outside(path)), "{text}");
    }
}

/// The packages that a package is built with, macros and what they are made of apart.
fn dependencies(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(["--edges", "normal,no-proc-macro", "--package", package])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_document_and_its_comparison_know_nothing_of_rust_or_the_network() {
    for (package, strangers) in [
        ("api-document", &["syn", "progenitor", "reqwest"][..]),
        ("api-compare", &["syn", "progenitor", "reqwest"]),
        ("api-lint", &["syn", "progenitor", "reqwest"]),
        ("rust-surface", &["progenitor", "reqwest"]),
        (
            "fingerprint-management",
            &["api-document", "syn", "progenitor"],
        ),
    ] {
        let found = dependencies(package);
        assert!(found.iter().any(|name| name == package), "{found:?}");
        for stranger in strangers {
            assert!(
                !found.iter().any(|name| name == stranger),
                "{package} has {stranger}"
            );
        }
    }
    // What the test would miss, it would miss here too.
    assert!(
        dependencies("api-generate")
            .iter()
            .any(|name| name == "syn")
    );
}
