//! Faults of a source as text: encoding, syntax, size.

use super::{Code, error};

const CUT_OFF: &str =
    "Fetch the source again; a download that was cut off or changed looks like this.";
const NOT_READ: &str = "What cannot be read for certain is not guessed at.";
const PAGE: &str = "A documentation page carries its operation in one fenced YAML block, headed by the document's file name, the method and the path; only that is read.";

pub(super) const CODES: &[Code] = &[
    error(
        "unreadable",
        "A file cannot be read.",
        "The work needs it.",
        "Check the path and its permissions.",
    ),
    error(
        "unwritable",
        "A file cannot be written.",
        "Outputs replace old files in one step, or not at all.",
        "Check that the folder exists, can be written to and has space.",
    ),
    error(
        "not-fetched",
        "An address did not give a document: no answer in time, an error, too much, or no https.",
        "An update is made from what upstream really has.",
        "Check the address, or download the file and name it instead.",
    ),
    error(
        "no-sources",
        "No source was named.",
        "There is nothing to read.",
        "Name at least one document or page.",
    ),
    error("empty-source", "A source holds nothing.", NOT_READ, CUT_OFF),
    error(
        "too-large",
        "A source has more bytes than any API document.",
        "Memory and time are bounded, whatever is read.",
        "Check that it is the API document and not another download.",
    ),
    error(
        "too-deep",
        "Objects and lists are nested deeper than in any real document.",
        "The later stages follow the nesting, and each level takes stack.",
        "Check that it is the API document; write deep schemas as components.",
    ),
    error(
        "nul-byte",
        "A source has a NUL byte.",
        NOT_READ,
        "Save it as UTF-8 text.",
    ),
    error(
        "utf-16",
        "A source is UTF-16.",
        NOT_READ,
        "Save it as UTF-8 text.",
    ),
    error(
        "invalid-utf-8",
        "A source is not UTF-8 text.",
        NOT_READ,
        "Save it as UTF-8 text.",
    ),
    error(
        "unknown-format",
        "A source is neither JSON nor YAML nor a documentation page.",
        NOT_READ,
        "Fetch the raw document or the Markdown page, not the rendered HTML.",
    ),
    error(
        "not-an-object",
        "The outermost value of a source is no object.",
        "An OpenAPI document, and an overlay, is an object.",
        "Use a source whose outermost value is the document.",
    ),
    error(
        "broken-json",
        "A source is not JSON, though it starts like it.",
        NOT_READ,
        CUT_OFF,
    ),
    error(
        "broken-yaml",
        "A source is not YAML, though it looks like it.",
        NOT_READ,
        CUT_OFF,
    ),
    error(
        "duplicate-key",
        "An object has a key twice.",
        "Readers disagree on which of the two counts, so two tools would see two documents.",
        "Keep one of the two.",
    ),
    error(
        "several-yaml-documents",
        "A YAML source has more than one document.",
        "One source is one document.",
        "Put each into a file of its own.",
    ),
    error(
        "unusable-key",
        "A key of a YAML mapping is no plain text.",
        "JSON, and so OpenAPI, has only text as keys.",
        "Write the key as plain text, in quotes if need be.",
    ),
    error(
        "unusable-number",
        "A number cannot be kept as it is written, such as infinity.",
        "JSON has no such number.",
        "Write a finite number, or quote it if it is text.",
    ),
    error(
        "unusable-tag",
        "A YAML tag asks for a type that JSON has not.",
        "JSON, and so OpenAPI, has no such type.",
        "Take the tag away, or write the value in another way.",
    ),
    error(
        "unusable-merge-key",
        "A YAML merge key `<<` does not name an object.",
        "Only an object's members can be merged.",
        "Name an anchored object, or a list of them.",
    ),
    error(
        "cyclic-alias",
        "A YAML alias names something that it is inside of.",
        "Written out, it would never end.",
        "Use `$ref` for a schema that holds itself.",
    ),
    error(
        "too-many-aliases",
        "Written out, the YAML aliases come to far more than the source.",
        "A few lines of YAML can come to more values than memory holds.",
        "Use `$ref` in place of aliases.",
    ),
    error(
        "no-document-block",
        "A documentation page has no block with a document.",
        PAGE,
        "Use the page of one operation.",
    ),
    error(
        "several-document-blocks",
        "A documentation page has more than one block with a document.",
        PAGE,
        "Use the page of one operation.",
    ),
    error(
        "unclosed-block",
        "A fenced block of a documentation page does not end.",
        PAGE,
        CUT_OFF,
    ),
    error(
        "heading-not-in-block",
        "The block of a documentation page has no operation of the method and path in its heading.",
        PAGE,
        "Fetch the page again; if it is so upstream, tell them.",
    ),
    error(
        "conflicting-sources",
        "Two sources say different things at one place.",
        "Pages of one version agree; pages of two versions make a document that never was.",
        "Fetch both again, so that they are of one version.",
    ),
];
