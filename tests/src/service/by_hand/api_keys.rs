//! The token of an API key: that of a secret key is shown once, in the answer
//! that created it; all others are shown always.

use super::super::store::Item;

pub(super) fn added(collection: &str, item: &mut Item) {
    if collection.ends_with("/api-keys") && item.text("type") != Some("secret") {
        item.show_always("token");
    }
}
