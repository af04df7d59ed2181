//! `cargo xtask`: the command line of the tools.
//!
//! Exit codes: 0 done, 1 the tree is not what the inputs say it should be,
//! 2 something is wrong with an input or with the command line.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

mod commands;

use api_document::rule::Severity;
use clap::{Parser, Subcommand};
use commands::diff::Diff;
use commands::generate::Generate;
use commands::ingest::Ingest;
use commands::lint::Lint;
use commands::update::Update;
use commands::{check, diff, explain, generate, ingest, lint, tell, update};
use std::process::ExitCode;

/// Generating is mostly making and dropping small syntax nodes; with this
/// allocator that takes a quarter less time than with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Keeps the generated client in step with its API document."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read JSON, YAML or documentation pages into one canonical document.
    Ingest(Ingest),
    /// Generate the client from the vendored document, or a crate from any.
    Generate(Generate),
    /// Check that document, effective document, code, lock, snapshots,
    /// changelog and version agree.
    Check {
        /// The tag a release is made from: `v` and the crate's version.
        #[arg(long)]
        tag: Option<String>,
    },
    /// Accept the current snapshots, for review with git diff.
    Snapshots,
    /// Report what changed between two documents, on the wire and for Rust code.
    Diff(Diff),
    /// Update to a new API document: everything derived from it, or nothing.
    Update(Update),
    /// Print the JSON Schema of the report in JSON.
    ReportSchema,
    /// Report errors in a document, and constructs that generate poor code.
    Lint(Lint),
    /// Explain a rule or diagnostic: what it means, why it is reported, and
    /// what to do.
    Explain {
        /// The rule of a change, as in the report of `diff`, or the code of a
        /// diagnostic, as in its brackets.
        id: String,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Ingest(arguments) => ingest::ingest_sources(arguments),
        Command::Generate(arguments) => generate::generate(arguments),
        Command::Check { tag } => check::check(tag.as_deref()),
        Command::Snapshots => check::snapshots(),
        Command::Diff(arguments) => diff::diff_documents(&arguments),
        Command::ReportSchema => diff::report_schema(),
        Command::Lint(arguments) => lint::lint_document(&arguments),
        Command::Explain { id } => explain::explain(&id),
        Command::Update(arguments) => update::update(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(diagnostics) => {
            tell(Severity::Error, &diagnostics);
            ExitCode::from(2)
        }
    }
}
