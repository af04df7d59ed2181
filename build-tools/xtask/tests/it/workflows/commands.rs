//! Every `cargo xtask` command that a workflow, a recipe or a page of
//! documentation tells to run is there, with its options.

use super::{root, text};
use std::collections::BTreeMap;
use std::process::Command;

const FILES: [&str; 8] = [
    ".ci/run",
    ".github/workflows/regenerate.yml",
    ".github/workflows/release.yml",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "README.md",
    "generated-client/README.md",
    "justfile",
];

/// The words after `cargo xtask` in a line, up to what ends a command.
fn commands(line: &str) -> impl Iterator<Item = Vec<&str>> {
    line.split("cargo xtask").skip(1).filter_map(|rest| {
        let command = rest.split(['`', '#', '|', ';', '"', '\n']).next()?;
        let words: Vec<&str> = command.split_whitespace().collect();
        (!words.is_empty()).then_some(words)
    })
}

fn help(subcommand: &str) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .args([subcommand, "--help"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    output.status.success().then_some(text)
}

#[test]
fn every_command_that_is_named_is_there_with_its_options() {
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut found = 0;
    for file in FILES {
        for line in text(file).lines() {
            for words in commands(line) {
                let name = words[0].trim_end_matches(['.', ',', ':', ')']);
                if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
                    continue;
                }
                let help = known.entry(name.to_owned()).or_insert_with(|| help(name));
                let help = help.as_ref().unwrap_or_else(|| panic!("{file}: {line}"));
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    assert!(help.contains(option), "{file}: {option} in {line}");
                }
                found += 1;
            }
        }
    }
    assert!(found > 15, "only {found} commands were found");
}

#[test]
fn recipes_and_ci_name_files_that_exist() {
    for file in [".ci/run", "README.md", "justfile"] {
        for line in text(file).lines().filter(|line| line.contains("bash ")) {
            let script = line.split("bash ").nth(1).unwrap();
            let script = script.split(['`', ' ']).next().unwrap();
            assert!(root().join(script).is_file(), "{file}: {line}");
        }
    }
}
