//! A line of `--jsonl`: `{"request": {…}, "measures": {"source_seconds": "5.01"}}`. The request is left as the text that it
//! is, for the checker to judge; the rest is read strictly, since a misspelt member would be a wrong price in silence.

use std::fmt;
use std::ops::Range;

use nameplate::{Report, RuleId, Severity, Violation};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::measures::Quantity;

/// A request and what was measured of it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The request as it stands in the line.
    pub(super) request: &'a str,
    /// Where it begins there.
    pub(super) offset: usize,
    /// The measures, as they were written.
    pub(super) measures: Vec<(String, Quantity)>,
}

/// The members of an object with their texts, which lie in the line.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'a> Line<'a> {
    /// Reads a line, or says what is wrong with it.
    pub(super) fn read(line: &'a [u8], max_bytes: usize) -> Result<Self, Report> {
        if line.len() > max_bytes {
            return Err(fault(RuleId::TooLarge, "", "the line is larger than the limit", Some(max_bytes..max_bytes)));
        }
        let text = std::str::from_utf8(line).map_err(|error| not_json("not UTF-8", error.valid_up_to()))?;
        let mut reader = Reader { text, request: None, measures: None };
        for (key, value) in members(text, text, "")? {
            reader.member(key, value)?;
        }
        let (request, measures) = (reader.request, reader.measures.unwrap_or_default());
        let request = request.ok_or_else(|| fault(RuleId::Missing, "/request", "`request` is missing", None))?;
        Ok(Self { request, offset: place(text, request).start, measures })
    }
}

struct Reader<'a> {
    text: &'a str,
    request: Option<&'a str>,
    measures: Option<Vec<(String, Quantity)>>,
}

impl<'a> Reader<'a> {
    fn member(&mut self, key: &'a str, value: &'a str) -> Result<(), Report> {
        let name = self.name(key)?;
        let twice = match name.as_str() {
            "request" => self.request.replace(value).is_some(),
            "measures" => self.measures.replace(self.measures(value)?).is_some(),
            _ => {
                let message = format!("a line has `request` and `measures`, not `{name}`");
                return Err(self.fault(RuleId::UnknownParameter, &pointer("", &name), &message, key));
            }
        };
        self.once(twice, "", &name, key)
    }

    fn measures(&self, text: &'a str) -> Result<Vec<(String, Quantity)>, Report> {
        let mut measures: Vec<(String, Quantity)> = Vec::new();
        for (key, value) in members(self.text, text, "/measures")? {
            let name = self.name(key)?;
            self.once(measures.iter().any(|(known, _)| *known == name), "/measures", &name, key)?;
            let quantity = self.quantity(&name, value, true)?;
            measures.push((name, quantity));
        }
        Ok(measures)
    }

    /// A number, a text, or (once) an object with `min` and `max`.
    fn quantity(&self, name: &str, value: &'a str, may_be_range: bool) -> Result<Quantity, Report> {
        match value.as_bytes().first() {
            Some(b'"') => Ok(Quantity::read(name, &self.name(value)?)),
            Some(b'-' | b'0'..=b'9') => Ok(Quantity::read(name, value)),
            Some(b'{') if may_be_range => self.range(name, value),
            _ => {
                let message = "a measure is a decimal, as a text or a number, or an object with `min` and `max`";
                Err(self.fault(RuleId::WrongType, &pointer("/measures", name), message, value))
            }
        }
    }

    fn range(&self, name: &str, text: &'a str) -> Result<Quantity, Report> {
        let here = pointer("/measures", name);
        let (mut min, mut max) = (None, None);
        for (key, value) in members(self.text, text, &here)? {
            let end = self.name(key)?;
            let quantity = self.quantity(name, value, false)?;
            let twice = match end.as_str() {
                "min" => min.replace(quantity).is_some(),
                "max" => max.replace(quantity).is_some(),
                _ => {
                    let message = format!("a range has `min` and `max`, not `{end}`");
                    return Err(self.fault(RuleId::UnknownParameter, &pointer(&here, &end), &message, key));
                }
            };
            self.once(twice, &here, &end, key)?;
        }
        match (min, max) {
            (Some(min), Some(max)) => Ok(Quantity::range(&min, &max)),
            (None, _) => Err(fault(RuleId::Missing, &pointer(&here, "min"), "`min` is missing", None)),
            (_, None) => Err(fault(RuleId::Missing, &pointer(&here, "max"), "`max` is missing", None)),
        }
    }

