//! Works on two values at the same time.

use api_document::threads;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Does the same with both, and returns the results in their order.
pub(crate) fn join<'t, T, R>(pair: [&'t T; 2], work: impl Fn(&'t T) -> R + Sync) -> [R; 2]
where
    T: Sync + ?Sized,
    R: Send,
{
    let (first, second) = at_once(pair, &work);
    // Without a second thread, one after the other.
    [first, second.unwrap_or_else(|| work(pair[1]))]
}

/// Does two things that do not need each other.
pub(crate) fn beside<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let first = threads::start(scope, &one);
        let second = other();
        (first.map_or_else(|_| one(), threads::result), second)
    })
}

/// Does the same with both, each of which may hand something to the other. The
/// second result is missing where there was no second thread.
pub(crate) fn rendezvous<'t, T, M, R>(
    pair: [&'t T; 2],
    work: impl Fn(&'t T, Exchange<M>) -> R + Sync,
) -> (R, Option<R>)
where
    T: Sync + ?Sized,
    M: Send,
    R: Send,
{
    let ((to_second, from_first), (to_first, from_second)) = (channel(), channel());
    let [one, other] = pair;
    let first = (one, Exchange(to_second, from_second));
    let second = (other, Exchange(to_first, from_first));
    at_once([first, second], &|(thing, exchange)| work(thing, exchange))
}

/// One of two ends.
pub(crate) struct Exchange<M>(Sender<M>, Receiver<M>);

impl<M> Exchange<M> {
    /// Gives `own` to the other end, and waits for what that gives; nothing
    /// where it came to an end without.
    pub(crate) fn swap(self, own: M) -> Option<M> {
        let Self(sender, receiver) = self;
        sender.send(own).ok()?;
        drop(sender);
        receiver.recv().ok()
    }
}

fn at_once<T: Send, R: Send>(pair: [T; 2], work: &(impl Fn(T) -> R + Sync)) -> (R, Option<R>) {
    let [one, other] = pair;
    thread::scope(|scope| {
        let second = threads::start(scope, move || work(other));
        let first = work(one);
        (first, second.ok().map(threads::result))
    })
}
