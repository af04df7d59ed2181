//! What is written in place of a reference, where no component may stand.

use super::copy::Copier;
use super::files::At;
use super::part::Piece;
use super::slot::Slot;
use crate::diagnostic::join_pointer;
use serde_json::{Map, Value};

/// A reference, where it stands, and where its target is written.
pub(super) struct Inlined<'i> {
    pub(super) reference: &'i str,
    pub(super) from: &'i At,
    pub(super) to: &'i str,
}

impl Copier<'_> {
    /// What a reference leads to, with what stands beside the reference and is
    /// not there.
    pub(super) fn inline(
        &mut self,
        slot: Slot,
        members: &Map<String, Value>,
        Inlined {
            reference,
            from,
            to,
        }: Inlined<'_>,
        piece: &mut Piece,
    ) -> Value {
        let unchanged = || Value::Object(members.clone());
        let Some(at) = self.files.locate(from, reference) else {
            return unchanged();
        };
        if self.open.contains(&at) {
            self.files.cyclic(from, reference);
            return unchanged();
        }
        let file = self.files.value(at.file);
        let Some(target) = file.pointer(&at.pointer) else {
            return unchanged();
        };
        piece.origins.push((to.to_owned(), at.clone()));
        let is_again = !self.written.insert(at.clone());
        self.again += usize::from(is_again);
        self.open.push(at.clone());
        let mut value = self.copy(slot, target, &at, to, piece);
        self.open.pop();
        self.again -= usize::from(is_again);
        if let Value::Object(copy) = &mut value {
            for (name, beside) in members {
                if name != "$ref" && !copy.contains_key(name) {
                    let (from, to) = (from.inside(name), join_pointer(to, name));
                    piece.origins.push((to.clone(), from.clone()));
                    let beside = self.copy(slot.member(name), beside, &from, &to, piece);
                    copy.insert(name.clone(), beside);
                }
            }
        }
        value
    }
}
