//! Proves on the wire that names never move: one program, built with the crates of
//! both documents, sends the same unless our verdict is major.

use crate::calls::{Calls, Conduct};
use crate::crates::Crates;
use crate::failure::failure;
use crate::fixtures::Fixtures;
use crate::kept::{Kept, Ran};
use crate::prove::compiler;
use crate::run::run;
use crate::table::Edit;
use crate::verdict::{Verdict, verdict};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::proof::USER_CODE;
use build_tools::workspace::Workspace;
use rust_surface::Bump;

/// An edit with what was seen of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sending {
    /// The edit.
    pub edit: Edit,
    /// Our verdict.
    pub ours: Verdict,
    /// What the program did with the crate of the revision.
    pub conduct: Conduct,
}

/// Runs the program with the crate of each edit, and reports each to `progress`.
pub fn prove(
    workspace: &Workspace,
    fixtures: &Fixtures,
    mut progress: impl FnMut(&Sending),
) -> Outcome<Vec<Sending>> {
    let crates = Crates::new(workspace)?;
    let programs = Programs {
        kept: Kept::new(crates.file("sent")),
        compiler: compiler()?,
        program: &fixtures.program,
        crates,
    };
    let sent = programs.with_base(&fixtures.base)?;
    let mut all = Vec::new();
    for edit in &fixtures.edits {
        let one = Sending {
            edit: edit.clone(),
            ours: verdict(&fixtures.base, edit)?,
            conduct: match programs.with(&edit.revision())? {
                Ok(calls) => Conduct::between(&sent, &calls),
                Err(errors) => Conduct::NotCompiled(errors.into_iter().collect()),
            },
        };
        progress(&one);
        all.push(one);
    }
    Ok(all)
}

/// One program, and what it is built with.
struct Programs<'f> {
    crates: Crates,
    kept: Kept,
    compiler: String,
    program: &'f str,
}

impl Programs<'_> {
    /// Runs the program with the crate of the base: every call has to be sent.
    fn with_base(&self, base: &Source) -> Outcome<Calls> {
        let message = match self.with(base)? {
            Ok(calls) => match calls.0.iter().find_map(|call| call.as_ref().err()) {
                None => return Ok(calls),
                Some(why) => format!("does not send every call with the base: {why}"),
            },
            Err(errors) => format!("does not compile with the crate of the base: {errors:?}"),
        };
        let help = "correct it, or the document".to_owned();
        Err(failure(&USER_CODE, "program.rs", message, help))
    }

    /// Runs the program with the crate of a document.
    fn with(&self, document: &Source) -> Outcome<Ran> {
        let code = self.crates.put(document)?;
        // The dependencies are those that the folder's lock has from its first day.
        let parts = [&code, self.program, &self.compiler];
        self.kept
            .or_run(&parts, || match self.crates.build(self.program)? {
                Ok(program) => run(&program).map(Ok),
                Err(errors) => Ok(Err(errors)),
            })
    }
}

/// Lists the objections to our verdict; there are none where it is proven.
///
/// Below major the program sends what it sent; that a call is refused for what it
/// lacks, the table has to say. What compiles and sends something else is major, and
/// where no compiler tells, with the names that stand for something else.
pub fn objections(sending: &Sending) -> Vec<String> {
    let Sending {
        edit,
        ours: Verdict { bump, moved },
        conduct,
    } = sending;
    let mut objections = Vec::new();
    if *bump != edit.expected {
        objections.push(format!("ours is {bump}, expected {}", edit.expected));
    }
    let is_major = *bump == Bump::Major;
    match conduct {
        Conduct::NotCompiled(codes) if edit.silent || !is_major => {
            objections.push(format!("the program does not compile: {codes:?}"));
        }
        Conduct::NotCompiled(_) => {}
        Conduct::Ran { other, refused } => {
            match other {
                Some([old, new]) if !is_major || (edit.silent && moved.is_empty()) => objections.push(format!(
                    "ours is {bump} with {moved:?}, and the program sends `{new}` instead of `{old}`"
                )),
                None if edit.silent => {
                    objections.push("the program sends what it sent before".to_owned());
                }
                _ => {}
            }
            if *refused != edit.refused {
                let expected = &edit.refused;
                objections.push(format!(
                    "the program's calls end with {refused:?}, expected {expected:?}"
                ));
            }
        }
    }
    objections
}
