//! The documentation of a member: its description, examples and links.

use crate::change::Direction;
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;

/// The documented member, and the rule for a change of its documentation.
#[derive(Clone, Copy)]
pub(crate) struct Docs<'s> {
    pub(crate) id: &'static str,
    pub(crate) direction: Direction,
    /// The member, as messages call it, such as `the request body`.
    pub(crate) subject: &'s str,
}

impl Docs<'_> {
    /// Compares these keywords.
    pub(crate) fn compare(
        self,
        walk: &mut Walk<'_>,
        base: &Part<'_>,
        revision: &Part<'_>,
        keywords: &[&str],
    ) {
        for keyword in keywords {
            let (old, new) = (base.docs(keyword), revision.docs(keyword));
            let member = Member::new(self.id, self.direction, old.as_ref(), new.as_ref());
            let message = format!("the `{keyword}` of {} changed", self.subject);
            walk.report_if_changed(member, message);
        }
    }
}
