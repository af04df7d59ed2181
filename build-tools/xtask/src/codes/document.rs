//! Faults of a document: what OpenAPI 3.0 does not allow.

use super::{Code, error};

const SPECIFICATION: &str =
    "The OpenAPI Specification 3.0 asks for it, and every tool relies on it.";
const COMPONENTS: &str = "The stages follow references to the components of one document, and never read another file or address.";

pub(super) const CODES: &[Code] = &[
    error(
        "wrong-version",
        "The document is not OpenAPI 3.0.",
        "In another version the same words mean other things, and the generator knows only 3.0.",
        "Use the vendor's 3.0 document, or convert it.",
    ),
    error(
        "invalid-openapi",
        "Something stands where the specification does not allow it, or is missing where it must be.",
        SPECIFICATION,
        "Correct it in the source.",
    ),
    error(
        "dangling-ref",
        "A `$ref` names something that is not there.",
        "What it stands for cannot be known.",
        "Add the component, add the source that has it, or correct the name.",
    ),
    error(
        "external-ref",
        "A `$ref` points out of the document.",
        COMPONENTS,
        "Put what it names under `components`, and point there.",
    ),
    error(
        "unsupported-ref",
        "A `$ref` points at something that is no component and cannot be made one.",
        COMPONENTS,
        "Move it under `components`, and point there.",
    ),
    error(
        "wrong-ref-kind",
        "A `$ref` points at a component of another kind.",
        SPECIFICATION,
        "Point to a component of the kind that must stand there.",
    ),
    error(
        "misplaced-ref",
        "A `$ref` stands where none may, or is no text.",
        SPECIFICATION,
        "Write the object out.",
    ),
    error(
        "cyclic-ref",
        "References lead to each other and never to an object.",
        "There is nothing at the end of them.",
        "Let one of them be a real object.",
    ),
    error(
        "path-item-ref",
        "A path is a reference to another path item.",
        "The generator does not follow it.",
        "Write the path item out.",
    ),
    error(
        "bad-path-template",
        "A path does not start with `/`, or its braces do not match.",
        SPECIFICATION,
        "Write it like `/things/{thing_id}`.",
    ),
    error(
        "undeclared-path-parameter",
        "A path has a parameter that its operation does not declare.",
        "Nothing says what goes there.",
        "Declare it among the `parameters`, with `in: path`.",
    ),
    error(
        "unused-path-parameter",
        "A path parameter is declared that is not in the path.",
        "There is no place to put it.",
        "Put it into the path, or take the declaration away.",
    ),
    error(
        "missing-operation-id",
        "An operation has no `operationId`.",
        "It becomes the name of the method. Our own document must have one; for any other the \
         name is made from method and path, and changes with them.",
        "Add one, in the source or in an overlay.",
    ),
    error(
        "duplicate-operation-id",
        "Two operations have one `operationId`.",
        "Two methods cannot have one name. Our own document must not have it; in any other the \
         later one by path gets another name.",
        "Rename one of them.",
    ),
];
