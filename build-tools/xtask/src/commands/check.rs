//! `cargo xtask check` and `cargo xtask snapshots`.

use super::{current_workspace, print, replace};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_generate::render::COMMAND;
use build_tools::project::up_to_date::Stamp;
use build_tools::project::{Expected, Inputs, OutOfDate};
use build_tools::workspace::{CHANGELOG, Workspace};
use std::process::ExitCode;

rules! {
    pub(crate) RULES:

    WRONG_TAG: Error {
        code: "wrong-tag",
        meaning: "The tag is not the newest version.",
        why: "The newest heading of the changelog is the crate's version; the manifest and the \
              lock follow.",
        help: "Tag the commit with the version that the message names.",
    }
}

pub(crate) fn check(tag: Option<&str>) -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    // Taken first: what is touched meanwhile makes it another one.
    let stamp = Stamp::of(workspace.root());
    if tag.is_none() && stamp.as_ref().is_some_and(Stamp::is_kept) {
        print("up to date\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let expected = Expected::of(Inputs::of(&workspace)?)?;
    if let Some(tag) = tag.filter(|tag| *tag != format!("v{}", expected.version)) {
        return Err(wrong_tag(tag, &expected).into());
    }
    let stale = OutOfDate::of(&workspace, &expected)?;
    for output in stale.outputs.iter().chain(&stale.snapshots) {
        eprintln!("out of date: {}", workspace.shown(&output.path));
        eprint!("{}", output.diff());
    }
    for file in &stale.left_outputs {
        eprintln!("out of date: {file}: nothing is generated into it");
    }
    for file in &stale.left_snapshots {
        eprintln!("out of date: {file}: what it describes is gone");
    }
    let outputs = !(stale.outputs.is_empty() && stale.left_outputs.is_empty());
    let snapshots = !(stale.snapshots.is_empty() && stale.left_snapshots.is_empty());
    if outputs {
        eprintln!("run `{COMMAND}`");
    }
    if snapshots {
        eprintln!("review what changed, then run `cargo xtask snapshots`");
    }
    if !(outputs || snapshots) {
        print("up to date\n")?;
        if let Some(stamp) = stamp {
            stamp.keep(workspace.root());
        }
    }
    Ok(ExitCode::from(u8::from(outputs || snapshots)))
}

fn wrong_tag(tag: &str, expected: &Expected) -> Diagnostic {
    Diagnostic {
        rule: &WRONG_TAG,
        file: CHANGELOG.to_owned(),
        place: Place::File,
        message: format!(
            "the tag is {tag}, but the newest version is {}",
            expected.version
        ),
        help: format!(
            "run `git tag v{}` on the commit to release",
            expected.version
        ),
    }
}

/// Whether the workspace is as `check` last found it in order.
pub(crate) fn is_in_order(workspace: &Workspace) -> bool {
    Stamp::of(workspace.root()).is_some_and(|stamp| stamp.is_kept())
}

/// Writes the snapshots anew, for review with `git diff`.
pub(crate) fn snapshots() -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    if is_in_order(&workspace) {
        return Ok(ExitCode::SUCCESS);
    }
    let stale = OutOfDate::of(&workspace, &Expected::of(Inputs::of(&workspace)?)?)?;
    replace(&workspace, &stale.snapshots, stale.left_snapshots)?;
    Ok(ExitCode::SUCCESS)
}
