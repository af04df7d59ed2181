//! One timer for several waits.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use tokio::time::{Instant, Sleep};

/// Returns the output of `work`, or `None` if the deadline came first.
///
/// Like `tokio::time::timeout`, except that the timer can go on to bound what comes next.
pub(crate) async fn before<F: Future>(
    mut deadline: Pin<&mut Sleep>,
    mut work: Pin<&mut F>,
) -> Option<F::Output> {
    poll_fn(|context| {
        if let Poll::Ready(output) = work.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        // Tokio lets a task do only so much at a time, the timer included: work that always
        // has more to do would keep it from being asked.
        let is_over =
            deadline.as_mut().poll(context).is_ready() || deadline.deadline() <= Instant::now();
        if is_over {
            Poll::Ready(None)
        } else {
            Poll::Pending
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::time::Duration;

    use tokio::task::consume_budget;
    use tokio::time::sleep;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_deadline_bounds_all_waits_together() {
        let start = Instant::now();
        let mut deadline = pin!(sleep(Duration::from_secs(3)));
        let work = || async {
            sleep(Duration::from_secs(2)).await;
            "done"
        };
        assert_eq!(before(deadline.as_mut(), pin!(work())).await, Some("done"));
        assert_eq!(before(deadline.as_mut(), pin!(work())).await, None);
        assert_eq!(start.elapsed().as_secs(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn ready_output_is_taken_even_after_the_deadline() {
        let mut deadline = pin!(sleep(Duration::ZERO));
        assert_eq!(before(deadline.as_mut(), pin!(async { 1 })).await, Some(1));
    }

    #[tokio::test]
    async fn work_that_never_yields_is_ended_too() {
        let mut deadline = pin!(sleep(Duration::from_millis(10)));
        let work = async {
            for _ in 0..20_000_000 {
                consume_budget().await;
            }
        };
        assert_eq!(before(deadline.as_mut(), pin!(work)).await, None);
    }
}
