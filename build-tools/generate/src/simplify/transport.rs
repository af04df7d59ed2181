//! What the published client's transport does not carry: it sends and reads
//! whole bodies, and sends them again when it tries again.

use super::operations::{Kept, each};
use super::work::Work;
use crate::plan::{Answer, BodyPlan};
use api_document::diagnostic::join_pointer;
use api_document::member::Members;
use api_document::names::builder_name;
use serde_json::{Map, Value};

rules! {
    pub(crate) RULES:

    UNSUPPORTED_MEDIA_TYPE: Error {
        code: "unsupported-media-type",
        meaning: "A body of our own document is of a kind that the published client does not \
                  carry.",
        why: "The client reads whole JSON bodies, and may send a request again; it has nothing \
              for multipart bodies and for responses that are bytes.",
        help: "Describe the body as JSON in the overlay, if the service takes that too; else the \
               client has to learn it.",
    }
}

pub(super) fn check(work: &mut Work) {
    let Work {
        document,
        plan,
        journal,
        ..
    } = work;
    each(document, |site, operation| {
        let plan = plan.operations.get(&builder_name(&site.id));
        let mut refuse = |below: &str, what: &str| {
            journal.warn(
                &UNSUPPORTED_MEDIA_TYPE,
                &format!("{}{below}", site.pointer),
                format!("{}: {what}", site.location),
                "describe the body as JSON in the overlay, if the service takes that too; else \
                 the client has to learn it",
            );
        };
        if plan.is_some_and(|plan| plan.body == Some(BodyPlan::Multipart)) {
            refuse("/requestBody", "the client does not send multipart bodies");
        }
        let success = plan.and_then(|plan| plan.success.as_ref());
        let planned = success.iter().flat_map(|success| &success.answers);
        let mut streamed: Vec<&String> = planned
            .filter(|(_, answer)| *answer == Answer::Bytes)
            .map(|(status, _)| status)
            .collect();
        let responses = operation.member("responses").and_then(Value::as_object);
        streamed.extend(responses.into_iter().flat_map(bytes));
        for status in streamed {
            let below = join_pointer("/responses", status);
            refuse(&below, "the client does not read bodies that are not JSON");
        }
        Kept::Yes
    });
}

/// The statuses whose responses are bytes.
fn bytes(responses: &Map<String, Value>) -> impl Iterator<Item = &String> {
    let is_bytes = |response: &Value| response.pointer("/content/*~1*").is_some();
    responses
        .iter()
        .filter(move |(_, response)| is_bytes(response))
        .map(|(status, _)| status)
}
