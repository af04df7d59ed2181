//! The surface of a crate, from its sources.

use rust_surface::*;
use std::collections::BTreeMap;

/// The surface of a crate, from its files.
fn of(files: &[(&str, &str)]) -> String {
    of_sources(&texts(files)).unwrap().lines().join("\n")
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    files.iter().map(owned).collect()
}

/// The surface of a crate of one file.
fn of_root(text: &str) -> String {
    of(&[("lib.rs", text)])
}

fn assert_lines(found: &str, expected: &str) {
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(found, expected.join("\n"));
}

#[test]
fn items_of_private_modules_stand_under_the_names_that_export_them() {
    let found = of(&[
        (
            "lib.rs",
            "mod client; mod secret; pub use client::Client; pub use secret::{Inner as Outer, make};",
        ),
        (
            "client.rs",
            "pub struct Client { key: super::secret::Inner } pub struct NotExported;",
        ),
        (
            "secret.rs",
            "pub struct Inner(pub u8); pub fn make(client: &crate::Client) -> Inner { todo!() }",
        ),
    ]);
    assert_lines(
        &found,
        "
        struct Client { .. }  private fields
        struct Outer(..)
        field Outer.0: u8
        fn make(client: &Client) -> Outer
        ",
    );
}

#[test]
fn a_type_has_what_is_implemented_for_it_anywhere() {
    let found = of(&[
        (
            "lib.rs",
            "mod client; mod generated; pub use client::Client; pub use generated::builder;",
        ),
        ("client.rs", "pub struct Client;"),
        (
            "generated/mod.rs",
            "use crate::Client;
             impl Client {
                 pub const LIMIT: usize = 5;
                 pub fn create(&self) -> builder::Create<'_> { todo!() }
                 pub(crate) fn execute(&self) {}
                 fn private(&self) {}
             }
             impl ::std::fmt::Debug for Client { }
             pub mod builder { pub struct Create<'a> { client: &'a super::Client } }",
        ),
    ]);
    assert_lines(
        &found,
        r"
        struct Client
        impl Debug for Client
        const Client::LIMIT: usize = 5
        fn Client::create(&self) -> builder::Create<'_>
        mod builder
        struct builder::Create<'a> { .. }  private fields
        ",
    );
}

#[test]
fn a_file_alone_may_refer_to_what_the_crate_defines_elsewhere() {
    let file = syn::parse_str(
        "use crate::Client;
         impl Client { pub fn create(&self) -> crate::Nullable<u8> { todo!() } }
         mod hidden;",
    )
    .unwrap();
    assert_lines(
        &of_file(&file).lines().join("\n"),
        "fn Client::create(&self) -> Nullable<u8>",
    );
}

