//! The rate limit: a sliding window of one second for each key.
//!
//! Any stretch of one second holds at most the allowed number of admitted
//! requests. A refused request takes no place in the window; whether the
//! service counts refused requests is not documented.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

const WINDOW: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(crate) struct Limiter {
    per_second: Option<usize>,
    admitted: HashMap<String, VecDeque<Duration>>,
}

impl Limiter {
    /// `None` lifts the limit.
    pub(crate) fn new(per_second: Option<usize>) -> Self {
        Self {
            per_second,
            admitted: HashMap::new(),
        }
    }

    /// Admits a request of `key` at `now`, or says how long to wait.
    pub(crate) fn admit(&mut self, key: &str, now: Duration) -> Result<(), Duration> {
        let Some(per_second) = self.per_second else {
            return Ok(());
        };
        let admitted = self.admitted.entry(key.to_owned()).or_default();
        while admitted.front().is_some_and(|at| now >= *at + WINDOW) {
            admitted.pop_front();
        }
        if admitted.len() < per_second {
            admitted.push_back(now);
            return Ok(());
        }
        Err(admitted
            .front()
            .map_or(WINDOW, |oldest| (*oldest + WINDOW).saturating_sub(now)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn the_sixth_request_within_a_second_waits_for_the_first_to_leave() {
        let mut limiter = Limiter::new(Some(5));
        for at in [0, 100, 200, 300, 400] {
            assert_eq!(limiter.admit("key", ms(at)), Ok(()));
        }
        assert_eq!(limiter.admit("key", ms(600)), Err(ms(400)));
        assert_eq!(limiter.admit("key", ms(999)), Err(ms(1)));
        assert_eq!(limiter.admit("key", ms(1_000)), Ok(()));
        assert_eq!(limiter.admit("key", ms(1_000)), Err(ms(100)));
    }

    #[test]
    fn a_burst_at_the_edge_of_two_seconds_is_refused() {
        let mut limiter = Limiter::new(Some(2));
        assert_eq!(limiter.admit("key", ms(900)), Ok(()));
        assert_eq!(limiter.admit("key", ms(900)), Ok(()));
        assert_eq!(limiter.admit("key", ms(1_100)), Err(ms(800)));
    }

    #[test]
    fn each_key_has_its_own_window() {
        let mut limiter = Limiter::new(Some(1));
        assert_eq!(limiter.admit("one", ms(0)), Ok(()));
        assert_eq!(limiter.admit("two", ms(0)), Ok(()));
        assert_eq!(limiter.admit("one", ms(0)), Err(ms(1_000)));
    }

    #[test]
    fn no_limit_admits_everything_and_zero_admits_nothing() {
        let mut lifted = Limiter::new(None);
        assert!((0..1_000).all(|_| lifted.admit("key", ms(0)).is_ok()));
        assert_eq!(Limiter::new(Some(0)).admit("key", ms(0)), Err(ms(1_000)));
    }
}
