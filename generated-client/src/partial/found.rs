//! Where a response has the id and the secrets of what the call was about.

use serde_json::{Map, Value};

use crate::Secret;
use crate::casing::is_same_name;
use crate::operation::{Property, Shape};

/// How many objects deep the id can be of what a call was about.
const MAX_DEPTH: usize = 4;

/// The id that the document promises nearest to the top, if it promises one there. Where the
/// object came without what the document wraps it in, it is at the top.
pub(super) fn id(json: &Value, shape: &Shape) -> Option<String> {
    let places = (0..MAX_DEPTH).map(|depth| id_places(shape, depth));
    let places = places.into_iter().find(|places| !places.is_empty())?;
    let mut places = places.into_iter();
    let place = places
        .next()
        .filter(|place| places.all(|other| other == *place))?;
    let is_unwrapped = place.first().is_some_and(|name| json.get(name).is_none());
    let place = if is_unwrapped { vec!["id"] } else { place };
    match place.iter().try_fold(json, |json, name| json.get(name))? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The places of ids this many objects below. Those in lists are of others.
fn id_places(shape: &Shape, depth: usize) -> Vec<Vec<&'static str>> {
    let below = |property: &Property| match depth.checked_sub(1) {
        None if property.name == "id" => vec![vec!["id"]],
        None => Vec::new(),
        Some(depth) => id_places(property.shape, depth)
            .into_iter()
            .map(|place| [vec![property.name], place].concat())
            .collect(),
    };
    match shape {
        Shape::Object { properties, .. } => properties.iter().flat_map(below).collect(),
        Shape::OneOf(shapes) => shapes
            .iter()
            .flat_map(|shape| id_places(shape, depth))
            .collect(),
        _ => Vec::new(),
    }
}

/// The names of the properties that hold credentials, wherever an object has them.
fn sensitive_names(shape: &'static Shape) -> Vec<&'static str> {
    let (mut names, mut seen, mut left) = (Vec::new(), Vec::new(), vec![shape]);
    while let Some(shape) = left.pop() {
        // A shape can contain itself.
        if seen.iter().any(|seen| std::ptr::eq(*seen, shape)) {
            continue;
        }
        seen.push(shape);
        match shape {
            Shape::Object { properties, .. } => {
                let (sensitive, others): (Vec<_>, Vec<_>) =
                    properties.iter().partition(|property| property.sensitive);
                names.extend(sensitive.iter().map(|property| property.name));
                left.extend(others.iter().map(|property| property.shape));
            }
            Shape::OneOf(shapes) => left.extend(shapes.iter().copied()),
            _ => {}
        }
    }
    names
}

/// The secrets in what is not a list, by their documented names.
///
/// In the order of these names.
pub(super) fn secrets(json: &Value, shape: &'static Shape) -> Vec<(&'static str, Secret)> {
    let mut found = Found::new();
    if let Some(members) = json.as_object() {
        find(members, &sensitive_names(shape), &mut found);
    }
    let found = found.into_iter();
    found
        .filter_map(|(name, secret)| Some((name, secret?)))
        .collect()
}

/// What was found under each name: none where there are two that differ.
type Found = Vec<(&'static str, Option<Secret>)>;

/// Finds secrets in objects within objects. Those in lists are of others.
fn find(members: &Map<String, Value>, names: &[&'static str], found: &mut Found) {
    for (name, member) in members {
        match (names.iter().find(|known| is_same_name(known, name)), member) {
            (Some(known), Value::String(text)) => {
                let secret = Some(Secret::from(text.as_str()));
                let at = found.partition_point(|(name, _)| name < known);
                match found.get_mut(at) {
                    Some((name, other)) if name == known => {
                        if *other != secret {
                            *other = None;
                        }
                    }
                    _ => found.insert(at, (known, secret)),
                }
            }
            (None, Value::Object(members)) => find(members, names, found),
            _ => {}
        }
    }
}
