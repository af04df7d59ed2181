//! Generates a crate from every document in a folder and says how it went.
//!
//! `cargo run --release -p api-generate --example corpus -- FOLDER CRATES EVERY`
//! reads `FOLDER/PACKAGE/DOCUMENT`, generates a crate from each document,
//! compiles those of documents with any trouble, those of the largest, and of
//! the others one in EVERY, as one workspace in CRATES; and prints in Markdown
//! what became of them. Where the documents come from is in
//! `build-tools/CORPUS.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use api_document::ingest::{self, Source};
use api_document::located::Locator;
use api_document::rule::Severity;
use api_document::schema::operations;
use api_generate::package;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// From so many operations on, a document is large.
const LARGE: usize = 400;

/// What became of one document.
#[derive(Default)]
struct Row {
    package: String,
    document: String,
    /// The crate, where there is one.
    made: Option<String>,
    operations: usize,
    left_out: usize,
    untyped: usize,
    other_warnings: usize,
    seconds: f64,
    refused: Option<String>,
    compiled: Option<bool>,
}

impl Row {
    fn is_notable(&self) -> bool {
        self.left_out + self.untyped > 0 || self.refused.is_some() || self.operations >= LARGE
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder of documents"));
    let crates = PathBuf::from(arguments.next().expect("a folder for the crates"));
    let every: usize = arguments.next().map_or(1, |text| text.parse().unwrap());
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut rows = Vec::new();
    for (index, path) in files.iter().enumerate() {
        let row = generate(&folder, path, &crates, index);
        eprintln!("{:>6.1} s  {} {}", row.seconds, row.package, row.document);
        rows.push(row);
    }
    let shown: Vec<usize> = (0..rows.len())
        .filter(|index| index % every == 0 || rows[*index].is_notable())
        .collect();
    let mut rows_shown: Vec<&mut Row> = rows
        .iter_mut()
        .enumerate()
        .filter(|(index, _)| shown.contains(index))
        .map(|(_, row)| row)
        .collect();
    check(&crates, &mut rows_shown);
    print_totals(&rows);
    println!();
    print_table(shown.iter().map(|index| &rows[*index]));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn generate(folder: &Path, path: &Path, crates: &Path, index: usize) -> Row {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let package = path.strip_prefix(folder).unwrap().parent().map(text);
    let document = text(Path::new(path.file_stem().unwrap()));
    let mut row = Row {
        package: package.unwrap_or_default(),
        document: document.replace("__", "/"),
        ..Row::default()
    };
    let source = Source {
        name: text(Path::new(path.file_name().unwrap())),
        bytes: fs::read(path).unwrap(),
    };
    let started = Instant::now();
    let name = format!("document-{index}");
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        generate_one(&source, &crates.join(&name), &name, &mut row);
    }));
    if panicked.is_err() {
        row.refused = Some("PANIC".to_owned());
    }
    row.seconds = started.elapsed().as_secs_f64();
    row
}

fn generate_one(source: &Source, folder: &Path, name: &str, row: &mut Row) {
    let made = ingest::repaired(source).and_then(|(document, mut warnings)| {
        row.operations = operations(&document.value).len();
        let (made, files) = package::files(&document, &warnings, None, name)?;
        warnings.extend(made.warnings);
        Ok((warnings, made.report, files))
    });
    let (warnings, rules, files) = match made {
        Ok(made) => made,
        Err(diagnostics) => {
            row.refused = diagnostics
                .iter()
                .next()
                .map(|one| one.rule.code.to_owned());
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("report.txt"), diagnostics.to_string()).unwrap();
            return;
        }
    };
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text.replace("\n[workspace]\n", "")).unwrap();
    }
    let locator = Locator::default();
    let report: Vec<String> = warnings
        .iter()
        .map(|warning| locator.locate(Severity::Warning, warning).to_string())
        .collect();
    let report = format!("{}\n{rules}", report.join("\n"));
    fs::write(folder.join("report.txt"), report).unwrap();
    let count = |code| warnings.iter().filter(|one| one.rule.code == code).count();
    row.left_out = count("operation-left-out");
    row.untyped = count("untyped-schema");
    row.other_warnings = warnings.len() - row.left_out - row.untyped;
    row.made = Some(name.to_owned());
}

/// Compiles the crates of `rows`, with every warning of the compiler an error.
fn check(crates: &Path, rows: &mut [&mut Row]) {
    let members: Vec<&String> = rows.iter().filter_map(|row| row.made.as_ref()).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(crates.join("Cargo.toml"), manifest).unwrap();
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .current_dir(crates)
        .env("RUSTFLAGS", "-D warnings")
        // What encrypts is no part of the generated code, and takes long.
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--no-default-features",
        ])
        .args(["--message-format", "short"])
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    fs::write(crates.join("check.txt"), &told).unwrap();
    let broken: BTreeSet<&str> = told
        .lines()
        .filter_map(|line| line.strip_prefix("error: could not compile `"))
        .filter_map(|rest| rest.split('`').next())
        .collect();
    assert!(output.status.success() || !broken.is_empty(), "{told}");
    for row in rows {
        row.compiled = row
            .made
            .as_ref()
            .map(|made| !broken.contains(made.as_str()));
    }
}

fn print_totals(rows: &[Row]) {
    let total = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let mut seconds: Vec<f64> = rows.iter().map(|row| row.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    println!("| all documents | |");
    println!("|---|---|");
    println!("| documents | {} |", rows.len());
    println!("| operations | {} |", total(|row| row.operations));
    println!("| crates | {} |", count(|row| row.made.is_some()));
    println!("| refused | {} |", count(|row| row.refused.is_some()));
    println!("| operations left out | {} |", total(|row| row.left_out));
    println!("| untyped schemas | {} |", total(|row| row.untyped));
    println!("| compiled | {} |", count(|row| row.compiled.is_some()));
    println!(
        "| compiled with an error or a warning | {} |",
        count(|row| row.compiled == Some(false))
    );
    println!("| seconds, all | {:.0} |", seconds.iter().sum::<f64>());
    println!("| seconds, median | {:.2} |", seconds[seconds.len() / 2]);
    println!("| seconds, longest | {:.1} |", seconds[seconds.len() - 1]);
}

fn print_table<'a>(rows: impl Iterator<Item = &'a Row>) {
    println!(
        "| document | package | operations | left out | untyped schemas | other warnings | compiles | seconds |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for row in rows {
        let compiles = match (row.compiled, &row.refused) {
            (_, Some(code)) => format!("refused: `{code}`"),
            (Some(true), _) => "yes".to_owned(),
            (Some(false), _) => "**no**".to_owned(),
            (None, None) => "not tried".to_owned(),
        };
        println!(
            "| {} | {} | {} | {} | {} | {} | {compiles} | {:.1} |",
            row.document,
            row.package,
            row.operations,
            row.left_out,
            row.untyped,
            row.other_warnings,
            row.seconds
        );
    }
}
