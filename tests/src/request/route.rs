//! Finds the operation of a request: first the path, then the method.

use percent_encoding::percent_decode_str;

use crate::answer::Answer;
use crate::document::{Api, Operation, Segment};
use crate::refusals;

/// An operation, and what its path's parameters are.
#[derive(Debug)]
pub(crate) struct Routed<'a> {
    pub(crate) operation: &'a Operation,
    /// The values of the path's parameters, by name, in order.
    pub(crate) arguments: Vec<(&'a str, String)>,
}

/// Finds the operation. A literal segment is preferred to a parameter.
pub(crate) fn find<'a>(api: &'a Api, method: &str, path: &str) -> Result<Routed<'a>, Answer> {
    let parts: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let fitting: Vec<&Operation> = api
        .operations
        .iter()
        .filter(|operation| path.starts_with('/') && fits(&operation.segments, &parts))
        .collect();
    let most_literal = fitting
        .iter()
        .max_by_key(|operation| literals(&operation.segments))
        .ok_or_else(|| refusals::unknown_path(method, path))?;
    let same_path = fitting
        .iter()
        .filter(|operation| operation.path == most_literal.path);
    let operation = same_path
        .clone()
        .find(|operation| operation.method == method);
    let Some(operation) = operation else {
        let allowed: Vec<&str> = same_path.map(|one| one.method.as_str()).collect();
        return Err(refusals::wrong_method(method, path).header("Allow", &allowed.join(", ")));
    };
    Ok(Routed {
        operation,
        arguments: arguments(&operation.segments, &parts),
    })
}

fn fits(segments: &[Segment], parts: &[&str]) -> bool {
    segments.len() == parts.len()
        && segments
            .iter()
            .zip(parts)
            .all(|(segment, part)| match segment {
                Segment::Literal(literal) => literal == part,
                Segment::Parameter(_) => !part.is_empty(),
            })
}

/// Which segments are literals: the earlier, the more they count.
fn literals(segments: &[Segment]) -> Vec<bool> {
    let is_literal = |segment: &Segment| matches!(segment, Segment::Literal(_));
    segments.iter().map(is_literal).collect()
}

fn arguments<'a>(segments: &'a [Segment], parts: &[&str]) -> Vec<(&'a str, String)> {
    let pairs = segments.iter().zip(parts);
    pairs
        .filter_map(|(segment, part)| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => {
                let value = percent_decode_str(part).decode_utf8_lossy();
                Some((name.as_str(), value.into_owned()))
            }
        })
        .collect()
}
