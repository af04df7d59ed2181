//! Components that are one type: they say the same and are for the same.

use super::call::Call;
use super::carried::Holder;
use super::colour::Colours;
use super::grammar::singular;
use super::places::{Place, Places};
use api_document::names::{type_name, words};
use std::collections::BTreeMap;

/// The components of one type, those that are nearest to operations first.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) members: Vec<String>,
    /// What it is called where it is used, such as `Status` for `status`.
    pub(super) label: Option<String>,
    /// The component that uses it first.
    pub(super) owner: Option<String>,
    /// Whether its owner uses it alone, and under several names.
    pub(super) is_element: bool,
}

/// Puts components together by label and by what they say, in their order.
pub(super) fn by_label(
    components: &[&String],
    places: &Places,
    calls: &[Call<'_>],
    colours: &Colours,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(Option<String>, usize), usize> = BTreeMap::new();
    for name in components {
        let used = places.of.get(*name).map(Vec::as_slice).unwrap_or_default();
        let labels: Vec<String> = used
            .iter()
            .filter_map(|place| label(place, calls))
            .collect();
        let first = labels.first().cloned();
        let colour = colours.get(*name).copied().unwrap_or(usize::MAX);
        let at = *known.entry((first.clone(), colour)).or_insert(groups.len());
        if let Some(group) = groups.get_mut(at) {
            group.members.push((*name).clone());
            continue;
        }
        let owners: Vec<&String> = used.iter().filter_map(owner).collect();
        let several = labels.iter().any(|label| Some(label) != first.as_ref());
        let alone = owners.len() == used.len() && owners.windows(2).all(|two| two[0] == two[1]);
        groups.push(Group {
            members: vec![(*name).clone()],
            label: first,
            owner: owners.first().map(|owner| (*owner).clone()),
            is_element: several && alone,
        });
    }
    groups
}

/// The component that a place is in.
pub(super) fn owner(place: &Place) -> Option<&String> {
    match &place.holder {
        Holder::Component(name) => Some(name),
        _ => None,
    }
}

/// What a place says of what is there.
fn label(place: &Place, calls: &[Call<'_>]) -> Option<String> {
    let call = |index: &usize| calls.get(*index).map(|call| call.name.clone());
    let text = match &place.holder {
        Holder::Component(_) if place.part.is_empty() => return None,
        Holder::Component(_) if place.part == "error" => "error_details".to_owned(),
        Holder::Component(_) => place.part.clone(),
        Holder::Parameter(_, name) => name.rsplit(' ').next().unwrap_or(name).to_owned(),
        Holder::Request(index) => format!("{}Body", call(index)?),
        Holder::Answer(index, _) => format!("{}Answer", call(index)?),
        Holder::Error(index, _) => format!("{}Error", call(index)?),
    };
    Some(if place.many {
        of_one(&text)
    } else {
        type_name(&text)
    })
}

/// The type for one of several.
pub(super) fn of_one(text: &str) -> String {
    let mut words = words(text);
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    type_name(&words.join("_"))
}

/// A name inside another; what both say is not said twice.
pub(super) fn inside(outer: &str, label: &str) -> String {
    if label.starts_with(outer) {
        return label.to_owned();
    }
    let (outer, label) = (words(outer), words(label));
    let same = usize::from(outer.last() == label.first());
    let all: Vec<String> = outer
        .into_iter()
        .chain(label.into_iter().skip(same))
        .collect();
    type_name(&all.join("_"))
}
