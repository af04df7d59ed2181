//! The verdict for Rust users, on pairs of sources.

use rust_surface::{Bump, compare, of_file, same_code, verdict};

fn bump(base: &str, revision: &str) -> Bump {
    let surface = |code: &str| of_file(&syn::parse_file(code).unwrap());
    let changes = compare(&surface(base), &surface(revision));
    verdict(&changes, same_code(base, revision))
}

/// What differs, the code before and after, and the verdict.
type Row = (&'static str, &'static str, &'static str, Bump);

const OPEN: &str = "#[non_exhaustive] pub struct S { pub a: u8 }";

const ROWS: &[Row] = &[
    ("the same code", OPEN, OPEN, Bump::None),
    (
        "a private function",
        OPEN,
        "#[non_exhaustive] pub struct S { pub a: u8 } fn f() {}",
        Bump::Patch,
    ),
    (
        "docs",
        OPEN,
        "/// Docs.\n#[non_exhaustive] pub struct S { pub a: u8 }",
        Bump::Patch,
    ),
    (
        "a field of an open struct",
        OPEN,
        "#[non_exhaustive] pub struct S { pub a: u8, pub b: u8 }",
        Bump::Minor,
    ),
    (
        "a field of a closed struct",
        "pub struct S { pub a: u8 }",
        "pub struct S { pub a: u8, pub b: u8 }",
        Bump::Major,
    ),
    (
        "a field's type",
        OPEN,
        "#[non_exhaustive] pub struct S { pub a: Option<u8> }",
        Bump::Major,
    ),
    (
        "a field removed",
        "#[non_exhaustive] pub struct S { pub a: u8, pub b: u8 }",
        OPEN,
        Bump::Major,
    ),
    ("a struct removed", OPEN, "", Bump::Major),
    ("a struct added", "", OPEN, Bump::Minor),
    (
        "a struct closed for literals",
        "pub struct S { pub a: u8 }",
        OPEN,
        Bump::Major,
    ),
    (
        "a variant of an open enum",
        "#[non_exhaustive] pub enum E { A }",
        "#[non_exhaustive] pub enum E { A, B }",
        Bump::Minor,
    ),
    (
        "a variant of a closed enum",
        "pub enum E { A }",
        "pub enum E { A, B }",
        Bump::Major,
    ),
    (
        "a variant removed",
        "#[non_exhaustive] pub enum E { A, B }",
        "#[non_exhaustive] pub enum E { A }",
        Bump::Major,
    ),
    (
        "a method added",
        "pub struct S(u8); impl S {}",
        "pub struct S(u8); impl S { pub fn f(&self) {} }",
        Bump::Minor,
    ),
    (
        "a method's argument",
        "pub struct S(u8); impl S { pub fn f(&self) {} }",
        "pub struct S(u8); impl S { pub fn f(&self, a: u8) {} }",
        Bump::Major,
    ),
    (
        "the name of a method's argument",
        "pub struct S(u8); impl S { pub fn f<T: Copy>(self, a: T, b: &str) {} }",
        "pub struct S(u8); impl S { pub fn f<T: Copy>(self, c: T, b: &str) {} }",
        Bump::Patch,
    ),
    (
        "the name and type of a function's argument",
        "pub fn f(a: u8) {}",
        "pub fn f(b: u16) {}",
        Bump::Major,
    ),
    (
        "a function's result",
        "pub fn f(a: u8) {}",
        "pub fn f(b: u8) -> u8 { b }",
        Bump::Major,
    ),
    (
        "a function that became const and safe",
        "pub unsafe fn f(a: u8) {}",
        "pub const fn f(b: u8) {}",
        Bump::Minor,
    ),
    (
        "a function that is const no longer",
        "pub const fn f() {}",
        "pub fn f() {}",
        Bump::Major,
    ),
    (
        "a function that became unsafe",
        "pub fn f() {}",
        "pub unsafe fn f() {}",
        Bump::Major,
    ),
    (
        "a trait's function that became safe",
        "pub trait T { unsafe fn f(); }",
        "pub trait T { fn f(); }",
        Bump::Major,
    ),
    (
        "a field of an open variant",
        "pub enum E { #[non_exhaustive] A { a: u8 } }",
        "pub enum E { #[non_exhaustive] A { b: Vec<u8>, a: u8 } }",
        Bump::Minor,
    ),
    (
        "a field of a closed variant",
        "#[non_exhaustive] pub enum E { A { a: u8 } }",
        "#[non_exhaustive] pub enum E { A { a: u8, b: u8 } }",
        Bump::Major,
    ),
    (
        "a field's type in an open variant",
        "pub enum E { #[non_exhaustive] A { a: u8 } }",
        "pub enum E { #[non_exhaustive] A { a: u16, b: u8 } }",
        Bump::Major,
    ),
    (
        "a field of a variant that was closed",
        "pub enum E { A { a: u8 } }",
        "pub enum E { #[non_exhaustive] A { a: u8, b: u8 } }",
        Bump::Major,
    ),
    (
        "a layout no longer promised",
        "#[repr(transparent)] pub struct S(pub u8);",
        "pub struct S(pub u8);",
        Bump::Major,
    ),
    (
        "a layout promised",
        "pub struct S(pub u8);",
        "#[repr(transparent)] pub struct S(pub u8);",
        Bump::Minor,
    ),
    (
        "a layout that forbids references",
        "pub struct S { pub a: u8 }",
        "#[repr(C, packed)] pub struct S { pub a: u8 }",
        Bump::Major,
    ),
    (
        "a static that can be written",
        "pub static A: u8 = 1;",
        "pub static mut A: u8 = 1;",
        Bump::Major,
    ),
    (
        "an impl added",
        "pub struct S(u8);",
        "#[derive(Clone)] pub struct S(u8);",
        Bump::Minor,
    ),
    (
        "an impl removed",
        "#[derive(Clone)] pub struct S(u8);",
        "pub struct S(u8);",
        Bump::Major,
    ),
    (
        "a constant's value",
        "pub const A: &str = \"1\";",
        "pub const A: &str = \"2\";",
        Bump::Patch,
    ),
    (
        "a constant's type",
        "pub const A: u8 = 1;",
        "pub const A: u16 = 1;",
        Bump::Major,
    ),
    (
        "must_use",
        "pub fn f() -> u8 { 1 }",
        "#[must_use] pub fn f() -> u8 { 1 }",
        Bump::Minor,
    ),
    (
        "a feature needed",
        "pub fn f() {}",
        "#[cfg(feature = \"x\")] pub fn f() {}",
        Bump::Major,
    ),
    (
        "a required trait item",
        "pub trait T {}",
        "pub trait T { fn f(); }",
        Bump::Major,
    ),
    (
        "a provided trait item",
        "pub trait T {}",
        "pub trait T { fn f() {} }",
        Bump::Minor,
    ),
];

#[test]
fn each_kind_of_difference_has_its_verdict() {
    for (name, base, revision, expected) in ROWS {
        assert_eq!(bump(base, revision), *expected, "{name}");
    }
}

#[test]
fn the_digest_in_the_header_alone_is_no_change() {
    let code = |digest: &str| format!("// @generated\n// sha256 {digest}\n\npub struct S {{}}");
    assert_eq!(bump(&code("1"), &code("2")), Bump::None);
}

#[test]
fn every_change_names_the_item_and_what_happened() {
    let surface = |code: &str| of_file(&syn::parse_file(code).unwrap());
    let base = surface("pub struct S { pub a: u8 }");
    let revision = surface("pub struct S { pub a: String }");
    let changes = compare(&base, &revision);
    assert_eq!(changes.len(), 1);
    assert!(changes[0].path.ends_with("S.a"), "{}", changes[0].path);
    let change = &changes[0];
    assert_eq!(change.before.as_deref(), Some("field S.a: u8"));
    assert_eq!(change.after.as_deref(), Some("field S.a: String"));
}

#[test]
fn every_major_change_says_what_to_do() {
    let surface = |code: &str| of_file(&syn::parse_file(code).unwrap());
    for (name, base, revision, _) in ROWS {
        for change in compare(&surface(base), &surface(revision)) {
            let says = change
                .migration
                .as_deref()
                .is_some_and(|line| !line.is_empty());
            assert_eq!(says, change.bump == Bump::Major, "{name}: {change:?}");
        }
    }
}

/// The code before and after, the path of the change, and what to do about it.
type Migration = (&'static str, &'static str, &'static str, &'static str);

const MIGRATIONS: &[Migration] = &[
    (
        OPEN,
        "#[non_exhaustive] pub struct S { pub a: Option<u8> }",
        "S.a",
        "handle `None`: `a` may be missing or null",
    ),
    (
        "#[non_exhaustive] pub struct S { pub a: Option<u8> }",
        OPEN,
        "S.a",
        "take `a` as it is: it is always there, not an `Option`",
    ),
    (
        OPEN,
        "#[non_exhaustive] pub struct S { pub a: String }",
        "S.a",
        "take `a` as `String`, not as `u8`",
    ),
    (
        OPEN,
        "#[non_exhaustive] pub struct T { pub a: u8 }",
        "S",
        "write `T` instead of `S`, which has the same members",
    ),
    (
        "#[non_exhaustive] pub enum E { A, B, Unknown(String) }",
        "#[non_exhaustive] pub enum E { A, Unknown(String) }",
        "E::B",
        "match `E::Unknown`, as which the value is read now",
    ),
    (
        "pub fn f(a: u8) {}",
        "pub fn f(a: u8, b: Vec<u8>) {}",
        "f()",
        "pass `b: Vec<u8>`",
    ),
    (
        "pub fn f(a: u8, b: u8) {}",
        "pub fn f(a: u8) {}",
        "f()",
        "do not pass `b`",
    ),
    (
        "pub fn f(a: u8) {}",
        "pub fn f(a: String) {}",
        "f()",
        "pass `a: String`",
    ),
    (
        "pub fn f() -> u8 { 1 }",
        "pub fn f() -> Option<u8> { None }",
        "f()",
        "take what it returns as `Option<u8>`",
    ),
    (
        "#[derive(Clone)] pub struct S(u8);",
        "pub struct S(u8);",
        "S impl Clone for S",
        "do without `impl Clone for S`",
    ),
];

#[test]
fn what_to_do_is_said_in_the_words_of_the_code() {
    let surface = |code: &str| of_file(&syn::parse_file(code).unwrap());
    for (base, revision, path, expected) in MIGRATIONS {
        let changes = compare(&surface(base), &surface(revision));
        let change = changes.iter().find(|change| change.path == *path);
        let change = change.unwrap_or_else(|| panic!("{path} in {changes:?}"));
        assert_eq!(change.migration.as_deref(), Some(*expected), "{path}");
    }
}
