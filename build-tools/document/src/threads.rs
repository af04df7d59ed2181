//! Threads with room for the deepest document.

use std::io;
use std::panic::resume_unwind;
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// How much stack a document may take. In a debug build, callbacks nested as deep as is
/// read take about 4 MiB to parse, and a thread has 2 MiB by default.
const STACK: usize = 64 * 1024 * 1024;

/// Starts a thread for work on a document.
///
/// # Errors
///
/// Where the system has no thread to give.
pub fn start<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().stack_size(STACK).spawn_scoped(scope, work)
}

/// Waits for the result of a thread, and panics where that has.
pub fn result<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
