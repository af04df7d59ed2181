//! The instructions of `generate`, of `diff` and of a call, beside those that are
//! committed in `baseline.json`: more than 5 % more of them are an error.
//!
//! ```console
//! cargo test --workspace --test instructions [-- --renew]
//! ```
//!
//! Valgrind counts them, in the programs as the tests are built. All three are of
//! what no update changes: two documents of the benchmarks, and a call whose answer
//! is an error. With another compiler than that of the baseline there is nothing to
//! compare, and it says so. Not among the tests of `cargo test`, since it takes longer
//! than all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, missing_docs)]

mod baseline;
#[path = "../../benches/documents/mod.rs"]
mod documents;

use baseline::{Counts, compare};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

const BASELINE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/instructions/baseline.json"
);
/// Copies of the resource: valgrind takes some fifty times as long as the programs do.
const COPIES: usize = 1;
type Counting = fn() -> u64;

const FEW: u32 = 20;
const MANY: u32 = 60;

fn main() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("nothing is compared: valgrind is not here; install it");
        return;
    }
    let counts: [(&str, Counting); 3] = [
        ("call", of_a_call),
        ("diff", of_diff),
        ("generate", of_generate),
    ];
    let all = counts.map(|(name, count)| (name.to_owned(), thread::spawn(count)));
    let all = all.map(|(name, counting)| (name, counting.join().unwrap()));
    let found = Counts {
        rustc: rustc(),
        instructions: BTreeMap::from(all),
    };
    if std::env::args().any(|argument| argument == "--renew") {
        let text = serde_json::to_string_pretty(&found).unwrap() + "\n";
        fs::write(BASELINE, &text).unwrap();
        println!("{text}");
        return;
    }
    let expected = serde_json::from_str(&fs::read_to_string(BASELINE).unwrap()).unwrap();
    match compare(&expected, &found) {
        Ok(said) => println!("{said}"),
        Err(said) => panic!("{said}"),
    }
}

/// The compiler's version, and the target that it compiles for.
fn rustc() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let value = |key: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(key))
            .unwrap()
    };
    format!("{} {}", value("release: "), value("host: "))
}

fn of_generate() -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let document = write(folder.path(), "document.json", &documents::document(COPIES));
    let mut generate = counted(env!("CARGO_BIN_EXE_build-tools"));
    generate.args(["generate", "--spec"]).arg(document);
    let made = folder.path().join("made");
    count(generate.arg("--output-dir").arg(made))
}

fn of_diff() -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let base = write(folder.path(), "base.json", &documents::document(COPIES));
    let revision = write(folder.path(), "revision.json", &documents::revised(COPIES));
    let mut diff = counted(env!("CARGO_BIN_EXE_build-tools"));
    count(diff.arg("diff").args([base, revision]))
}

/// The difference of two numbers of calls, so that making the client does not count.
fn of_a_call() -> u64 {
    let program = calls();
    let server = Server::start(&program);
    let count = |calls: u32| {
        let mut command = counted(program.to_str().unwrap());
        count(command.args([&calls.to_string(), &server.base]))
    };
    (count(MANY) - count(FEW)) / u64::from(MANY - FEW)
}

/// Builds the program that makes calls, unless the tests have.
fn calls() -> PathBuf {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--example", "calls"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .status();
    assert!(status.unwrap().success());
    let program = Path::new(env!("CARGO_BIN_EXE_build-tools"));
    program.parent().unwrap().join("examples/calls")
}

fn counted(program: &str) -> Command {
    let mut command = Command::new("valgrind");
    // Of valgrind's tools that count, the one that takes least.
    command.args(["--tool=cachegrind", "--cache-sim=no"]);
    command.args(["--cachegrind-out-file=/dev/null", program]);
    command
}

fn count(command: &mut Command) -> u64 {
    let output = command.output().unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {report}");
    let (_, after) = report.split_once("refs:").expect("valgrind counts");
    let number = after.split_whitespace().next().unwrap();
    number.replace(',', "").parse().unwrap()
}

fn write(folder: &Path, file: &str, document: &Value) -> PathBuf {
    let path = folder.join(file);
    fs::write(&path, documents::source(file, document).bytes).unwrap();
    path
}

/// What answers the calls, in a process of its own, which is not counted.
struct Server {
    process: Child,
    base: String,
}

impl Server {
    fn start(program: &Path) -> Self {
        let mut process = Command::new(program)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut base = String::new();
        let output = process.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut base).unwrap();
        Self {
            process,
            base: base.trim().to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either may fail only where the process is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
