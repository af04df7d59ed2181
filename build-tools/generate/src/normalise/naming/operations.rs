//! Gives every operation its name by rule.

use super::answers::answers_list;
use super::held::Held;
use super::route::Route;
use super::sense::{Facts, Sense};
use super::verb::of_controller;
use api_document::member::Members;
use api_document::names::{method_name, numbers};
use api_document::schema::{operations, rank};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Which names are not the rule's to give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Whether every operation is named by rule, or only those of a server
    /// framework that names them after its own code.
    pub(super) all: bool,
    /// The operations, by method and path, that the overlay names.
    pub(super) given: &'a BTreeSet<String>,
    /// The names of earlier runs.
    pub(super) held: &'a Held,
}

/// One operation and its names.
struct Site {
    path: String,
    method: &'static str,
    location: String,
    id: Option<String>,
    /// The name by rule, where it is to have one.
    wish: Option<String>,
}

/// Names the operations, and says which got which name.
pub(super) fn name(document: &mut Value, scope: Scope<'_>) -> Vec<String> {
    let sites = sites(document, scope);
    let mut names = Names::of(&sites, scope);
    for site in &sites {
        names.hold(site, scope);
    }
    for site in &sites {
        names.give(site, &sites);
    }
    let mut notes = Vec::new();
    for site in &sites {
        let Some(name) = names.given.get(&site.location) else {
            continue;
        };
        if site.id.as_ref() == Some(name) {
            continue;
        }
        let location = &site.location;
        notes.push(match &site.wish {
            Some(wish) if wish != name && names.is_kept(site) => {
                format!("{location} is named {name}, as before; by rule it would be {wish}")
            }
            Some(wish) if wish != name => {
                format!("{location} is named {name}: {wish} is another operation's name")
            }
            _ => format!("{location} is named {name}"),
        });
        set(document, site, name);
    }
    notes
}

/// The operations by path, those of short paths first: not in the order of
/// keys, which means nothing.
fn sites(document: &Value, scope: Scope<'_>) -> Vec<Site> {
    let is_framework = operations(document)
        .iter()
        .any(|operation| of_controller(operation.id()).is_some());
    let mut sites: Vec<Site> = operations(document)
        .iter()
        .map(|operation| {
            let id = Some(operation.id()).filter(|id| !id.is_empty());
            let by_rule = scope.all
                || match id {
                    Some(id) => of_controller(id).is_some(),
                    None => is_framework,
                };
            let location = operation.location();
            let by_rule = by_rule && !scope.given.contains(&location);
            let facts = Facts {
                method: operation.method,
                path: operation.path,
                id,
                answers_list: answers_list(document, operation.value),
            };
            Site {
                path: operation.path.to_owned(),
                method: operation.method,
                location,
                id: id.map(str::to_owned),
                wish: by_rule.then(|| Sense::of(facts).name),
            }
        })
        .collect();
    sites.sort_by_key(|site| {
        let length = site.path.split('/').count();
        (length, site.path.clone(), rank(site.method))
    });
    sites
}

/// The names that are given so far, by location.
struct Names {
    given: BTreeMap<String, String>,
    kept: BTreeSet<String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// The names that are not the rule's to give, and those of operations that
    /// are gone: a name never means another operation.
    fn of(sites: &[Site], scope: Scope<'_>) -> Self {
        let fixed = sites.iter().filter(|site| {
            let is_held = scope.held.operation(&site.location).is_some();
            scope.given.contains(&site.location) || (site.wish.is_none() && !is_held)
        });
        let fixed = fixed.filter_map(|site| site.id.as_deref().map(method_name));
        let locations = sites.iter().map(|site| site.location.clone()).collect();
        let gone: Vec<String> = scope.held.gone(&locations).cloned().collect();
        Self {
            given: BTreeMap::new(),
            kept: BTreeSet::new(),
            taken: fixed.chain(gone).collect(),
        }
    }

    /// Leaves an operation the name that it has had.
    fn hold(&mut self, site: &Site, scope: Scope<'_>) {
        if scope.given.contains(&site.location) {
            return;
        }
        if let Some(name) = scope.held.operation(&site.location)
            && self.taken.insert(method_name(name))
        {
            self.given.insert(site.location.clone(), name.to_owned());
            self.kept.insert(site.location.clone());
        }
    }

    fn is_kept(&self, site: &Site) -> bool {
        self.kept.contains(&site.location)
    }

    /// Gives an operation its name by rule, or the next that is free.
    fn give(&mut self, site: &Site, sites: &[Site]) {
        let Some(wish) = &site.wish else { return };
        if self.given.contains_key(&site.location) {
            return;
        }
        let same_path = sites
            .iter()
            .any(|other| other.path == site.path && self.given.get(&other.location) == Some(wish));
        let name = candidates(site, wish, same_path)
            .into_iter()
            .chain(numbers(self.taken.len()).map(|number| format!("{wish}_{number}")))
            .find(|name| self.taken.insert(method_name(name)));
        if let Some(name) = name {
            self.given.insert(site.location.clone(), name);
        }
    }
}

/// The names for an operation, best first; `same_path` says whether the first of
/// them is taken by another method of the path.
fn candidates(site: &Site, wish: &str, same_path: bool) -> Vec<String> {
    let route = Route::of(&site.path);
    let mut names = vec![wish.to_owned()];
    if !route.versions.is_empty() {
        names.push(format!("{wish}_{}", route.versions.join("_")));
    }
    if !(same_path || route.parameters.is_empty()) {
        names.push(format!("{wish}_by_{}", route.parameters.join("_")));
    }
    names.push(format!("{wish}_with_{}", site.method));
    names
}

fn set(document: &mut Value, site: &Site, name: &str) {
    let item = document
        .member_mut("paths")
        .and_then(|paths| paths.get_mut(&site.path));
    if let Some(Value::Object(operation)) = item.and_then(|item| item.get_mut(site.method)) {
        operation.insert("operationId".to_owned(), Value::String(name.to_owned()));
    }
}
