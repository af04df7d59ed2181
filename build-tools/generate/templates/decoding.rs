//! Sends requests and decodes answers, and says of one that does not fit which member
//! of it does not.
//!
//! What waits for the service knows no type of an operation, so that it is compiled once.

use crate::misfit::{Step, way_to};
use progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue};
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::{Request, Response, StatusCode};
use serde::de::{DeserializeOwned, Error as _};
use std::convert::Infallible;
use std::fmt::Write as _;

/// Why there is no answer, or none that the document has.
pub(crate) struct Fault(Error<Infallible>);

impl<E> From<Fault> for Error<E> {
    fn from(Fault(fault): Fault) -> Self {
        match fault {
            Error::InvalidRequest(why) => Self::InvalidRequest(why),
            Error::CommunicationError(cause) => Self::CommunicationError(cause),
            Error::InvalidUpgrade(cause) => Self::InvalidUpgrade(cause),
            Error::ErrorResponse(error) => match *error {},
            Error::ResponseBodyError(cause) => Self::ResponseBodyError(cause),
            Error::InvalidResponsePayload(body, cause) => Self::InvalidResponsePayload(body, cause),
            Error::UnexpectedResponse(response) => Self::UnexpectedResponse(response),
            Error::Custom(why) => Self::Custom(why),
        }
    }
}

/// The answer to a request, with what the client does before and after.
pub(crate) async fn sent<C: ClientHooks<()>>(
    client: &C,
    mut request: Request,
    operation_id: &'static str,
) -> Result<Response, Fault> {
    let info = OperationInfo { operation_id };
    client.pre(&mut request, &info).await.map_err(Fault)?;
    let result = client.exec(request, &info).await;
    client.post(&result, &info).await.map_err(Fault)?;
    result.map_err(|cause| Fault(cause.into()))
}

/// An answer to a request, of which all that is documented are JSON: those with the
/// status of a success, and those with another that is an error. `200` is one status,
/// `4` each that begins with it, and `0` any. It is asked for where nothing else is.
pub(crate) async fn json<C: ClientHooks<()>>(
    client: &C,
    mut request: Request,
    operation_id: &'static str,
    successes: &[u16],
    errors: &[u16],
) -> Result<Answer, Fault> {
    let asked = request.headers_mut().entry(ACCEPT);
    asked.or_insert(HeaderValue::from_static("application/json"));
    let response = sent(client, request, operation_id).await?;
    let status = response.status().as_u16();
    let is_it = |one: &u16| [status, status / 100, 0].contains(one);
    let is_success = successes.iter().any(is_it);
    if !is_success && !errors.iter().any(is_it) {
        return Err(Fault(Error::UnexpectedResponse(response)));
    }
    let content = Content::of(response).await?;
    Ok(Answer {
        is_success,
        content,
    })
}

/// An answer in JSON.
pub(crate) struct Answer {
    is_success: bool,
    content: Content,
}

impl Answer {
    /// The value of a success, or the error that it is.
    pub(crate) fn read<T, E>(self) -> Result<ResponseValue<T>, Error<E>>
    where
        T: DeserializeOwned,
        E: DeserializeOwned,
    {
        if self.is_success {
            self.content.value()
        } else {
            Err(self.content.error())
        }
    }
}

/// The error that an answer is, or why it cannot be read.
pub(crate) async fn error<T: DeserializeOwned>(response: Response) -> Error<T> {
    match Content::of(response).await {
        Ok(content) => content.error(),
        Err(fault) => fault.into(),
    }
}

/// The value of an answer; an error has the status and the place of what does not fit.
pub(crate) async fn value<T: DeserializeOwned, E>(
    response: Response,
) -> Result<ResponseValue<T>, Error<E>> {
    Content::of(response).await?.value()
}

/// What an answer brings.
struct Content {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Content {
    async fn of(mut response: Response) -> Result<Self, Fault> {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let body = response.bytes().await;
        let body = body.map_err(|cause| Fault(Error::ResponseBodyError(cause)))?;
        Ok(Self {
            status,
            headers,
            body: body.into(),
        })
    }

    fn value<T: DeserializeOwned, E>(self) -> Result<ResponseValue<T>, Error<E>> {
        match serde_json::from_slice(&self.body) {
            Ok(value) => Ok(ResponseValue::new(value, self.status, self.headers)),
            Err(cause) => Err(self.misfit(&cause).into()),
        }
    }

    fn error<T: DeserializeOwned>(self) -> Error<T> {
        match self.value() {
            Ok(error) => Error::ErrorResponse(error),
            Err(why) => why,
        }
    }

    fn misfit(self, cause: &serde_json::Error) -> Fault {
        let place = place(cause, &self.body);
        let told = format!("in an answer with status {}{place}: {cause}", self.status);
        let told = serde_json::Error::custom(told);
        Fault(Error::InvalidResponsePayload(self.body.into(), told))
    }
}

/// Which member does not fit, if it is one.
fn place(cause: &serde_json::Error, body: &[u8]) -> String {
    let mut place = String::new();
    if !cause.is_data() {
        return place;
    }
    for step in way_to(cause, body) {
        let dot = if place.is_empty() { "" } else { "." };
        // Nothing is written to but a text.
        let _ = match step {
            Step::Member(name) => write!(place, "{dot}{name}"),
            Step::Item(index) => write!(place, "[{index}]"),
        };
    }
    if place.is_empty() {
        place
    } else {
        format!(", at `{place}`")
    }
}
