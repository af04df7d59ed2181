//! What a command takes: GNU time says it, of the command and all that it starts.

use std::fs;
use std::process::{Command, Stdio};

/// Seconds, and the most memory that one of the processes had.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
    pub(crate) mebibytes: f64,
}

/// Runs a command to its end; what it said is the error where it fails.
pub(crate) fn measure(command: &Command) -> Result<Measured, String> {
    let report = tempfile::NamedTempFile::new().unwrap();
    let mut timed = Command::new("time");
    timed.args(["--quiet", "--format=%e %U %S %M", "--output"]);
    timed.arg(report.path());
    timed.arg(command.get_program()).args(command.get_args());
    for (key, value) in command.get_envs() {
        timed.env(key, value.unwrap_or_default());
    }
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let output = timed.stdout(Stdio::null()).output();
    let output = output.map_err(|error| format!("GNU time cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(complaint(&String::from_utf8_lossy(&output.stderr)));
    }
    let report = fs::read_to_string(report.path()).unwrap();
    let numbers: Vec<f64> = report
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [wall, user, system, kibibytes] = numbers[..] else {
        return Err(format!("time says {report}"));
    };
    Ok(Measured {
        wall,
        cpu: user + system,
        mebibytes: kibibytes / 1024.0,
    })
}

/// The line that says most: a panic with its message, an error, or the last one.
fn complaint(said: &str) -> String {
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let panic = lines.iter().position(|line| line.contains("panicked at"));
    let error = lines.iter().position(|line| line.starts_with("error"));
    let line = match (panic, error) {
        (Some(at), _) => lines[at..lines.len().min(at + 2)].join(" "),
        (None, Some(at)) => lines[at].to_owned(),
        (None, None) => lines.last().copied().unwrap_or("fails").to_owned(),
    };
    line.replace('|', "/").chars().take(200).collect()
}

/// The middle of each.
pub(crate) fn median(all: &[Measured]) -> Measured {
    let middle = |value: fn(&Measured) -> f64| {
        let mut values: Vec<f64> = all.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Measured {
        wall: middle(|one| one.wall),
        cpu: middle(|one| one.cpu),
        mebibytes: middle(|one| one.mebibytes),
    }
}
