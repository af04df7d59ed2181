//! Lists of values in which each is once.

use serde_json::Value;
use std::collections::HashSet;

/// The values in their order, each where it comes first. A list may be as long
/// as a file is, so none is compared with all before it.
pub fn distinct(values: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut seen = HashSet::new();
    values
        .into_iter()
        .filter(|value| seen.insert(value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::distinct;
    use serde_json::json;

    #[test]
    fn each_value_stays_where_it_comes_first() {
        let values = [json!("b"), json!(1), json!("b"), json!(null), json!("1")];
        let expected = [json!("b"), json!(1), json!(null), json!("1")];
        assert_eq!(distinct(values), expected);
    }
}
