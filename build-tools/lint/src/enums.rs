//! Closed lists of values in answers: the service adds one some day.

use super::uses::{Flow, Use};
use super::violation::Violation;
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    CLOSED_RESPONSE_ENUM: Warning {
        code: "closed-response-enum",
        meaning: "A response has a closed list of values.",
        why: "Services add values without notice. With a closed enum the whole response then \
              fails to decode; the enums generated here keep unknown values.",
        help: "Nothing, for a crate generated here.",
    }
}

pub(super) fn closed(uses: &[Use<'_>]) -> Vec<Violation> {
    let received = uses.iter().filter(|used| used.flow == Flow::Received);
    let mut seen = BTreeSet::new();
    received
        .filter(|used| seen.insert(&used.pointer))
        .filter_map(|used| {
            let values = used.schema.get("enum")?.as_array()?;
            let texts = values.iter().filter(|value| value.is_string()).count();
            // One value is a tag, and says which of several forms this is.
            (texts > 1).then(|| Violation {
                rule: &CLOSED_RESPONSE_ENUM,
                pointer: used.pointer.clone(),
                message: format!(
                    "an answer of {} has one of {texts} values and no other",
                    used.operation
                ),
                help: "nothing to do for a crate made here: its enums keep a value that is not \
                       in the list; other generators refuse the whole answer",
            })
        })
        .collect()
}
