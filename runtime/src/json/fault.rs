//! Why a body is not read to its end.

use hifijson::{escape, str};

/// Where reading stopped, and why. Nothing else is said of such a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The place, in bytes from the start of the body.
    pub(crate) at: usize,
    pub(crate) reason: Reason,
}

/// Why reading stopped. As wide as a word, so that a `Result` of the reader moves in words and not byte by byte.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(usize)]
pub(crate) enum Reason {
    TooLarge,
    TooDeep,
    Utf8,
    Mark,
    End,
    Value,
    Name,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    Digit,
    Control,
    Escape,
    Surrogate,
    Unterminated,
    Trailing,
}

impl Reason {
    pub(crate) fn of_text(error: &str::Error) -> Self {
        match error {
            str::Error::Control => Self::Control,
            str::Error::Escape(escape::Error::InvalidChar(_) | escape::Error::ExpectedLowSurrogate) => Self::Surrogate,
            str::Error::Escape(escape::Error::InvalidKind(_) | escape::Error::InvalidHex(_)) => Self::Escape,
            str::Error::Escape(escape::Error::Eof) | str::Error::Eof => Self::Unterminated,
            str::Error::Utf8(_) => Self::Utf8,
        }
    }

    /// What is wrong at the place.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::TooLarge => "the body is too large",
            Self::TooDeep => "the body is nested too deep",
            Self::Utf8 => "the body is not UTF-8",
            Self::Mark => "a byte order mark stands before the body",
            Self::End => "the body ends where a value has to stand",
            Self::Value => "no JSON value begins here",
            Self::Name => "a member name in double quotes has to stand here",
            Self::Colon => "a colon has to stand after a member name",
            Self::CommaOrBrace => "a comma or a closing brace has to stand here",
            Self::CommaOrBracket => "a comma or a closing bracket has to stand here",
            Self::Digit => "a digit has to stand here",
            Self::Control => "a control character stands in a text without an escape",
            Self::Escape => "JSON has no such escape",
            Self::Surrogate => "half of a surrogate pair stands alone",
            Self::Unterminated => "a text has no closing quote",
            Self::Trailing => "something follows the body",
        }
    }
}
