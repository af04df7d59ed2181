//! Integers: setters take any integer type, and answers may say `5.0` for 5.
//!
//! Self-contained (serde, `serde_json`, and `Nullable` beside it): the generator copies
//! this file into stand-alone crates.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::Number;

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

/// Decodes what is made of integers, each of which may be written as `5` or as `5.0`.
///
/// JSON has one type for both, and not every writer keeps them apart.
#[allow(
    dead_code,
    reason = "whether there is an integer depends on the document"
)]
pub(crate) fn decode<'de, D: Deserializer<'de>, T: Whole<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::decode(deserializer)
}

/// The same, with null for what may be absent.
#[allow(
    dead_code,
    reason = "whether there is a list of integers depends on the document"
)]
pub(crate) fn decode_or_default<'de, D: Deserializer<'de>, T: Whole<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::decode(deserializer).map(Option::unwrap_or_default)
}

/// Converts a number without a fraction, however it is written.
pub(crate) fn whole<T: sealed::Integer>(number: &Number) -> Option<T> {
    let wide = number.as_i64().map(i128::from);
    let wide = wide.or_else(|| number.as_u64().map(i128::from));
    let wide = wide.or_else(|| {
        let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
        format!("{float:.0}").parse().ok()
    });
    T::narrowed(wide?)
}

/// What is made of integers and can be decoded so.
pub(crate) trait Whole<'de>: Sized {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: sealed::Integer> Whole<'de> for T {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Integer(PhantomData))
    }
}

/// Refuses what does not fit while it is read, so that the error stands where it is.
struct Integer<T>(PhantomData<T>);

impl<'de, T: sealed::Integer> Visitor<'de> for Integer<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        fitting(&number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        fitting(&number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        Number::from_f64(number).map_or_else(|| Err(unfit::<T, E>()), |number| fitting(&number))
    }

    /// A number, where `serde_json` is told to keep all of its digits.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        fitting(&Number::deserialize(MapAccessDeserializer::new(members))?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
        // To its end: before an item, the error would be that item's.
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::invalid_type(Unexpected::Seq, &self))
    }
}

fn fitting<T: sealed::Integer, E: Error>(number: &Number) -> Result<T, E> {
    whole(number).ok_or_else(unfit::<T, E>)
}

fn unfit<T: sealed::Integer, E: Error>() -> E {
    let (least, most) = (T::LEAST, T::MOST);
    E::custom(format_args!("expected an integer from {least} to {most}"))
}

impl<'de, T: Whole<'de>> Whole<'de> for Option<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let part: Option<Part<T>> = Option::deserialize(deserializer)?;
        Ok(part.map(|part| part.0))
    }
}

impl<'de, T: Whole<'de>> Whole<'de> for Nullable<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::decode(deserializer).map(Self::from)
    }
}

impl<'de, T: Whole<'de>> Whole<'de> for Vec<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts: Vec<Part<T>> = Vec::deserialize(deserializer)?;
        Ok(parts.into_iter().map(|part| part.0).collect())
    }
}

impl<'de, T: Whole<'de>> Whole<'de> for HashMap<String, T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts: HashMap<String, Part<T>> = HashMap::deserialize(deserializer)?;
        Ok(parts
            .into_iter()
            .map(|(name, part)| (name, part.0))
            .collect())
    }
}

struct Part<T>(T);

impl<'de, T: Whole<'de>> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}

mod sealed {
    use std::fmt::Display;

    use crate::Nullable;

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
    #![allow(clippy::unwrap_used)]

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

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Holder {
        #[serde(deserialize_with = "decode")]
        one: i64,
        #[serde(default, deserialize_with = "decode")]
        null: Option<u64>,
        #[serde(default, deserialize_with = "decode")]
        three: Nullable<i32>,
        #[serde(default, deserialize_with = "decode_or_default")]
        many: Vec<Option<u8>>,
        #[serde(default, deserialize_with = "decode_or_default")]
        map: HashMap<String, Vec<i64>>,
    }

    #[test]
    fn an_integer_is_read_with_a_fraction_of_nothing_and_without() {
        let text = r#"{"one":5.0,"null":2,"three":3.0,"many":[1.0,null,2],"map":{"a":[1e3]}}"#;
        let holder: Holder = serde_json::from_str(text).unwrap();
        let map = HashMap::from([("a".to_owned(), vec![1000])]);
        let many = vec![Some(1), None, Some(2)];
        let (null, three) = (Some(2), Nullable::Value(3));
        assert_eq!(
            holder,
            Holder {
                one: 5,
                null,
                three,
                many,
                map
            }
        );
    }

    #[test]
    fn an_integer_that_is_absent_or_null_is_read_as_that() {
        let absent: Holder = serde_json::from_str(r#"{"one":-5}"#).unwrap();
        assert_eq!((absent.null, absent.three), (None, Nullable::Absent));
        let text = r#"{"one":-5,"null":null,"three":null,"many":null,"map":null}"#;
        let null: Holder = serde_json::from_str(text).unwrap();
        assert_eq!((null.null, null.three), (None, Nullable::Null));
        assert!(null.many.is_empty() && null.map.is_empty());
    }

    #[test]
    fn what_is_not_an_integer_of_the_size_is_refused() {
        for one in [
            "1.5",
            "1e300",
            "9223372036854775808",
            "\"1\"",
            "null",
            "true",
        ] {
            let text = format!(r#"{{"one":{one}}}"#);
            assert!(serde_json::from_str::<Holder>(&text).is_err(), "{one}");
        }
        let most: Holder = serde_json::from_str(r#"{"one":9223372036854775807}"#).unwrap();
        assert_eq!(most.one, i64::MAX);
    }
}
