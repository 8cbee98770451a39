//! The glue that every generated type has: impls that hand over to functions of this crate, written once here instead of in
//! every generated file.

/// Makes an enum of texts a member of a request: `words!(Resolution)`. The enum has `VALUES`, `as_str` and a last variant
/// `Unlisted`; it gets `FromStr`, `Display`, `Debug` and equality.
#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($type:ident) => {
        $crate::listed!($type, |this| $crate::Value::Text(this.as_str()), $crate::typed::Unlisted::text(""));

        impl ::core::cmp::Eq for $type {}
    };
}

/// Makes an enum of numbers a member of a request: `numbers!(TargetFps)`. The enum has `VALUES`, `as_f64` and a last variant
/// `Unlisted`; it gets `FromStr`, `Display`, `Debug` and equality.
#[doc(hidden)]
#[macro_export]
macro_rules! numbers {
    ($type:ident) => {
        $crate::listed!($type, |this| $crate::Value::Number(this.as_f64()), $crate::typed::Unlisted::number(0.0));
    };
}

/// What [`words!`] and [`numbers!`] have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! listed {
    ($type:ident, |$this:ident| $value:expr, $blank:expr) => {
        impl $crate::typed::support::Listed for $type {
            const LISTED: &'static [Self] = Self::VALUES;

            fn as_value(&self) -> $crate::Value<'_> {
                match self {
                    Self::Unlisted(value) => value.value(),
                    $this => $value,
                }
            }
        }

        impl $crate::Member for $type {
            fn value(&self) -> $crate::Value<'_> {
                $crate::typed::support::Listed::as_value(self)
            }

            fn put(&mut self, value: $crate::Value<'_>) -> bool {
                $crate::typed::support::put(self, value)
            }

            fn clear(&mut self) {}

            fn blank() -> Self {
                Self::Unlisted($blank)
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::typed::NotListed;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::typed::NotListed> {
                $crate::typed::support::parse(text)
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::typed::support::Shown($crate::Member::value(self)), f)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, "{}({self})", ::core::stringify!($type))
            }
        }

        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::typed::support::same($crate::Member::value(self), $crate::Member::value(other))
            }
        }
    };
}

/// Makes a struct an object within a request: `object!(MultiPrompt, table::MULTI_PROMPT)`. The struct is a
/// [`Record`](crate::Record) and has `blank`.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($type:ident, $object:expr) => {
        impl $crate::Member for $type {
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Object(self)
            }

            fn put(&mut self, _: $crate::Value<'_>) -> bool {
                false
            }

            fn fill(&mut self, json: &$crate::typed::Json) -> bool {
                $crate::typed::support::fill_object(&$object, self, json)
            }

            fn open(&mut self, _: usize) -> ::core::option::Option<&mut dyn $crate::Record> {
                ::core::option::Option::Some(self)
            }

            fn clear(&mut self) {
                *self = Self::blank();
            }

            fn blank() -> Self {
                Self::blank()
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::typed::support::debug_object(f, ::core::stringify!($type), &$object, self)
            }
        }
    };
}

/// Makes an enum of structs an object whose members follow from its tag: `choice!(Mask, table::MASK, 0 => Areas(MaskAreas),
/// 1 => Url(MaskUrl))`. Each struct is a [`Record`](crate::Record) and has `blank`.
#[doc(hidden)]
#[macro_export]
macro_rules! choice {
    ($type:ident, $choice:expr, $($index:literal => $variant:ident($case:ident)),+ $(,)?) => {
        impl $crate::Record for $type {
            fn get(&self, index: usize) -> $crate::Value<'_> {
                match self {
                    $(Self::$variant(case) => $crate::Record::get(case, index),)+
                }
            }

            fn member(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::Member> {
                match self {
                    $(Self::$variant(case) => $crate::Record::member(case, index),)+
                }
            }

            fn case(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $index,)+
                }
            }
        }

        impl $crate::Member for $type {
            fn value(&self) -> $crate::Value<'_> {
                $crate::Value::Object(self)
            }

            fn put(&mut self, _: $crate::Value<'_>) -> bool {
                false
            }

            fn fill(&mut self, json: &$crate::typed::Json) -> bool {
                $crate::typed::support::fill_choice(&$choice, self, json)
            }

            fn open(&mut self, case: usize) -> ::core::option::Option<&mut dyn $crate::Record> {
                *self = match case {
                    $($index => Self::$variant($case::blank()),)+
                    _ => return ::core::option::Option::None,
                };
                ::core::option::Option::Some(self)
            }

            fn clear(&mut self) {}

            fn blank() -> Self {
                $crate::first!($(Self::$variant($case::blank())),+)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::typed::support::debug_choice(f, ::core::stringify!($type), &$choice, self)
            }
        }

        $(
            impl ::core::convert::From<$case> for $type {
                fn from(case: $case) -> Self {
                    Self::$variant(case)
                }
            }
        )+
    };
}

