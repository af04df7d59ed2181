//! Where the parts of a bundled document stand in its files.

use crate::diagnostic::{Diagnostic, Diagnostics, Outcome, Place};
use std::collections::HashMap;

/// Where the parts of a bundled document stand in its files.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// The name of the root document, which is that of the whole.
    root: String,
    /// By the pointer of each part that is of another place: file and pointer.
    parts: HashMap<String, (String, String)>,
    /// Whether the text is another one than that of the root.
    is_rewritten: bool,
}

impl Origins {
    pub(super) fn new(root: &str) -> Self {
        Self {
            root: root.to_owned(),
            parts: HashMap::new(),
            is_rewritten: false,
        }
    }

    /// Notes that the document is not the text of the root any more, even if all
    /// its parts are of the root: that may refer to itself by its file.
    pub(super) fn rewritten(self) -> Self {
        Self {
            is_rewritten: true,
            ..self
        }
    }

    pub(super) fn add(&mut self, pointer: String, file: String, inside: String) {
        self.parts.insert(pointer, (file, inside));
    }

    /// Whether the document is one file, as that is written.
    pub fn is_alone(&self) -> bool {
        !self.is_rewritten
    }

    /// The file and the pointer in it of a place in the bundled document.
    pub fn of(&self, pointer: &str) -> (&str, String) {
        let mut around = pointer;
        loop {
            if let Some((file, inside)) = self.parts.get(around) {
                return (file, format!("{inside}{}", &pointer[around.len()..]));
            }
            match around.rsplit_once('/') {
                Some((outer, _)) => around = outer,
                None => return (&self.root, pointer.to_owned()),
            }
        }
    }

    /// A diagnostic about the bundled document as one about the file that its
    /// place stands in.
    #[must_use]
    pub fn trace(&self, found: &Diagnostic) -> Diagnostic {
        let mut traced = found.clone();
        if let Place::Pointer(pointer) = &found.place
            && found.file == self.root
        {
            let (file, inside) = self.of(pointer);
            file.clone_into(&mut traced.file);
            traced.place = Place::Pointer(inside);
        }
        traced
    }

    /// Traces many.
    pub fn trace_all<'d>(
        &self,
        found: impl IntoIterator<Item = &'d Diagnostic>,
    ) -> Vec<Diagnostic> {
        found.into_iter().map(|one| self.trace(one)).collect()
    }

    /// Traces what was found wrong, if anything was.
    pub fn traced<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        outcome.map_err(|found| Diagnostics::from_iter(self.trace_all(&found)))
    }
}
