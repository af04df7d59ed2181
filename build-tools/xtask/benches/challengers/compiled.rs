//! What the crates cost those who compile them: the compiler's seconds and
//! memory for the crate alone, its dependencies being there.

use crate::measured::{Measured, measure};
use crate::ratio;
use crate::tools::Tool;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What checking ours took of GitHub's document, in mebibytes for each of its bytes.
const NEEDED: f64 = 14.0 * 1024.0 / 13.0e6;

pub(crate) fn compare(crates: &[(&Tool, PathBuf)], bytes: usize) {
    println!(
        "\n| tool | cargo check, CPU | ratio | memory | ratio | release build, CPU | ratio | memory | ratio |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let needed = NEEDED * f64::from(u32::try_from(bytes).unwrap());
    if let Some(available) = available().filter(|available| *available < needed) {
        println!(
            "| not tried: expected {needed:.0} MiB of memory available, found {available:.0} MiB |"
        );
        return;
    }
    let each = crates.iter().map(|(tool, folder)| {
        let check = compiled(folder, &["check"]);
        let release = compiled(folder, &["build", "--release"]);
        (*tool, check, release)
    });
    let each: Vec<(&Tool, Outcome, Outcome)> = each.collect();
    let first = each.first().filter(|(tool, _, _)| tool.name == "ours");
    for (tool, check, release) in &each {
        let ours = first.map(|(_, check, release)| [check, release]);
        let columns = [
            (check, ours.map(|ours| ours[0])),
            (release, ours.map(|ours| ours[1])),
        ];
        let columns = columns.map(|(theirs, ours)| column(theirs, ours));
        println!("| {} | {} | {} |", tool.name, columns[0], columns[1]);
    }
}

type Outcome = Result<Measured, String>;

fn column(theirs: &Outcome, ours: Option<&Outcome>) -> String {
    let measured = match theirs {
        Ok(measured) => measured,
        Err(message) => return format!("{message} | | |"),
    };
    let ours = ours.and_then(|ours| ours.as_ref().ok());
    format!(
        "{:.1} s | {} | {:.0} MiB | {}",
        measured.cpu,
        ratio(ours.map(|ours| ours.cpu), measured.cpu),
        measured.mebibytes,
        ratio(ours.map(|ours| ours.mebibytes), measured.mebibytes),
    )
}

/// Compiles everything, and then the crate alone once more.
fn compiled(folder: &Path, arguments: &[&str]) -> Outcome {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.arg(arguments[0]).arg("--quiet").args(&arguments[1..]);
    cargo.current_dir(folder).env("CARGO_INCREMENTAL", "0");
    cargo.env("CARGO_TARGET_DIR", folder.join("target"));
    measure(&cargo)?;
    let library = folder.join("src/lib.rs");
    let text = fs::read_to_string(&library).unwrap();
    fs::write(&library, text).unwrap();
    measure(&cargo)
}

/// The memory that is available, in mebibytes, where the system says it.
fn available() -> Option<f64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find(|line| line.starts_with("MemAvailable:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024.0)
}
