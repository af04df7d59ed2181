//! What every workflow has to keep.

use super::{jobs, steps, text, workflow, workflows};
use serde_json::json;

#[test]
fn every_action_is_pinned_by_commit_and_named_by_version() {
    let mut found = 0;
    for (name, workflow) in workflows() {
        let lines = text(&format!(".github/workflows/{name}"));
        for (_, job) in jobs(&workflow) {
            for action in steps(job).iter().filter_map(|step| step["uses"].as_str()) {
                let commit = action.split_once('@').unwrap().1;
                let hexadecimal = commit.chars().all(|c| c.is_ascii_hexdigit());
                assert!(commit.len() == 40 && hexadecimal, "{name}: {action}");
                assert!(lines.contains(&format!("{action} # v")), "{name}: {action}");
                found += 1;
            }
        }
    }
    assert!(found > 5);
}

/// The permissions of each job, by workflow and job.
#[test]
fn each_job_may_do_what_it_needs_and_no_more() {
    let expected = json!({
        "ci.yml run": { "contents": "read" },
        "ci.yml oldest-rust": { "contents": "read" },
        "ci.yml instructions": { "contents": "read" },
        "ci.yml fuzz": { "contents": "read" },
        "ci.yml windows": { "contents": "read" },
        "ci.yml habits": { "contents": "read" },
        "regenerate.yml update": { "contents": "read" },
        "regenerate.yml pull-request": {
            "contents": "write", "pull-requests": "write", "actions": "write",
        },
        "regenerate.yml issue": { "issues": "write" },
        "release.yml test": { "contents": "read" },
        "release.yml publish": { "contents": "read" },
    });
    let mut found = json!({});
    for (name, workflow) in workflows() {
        for (job, value) in jobs(&workflow) {
            let own = value.get("permissions");
            let permissions = own.unwrap_or(&workflow["permissions"]);
            found[format!("{name} {job}")] = permissions.clone();
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn the_job_that_reads_the_fetched_document_keeps_no_credentials() {
    let workflow = workflow("regenerate.yml");
    let checkout = &steps(&workflow["jobs"]["update"])[0];
    assert_eq!(checkout["with"]["persist-credentials"], false);
    for job in ["pull-request", "issue"] {
        let text = workflow["jobs"][job].to_string();
        assert!(
            !text.contains("cargo"),
            "{job} runs nothing that was fetched"
        );
    }
}

/// In a script, an expression would be code; in an environment it is a value.
#[test]
fn no_script_has_an_expression_in_it() {
    for (name, workflow) in workflows() {
        for (_, job) in jobs(&workflow) {
            for script in steps(job).iter().filter_map(|step| step["run"].as_str()) {
                assert!(!script.contains("${{"), "{name}: {script}");
            }
        }
    }
}

#[test]
fn ci_can_be_dispatched_on_the_branch_of_an_update() {
    assert!(workflow("ci.yml")["on"].get("workflow_dispatch").is_some());
}

#[test]
fn the_oldest_rust_is_the_one_that_the_manifests_name() {
    let job = &workflow("ci.yml")["jobs"]["oldest-rust"]["env"];
    for (variable, manifest) in [
        ("CLIENT", "generated-client/Cargo.toml"),
        ("TOOLS", "Cargo.toml"),
    ] {
        let line = format!("rust-version = {}\n", job[variable]);
        assert!(text(manifest).contains(&line), "{manifest}: {line}");
    }
}

#[test]
fn instructions_are_compared_with_the_compiler_that_they_are_of() {
    let job = &workflow("ci.yml")["jobs"]["instructions"];
    let version = job["env"]["RUST"].as_str().unwrap();
    let baseline = text("build-tools/xtask/tests/instructions/baseline.json");
    let of = format!("\"rustc\": \"{version} x86_64-unknown-linux-gnu\"");
    assert!(baseline.contains(&of), "{of} is not in the baseline");
    let scripts: Vec<&str> = steps(job)
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect();
    let command = "cargo \"+$RUST\" test --locked --workspace --test instructions";
    assert!(scripts.contains(&command), "{scripts:?}");
}
