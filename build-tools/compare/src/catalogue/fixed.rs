//! The changes that are not inside a schema.

use crate::change::Level::{self, Breaking, Docs, NonBreaking, None};

/// One kind of change with an id of its own.
pub(crate) struct Fixed {
    pub(crate) id: &'static str,
    pub(crate) levels: &'static [Level],
    pub(crate) meaning: &'static str,
    pub(crate) why: &'static str,
}

macro_rules! fixed {
    ($($id:literal [$($level:ident),+] $meaning:literal $why:literal;)*) => {
        pub(crate) const FIXED: &[Fixed] = &[$(Fixed {
            id: $id, levels: &[$($level),+], meaning: $meaning, why: $why,
        }),*];
    };
}

fixed! {
    "endpoint-added" [NonBreaking] "There is a new operation" "Nobody called it before";
    "api-path-removed-without-deprecation" [Breaking] "A path is gone with all its operations" "Every call of it fails, and no deprecation announced it";
    "api-path-removed-with-deprecation" [Breaking] "A path is gone with all its operations, which were deprecated" "It was announced, but whoever still calls it fails";
    "api-removed-without-deprecation" [Breaking] "An operation is gone" "Every call of it fails, and no deprecation announced it";
    "api-removed-with-deprecation" [Breaking] "An operation is gone that was deprecated" "It was announced, but whoever still calls it fails";
    "endpoint-deprecated" [NonBreaking] "An operation is deprecated" "It still works; it may be removed later";
    "endpoint-reactivated" [NonBreaking] "An operation is not deprecated any more" "It works as before";
    "api-operation-id-removed" [None] "An operation lost its `operationId`, or has another one" "It is not sent; only names in generated code follow it";
    "api-operation-id-added" [None] "An operation has an `operationId` it did not have" "It is not sent; only names in generated code follow it";
    "api-tag-removed" [Docs] "An operation lost a tag" "Tags group operations for readers";
    "api-tag-added" [Docs] "An operation has a new tag" "Tags group operations for readers";
    "api-summary-changed" [Docs] "The summary of an operation or of its path changed" "Only people read it";
    "api-description-changed" [Docs] "The description of an operation or of its path changed" "Only people read it";
    "api-external-docs-changed" [Docs] "An operation points at other documentation" "Only people read it";
    "api-callback-added" [NonBreaking] "An operation has a new callback, or a callback has one more call" "It is only called where it is asked for";
    "api-callback-removed" [Breaking] "An operation lost a callback, or a callback lost a call" "Whoever waits for the call waits in vain";
    "api-callback-changed" [Breaking, Docs] "A call of a callback changed in something else than its schemas" "The service calls in another way, or takes other answers; docs where only words changed. Schemas are judged as they are elsewhere, with what the service sends as a response";
    "api-info-changed" [Docs] "The title, description, contact, licence or terms of the API changed" "Only people read it";
    "api-version-changed" [Docs] "`info.version` changed" "It names the document; what it means on the wire is in the other changes";
    "api-tag-description-changed" [Docs] "The list of tags changed: a tag, its description or its documentation" "Only people read it";
    "api-documentation-changed" [Docs] "The document points at other documentation" "Only people read it";
    "api-server-added" [NonBreaking] "There is one more server" "The others are still there";
    "api-server-removed" [Breaking] "A server is gone from the list" "Calls that go to it may find nobody";
    "api-server-variable-changed" [Breaking, NonBreaking] "The variables in the address of a server changed" "An address that was made from them may not exist any more; not breaking where every value that was allowed still is";
    "api-server-description-changed" [Docs] "A server is described in other words" "Only people read it";
    "api-security-added" [Breaking, NonBreaking] "There is one more way to authenticate, or the first one" "Breaking where calls needed none before; otherwise what was sent still suffices";
    "api-security-removed" [Breaking, NonBreaking] "A way to authenticate is gone" "Breaking unless what was sent for it still suffices for another one";
    "api-security-scope-added" [Breaking, NonBreaking] "A call needs one more scope" "Tokens without it are refused; not breaking where they suffice for another way to call";
    "api-security-scope-removed" [NonBreaking] "A call needs one scope less" "Tokens that have it still work";
    "api-global-security-added" [Breaking, NonBreaking] "The document's list, which this operation shares, has one more way to authenticate, or the first one" "Breaking where calls needed none before; otherwise what was sent still suffices";
    "api-global-security-removed" [Breaking, NonBreaking] "A way to authenticate is gone from the document's list, which this operation shares" "Breaking unless what was sent for it still suffices for another one";
    "api-global-security-scope-added" [Breaking, NonBreaking] "The document's list, which this operation shares, asks for one more scope" "Tokens without it are refused; not breaking where they suffice for another way to call";
    "api-global-security-scope-removed" [NonBreaking] "The document's list, which this operation shares, asks for one scope less" "Tokens that have it still work";
    "api-security-component-added" [None] "There is a new security scheme" "Operations that use it are reported on their own";
    "api-security-component-removed" [None] "A security scheme is gone" "Operations that used it are reported on their own";
    "api-security-component-type-changed" [Breaking, None] "A security scheme has another type, place, name, HTTP scheme or discovery address" "Credentials go elsewhere or look different; none where no operation uses it";
    "api-security-component-oauth-flow-added" [NonBreaking, None] "A security scheme has one more OAuth flow" "The others are still there";
    "api-security-component-oauth-flow-removed" [Breaking, None] "A security scheme has one OAuth flow less" "Tokens cannot be had that way any more";
    "api-security-component-oauth-url-changed" [Breaking, None] "An OAuth flow has another `authorizationUrl`" "Clients that have the address written down ask in the wrong place";
    "api-security-component-oauth-token-url-changed" [Breaking, None] "An OAuth flow has another `tokenUrl` or `refreshUrl`" "Clients that have the address written down ask in the wrong place";
    "api-security-component-oauth-scope-added" [NonBreaking, None] "An OAuth flow has one more scope" "Nobody asked for it before";
    "api-security-component-oauth-scope-removed" [Breaking, None] "An OAuth flow has one scope less" "Asking for it fails";
    "api-security-component-oauth-scope-changed" [Docs] "A scope of an OAuth flow is described in other words" "Only people read it";
    "api-security-component-description-changed" [Docs] "A security scheme or its bearer format is described in other words" "Only people read it";
    "request-parameter-removed" [Breaking] "A parameter is gone" "What is sent in it has no effect any more, or is refused";
    "request-parameter-removed-with-deprecation" [Breaking] "A parameter is gone that was deprecated" "It was announced, but what is still sent in it has no effect any more, or is refused";
    "new-required-request-parameter" [Breaking] "There is a new parameter that must be sent" "Calls made before do not send it";
    "new-optional-request-parameter" [NonBreaking] "There is a new parameter that can be left out" "Calls made before need not send it";
    "new-request-path-parameter" [Breaking] "The path declares a parameter it did not declare" "Every path parameter must be sent";
    "request-parameter-became-required" [Breaking] "A parameter must be sent now" "Calls that leave it out are refused";
    "request-parameter-became-optional" [NonBreaking] "A parameter can be left out now" "Calls that send it still work";
    "request-parameter-style-changed" [Breaking] "A parameter is written in another style" "The service reads the same text as something else";
    "request-parameter-explode-changed" [Breaking] "The parts of a parameter are joined in another way" "The service reads the same text as something else";
    "request-parameter-became-allow-reserved" [NonBreaking] "A parameter may hold reserved characters unescaped" "Escaped ones still work";
    "request-parameter-became-not-allow-reserved" [Breaking] "A parameter may not hold reserved characters unescaped any more" "Calls that send them unescaped are read as something else";
    "request-parameter-became-allow-empty" [NonBreaking] "A parameter may be sent without a value" "Calls that send a value still work";
    "request-parameter-became-not-allow-empty" [Breaking] "A parameter may not be sent without a value any more" "Calls that do are refused";
    "request-parameter-content-changed" [Breaking] "A parameter is written in another media type, or in one instead of a style" "The service reads the same text as something else";
    "request-parameter-deprecated" [NonBreaking] "A parameter is deprecated" "It still works; it may be removed later";
    "request-parameter-reactivated" [NonBreaking] "A parameter is not deprecated any more" "It works as before";
    "request-parameter-text-changed" [Docs] "A parameter has another description or example of its own" "Only people read it";
    "request-body-added-required" [Breaking] "A body must be sent where there was none" "Calls made before do not send it";
    "request-body-added-optional" [NonBreaking] "A body can be sent where there was none" "Calls made before need not send it";
    "request-body-removed" [Breaking] "No body is taken any more" "What is sent in it has no effect any more, or is refused";
    "request-body-became-required" [Breaking] "The body must be sent now" "Calls that leave it out are refused";
    "request-body-became-optional" [NonBreaking] "The body can be left out now" "Calls that send it still work";
    "request-body-text-changed" [Docs] "The body of a request has another description or example of its own" "Only people read it";
    "request-body-media-type-added" [NonBreaking] "The body can be sent in one more media type" "The others still work";
    "request-body-media-type-removed" [Breaking, NonBreaking] "The body cannot be sent in a media type any more" "Calls that use it are refused; not breaking where a range of media types still covers it";
    "request-body-media-type-schema-added" [Breaking] "The body has a schema where any was allowed" "The service takes less than before";
    "request-body-media-type-schema-removed" [NonBreaking] "The body has no schema any more" "The service takes more than before";
    "request-body-encoding-changed" [Breaking] "The parts of a body are encoded in another way" "The service reads the same bytes as something else";
    "request-property-removed" [Breaking] "A property is gone from the body of a request" "What is sent in it has no effect any more, or is refused";
    "new-required-request-property" [Breaking] "The body of a request has a new property that must be sent" "Calls made before do not send it";
    "new-required-request-property-with-default" [Breaking] "The body of a request has a new property that must be sent, though it has a default" "A default is only for what can be left out: calls made before do not send it";
    "new-required-request-header-property" [Breaking] "A header parameter that holds an object has a new property that must be sent" "Calls made before do not send it";
    "request-header-property-became-required" [Breaking] "A property of the object in a header parameter must be sent now" "Calls that leave it out are refused";
    "new-optional-request-property" [NonBreaking] "The body of a request has a new property that can be left out" "Calls made before need not send it";
    "request-property-became-required" [Breaking] "A property in the body of a request must be sent now" "Calls that leave it out are refused";
    "request-property-became-required-with-default" [Breaking] "A property in the body of a request must be sent now, though it has a default" "A default is only for what can be left out: calls that leave it out are refused";
    "request-property-became-optional" [NonBreaking] "A property in the body of a request can be left out now" "Calls that send it still work";
    "request-optional-property-became-read-only" [Breaking] "An optional property may not be sent in requests any more" "It is as good as removed from the request";
    "request-required-property-became-read-only" [Breaking] "A required property may not be sent in requests any more" "It is as good as removed from the request";
    "request-optional-property-became-not-read-only" [NonBreaking] "An optional property may be sent in requests now" "It is as good as added to the request, and can be left out";
    "request-required-property-became-not-read-only" [Breaking] "A required property must be sent in requests now" "It is as good as added to the request, and calls made before do not send it";
    "request-optional-property-became-write-only" [Docs] "An optional property is only sent in requests" "In requests nothing changes";
    "request-required-property-became-write-only" [Docs] "A required property is only sent in requests" "In requests nothing changes";
    "request-optional-property-became-not-write-only" [Docs] "An optional property is not only sent in requests" "In requests nothing changes";
    "request-required-property-became-not-write-only" [Docs] "A required property is not only sent in requests" "In requests nothing changes";
    "response-optional-property-became-write-only" [NonBreaking] "An optional property is not in responses any more" "It is as good as removed from the response, and readers had to do without it already";
    "response-required-property-became-write-only" [Breaking] "A required property is not in responses any more" "It is as good as removed from the response";
    "response-optional-property-became-not-write-only" [NonBreaking] "An optional property may be in responses now" "It is as good as added to the response";
    "response-required-property-became-not-write-only" [NonBreaking] "A required property is in responses now" "It is as good as added to the response";
    "response-optional-property-became-read-only" [Docs] "An optional property is only in responses" "In responses nothing changes";
    "response-required-property-became-read-only" [Docs] "A required property is only in responses" "In responses nothing changes";
    "response-optional-property-became-not-read-only" [Docs] "An optional property is not only in responses" "In responses nothing changes";
    "response-required-property-became-not-read-only" [Docs] "A required property is not only in responses" "In responses nothing changes";
    "response-required-property-removed" [Breaking] "A property that was always in the response is gone" "Readers rely on it";
    "response-optional-property-removed" [NonBreaking] "A property that was sometimes in the response is gone" "Readers had to do without it already";
    "response-required-property-added" [NonBreaking] "A new property is always in the response" "Readers pass over what they do not know";
    "response-optional-property-added" [NonBreaking] "A new property may be in the response" "Readers pass over what they do not know";
    "response-property-became-optional" [Breaking] "A property may be absent from the response now" "Readers rely on it";
    "response-property-became-required" [NonBreaking] "A property is always in the response now" "Readers that do without it still work";
    "response-success-status-added" [NonBreaking] "There is one more status of success" "The others are still there";
    "response-success-status-removed" [Breaking, NonBreaking] "A status of success is gone" "Readers wait for it; not breaking where the document now only names the statuses of a range that readers already had to take";
    "response-non-success-status-added" [NonBreaking] "There is one more status of failure, or a `default`" "Readers must expect statuses they do not know";
    "response-non-success-status-removed" [NonBreaking] "A status of failure, or the `default`, is gone" "A reader that handles it handles one too many";
    "response-text-changed" [Docs] "A response has another description or example of its own" "Only people read it";
    "response-links-changed" [Docs] "The links of a response changed" "They tell which call may follow; nothing is sent";
    "response-media-type-added" [NonBreaking] "The response can come in one more media type" "It is only sent where it is asked for";
    "response-media-type-removed" [Breaking, NonBreaking] "The response does not come in a media type any more" "Readers that ask for it get none; not breaking where the document now only names the media types of a range";
    "response-body-media-type-schema-added" [NonBreaking] "The response has a schema where it had none" "Readers took anything before";
    "response-body-media-type-schema-removed" [Breaking] "The response has no schema any more" "It may hold anything";
    "response-header-added" [NonBreaking] "The response has one more header" "Readers pass over what they do not know";
    "required-response-header-removed" [Breaking] "A header that was always in the response is gone" "Readers rely on it";
    "optional-response-header-removed" [NonBreaking] "A header that was sometimes in the response is gone" "Readers had to do without it already";
    "response-header-became-optional" [Breaking] "A header may be absent from the response now" "Readers rely on it";
    "response-header-became-required" [NonBreaking] "A header is always in the response now" "Readers that do without it still work";
    "response-header-serialization-changed" [Breaking] "A header is written in another way" "Readers read the same text as something else";
    "response-header-deprecated" [NonBreaking] "A header of a response is deprecated" "It is still sent; it may be removed later";
    "response-header-reactivated" [NonBreaking] "A header of a response is not deprecated any more" "It is sent as before";
    "response-header-text-changed" [Docs] "A header of a response has another description or example of its own" "Only people read it";
    "api-schema-removed" [None] "A schema that no operation uses is gone" "No operation reaches it";
    "api-schema-added" [None] "There is a new schema that no operation uses" "No operation reaches it";
    "api-schema-changed" [None] "A schema that no operation uses changed" "No operation reaches it";
    "api-component-removed" [None] "A component that no operation uses is gone" "No operation reaches it";
    "api-component-added" [None] "There is a new component that no operation uses" "No operation reaches it";
    "api-component-changed" [None] "A component that no operation uses changed" "No operation reaches it";
}
