//! Two things of one kind, worked on at the same time.

use std::panic::resume_unwind;
use std::thread;

/// As much stack as the deepest document takes in a debug build.
const STACK: usize = 64 * 1024 * 1024;

/// Does the same with both, and gives the results in their order.
pub(crate) fn both<'t, T, R>(pair: [&'t T; 2], work: impl Fn(&'t T) -> R + Sync) -> [R; 2]
where
    T: Sync + ?Sized,
    R: Send,
{
    let [one, other] = pair;
    thread::scope(|scope| {
        let work = &work;
        let thread = thread::Builder::new().stack_size(STACK);
        let second = thread.spawn_scoped(scope, move || work(other));
        let first = work(one);
        let second = match second {
            Ok(second) => second.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // Without a second thread, one after the other.
            Err(_) => work(other),
        };
        [first, second]
    })
}
