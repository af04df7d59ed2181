//! Who may call: security schemes, and what each operation asks for.

use super::document::{Part, Side};
use super::engine::{Engine, Report};
use super::operation::Member;
use super::paths::Operation;
use super::{Direction, Level, canonical};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const DIRECTION: Direction = Direction::None;

/// One way to authenticate: schemes, and the scopes asked of each.
type Way = BTreeMap<String, BTreeSet<String>>;

/// The ways an operation can be called; no way asked for is one empty way.
fn ways<'d>(
    side: Side<'d>,
    operation: &Operation<'d>,
) -> (Option<Part<'d>>, Vec<(Way, Option<Part<'d>>)>) {
    let list = operation
        .part
        .get("security")
        .or_else(|| side.at("/security"));
    let mut ways: Vec<(Way, Option<Part<'d>>)> = list
        .iter()
        .flat_map(Part::items)
        .map(|item| (way(&item), Some(item)))
        .collect();
    if ways.is_empty() {
        ways.push((Way::new(), list.clone()));
    }
    (list, ways)
}

fn way(item: &Part<'_>) -> Way {
    item.members()
        .map(|(name, scopes)| {
            let scopes = scopes
                .items()
                .filter_map(|scope| scope.value.as_str().map(str::to_owned));
            (name.to_owned(), scopes.collect())
        })
        .collect()
}

/// Whether what is sent for `sent` is enough for `asked`.
fn suffices(sent: &Way, asked: &Way) -> bool {
    asked
        .iter()
        .all(|(name, scopes)| sent.get(name).is_some_and(|have| scopes.is_subset(have)))
}

pub(super) fn compare_operation<'d>(
    engine: &mut Engine<'d>,
    base: &Operation<'d>,
    revision: &Operation<'d>,
) {
    let renamed = renamed(engine.base, engine.revision);
    let (old_list, old) = ways(engine.base, base);
    let (new_list, mut new) = ways(engine.revision, revision);
    for (way, _) in &mut new {
        let names = std::mem::take(way).into_iter();
        *way = names
            .map(|(name, scopes)| (renamed.get(&name).cloned().unwrap_or(name), scopes))
            .collect();
    }
    let mut old: Vec<_> = old.into_iter().collect();
    old.retain(|(way, _)| !take(&mut new, way));
    scopes(engine, &mut old, &mut new);
    for (way, part) in &old {
        let kept = ways(engine.revision, revision).1.iter().any(|(asked, _)| {
            let asked = asked
                .iter()
                .map(|(name, scopes)| (renamed.get(name).unwrap_or(name).clone(), scopes.clone()))
                .collect();
            suffices(way, &asked)
        });
        if way.is_empty() {
            continue;
        }
        let level = if kept {
            Level::NonBreaking
        } else {
            Level::Breaking
        };
        let place = part.as_ref().or(old_list.as_ref());
        let message = format!("{} does not suffice any more", called(way));
        let message = if kept {
            format!("{} is not asked for any more", called(way))
        } else {
            message
        };
        report(
            engine,
            "api-security-removed",
            level,
            (place, None),
            message,
        );
    }
    let was_open = old.iter().any(|(way, _)| way.is_empty());
    for (way, part) in new.iter().filter(|(way, _)| !way.is_empty()) {
        let level = if was_open {
            Level::Breaking
        } else {
            Level::NonBreaking
        };
        let place = part.as_ref().or(new_list.as_ref());
        report(
            engine,
            "api-security-added",
            level,
            (None, place),
            format!("{} is a new way to call", called(way)),
        );
    }
    if !was_open && new.iter().any(|(way, _)| way.is_empty()) && old.is_empty() {
        let message = "the operation can be called without authentication".to_owned();
        report(
            engine,
            "api-security-added",
            Level::NonBreaking,
            (None, new_list.as_ref()),
            message,
        );
    }
}

