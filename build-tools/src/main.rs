//! `cargo xtask`: the command line of the tools.
//!
//! Exit codes: 0 done, 1 the tree is not what the inputs say it should be,
//! 2 something is wrong with an input or with the command line.

mod commands;

use clap::{Parser, Subcommand};
use commands::diff::Diff;
use commands::generate::Generate;
use commands::update::Update;
use commands::{check, diff, generate, ingest, semver_proof, update};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The tools that keep the generated client true to its document."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read JSON, YAML or documentation pages into one canonical document.
    Ingest {
        /// Files to read; several are merged.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// Where the document goes; standard output if absent.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Generate the client from the vendored document, or a crate from any.
    Generate(Generate),
    /// Check that document, effective document, code, lock, snapshots,
    /// changelog and version agree.
    Check {
        /// The tag a release is made from: `v` and the crate's version.
        #[arg(long)]
        tag: Option<String>,
    },
    /// Accept the snapshots as they are now, for review with git diff.
    Snapshots,
    /// Say what changed between two documents, on the wire and for Rust code.
    Diff(Diff),
    /// Take in a new document: all that follows from it, or nothing.
    Update(Update),
    /// Show that the Rust verdict of `diff` is right, beside
    /// cargo-semver-checks, and record it.
    SemverProof,
    /// Print the JSON Schema of the report in JSON.
    ReportSchema,
    /// Say what a kind of change means, why it has its level, and what to do.
    Explain {
        /// An id of a change, as in the report of `diff`.
        id: String,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Ingest { sources, output } => ingest::ingest_sources(&sources, output.as_deref()),
        Command::Generate(arguments) => generate::generate(arguments),
        Command::Check { tag } => check::check(tag.as_deref()),
        Command::Snapshots => check::snapshots(),
        Command::Diff(arguments) => diff::diff_documents(&arguments),
        Command::ReportSchema => diff::report_schema(),
        Command::Explain { id } => diff::explain(&id),
        Command::Update(arguments) => update::update(&arguments),
        Command::SemverProof => semver_proof::semver_proof(),
    };
    match result {
        Ok(code) => code,
        Err(diagnostics) => {
            eprintln!("{diagnostics}");
            ExitCode::from(2)
        }
    }
}
