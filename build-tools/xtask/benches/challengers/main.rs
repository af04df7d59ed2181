//! What `generate` and the crates that come out cost, beside two other
//! generators: openapi-to-rust and cargo-progenitor, by turns, as medians.
//!
//! ```console
//! cargo install --locked openapi-to-rust@0.23.0 cargo-progenitor@0.15.1
//! cargo bench -p build-tools --bench challengers [-- generate] [DOCUMENT...]
//! ```
//!
//! With `generate` the crates are not compiled, which takes most of the time. Needs GNU
//! time, and npm for two of the documents. What a tool cannot do is a row as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod compiled;
#[path = "../documents/mod.rs"]
mod documents;
mod inputs;
mod measured;
mod tools;

use inputs::Input;
use measured::{Measured, median};
use std::fs;
use std::path::{Path, PathBuf};
use tools::{TOOLS, Tool};

const ROUNDS: usize = 5;

fn main() {
    // Cargo adds `--bench`.
    let arguments = std::env::args().skip(1).filter(|one| one != "--bench");
    let (only, chosen): (Vec<String>, Vec<String>) = arguments.partition(|one| one == "generate");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("challengers");
    fs::create_dir_all(&work).unwrap();
    for tool in &TOOLS {
        println!("{}: {}", tool.name, tool.version());
    }
    for input in &inputs::INPUTS {
        if !chosen.is_empty() && !chosen.iter().any(|name| name == input.name) {
            continue;
        }
        match input.fetch(&work) {
            Ok(document) => compare(input, &document, &work.join(input.name), only.is_empty()),
            Err(missing) => println!("\n{}, {}: {missing}", input.name, input.source),
        }
    }
}

fn compare(input: &Input, document: &Path, work: &Path, compile: bool) {
    let text = fs::read_to_string(document).unwrap();
    let operations = inputs::operations(&text);
    let bytes = text.len();
    println!("\n{}, {}", input.name, input.source);
    println!("{bytes} bytes, {operations} operations\n");
    println!(
        "| tool | wall | ratio | CPU | ratio | memory | ratio | lines | per operation | ratio |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let made = generated(document, work);
    let ours = made
        .first()
        .and_then(|(_, _, measured)| measured.as_ref().ok());
    let ours = ours.map(|measured| (measured.clone(), lines(&work.join(TOOLS[0].name))));
    for (tool, folder, measured) in &made {
        match measured {
            Ok(measured) => row(tool, measured, lines(folder), operations, ours.as_ref()),
            Err(message) => println!("| {} | {message} |", tool.name),
        }
    }
    if compile {
        let crates: Vec<(&Tool, PathBuf)> = made
            .into_iter()
            .filter(|(_, _, measured)| measured.is_ok())
            .map(|(tool, folder, _)| (tool, folder))
            .collect();
        compiled::compare(&crates, bytes);
    }
}

type Made = (&'static Tool, PathBuf, Result<Measured, String>);

/// Has every tool make its crate anew, by turns; the first that fails has no more turns.
fn generated(document: &Path, work: &Path) -> Vec<Made> {
    let mut all: Vec<Vec<Measured>> = vec![Vec::new(); TOOLS.len()];
    let mut failed: Vec<Option<String>> = vec![None; TOOLS.len()];
    for _ in 0..ROUNDS {
        for (place, tool) in TOOLS.iter().enumerate() {
            if failed[place].is_some() {
                continue;
            }
            match tool.generate(document, &work.join(tool.name)) {
                Ok(measured) => all[place].push(measured),
                Err(message) => failed[place] = Some(message),
            }
        }
    }
    let results = all.into_iter().zip(failed).zip(&TOOLS);
    let made = results.map(|((measured, failed), tool)| {
        let result = failed.map_or_else(|| Ok(median(&measured)), Err);
        (tool, work.join(tool.name), result)
    });
    made.collect()
}

fn row(
    tool: &Tool,
    measured: &Measured,
    lines: usize,
    operations: usize,
    ours: Option<&(Measured, usize)>,
) {
    let of = |value: fn(&Measured) -> f64| ratio(ours.map(|ours| value(&ours.0)), value(measured));
    let wall = of(|measured| measured.wall);
    let cpu = of(|measured| measured.cpu);
    let memory = of(|measured| measured.mebibytes);
    let more = ratio(ours.map(|ours| count(ours.1)), count(lines));
    println!(
        "| {} | {:.3} s | {wall} | {:.2} s | {cpu} | {:.0} MiB | {memory} | {lines} | {:.0} | {more} |",
        tool.name,
        measured.wall,
        measured.cpu,
        measured.mebibytes,
        count(lines) / count(operations),
    );
}

/// Ours to theirs.
fn ratio(ours: Option<f64>, theirs: f64) -> String {
    ours.map_or_else(|| "-".to_owned(), |ours| format!("{:.2}", ours / theirs))
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

/// The lines of Rust in a crate, but for what Cargo put there.
fn lines(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let lines = paths.map(|path| match path.extension() {
        _ if path.is_dir() && path.ends_with("target") => 0,
        _ if path.is_dir() => self::lines(&path),
        Some(extension) if extension == "rs" => fs::read_to_string(&path).unwrap().lines().count(),
        _ => 0,
    });
    lines.sum()
}
