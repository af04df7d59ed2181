//! The errors beneath an error, from the outermost to the innermost.

use std::error::Error as StdError;
use std::{io, iter};

type AnyError = dyn StdError + 'static;

/// Returns the error and all that are beneath it.
pub(crate) fn causes(error: &AnyError) -> impl Iterator<Item = &AnyError> {
    iter::successors(Some(error), |error| beneath(*error))
}

/// The text of an error. One function for all, since what writes a text is compiled wherever
/// one is made.
pub(crate) fn text(error: &AnyError) -> String {
    error.to_string()
}

/// The next error. What an [`io::Error`] wraps is not its `source`, but what comes before that.
fn beneath(error: &AnyError) -> Option<&AnyError> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|wrapped| wrapped as &AnyError),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_io_error_wraps_is_not_passed_over() {
        let inner = io::Error::other("inner");
        let outer = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, inner));
        let texts: Vec<String> = causes(&outer).map(ToString::to_string).collect();
        assert_eq!(texts, ["inner"; 4]);
        let kinds = causes(&outer).filter_map(|cause| cause.downcast_ref::<io::Error>());
        let kinds: Vec<io::ErrorKind> = kinds.map(io::Error::kind).collect();
        let expected = [io::ErrorKind::Other, io::ErrorKind::InvalidData];
        assert_eq!(kinds[..2], expected);
    }
}
