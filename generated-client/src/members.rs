//! The members of a JSON object.

use serde_json::{Map, Value};

/// Takes out a member. The map's own way keeps its tree balanced, which is a lot of code for
/// what hardly ever happens.
pub(crate) fn take(members: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let mut taken = None;
    for (other, value) in std::mem::take(members) {
        if other == name {
            taken = Some(value);
        } else {
            members.insert(other, value);
        }
    }
    taken
}
