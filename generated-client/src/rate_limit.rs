//! Rate limiting: how long a request waits before it is sent.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::{BoxError, BoxFuture};

/// Decides when the next request may be sent.
///
/// The client calls it before each attempt, retries included. The default is one
/// [`PacedLimiter`] per client. Implement the trait to share a limit between processes: take the
/// next free slot in a store that they have in common, and sleep until it comes.
///
/// To share a limiter between clients in one process, pass each an `Arc` of it:
///
/// ```
/// use std::{num::NonZeroU32, sync::Arc};
/// use fingerprint_management::{Client, PacedLimiter};
///
/// let five = NonZeroU32::new(5).ok_or("not zero")?;
/// let limiter = Arc::new(PacedLimiter::per_second(five));
/// let one = Client::builder("key").rate_limiter(limiter.clone()).build()?;
/// let other = Client::builder("key").rate_limiter(limiter).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait RateLimiter: Send + Sync {
    /// Resolves when the caller may send one request.
    ///
    /// Dropping the future gives up the place in the queue. An error fails the call before
    /// anything is sent; see [`crate::Error::is_limiter`].
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>>;

    /// Holds back all requests for this long after a 429. Does nothing by default.
    fn hold(&self, wait: Duration) {
        let _ = wait;
    }
}

impl<L: RateLimiter + ?Sized> RateLimiter for Arc<L> {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        (**self).acquire()
    }

    fn hold(&self, wait: Duration) {
        (**self).hold(wait);
    }
}

/// A rate limiter that spaces requests evenly, first come, first served.
///
/// For `n` requests per second the spacing is 1.08 s / n, that is 216 ms for 5. This
/// reflects three decisions:
///
/// - **No bursts.** How the service counts is not known. A burst of 5 that refills at 5 per
///   second would allow 10 requests in some windows of one second; even spacing respects
///   fixed and sliding windows alike.
/// - **8 % slack.** Requests do not all take equally long to arrive. A window stays within
///   its limit as long as the delays of two requests that are `n` apart differ by no more
///   than 60 ms, with 20 ms left for late timers.
/// - **One sleeper.** The other waiting calls queue behind it and are woken one by one, in
///   order of arrival. Dropping a waiting call removes it from the queue and uses no slot.
///
/// After a 429, requests wait until the delay that it asked for is over.
pub struct PacedLimiter {
    spacing: Duration,
    /// When the next request may be sent. Tokio's mutex is fair: its holder is the sleeper.
    next: tokio::sync::Mutex<Instant>,
    held_until: Mutex<Option<Instant>>,
}

impl PacedLimiter {
    pub(crate) const DEFAULT_PER_SECOND: u32 = 5;
    const WINDOW_WITH_SLACK: Duration = Duration::from_millis(1080);
    /// How late a timer may fire without counting as idle time.
    const LATENESS: Duration = Duration::from_millis(20);

    /// Creates a limiter that allows at most this many requests in any second.
    pub fn per_second(requests: NonZeroU32) -> Self {
        Self {
            spacing: Self::WINDOW_WITH_SLACK / requests.get(),
            next: tokio::sync::Mutex::new(Instant::now()),
            held_until: Mutex::new(None),
        }
    }

    async fn wait_for_turn(&self) {
        let mut next = self.next.lock().await;
        let turn = loop {
            // Read into a variable: the guard must not live across the wait.
            let held_until = *self.held_until();
            let turn = held_until.map_or(*next, |until| until.max(*next));
            if turn <= Instant::now() {
                break turn;
            }
            sleep_until(turn).await;
        };
        *next = self.after(turn, Instant::now());
    }

    /// Returns the turn after one that was due at `turn` and taken at `now`.
    ///
    /// Timers fire a little late. Counting from when the turn was due keeps the rate;
    /// counting from when it was taken would add the delay of every timer.
    fn after(&self, turn: Instant, now: Instant) -> Instant {
        let from = if now.duration_since(turn) <= Self::LATENESS {
            turn
        } else {
            now
        };
        from + self.spacing
    }

