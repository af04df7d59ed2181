//! The same interface without the feature `tracing`, which does nothing.

use std::time::Duration;

use crate::answer::{Answer, Failure};
use crate::operation::Operation;
use crate::{Client, Error, Response};

pub(crate) struct CallSpan;

#[allow(
    clippy::unused_self,
    reason = "the same interface with and without spans"
)]
impl CallSpan {
    pub(crate) fn open(_: &Client, _: &'static Operation) -> Self {
        Self
    }

    pub(crate) fn follow<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn sent(&self, _: u32) {}

    pub(crate) fn close<T>(&self, _: &Result<Response<T>, Error>) {}
}

pub(crate) struct Since;

impl Since {
    pub(crate) fn now() -> Self {
        Self
    }
}

pub(crate) fn queued(_: &Since) {}

pub(crate) fn sends(_: u32) {}

pub(crate) fn attempted(_: &Result<Answer, Failure>, _: u32, _: &Since) {}

pub(crate) fn waits(_: Duration, _: &Result<Answer, Failure>, _: u32) {}

pub(crate) fn holds(_: Duration) {}
