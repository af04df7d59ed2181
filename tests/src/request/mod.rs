//! What happens to a request before its operation is done, one module per
//! stage, in this order.
//!
//! The order in which the service checks is not documented.

pub(crate) mod route;

pub(crate) mod gate;

pub(crate) mod parameters;

pub(crate) mod body;

mod formats;
mod validate;
