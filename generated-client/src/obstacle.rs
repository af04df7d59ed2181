//! What kept a connection from being made.

use std::borrow::Cow;

#[derive(Debug, Default)]
pub(crate) struct Obstacle {
    /// What it is, if that is known. Nothing in it comes from the server.
    pub(crate) what: Option<Cow<'static, str>>,
    /// Whether another attempt would meet it again.
    pub(crate) lasts: bool,
}

impl Obstacle {
    pub(crate) fn unknown() -> Self {
        Self {
            what: None,
            lasts: false,
        }
    }

    pub(crate) fn lasting(what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            what: Some(what.into()),
            lasts: true,
        }
    }

    pub(crate) fn passing(what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            what: Some(what.into()),
            lasts: false,
        }
    }

    pub(crate) fn at_proxy(self) -> Self {
        let what = self.what;
        let what = what.map(|what| format!("on the way to the proxy, {what}").into());
        Self { what, ..self }
    }
}
