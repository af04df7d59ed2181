//! When a failed call is retried, and after how long.

use std::time::Duration;

use reqwest::Method;

use crate::fate::Fate;

/// As good as forever, and short enough to keep the arithmetic in range.
const A_YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Which failed calls are retried, how often, and after how long.
///
/// By default a call is retried only if the request certainly had no effect:
///
/// | failure | effect | default | [`Replay::Idempotent`] | [`Replay::Always`] |
/// |---|---|---|---|---|
/// | the connection could not be established | none | yes | yes | yes |
/// | 429, or 503 with `Retry-After` | none | yes | yes | yes |
/// | 408: the server did not get the request in time | perhaps | not `POST`, `PATCH` | not `POST`, `PATCH` | yes |
/// | 500, 502, 504, or 503 without `Retry-After` | perhaps | no | not `POST`, `PATCH` | yes |
/// | a timeout, a lost connection, or a response that is not HTTP | perhaps | no | not `POST`, `PATCH` | yes |
/// | a success whose body broke off | yes | no | not `POST`, `PATCH` | yes |
/// | no connection because of a certificate, a version of TLS, or a proxy's refusal | none | no | no | no |
/// | another client error (4xx) | none | no | no | no |
/// | anything else | perhaps | no | no | no |
///
/// The effect is what [`Error::may_have_taken_effect`](crate::Error::may_have_taken_effect)
/// says of it. The last three would only happen again.
///
/// The delay is random between zero and a ceiling that doubles with each attempt ("full
/// jitter"). If the server asks for a delay (`Retry-After`), it is that one; but no less than a
/// random time between half the ceiling and all of it, since a server that asks for none, or
/// for a date that is past, is asked for so by everybody at once. A call whose next attempt
/// would start after its [total timeout](crate::ClientBuilder::total_timeout) fails at once
/// with the last error.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    replay: Replay,
}

/// Which requests may be retried even though the first attempt may have taken effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Replay {
    /// None, the default.
    #[default]
    Never,
    /// Requests with an idempotent method: `GET`, `HEAD`, `OPTIONS`, `PUT`, `DELETE`.
    Idempotent,
    /// All requests. A `POST` may then take effect twice.
    ///
    /// The service does not document idempotency keys, which would prevent that.
    Always,
}

impl Default for RetryPolicy {
    /// Returns a policy of 4 attempts, delays of up to 0.5, 1 and 2 s, and no replay.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            replay: Replay::Never,
        }
    }
}

impl RetryPolicy {
    /// Returns a policy that never retries.
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the maximum number of attempts. Default: 4. 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the ceiling of the first delay. Default: 500 ms.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the maximum of the ceiling. Default: 20 s.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest `Retry-After` that is honored. Default: 60 s.
    ///
    /// If the server asks for more, the call fails at once, since an earlier attempt would
    /// be refused again. [`crate::Error::retry_after`] returns the requested delay.
    pub fn max_retry_after(mut self, limit: Duration) -> Self {
        self.max_retry_after = limit;
        self
    }

    /// Sets which requests are retried after an unknown effect. Default: none.
    pub fn replay(mut self, replay: Replay) -> Self {
        self.replay = replay;
        self
    }

    /// Returns the delay before the next attempt, or `None` if there is none.
    ///
    /// `random` returns a number in `0.0..1.0`.
    pub(crate) fn next_wait(
        &self,
        method: &Method,
        fate: Fate,
        attempts: u32,
        retry_after: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts || !self.may_send_again(method, fate) {
            return None;
        }
        let ceiling = self.ceiling(attempts);
        match retry_after {
            Some(asked) if asked > self.max_retry_after => None,
            Some(asked) => Some(asked.max(ceiling.mul_f64(0.5 + random() / 2.0))),
            None => Some(ceiling.mul_f64(random())),
        }
    }

    fn may_send_again(&self, method: &Method, fate: Fate) -> bool {
        match (fate, self.replay) {
            (Fate::PutOff, _) | (Fate::Incomplete | Fate::Unknown, Replay::Always) => true,
            (Fate::Incomplete, _) | (Fate::Unknown, Replay::Idempotent) => method.is_idempotent(),
            (Fate::Unknown, Replay::Never) | (Fate::Refused | Fate::Final, _) => false,
        }
    }

    fn ceiling(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        let delay = self.base_delay.saturating_mul(1 << doublings);
        delay.min(self.max_delay).min(A_YEAR)
    }

