//! What an open enum implements: each goes by its text on the wire. It is inline, so that
//! only the enums that a program uses are compiled.
//!
//! Self-contained (serde): the generator copies this file into stand-alone crates.

/// Implements an enum with a variant `Unknown(String)` for texts that are not listed.
macro_rules! text_enum {
    ($name:ident, $($variant:ident = $text:literal),* $(,)?) => {
        impl $name {
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::open_enum::decode(
                    deserializer,
                    |text| Self::from(text),
                    |value| !matches!(value, Self::Unknown(_)),
                )
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string", "enum": [$($text),*] })
            }
        }
    };
}

#[allow(
    unused_imports,
    reason = "whether there is an enum depends on the document"
)]
pub(crate) use text_enum;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, unreachable_pub)]

    #[derive(Clone, Debug, PartialEq)]
    enum Light {
        On,
        Off,
        Unknown(String),
    }

    text_enum!(Light, On = "on", Off = "o f f");

    #[test]
    fn each_value_has_its_text_and_others_are_kept() {
        for (light, text) in [
            (Light::On, "on"),
            (Light::Off, "o f f"),
            (Light::Unknown("dim".to_owned()), "dim"),
        ] {
            assert_eq!(light.to_string(), text);
            assert_eq!(Light::from(text.to_owned()), light);
            assert_eq!(text.parse(), Ok(light.clone()));
            let json = serde_json::to_value(&light).unwrap();
            assert_eq!(json, text);
            assert_eq!(serde_json::from_value::<Light>(json).unwrap(), light);
        }
    }

    #[cfg(feature = "schemars")]
    #[test]
    fn the_schema_has_the_values() {
        let schema = serde_json::to_value(schemars::schema_for!(Light)).unwrap();
        assert_eq!(schema["title"], "Light");
        assert_eq!(schema["enum"], serde_json::json!(["on", "o f f"]));
    }
}
