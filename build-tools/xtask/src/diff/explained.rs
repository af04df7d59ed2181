//! The items of the surface behind a verdict, as the reports show them.

use rust_surface::{Bump, Kind, SurfaceChange, owner};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A public item that differs between the two crates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RustItem {
    /// Its path in the crate, such as `types::Webhook.id`.
    pub path: String,
    /// What it means for users of the crate.
    pub bump: Bump,
    /// Its declaration before, unless it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its declaration after, unless it was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What to do about it: there for each major item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migration: Option<String>,
    /// The number of members and impls that came or went with it, which are not
    /// listed.
    #[serde(skip_serializing_if = "is_zero")]
    pub members: usize,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes what a field holds by reference"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl RustItem {
    /// The items of these changes, worst first; those of a type that came or went
    /// as a whole are counted, not listed.
    pub fn of(changes: &[&SurfaceChange]) -> Vec<Self> {
        let whole = |change: &&&SurfaceChange| {
            let is_type = matches!(
                change.kind,
                Kind::Struct | Kind::Union | Kind::Enum | Kind::Trait
            );
            is_type && (change.before.is_none() || change.after.is_none())
        };
        let mut members: BTreeMap<&str, usize> = changes
            .iter()
            .filter(whole)
            .map(|change| (change.path.as_str(), 0))
            .collect();
        let mut listed = Vec::new();
        for change in changes {
            match owner(&change.path).and_then(|owner| members.get_mut(owner)) {
                Some(count) => *count += 1,
                None => listed.push(change),
            }
        }
        let mut items: Vec<Self> = listed
            .into_iter()
            .map(|change| Self {
                path: change.path.clone(),
                bump: change.bump,
                before: change.before.clone(),
                after: change.after.clone(),
                migration: change.migration.clone(),
                members: members.get(change.path.as_str()).copied().unwrap_or(0),
            })
            .collect();
        items.sort_by(|left, right| {
            let order = right.bump.cmp(&left.bump);
            order.then_with(|| left.path.cmp(&right.path))
        });
        items
    }
}
