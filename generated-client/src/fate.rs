//! What becomes of a request: whether it may have had an effect, and whether another may succeed.

use reqwest::{Method, StatusCode};

use crate::answer::{Answer, Failure};

/// What one attempt tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Certainly no effect, and another attempt may succeed.
    PutOff,
    /// Certainly no effect, and another attempt would fail as well.
    Refused,
    /// The server says that it did not get the whole request in time.
    Incomplete,
    /// Perhaps an effect, and another attempt may succeed.
    Unknown,
    /// An effect, or perhaps one, and another attempt would fail as well.
    Final,
}

/// What all attempts of a call tell together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fates {
    pub(crate) last: Fate,
    /// Whether any of them may have had an effect: a later one without does not undo it.
    affected: bool,
}

impl Fate {
    pub(crate) fn of(outcome: &Result<Answer, Failure>) -> Self {
        match outcome {
            Ok(answer) => Self::of_answer(answer),
            Err(Failure::Connect { obstacle, .. }) if obstacle.lasts => Self::Refused,
            Err(Failure::Connect { .. } | Failure::Limiter(_) | Failure::KeyProvider(_)) => {
                Self::PutOff
            }
            Err(Failure::Unsendable(_)) => Self::Refused,
            Err(
                Failure::TimedOut { .. } | Failure::Connection { .. } | Failure::NotHttp { .. },
            ) => Self::Unknown,
        }
    }

    /// A client error says that the request was not carried out, whichever it is: an unknown
    /// one counts as 400 (RFC 9110, section 15). Redirects and server errors say no such thing.
    fn of_answer(answer: &Answer) -> Self {
        match answer.status {
            StatusCode::TOO_MANY_REQUESTS => Self::PutOff,
            StatusCode::SERVICE_UNAVAILABLE if answer.retry_after.is_some() => Self::PutOff,
            StatusCode::REQUEST_TIMEOUT => Self::Incomplete,
            StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => Self::Unknown,
            status if status.is_client_error() => Self::Refused,
            status if status.is_success() && answer.is_interrupted() => Self::Unknown,
            _ => Self::Final,
        }
    }

    fn may_have_affected(self) -> bool {
        matches!(self, Self::Incomplete | Self::Unknown | Self::Final)
    }
}

impl Fates {
    /// Adds an attempt to the ones before it.
    pub(crate) fn after(earlier: Option<Self>, last: Fate) -> Self {
        let affected = earlier.is_some_and(|fates| fates.affected) || last.may_have_affected();
        Self { last, affected }
    }

    /// Whether the call may have changed anything: a safe method asks for no change.
    pub(crate) fn may_have_taken_effect(self, method: &Method) -> bool {
        self.affected && !method.is_safe()
    }

    /// Whether the same call may succeed later, and is safe to repeat.
    pub(crate) fn is_retryable(self, method: &Method) -> bool {
        let passes = !matches!(self.last, Fate::Refused | Fate::Final);
        passes && (!self.affected || method.is_idempotent())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::answer::Broken;

    use super::*;

    fn answer(status: u16) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap_or_default(),
            headers: reqwest::header::HeaderMap::new(),
            retry_after: None,
            body: zeroize::Zeroizing::new(Vec::new()),
            broken: None,
        }
    }

    #[test]
    fn every_status_code_has_its_fate() {
        for code in 100..=999 {
            let expected = match code {
                429 => Fate::PutOff,
                408 => Fate::Incomplete,
                400..=499 => Fate::Refused,
                500 | 502..=504 => Fate::Unknown,
                _ => Fate::Final,
            };
            assert_eq!(Fate::of(&Ok(answer(code))), expected, "{code}");
        }
    }

    #[test]
    fn retry_after_makes_a_refusal_of_a_503_only() {
        for code in 100..=999 {
            let later = Answer {
                retry_after: Some(Duration::ZERO),
                ..answer(code)
            };
            let expected = match code {
                503 => Fate::PutOff,
                _ => Fate::of(&Ok(answer(code))),
            };
            assert_eq!(Fate::of(&Ok(later)), expected, "{code}");
        }
    }

    #[test]
    fn a_success_with_an_interrupted_body_may_be_asked_for_again() {
        for (broken, fate) in [
            (Broken::TimedOut, Fate::Unknown),
            (Broken::Connection("reset".into()), Fate::Unknown),
            (Broken::TooLong { limit: 1 }, Fate::Final),
        ] {
            let answer = Answer {
                broken: Some(broken),
                ..answer(201)
            };
            assert_eq!(Fate::of(&Ok(answer)), fate);
        }
    }

    #[test]
    fn a_later_attempt_does_not_undo_an_earlier_one() {
        let unknown = Fates::after(None, Fate::Unknown);
        for last in [Fate::PutOff, Fate::Refused] {
            let alone = Fates::after(None, last);
            assert!(!alone.may_have_taken_effect(&Method::POST), "{last:?}");
            let both = Fates::after(Some(unknown), last);
            assert!(both.may_have_taken_effect(&Method::POST), "{last:?}");
            assert!(!both.is_retryable(&Method::POST), "{last:?}");
            assert_eq!(both.is_retryable(&Method::PUT), last == Fate::PutOff);
        }
    }

    #[test]
    fn a_safe_method_has_no_effect_whatever_became_of_it() {
        for last in [Fate::Incomplete, Fate::Unknown, Fate::Final] {
            let fates = Fates::after(None, last);
            assert!(!fates.may_have_taken_effect(&Method::GET), "{last:?}");
            assert!(fates.may_have_taken_effect(&Method::DELETE), "{last:?}");
        }
    }
}
