//! The published client: what calls it has, what they take and what they send.

use api_document::ingest::{Document, Source, ingest};
use api_document::overlay;
use api_generate::Target;
use api_generate::pipeline;
use serde_json::json;
use std::path::Path;

/// Our document with the operations that it does not have yet.
pub(crate) fn grown() -> Document {
    let source = |path: &str| Source {
        name: path.to_owned(),
        bytes: std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap(),
    };
    ingest(&[
        source("../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json"),
        source("tests/fixtures/more-operations.yaml"),
    ])
    .unwrap()
}

/// The code of the published client, were this its document.
pub(crate) fn client_code(document: &Document) -> Result<String, String> {
    let overlay = "../document/tests/fixtures/2024-05-20/overlay.yaml";
    let overlay = overlay::parse(&Source {
        name: overlay.to_owned(),
        bytes: std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(overlay)).unwrap(),
    })
    .unwrap();
    let made = pipeline::make(document, Some(&overlay), Target::Published, "test");
    made.map(|made| made.code)
        .map_err(|error| error.to_string())
}

#[test]
fn the_client_writes_parameters_and_bodies_through_its_own_draft() {
    let code = client_code(&grown()).unwrap();
    let code = flat(&code);
    for part in [
        "Draft::new(&operations::LIST_WEBHOOKS,self.client.base(),&[])?",
        ".query(\"cursor\",&self.cursor)?",
        ".header(\"x-request-note\",(&self.x_request_note).as_ref(),|value|Ok(value.to_string()))",
        "Draft::new(&operations::UPDATE_WEBHOOK,self.client.base(),\
         &[encode_path(&self.webhook_id)])?.json(self.body.required(\"body\")?)",
    ] {
        assert!(code.contains(part), "{part}");
    }
    assert!(!code.contains("progenitor_client") && !code.contains("baseurl"));
}

#[test]
fn types_are_decoded_from_objects_alone() {
    let code = flat(&client_code(&grown()).unwrap());
    let (_, decoding) = code.split_once("moddecoding{").unwrap();
    for part in [
        "impl<'de>::serde::Deserialize<'de>fortypes::WebhookResponse{",
        "#[derive(::serde::Deserialize)]#[serde(remote=\"WebhookResponse\")]struct__Members{data:GetWebhookResult,}",
        "__Members::deserialize(crate::object::Object(deserializer))",
    ] {
        assert!(decoding.contains(part), "{part}: {decoding}");
    }
    assert!(code.contains("#[derive(::serde::Serialize,Clone,Debug,PartialEq)]"));
    let derived = "derive(::serde::Deserialize";
    assert_eq!(
        code.matches(derived).count(),
        decoding.matches(derived).count()
    );
}

/// The code of the client with a parameter more, in one line.
fn with_parameter(place: &str, more: &serde_json::Value) -> String {
    let mut parameter = json!({ "name": "q", "in": place });
    for (key, value) in more.as_object().unwrap() {
        parameter[key] = value.clone();
    }
    let mut document = grown();
    let operation = document
        .value
        .pointer_mut("/paths/~1webhooks/post")
        .unwrap();
    let parameters = operation["parameters"].as_array_mut().unwrap();
    parameters.push(parameter);
    flat(&client_code(&document).unwrap())
}

/// The code without what hangs on the lengths of lines.
fn flat(code: &str) -> String {
    let code: String = code.split_whitespace().collect();
    code.replace(",)", ")").replace(",>", ">")
}

#[test]
fn the_client_writes_each_parameter_in_its_style() {
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let text = json!({ "type": "string" });
    let query = |style: &str| {
        format!(
            ".written(crate::generated::parameters::query(\"q\",&self.q,\
             crate::generated::parameters::Style::{style}))"
        )
    };
    for (place, more, written) in [
        (
            "query",
            json!({ "schema": list, "explode": false }),
            query("Form"),
        ),
        (
            "query",
            json!({ "schema": list, "style": "pipeDelimited" }),
            query("PipeDelimited"),
        ),
        (
            "query",
            json!({ "schema": list, "style": "deepObject" }),
            query("DeepObject"),
        ),
        (
            "header",
            json!({ "schema": list }),
            "|value|crate::generated::parameters::text(value,\
             crate::generated::parameters::Style::Simple)"
                .to_owned(),
        ),
        (
            "cookie",
            json!({ "schema": text }),
            ".cookie(|cookies|crate::generated::parameters::cookie(cookies,\"q\",&self.q,"
                .to_owned(),
        ),
    ] {
        let code = with_parameter(place, &more);
        assert!(code.contains(&written), "{place}: {more}\n{code}");
        assert!(code.contains("modparameters{"), "{place}: {more}");
    }
    for (place, more) in [
        (
            "query",
            json!({ "schema": list, "style": "form", "explode": true }),
        ),
        ("query", json!({ "schema": text, "explode": false })),
        ("header", json!({ "schema": text, "style": "simple" })),
    ] {
        let code = with_parameter(place, &more);
        assert!(!code.contains("parameters::"), "{place}: {more}");
    }
}

