//! What the command `diff` takes, in time and memory, on documents of 1, 2, 4,
//! 8 and 16 MB.
//!
//! `cargo bench -p build-tools --bench diff [-- ROUNDS]`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod documents;
mod timing;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use timing::{median, milliseconds, timed};

const MEGABYTES: [usize; 5] = [1, 2, 4, 8, 16];

fn main() {
    let rounds = timing::rounds(11);
    let folder = tempfile::tempdir().unwrap();
    println!("{:36} {:>9} {:>10} {:>10}", "", "bytes", "time", "memory");
    for megabytes in MEGABYTES {
        let copies = megabytes * documents::COPIES_IN_A_MEGABYTE;
        let base = documents::document(copies);
        let pair = [base, documents::revised(copies)];
        measure(
            &format!("{megabytes} MB, edits in 5 places"),
            rounds,
            folder.path(),
            &pair,
        );
    }
    let base = documents::document(documents::COPIES_IN_A_MEGABYTE);
    measure(
        "1 MB, the same",
        rounds,
        folder.path(),
        &[base.clone(), base.clone()],
    );
    let mut moved = base.clone();
    moved["info"]["version"] = json!("2025-11-20");
    measure(
        "1 MB, another version",
        rounds,
        folder.path(),
        &[base.clone(), moved],
    );
    let mut everywhere = base.clone();
    everywhere["components"]["schemas"]["Violation"]["properties"]["rule"] =
        json!({ "type": "string" });
    let pair = [base, everywhere];
    measure(
        "1 MB, an edit that all operations have",
        1,
        folder.path(),
        &pair,
    );
}

fn measure(name: &str, rounds: usize, folder: &Path, pair: &[Value; 2]) {
    let [base, revision] = [("base.json", &pair[0]), ("revision.json", &pair[1])]
        .map(|(file, value)| write(folder, file, value));
    let bytes = std::fs::metadata(&base).unwrap().len();
    // This also reads the files from the disk. It is not timed: watching takes
    // time from a process of two threads on two cores.
    let peak = peak(&base, &revision) / 1024;
    let times = (0..rounds).map(|_| timed(|| run(&base, &revision)));
    let times: Vec<Duration> = times.collect();
    println!(
        "{name:36} {bytes:>9} {:>10} {:>10}",
        milliseconds(median(times)),
        format!("{peak} MiB")
    );
}

fn write(folder: &Path, file: &str, value: &Value) -> PathBuf {
    let path = folder.join(file);
    std::fs::write(&path, documents::source(file, value).bytes).unwrap();
    path
}

fn diff(base: &Path, revision: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_build-tools"));
    command.arg("diff").args([base, revision]);
    command.stdout(Stdio::null());
    command
}

fn run(base: &Path, revision: &Path) {
    assert!(diff(base, revision).status().unwrap().success());
}

/// The most memory that the command ever has, in KiB.
fn peak(base: &Path, revision: &Path) -> u64 {
    let mut child = diff(base, revision).spawn().unwrap();
    let mut peak = 0;
    loop {
        peak = peak.max(peak_of(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return peak;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// The most memory that a process ever had; the kernel keeps count.
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
