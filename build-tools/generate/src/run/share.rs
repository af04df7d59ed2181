//! Shares work of many parts between the processor's threads.

use api_document::threads;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// Does `own` in this thread and `part` with every number below `count` in as many as
/// there are, this one among them once `own` is done. The results are in their order.
pub(super) fn share<T, D: Send>(
    count: usize,
    own: impl FnOnce() -> T,
    part: impl Fn(usize) -> D + Sync,
) -> (T, Vec<D>) {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return done;
            }
            done.push((number, part(number)));
        }
    };
    let others = thread::available_parallelism().map_or(0, |all| all.get() - 1);
    thread::scope(|scope| {
        // Without a second thread all is done in this one.
        let threads: Vec<ScopedJoinHandle<_>> = (0..others.min(count))
            .filter_map(|_| threads::start(scope, take).ok())
            .collect();
        let owned = own();
        let mut done = take();
        for thread in threads {
            done.extend(threads::result(thread));
        }
        done.sort_by_key(|(number, _)| *number);
        (owned, done.into_iter().map(|(_, one)| one).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn all_parts_are_done_once_and_given_in_their_order() {
        let (own, parts) = share(100, || "own", |number| number * number);
        assert_eq!(own, "own");
        assert!(parts.into_iter().eq((0..100).map(|number| number * number)));
    }
}
