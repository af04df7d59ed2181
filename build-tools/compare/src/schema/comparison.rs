//! One pair of schemas being compared, and what was found so far.

use super::flat::Flat;
use super::pairs::Pairs;
use crate::catalogue::schema::Aspect;
use crate::catalogue::scope::Scope;
use crate::found::PairChanges;
use crate::part::Part;

/// One pair of schemas being compared.
pub(crate) struct Comparison<'c, 'd> {
    pub(crate) pairs: &'c mut Pairs<'d>,
    pub(crate) base: Flat<'d>,
    pub(crate) revision: Flat<'d>,
    pub(crate) scope: Scope,
    pub(crate) out: PairChanges<'d>,
}

impl<'d> Comparison<'_, 'd> {
    /// Adds a change of the schema itself.
    pub(crate) fn add(
        &mut self,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
    ) {
        self.out.add(self.scope, aspect, base, revision);
    }

    /// Adds a change of the schema itself, with the values that differ in `what`.
    pub(crate) fn add_as(
        &mut self,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
        what: String,
    ) {
        self.out.add_as(self.scope, aspect, base, revision, what);
    }

    /// Adds a pair of schemas inside this one.
    pub(crate) fn descend(
        &mut self,
        segment: &str,
        base: &[Part<'d>],
        revision: &[Part<'d>],
        scope: Scope,
    ) {
        if let Some(number) = self.pairs.number(base, revision, scope) {
            self.out.inner.push((segment.to_owned(), number));
        }
    }
}