/// The document in which an operation sends this content.
fn sending(content: impl Fn(&serde_json::Value) -> serde_json::Value) -> Document {
    let mut document = grown();
    let body = "/paths/~1webhooks~1{webhook_id}/patch/requestBody/content";
    let found = document.value.pointer_mut(body).unwrap();
    *found = content(&found["application/json"]);
    document
}

#[test]
fn the_client_sends_forms_and_other_json() {
    let form = sending(|json| json!({ "application/x-www-form-urlencoded": json }));
    let code = flat(&client_code(&form).unwrap());
    let written = ".form(crate::generated::parameters::form(self.body.required(\"body\")?,&[]))";
    assert!(code.contains(written), "{code}");
    let form = sending(|json| {
        let mut form = json.clone();
        form["encoding"] = json!({ "tags": { "explode": false } });
        json!({ "application/x-www-form-urlencoded": form })
    });
    let code = flat(&client_code(&form).unwrap());
    let styles = ",&[(\"tags\",crate::generated::parameters::Style::Form)]))";
    assert!(code.contains(styles), "{code}");
    let patch = sending(|json| json!({ "application/merge-patch+json": json }));
    let code = flat(&client_code(&patch).unwrap());
    assert!(
        code.contains(
            ".content_type(\"application/merge-patch+json\")?.json(self.body.required(\"body\")?)"
        ),
        "{code}"
    );
}

