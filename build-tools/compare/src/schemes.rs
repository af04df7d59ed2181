//! The security schemes: which is which, and what differs in one.

use super::document::{Part, Side};
use super::engine::Engine;
use super::operation::Member;
use super::security::report;
use super::{Direction, Level, canonical};
use api_document::schema::METHODS;
use std::collections::{BTreeMap, BTreeSet};

/// What is only for people to read.
const WORDS: [&str; 2] = ["description", "bearerFormat"];

/// A scheme, whatever a document calls it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// Both documents have the name, or neither.
    Named(String),
    /// A scheme that only has another name now, by what it means.
    Renamed(String),
}

/// The schemes that only have another name in the other document, and what
/// they mean.
#[derive(Debug, Default)]
pub(super) struct Schemes {
    base: BTreeMap<String, String>,
    revision: BTreeMap<String, String>,
}

impl Schemes {
    pub(super) fn between(base: Side<'_>, revision: Side<'_>) -> Self {
        let (old, new) = (all(base), all(revision));
        let only = |one: &BTreeMap<&str, Part<'_>>, other: &BTreeMap<&str, Part<'_>>| {
            let names = one.iter().filter(|(name, _)| !other.contains_key(*name));
            names
                .map(|(name, part)| ((*name).to_owned(), meaning(part)))
                .collect::<BTreeMap<String, String>>()
        };
        let (mut gone, mut come) = (only(&old, &new), only(&new, &old));
        let meanings: BTreeSet<String> = gone.values().cloned().collect();
        come.retain(|_, meaning| meanings.contains(meaning));
        let meanings: BTreeSet<&String> = come.values().collect();
        gone.retain(|_, meaning| meanings.contains(meaning));
        Self {
            base: gone,
            revision: come,
        }
    }

    pub(super) fn in_base(&self, name: &str) -> Identity {
        identity(&self.base, name)
    }

    pub(super) fn in_revision(&self, name: &str) -> Identity {
        identity(&self.revision, name)
    }

    /// The old and the new name of each scheme that only has another name,
    /// one to one.
    fn pairs(&self) -> BTreeMap<String, String> {
        let mut come: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
        for (name, meaning) in self.revision.iter().rev() {
            come.entry(meaning).or_default().push(name);
        }
        let pairs = self.base.iter().filter_map(|(name, meaning)| {
            let partner = come.get_mut(meaning)?.pop()?;
            Some((name.clone(), partner.clone()))
        });
        pairs.collect()
    }
}

fn identity(renamed: &BTreeMap<String, String>, name: &str) -> Identity {
    match renamed.get(name) {
        Some(meaning) => Identity::Renamed(meaning.clone()),
        None => Identity::Named(name.to_owned()),
    }
}

