//! What `generate` costs beside the generator alone: the whole chain from the
//! file to the written crate, against progenitor's generation, parsing and
//! formatting of the very document that the chain gives it.
//!
//! `cargo bench -p build-tools --bench generate [-- ROUNDS]`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod documents;
mod timing;

use api_document::ingest::{self, Document};
use api_document::overlay::{self, Supplement};
use api_generate::Target;
use api_generate::render::COMMAND;
use api_generate::{package, pipeline, run};
use build_tools::workspace::Output;
use build_tools::workspace::{Workspace, read_source};
use progenitor::Generator;
use std::path::Path;
use std::time::Duration;
use timing::{alternate, median, milliseconds};

fn main() {
    let rounds = timing::rounds(15);
    println!(
        "{:42} {:>10} {:>10} {:>7}",
        "", "chain", "generator", "ratio"
    );
    let folder = tempfile::tempdir().unwrap();
    let root = &Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");

    let workspace = Workspace::around(root).unwrap();
    let document = ingest::ingest(&[workspace.document().unwrap()]).unwrap();
    let effective = read_source(&root.join("spec/effective.json")).unwrap();
    let effective = ingest::any(&effective).unwrap();
    let written = folder.path().join("client");
    let vendored = root
        .join("spec")
        .join(document.name.rsplit('/').next().unwrap());
    let chain = || client(root, &vendored, &written);
    report(
        "our document, the client",
        rounds,
        chain,
        &effective,
        Target::Published,
    );

    stand_alone_crate(
        "our document, stand-alone",
        rounds,
        &vendored,
        folder.path(),
    );
    for (name, copies) in [
        ("1 resource, 5 operations", 1),
        ("1 MB, 300 operations", documents::COPIES_IN_A_MEGABYTE),
    ] {
        let file = folder.path().join(format!("{copies}.json"));
        let source = documents::source("document", &documents::document(copies));
        std::fs::write(&file, source.bytes).unwrap();
        stand_alone_crate(name, rounds, &file, folder.path());
    }
}

fn stand_alone_crate(name: &str, rounds: usize, file: &Path, folder: &Path) {
    let document = ingest::any(&read_source(file).unwrap()).unwrap();
    let effective = pipeline::correct(&document, None, Target::Standalone)
        .unwrap()
        .effective;
    let written = folder.join("crate");
    let chain = || {
        let document = ingest::any(&read_source(file).unwrap()).unwrap();
        let (_, files) = package::files(&document, &[], None, "api").unwrap();
        for (file, text) in &files {
            let path = written.join(file);
            let text = text.clone();
            Output { path, text }.write().unwrap();
        }
    };
    report(name, rounds, chain, &effective, Target::Standalone);
}

/// The chain of the published client, written elsewhere. Its snapshots, which
/// `generate` makes as well, are no part of it.
fn client(root: &Path, vendored: &Path, folder: &Path) {
    let document = ingest::any(&read_source(vendored).unwrap()).unwrap();
    let read = |file| read_source(&root.join(file)).unwrap();
    let supplement = Supplement::parse(&read("spec/supplement.yaml")).unwrap();
    let document = supplement.apply(&document).unwrap();
    let overlay = overlay::parse(&read("spec/overlay.yaml")).unwrap();
    let made = pipeline::make(&document, Some(&overlay), Target::Published, COMMAND).unwrap();
    let effective = [("effective.json".to_owned(), made.effective_text())];
    for (file, text) in made.files.into_iter().chain(effective) {
        let path = folder.join(file);
        Output { path, text }.write().unwrap();
    }
}

fn report(name: &str, rounds: usize, chain: impl Fn(), effective: &Document, target: Target) {
    let input = ingest::parse(&pipeline::lowered(effective, target).unwrap().document).unwrap();
    let settings = run::settings(target);
    let generator = || {
        let tokens = Generator::new(&settings).generate_tokens(&input).unwrap();
        let file = syn::parse2(tokens).unwrap();
        std::hint::black_box(prettyplease::unparse(&file));
    };
    let (whole, alone): (Vec<Duration>, Vec<Duration>) = alternate(rounds, chain, generator);
    let (whole, alone) = (median(whole), median(alone));
    let ratio = whole.as_secs_f64() / alone.as_secs_f64();
    let (whole, alone) = (milliseconds(whole), milliseconds(alone));
    println!("{name:42} {whole:>10} {alone:>10} {ratio:>7.2}");
}