    /// Returns how long a 429 holds back all requests of the client.
    ///
    /// It is at least half of the ceiling, also if the call itself has no attempt left.
    pub(crate) fn hold(
        &self,
        attempts: u32,
        retry_after: Option<Duration>,
        wait: Option<Duration>,
    ) -> Duration {
        let asked = retry_after.unwrap_or_default().min(self.max_retry_after);
        asked
            .max(wait.unwrap_or_default())
            .max(self.ceiling(attempts) / 2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Each fate, and whether POST and GET are retried under each `Replay`.
    #[test]
    fn only_requests_without_effect_are_retried_by_default() {
        for (fate, expected) in [
            (Fate::PutOff, [(true, true); 3]),
            (Fate::Refused, [(false, false); 3]),
            (
                Fate::Incomplete,
                [(false, true), (false, true), (true, true)],
            ),
            (Fate::Unknown, [(false, false), (false, true), (true, true)]),
            (Fate::Final, [(false, false); 3]),
        ] {
            let replays = [Replay::Never, Replay::Idempotent, Replay::Always];
            for (replay, expected) in replays.into_iter().zip(expected) {
                let policy = RetryPolicy::default().replay(replay);
                let repeats = |method| policy.next_wait(method, fate, 1, None, || 0.5).is_some();
                let got = (repeats(&Method::POST), repeats(&Method::GET));
                assert_eq!(got, expected, "{fate:?} under {replay:?}");
            }
        }
    }

    #[test]
    fn attempts_are_counted_from_the_first() {
        let next = |policy: RetryPolicy, attempts| {
            policy.next_wait(&Method::GET, Fate::PutOff, attempts, None, || 0.0)
        };
        assert!(next(RetryPolicy::default(), 3).is_some());
        assert!(next(RetryPolicy::default(), 4).is_none());
        assert!(next(RetryPolicy::never(), 1).is_none());
        assert!(next(RetryPolicy::default().max_attempts(0), 1).is_none());
    }

    #[test]
    fn retry_after_is_honored_exactly_up_to_the_limit() {
        let policy = RetryPolicy::default();
        let next = |wait| policy.next_wait(&Method::POST, Fate::PutOff, 1, Some(wait), || 0.9);
        assert_eq!(next(SECOND), Some(SECOND));
        assert_eq!(next(SECOND * 60), Some(SECOND * 60));
        assert_eq!(next(SECOND * 61), None);
        assert_eq!(next(Duration::MAX), None);
    }

    #[test]
    fn a_retry_after_of_nothing_is_no_leave_to_hurry() {
        let policy = RetryPolicy::default();
        for (attempts, random, expected) in [
            (1, 0.0, 250),
            (1, 0.5, 375),
            (2, 0.0, 500),
            (3, 0.0, 1_000),
            (3, 0.9, 1_900),
        ] {
            let wait = |asked| {
                let fate = Fate::PutOff;
                policy.next_wait(&Method::POST, fate, attempts, Some(asked), || random)
            };
            let expected = Duration::from_millis(expected);
            assert_eq!(wait(Duration::ZERO), Some(expected));
            assert_eq!(wait(Duration::from_millis(1)), Some(expected));
            assert_eq!(wait(expected + SECOND), Some(expected + SECOND));
        }
    }

    #[test]
    fn a_429_holds_others_back_for_a_while_and_at_most_up_to_the_limit() {
        let policy = RetryPolicy::default();
        let quarter = SECOND / 4;
        for (retry_after, wait, expected) in [
            (Some(SECOND), None, SECOND),
            (Some(SECOND), Some(SECOND * 2), SECOND * 2),
            (Some(Duration::MAX), None, SECOND * 60),
            (None, Some(SECOND), SECOND),
            (None, Some(Duration::ZERO), quarter),
            (Some(Duration::ZERO), None, quarter),
            (None, None, quarter),
        ] {
            let held = policy.hold(1, retry_after, wait);
            assert_eq!(held, expected, "{retry_after:?} {wait:?}");
        }
        assert_eq!(policy.hold(3, None, None), SECOND);
    }

    #[test]
    fn the_ceiling_doubles_up_to_the_limit() {
        let policy = RetryPolicy::default().max_attempts(u32::MAX);
        let ceilings: Vec<u128> = (1..=8).map(|n| policy.ceiling(n).as_millis()).collect();
        assert_eq!(
            ceilings,
            [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]
        );
    }

    proptest! {
        #[test]
        fn waits_are_spread_from_zero_to_the_ceiling(
            attempts in 1..u32::MAX,
            random in 0.0..1.0_f64,
            base in any::<Duration>(),
            most in any::<Duration>(),
        ) {
            let policy = RetryPolicy::default()
                .max_attempts(u32::MAX)
                .base_delay(base)
                .max_delay(most);
            let wait = |random| {
                policy.next_wait(&Method::GET, Fate::PutOff, attempts, None, || random)
            };
            prop_assert_eq!(wait(0.0), Some(Duration::ZERO));
            let ceiling = policy.ceiling(attempts);
            prop_assert!(ceiling <= most);
            prop_assert!(wait(random).is_some_and(|wait| wait <= ceiling));
            prop_assert_eq!(wait(0.5), Some(ceiling.mul_f64(0.5)));
        }
    }
}
