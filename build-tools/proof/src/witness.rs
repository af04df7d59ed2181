//! What cargo-semver-checks says about two crates.

use super::fault;
use api_document::diagnostic::Outcome;
use build_tools::proof::{CARGO_FAILED, NO_SEMVER_CHECKS, SEMVER_CHECKS_FAILED};
use rust_surface::Bump;
use std::path::Path;
use std::process::Command;

/// The version whose words are understood, and which understands the rustdoc
/// format of the compilers of its time.
pub const VERSION: &str = "0.51.0";

/// Its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Testimony {
    /// The bump it asks for; it knows no patch.
    pub bump: Bump,
    /// The lints that failed, sorted.
    pub lints: Vec<String>,
    /// The lints that warned, sorted: they ask for nothing.
    pub warnings: Vec<String>,
}

/// Whether cargo-semver-checks is there, in the version that is understood.
pub fn check_installed() -> Outcome<()> {
    let found = run(&["--version"]).unwrap_or_default();
    if found.stdout.trim() == format!("cargo-semver-checks {VERSION}") {
        return Ok(());
    }
    Err(fault(
        &NO_SEMVER_CHECKS,
        "cargo semver-checks",
        format!("version {VERSION} is not installed"),
        format!("run `cargo install cargo-semver-checks --version {VERSION} --locked`"),
    ))
}

/// Compares two crates, each described by a file of rustdoc's JSON.
pub fn compare(base: &Path, revision: &Path) -> Outcome<Testimony> {
    let (base, revision) = (base.display().to_string(), revision.display().to_string());
    let said = run(&[
        "--baseline-rustdoc",
        &base,
        "--current-rustdoc",
        &revision,
        "--release-type",
        "patch",
        "--color",
        "never",
    ])?;
    understand(&said.stdout, &said.stderr).ok_or_else(|| {
        fault(
            &SEMVER_CHECKS_FAILED,
            &revision,
            format!(
                "cargo-semver-checks gave no verdict:\n{}",
                said.stderr.trim()
            ),
            "check that it understands the compiler's rustdoc format".to_owned(),
        )
    })
}

/// Its verdict, from what it printed.
pub fn understand(stdout: &str, stderr: &str) -> Option<Testimony> {
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
    Some(Testimony {
        bump,
        lints: lints(stdout, "failure"),
        warnings: lints(stdout, "warning"),
    })
}

/// The lints that gave a result, sorted.
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
struct Said {
    stdout: String,
    stderr: String,
}

fn run(arguments: &[&str]) -> Outcome<Said> {
    let output = Command::new("cargo")
        .arg("semver-checks")
        .args(arguments)
        .output()
        .map_err(|error| {
            let help = "check that cargo can be run".to_owned();
            fault(&CARGO_FAILED, "cargo", error.to_string(), help)
        })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Said {
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    })
}