    /// The text that a JSON string states.
    fn name(&self, string: &'a str) -> Result<String, Report> {
        let not_a_text = |_| not_json("a text has a lone surrogate", place(self.text, string).start);
        serde_json::from_str(string).map_err(not_a_text)
    }

    fn once(&self, twice: bool, of: &str, name: &str, key: &'a str) -> Result<(), Report> {
        if !twice {
            return Ok(());
        }
        Err(self.fault(RuleId::DuplicateKey, &pointer(of, name), &format!("`{name}` stands here twice"), key))
    }

    fn fault(&self, rule: RuleId, pointer: &str, message: &str, part: &str) -> Report {
        fault(rule, pointer, message, Some(place(self.text, part)))
    }
}

/// The members of an object that is a part of the line.
fn members<'a>(line: &str, part: &'a str, pointer: &str) -> Result<Vec<(&'a str, &'a str)>, Report> {
    let trimmed = part.trim_ascii();
    match serde_json::from_str::<Members<'a>>(part) {
        Ok(members) => Ok(members.0.into_iter().map(|(key, value)| (key.get(), value.get())).collect()),
        // The whole line is read as JSON before any of its parts, so only a line can be none.
        Err(error) if error.is_data() && serde_json::from_str::<&RawValue>(part).is_ok() => {
            Err(fault(RuleId::WrongType, pointer, "expected an object", Some(place(line, trimmed))))
        }
        Err(error) => Err(not_json(&error.to_string(), error.column().saturating_sub(1).min(part.len()))),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Collect).map(Self)
    }
}

/// Moves the places of a report from the request into the line.
pub(super) fn shift(report: &mut Report, offset: usize) {
    for span in report.violations.iter_mut().filter_map(|violation| violation.span.as_mut()) {
        *span = span.start + offset..span.end + offset;
    }
}

/// Where a part of a text lies in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len());
    start..(start + part.len()).min(text.len())
}

fn pointer(of: &str, member: &str) -> String {
    format!("{of}/{}", member.replace('~', "~0").replace('/', "~1"))
}

fn not_json(what: &str, at: usize) -> Report {
    fault(RuleId::NotJson, "", &format!("the line is not JSON: {what}"), Some(at..at))
}

/// The report of a line that holds no request.
fn fault(rule: RuleId, pointer: &str, message: &str, span: Option<Range<usize>>) -> Report {
    let violation = Violation {
        pointer: pointer.to_owned(),
        rule,
        name: None,
        code: None,
        http: None,
        severity: Severity::Error,
        waived: false,
        message: message.to_owned(),
        span,
        also: Vec::new(),
        found: None,
        allowed: None,
        suggestion: None,
    };
    Report { violations: vec![violation], unchecked: Vec::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Line;

    /// Pieces of lines, so that drawn texts are sometimes nearly right.
    const PIECES: [&str; 14] =
        ["{", "}", "[", "]", ":", ",", "\"request\"", "\"measures\"", "\"s\"", "1.5", "\"min\"", "\"max\"", "{}", " "];

    proptest! {
        #[test]
        fn any_bytes_are_a_line_or_a_report_with_places_in_them(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            judge(&bytes)?;
        }

        #[test]
        fn texts_that_are_nearly_lines_too(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..16)) {
            judge(pieces.concat().as_bytes())?;
        }
    }

    fn judge(bytes: &[u8]) -> Result<(), TestCaseError> {
        match Line::read(bytes, 30) {
            Ok(line) => {
                prop_assert_eq!(
                    bytes.get(line.offset..line.offset + line.request.len()),
                    Some(line.request.as_bytes())
                );
            }
            Err(report) => {
                prop_assert_eq!(report.errors(), 1);
                let spans = report.violations.iter().filter_map(|violation| violation.span.as_ref());
                prop_assert!(spans.into_iter().all(|span| span.start <= span.end && span.end <= bytes.len()));
            }
        }
        Ok(())
    }
}
