//! What could be read of a success that has no value.

mod found;

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::json_text::json_text;
use crate::operation::Operation;
use crate::salvage::salvage;
use crate::shape_check;
use crate::{Secret, SecretJson};

/// What could be read of the response to a call that took effect, where [`crate::Error`] is
/// all that came of it.
///
/// The API shows a secret once, in the response to the call that creates it. If that response
/// departs from the API document where a type needs it, or breaks off, the thing exists all the
/// same, and to call again would create a second one. This has its id and its secrets, and
/// whatever else is complete:
///
/// ```
/// use fingerprint_management::types::{CreateApiKey, Status};
/// # use fingerprint_management::{Client, Secret};
/// # use fingerprint_management_simulator::{Edit, Fault, Simulator};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let simulator = Simulator::start().await?;
/// # let client = Client::builder(simulator.api_key()).base_url(simulator.url()).build()?;
/// # simulator.answer_next([Fault::Drift(vec![Edit::set("/data/name", 5)])]);
/// # let mut stored = None;
/// # let mut store = |id: &str, token: &Secret| stored = Some((id.to_owned(), token.clone()));
/// let key = CreateApiKey::builder().name("Server").type_("secret");
/// match client.create_api_key(key).send().await {
///     Ok(created) => {
///         let key = created.into_inner().data;
///         store(&key.id, &key.token.ok_or("the response has no token")?);
///     }
///     Err(error) => {
///         let Some(partial) = error.partial() else { return Err(error.into()) };
///         eprintln!("{error}");
///         if let (Some(id), Some(token)) = (partial.id(), partial.secret()) {
///             store(id, token);
///         }
///         let status = partial.get::<Status>("/data/status");
///         assert_eq!(status, Some(Status::Enabled));
///     }
/// }
/// # let (id, token) = stored.ok_or("nothing is stored")?;
/// # let items = simulator.items("/api-keys");
/// # let created = items.iter().find(|item| item["id"] == *id).ok_or("another id")?;
/// # assert_eq!(created["token"], token.expose());
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows no secret, and all texts are wiped on drop.
#[derive(Clone)]
pub struct PartialResponse {
    json: SecretJson,
    id: Option<String>,
    secrets: Vec<(&'static str, Secret)>,
}

impl PartialResponse {
    /// Returns what can be read of the body of a success, if it is an object at all.
    pub(crate) fn read(body: &[u8], operation: &'static Operation) -> Option<Self> {
        let mut json = salvage(json_text(body)).filter(Value::is_object)?;
        let shape = operation.answer?;
        let (id, secrets) = (found::id(&json, shape), found::secrets(&json, shape));
        shape_check::conform(&mut json, shape, operation.steering);
        Some(Self {
            json: json.into(),
            id,
            secrets,
        })
    }

    /// Returns the id of what the call was about, such as the webhook that it created.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the secret of what the call was about, such as the token of an API key, if
    /// there is one and no other.
    pub fn secret(&self) -> Option<&Secret> {
        match &*self.secrets {
            [(_, only)] => Some(only),
            _ => None,
        }
    }

    /// Returns the secrets that are strings, by the names of their properties, such as
    /// `signing_key`.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.secrets.iter().map(|(name, secret)| (*name, secret))
    }

    /// Returns the value at a JSON pointer (RFC 6901), such as `/data/url`, if it is complete
    /// and is a `T`: a type of [`crate::types`], or any other that serde decodes.
    ///
    /// The names are those of the API document, and what is dispensable is left out where it
    /// does not fit, as in any response.
    pub fn get<T: DeserializeOwned>(&self, pointer: &str) -> Option<T> {
        let value = self.json.expose().pointer(pointer)?;
        // By way of text, so that a program has one decoder of each type instead of two.
        let text = Zeroizing::new(serde_json::to_vec(value).ok()?);
        serde_json::from_slice(&text).ok()
    }
}

impl fmt::Debug for PartialResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartialResponse")
            .field("id", &self.id)
            .field("secrets", &self.secrets)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
