//! What is wrong with a request: every violation at once, each with its place, its rule and the provider's own code.

mod build;
mod display;
mod json;
mod message;
mod similar;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::spec::ErrorPlace;

/// The verdict on a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// What is wrong. First what has a place in the body, in its order; then what has none: missing parameters, then rules, both
    /// in the order of the spec. At most about ten thousand, so that a hostile body cannot ask for more.
    pub violations: Vec<Violation>,
    /// What could not be judged, because nobody measured it.
    pub unchecked: Vec<Unchecked>,
}

impl Report {
    /// Whether the request may be sent: nothing of severity [`Severity::Error`] is wrong with it.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.errors() == 0
    }

    /// The number of violations that refuse the request.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.violations.iter().filter(|violation| violation.severity == Severity::Error).count()
    }

    /// The number of violations that do not refuse it.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.violations.len() - self.errors()
    }
}

/// Something wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Where, as a JSON Pointer (RFC 6901): the value; for a missing parameter the place where it would stand.
    pub pointer: String,
    /// Which rule of this crate.
    pub rule: RuleId,
    /// The name of the spec's rule, for rules between parameters.
    pub name: Option<Cow<'static, str>>,
    /// The code that the provider would answer with, where the spec maps one.
    pub code: Option<ErrorPlace>,
    /// The HTTP status that it would come with.
    pub http: Option<u16>,
    /// Whether it refuses the request.
    pub severity: Severity,
    /// Whether the caller waived it on purpose.
    pub waived: bool,
    /// A sentence: lower case, no final dot.
    pub message: String,
    /// The bytes of the body that it is about, where the body is a text.
    pub span: Option<Range<usize>>,
    /// The other parameters that a rule is about, as JSON Pointers.
    pub also: Vec<String>,
    /// What was found, for people, at most 200 characters.
    pub found: Option<String>,
    /// What is allowed, for people, at most 200 characters.
    pub allowed: Option<String>,
    /// What was probably meant, for people, at most 200 characters.
    pub suggestion: Option<String>,
}

/// Something that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The parameter, as a JSON Pointer.
    pub pointer: String,
    /// The key of the spec (`max_bytes`, `containers`), or the name of a rule that reads a fact of the file.
    pub what: Cow<'static, str>,
}

/// Whether a violation refuses the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The request is refused.
    Error,
    /// The request may be sent.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Writes the enum of rule ids, their words and their one-line meanings from one table.
macro_rules! rule_ids {
    ($($variant:ident $word:literal $meaning:literal,)*) => {
        /// A rule of this crate. More may come; none is renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum RuleId {
            $(#[doc = $meaning] $variant,)*
        }

        impl RuleId {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that reports and specs use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it means, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

rule_ids! {
    NotJson "not_json" "The body is not JSON in UTF-8.",
    TooLarge "too_large" "The body is larger than the limit.",
    TooDeep "too_deep" "The body is nested deeper than the limit.",
    DuplicateKey "duplicate_key" "An object has the same member twice.",
    Missing "missing" "A required parameter is absent.",
    UnknownParameter "unknown_parameter" "The spec has no such parameter.",
    WrongType "wrong_type" "The value has another JSON type.",
    NotFinite "not_finite" "The number is no finite double.",
    OutOfRange "out_of_range" "The number is outside its bounds.",
    NotMultiple "not_multiple" "The number is not a multiple of the step.",
    NotListed "not_listed" "The value is none of those listed.",
    TooShort "too_short" "The text is too short.",
    TooLong "too_long" "The text is too long.",
    BadPattern "bad_pattern" "The text does not have the form asked for.",
    ControlCharacter "control_character" "A control character stands where none may.",
    TooFew "too_few" "The list has too few items.",
    TooMany "too_many" "The list has too many items.",
    NotUnique "not_unique" "Two items of the list are equal.",
    NotAUrl "not_a_url" "The text is no absolute address.",
    BadScheme "bad_scheme" "The address has a scheme that is not taken.",
    NotPublicUrl "not_public_url" "The provider cannot reach the host of the address.",
    UncheckedHost "unchecked_host" "The host has letters outside ASCII and was not judged.",
    Media "media" "The file is not what the parameter takes.",
    ExactlyOne "exactly_one" "Not exactly one of several parameters is present.",
    AtMostOne "at_most_one" "More than one of several parameters is present.",
    AtLeastOne "at_least_one" "None of several parameters is present.",
    Together "together" "Some of several parameters are present without the others.",
    Requires "requires" "A parameter is absent that another one needs.",
    AllowedOnly "allowed_only" "A parameter is present where it may not be.",
    Dependent "dependent" "A value is not allowed with the other values.",
    Placeholder "placeholder" "A placeholder in a text stands for no item of its list.",
    NoEffect "no_effect" "A parameter is accepted and does nothing.",
    Deprecated "deprecated" "The provider advises against it.",
    AliasConflict "alias_conflict" "Two names of one parameter have different values.",
    Condition "condition" "A condition of the spec does not hold.",
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for RuleId {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == word).ok_or(())
    }
}
