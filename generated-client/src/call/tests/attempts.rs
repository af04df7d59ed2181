//! Retries, delays and timeouts.

use std::error::Error as _;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use crate::{RateLimiter, Replay, RequestOptions, RetryPolicy};

use super::*;

fn retry_after(status: u16, seconds: &str) -> Step {
    answer(status, &[("retry-after", seconds)], "")
}

/// A refused connection; made in real time, used in paused time.
async fn refused() -> Step {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let url = format!("http://127.0.0.1:{port}/?key=hunter2");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.get(url).build().unwrap();
    Step::Fail(client.send(request).await.unwrap_err())
}

#[tokio::test(start_paused = true)]
async fn a_429_is_retried_and_the_call_succeeds() {
    let script = Script::new([status(429), status(429), created()]);
    let created = script.call().await.unwrap();
    assert_eq!(created.status(), StatusCode::CREATED);
    assert_eq!(created.data.id, "wh_1");
    assert_eq!(script.count(), 3);
    assert!(script.times()[2] < 0.5 + 1.0 + 0.1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honored() {
    let script = Script::new([retry_after(429, "7"), retry_after(503, "3"), created()]);
    script.call().await.unwrap();
    let times = script.times().into_iter().map(f64::floor);
    assert_eq!(times.collect::<Vec<_>>(), [0.0, 7.0, 10.0]);
}

#[tokio::test(start_paused = true)]
async fn attempts_do_not_follow_each_other_at_once_whatever_the_server_asks() {
    let past = "Wed, 21 Oct 2015 07:28:00 GMT";
    for (status, asked) in [(429, "0"), (503, "0"), (429, past), (503, past)] {
        let script = Script::new((0..4).map(|_| retry_after(status, asked)));
        script.call().await.unwrap_err();
        let times = script.times();
        for (pair, least) in times.windows(2).zip([0.25, 0.5, 1.0]) {
            let waited = pair[1] - pair[0];
            assert!((least..=least * 2.0 + 0.01).contains(&waited), "{times:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn of_several_retry_after_the_longest_holds() {
    let headers = [
        ("retry-after", "0"),
        ("retry-after", "9"),
        ("retry-after", "x"),
    ];
    let put_off = answer(503, &headers, "");
    let script = Script::new([put_off, created()]);
    script.call().await.unwrap();
    assert!((9.0..9.1).contains(&script.times()[1]));
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_over_the_limit_ends_the_call_at_once() {
    let script = Script::new([retry_after(429, "3600")]);
    let start = Instant::now();
    let error = script.call().await.unwrap_err();
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn attempts_are_bounded_and_counted_in_the_error() {
    let script = Script::new((0..4).map(|_| status(429)));
    let error = script.call().await.unwrap_err();
    assert_eq!((error.attempts(), script.count()), (4, 4));
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): 429 Too Many Requests: it failed (code some_code), \
         after 4 attempts"
    );
}

#[tokio::test(start_paused = true)]
async fn a_post_is_not_replayed_after_an_ambiguous_failure() {
    for (step, retryable) in [
        (status(500), false),
        (status(502), false),
        (status(503), false),
        (status(504), false),
        (Step::Fail("reset".into()), false),
        (Step::Hang, false),
    ] {
        let script = Script::new([step]);
        let error = script.call().await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{error}");
        assert_eq!(error.is_retryable(), retryable, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_single_call_may_opt_in_to_replay() {
    let always = RetryPolicy::default().replay(Replay::Always);
    let script = Script::new([status(500), Step::Hang, created(), status(500)]);
    let client = script.client().build().unwrap();
    let options = RequestOptions::new().retry(always);
    create(&client.with_options(options)).await.unwrap();
    assert_eq!(script.count(), 3);
    // The client itself is as it was.
    assert_eq!(create(&client).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_retried_whatever_the_method() {
    let steps = [refused().await, refused().await, refused().await];
    tokio::time::pause();
    let script = Script::new(steps.into_iter().chain([created()]));
    script.call().await.unwrap();
    assert_eq!(script.count(), 4);
}

#[tokio::test]
async fn a_refused_connection_names_the_host_and_keeps_its_causes() {
    let step = refused().await;
    tokio::time::pause();
    let client = Script::new([step]).client().retry(RetryPolicy::never());
    let error = create(&client.build().unwrap()).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!(error.status(), None);
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): could not connect to management-api.fpjs.io: \
         the connection was refused"
    );
    let mut causes = vec![];
    let mut cause = error.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    assert!(causes.concat().contains("refused"), "{causes:?}");
    assert!(!causes.concat().contains(KEY), "{causes:?}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_ends_after_its_timeout() {
    let script = Script::new([Step::Hang]);
    let start = Instant::now();
    let error = script.call().await.unwrap_err();
    assert!(error.is_timeout() && !error.is_retryable());
    assert_eq!(start.elapsed().as_secs(), 30);
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): no response within 30s"
    );
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_cuts_the_last_attempt_short() {
    let options = RequestOptions::new()
        .attempt_timeout(Duration::from_secs(20))
        .total_timeout(Duration::from_secs(25))
        .retry(
            RetryPolicy::default()
                .replay(Replay::Always)
                .max_delay(Duration::ZERO),
        );
    let script = Script::new([Step::Hang, Step::Hang]);
    let client = script.client().build().unwrap().with_options(options);
    let start = Instant::now();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!((error.attempts(), start.elapsed().as_secs()), (2, 25));
}

#[tokio::test(start_paused = true)]
async fn a_delay_beyond_the_total_timeout_is_not_started() {
    let script = Script::new((0..3).map(|_| retry_after(429, "50")));
    let start = Instant::now();
    let error = script.call().await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!((error.attempts(), start.elapsed().as_secs()), (3, 100));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_drops_its_request() {
    let script = Script::new([Step::Hang, created()]);
    let client = script.client().build().unwrap();
    let brief = Duration::from_secs(1);
    tokio::time::timeout(brief, create(&client))
        .await
        .unwrap_err();
    create(&client).await.unwrap();
    assert_eq!(script.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_replayed_post_is_not_retryable_after_a_429() {
    let script = Script::new([status(500), retry_after(429, "3600")]);
    let policy = RetryPolicy::default().replay(Replay::Always);
    let client = script.client().retry(policy).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert!(
        !error.is_retryable(),
        "the first attempt may have taken effect"
    );
}

struct Slow(Mutex<Vec<Duration>>);

impl RateLimiter for Slow {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(1000)).await;
            Ok(())
        })
    }

    fn hold(&self, wait: Duration) {
        self.0.lock().unwrap().push(wait);
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_waits_its_turn_and_the_queue_uses_no_timeout() {
    let script = Script::new([status(429), created()]);
    let limiter = Arc::new(Slow(Mutex::default()));
    let client = script.client().rate_limiter(limiter.clone());
    create(&client.build().unwrap()).await.unwrap();
    assert!(script.times()[1] >= 1000.0);
}

#[tokio::test(start_paused = true)]
async fn only_a_429_holds_the_limiter() {
    let steps = [retry_after(429, "9"), retry_after(503, "8"), created()];
    let script = Script::new(steps);
    let limiter = Arc::new(Slow(Mutex::default()));
    let client = script.client().rate_limiter(limiter.clone());
    create(&client.build().unwrap()).await.unwrap();
    assert_eq!(*limiter.0.lock().unwrap(), [Duration::from_secs(9)]);
}

/// Lets this many through, then fails.
struct Broken(AtomicUsize);

impl RateLimiter for Broken {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        let left = self.0.load(Relaxed);
        self.0.store(left.saturating_sub(1), Relaxed);
        Box::pin(async move { (left > 0).then_some(()).ok_or_else(|| "no redis".into()) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_limiter_that_fails_between_attempts_keeps_the_last_error() {
    let script = Script::new([status(429)]);
    let client = script.client().rate_limiter(Broken(1.into())).build();
    let error = create(&client.unwrap()).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_failing_limiter_ends_the_call_before_anything_is_sent() {
    let script = Script::new([]);
    let client = script
        .client()
        .rate_limiter(Broken(0.into()))
        .build()
        .unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_limiter() && error.is_retryable() && !error.is_rate_limited());
    assert_eq!((error.attempts(), script.count()), (0, 0));
    assert_eq!(error.source().unwrap().to_string(), "no redis");
}
