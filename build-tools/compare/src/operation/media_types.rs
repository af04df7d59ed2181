//! One media type of a request body or of a response.

use super::docs::Docs;
use crate::catalogue::scope::Scope;
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;

/// The body that the media types describe, and the rules for their schemas.
pub(crate) struct Body<'s> {
    /// The body, as messages call it, and the rule for its examples.
    pub(crate) docs: Docs<'s>,
    pub(crate) scope: Scope,
    pub(crate) schema_added: &'static str,
    pub(crate) schema_removed: &'static str,
}

impl Body<'_> {
    /// Compares what both sides have for one media type.
    pub(crate) fn media_type<'d>(&self, walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>) {
        let Docs {
            subject, direction, ..
        } = self.docs;
        self.docs
            .compare(walk, base, revision, &["example", "examples"]);
        let (old, new) = (base.get("schema"), revision.get("schema"));
        let (id, what) = match (&old, &new) {
            (Some(old), Some(new)) => return walk.schemas(old, new, self.scope, subject),
            (None, Some(_)) => (self.schema_added, "gained a schema"),
            (Some(_), None) => (self.schema_removed, "lost its schema"),
            (None, None) => return,
        };
        let member = Member::new(id, direction, old.as_ref(), new.as_ref());
        walk.report(member, format!("{subject} {what}"));
    }
}
