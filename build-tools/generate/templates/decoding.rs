//! Decodes answers, and says of one that does not fit which member of it does not.

use progenitor_client::{Error, ResponseValue};
use serde::de::{DeserializeOwned, Error as _};

/// The value of an answer; an error has the status and the place of what does not fit.
pub(crate) async fn value<T: DeserializeOwned, E>(
    response: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let status = response.status();
    let decoded = ResponseValue::from_response(response).await;
    decoded.map_err(|error| match error {
        Error::InvalidResponsePayload(body, cause) => {
            let place = place::<T>(&body, &cause);
            let told = format!("in an answer with status {status}{place}: {cause}");
            Error::InvalidResponsePayload(body, serde_json::Error::custom(told))
        }
        other => other,
    })
}

/// Finds the member by decoding again: tracking the way to it is costly.
fn place<T: DeserializeOwned>(body: &[u8], cause: &serde_json::Error) -> String {
    if !cause.is_data() {
        return String::new();
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let again: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    match again {
        Err(error) if error.path().iter().next().is_some() => format!(", at `{}`", error.path()),
        _ => String::new(),
    }
}