    fn held_until(&self) -> MutexGuard<'_, Option<Instant>> {
        self.held_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl RateLimiter for PacedLimiter {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        Box::pin(async {
            self.wait_for_turn().await;
            Ok(())
        })
    }

    fn hold(&self, wait: Duration) {
        let until = Instant::now().checked_add(wait);
        let mut held_until = self.held_until();
        *held_until = until.max(*held_until);
    }
}

impl fmt::Debug for PacedLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PacedLimiter").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn limiter(requests: u32) -> Arc<PacedLimiter> {
        Arc::new(PacedLimiter::per_second(requests.try_into().unwrap()))
    }

    /// The order in which `count` concurrent tasks got their turn, and when, in ms.
    async fn turns(limiter: &Arc<PacedLimiter>, count: usize) -> Vec<(usize, u128)> {
        let start = Instant::now();
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        for index in 0..count {
            let (limiter, sender) = (limiter.clone(), sender.clone());
            tokio::spawn(async move {
                limiter.acquire().await.unwrap();
                sender.send((index, start.elapsed().as_millis())).unwrap();
            });
        }
        drop(sender);
        let mut turns = Vec::new();
        while let Some(turn) = receiver.recv().await {
            turns.push(turn);
        }
        turns
    }

    #[tokio::test(start_paused = true)]
    async fn a_thousand_at_once_go_in_order_and_no_second_sees_more_than_five() {
        let turns = turns(&limiter(5), 1000).await;
        assert!(turns.iter().map(|turn| turn.0).eq(0..1000));
        for six in turns.windows(6) {
            let span = six[5].1 - six[0].1;
            assert!(span > 1050, "{six:?}");
        }
        let last = turns[999].1;
        assert!((214_000..219_000).contains(&last), "took {last} ms");
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_call_does_not_overtake_one_that_waits() {
        let limiter = limiter(5);
        turns(&limiter, 1).await;
        let mut waiting = limiter.acquire();
        tokio::time::timeout(Duration::ZERO, &mut waiting)
            .await
            .expect_err("must wait");
        // Its turn has come, but it has not been woken yet.
        tokio::time::advance(Duration::from_secs(1)).await;
        tokio::time::timeout(Duration::ZERO, limiter.acquire())
            .await
            .expect_err("must queue");
        waiting.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn idle_time_does_not_allow_a_burst() {
        let limiter = limiter(5);
        turns(&limiter, 1).await;
        tokio::time::advance(Duration::from_secs(3600)).await;
        let turns = turns(&limiter, 2).await;
        assert!(turns[1].1 - turns[0].1 > 200, "{turns:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn dropped_waiters_waste_no_turn() {
        let limiter = limiter(1);
        turns(&limiter, 1).await;
        for _ in 0..5 {
            let brief = Duration::from_millis(10);
            let waiting = tokio::time::timeout(brief, limiter.acquire());
            waiting.await.expect_err("must wait");
        }
        let turn = turns(&limiter, 1).await[0].1;
        assert!(turn < 1080, "{turn}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_hold_also_stops_calls_that_already_wait() {
        let limiter = limiter(5);
        let waiting = turns(&limiter, 3);
        let hold = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            limiter.hold(Duration::from_secs(10));
            limiter.hold(Duration::from_secs(1));
        };
        let (turns, ()) = tokio::join!(waiting, hold);
        let seconds: Vec<u128> = turns.iter().map(|turn| turn.1 / 1000).collect();
        assert_eq!(seconds, [0, 10, 10]);
    }

    #[tokio::test(start_paused = true)]
    async fn late_timers_do_not_lower_the_rate() {
        // Spacing is 2.16 ms; tokio's timers wake at whole milliseconds.
        let turns = turns(&limiter(500), 1001).await;
        let last = turns[1000].1;
        assert!((2150..2190).contains(&last), "took {last} ms");
    }

    #[tokio::test(start_paused = true)]
    async fn the_highest_rate_does_not_break_the_arithmetic() {
        let turns = turns(&limiter(u32::MAX), 10).await;
        assert!(turns[9].1 < 50, "{turns:?}");
    }
}
