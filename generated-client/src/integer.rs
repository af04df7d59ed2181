//! Integers: setters take any integer type, and answers may say `5.0` for 5.
//!
//! Self-contained (serde, `serde_json`, and `Nullable` beside it): the generator copies
//! this file into stand-alone crates.

use crate::Nullable;

/// A value that a setter takes for an integer: one of any integer type.
///
/// A setter of a [`Nullable`] also takes `Option`s of any integer type, where `None` is null,
/// and a `Nullable`. What does not fit is an error where the request is built or sent. The
/// trait is sealed.
pub trait IntoInteger<T>: sealed::Sealed {
    /// Converts to the type of the property or parameter, or says why it does not fit.
    #[doc(hidden)]
    fn into_integer(self) -> Result<T, String>;
}

impl<N: sealed::Integer, T: sealed::Integer> IntoInteger<T> for N {
    fn into_integer(self) -> Result<T, String> {
        T::narrowed(self.widened()).ok_or_else(|| {
            let (least, most) = (T::LEAST, T::MOST);
            format!("expected an integer from {least} to {most}, found {self}")
        })
    }
}

impl<N: sealed::Integer, T: sealed::Integer> IntoInteger<Option<T>> for N {
    fn into_integer(self) -> Result<Option<T>, String> {
        self.into_integer().map(Some)
    }
}

impl<N: sealed::Integer, T: sealed::Integer> IntoInteger<Option<T>> for Option<N> {
    fn into_integer(self) -> Result<Option<T>, String> {
        self.map(IntoInteger::into_integer).transpose()
    }
}

impl<N: sealed::Integer, T: sealed::Integer> IntoInteger<Nullable<T>> for N {
    fn into_integer(self) -> Result<Nullable<T>, String> {
        self.into_integer().map(Nullable::Value)
    }
}

impl<N: sealed::Integer, T: sealed::Integer> IntoInteger<Nullable<T>> for Option<N> {
    fn into_integer(self) -> Result<Nullable<T>, String> {
        self.map_or(Ok(Nullable::Null), IntoInteger::into_integer)
    }
}

/// Of the same type alone, so that `Nullable::Null` needs no annotation.
impl<T: sealed::Integer> IntoInteger<Nullable<T>> for Nullable<T> {
    fn into_integer(self) -> Result<Nullable<T>, String> {
        Ok(self)
    }
}

mod sealed {
    use crate::Nullable;
    use std::fmt::Display;

    pub trait Sealed {}

    impl<N: Integer> Sealed for N {}
    impl<N: Integer> Sealed for Option<N> {}
    impl<N: Integer> Sealed for Nullable<N> {}

    /// An integer of some size: none of them goes beyond both `i128` and `u64`.
    pub trait Integer: Copy + Display {
        const LEAST: Self;
        const MOST: Self;

        /// The same in the widest type, or what no smaller type holds.
        fn widened(self) -> i128;

        fn narrowed(wide: i128) -> Option<Self>;
    }

    macro_rules! integers {
        ($($integer:ty),*) => {
            $(impl Integer for $integer {
                const LEAST: Self = Self::MIN;
                const MOST: Self = Self::MAX;

                fn widened(self) -> i128 {
                    i128::try_from(self).unwrap_or(i128::MAX)
                }

                fn narrowed(wide: i128) -> Option<Self> {
                    Self::try_from(wide).ok()
                }
            })*
        };
    }

    integers!(
        i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(value: impl IntoInteger<i64>) -> Result<i64, String> {
        value.into_integer()
    }

    fn count(value: impl IntoInteger<Nullable<u8>>) -> Result<Nullable<u8>, String> {
        value.into_integer()
    }

    #[test]
    fn an_integer_of_any_type_is_taken() {
        assert_eq!(limit(2), Ok(2));
        assert_eq!(limit(10_usize), Ok(10));
        assert_eq!(limit(5_u8), Ok(5));
        assert_eq!(limit(-1_i128), Ok(-1));
        assert_eq!(limit(i64::MIN), Ok(i64::MIN));
    }

    #[test]
    fn an_integer_that_does_not_fit_says_what_does() {
        let found = "expected an integer from 0 to 255, found";
        for (taken, value) in [(count(256), "256"), (count(-1_i64), "-1")] {
            assert_eq!(taken, Err(format!("{found} {value}")));
        }
        assert!(limit(u64::MAX).is_err());
        assert!(limit(u128::MAX).is_err());
    }

    #[test]
    fn an_integer_that_may_be_null_is_taken_in_every_state() {
        assert_eq!(count(3), Ok(Nullable::Value(3)));
        assert_eq!(count(Some(3_u64)), Ok(Nullable::Value(3)));
        assert_eq!(count(None::<i64>), Ok(Nullable::Null));
        assert_eq!(count(Nullable::Null), Ok(Nullable::Null));
        assert_eq!(count(Nullable::Absent), Ok(Nullable::Absent));
        let required: Result<Option<u8>, String> = Some(3).into_integer();
        assert_eq!(required, Ok(Some(3)));
    }
}
