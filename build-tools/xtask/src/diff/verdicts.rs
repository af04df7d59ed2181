//! Gives each change of the document the surface changes that come from it.
//!
//! The generator names types and builders after schemas and operations, so a
//! change at a pointer is tied to the items that bear those names.

use super::composed::{Composed, in_union, properties};
use super::explained::RustItem;
use super::index::Index;
use super::named::Named;
use super::owner::Owner;
use api_compare::{Change, Level};
use api_document::diagnostic::join_pointer;
use api_document::ingest::Document;
use api_document::names::{nested_type_name, type_name};
use api_generate::normalise::is_the_servers;
use rust_surface::{Bump, SurfaceChange};
use serde_json::Value;
use std::borrow::Borrow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What two versions of a document are to Rust users.
#[derive(Debug, Default)]
pub struct Verdict {
    /// The verdict on the crate as a whole.
    pub bump: Bump,
    /// Each change with its own.
    pub changes: Vec<Judged>,
    /// The items that differ and come from none of the changes: names alone did.
    pub alone: Vec<RustItem>,
}

/// A change with both verdicts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What changed, and what that means on the wire.
    pub change: Change,
    /// What it means for users of the generated crate.
    pub bump: Bump,
    /// The public items that differ because of it; changes of one schema in many
    /// operations have the same.
    pub items: Arc<[RustItem]>,
}

impl Borrow<Change> for Judged {
    fn borrow(&self) -> &Change {
        &self.change
    }
}

/// What a change did to the code.
#[derive(Debug, Clone, Default)]
struct Share {
    bump: Bump,
    /// Indices into the surface's changes.
    items: BTreeSet<usize>,
}

impl Share {
    fn of(items: BTreeSet<usize>, surface: &[SurfaceChange]) -> Self {
        let bumps = items.iter().filter_map(|place| surface.get(*place));
        Self {
            bump: bumps.map(|item| item.bump).max().unwrap_or_default(),
            items,
        }
    }

    fn add(&mut self, other: &Self) {
        self.bump = self.bump.max(other.bump);
        self.items.extend(&other.items);
    }
}

/// Gives every change its bump and items; `code_differs` says whether the
/// generated code is another one at all. Returned beside them are the items that
/// come from none of the changes.
pub(super) fn assign(
    changes: Vec<Change>,
    surface: &[SurfaceChange],
    documents: [&Document; 2],
    named: [&Named; 2],
    code_differs: bool,
) -> (Vec<Judged>, Vec<RustItem>) {
    let places = Places { documents, named };
    let index = Index::of(surface);
    let mut known: HashMap<_, Share> = HashMap::new();
    let mut shares: Vec<Share> = Vec::with_capacity(changes.len());
    let seen = |change: &Change| change.level > Level::None && !is_unseen(&change.pointer);
    let any_seen = changes.iter().any(seen);
    for change in &changes {
        let share = known.entry(key(change)).or_insert_with(|| {
            let owners = places.owners(change);
            let own = owners.iter().flat_map(|owner| index.owned(owner));
            Share::of(own.collect(), surface)
        });
        let quiet = code_differs && (seen(change) || (!any_seen && change.level > Level::None));
        let mut share = share.clone();
        share.bump = share.bump.max(if quiet { Bump::Patch } else { Bump::None });
        shares.push(share);
    }
    let rest = unclaimed(&shares, surface);
    places.give_the_rest(&changes, &mut shares, &rest, surface);
    let alone = unclaimed(&shares, surface);
    let items = |places: &BTreeSet<usize>| {
        let items = places.iter().filter_map(|place| surface.get(*place));
        RustItem::of(&items.collect::<Vec<_>>())
    };
    let mut shown: HashMap<BTreeSet<usize>, Arc<[RustItem]>> = HashMap::new();
    let judged = changes.into_iter().zip(shares).map(|(change, share)| {
        let shown = shown.entry(share.items);
        Judged {
            change,
            bump: share.bump,
            items: Arc::clone(shown.or_insert_with_key(|places| items(places).into())),
        }
    });
    (judged.collect(), items(&alone))
}

/// What of the surface none of the changes has claimed.
fn unclaimed(shares: &[Share], surface: &[SurfaceChange]) -> BTreeSet<usize> {
    let claimed: BTreeSet<usize> = shares
        .iter()
        .flat_map(|share| &share.items)
        .copied()
        .collect();
    let all = 0..surface.len();
    all.filter(|place| !claimed.contains(place)).collect()
}