/// The first of some expressions.
#[doc(hidden)]
#[macro_export]
macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}

/// Makes a struct a request: `request!(TopazlabsRheaVideo, table::SPEC)`. The struct is a [`Record`](crate::Record), has
/// `blank` and a field `extra`. It gets [`Request`](crate::typed::Request), its methods without an import of that trait,
/// `Debug`, `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! request {
    ($type:ident, $spec:expr) => {
        impl $crate::typed::Request for $type {
            const SPEC: &'static $crate::spec::ModelSpec = &$spec;

            fn blank() -> Self {
                Self::blank()
            }

            fn extra_mut(&mut self) -> &mut $crate::typed::Extra {
                &mut self.extra
            }
        }

        impl $type {
            /// Checks the request for the model's first way to be called.
            ///
            /// # Errors
            /// With every violation at once, when the provider would refuse it.
            pub fn check(self) -> ::core::result::Result<$crate::typed::Checked<Self>, $crate::Report> {
                $crate::typed::Request::check(self)
            }

            /// Checks the request for a way to call the model, by its name.
            ///
            /// # Errors
            /// With every violation at once, when the provider would refuse it.
            pub fn check_for(self, way: &str) -> ::core::result::Result<$crate::typed::Checked<Self>, $crate::Report> {
                $crate::typed::Request::check_for(self, way)
            }

            /// Reads and checks a body.
            ///
            /// # Errors
            /// With every violation at once, when the provider would refuse it.
            pub fn from_json(body: &[u8]) -> ::core::result::Result<$crate::typed::Checked<Self>, $crate::Report> {
                $crate::typed::Request::from_json(body)
            }

            /// The body as it is sent: what was set, in the order of the spec.
            #[must_use]
            pub fn to_json(&self) -> ::std::string::String {
                $crate::typed::Request::to_json(self)
            }

            /// A short name for the request; equal requests have equal ones.
            #[must_use]
            pub fn fingerprint(&self) -> $crate::typed::Fingerprint {
                $crate::typed::Request::fingerprint(self)
            }

            /// Checks the request, as the options say.
            ///
            /// # Errors
            /// With every violation at once, when the provider would refuse it.
            pub fn check_with(
                self,
                options: &$crate::Options<'_>,
            ) -> ::core::result::Result<$crate::typed::Checked<Self>, $crate::Report> {
                $crate::typed::Request::check_with(self, options)
            }

            /// Adds a member that the spec does not have, on purpose: the check warns of it and does not refuse it.
            pub fn with_extra(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::typed::Json>,
            ) -> Self {
                $crate::typed::Request::with_extra(self, name, value)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let body = &<Self as $crate::typed::Request>::SPEC.body;
                $crate::typed::support::debug_object(f, ::core::stringify!($type), body, self)
            }
        }

        impl $crate::typed::support::Serialize for $type {
            fn serialize<S: $crate::typed::support::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let body = &<Self as $crate::typed::Request>::SPEC.body;
                $crate::typed::support::serialize(body, self, serializer)
            }
        }

        impl<'de> $crate::typed::support::Deserialize<'de> for $type {
            fn deserialize<D: $crate::typed::support::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::typed::support::deserialize(deserializer)
            }
        }
    };
}
