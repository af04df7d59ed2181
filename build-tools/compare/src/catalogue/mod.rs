//! The catalogue of rules: every kind of change, its level, and why.
//!
//! The ids are oasdiff's wherever the meaning is the same.

pub(crate) mod explanation;
pub(crate) mod fixed;
pub(crate) mod schema;
pub(crate) mod scope;

use explanation::{Explanation, remedy};
use schema::Aspect;
use scope::Scope;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The explanation of the rule `id`, if there is such a rule.
///
/// ```
/// let known = api_compare::explain("request-property-became-required");
/// assert!(known.is_some());
/// assert!(api_compare::explain("no-such-change").is_none());
/// ```
pub fn explain(id: &str) -> Option<&'static Explanation> {
    CATALOGUE.get(id)
}

/// All rules, in the order of their ids.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    CATALOGUE.values()
}

/// The rule for a change of a schema.
pub(crate) fn schema_rule(scope: Scope, aspect: &Aspect) -> &'static Explanation {
    // Every pair is in the catalogue; `UNKNOWN` cannot be reached.
    CATALOGUE
        .get(schema::id_of(scope, aspect).as_str())
        .unwrap_or(&UNKNOWN)
}

/// The rule for a change outside schemas.
pub(crate) fn rule(id: &str) -> &'static Explanation {
    CATALOGUE.get(id).unwrap_or(&UNKNOWN)
}

static UNKNOWN: Explanation = Explanation {
    id: String::new(),
    levels: Vec::new(),
    meaning: String::new(),
    why: String::new(),
    remedy: String::new(),
};

static CATALOGUE: LazyLock<BTreeMap<&'static str, Explanation>> = LazyLock::new(|| {
    let mut catalogue = BTreeMap::new();
    for fixed in fixed::FIXED {
        let explanation = Explanation {
            id: fixed.id.to_owned(),
            levels: fixed.levels.to_vec(),
            meaning: format!("{}.", fixed.meaning),
            why: format!("{}.", fixed.why),
            remedy: remedy(fixed.levels).to_owned(),
        };
        catalogue.insert(fixed.id, explanation);
    }
    for scope in Scope::ALL {
        for aspect in schema::ASPECTS {
            let explanation = schema::explanation(scope, aspect);
            let id: &'static str = explanation.id.clone().leak();
            catalogue.entry(id).or_insert(explanation);
        }
    }
    catalogue
});
