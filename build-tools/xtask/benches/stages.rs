//! Where the time goes: each stage of the chain and of `diff` on its own.
//!
//! `cargo bench -p api-generate --bench stages [-- COPIES]`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod documents;
mod timing;

use api_document::ingest::{self, Document};
use api_generate::profile::Profile;
use api_generate::{generate, normalise, polish, render};
use progenitor::Generator;
use std::hint::black_box;
use timing::{median, milliseconds, timed};

fn main() {
    let copies = timing::rounds(documents::COPIES_IN_A_MEGABYTE);
    let source = documents::source("base.json", &documents::document(copies));
    let revised = documents::source("revision.json", &documents::revised(copies));
    println!("{copies} copies, {} bytes", source.bytes.len());
    show("read", || ingest::read(&source).unwrap());
    let document = ingest::any(&source).unwrap();
    show("validate", || ingest::validate(&document).unwrap());
    show("read and validate", || ingest::any(&source).unwrap());
    let revision = ingest::any(&revised).unwrap();
    show("compare", || api_compare::compare(&document, &revision));
    let profile = Profile::StandAlone;
    show("normalise", || {
        normalise::normalise(&document, profile).unwrap()
    });
    let (effective, _) = normalise::normalise(&document, profile).unwrap();
    show("print the document", || {
        ingest::to_canonical_json(&effective.value)
    });
    show("adapt and lower", || generate::lowered(&effective).unwrap());
    let input = generate::input(&effective, profile).unwrap();
    let settings = generate::settings(profile);
    let tokens = || Generator::new(&settings).generate_tokens(&input).unwrap();
    show("generator: tokens", tokens);
    let tokens = tokens();
    let parsed = || syn::parse2::<syn::File>(tokens.clone()).unwrap();
    show("generator: parse", parsed);
    let file = parsed();
    show("generator: print", || prettyplease::unparse(&file));
    show("generate", || {
        generate::generate(&effective, profile).unwrap()
    });
    let generated = || generate::generate(&effective, profile).unwrap();
    let polished = polished(generated(), &effective);
    let one = generated();
    println!(
        "{:24} {:>10}",
        "polish",
        milliseconds(timed(|| {
            black_box(polish::polish(one, &effective, profile).unwrap());
        }))
    );
    // The copy is a part of what is measured.
    let print =
        || render::render(polished.clone(), proc_macro2::TokenStream::new(), "", "").unwrap();
    show("render", print);
    let code = print();
    println!("{:24} {:>10} bytes", "", code.len());
    show("surface", || {
        rust_surface::of_file(&syn::parse_file(&code).unwrap())
    });
}

fn polished(generated: generate::Generated, effective: &Document) -> syn::File {
    polish::polish(generated, effective, Profile::StandAlone).unwrap()
}

fn show<T>(name: &str, work: impl Fn() -> T) {
    let times = (0..5).map(|_| timed(|| drop(black_box(work())))).collect();
    println!("{name:24} {:>10}", milliseconds(median(times)));
}
