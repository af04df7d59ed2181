//! Documents of any size: copies of one realistic resource beside what they
//! share. The same number of copies is the same bytes, everywhere.

use api_document::ingest::{self, Source, to_canonical_json};
use serde_json::{Value, json};

/// As many copies as make a document of 300 operations and 1 MB.
#[allow(dead_code)] // Counting instructions takes fewer.
pub(crate) const COPIES_IN_A_MEGABYTE: usize = 60;

/// The document with this many copies of the resource.
pub(crate) fn document(copies: usize) -> Value {
    let mut document = read("head.yaml", include_str!("head.yaml"));
    let resource = read("resource.yaml", include_str!("resource.yaml")).to_string();
    for copy in 0..copies {
        let named = resource
            .replace("parcels", &format!("parcels_{copy:04}"))
            .replace("parcel_id", "id")
            .replace("_parcel\"", &format!("_parcel_{copy:04}\""))
            .replace("Parcel", &format!("Parcel{copy:04}"));
        let named: Value = serde_json::from_str(&named).unwrap();
        extend(document.pointer_mut("/paths").unwrap(), &named["paths"]);
        extend(
            document.pointer_mut("/components/schemas").unwrap(),
            &named["schemas"],
        );
    }
    document
}

/// The document with some edits, each in another copy, of every kind of
/// place: a parameter, an answer, a request, an enum, a description.
#[allow(dead_code)] // Not every benchmark compares.
pub(crate) fn revised(copies: usize) -> Value {
    let mut document = document(copies);
    let copy = |part: usize| part * (copies - 1) / 4;
    let mut put = |pointer: String, name: &str, value: Value| {
        document.pointer_mut(&pointer).unwrap()[name] = value;
    };
    put(
        format!("/components/schemas/Parcel{:04}Core/properties", copy(0)),
        "colour",
        json!({ "type": "string", "description": "What to look for." }),
    );
    put(
        format!("/components/schemas/Parcel{:04}Address", copy(1)),
        "required",
        json!(["kind", "street", "city", "country"]),
    );
    put(
        format!("/components/schemas/Parcel{:04}Status", copy(2)),
        "enum",
        json!(["draft", "packed", "on_its_way", "delivered", "lost"]),
    );
    put(
        format!("/paths/~1parcels_{:04}/get/parameters/3", copy(3)),
        "required",
        json!(true),
    );
    put(
        format!("/paths/~1parcels_{:04}/post", copy(4)),
        "description",
        json!("Makes a parcel."),
    );
    document
}

/// A document as a source.
#[allow(dead_code)] // Not everything reads it.
pub(crate) fn source(name: &str, document: &Value) -> Source {
    Source {
        name: name.to_owned(),
        bytes: to_canonical_json(document).into_bytes(),
    }
}

fn read(name: &str, text: &str) -> Value {
    let source = Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    ingest::read(&source).unwrap().value
}

fn extend(members: &mut Value, more: &Value) {
    let more = more.as_object().unwrap().clone();
    members.as_object_mut().unwrap().extend(more);
}
