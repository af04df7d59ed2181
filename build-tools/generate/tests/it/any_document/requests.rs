//! Requests: parameters and bodies.

use super::*;
use crate::small::documents::DOCUMENTS;

fn of(name: &str) -> Made {
    made(
        DOCUMENTS
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1,
    )
}

#[test]
fn parameters_of_one_name_are_told_apart_and_written_under_theirs() {
    let made = of("names");
    let send = item(&made, "pub struct D<'a>");
    for field in [
        "id:",
        "id_query:",
        "id_header:",
        "send_query:",
        "body_query:",
        "type_:",
        "filter_a_query:",
    ] {
        assert!(send.contains(field), "{field} in {send}");
    }
    let code = flat(&made.code);
    assert!(code.contains("QueryParam::new(\"id\",&self.id_query?)"));
    // The exact spelling keeps its name, whatever stands before it.
    assert!(code.contains("QueryParam::new(\"filter_a\",&self.filter_a?)"));
    assert!(code.contains("QueryParam::new(\"filter[a]\",&self.filter_a_query?)"));
    assert!(!made.code.contains('\u{E000}') && !made.code.contains("u{e000}"));
}

#[test]
fn parameters_are_written_in_their_style() {
    let made = of("styles");
    let code = flat(&made.code);
    for expected in [
        "Style::MatrixExploded",
        "query(\"comma\",&self.comma?,parameters::Style::Form)",
        "query(\"deep\",&self.deep?,parameters::Style::DeepObject)",
        "query(\"json\",&self.json?,parameters::Style::Json)",
        "cookie(&before,\"session\",&self.session?,parameters::Style::FormExploded)",
        "cookie(&before,\"theme\",&value,parameters::Style::FormExploded)",
        "text(&self.x_list?,parameters::Style::Simple)",
        "text(&value,parameters::Style::SimpleExploded)",
    ] {
        assert!(code.contains(expected), "{expected}");
    }
    assert!(
        !made.code.contains("authorization"),
        "a header of the transport"
    );
    assert!(codes(&made).is_empty(), "{:?}", made.warnings);
}

#[test]
fn one_media_type_is_sent_and_the_others_are_reported() {
    let made = of("bodies");
    assert!(made.report.contains(
        "POST /json sends application/merge-patch+json; the document also has application/xml"
    ));
    for media_type in ["application/merge-patch+json", "image/png", "text/csv"] {
        assert!(
            flat(&made.code).contains(&format!("header::CONTENT_TYPE,\"{media_type}\")")),
            "{media_type}"
        );
    }
    let form = ".body(parameters::form(&body,&[(\"c\",parameters::Style::DeepObject)])";
    assert!(flat(&made.code).contains(form));
    assert!(codes(&made).is_empty(), "{:?}", made.warnings);
}

/// An operation whose form has a member `a` with this schema and `encoding`.
fn form(schema: &str, encoding: &str) -> Made {
    made(&format!("
paths:
  /a: {{post: {{operationId: a, requestBody: {{required: true, content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{a: {schema}}}}}, encoding: {{a: {encoding}}}}}}}}}, responses: {{}}}}}}
"))
}

#[test]
fn a_member_of_a_form_has_the_style_of_its_encoding() {
    let list = "{type: array, items: {type: string}}";
    for (encoding, style) in [
        ("{explode: false}", "Form"),
        ("{style: form, explode: true}", "FormExploded"),
        ("{style: form}", "FormExploded"),
        ("{style: spaceDelimited}", "SpaceDelimited"),
        (
            "{style: pipeDelimited, contentType: application/json}",
            "PipeDelimited",
        ),
        ("{style: deepObject}", "DeepObject"),
        ("{contentType: application/json}", "Json"),
        (
            "{contentType: 'text/plain, application/vnd.a+json'}",
            "Json",
        ),
    ] {
        let made = form(list, encoding);
        let written = format!("(\"a\",parameters::Style::{style})");
        assert!(
            flat(&made.code).contains(&written),
            "{encoding}: {}",
            made.code
        );
        assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    }
}

#[test]
fn an_encoding_that_a_form_cannot_have_is_reported() {
    for (schema, encoding) in [
        (
            "{type: object, properties: {}}",
            "{contentType: application/xml}",
        ),
        (
            "{allOf: [{type: array, items: {type: string}}]}",
            "{contentType: application/xml}",
        ),
    ] {
        let made = form(schema, encoding);
        assert_eq!(codes(&made), ["encoding-not-followed"], "{encoding}");
        let warning = &made.warnings[0];
        assert!(
            warning
                .message
                .starts_with("POST /a: the member `a` of the form")
        );
        assert!(flat(&made.code).contains("form(&body,&[])"));
    }
    for (schema, encoding) in [
        ("{type: string}", "{contentType: application/xml}"),
        (
            "{type: array, items: {type: string}}",
            "{contentType: text/plain}",
        ),
    ] {
        let made = form(schema, encoding);
        assert!(made.warnings.is_empty(), "{:?}", made.warnings);
    }
    let parts = made("
paths:
  /a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {type: object}, encoding: {file: {contentType: image/png}}}}}, responses: {}}}
