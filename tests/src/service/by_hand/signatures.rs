//! Signing keys, which webhooks have only where signatures are enabled.

use super::super::store::Item;

pub(super) fn added(signatures: bool, item: &mut Item) {
    if !signatures {
        item.remove("signing_key");
    }
}
