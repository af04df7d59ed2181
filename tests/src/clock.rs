//! The simulator's time: one source for timestamps and for the rate limit.
//!
//! It is not tokio's clock, so pausing tokio's time never changes what the
//! simulator does. A stopped clock moves only when it is advanced.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use chrono::{DateTime, SecondsFormat, Utc};

use crate::lock::locked;

/// 2025-01-31T15:53:52.180Z, where a stopped clock begins.
const STOPPED_AT_MILLIS: i64 = 1_738_338_832_180;

#[derive(Debug)]
pub(crate) struct Clock {
    origin: DateTime<Utc>,
    running_since: Option<Instant>,
    advanced: Mutex<Duration>,
}

impl Clock {
    pub(crate) fn running() -> Self {
        Self {
            origin: Utc::now(),
            running_since: Some(Instant::now()),
            advanced: Mutex::default(),
        }
    }

    pub(crate) fn stopped() -> Self {
        Self {
            origin: DateTime::from_timestamp_nanos(STOPPED_AT_MILLIS * 1_000_000),
            running_since: None,
            advanced: Mutex::default(),
        }
    }

    /// Time since the simulator started.
    pub(crate) fn elapsed(&self) -> Duration {
        let real = self
            .running_since
            .map_or(Duration::ZERO, |since| since.elapsed());
        real.saturating_add(*locked(&self.advanced))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.origin + self.elapsed()
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut advanced = locked(&self.advanced);
        *advanced = advanced.saturating_add(by);
    }
}

/// As the service writes times: RFC 3339, UTC, milliseconds.
pub(crate) fn timestamp(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// As HTTP's `Date` header writes times.
pub(crate) fn http_date(time: DateTime<Utc>) -> String {
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_advanced() {
        let clock = Clock::stopped();
        assert_eq!(timestamp(clock.now()), "2025-01-31T15:53:52.180Z");
        clock.advance(Duration::from_millis(1_820));
        assert_eq!(timestamp(clock.now()), "2025-01-31T15:53:54.000Z");
        assert_eq!(clock.elapsed(), Duration::from_millis(1_820));
        assert_eq!(http_date(clock.now()), "Fri, 31 Jan 2025 15:53:54 GMT");
    }

    #[test]
    fn a_running_clock_can_be_moved_forward() {
        let clock = Clock::running();
        let before = clock.now();
        clock.advance(Duration::from_secs(3_600));
        assert!(clock.now() - before >= chrono::TimeDelta::hours(1));
    }
}
