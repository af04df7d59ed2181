//! Runs cargo-semver-checks on two crates, and parses its report.

use crate::failure::failure;
use api_document::diagnostic::Outcome;
use build_tools::proof::{CARGO_FAILED, NO_SEMVER_CHECKS, SEMVER_CHECKS_FAILED};
use rust_surface::Bump;
use std::path::Path;
use std::process::Command;

/// The version whose report is parsed; it reads the rustdoc format of the
/// compilers of its time.
pub const VERSION: &str = "0.51.0";

/// The report on two crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The bump that it requires; never a patch.
    pub bump: Bump,
    /// The lints that failed, sorted.
    pub lints: Vec<String>,
    /// The lints that warned, sorted; they require nothing.
    pub warnings: Vec<String>,
}

/// Checks that cargo-semver-checks is installed in [`VERSION`].
pub fn check_installed() -> Outcome<()> {
    let found = run(&["--version"]).unwrap_or_default();
    if found.stdout.trim() == format!("cargo-semver-checks {VERSION}") {
        return Ok(());
    }
    Err(failure(
        &NO_SEMVER_CHECKS,
        "cargo semver-checks",
        format!("version {VERSION} is not installed"),
        format!("run `cargo install cargo-semver-checks --version {VERSION} --locked`"),
    ))
}

/// Compares two crates, each given as rustdoc JSON.
pub fn compare(base: &Path, revision: &Path) -> Outcome<Findings> {
    let (base, revision) = (base.display().to_string(), revision.display().to_string());
    let printed = run(&[
        "--baseline-rustdoc",
        &base,
        "--current-rustdoc",
        &revision,
        "--release-type",
        "patch",
        "--color",
        "never",
    ])?;
    parse(&printed.stdout, &printed.stderr).ok_or_else(|| {
        failure(
            &SEMVER_CHECKS_FAILED,
            &revision,
            format!(
                "cargo-semver-checks gave no verdict:\n{}",
                printed.stderr.trim()
            ),
            "check that it reads the rustdoc format of the compiler".to_owned(),
        )
    })
}

/// Parses the output; `None` where it has no verdict.
pub fn parse(stdout: &str, stderr: &str) -> Option<Findings> {
    let summary = stderr
        .lines()
        .find_map(|line| line.trim().strip_prefix("Summary "))?;
    let bump = if summary.starts_with("no semver update required") {
        Bump::None
    } else {
        let needed = summary.strip_prefix("semver requires new ")?;
        match needed.split(' ').next()? {
            "major" => Bump::Major,
            "minor" => Bump::Minor,
            _ => return None,
        }
    };
    Some(Findings {
        bump,
        lints: lints(stdout, "failure"),
        warnings: lints(stdout, "warning"),
    })
}

/// Returns the lints with a result, sorted.
fn lints(stdout: &str, result: &str) -> Vec<String> {
    let head = format!("--- {result} ");
    let mut lints: Vec<String> = stdout
        .lines()
        .filter_map(|line| line.strip_prefix(&head)?.split(':').next())
        .map(str::to_owned)
        .collect();
    lints.sort();
    lints
}

#[derive(Default)]
struct Printed {
    stdout: String,
    stderr: String,
}

fn run(arguments: &[&str]) -> Outcome<Printed> {
    let output = Command::new("cargo")
        .arg("semver-checks")
        .args(arguments)
        .output()
        .map_err(|error| {
            let help = "check that cargo can be run".to_owned();
            failure(&CARGO_FAILED, "cargo", error.to_string(), help)
        })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Printed {
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    })
}
