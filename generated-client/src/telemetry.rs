//! What a call tells `tracing` of itself: a span, and an event for each attempt, each wait,
//! each hold after a 429 and each failure.
//!
//! Fields are named by OpenTelemetry's HTTP client conventions where those have a name. None
//! has a key, a parameter, a body or what the service or a library says of them.
//!
//! Without the feature `tracing`, everything here is empty and compiles to nothing.

#[cfg(feature = "tracing")]
mod events;
#[cfg(not(feature = "tracing"))]
mod silence;
#[cfg(feature = "tracing")]
mod span;

#[cfg(feature = "tracing")]
pub(crate) use events::{Since, attempted, holds, queued, sends, waits};
#[cfg(not(feature = "tracing"))]
pub(crate) use silence::{CallSpan, Since, attempted, holds, queued, sends, waits};
#[cfg(feature = "tracing")]
pub(crate) use span::CallSpan;
