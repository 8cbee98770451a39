//! The three ways a table holds its parts, so that a `static` written by the generator and a value read from YAML at run
//! time are one type: texts, lists, and parts that several tables share.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A text of a table: borrowed in generated code, owned when a spec was read at run time.
pub type Text = Cow<'static, str>;

/// A list of a table: borrowed in generated code, owned when a spec was read at run time.
pub type List<T> = Cow<'static, [T]>;

/// A part that is recursive, or that several tables share (a provider among its models).
#[derive(Debug)]
pub enum Shared<T: 'static> {
    /// Written by the generator.
    Static(&'static T),
    /// Read from a spec at run time.
    Owned(Arc<T>),
}

impl<T> Shared<T> {
    /// A part that was built at run time.
    pub fn new(value: T) -> Self {
        Self::Owned(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Static(value) => value,
            Self::Owned(value) => value,
        }
    }
}

impl<T> From<&'static T> for Shared<T> {
    fn from(value: &'static T) -> Self {
        Self::Static(value)
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(value: Arc<T>) -> Self {
        Self::Owned(value)
    }
}

impl<T> From<&Self> for Shared<T> {
    fn from(value: &Self) -> Self {
        value.clone()
    }
}

// By hand: a derive would ask for `T: Clone`, and neither arm clones a `T`.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Static(value) => Self::Static(value),
            Self::Owned(value) => Self::Owned(Arc::clone(value)),
        }
    }
}

// By hand: where a part lives is no difference.
impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// A borrowed text, for tables in generated code.
#[must_use]
pub const fn text(value: &'static str) -> Text {
    Cow::Borrowed(value)
}

/// A borrowed list, for tables in generated code.
#[must_use]
pub const fn list<T: Clone>(items: &'static [T]) -> List<T> {
    Cow::Borrowed(items)
}

/// Puts a value in place of another without dropping the old one, which a `const fn` may not do. The old value is a
/// constant without heap memory, so nothing is lost.
pub(super) const fn put<T>(place: &mut T, value: T) {
    core::mem::forget(core::mem::replace(place, value));
}

/// Writes `const` setters that consume and return `self`.
macro_rules! setters {
    ($($(#[$meta:meta])* $name:ident: $type:ty),* $(,)?) => {
        $(
            $(#[$meta])*
            #[must_use]
            pub const fn $name(mut self, $name: $type) -> Self {
                crate::spec::shared::put(&mut self.$name, $name);
                self
            }
        )*
    };
}
pub(crate) use setters;
