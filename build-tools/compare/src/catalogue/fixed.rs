//! The rules for changes outside schemas, one line each.

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
    "endpoint-added" [NonBreaking] "An operation was added" "No existing call is affected";
    "api-path-removed-without-deprecation" [Breaking] "A path was removed with all its operations" "Every call of it fails, and no deprecation announced the removal";
    "api-path-removed-with-deprecation" [Breaking] "A path was removed with all its operations, which were deprecated" "Deprecated beforehand, but existing calls now fail";
    "api-removed-without-deprecation" [Breaking] "An operation was removed" "Every call of it fails, and no deprecation announced the removal";
    "api-removed-with-deprecation" [Breaking] "A deprecated operation was removed" "Deprecated beforehand, but existing calls now fail";
    "endpoint-deprecated" [NonBreaking] "An operation became deprecated" "It still works, but may be removed later";
    "endpoint-reactivated" [NonBreaking] "An operation is no longer deprecated" "It works as before";
    "api-operation-id-removed" [None] "The `operationId` of an operation was removed or changed" "It is never sent; only names in generated code depend on it";
    "api-operation-id-added" [None] "An `operationId` was added to an operation" "It is never sent; only names in generated code depend on it";
    "api-tag-removed" [Docs] "A tag was removed from an operation" "Tags only group operations in the documentation";
    "api-tag-added" [Docs] "A tag was added to an operation" "Tags only group operations in the documentation";
    "api-summary-changed" [Docs] "The summary of an operation or of its path changed" "Only documentation changed";
    "api-description-changed" [Docs] "The description of an operation or of its path changed" "Only documentation changed";
    "api-external-docs-changed" [Docs] "The external documentation of an operation changed" "Only documentation changed";
    "api-callback-added" [NonBreaking] "An operation gained a callback, or a callback gained a call" "It is only called where a consumer registers it";
    "api-callback-removed" [Breaking] "An operation lost a callback, or a callback lost a call" "Consumers that rely on the callback no longer receive it";
    "api-callback-changed" [Breaking, Docs] "A call of a callback changed outside its schemas" "The service sends another request or expects another response; docs where only documentation changed. Schemas are judged like any other, with what the service sends as a response";
    "api-webhook-added" [NonBreaking] "A webhook was added" "It is only called where a consumer registers it";
    "api-webhook-removed" [Breaking] "A webhook was removed" "Consumers that rely on it no longer receive it";
    "api-webhook-changed" [Breaking, Docs] "A webhook changed outside its schemas" "The service sends another request or expects another response; docs where only documentation changed. Schemas are judged like any other, with what the service sends as a response";
    "api-newer-part-changed" [Breaking] "Something that only OpenAPI 3.2 has changed: an operation with a method of its own, or the schema of a stream's items" "What it means is not followed, so the worse case is assumed";
    "api-info-changed" [Docs] "The title, summary, description, contact, license or terms of the API changed" "Only documentation changed";
    "api-version-changed" [Docs] "`info.version` changed" "It names the document; what it means on the wire is reported as changes of its own";
    "api-tag-description-changed" [Docs] "The document's list of tags changed: a tag, its description or its documentation" "Only documentation changed";
    "api-documentation-changed" [Docs] "The external documentation of the document changed" "Only documentation changed";
    "api-server-added" [NonBreaking] "A server was added" "The existing servers remain";
    "api-server-removed" [Breaking] "A server was removed" "Calls to it may no longer be served";
    "api-server-variable-changed" [Breaking, NonBreaking] "The variables in the URL of a server changed" "A URL built from them may no longer exist; not breaking where every value that was allowed still is";
    "api-server-description-changed" [Docs] "The description of a server changed" "Only documentation changed";
    "api-security-added" [Breaking, NonBreaking] "A security alternative was added, possibly the first one" "Breaking where calls needed no authentication before; otherwise existing credentials still suffice";
    "api-security-removed" [Breaking, NonBreaking] "A security alternative was removed" "Breaking unless its credentials still suffice for another alternative";
    "api-security-scope-added" [Breaking, NonBreaking] "A call requires an additional scope" "Tokens without it are rejected; not breaking where they suffice for another alternative";
    "api-security-scope-removed" [NonBreaking] "A call no longer requires a scope" "Tokens that have it still work";
    "api-global-security-added" [Breaking, NonBreaking] "The document-level `security`, which applies to this operation, gained an alternative, possibly the first one" "Breaking where calls needed no authentication before; otherwise existing credentials still suffice";
    "api-global-security-removed" [Breaking, NonBreaking] "The document-level `security`, which applies to this operation, lost an alternative" "Breaking unless its credentials still suffice for another alternative";
    "api-global-security-scope-added" [Breaking, NonBreaking] "The document-level `security`, which applies to this operation, requires an additional scope" "Tokens without it are rejected; not breaking where they suffice for another alternative";
    "api-global-security-scope-removed" [NonBreaking] "The document-level `security`, which applies to this operation, no longer requires a scope" "Tokens that have it still work";
    "api-security-component-added" [None] "A security scheme was added" "Operations that use it are reported separately";
    "api-security-component-removed" [None] "A security scheme was removed" "Operations that used it are reported separately";
    "api-security-component-type-changed" [Breaking, None] "The type, location, name, HTTP scheme or discovery URL of a security scheme changed" "Credentials are sent elsewhere or in another form; none where no operation uses the scheme";
    "api-security-component-oauth-flow-added" [NonBreaking, None] "An OAuth flow was added to a security scheme" "The existing flows remain";
    "api-security-component-oauth-flow-removed" [Breaking, None] "An OAuth flow was removed from a security scheme" "Tokens can no longer be obtained through it";
    "api-security-component-oauth-url-changed" [Breaking, None] "The `authorizationUrl` of an OAuth flow changed" "Clients with a hard-coded URL ask at the wrong address";
    "api-security-component-oauth-token-url-changed" [Breaking, None] "The `tokenUrl` or `refreshUrl` of an OAuth flow changed" "Clients with a hard-coded URL ask at the wrong address";
    "api-security-component-oauth-scope-added" [NonBreaking, None] "A scope was added to an OAuth flow" "No existing client requests it";
    "api-security-component-oauth-scope-removed" [Breaking, None] "A scope was removed from an OAuth flow" "Requesting it fails";
    "api-security-component-oauth-scope-changed" [Docs] "The description of an OAuth scope changed" "Only documentation changed";
    "api-security-component-description-changed" [Docs] "The description or bearer format of a security scheme changed" "Only documentation changed";
    "request-parameter-removed" [Breaking] "A parameter was removed" "Sending it no longer has an effect, or is rejected";
    "request-parameter-removed-with-deprecation" [Breaking] "A deprecated parameter was removed" "Deprecated beforehand, but sending it no longer has an effect, or is rejected";
    "new-required-request-parameter" [Breaking] "A required parameter was added" "Existing calls do not send it";
    "new-optional-request-parameter" [NonBreaking] "An optional parameter was added" "Existing calls need not send it";
    "new-request-path-parameter" [Breaking] "A path parameter was declared that was not declared before" "Every path parameter is required";
    "request-parameter-became-required" [Breaking] "A parameter became required" "Calls that omit it are rejected";
    "request-parameter-became-optional" [NonBreaking] "A parameter became optional" "Calls that send it still work";
    "request-parameter-style-changed" [Breaking] "The `style` of a parameter changed" "The service parses the same text differently";
    "request-parameter-explode-changed" [Breaking] "The `explode` of a parameter changed" "The service parses the same text differently";
    "request-parameter-became-allow-reserved" [NonBreaking] "A parameter now allows unescaped reserved characters" "Escaped ones still work";
    "request-parameter-became-not-allow-reserved" [Breaking] "A parameter no longer allows unescaped reserved characters" "Calls that send them unescaped are parsed differently";
    "request-parameter-became-allow-empty" [NonBreaking] "A parameter now allows an empty value" "Calls that send a value still work";
    "request-parameter-became-not-allow-empty" [Breaking] "A parameter no longer allows an empty value" "Calls that send an empty value are rejected";
    "request-parameter-content-changed" [Breaking] "The media type of a parameter changed, or replaced its `style`" "The service parses the same text differently";
    "request-parameter-deprecated" [NonBreaking] "A parameter became deprecated" "It still works, but may be removed later";
    "request-parameter-reactivated" [NonBreaking] "A parameter is no longer deprecated" "It works as before";
    "request-parameter-text-changed" [Docs] "The description or an example of a parameter changed" "Only documentation changed";
    "request-body-added-required" [Breaking] "A required request body was added" "Existing calls do not send it";
    "request-body-added-optional" [NonBreaking] "An optional request body was added" "Existing calls need not send it";
    "request-body-removed" [Breaking] "The request body was removed" "Sending it no longer has an effect, or is rejected";
    "request-body-became-required" [Breaking] "The request body became required" "Calls that omit it are rejected";
    "request-body-became-optional" [NonBreaking] "The request body became optional" "Calls that send it still work";
    "request-body-text-changed" [Docs] "The description or an example of a request body changed" "Only documentation changed";
    "request-body-media-type-added" [NonBreaking] "A media type was added to the request body" "The existing media types still work";
    "request-body-media-type-removed" [Breaking, NonBreaking] "A media type was removed from the request body" "Calls that use it are rejected; not breaking where a media type range still covers it";
    "request-body-media-type-schema-added" [Breaking] "The request body gained a schema where any value was allowed" "The service accepts less than before";
    "request-body-media-type-schema-removed" [NonBreaking] "The request body lost its schema" "The service accepts more than before";
    "request-body-encoding-changed" [Breaking] "The `encoding` of a request body changed" "The service parses the same bytes differently";
    "request-property-removed" [Breaking] "A property was removed from the request body" "Sending it no longer has an effect, or is rejected";
    "new-required-request-property" [Breaking] "A required property was added to the request body" "Existing calls do not send it";
    "new-required-request-property-with-default" [Breaking] "A required property with a default was added to the request body" "A default only applies to optional properties: existing calls do not send it";
    "new-required-request-header-property" [Breaking] "A required property was added to a header parameter that holds an object" "Existing calls do not send it";
    "request-header-property-became-required" [Breaking] "A property of a header parameter that holds an object became required" "Calls that omit it are rejected";
    "new-optional-request-property" [NonBreaking] "An optional property was added to the request body" "Existing calls need not send it";
    "request-property-became-required" [Breaking] "A property of the request body became required" "Calls that omit it are rejected";
    "request-property-became-required-with-default" [Breaking] "A property of the request body became required, though it has a default" "A default only applies to optional properties: calls that omit it are rejected";
    "request-property-became-optional" [NonBreaking] "A property of the request body became optional" "Calls that send it still work";
    "request-optional-property-became-read-only" [Breaking] "An optional property became `readOnly` and can no longer be sent" "It amounts to removing the property from the request";
    "request-required-property-became-read-only" [Breaking] "A required property became `readOnly` and can no longer be sent" "It amounts to removing the property from the request";
    "request-optional-property-became-not-read-only" [NonBreaking] "An optional property is no longer `readOnly` and can be sent" "It amounts to adding an optional property to the request";
    "request-required-property-became-not-read-only" [Breaking] "A required property is no longer `readOnly` and must be sent" "It amounts to adding a required property to the request, and existing calls do not send it";
    "request-optional-property-became-write-only" [Docs] "An optional property became `writeOnly`" "Requests do not change";
    "request-required-property-became-write-only" [Docs] "A required property became `writeOnly`" "Requests do not change";
    "request-optional-property-became-not-write-only" [Docs] "An optional property is no longer `writeOnly`" "Requests do not change";
    "request-required-property-became-not-write-only" [Docs] "A required property is no longer `writeOnly`" "Requests do not change";
    "response-optional-property-became-write-only" [NonBreaking] "An optional property became `writeOnly` and is no longer in responses" "It amounts to removing the property from the response, and readers already had to handle its absence";
    "response-required-property-became-write-only" [Breaking] "A required property became `writeOnly` and is no longer in responses" "It amounts to removing the property from the response";
    "response-optional-property-became-not-write-only" [NonBreaking] "An optional property is no longer `writeOnly` and may be in responses" "It amounts to adding the property to the response";
    "response-required-property-became-not-write-only" [NonBreaking] "A required property is no longer `writeOnly` and is in responses" "It amounts to adding the property to the response";
    "response-optional-property-became-read-only" [Docs] "An optional property became `readOnly`" "Responses do not change";
    "response-required-property-became-read-only" [Docs] "A required property became `readOnly`" "Responses do not change";
    "response-optional-property-became-not-read-only" [Docs] "An optional property is no longer `readOnly`" "Responses do not change";
    "response-required-property-became-not-read-only" [Docs] "A required property is no longer `readOnly`" "Responses do not change";
    "response-required-property-removed" [Breaking] "A required property was removed from the response" "Readers rely on it";
    "response-optional-property-removed" [NonBreaking] "An optional property was removed from the response" "Readers already had to handle its absence";
    "response-required-property-added" [NonBreaking] "A required property was added to the response" "Readers ignore unknown properties";
    "response-optional-property-added" [NonBreaking] "An optional property was added to the response" "Readers ignore unknown properties";
    "response-property-became-optional" [Breaking] "A property of the response became optional" "Readers rely on it";
    "response-property-became-required" [NonBreaking] "A property of the response became required" "Readers that handle its absence still work";
    "response-success-status-added" [NonBreaking] "A success status was added" "The existing statuses remain";
    "response-success-status-removed" [Breaking, NonBreaking] "A success status was removed" "Readers expect it; not breaking where a range was only replaced by statuses in it, which readers already had to handle";
    "response-non-success-status-added" [NonBreaking] "An error status, or a `default` response, was added" "Readers must expect unknown statuses";
    "response-non-success-status-removed" [NonBreaking] "An error status, or the `default` response, was removed" "Handling it is merely superfluous";
    "response-text-changed" [Docs] "The description or an example of a response changed" "Only documentation changed";
    "response-links-changed" [Docs] "The links of a response changed" "They document which call may follow; nothing is sent";
    "response-media-type-added" [NonBreaking] "A media type was added to the response" "It is only sent to clients that request it";
    "response-media-type-removed" [Breaking, NonBreaking] "A media type was removed from the response" "Readers that request it no longer receive it; not breaking where a range was only replaced by media types in it";
    "response-body-media-type-schema-added" [NonBreaking] "The response gained a schema" "Readers had to accept any value before";
    "response-body-media-type-schema-removed" [Breaking] "The response lost its schema" "It may hold any value";
    "response-header-added" [NonBreaking] "A header was added to the response" "Readers ignore unknown headers";
    "required-response-header-removed" [Breaking] "A required header was removed from the response" "Readers rely on it";
    "optional-response-header-removed" [NonBreaking] "An optional header was removed from the response" "Readers already had to handle its absence";
    "response-header-became-optional" [Breaking] "A response header became optional" "Readers rely on it";
    "response-header-became-required" [NonBreaking] "A response header became required" "Readers that handle its absence still work";
    "response-header-serialization-changed" [Breaking] "The serialization of a response header changed" "Readers parse the same text differently";
    "response-header-deprecated" [NonBreaking] "A response header became deprecated" "It is still sent, but may be removed later";
    "response-header-reactivated" [NonBreaking] "A response header is no longer deprecated" "It is sent as before";
    "response-header-text-changed" [Docs] "The description or an example of a response header changed" "Only documentation changed";
    "api-schema-removed" [None] "An unused schema was removed" "No operation refers to it";
    "api-schema-added" [None] "An unused schema was added" "No operation refers to it";
    "api-schema-changed" [None] "An unused schema changed" "No operation refers to it";
    "api-component-removed" [None] "An unused component was removed" "No operation refers to it";
    "api-component-added" [None] "An unused component was added" "No operation refers to it";
    "api-component-changed" [None] "An unused component changed" "No operation refers to it";
}
