//! Generates a crate from every document in a folder and says how it went.
//!
//! `cargo run -p build-tools --example corpus -- FOLDER CRATES [FILTER]` writes
//! the crates as one workspace into CRATES, checks it, and prints a table in
//! Markdown. Where the documents come from is in `build-tools/CORPUS.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use build_tools::finding::{Lines, Severity};
use build_tools::ingest::{self, Source};
use build_tools::schema::operations;
use build_tools::stand_alone;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What became of one document.
struct Row {
    file: String,
    package: Option<String>,
    operations: usize,
    left_out: usize,
    untyped: usize,
    seconds: f64,
    refused: Option<String>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder of documents"));
    let crates = PathBuf::from(arguments.next().expect("a folder for the crates"));
    let filter = arguments.next().unwrap_or_default();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(&filter))
        .collect();
    files.sort();
    let rows: Vec<Row> = files
        .iter()
        .enumerate()
        .map(|(index, path)| generate(path, &crates, index))
        .collect();
    let members: Vec<&String> = rows.iter().filter_map(|row| row.package.as_ref()).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(crates.join("Cargo.toml"), manifest).unwrap();
    let broken = check(&crates);
    print_table(&rows, &broken);
}

fn generate(path: &Path, crates: &Path, index: usize) -> Row {
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let started = Instant::now();
    let mut row = Row {
        file: file.clone(),
        package: None,
        operations: 0,
        left_out: 0,
        untyped: 0,
        seconds: 0.0,
        refused: None,
    };
    let source = Source {
        name: file,
        bytes: fs::read(path).unwrap(),
    };
    let name = format!("document-{index}");
    let made = ingest::any(&source).and_then(|document| {
        row.operations = operations(&document.value).len();
        stand_alone::files(&document, None, &name, &crates.join(&name))
    });
    row.seconds = started.elapsed().as_secs_f64();
    match made {
        Ok((made, files)) => {
            for file in files {
                let text = file.text.replace("\n[workspace]\n", "");
                fs::create_dir_all(file.path.parent().unwrap()).unwrap();
                fs::write(&file.path, text).unwrap();
            }
            let report: Vec<String> = made
                .warnings
                .iter()
                .map(|warning| {
                    Lines::default()
                        .finding(Severity::Warning, warning)
                        .to_string()
                })
                .collect();
            let report = format!("{}\n{}", report.join("\n"), made.report);
            fs::write(crates.join(&name).join("report.txt"), report).unwrap();
            let count = |code| made.warnings.iter().filter(|one| one.code == code).count();
            row.left_out = count("operation-left-out");
            row.untyped = count("untyped-schema");
            row.package = Some(name);
        }
        Err(diagnostics) => row.refused = diagnostics.to_string().lines().next().map(str::to_owned),
    }
    eprintln!("{:>6.1} s  {}", row.seconds, row.file);
    row
}

/// The packages that do not compile.
fn check(crates: &Path) -> BTreeSet<String> {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .current_dir(crates)
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--message-format",
            "short",
        ])
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    fs::write(crates.join("check.txt"), &text).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("error: could not compile `"))
        .filter_map(|rest| rest.split('`').next())
        .map(str::to_owned)
        .collect()
}

fn print_table(rows: &[Row], broken: &BTreeSet<String>) {
    println!("| document | operations | left out | untyped schemas | compiles | seconds |");
    println!("|---|---|---|---|---|---|");
    for row in rows {
        let compiles = match (&row.package, &row.refused) {
            (Some(name), _) if broken.contains(name) => "no".to_owned(),
            (Some(_), _) => "yes".to_owned(),
            (None, why) => format!("refused: {}", why.clone().unwrap_or_default()),
        };
        println!(
            "| {} | {} | {} | {} | {compiles} | {:.1} |",
            row.file, row.operations, row.left_out, row.untyped, row.seconds
        );
    }
}
