//! The scripts of `regenerate.yml`, run by bash as the workflow would.

use super::{steps, workflow};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The script of a step, by its id.
fn script(job: &str, id: &str) -> String {
    let workflow = workflow("regenerate.yml");
    let steps = steps(&workflow["jobs"][job]);
    let step = steps.iter().find(|step| step["id"] == id).unwrap();
    step["run"].as_str().unwrap().to_owned()
}

/// A folder with stand-ins for programs, which note how they were called.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.path("bin")).unwrap();
        fs::create_dir(place.path("result")).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A program that notes its arguments and then does `rest`.
    fn stand_in(&self, name: &str, rest: &str) {
        let calls = self.path("calls");
        let text = format!(
            "#!/bin/sh\nprintf '%s' {name} >> {calls}\nfor a in \"$@\"; do printf ' [%s]' \"$a\" >> {calls}; done\n\
             echo >> {calls}\n{rest}\n",
            calls = calls.display()
        );
        let path = self.path("bin").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap_or_default()
    }

    fn bash(&self, folder: &Path, script: &str, environment: &[(&str, &str)]) -> Output {
        let path = std::env::var("PATH").unwrap();
        Command::new("bash")
            .args(["-e", "-c", script])
            .current_dir(folder)
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("RESULT", self.path("result"))
            .env("BRANCH", "api-document")
            .env("GITHUB_REPOSITORY", "us/it")
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("RUN", "https://github.example/run/1")
            .env("TITLE", "The title")
            .env_remove("SOURCES")
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn assert_success(output: &Output) {
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// An upstream repository, a clone of it, and the result of an update.
fn repository(place: &Place) -> PathBuf {
    git(
        place.0.path(),
        &[
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            "origin",
        ],
    );
    git(
        place.0.path(),
        &["init", "--quiet", "--initial-branch=main", "clone"],
    );
    let clone = place.path("clone");
    fs::write(clone.join("document"), "old\n").unwrap();
    git(
        &clone,
        &[
            "remote",
            "add",
            "origin",
            place.path("origin").to_str().unwrap(),
        ],
    );
    git(&clone, &["add", "--all"]);
    git(&clone, &["commit", "--quiet", "-m", "first"]);
    git(&clone, &["push", "--quiet", "origin", "main"]);
    fs::write(clone.join("document"), "new\n").unwrap();
    fs::write(clone.join("added"), "\u{0}binary").unwrap();
    let output = place.bash(
        &clone,
        &with_result_folder(&script("update", "result"), place),
        &[],
    );
    assert_success(&output);
    git(&clone, &["reset", "--quiet", "--hard"]);
    fs::write(place.path("result/title"), "API $(touch hacked) `x`\n").unwrap();
    fs::write(place.path("result/body.md"), "The body\n").unwrap();
    clone
}

/// The first job works in the checkout, where its results are in `result`.
fn with_result_folder(script: &str, place: &Place) -> String {
    format!(
        "rm -rf result; ln -s {} result\n{script}\nrm result",
        place.path("result").display()
    )
}

#[test]
fn an_update_becomes_a_branch_and_a_pull_request_with_checks() {
    let place = Place::new();
    let clone = repository(&place);
    assert_eq!(
        fs::read_to_string(place.path("output")).unwrap(),
        "changed=true\n"
    );
    place.stand_in("gh", "");
    let output = place.bash(&clone, &script("pull-request", "push"), &[]);
    assert_success(&output);
    let origin = place.path("origin");
    assert_eq!(git(&origin, &["show", "api-document:document"]), "new");
    assert_eq!(
        git(&origin, &["rev-parse", "api-document^"]),
        git(&origin, &["rev-parse", "main"])
    );
    let subject = git(&origin, &["log", "-1", "--format=%s", "api-document"]);
    assert_eq!(subject, "API $(touch hacked) `x`");
    let calls = place.calls();
    assert!(calls.contains("gh [pr] [create] [--base] [main] [--head] [api-document] [--title] [API $(touch hacked) `x`]"), "{calls}");
    assert!(
        calls.ends_with("gh [workflow] [run] [ci.yml] [--ref] [api-document]\n"),
        "{calls}"
    );
    assert!(!clone.join("hacked").exists());
}

#[test]
fn an_open_pull_request_is_refreshed_and_left_alone_when_it_is_up_to_date() {
    let place = Place::new();
    let clone = repository(&place);
    place.stand_in("gh", "case \"$1 $2\" in 'pr list') echo 7;; esac");
    let push = script("pull-request", "push");
    assert_success(&place.bash(&clone, &push, &[]));
    let calls = place.calls();
    assert!(
        calls.contains("gh [api] [--method] [PATCH] [repos/us/it/pulls/7]"),
        "{calls}"
    );
    assert!(!calls.contains("[create]"), "{calls}");

    fs::remove_file(place.path("calls")).unwrap();
    git(&clone, &["reset", "--quiet", "--hard", "origin/main"]);
    assert_success(&place.bash(&clone, &push, &[]));
    assert_eq!(place.calls(), "", "the second run found nothing to do");
}

#[test]
fn nothing_changed_makes_no_pull_request() {
    let place = Place::new();
    let clone = repository(&place);
    fs::remove_file(place.path("output")).unwrap();
    let output = place.bash(
        &clone,
        &with_result_folder(&script("update", "result"), &place),
        &[],
    );
    assert_success(&output);
    assert!(!place.path("output").exists());
}

#[test]
fn the_update_step_passes_each_address_and_fails_with_the_command() {
    let place = Place::new();
    let update = script("update", "update");
    place.stand_in("cargo", "echo diagnostics >&2; exit 2");
    let sources = [
        ("SOURCES", "res* https://b.example/"),
        ("ACCEPTED", "--accept-removed"),
    ];
    let output = place.bash(place.0.path(), &update, &sources);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        place.calls(),
        "cargo [xtask] [update] [res*] [https://b.example/] [--accept-removed] [--pull-request] [result]\n"
    );
    let log = fs::read_to_string(place.path("result/log")).unwrap();
    assert_eq!(log, "diagnostics\n");
}

#[test]
fn without_addresses_the_update_step_asks_the_vendor() {
    let workflow = workflow("regenerate.yml");
    let steps = steps(&workflow["jobs"]["update"]);
    let step = steps.iter().find(|step| step["id"] == "update").unwrap();
    let sources = step["env"]["SOURCES"].as_str().unwrap();
    assert!(sources.ends_with("|| '--from-vendor' }}"), "{sources}");
    let place = Place::new();
    place.stand_in("cargo", "");
    let environment = [("SOURCES", "--from-vendor"), ("ACCEPTED", "")];
    let output = place.bash(place.0.path(), &script("update", "update"), &environment);
    assert_success(&output);
    assert_eq!(
        place.calls(),
        "cargo [xtask] [update] [--from-vendor] [--pull-request] [result]\n"
    );
}

#[test]
fn a_failed_update_opens_one_issue_with_the_diagnostics() {
    let place = Place::new();
    fs::write(place.path("result/log"), "error[x]: file#/a: `what`\n").unwrap();
    place.stand_in("gh", "");
    assert_success(&place.bash(place.0.path(), &script("issue", "issue"), &[]));
    assert!(
        place
            .calls()
            .contains("gh [issue] [create] [--title] [The title]")
    );
    let body = fs::read_to_string(place.path("result/issue.md")).unwrap();
    assert_eq!(
        body,
        "https://github.example/run/1\n\n    error[x]: file#/a: `what`\n"
    );

    place.stand_in("gh", "case \"$1 $2\" in 'issue list') echo 3;; esac");
    fs::remove_file(place.path("calls")).unwrap();
    assert_success(&place.bash(place.0.path(), &script("issue", "issue"), &[]));
    let calls = place.calls();
    assert!(calls.contains("[repos/us/it/issues/3]"), "{calls}");
    assert!(!calls.contains("[create]"), "{calls}");
}
