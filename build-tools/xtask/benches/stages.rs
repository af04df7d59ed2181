//! Where the time goes: each stage of the chain and of `diff` on its own.
//!
//! `cargo bench -p api-generate --bench stages [-- COPIES]`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod documents;
mod timing;

use api_document::ingest;
use api_generate::Target;
use api_generate::run;
use api_generate::{normalise, pipeline, render};
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
    let target = Target::Standalone;
    show("normalise", || {
        normalise::normalise(&document, target).unwrap()
    });
    let (effective, _) = normalise::normalise(&document, target).unwrap();
    show("print the document", || {
        ingest::to_canonical_json(&effective.value)
    });
    let lowered = || pipeline::lowered(&effective, target).unwrap();
    show("simplify and lower", lowered);
    let input = ingest::parse(&lowered().document).unwrap();
    let settings = run::settings(target);
    let tokens = || Generator::new(&settings).generate_tokens(&input).unwrap();
    show("generator: tokens", tokens);
    let tokens = tokens();
    let parsed = || syn::parse2::<syn::File>(tokens.clone()).unwrap();
    show("generator: parse", parsed);
    let file = parsed();
    show("generator: print", || prettyplease::unparse(&file));
    show("generate", || run::generate(&effective, lowered()).unwrap());
    let generated = || run::generate(&effective, lowered()).unwrap();
    let rewritten = pipeline::file(generated(), &effective).unwrap();
    let one = generated();
    println!(
        "{:24} {:>10}",
        "rewrite",
        milliseconds(timed(|| {
            black_box(pipeline::file(one, &effective).unwrap());
        }))
    );
    let print = || render::render(&rewritten, None);
    show("render", print);
    let code = print();
    println!("{:24} {:>10} bytes", "", code.len());
    show("surface", || {
        rust_surface::of_file(&syn::parse_file(&code).unwrap())
    });
}

fn show<T>(name: &str, work: impl Fn() -> T) {
    let times = (0..5).map(|_| timed(|| drop(black_box(work())))).collect();
    println!("{name:24} {:>10}", milliseconds(median(times)));
}
