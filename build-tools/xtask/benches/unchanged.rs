//! What `check`, `generate --check` and `generate` take when nothing changed
//! since the last `check`, as whole commands.
//!
//! `cargo bench -p build-tools --bench unchanged [-- ROUNDS]`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod timing;

use std::path::Path;
use std::process::{Command, Stdio};
use timing::{median, milliseconds, timed};

fn main() {
    let rounds = timing::rounds(21);
    run(&["check"]);
    for arguments in [
        &["check"] as &[_],
        &["generate", "--check"],
        &["generate"],
        &["--help"],
    ] {
        run(arguments);
        let times = (0..rounds).map(|_| timed(|| run(arguments))).collect();
        println!(
            "{:24} {:>10}",
            arguments.join(" "),
            milliseconds(median(times))
        );
    }
}

fn run(arguments: &[&str]) {
    let root = &Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let status = Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .args(arguments)
        .current_dir(root)
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "{arguments:?}");
}
