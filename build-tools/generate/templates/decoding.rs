//! Sends requests and decodes answers, and says of one that does not fit which member
//! of it does not.

use progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue};
use serde::de::{DeserializeOwned, Error as _};

/// The answer to a request, with what the client does before and after.
pub(crate) async fn sent<C: ClientHooks<()>, E>(
    client: &C,
    mut request: reqwest::Request,
    operation_id: &'static str,
) -> Result<reqwest::Response, Error<E>> {
    let info = OperationInfo { operation_id };
    client.pre(&mut request, &info).await?;
    let result = client.exec(request, &info).await;
    client.post(&result, &info).await?;
    Ok(result?)
}

/// The error that an answer is, or why it cannot be read.
pub(crate) async fn error<T: DeserializeOwned>(response: reqwest::Response) -> Error<T> {
    match value(response).await {
        Ok(error) => Error::ErrorResponse(error),
        Err(why) => why,
    }
}

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
