//! The security schemes: added, removed and changed ones.

use super::scheme_pairs::{DOCS, SchemePairs, all};
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::{Part, Root};
use crate::value::canonical;
use crate::walk::Walk;
use api_document::schema::METHODS;
use std::collections::{BTreeMap, BTreeSet};

/// The schemes that an operation, or the document itself, requires.
fn used(root: Root<'_>) -> BTreeSet<&str> {
    let mut lists: Vec<Part<'_>> = root.at("/security").into_iter().collect();
    for (_, item) in root.members_at("/paths") {
        let item = root.resolve(item);
        let operations = METHODS.iter().filter_map(|method| item.get(method));
        lists.extend(operations.filter_map(|operation| operation.get("security")));
    }
    let items = lists.iter().flat_map(Part::items);
    items
        .flat_map(|item| item.members())
        .map(|(name, _)| name)
        .collect()
}

pub(crate) fn compare(walk: &mut Walk<'_>, schemes: &SchemePairs) {
    walk.enter("components");
    let pairs = schemes.pairs();
    let taken: BTreeSet<&String> = pairs.values().collect();
    let (old, new) = (all(walk.base), all(walk.revision));
    let used = used(walk.base);
    for (name, was) in &old {
        let partner = pairs.get(*name).map_or(*name, String::as_str);
        if let Some(is) = new.get(partner) {
            Scheme {
                name,
                used: used.contains(*name),
                base: was,
                revision: is,
            }
            .compare(walk);
            continue;
        }
        walk.report(
            Member::removed("api-security-component-removed", Direction::None, was),
            format!("the security scheme `{name}` was removed"),
        );
    }
    for (name, is) in &new {
        if old.contains_key(name) || taken.contains(&(*name).to_owned()) {
            continue;
        }
        walk.report(
            Member::added("api-security-component-added", Direction::None, is),
            format!("the security scheme `{name}` was added"),
        );
    }
}

/// One scheme that both documents have.
struct Scheme<'p, 'd> {
    name: &'p str,
    used: bool,
    base: &'p Part<'d>,
    revision: &'p Part<'d>,
}

/// A part as both sides have it; either may lack it.
type Both<'p, 'd> = (Option<&'p Part<'d>>, Option<&'p Part<'d>>);

impl Scheme<'_, '_> {
    fn report(
        &self,
        walk: &mut Walk<'_>,
        id: &'static str,
        level: Level,
        places: Both<'_, '_>,
        message: String,
    ) {
        let level = if self.used || level == Level::Docs {
            level
        } else {
            Level::None
        };
        let member = Member::new(id, Direction::None, places.0, places.1);
        walk.report_at(level, member, message);
    }

    fn compare(&self, walk: &mut Walk<'_>) {
        for keyword in DOCS {
            let (old, new) = (self.base.get(keyword), self.revision.get(keyword));
            let member = Member::new(
                "api-security-component-description-changed",
                Direction::None,
                old.as_ref(),
                new.as_ref(),
            );
            let message = format!(
                "the `{keyword}` of the security scheme `{}` changed",
                self.name
            );
            walk.report_if_changed(member, message);
        }
        for keyword in ["type", "in", "name", "scheme", "openIdConnectUrl"] {
            let (old, new) = (self.base.get(keyword), self.revision.get(keyword));
            let id = "api-security-component-type-changed";
            self.member(walk, (old.as_ref(), new.as_ref()), id, keyword);
            // What a scheme of another type has is other by its type.
            if self.base.text("type") != self.revision.text("type") {
                return;
            }
        }
        let (old, new) = (self.base.get("flows"), self.revision.get("flows"));
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        for name in [
            "authorizationCode",
            "clientCredentials",
            "implicit",
            "password",
        ] {
            let (old, new) = (old.get(name), new.get(name));
            self.flow(walk, name, (old.as_ref(), new.as_ref()));
        }
    }

    fn member(&self, walk: &mut Walk<'_>, places: Both<'_, '_>, id: &'static str, keyword: &str) {
        let (old, new) = places;
        let value = |part: Option<&Part<'_>>| -> Option<String> {
            let text = part?.value.as_str()?;
            // The names of HTTP schemes and of headers have no case.
            let header = self.base.text("in") == Some("header");
            let caseless = keyword == "scheme" || (keyword == "name" && header);
            Some(if caseless {
                text.to_ascii_lowercase()
            } else {
                text.to_owned()
            })
        };
        if value(old) != value(new) {
            let message = format!(
                "the `{keyword}` of the security scheme `{}` changed",
                self.name
            );
            self.report(walk, id, Level::Breaking, (old, new), message);
        }
    }

    fn flow(&self, walk: &mut Walk<'_>, name: &str, places: Both<'_, '_>) {
        let label = format!("the OAuth flow `{name}` of `{}`", self.name);
        let (id, level, what) = match places {
            (Some(old), Some(new)) => return self.same_flow(walk, old, new, &label),
            (None, Some(_)) => (
                "api-security-component-oauth-flow-added",
                Level::NonBreaking,
                "was added",
            ),
            (Some(_), None) => (
                "api-security-component-oauth-flow-removed",
                Level::Breaking,
                "was removed",
            ),
            (None, None) => return,
        };
        self.report(walk, id, level, places, format!("{label} {what}"));
    }

    fn same_flow(&self, walk: &mut Walk<'_>, base: &Part<'_>, revision: &Part<'_>, label: &str) {
        for keyword in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            let (old, new) = (base.get(keyword), revision.get(keyword));
            let id = match keyword {
                "authorizationUrl" => "api-security-component-oauth-url-changed",
                _ => "api-security-component-oauth-token-url-changed",
            };
            self.member(walk, (old.as_ref(), new.as_ref()), id, keyword);
        }
        let (was, is) = (scopes(base), scopes(revision));
        for (name, old) in &was {
            let new = is.get(name);
            let (id, level, message) = match new {
                None => (
                    "api-security-component-oauth-scope-removed",
                    Level::Breaking,
                    format!("{label} lost the scope `{name}`"),
                ),
                Some(new) if !canonical::same(Some(old.value), Some(new.value)) => (
                    "api-security-component-oauth-scope-changed",
                    Level::Docs,
                    format!("{label} changed the description of the scope `{name}`"),
                ),
                Some(_) => continue,
            };
            self.report(walk, id, level, (Some(old), new), message);
        }
        for (name, new) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
            let id = "api-security-component-oauth-scope-added";
            let message = format!("{label} gained the scope `{name}`");
            self.report(walk, id, Level::NonBreaking, (None, Some(new)), message);
        }
    }
}

fn scopes<'d>(flow: &Part<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let scopes = flow.get("scopes");
    scopes.iter().flat_map(Part::members).collect()
}
