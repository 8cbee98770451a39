//! What generated requests are made of: members, enums, members outside the spec, the body as text, and the way from a request
//! to a checked one. Logic that does not depend on the type of a request is not generic, so that a model costs its users little.

mod any_of;
mod extra;
mod fill;
mod fingerprint;
mod listed;
mod macros;
mod measures;
mod member;
mod request;
mod serde;
mod wire;

pub use self::extra::Extra;
pub use self::fingerprint::Fingerprint;
pub use self::listed::{NotListed, Unlisted};
pub use self::measures::{Quantity, ToMeasures, measures};
pub use self::member::Nullable;
pub use self::request::{Checked, Request};
pub use crate::{Member, Record, Value, any_of, choice, numbers, object, request, words};
pub use serde_json::{Map, Value as Json};

#[doc(hidden)]
pub mod support {
    //! What the macros of this module expand to. Not for use by hand.

    pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use super::any_of::{alternative_of, debug_any_of, object_of};
    pub use super::fill::{fill_choice, fill_object};
    pub use super::listed::{Listed, Shown, parse, put, same};
    pub use super::serde::{debug_choice, debug_object, deserialize, serialize};
}
