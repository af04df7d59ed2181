//! One rate limit for several processes that use the same API key, on Redis.
//!
//! ```console
//! FINGERPRINT_MANAGEMENT_API_KEY=... cargo run -p fingerprint-management \
//!     --example redis_limiter -- redis://127.0.0.1/ https://your.example/webhook
//! ```

use std::time::Duration;

use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{BoxError, BoxFuture, ClientBuilder, RateLimiter};
use redis::aio::MultiplexedConnection;

/// Spaces requests evenly, as `PacedLimiter` does: 5 in 1.08 s.
const SPACING_MILLISECONDS: u64 = 216;

/// Takes the next free slot and returns how many milliseconds away it is.
///
/// A single script, so that no two processes take the same slot, on the server's clock,
/// which all of them share.
const TAKE_SLOT: &str = r"
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local slot = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
    local spacing = tonumber(ARGV[1])
    redis.call('SET', KEYS[1], slot + spacing, 'PX', slot + spacing - now)
    return slot - now
";

/// Postpones the next free slot after a 429.
const HOLD: &str = r"
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local wait = math.max(1, tonumber(ARGV[1]))
    if now + wait > tonumber(redis.call('GET', KEYS[1]) or 0) then
        redis.call('SET', KEYS[1], now + wait, 'PX', wait)
    end
";

/// A limiter whose state is one key in Redis.
///
/// Slots are assigned in order of request. A call that is dropped while it waits leaves its
/// slot unused.
struct RedisLimiter {
    connection: MultiplexedConnection,
    key: String,
}

impl RedisLimiter {
    /// Connects to Redis. `key` names the limit: use one for each API key.
    async fn connect(address: &str, key: &str) -> redis::RedisResult<Self> {
        let client = redis::Client::open(address)?;
        Ok(Self {
            connection: client.get_multiplexed_async_connection().await?,
            key: key.to_owned(),
        })
    }

    fn script(&self, text: &str, argument: u64) -> redis::Cmd {
        let mut command = redis::cmd("EVAL");
        command.arg(text).arg(1).arg(&self.key).arg(argument);
        command
    }
}

impl RateLimiter for RedisLimiter {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        Box::pin(async {
            let mut connection = self.connection.clone();
            let command = self.script(TAKE_SLOT, SPACING_MILLISECONDS);
            let wait: u64 = command.query_async(&mut connection).await?;
            tokio::time::sleep(Duration::from_millis(wait)).await;
            Ok(())
        })
    }

    /// Postpones the next slot in the background; calls that already have a slot keep it.
    fn hold(&self, wait: Duration) {
        let mut connection = self.connection.clone();
        let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        let command = self.script(HOLD, wait);
        tokio::spawn(async move {
            if let Err(error) = command.query_async::<()>(&mut connection).await {
                eprintln!("could not hold back the rate limit: {error}");
            }
        });
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: redis_limiter REDIS_URL WEBHOOK_URL";
    let (redis, url) = arguments.next().zip(arguments.next()).ok_or(usage)?;

    let limiter = RedisLimiter::connect(&redis, "fingerprint-management:slot").await?;
    let client = ClientBuilder::from_env()?.rate_limiter(limiter).build()?;
    let webhook = CreateWebhook::builder().url(url);
    let created = client.create_webhook(webhook).send().await?;
    println!("created {}", created.data.id);
    Ok(())
}
