//! Violations as the machine interface writes them.

use serde::{Serialize, Serializer};

use super::{Report, Unchecked, Violation};
use crate::spec::ErrorPlace;

/// The members in the order of the interface; all of them always there.
#[derive(Serialize)]
struct Members<'a> {
    pointer: &'a str,
    rule: &'static str,
    name: Option<&'a str>,
    code: Option<Code<'a>>,
    http: Option<u16>,
    severity: &'static str,
    waived: bool,
    message: &'a str,
    span: Option<(usize, usize)>,
    also: &'a [String],
    found: Option<&'a str>,
    allowed: Option<&'a str>,
    suggestion: Option<&'a str>,
}

/// A provider's code, with the JSON type that the provider sends it in.
struct Code<'a>(&'a ErrorPlace);

impl Serialize for Code<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            ErrorPlace::Number(code) => serializer.serialize_i64(*code),
            ErrorPlace::Text(code) => serializer.serialize_str(code),
        }
    }
}

/// What `check --json` says beside its version.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Members<'a> {
            ok: bool,
            violations: &'a [Violation],
            unchecked: &'a [Unchecked],
        }
        Members { ok: self.ok(), violations: &self.violations, unchecked: &self.unchecked }.serialize(serializer)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Members {
            pointer: &self.pointer,
            rule: self.rule.as_str(),
            name: self.name.as_deref(),
            code: self.code.as_ref().map(Code),
            http: self.http,
            severity: self.severity.as_str(),
            waived: self.waived,
            message: &self.message,
            span: self.span.as_ref().map(|span| (span.start, span.end)),
            also: &self.also,
            found: self.found.as_deref(),
            allowed: self.allowed.as_deref(),
            suggestion: self.suggestion.as_deref(),
        }
        .serialize(serializer)
    }
}

impl Serialize for Unchecked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Members<'a> {
            pointer: &'a str,
            what: &'a str,
        }
        Members { pointer: &self.pointer, what: &self.what }.serialize(serializer)
    }
}
