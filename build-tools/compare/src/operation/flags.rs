//! Keywords that are true or false, where absent is false.

use crate::change::Direction;
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;

/// One keyword, with the rule and the message of both its changes.
pub(crate) struct Flag {
    pub(crate) keyword: &'static str,
    pub(crate) set: (&'static str, &'static str),
    pub(crate) unset: (&'static str, &'static str),
}

impl Flag {
    /// Compares the keyword; messages call the member `subject`.
    pub(crate) fn compare(
        &self,
        walk: &mut Walk<'_>,
        direction: Direction,
        subject: &str,
        base: &Part<'_>,
        revision: &Part<'_>,
    ) {
        let (id, what) = match (base.flag(self.keyword), revision.flag(self.keyword)) {
            (false, true) => self.set,
            (true, false) => self.unset,
            _ => return,
        };
        let (old, new) = (base.get(self.keyword), revision.get(self.keyword));
        let member = Member::new(id, direction, old.as_ref(), new.as_ref());
        walk.report(member, format!("{subject} {what}"));
    }
}