");
    assert!(
        parts
            .report
            .contains("POST /a: the caller gives `file` of the multipart body")
    );
}

#[test]
fn a_multipart_body_is_put_together_by_the_caller() {
    let made = made("
paths:
  /a: {post: {operationId: a, requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}, responses: {}}}
");
    assert!(
        made.code
            .contains("body: given::Argument<reqwest::multipart::Form>")
    );
    assert!(made.code.contains(".multipart(self.body?)"));
}

#[test]
fn what_only_answers_have_is_not_required_of_a_request() {
    let made = of("bodies");
    let body = item(&made, "pub struct Body {");
    assert!(body.contains("pub id: ::std::option::Option<"), "{body}");
    assert!(body.contains("pub a: ::std::string::String"), "{body}");
    assert!(body.contains("pub absent: ::serde_json::Value"), "{body}");
    assert!(body.contains("pub f: ::std::option::Option<i64>"), "{body}");
    assert!(body.contains("pub e: crate::Nullable<BodyE>"), "{body}");
}

#[test]
fn a_property_that_may_be_null_keeps_its_name_on_the_wire() {
    let made = made("
paths:
  /a: {post: {operationId: a, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}, responses: {}}}
components:
  schemas:
    Body: {type: object, properties: {lastSeenAt: {type: string, nullable: true}, itemCounts: {type: array, items: {type: integer}}}}
");
    let body = flat(item(&made, "pub struct Body {"));
    let seen = r#"#[serde(rename="lastSeenAt")]#[serde(default,skip_serializing_if="crate::Nullable::is_absent")]publast_seen_at:"#;
    assert!(body.contains(seen), "{body}");
    assert!(body.contains(r#"rename="itemCounts""#), "{body}");
}

#[test]
fn a_header_that_cannot_be_sent_is_left_out_or_takes_its_operation_along() {
    let with = |required: bool| {
        made(&operation(&format!(
            "
      parameters: [{{name: 'a b', in: header, required: {required}, schema: {{type: string}}}}]
      responses: {{}}
"
        )))
    };
    assert_eq!(codes(&with(false)), ["parameter-left-out"]);
    assert_eq!(codes(&with(true)), ["operation-left-out"]);
    assert!(with(false).code.contains("pub fn a(&self)"));
    assert!(!with(true).code.contains("pub fn a(&self)"));
}

#[test]
fn every_method_is_sent() {
    let code = flat(&of("styles").code);
    for method in ["OPTIONS", "TRACE"] {
        let call = format!(".request(::reqwest::Method::{method},url)");
        assert!(code.contains(&call), "{call}");
    }
}

#[test]
fn what_only_answers_have_has_no_builder() {
    let made = made("
paths:
  /a:
    post:
      operationId: a
      parameters: [{name: f, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Got'}}}}}
components:
  schemas:
    Filter: {type: object, properties: {a: {type: string}}}
    Sent: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}
    Inner: {type: object, required: [b], properties: {b: {type: string, description: What it is.}}}
    Got: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}, c: {type: object, properties: {d: {type: string}}}}}
");
    let code = flat(&made.code);
    let entrance = |name: &str| code.contains(&format!("pubfnbuilder()->builder::{name}{{"));
    for name in ["Filter", "Sent", "Inner"] {
        assert!(entrance(name), "{name}");
    }
    assert_eq!(code.matches("pubfnbuilder()").count(), 3, "{code}");
    let setter = "///Sets`b`.//////Whatitis.pubfnb(mutself,value:implTryInto<String,Error:ToString>)->Self{self.b=crate::given::Given::of(\"b\",value);self}";
    assert!(code.contains(setter), "{code}");
    assert!(code.contains("b:value.b.required(\"b\")?"), "{code}");
}

#[test]
fn a_builder_is_told_from_a_type_with_the_name_of_a_trait() {
    let made = made("
paths:
  /a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/TryInto'}}}}, responses: {}}}
components:
  schemas: {TryInto: {type: object, properties: {a: {type: string}}}}
");
    let setter = "pubfna(mutself,value:impl::std::convert::TryInto<";
    assert!(flat(&made.code).contains(setter), "{}", made.code);
}

#[test]
fn statuses_that_are_read_alike_have_one_arm() {
    let json = "{description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
    let made = made(&operation(&format!(
        "\n      responses: {{'200': {{description: d}}, '400': {json}, '404': {json}}}\n"
    )));
    let code = flat(&made.code);
    let read = "letresponse=decoding::sent(client,request,\"a\").await?;matchresponse.status().as_u16(){200u16=>Ok(ResponseValue::empty(response)),400u16|404u16=>Err(decoding::error(response).await),_=>";
    assert!(code.contains(read), "{code}");
}

#[test]
fn answers_that_are_all_json_are_read_in_one_step() {
    let json = "{description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}";
    let made = made(&operation(&format!(
        "\n      responses: {{'200': {json}, '404': {json}, 5XX: {json}}}\n"
    )));
    let code = flat(&made.code);
    let read = "decoding::json(client,request,\"a\",&[200],&[404,5]).await?.read()";
    assert!(code.contains(read), "{code}");
}
