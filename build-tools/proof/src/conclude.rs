//! What a proof ends with: an exit code, and its record where every verdict holds.

use api_document::diagnostic::Outcome;
use build_tools::workspace::{Output, Workspace, unwritable};
use std::path::Path;
use std::process::ExitCode;

/// Runs a proof in this workspace, and writes the record that it gives to `file`, a path
/// from the root; it gives none where a verdict does not hold.
pub fn conclude(file: &str, prove: impl FnOnce(&Workspace) -> Outcome<Option<String>>) -> ExitCode {
    concluded(file, prove).unwrap_or_else(|diagnostics| {
        eprintln!("{diagnostics}");
        ExitCode::from(2)
    })
}

fn concluded(
    file: &str,
    prove: impl FnOnce(&Workspace) -> Outcome<Option<String>>,
) -> Outcome<ExitCode> {
    let workspace = Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let Some(text) = prove(&workspace)? else {
        return Ok(ExitCode::from(1));
    };
    let record = Output {
        path: workspace.root().join(file),
        text,
    };
    if !record.is_current() {
        let file = workspace.shown(&record.path);
        record.write().map_err(|error| unwritable(&file, &error))?;
        println!("updated   {file}");
    }
    Ok(ExitCode::SUCCESS)
}
