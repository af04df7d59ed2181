//! Timing: what is compared runs by turns in one process, and the middle of
//! many rounds is taken, so that what else the machine does falls on both.
#![allow(dead_code)] // Not every benchmark needs all of it.

use std::time::{Duration, Instant};

/// How many rounds the command line asks for.
pub(crate) fn rounds(default: usize) -> usize {
    // Cargo adds `--bench`.
    let given = std::env::args().find_map(|argument| argument.parse().ok());
    given.unwrap_or(default)
}

pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The times of both, by turns; the first round warms up.
pub(crate) fn alternate(
    rounds: usize,
    one: impl Fn(),
    other: impl Fn(),
) -> (Vec<Duration>, Vec<Duration>) {
    let pairs = (0..=rounds).map(|_| (timed(&one), timed(&other)));
    pairs.skip(1).unzip()
}

pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