fn all(side: Side<'_>) -> BTreeMap<&str, Part<'_>> {
    let all = side.members_at("/components/securitySchemes").into_iter();
    all.map(|(name, part)| (name, side.resolve(part))).collect()
}

fn meaning(scheme: &Part<'_>) -> String {
    canonical::text(&canonical::without(scheme.value, &WORDS))
}

/// The schemes an operation of a document, or the document itself, asks for.
fn used(side: Side<'_>) -> BTreeSet<&str> {
    let mut lists: Vec<Part<'_>> = side.at("/security").into_iter().collect();
    for (_, item) in side.members_at("/paths") {
        let item = side.resolve(item);
        let operations = METHODS.iter().filter_map(|method| item.get(method));
        lists.extend(operations.filter_map(|operation| operation.get("security")));
    }
    let items = lists.iter().flat_map(Part::items);
    items
        .flat_map(|item| item.members())
        .map(|(name, _)| name)
        .collect()
}

pub(super) fn compare(engine: &mut Engine<'_>) {
    engine.enter("components");
    let pairs = engine.schemes.pairs();
    let taken: BTreeSet<&String> = pairs.values().collect();
    let (old, new) = (all(engine.base), all(engine.revision));
    let used = used(engine.base);
    for (name, was) in &old {
        let partner = pairs.get(*name).map_or(*name, String::as_str);
        if let Some(is) = new.get(partner) {
            Scheme {
                name,
                used: used.contains(*name),
                base: was,
                revision: is,
            }
            .compare(engine);
            continue;
        }
        let member = Member {
            id: "api-security-component-removed",
            direction: Direction::None,
            base: Some(was),
            revision: None,
        };
        member.report(engine, format!("the security scheme `{name}` is gone"));
    }
    for (name, is) in &new {
        if old.contains_key(name) || taken.contains(&(*name).to_owned()) {
            continue;
        }
        let member = Member {
            id: "api-security-component-added",
            direction: Direction::None,
            base: None,
            revision: Some(is),
        };
        member.report(engine, format!("the security scheme `{name}` is new"));
    }
}

/// One scheme that both documents have.
struct Scheme<'p, 'd> {
    name: &'p str,
    used: bool,
    base: &'p Part<'d>,
    revision: &'p Part<'d>,
}

/// A part of both sides; either may not have it.
type Both<'p, 'd> = (Option<&'p Part<'d>>, Option<&'p Part<'d>>);

impl Scheme<'_, '_> {
    fn report(
        &self,
        engine: &mut Engine<'_>,
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
        report(engine, id, level, places, message);
    }

    fn compare(&self, engine: &mut Engine<'_>) {
        for keyword in WORDS {
            let (old, new) = (self.base.get(keyword), self.revision.get(keyword));
            let member = Member {
                id: "api-security-component-description-changed",
                direction: Direction::None,
                base: old.as_ref(),
                revision: new.as_ref(),
            };
            let message = format!(
                "the security scheme `{}` has another `{keyword}`",
                self.name
            );
            member.report_if_changed(engine, message);
        }
        for keyword in ["type", "in", "name", "scheme", "openIdConnectUrl"] {
            let (old, new) = (self.base.get(keyword), self.revision.get(keyword));
            let id = "api-security-component-type-changed";
            self.member(engine, (old.as_ref(), new.as_ref()), id, keyword);
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
            self.flow(engine, name, (old.as_ref(), new.as_ref()));
        }
    }

    fn member(
        &self,
        engine: &mut Engine<'_>,
        places: Both<'_, '_>,
        id: &'static str,
        keyword: &str,
    ) {
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
                "the security scheme `{}` has another `{keyword}`",
                self.name
            );
            self.report(engine, id, Level::Breaking, (old, new), message);
        }
    }

    fn flow(&self, engine: &mut Engine<'_>, name: &str, places: Both<'_, '_>) {
        let called = format!("the OAuth flow `{name}` of `{}`", self.name);
        let (id, level, what) = match places {
            (Some(old), Some(new)) => return self.same_flow(engine, old, new, &called),
            (None, Some(_)) => (
                "api-security-component-oauth-flow-added",
                Level::NonBreaking,
                "new",
            ),
            (Some(_), None) => (
                "api-security-component-oauth-flow-removed",
                Level::Breaking,
                "gone",
            ),
            (None, None) => return,
        };
        self.report(engine, id, level, places, format!("{called} is {what}"));
    }

    fn same_flow(
        &self,
        engine: &mut Engine<'_>,
        base: &Part<'_>,
        revision: &Part<'_>,
        called: &str,
    ) {
        for keyword in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            let (old, new) = (base.get(keyword), revision.get(keyword));
            let id = match keyword {
                "authorizationUrl" => "api-security-component-oauth-url-changed",
                _ => "api-security-component-oauth-token-url-changed",
            };
            self.member(engine, (old.as_ref(), new.as_ref()), id, keyword);
        }
        let (was, is) = (scopes(base), scopes(revision));
        for (name, old) in &was {
            let new = is.get(name);
            let (id, level, message) = match new {
                None => (
                    "api-security-component-oauth-scope-removed",
                    Level::Breaking,
                    format!("{called} has no scope `{name}` any more"),
                ),
                Some(new) if !canonical::same(Some(old.value), Some(new.value)) => (
                    "api-security-component-oauth-scope-changed",
                    Level::Docs,
                    format!("{called} describes the scope `{name}` in other words"),
                ),
                Some(_) => continue,
            };
            self.report(engine, id, level, (Some(old), new), message);
        }
        for (name, new) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
            let id = "api-security-component-oauth-scope-added";
            let message = format!("{called} has the new scope `{name}`");
            self.report(engine, id, Level::NonBreaking, (None, Some(new)), message);
        }
    }
}

fn scopes<'d>(flow: &Part<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let scopes = flow.get("scopes");
    scopes.iter().flat_map(Part::members).collect()
}