/// Where two changes have the same, they have the same owners.
fn key(change: &Change) -> (String, Option<String>, [bool; 2], String) {
    let shared = change.pointer.starts_with("/components/schemas/");
    let location = if shared {
        String::new()
    } else {
        change.location.clone()
    };
    let (pointer, property) = (change.pointer.clone(), change.property.clone());
    let of = [is_words(change), change.after.is_some()];
    (pointer, property, of, location)
}

/// Words are documentation of the code; only a title names a type as well.
fn is_words(change: &Change) -> bool {
    change.level == Level::Docs && !change.id.ends_with("-title-changed")
}

/// Whether the code says nothing of what is at a pointer: limits, defaults, and what an
/// operation asks for.
fn is_unseen(pointer: &str) -> bool {
    let segments = segments(pointer);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["security", ..] | ["paths", _, _, "security", ..] => true,
        [.., "properties" | "schemas", _] | [] => false,
        [.., keyword] => is_the_servers(keyword),
    }
}

/// The documents on both sides, and the names that their code has.
struct Places<'d> {
    documents: [&'d Document; 2],
    named: [&'d Named; 2],
}

impl Places<'_> {
    fn owners(&self, change: &Change) -> Vec<Owner> {
        if is_words(change) {
            return Vec::new();
        }
        let segments = segments(&change.pointer);
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["components", "schemas", schema, rest @ ..] => {
                let owners = self.in_schema(schema, rest, change.property.as_deref());
                self.variant(rest, change, &owners)
                    .map_or(owners, |own| vec![own])
            }
            ["components", "securitySchemes", scheme, ..] => {
                let methods = self
                    .named
                    .iter()
                    .filter_map(|named| named.credential_setter(scheme));
                methods.map(Owner::credentials).collect()
            }
            ["components", section, _, ..] => self.in_operation(change, section),
            ["paths", _] | ["paths", _, _] => self.in_operation(change, ""),
            ["paths", _, "parameters", ..] => self.in_operation(change, "parameters"),
            ["paths", _, _, part, ..] => self.in_operation(change, part),
            _ => Vec::new(),
        }
    }

    /// The variant for a value that an enum gained or lost.
    fn variant(&self, place: &[&str], change: &Change, owners: &[Owner]) -> Option<Owner> {
        let [.., "enum", _] = place else { return None };
        let (Owner::Type(ty) | Owner::Property { nested: ty, .. }) = owners.last()? else {
            return None;
        };
        let value = change.after.as_deref().or(change.before.as_deref())?;
        let value: String = serde_json::from_str(value).ok()?;
        let path = self.named.iter().find_map(|one| one.variant(ty, &value))?;
        Some(Owner::variant(path))
    }

    /// The owners in one part of the operation of a change.
    fn in_operation(&self, change: &Change, part: &str) -> Vec<Owner> {
        let ids = self.operation_ids(&change.location).into_iter();
        match part {
            "" | "operationId" => ids.map(|id| Owner::operation(&id)).collect(),
            "parameters" => {
                let name = self.parameter(change);
                ids.map(|id| match &name {
                    Some(name) => Owner::parameter(&id, name),
                    None => Owner::operation(&id),
                })
                .collect()
            }
            "requestBody" | "requestBodies" => ids.map(|id| Owner::body(&id)).collect(),
            "responses" => ids.map(|id| Owner::answer(&id)).collect(),
            _ => Vec::new(),
        }
    }

    /// The name of the parameter that a change is in.
    fn parameter(&self, change: &Change) -> Option<String> {
        let [base, revision] = self.documents;
        // A removed value is in the base, any other in the revision.
        let document = if change.after.is_some() {
            revision
        } else {
            base
        };
        let mut place = document.value.pointer("")?;
        for segment in segments(&change.pointer) {
            place = match place {
                Value::Array(items) => items.get(segment.parse::<usize>().ok()?)?,
                other => other.get(&segment)?,
            };
            if let (Some(name), true) = (place.get("name"), place.get("in").is_some()) {
                return name.as_str().map(str::to_owned);
            }
        }
        None
    }

    /// The property a pointer inside a schema leads to, or the whole schema; of a
    /// property that has a type of its own, the type as well.
    ///
    /// `required` has its properties in a list, so `property` says which.
    fn in_schema(&self, schema: &str, rest: &[&str], property: Option<&str>) -> Vec<Owner> {
        let mut pointer = join_pointer("/components/schemas", schema);
        let mut ty = self.type_at(&pointer).unwrap_or_else(|| type_name(schema));
        let mut names: Vec<&str> = Vec::new();
        let mut owners = Vec::new();
        let mut segments = rest.iter().copied();
        while let Some(segment) = segments.next() {
            pointer = join_pointer(&pointer, segment);
            match segment {
                "properties" => {
                    if let Some(name) = segments.next() {
                        pointer = join_pointer(&pointer, name);
                        names.push(name);
                    }
                }
                "required" => names.extend(property),
                _ => {}
            }
            if let Some(own) = self.type_at(&pointer) {
                owners = owner(&ty, &names).into_iter().collect();
                names.clear();
                ty = own;
            }
        }
        owners.push(owner(&ty, &names).unwrap_or(Owner::Type(ty)));
        owners
    }

    /// The type of the schema at a pointer, in either document.
    fn type_at(&self, pointer: &str) -> Option<String> {
        self.named.iter().find_map(|named| named.type_at(pointer))
    }

    fn operation_ids(&self, location: &str) -> BTreeSet<String> {
        let ids = self.named.map(|named| named.operation_id(location));
        ids.into_iter().flatten().map(str::to_owned).collect()
    }

    /// What no change has claimed goes to those in the same operation, in a part of
    /// its type, or in a component of another name: its types are other types.
    fn give_the_rest(
        &self,
        changes: &[Change],
        shares: &mut [Share],
        rest: &BTreeSet<usize>,
        surface: &[SurfaceChange],
    ) {
        if rest.is_empty() {
            return;
        }
        let all = Share::of(rest.clone(), surface);
        let mut known: HashMap<String, Share> = HashMap::new();
        let composed = Composed::of(self.documents);
        let owned = |owners: &[Owner]| {
            let is_owned = |place: &&usize| {
                let item = surface.get(**place);
                item.is_some_and(|item| owners.iter().any(|one| one.has(&item.path)))
            };
            Share::of(rest.iter().filter(is_owned).copied().collect(), surface)
        };
        let each = changes.iter().zip(shares);
        for (change, share) in each.filter(|(change, _)| !is_words(change)) {
            if self.is_renamed(&change.pointer) {
                share.add(&all);
            } else if change.pointer.starts_with("/components/schemas/") {
                let pointer = change.pointer.clone();
                let own = known
                    .entry(pointer)
                    .or_insert_with_key(|pointer| owned(&self.wholes(pointer, &composed)));
                share.add(own);
            } else if change.pointer.starts_with("/paths/") && change.level > Level::None {
                let location = change.location.clone();
                let own = known.entry(location).or_insert_with_key(|location| {
                    let owners = self.operation_ids(location).into_iter();
                    let owners: Vec<Owner> = owners.map(|id| Owner::operation(&id)).collect();
                    owned(&owners)
                });
                share.add(own);
            }
        }
    }

    /// What a change in a component does beyond it: to the types that it is a part
    /// of and, where it is in a part of a union, to the union.
    fn wholes(&self, pointer: &str, composed: &Composed) -> Vec<Owner> {
        let segments = segments(pointer);
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let ["components", "schemas", schema, within @ ..] = segments.as_slice() else {
            return Vec::new();
        };
        let ty = |name: &str| {
            let place = join_pointer("/components/schemas", name);
            self.type_at(&place).unwrap_or_else(|| type_name(name))
        };
        let names = properties(within);
        let wholes = composed.wholes(schema).into_iter().map(|whole| {
            let ty = ty(whole);
            owner(&ty, &names).unwrap_or(Owner::Family(ty))
        });
        let union = in_union(within).then(|| Owner::Family(ty(schema)));
        wholes.chain(union).collect()
    }

    /// Whether a pointer is in a schema that one of the documents lacks.
    fn is_renamed(&self, pointer: &str) -> bool {
        let Some(name) = pointer.strip_prefix("/components/schemas/") else {
            return false;
        };
        let component = name.split('/').next().unwrap_or(name);
        let place = format!("/components/schemas/{component}");
        let has = |document: &&Document| document.value.pointer(&place).is_some();
        !self.documents.iter().all(has)
    }
}

/// The property that these names lead to, one inside the other.
fn owner(ty: &str, names: &[&str]) -> Option<Owner> {
    let (property, path) = names.split_last()?;
    let nested = |ty: String, name: &&str| nested_type_name(&ty, name);
    Some(Owner::property(
        path.iter().fold(ty.to_owned(), nested),
        property,
    ))
}

fn segments(pointer: &str) -> Vec<String> {
    let segments = pointer.split('/').skip(1);
    segments
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect()
}
