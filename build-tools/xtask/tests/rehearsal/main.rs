//! The rehearsal of updates: a copy of the workspace takes in documents that it has
//! not seen, and everything must go on working with no hand work.
//!
//! The documents stand beside this file, in the likeness of the vendor's server:
//! names after controllers and classes, values of any type as bare objects, and
//! components without a name of their own. The server names those anew at each
//! start, and so does this program; it prints the seed, which it takes as an
//! argument to do the same again. It runs cargo, and takes minutes, so it is not
//! among the tests of `cargo test`:
//!
//! ```console
//! cargo test -p build-tools --test rehearsal
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, missing_docs)]

#[path = "../slow/copy.rs"]
mod copy;
mod names;
mod workspace;

use names::Names;
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};
use workspace::Copy;

/// All operations of the version that is vendored.
const WHOLE: &str = include_str!("fixtures/2024-05-20.json");
/// Another version date, with other operations and other names of cursors.
const NEXT: &str = include_str!("fixtures/2025-11-20.json");

fn main() {
    let now = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs()
    };
    let seed = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let seed = seed.unwrap_or_else(now);
    println!("the seed of the names is {seed}");
    let mut names = Names::of(seed);

    let copy = Copy::of_ours();
    println!("== the vendor's whole document");
    let whole = names.anew(WHOLE);
    copy.update(&whole);
    copy.test();

    println!("== the same document after the server started again");
    let before = copy.files();
    copy.update(&names.anew(WHOLE));
    assert_eq!(copy.files(), before, "only the random names differ");

    println!("== an operation is gone");
    copy.update(&without_an_operation(&names.anew(WHOLE)));
    copy.test();

    let copy = Copy::of_ours();
    println!("== another version of the API");
    copy.update(&names.anew(NEXT));
    copy.test();
    println!("== done");
}

/// The document without the last operation that has a path of its own.
fn without_an_operation(document: &str) -> String {
    let mut document: Value = serde_json::from_str(document).unwrap();
    let paths = document["paths"].as_object_mut().unwrap();
    let rule = "/webhooks/{webhookId}/rules/{id}";
    assert!(paths.shift_remove(rule).is_some(), "{rule} is not there");
    document.to_string()
}