fn take(ways: &mut Vec<(Way, Option<Part<'_>>)>, way: &Way) -> bool {
    let found = ways.iter().position(|(other, _)| other == way);
    found.map(|index| ways.remove(index)).is_some()
}

/// The same schemes with other scopes: told as scopes.
fn scopes<'d>(
    engine: &mut Engine<'d>,
    old: &mut Vec<(Way, Option<Part<'d>>)>,
    new: &mut Vec<(Way, Option<Part<'d>>)>,
) {
    let mut index = 0;
    while let Some((way, part)) = old.get(index).cloned() {
        let partner = new
            .iter()
            .position(|(other, _)| !way.is_empty() && other.keys().eq(way.keys()));
        let Some(partner) = partner else {
            index += 1;
            continue;
        };
        let (other, now) = new.remove(partner);
        old.remove(index);
        for (name, was) in &way {
            let is = other.get(name).cloned().unwrap_or_default();
            for scope in is.difference(was) {
                let message = format!("`{name}` needs the scope `{scope}` now");
                report(
                    engine,
                    "api-security-scope-added",
                    Level::Breaking,
                    (None, now.as_ref()),
                    message,
                );
            }
            for scope in was.difference(&is) {
                let message = format!("`{name}` does not need the scope `{scope}` any more");
                report(
                    engine,
                    "api-security-scope-removed",
                    Level::NonBreaking,
                    (part.as_ref(), None),
                    message,
                );
            }
        }
    }
}

fn called(way: &Way) -> String {
    let names: Vec<&str> = way.keys().map(String::as_str).collect();
    format!("`{}`", names.join("` with `"))
}

fn report(
    engine: &mut Engine<'_>,
    id: &'static str,
    level: Level,
    places: (Option<&Part<'_>>, Option<&Part<'_>>),
    message: String,
) {
    let (before, after) = places;
    engine.report_at(
        level,
        Report {
            id,
            direction: DIRECTION,
            pointer: after.or(before).map_or("", |part| &part.pointer),
            message,
            before: before.map(|part| part.value),
            after: after.map(|part| part.value),
        },
    );
}

const WORDS: [&str; 2] = ["description", "bearerFormat"];

fn schemes(side: Side<'_>) -> BTreeMap<&str, Part<'_>> {
    let all = side.members_at("/components/securitySchemes").into_iter();
    all.map(|(name, part)| (name, side.resolve(part))).collect()
}

/// Schemes that only have another name: the new one, and the old one.
fn renamed(base: Side<'_>, revision: Side<'_>) -> BTreeMap<String, String> {
    let (old, new) = (schemes(base), schemes(revision));
    let meaning = |part: &Part<'_>| canonical::text(&canonical::without(part.value, &WORDS));
    let gone: BTreeMap<String, &str> = old
        .iter()
        .filter(|(name, _)| !new.contains_key(*name))
        .map(|(name, part)| (meaning(part), *name))
        .collect();
    let come = new.iter().filter(|(name, _)| !old.contains_key(*name));
    come.filter_map(|(name, part)| {
        Some(((*name).to_owned(), (*gone.get(&meaning(part))?).to_owned()))
    })
    .collect()
}

/// The schemes an operation of a document, or the document itself, asks for.
fn used(side: Side<'_>) -> BTreeSet<String> {
    let mut lists: Vec<Part<'_>> = side.at("/security").into_iter().collect();
    for (_, item) in side.members_at("/paths") {
        let item = side.resolve(item);
        lists.extend(
            item.members()
                .filter_map(|(_, operation)| operation.get("security")),
        );
    }
    lists
        .iter()
        .flat_map(Part::items)
        .flat_map(|item| way(&item).into_keys())
        .collect()
}

pub(super) fn compare_components(engine: &mut Engine<'_>) {
    engine.enter("components");
    let renamed = renamed(engine.base, engine.revision);
    let (old, new) = (schemes(engine.base), schemes(engine.revision));
    let used = used(engine.base);
    for (name, was) in &old {
        let new_name = renamed
            .iter()
            .find(|(_, old)| old == name)
            .map_or(*name, |(new, _)| new.as_str());
        if let Some(is) = new.get(new_name) {
            Scheme {
                name,
                used: used.contains(*name),
                base: was,
                revision: is,
            }
            .compare(engine);
        } else {
            let member = Member {
                id: "api-security-component-removed",
                direction: DIRECTION,
                base: Some(was),
                revision: None,
            };
            member.report(engine, format!("the security scheme `{name}` is gone"));
        }
    }
    for (name, is) in new
        .iter()
        .filter(|(name, _)| !old.contains_key(*name) && !renamed.contains_key(**name))
    {
        let member = Member {
            id: "api-security-component-added",
            direction: DIRECTION,
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

impl Scheme<'_, '_> {
    fn level(&self, level: Level) -> Level {
        if self.used { level } else { Level::None }
    }

    fn compare(&self, engine: &mut Engine<'_>) {
        for keyword in WORDS {
            let (old, new) = (self.base.get(keyword), self.revision.get(keyword));
            let member = Member {
                id: "api-security-component-description-changed",
                direction: DIRECTION,
                base: old.as_ref(),
                revision: new.as_ref(),
            };
            member.report_if_changed(
                engine,
                format!(
                    "the security scheme `{}` has another `{keyword}`",
                    self.name
                ),
            );
        }
        for keyword in ["type", "in", "name", "scheme", "openIdConnectUrl"] {
            self.member(
                engine,
                self.base.get(keyword).as_ref(),
                self.revision.get(keyword).as_ref(),
                "api-security-component-type-changed",
                keyword,
            );
        }
        let flows = |part: &Part<'_>| part.get("flows").map(|flows| flows.pointer.to_string());
        let names: BTreeSet<&str> = [
            "implicit",
            "password",
            "clientCredentials",
            "authorizationCode",
        ]
        .into();
        let (Some(_), Some(_)) = (flows(self.base), flows(self.revision)) else {
            return;
        };
        for name in names {
            let flow = |part: &Part<'_>| {
                part.get("flows")
                    .and_then(|flows| flows.get(name))
                    .map(|flow| (flow.pointer.clone(), flow.value.clone()))
            };
            self.flow(
                engine,
                name,
                flow(self.base).is_some(),
                flow(self.revision).is_some(),
            );
        }
    }

    fn member(
        &self,
        engine: &mut Engine<'_>,
        old: Option<&Part<'_>>,
        new: Option<&Part<'_>>,
        id: &'static str,
        keyword: &str,
    ) {
        let value = |part: Option<&Part<'_>>| -> Option<String> {
            let text = part?.value.as_str()?;
            // The names of HTTP schemes have no case.
            Some(if keyword == "scheme" {
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
            report(engine, id, self.level(Level::Breaking), (old, new), message);
        }
    }

    fn flow(&self, engine: &mut Engine<'_>, name: &str, was: bool, is: bool) {
        let flow = |part: &Part<'_>| -> Option<(String, Value)> {
            let flow = part.get("flows")?.get(name)?;
            Some((flow.pointer.to_string(), flow.value.clone()))
        };
        let (old, new) = (flow(self.base), flow(self.revision));
        let old = old.as_ref().map(|(pointer, value)| Part {
            value,
            pointer: pointer.as_str().into(),
        });
        let new = new.as_ref().map(|(pointer, value)| Part {
            value,
            pointer: pointer.as_str().into(),
        });
        let called = format!("the OAuth flow `{name}` of `{}`", self.name);
        match (was, is) {
            (false, true) => report(
                engine,
                "api-security-component-oauth-flow-added",
                self.level(Level::NonBreaking),
                (None, new.as_ref()),
                format!("{called} is new"),
            ),
            (true, false) => report(
                engine,
                "api-security-component-oauth-flow-removed",
                self.level(Level::Breaking),
                (old.as_ref(), None),
                format!("{called} is gone"),
            ),
            _ => {}
        }
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        for keyword in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            self.member(
                engine,
                old.get(keyword).as_ref(),
                new.get(keyword).as_ref(),
                "api-security-component-oauth-url-changed",
                keyword,
            );
        }
        self.flow_scopes(engine, &old, &new, &called);
    }

    fn flow_scopes(&self, engine: &mut Engine<'_>, old: &Part<'_>, new: &Part<'_>, called: &str) {
        let scopes = |flow: &Part<'_>| -> BTreeMap<String, String> {
            let scopes = flow.get("scopes");
            scopes
                .iter()
                .flat_map(Part::members)
                .map(|(name, part)| (name.to_owned(), canonical::text(part.value)))
                .collect()
        };
        let (was, is) = (scopes(old), scopes(new));
        let place = |flow: &Part<'_>, name: &str| -> (String, Value) {
            let scope = flow.get("scopes").and_then(|scopes| scopes.get(name));
            scope.map_or_else(Default::default, |scope| {
                (scope.pointer.to_string(), scope.value.clone())
            })
        };
        for (name, words) in &was {
            let (pointer, value) = place(old, name);
            let part = Part {
                value: &value,
                pointer: pointer.into(),
            };
            match is.get(name) {
                None => report(
                    engine,
                    "api-security-component-oauth-scope-removed",
                    self.level(Level::Breaking),
                    (Some(&part), None),
                    format!("{called} has no scope `{name}` any more"),
                ),
                Some(now) if now != words => {
                    let (pointer, value) = place(new, name);
                    let now = Part {
                        value: &value,
                        pointer: pointer.into(),
                    };
                    report(
                        engine,
                        "api-security-component-description-changed",
                        Level::Docs,
                        (Some(&part), Some(&now)),
                        format!("{called} describes the scope `{name}` in other words"),
                    );
                }
                Some(_) => {}
            }
        }
        for name in is.keys().filter(|name| !was.contains_key(*name)) {
            let (pointer, value) = place(new, name);
            let part = Part {
                value: &value,
                pointer: pointer.into(),
            };
            report(
                engine,
                "api-security-component-oauth-scope-added",
                self.level(Level::NonBreaking),
                (None, Some(&part)),
                format!("{called} has the new scope `{name}`"),
            );
        }
    }
}