#[test]
fn an_optional_body_is_sent_only_where_it_is_set() {
    let mut document = grown();
    let body = "/paths/~1webhooks~1{webhook_id}/patch/requestBody/required";
    *document.value.pointer_mut(body).unwrap() = false.into();
    let code = flat(&client_code(&document).unwrap());
    for part in [
        "matchself.body.get()?{Some(body)=>draft.json(body),None=>Ok(draft),}",
        "pubfnbody(mutself,body:implTryInto<types::UpdateWebhook,Error:Into<Error>>)->Self",
        "pubfnupdate_webhook(&self,webhook_id:implInto<String>)->",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn an_answer_is_decoded_by_its_status() {
    let mut document = grown();
    let responses = &mut document.value["paths"]["/webhooks"]["post"]["responses"];
    responses["202"] = json!({ "description": "Later.", "content": {
        "application/json": { "schema": { "type": "object", "properties": { "job": { "type": "string" } } } }
    } });
    responses["204"] = json!({ "description": "Done." });
    let code = flat(&client_code(&document).unwrap());
    for part in [
        "self.client.execute_by_status(draft,&operations::CREATE_WEBHOOK,",
        "202u16=>{crate::decode::value(answer,operation)\
         .map(types::CreateWebhookSuccess::Status202)}",
        "204u16=>{crate::decode::empty(answer,operation)\
         .map(|()|types::CreateWebhookSuccess::Status204)}",
        "pubenumCreateWebhookSuccess{",
        "answer:Some(&Shape::OneOf(&[&shapes::CREATED_WEBHOOK_RESPONSE,",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn what_the_client_cannot_send_or_read_is_refused() {
    let form = sending(|json| json!({ "multipart/form-data": json }));
    let why = client_code(&form).unwrap_err();
    let expected = "error[unsupported-media-type]: ";
    let place = "#/paths/~1webhooks~1{webhook_id}/patch/requestBody: ";
    assert!(why.starts_with(expected) && why.contains(place), "{why}");
    let mut document = grown();
    document.value["paths"]["/webhooks"]["post"]["responses"]["201"]["content"] =
        json!({ "text/csv": {} });
    let why = client_code(&document).unwrap_err();
    let place = "#/paths/~1webhooks/post/responses/201: ";
    assert!(why.starts_with(expected) && why.contains(place), "{why}");
}

#[test]
fn what_any_crate_would_lack_is_an_error_for_the_client() {
    let mut document = grown();
    let schemas = &mut document.value["components"]["schemas"];
    schemas["Thing"] = json!({ "allOf": [{ "$ref": "#/components/schemas/Thing" }] });
    let why = client_code(&document).unwrap_err();
    let expected = "error[untyped-schema]: ";
    assert!(
        why.starts_with(expected) && why.contains("#/components/schemas/Thing: "),
        "{why}"
    );
    let mut document = grown();
    document.value["paths"]["/webhooks"]["post"]["servers"] =
        json!([{ "url": "https://b.example" }]);
    let why = client_code(&document).unwrap_err();
    assert!(why.starts_with("error[other-server]: "), "{why}");
}

#[test]
fn an_operation_with_a_name_of_the_client_gets_another() {
    let mut document = grown();
    document.value["paths"]["/webhooks"]["get"]["operationId"] = "with_options".into();
    let code = client_code(&document).unwrap();
    for part in [
        "pub fn with_options_operation(&self)",
        "static WITH_OPTIONS_OPERATION: Operation",
        "id: \"with_options_operation\"",
        "operations::WITH_OPTIONS_OPERATION)",
    ] {
        assert!(code.contains(part), "{part}");
    }
}

/// The list of names in use holds those of the hand-written client.
#[test]
fn every_method_of_the_hand_written_client_is_in_use() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated-client/src");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
        for item in file.items {
            if let syn::Item::Impl(block) = item
                && block.trait_.is_none()
                && matches!(&*block.self_ty, syn::Type::Path(path) if path.path.is_ident("Client"))
            {
                names.extend(block.items.into_iter().filter_map(|item| match item {
                    syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
        }
    }
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let mut document = grown();
        document.value["paths"]["/webhooks"]["get"]["operationId"] = name.as_str().into();
        let code = flat(&client_code(&document).unwrap());
        let wanted = format!("pubfn{name}_operation(&self");
        assert!(code.contains(&wanted), "{name}");
    }
}

#[test]
fn what_a_call_cannot_do_without_is_an_argument() {
    let code = flat(&client_code(&grown()).unwrap());
    for part in [
        "pubfnget_webhook(&self,webhook_id:implInto<String>)->builder::GetWebhookCall",
        "pubfnupdate_webhook(&self,webhook_id:implInto<String>,\
         body:implTryInto<types::UpdateWebhook,Error:Into<Error>>)->",
        "pubfnlist_webhooks(&self)->builder::ListWebhooksCall",
        "pubfncursor(mutself,cursor:implInto<String>)->Self{self.cursor=Some(cursor.into());",
        "pubfnlimit(mutself,limit:implIntoInteger<i64>)->Self{\
         self.limit=Given::integer(\"limit\",limit);",
        "status:implIntoIterator<Item=implInto<types::WebhookStatus>>)",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
    for setter in ["pubfnwebhook_id(", "pubfnbody("] {
        assert!(!code.contains(setter), "{setter}");
    }
}

#[test]
fn arguments_are_in_the_order_of_the_path() {
    let mut document = grown();
    let text = json!({ "type": "string" });
    let parameter = |place: &str, name: &str| json!({ "in": place, "name": name, "required": true, "schema": text });
    document.value["paths"]["/a/{z}/b/{y}"] = json!({ "get": {
        "operationId": "get_b",
        "parameters": [parameter("query", "x"), parameter("path", "y"), parameter("path", "z")],
        "responses": { "204": { "description": "d" } }
    } });
    let code = flat(&client_code(&document).unwrap());
    for part in [
        "(&self,z:implInto<String>,y:implInto<String>,x:implInto<String>)->",
        "&[encode_path(&self.z),encode_path(&self.y)])?.query(\"x\",&self.x)",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn only_what_is_sent_has_a_builder() {
    let code = flat(&client_code(&grown()).unwrap());
    for part in [
        "pubstructCreateWebhookBuilder{",
        "pubstructUpdateWebhookBuilder{",
        "pubfnnote(mutself,note:implInto<Nullable<String>>)->Self",
        "pubfntags(mutself,tags:implIntoIterator<Item=implInto<String>>)->Self",
        "pubfnpassword(mutself,password:implInto<crate::Secret>)->Self",
        "url:required(self.url,\"url\")?",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
    for part in ["ErrorDetailsBuilder", "PageBuilder", "ConversionError"] {
        assert!(!code.contains(part), "{part}");
    }
}

/// The docs of each setter that takes null, by its name.
fn setters_of_null(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut items = syn::parse_file(code).unwrap().items;
    while let Some(item) = items.pop() {
        match item {
            syn::Item::Mod(module) => items.extend(module.content.unwrap().1),
            syn::Item::Impl(block) => found.extend(block.items.into_iter().filter_map(|item| {
                let syn::ImplItem::Fn(function) = item else {
                    return None;
                };
                let inputs = &function.sig.inputs;
                let takes_null = quote::quote!(#inputs).to_string().contains("Nullable");
                let attributes = &function.attrs;
                let docs = quote::quote!(#(#attributes)*).to_string();
                takes_null.then(|| (function.sig.ident.to_string(), docs))
            })),
            _ => {}
        }
    }
    found.sort();
    found
}

#[test]
fn a_setter_that_takes_null_says_what_none_means() {
    let mut document = grown();
    let body = "/paths/~1webhooks/post/requestBody/content/application~1json/schema";
    let body = document.value.pointer_mut(body).unwrap();
    *body = json!({ "type": "object", "required": ["must"], "properties": {
        "must": { "type": "string", "nullable": true, "description": "There, or null." },
        "may": { "type": "string", "nullable": true, "description": "There, null or absent." },
        "bare": { "type": "integer", "nullable": true },
        "plain": { "type": "string", "description": "There or absent." }
    } });
    let code = client_code(&document).unwrap();
    let setters = setters_of_null(&code);
    let names: Vec<&str> = setters.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["must", "may", "bare"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    for (name, docs) in &setters {
        assert!(docs.contains("`None` is sent as null."), "{name}: {docs}");
        let may_be_left_out = docs.contains("To leave the property out");
        assert_eq!(may_be_left_out, name != "must", "{name}: {docs}");
    }
    assert_eq!(code.matches("`None` is sent as null").count(), names.len());
}

#[test]
fn a_part_of_a_body_is_given_built_or_not() {
    let mut document = grown();
    let address = json!({ "type": "object", "required": ["street"], "properties": {
        "street": { "type": "string" }, "build": { "type": "string" } } });
    let schemas = &mut document.value["components"]["schemas"];
    schemas["To"] = address;
    let create = &mut schemas["CreateWebhookDtoV1"];
    create["properties"]["to"] = json!({ "$ref": "#/components/schemas/To" });
    create["properties"]["size"] = json!({ "type": "integer" });
    create["required"]
        .as_array_mut()
        .unwrap()
        .extend([json!("to")]);
    let code = flat(&client_code(&document).unwrap());
    for part in [
        "pubfnto(mutself,to:implTryInto<types::To,Error:Into<Error>>)->Self{\
         self.to=Given::built(\"to\",to);",
        "to:required(self.to.take()?,\"to\")?",
        "size:self.size.take()?",
        "to:Given::Value(value.to)",
        "size:value.size.into()",
        "pubfnbuild_(mutself,build:implInto<String>)->Self",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn what_an_enum_implements_is_said_in_a_line() {
    let code = flat(&client_code(&grown()).unwrap());
    for part in [
        "crate::text_enum::text_enum!(WebhookKind,A=\"a\",BC=\"b-c\",X1st=\"1st\",UnknownValue=\"unknown\");",
        "modtypes{pubusesuper::enums::*;",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
    assert!(!code.contains("impl::std::str::FromStr"));
}

#[test]
fn each_method_says_what_it_sends_and_where_it_is_known_from() {
    let mut document = grown();
    let get = &mut document.value["paths"]["/webhooks/{webhook_id}"]["get"];
    get["summary"] = "One webhook".into();
    get["x-source"] = "public <documentation>".into();
    get["parameters"][1]["description"] = "Its id.".into();
    let code = client_code(&document).unwrap();
    let docs = [
        "/// One webhook",
        "///",
        "/// - `webhook_id`: Its id.",
        "///",
        "/// Sends `GET /webhooks/{webhook_id}`.",
        "///",
        "/// Source: public \\<documentation\\>",
        "///",
        "/// # Errors",
    ];
    let code: Vec<&str> = code.lines().map(str::trim).collect();
    let found = code.windows(docs.len()).any(|lines| lines == docs);
    assert!(found, "{}", code.join("\n"));
}

#[test]
fn a_parameter_with_a_name_of_the_builder_gets_another() {
    for name in ["client", "draft", "pages", "items", "send"] {
        let code = {
            let mut document = grown();
            let list = &mut document.value["paths"]["/webhooks"]["get"]["parameters"];
            let parameter = json!({ "in": "query", "name": name, "schema": { "type": "string" } });
            list.as_array_mut().unwrap().push(parameter);
            flat(&client_code(&document).unwrap())
        };
        let setter = format!("pubfn{name}_query(mutself");
        let sent = format!(".query(\"{name}\",&self.{name}_query)");
        assert!(
            code.contains(&setter) && code.contains(&sent),
            "{name}\n{code}"
        );
    }
}

#[test]
fn the_client_asks_for_the_json_that_a_response_is() {
    let mut document = grown();
    let content = &mut document.value["paths"]["/webhooks"]["get"]["responses"]["200"]["content"];
    let json = content["application/json"].take();
    *content = json!({ "application/vnd.a+json": json });
    let code = flat(&client_code(&document).unwrap());
    let asked = "&operations::LIST_WEBHOOKS,self.client.base(),&[])?.accept(\"application/vnd.a+json\")?.query(";
    assert!(code.contains(asked), "{code}");
    assert_eq!(code.matches(".accept(").count(), 1);
}
