//! The `security` of each operation: which credentials it requires.

use super::endpoint::Endpoint;
use super::scheme_pairs::{Identity, SchemePairs};
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::{Part, Root};
use crate::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};

/// One alternative: its schemes, and the scopes required of each.
type Way = BTreeMap<Identity, BTreeSet<String>>;

/// One alternative, and its place in the document.
#[derive(Debug, Clone)]
struct Choice<'d> {
    way: Way,
    /// The schemes as the document calls them.
    label: String,
    place: Option<Part<'d>>,
}

/// The alternatives of an operation; an empty list is one without schemes.
#[derive(Debug)]
struct Choices<'d> {
    list: Option<Part<'d>>,
    all: Vec<Choice<'d>>,
}

impl<'d> Choices<'d> {
    fn of(root: Root<'d>, operation: &Endpoint<'d>, identity: impl Fn(&str) -> Identity) -> Self {
        let own = operation.part.get("security");
        let list = own.or_else(|| root.at("/security"));
        let mut all: Vec<Choice<'d>> = Vec::new();
        for item in list.iter().flat_map(Part::items) {
            let choice = Choice::of(item, &identity);
            if all.iter().all(|other| other.way != choice.way) {
                all.push(choice);
            }
        }
        if all.is_empty() {
            let place = list.clone();
            all.push(Choice {
                way: Way::new(),
                label: String::new(),
                place,
            });
        }
        Self { list, all }
    }

    /// Whether the credentials `sent` suffice for one of the alternatives.
    fn take(&self, sent: &Way) -> bool {
        self.all.iter().any(|choice| suffices(sent, &choice.way))
    }

    /// The alternatives that the other side does not have.
    fn without(&self, other: &Self) -> Vec<Choice<'d>> {
        let gone = self
            .all
            .iter()
            .filter(|choice| other.all.iter().all(|one| one.way != choice.way));
        gone.cloned().collect()
    }
}

impl<'d> Choice<'d> {
    fn of(item: Part<'d>, identity: impl Fn(&str) -> Identity) -> Self {
        let mut way = Way::new();
        let mut names = BTreeSet::new();
        for (name, scopes) in item.members() {
            let scopes = scopes
                .items()
                .filter_map(|scope| scope.value.as_str().map(str::to_owned));
            way.insert(identity(name), scopes.collect());
            names.insert(name);
        }
        let names: Vec<&str> = names.into_iter().collect();
        Self {
            way,
            label: format!("`{}`", names.join("` and `")),
            place: Some(item),
        }
    }

    fn is_open(&self) -> bool {
        self.way.is_empty()
    }
}

/// The rules for an operation's own list, or for the document's list, which
/// every operation without its own shares.
struct Ids {
    added: &'static str,
    removed: &'static str,
    scope_added: &'static str,
    scope_removed: &'static str,
}

const OWN: Ids = Ids {
    added: "api-security-added",
    removed: "api-security-removed",
    scope_added: "api-security-scope-added",
    scope_removed: "api-security-scope-removed",
};

const SHARED: Ids = Ids {
    added: "api-global-security-added",
    removed: "api-global-security-removed",
    scope_added: "api-global-security-scope-added",
    scope_removed: "api-global-security-scope-removed",
};

fn suffices(sent: &Way, asked: &Way) -> bool {
    asked
        .iter()
        .all(|(name, scopes)| sent.get(name).is_some_and(|have| scopes.is_subset(have)))
}

pub(crate) fn compare_operation<'d>(
    walk: &mut Walk<'d>,
    schemes: &SchemePairs,
    base: &Endpoint<'d>,
    revision: &Endpoint<'d>,
) {
    let before = Choices::of(walk.base, base, |name| schemes.in_base(name));
    let after = Choices::of(walk.revision, revision, |name| schemes.in_revision(name));
    let own = |operation: &Endpoint<'_>| operation.part.get("security").is_some();
    let ids = if own(base) || own(revision) {
        &OWN
    } else {
        &SHARED
    };
    let (mut old, mut new) = (before.without(&after), after.without(&before));
    scopes(walk, ids, &after, &mut old, &mut new);
    let was_open = old.iter().any(Choice::is_open);
    for choice in old.iter().filter(|choice| !choice.is_open()) {
        let (level, what) = if after.take(&choice.way) {
            (Level::NonBreaking, "is no longer required")
        } else {
            (Level::Breaking, "no longer suffices")
        };
        let message = format!("authentication with {} {what}", choice.label);
        let member = Member::new(ids.removed, Direction::None, choice.place.as_ref(), None);
        walk.report_at(level, member, message);
    }
    for choice in new.iter().filter(|choice| !choice.is_open()) {
        let level = if was_open {
            Level::Breaking
        } else {
            Level::NonBreaking
        };
        let message = format!("authentication with {} was added", choice.label);
        let member = Member::new(ids.added, Direction::None, None, choice.place.as_ref());
        walk.report_at(level, member, message);
    }
    if was_open && new.is_empty() {
        let open = old.iter().find(|choice| choice.is_open());
        let place = open.and_then(|choice| choice.place.as_ref());
        let message = "the operation can no longer be called without authentication".to_owned();
        let member = Member::new(ids.removed, Direction::None, place, None);
        walk.report_at(Level::Breaking, member, message);
    }
    if old.is_empty() && new.iter().any(Choice::is_open) {
        let message = "the operation can now be called without authentication".to_owned();
        let member = Member::new(ids.added, Direction::None, None, after.list.as_ref());
        walk.report_at(Level::NonBreaking, member, message);
    }
}

/// Reports alternatives whose schemes stay as changes of their scopes.
fn scopes<'d>(
    walk: &mut Walk<'d>,
    ids: &Ids,
    after: &Choices<'d>,
    old: &mut Vec<Choice<'d>>,
    new: &mut Vec<Choice<'d>>,
) {
    let mut index = 0;
    while let Some(choice) = old.get(index).cloned() {
        let alike = |other: &Choice<'_>| other.way.keys().eq(choice.way.keys());
        let partner = new.iter().position(alike);
        let Some(partner) = partner.filter(|_| !choice.is_open()) else {
            index += 1;
            continue;
        };
        let now = new.remove(partner);
        old.remove(index);
        let narrows = if after.take(&choice.way) {
            Level::NonBreaking
        } else {
            Level::Breaking
        };
        for (name, was) in &choice.way {
            let is = now.way.get(name).cloned().unwrap_or_default();
            for scope in is.difference(was) {
                let message = format!(
                    "authentication with {} now requires the scope `{scope}`",
                    now.label
                );
                let member =
                    Member::new(ids.scope_added, Direction::None, None, now.place.as_ref());
                walk.report_at(narrows, member, message);
            }
            for scope in was.difference(&is) {
                let message = format!(
                    "authentication with {} no longer requires the scope `{scope}`",
                    choice.label
                );
                let (id, level) = (ids.scope_removed, Level::NonBreaking);
                let member = Member::new(id, Direction::None, choice.place.as_ref(), None);
                walk.report_at(level, member, message);
            }
        }
    }
}
