//! References by anchor, by the `$id` of a schema in the document, and relative to
//! a schema with an `$id` of its own: each becomes a pointer from the root.

use super::places::each_mut;
use crate::percent::decoded;
use crate::validate::kind::Kind;
use serde_json::Value;
use std::collections::BTreeMap;

/// The places of a document that have a name other than their pointer.
#[derive(Debug, Default)]
struct Named {
    /// The base address of each schema with an `$id`, by its pointer.
    bases: BTreeMap<String, String>,
    /// The schemas with an `$id`, by address.
    resources: BTreeMap<String, String>,
    /// The anchors, by the pointer of the resource they are in.
    anchors: BTreeMap<(String, String), String>,
}

/// Turns every reference that leads to a place in this document into its pointer.
pub(super) fn by_pointer(document: &mut Value) {
    let root = document.get("$self").and_then(Value::as_str);
    let mut named = Named::default();
    named
        .bases
        .insert(String::new(), root.unwrap_or_default().to_owned());
    if let Some(root) = root {
        named.resources.insert(root.to_owned(), String::new());
    }
    each_mut(document, &mut |kind, value, at| {
        if kind == Kind::Schema {
            named.add(value, at);
        }
    });
    let whole = document.clone();
    each_mut(document, &mut |kind, value, at| {
        if let Value::Object(members) = value {
            for keyword in ["$ref", "$dynamicRef"] {
                let Some(Value::String(reference)) = members.get_mut(keyword) else {
                    continue;
                };
                if keyword == "$dynamicRef" && kind != Kind::Schema {
                    continue;
                }
                if let Some(pointer) = named.pointer(reference, at, &whole) {
                    *reference = format!("#{pointer}");
                }
            }
        }
    });
}

impl Named {
    fn add(&mut self, schema: &Value, at: &str) {
        let text = |keyword| schema.get(keyword).and_then(Value::as_str);
        if let Some(id) = text("$id") {
            let address = self.absolute(id, at);
            let address = address.trim_end_matches('#').to_owned();
            self.bases.insert(at.to_owned(), address.clone());
            self.resources.entry(address).or_insert(at.to_owned());
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(keyword) {
                let key = (self.resource_of(at).to_owned(), name.to_owned());
                self.anchors.entry(key).or_insert(at.to_owned());
            }
        }
    }

    /// The innermost resource that a place is in.
    fn resource_of<'p>(&self, at: &'p str) -> &'p str {
        let mut place = at;
        while !self.bases.contains_key(place) {
            match place.rfind('/') {
                Some(end) => place = &place[..end],
                None => return "",
            }
        }
        place
    }

    /// The address that a reference means at a place.
    fn absolute(&self, reference: &str, at: &str) -> String {
        let base = self.bases.get(self.resource_of(at));
        joined(base.map_or("", String::as_str), reference)
    }

    /// The pointer of what a reference names, where that is not what it says.
    fn pointer(&self, reference: &str, at: &str, document: &Value) -> Option<String> {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if address.is_empty() {
            self.resource_of(at)
        } else {
            let known = self.resources.get(address);
            known.or_else(|| self.resources.get(&self.absolute(address, at)))?
        };
        if fragment.is_empty() || fragment.starts_with('/') {
            let pointer = format!("{resource}{fragment}");
            // Many documents have an `$id` and point from the root all the same.
            let is_at = |pointer: &String| document.pointer(pointer).is_some();
            let decoded = decoded(&pointer).filter(|decoded| !is_at(&pointer) && is_at(decoded));
            let pointer = decoded.unwrap_or(pointer);
            let is_there = is_at(&pointer);
            let as_said = address.is_empty() && !is_there;
            return (!as_said && !pointer.is_empty()).then_some(pointer);
        }
        let anchor = |resource: &str| {
            self.anchors
                .get(&(resource.to_owned(), fragment.to_owned()))
        };
        let found = anchor(resource).or_else(|| anchor(""));
        // Where resources share an anchor, a dynamic reference finds its own first.
        let elsewhere = || {
            let mut all = self.anchors.iter();
            all.find(|((_, name), _)| name == fragment)
                .map(|(_, at)| at)
        };
        found.or_else(elsewhere).cloned()
    }
}

/// A reference relative to an address; addresses are compared as text.
fn joined(base: &str, reference: &str) -> String {
    let has_scheme = |text: &str| {
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        scheme.is_some_and(|scheme| !scheme.is_empty() && !scheme.contains(['/', '#', '?']))
    };
    if base.is_empty() || has_scheme(reference) {
        return reference.to_owned();
    }
    let host_end = base.find("://").map_or(0, |start| {
        let rest = &base[start + 3..];
        start + 3 + rest.find('/').unwrap_or(rest.len())
    });
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..host_end]);
    }
    let folder = base[host_end..]
        .rfind('/')
        .map_or(host_end, |slash| host_end + slash);
    let mut path: Vec<&str> = base[host_end..folder].split('/').collect();
    for segment in reference.split('/') {
        match segment {
            "." => {}
            ".." if path.len() > 1 => drop(path.pop()),
            _ => path.push(segment),
        }
    }
    format!("{}{}", &base[..host_end], path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{by_pointer, joined};
    use serde_json::json;

    #[test]
    fn an_address_is_relative_to_the_one_around_it() {
        let base = "https://x.example/a/b.json";
        assert_eq!(joined(base, "c.json"), "https://x.example/a/c.json");
        assert_eq!(joined(base, "../c"), "https://x.example/c");
        assert_eq!(joined(base, "/c"), "https://x.example/c");
        assert_eq!(joined("https://x.example", "c"), "https://x.example/c");
        assert_eq!(joined(base, "urn:c"), "urn:c");
        assert_eq!(joined("", "c"), "c");
    }

    #[test]
    fn anchors_and_ids_become_pointers_from_the_root() {
        let reference = |to: &str| json!({ "$ref": to });
        let mut document = json!({ "components": { "schemas": {
            "A": {
                "$id": "https://x.example/a",
                "$defs": { "In": { "$anchor": "in", "type": "string" } },
                "properties": {
                    "anchor": reference("#in"),
                    "own": reference("#/$defs/In"),
                    "root": reference("#/components/schemas/B"),
                    "sibling": reference("b"),
                    "inside": reference("b#/properties/x"),
                    "gone": reference("c"),
                    "encoded": reference("#/$defs/%49n"),
                },
            },
            "B": { "$id": "https://x.example/b", "properties": { "x": { "$dynamicAnchor": "x" },
                "y": { "$dynamicRef": "#x" } } },
            "C": reference("https://x.example/a#in"),
        } } });
        by_pointer(&mut document);
        let of_a = |name: &str| &document["components"]["schemas"]["A"]["properties"][name]["$ref"];
        let inner = "#/components/schemas/A/$defs/In";
        assert_eq!(of_a("anchor"), inner);
        assert_eq!(of_a("own"), inner);
        assert_eq!(of_a("root"), "#/components/schemas/B");
        assert_eq!(of_a("sibling"), "#/components/schemas/B");
        assert_eq!(of_a("inside"), "#/components/schemas/B/properties/x");
        assert_eq!(of_a("gone"), "c");
        assert_eq!(of_a("encoded"), inner);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["C"]["$ref"], inner);
        let dynamic = &schemas["B"]["properties"]["y"]["$dynamicRef"];
        assert_eq!(dynamic, "#/components/schemas/B/properties/x");
    }
}
