//! What no document says, one module for each thing.

mod api_keys;
mod environments;
mod origin_lists;
mod signatures;
mod verification;

use super::call::Call;
use super::store::{Item, Store};
use crate::answer::Answer;
use crate::document::{Api, Resource};

pub(crate) use environments::{DEFAULT_ENVIRONMENT, ENVIRONMENTS, environment};

/// Does an operation that is none of the usual ones, though it looks so.
pub(crate) fn instead(call: &Call<'_>, store: &mut Store) -> Option<Result<Answer, Answer>> {
    origin_lists::perform(call, store)
}

/// Refuses a body with an environment that nobody made.
pub(crate) fn check_environment(call: &Call<'_>, store: &Store) -> Result<(), Answer> {
    environments::check(call, store)
}

/// Refuses to delete an item that is in use.
pub(crate) fn check_delete(call: &Call<'_>, item: &Item, store: &Store) -> Result<(), Answer> {
    environments::check_delete(call, item, store)
}

/// Sets what the service decides where a client did not.
pub(crate) fn complete(api: &Api, resource: &Resource, item: &mut Item) {
    environments::complete(api, resource, item);
}

/// Changes an item before it is added.
pub(crate) fn added(collection: &str, signatures: bool, item: &mut Item) {
    signatures::added(signatures, item);
    api_keys::added(collection, item);
}

/// Changes an item after an update.
pub(crate) fn updated(item: &mut Item, before: &Item) {
    verification::updated(item, before);
}

/// Does what an action does beside answering the item.
pub(crate) fn act(call: &Call<'_>, store: &mut Store) -> Result<(), Answer> {
    verification::act(call, store)
}
