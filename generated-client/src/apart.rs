//! Awaiting a future whose code a program has once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Awaits a future, without its code becoming part of each future that does so: a program has
/// one such for each of its calls, and tokio compiles the outermost one twice.
pub(crate) fn apart<F: Future>(mut future: Pin<&mut F>) -> impl Future<Output = F::Output> {
    poll_fn(move |context| poll(future.as_mut(), context))
}

#[inline(never)]
fn poll<F: Future>(future: Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
    future.poll(context)
}