#[test]
fn what_users_cannot_name_does_not_show() {
    let found = of_root(
        "pub(crate) struct A;
         struct B;
         #[doc(hidden)] pub struct C;
         #[cfg(test)] pub mod tests;
         #[cfg(all(test, unix))] pub fn f() {}
         #[cfg(doctest)] pub struct Readme;
         mod private { pub struct D; pub(in crate::private) fn g() {} }
         #[doc(hidden)] pub mod internal { pub struct E; }
         impl B { pub fn h() {} }
         impl Clone for B {}
         trait Private {}
         impl Private for u8 {}
         pub struct Shown { #[doc(hidden)] pub hidden: u8 }
         impl Shown { #[doc(hidden)] pub fn i() {} #[cfg(test)] pub fn j() {} }
         impl Private for Shown {}
         impl From<B> for Shown {}
         #[doc(hidden)] impl Default for Shown {}
         pub enum Open { #[doc(hidden)] Reserved }
         pub trait Sealed { #[doc(hidden)] fn k(&self); }
         macro_rules! local { () => {} }",
    );
    assert_lines(
        &found,
        "
        enum Open  hidden variants
        trait Sealed
        struct Shown { .. }  private fields
        ",
    );
}

#[test]
fn types_are_named_as_users_name_them() {
    let found = of_root(
        "use std::{borrow::Cow, error::Error as StdError, fmt, str};
         use reqwest::{Request, header};
         use inner::{Response, Marker};
         mod inner { pub struct Response; pub(crate) struct Marker; pub use super::Thing as Alias; }
         pub mod public { pub use super::inner::Response; }
         pub struct Thing;
         pub fn a(a: ::std::option::Option<::std::string::String>, b: std::vec::Vec<core::time::Duration>) {}
         pub fn b(a: &mut fmt::Formatter<'_>, b: Box<dyn StdError + Send>, c: &'static str) -> fmt::Result { todo!() }
         pub fn c(a: Request, b: &header::HeaderMap, c: reqwest::Response, d: Response) {}
         pub fn d(a: chrono::DateTime<chrono::offset::Utc>, b: Cow<'_, str>) -> self::inner::Alias { todo!() }
         use odd::odd;
         pub fn e(a: Marker, b: odd) {}",
    );
    assert_lines(
        &found,
        "
        struct Thing
        fn a(a: Option<String>, b: Vec<Duration>)
        fn b(a: &mut std::fmt::Formatter<'_>, b: Box<dyn std::error::Error + Send>, c: &'static str) -> std::fmt::Result
        fn c(a: reqwest::Request, b: &reqwest::header::HeaderMap, c: reqwest::Response, d: public::Response)
        fn d(a: DateTime<Utc>, b: Cow<'_, str>) -> Thing
        fn e(a: crate::inner::Marker, b: odd::odd)
        mod public
        struct public::Response
        ",
    );
}

#[test]
fn another_import_under_the_same_name_shows() {
    let with = |import: &str| {
        of_root(&format!(
            "use {import}; pub fn f() -> Response {{ todo!() }}"
        ))
    };
    assert_ne!(with("reqwest::Response"), with("http::Response"));
}

#[test]
fn a_type_of_the_crate_is_told_from_a_well_known_one() {
    let found =
        of_root("pub struct Duration; pub fn f(own: Duration, std: std::time::Duration) {}");
    assert_lines(
        &found,
        "
        struct crate::Duration
        fn f(own: crate::Duration, std: Duration)
        ",
    );
}

#[test]
fn signatures_are_whole() {
    let found = of_root(
        "pub trait Bound {}
         pub struct Holder<'a, T: Bound = u8, const N: usize = 3>(pub &'a [T; N]) where T: Clone;
         pub async fn a() -> Result<(), Box<dyn FnOnce(&u8) -> u8 + Send>> { todo!() }
         pub const unsafe extern \"C\" fn b(x: *const u8) -> ! { todo!() }
         pub fn c(into: impl Into<String>, (x, y): (u8, u8), mut z: [u8; 2], r#type: ()) -> impl Iterator<Item = u8> { todo!() }
         impl<'a, T: Bound + Clone, const N: usize> Holder<'a, T, N> {
             pub fn d<V>(mut self, v: V) -> Self where V: TryInto<T>, <V as ::std::convert::TryInto<T>>::Error: ::std::fmt::Display, V::Error: Clone { todo!() }
             pub fn e(&mut self, f: for<'x> fn(&'x u8) -> &'x u8) {}
             pub fn f(self: Box<Self>) {}
         }
         impl Holder<'_, u8, 0> { pub fn g() {} }
         pub type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
         pub static S: &[u8] = &[];
         pub const LONG: std::time::Duration = std::time::Duration::from_secs(1);
         pub union U { pub a: u8, b: i8 }",
    );
    assert_lines(
        &found,
        "
        trait Bound
        type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>
        struct Holder<'a, T: Bound = u8, const N: usize = 3>(..) where T: Clone
        field Holder.0: &'a [T; N]
        fn Holder::d<V>(self, v: V) -> Self where V: TryInto<T>, <V as TryInto<T>>::Error: Display, V::Error: Clone in impl<'a, T: Bound + Clone, const N: usize> Holder<'a, T, N>
        fn Holder::e(&mut self, f: for<'x> fn(&'x u8) -> &'x u8) in impl<'a, T: Bound + Clone, const N: usize> Holder<'a, T, N>
        fn Holder::f(self: Box<Self>) in impl<'a, T: Bound + Clone, const N: usize> Holder<'a, T, N>
        fn Holder::g() in impl Holder<'_, u8, 0>
        const LONG: Duration
        static S: &[u8]
        union U { .. }  private fields
        field U.a: u8
        async fn a() -> Result<(), Box<dyn FnOnce(&u8) -> u8 + Send>>
        const unsafe extern \"C\" fn b(x: *const u8) -> !
        fn c(into: impl Into<String>, _: (u8, u8), z: [u8; 2], r#type: ()) -> impl Iterator<Item = u8>
        ",
    );
}

#[test]
fn a_parameter_is_not_taken_for_a_type_of_its_name() {
    let found = of_root(
        "mod inner { pub struct T; }
         use inner::T;
         pub struct S<T>(pub T);
         impl<T> S<T> { pub fn f(x: T) {} }
         pub fn g<T: Clone>(x: Vec<T>) {}",
    );
    assert_lines(
        &found,
        "
        struct S<T>(..)
        field S.0: T
        fn S::f(x: T)
        fn g<T: Clone>(x: Vec<T>)
        ",
    );
}

#[test]
fn traits_show_what_implementations_must_and_may_give() {
    let found = of_root(
        "pub trait Transport: Send + Sync {
             type Body: Clone + 'static;
             type Chunk<'a> where Self: 'a;
             const LIMIT: usize = 1;
             fn send(&self, body: Self::Body);
             fn close(&self) where Self: Sized {}
         }
         impl Transport for reqwest::Client { type Body = ::std::vec::Vec<u8>; }
         impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> { type Body = T::Body; }
         impl<F: Fn(&u8) -> u8> Transport for F {}",
    );
    assert_lines(
        &found,
        "
        trait Transport: Send + Sync
        impl<T: Transport + ?Sized> Transport for Arc<T> { type Body = T::Body; }
        impl<F: Fn(&u8) -> u8> Transport for F
        impl Transport for reqwest::Client { type Body = Vec<u8>; }
        type Transport::Body: Clone + 'static
        type Transport::Chunk<'a> where Self: 'a
        const Transport::LIMIT: usize  provided
        fn Transport::close(&self) where Self: Sized  provided
        fn Transport::send(&self, body: Self::Body)
        ",
    );
}

#[test]
fn a_derive_and_an_impl_by_hand_are_the_same_to_users() {
    let derived = of_root(
        "#[derive(Clone, ::serde::Serialize, serde::Deserialize, Hash)] pub struct A<T>(T);",
    );
    let by_hand = of_root(
        "pub struct A<T>(T);
         impl<T: Clone> Clone for A<T> {}
         impl<T: serde::Serialize> serde::Serialize for A<T> {}
         impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for A<T> {}
         impl<T: std::hash::Hash> std::hash::Hash for A<T> {}",
    );
    assert_eq!(derived, by_hand);
    assert!(
        derived.contains("impl<'de, T: Deserialize<'de>> Deserialize<'de> for A<T>"),
        "{derived}"
    );
}

#[test]
fn features_and_markers_show() {
    let found = of_root(
        "#[cfg(feature = \"webhook\")] pub mod webhook {
             #[derive(Debug)] #[non_exhaustive] pub enum E { A, #[cfg(unix)] B(String), C { x: u8 } }
             impl E { #[must_use] pub fn f() {} }
         }
         mod types {
             #[must_use = \"why\"]
             #[cfg_attr(feature = \"schemars\", derive(::schemars::JsonSchema), non_exhaustive)]
             pub struct T;
         }
         #[cfg(any(feature = \"a\", feature = \"b\"))] pub use types::T;
         #[deprecated(since = \"1\")] pub fn old() {}",
    );
    assert_lines(
        &found,
        r#"
        struct T  #[cfg(any(feature = "a", feature = "b"))]  #[cfg_attr(feature = "schemars", non_exhaustive)]  #[must_use]
        impl JsonSchema for T  #[cfg(any(feature = "a", feature = "b"))]  #[cfg(feature = "schemars")]
        fn old()  #[deprecated]
        mod webhook  #[cfg(feature = "webhook")]
        enum webhook::E  #[cfg(feature = "webhook")]  #[non_exhaustive]
        impl Debug for webhook::E  #[cfg(feature = "webhook")]
        variant webhook::E::A  #[cfg(feature = "webhook")]
        variant webhook::E::B(String)  #[cfg(feature = "webhook")]  #[cfg(unix)]
        variant webhook::E::C { x: u8 }  #[cfg(feature = "webhook")]
        fn webhook::E::f()  #[cfg(feature = "webhook")]  #[must_use]
        "#,
    );
}

#[test]
fn reexports_are_followed_and_named() {
    let found = of(&[
        (
            "lib.rs",
            "pub use reqwest;
             pub use reqwest::Client as Http;
             pub use anyhow::anyhow;
             pub extern crate serde;
             pub use bytes::*;
             pub use all::*;
             pub use all::One;
             pub use deep::nested::{self, Item as Again};
             mod all; mod deep;
             #[macro_export] macro_rules! exported { () => {} }",
        ),
        ("all.rs", "pub struct One; pub use crate::deep::Two;"),
        ("deep/mod.rs", "pub struct Two; pub mod nested;"),
        ("deep/nested.rs", "pub struct Item;"),
    ]);
    assert_lines(
        &found,
        "
        struct Again
        use Http = reqwest::Client
        struct One
        struct Two
        use anyhow = anyhow::anyhow
        use bytes::*
        macro exported!
        mod nested
        use nested::Item = Again
        use reqwest
        use serde
        ",
    );
}

#[test]
fn imports_in_a_circle_end() {
    let found = of_root(
        "pub mod a { pub use super::b::*; pub use super::b::X as Y; pub use self::Y as X; pub use crate::a; }
         pub mod b { pub use super::a::*; pub use super::a::Y as X; }
         pub fn f(x: a::X, missing: b::Missing) {}",
    );
    assert!(
        found.contains("mod a\n") && found.contains("fn f("),
        "{found}"
    );
}

#[test]
fn two_items_of_one_name_both_show() {
    let with = |first: &str, second: &str| {
        of_root(&format!(
            "#[cfg(feature = \"a\")] pub fn f({first}) {{}}
             #[cfg(not(feature = \"a\"))] pub fn f({second}) {{}}"
        ))
    };
    assert_lines(
        &with("x: u8", ""),
        r#"
        fn f()  #[cfg(not(feature = "a"))]
        fn f(x: u8)  #[cfg(feature = "a")]
        "#,
    );
}

#[test]
fn what_users_cannot_see_changes_nothing() {
    let before = of_root(
        "use std::fmt; mod m { pub struct S; } pub use m::S;
         pub fn f(mut x: u8) -> u8 { x }
         impl fmt::Display for S { fn fmt(&self) {} } impl S { pub fn g(&self) {} fn h() {} }",
    );
    let after = of_root(
        "//! Documented.
         pub use m::S;
         impl S { pub fn g(&self) { let body = 2; } }
         /// Documented.
         #[inline] pub fn f(x: u8) -> u8 { let mut x = x; x += 1; x }
         impl ::std::fmt::Display for m::S { fn fmt(&self) { todo!() } }
         mod m { #[allow(dead_code)] pub struct S; }",
    );
    assert_eq!(before, after);
}

#[test]
fn every_public_item_shows_when_it_is_taken_back() {
    let text = "pub mod m { pub struct S { pub f: u8, pub(crate) g: u8 } pub fn f() {} }
         pub use m::S as T;
         pub struct P(pub u8, pub u16);
         impl P { pub fn f() {} pub const C: u8 = 1; }
         pub enum E { A }
         pub trait Tr {}
         pub type A = u8;
         pub const C: u8 = 1;
         pub static D: u8 = 1;
         pub union U { pub a: u8 }
         pub extern crate serde;";
    let whole = of_root(text);
    let places: Vec<usize> = text.match_indices("pub ").map(|(at, _)| at).collect();
    assert_eq!(places.len(), 18);
    for at in places {
        let edited = format!("{}{}", &text[..at], &text[at + "pub ".len()..]);
        assert_ne!(whole, of_root(&edited), "{}", &text[at..]);
    }
}

#[test]
fn faults_name_the_file() {
    let missing = of_sources(&texts(&[("lib.rs", "mod gone;")]))
        .unwrap_err()
        .to_string();
    assert!(
        missing.contains("missing-module]: gone.rs or gone/mod.rs"),
        "{missing}"
    );
    let invalid = of_sources(&texts(&[("lib.rs", "mod a;"), ("a.rs", "fn {")]))
        .unwrap_err()
        .to_string();
    assert!(invalid.contains("invalid-rust]: a.rs"), "{invalid}");
    let nothing = of_sources(&BTreeMap::new()).unwrap_err().to_string();
    assert!(nothing.contains("lib.rs"), "{nothing}");
}

#[test]
fn paths_tell_items_of_one_name_apart() {
    let surface = of_sources(&texts(&[(
        "lib.rs",
        "pub mod s {} pub fn s() {} pub struct S { pub s: u8 } impl S { pub fn s() {} } impl Clone for S {}",
    )]))
    .unwrap();
    let found: Vec<(&str, Kind)> = surface
        .items
        .iter()
        .map(|(path, item)| (path.as_str(), item.kind))
        .collect();
    assert_eq!(
        found,
        [
            ("S", Kind::Struct),
            ("S impl Clone for S", Kind::Impl),
            ("S.s", Kind::Field),
            ("S::s()", Kind::Method),
            ("s", Kind::Module),
            ("s()", Kind::Function),
        ]
    );
}

#[test]
fn impls_that_a_macro_of_the_crate_makes_are_read() {
    let text = r#"
        mod by_text {
            macro_rules! text {
                ($name:ident, $($variant:ident = $text:literal),* $(,)?) => {
                    impl $name {
                        pub fn as_str(&self) -> &str { match self { $(Self::$variant => $text,)* } }
                    }
                    impl ::std::convert::From<&str> for $name {
                        fn from(text: &str) -> Self { match text { $($text => Self::$variant,)* } }
                    }
                };
            }
            macro_rules! twice { ($($name:ident)*) => { $(impl Clone for $name {})* } }
            macro_rules! arms { ($name:ident) => { impl Clone for $name {} }; () => {} }
            pub(crate) use text;
        }
        pub mod types {
            pub enum Light { On }
            crate::by_text::text!(Light, On = "on");
            twice!(Light);
            arms!(Light);
            unknown!(Light);
        }
    "#;
    assert_lines(
        &of_root(text),
        "
        mod types
        enum types::Light
        impl From<&str> for types::Light
        variant types::Light::On
        fn types::Light::as_str(&self) -> &str
        ",
    );
}
