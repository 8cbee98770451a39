//! Texts: lengths, patterns, and formats that mean an address.

use super::pattern;
use super::reader::{Reader, Type, excerpt};
use super::shape::{Kind, Lengths, Remark};
use super::view::{Keyword, View};

/// Formats of addresses.
const ADDRESSES: [&str; 3] = ["uri", "url", "iri"];
/// The largest length that a spec states.
const MOST: u64 = 1 << 53;

impl<'d> Reader<'d> {
    pub(super) fn text_kind(&mut self, view: &View<'d>, remarks: &mut Vec<Remark>) -> Kind {
        self.leftovers(view, Type::Text, &["minLength", "maxLength", "pattern", "format"], remarks);
        let mut lengths = Lengths {
            min: length(view, "minLength", true, remarks),
            max: length(view, "maxLength", false, remarks),
            ..Lengths::default()
        };
        for Keyword { pointer, value, .. } in view.all("format") {
            match value.as_text() {
                Some(format) if ADDRESSES.contains(&format) => lengths.address = true,
                _ => remarks.push(Remark::limit(pointer, format!("nothing checks the format `{}`", excerpt(value)))),
            }
        }
        if lengths.address && lengths.min.is_none_or(|min| min == 0) {
            // No address is empty, whatever a validator makes of `format`.
            lengths.min = Some(1);
        }
        for Keyword { pointer, value, .. } in view.all("pattern") {
            let Some(text) = value.as_text() else {
                remarks.push(Remark::limit(pointer, "the pattern is no text"));
                continue;
            };
            match pattern::anchored(text) {
                Ok(pattern) if lengths.pattern.is_none() => lengths.pattern = Some(pattern),
                Ok(_) => remarks.push(Remark::limit(pointer, format!("a second pattern `{}`", excerpt(value)))),
                Err(why) => remarks.push(Remark::limit(pointer, format!("the pattern {}: {why}", excerpt(value)))),
            }
        }
        if lengths.min.zip(lengths.max).is_some_and(|(min, max)| min > max) {
            remarks.push(Remark::limit(view.pointer(), "no text is as long as is asked for"));
            return Kind::Unsaid;
        }
        Kind::Text(lengths)
    }
}

/// The strictest length that a keyword states.
pub(super) fn length(view: &View<'_>, name: &str, is_low: bool, remarks: &mut Vec<Remark>) -> Option<u64> {
    let mut found: Option<u64> = None;
    for Keyword { pointer, value, .. } in view.all(name) {
        let length = value.as_number().and_then(|number| number.to_u64()).filter(|length| *length <= MOST);
        match (length, found) {
            (None, _) => {
                let text = excerpt(value);
                remarks.push(Remark::limit(
                    pointer,
                    format!("`{text}` is no length: a whole number, not negative, at most 2^53"),
                ));
            }
            (Some(length), None) => found = Some(length),
            (Some(length), Some(first)) => found = Some(if is_low { first.max(length) } else { first.min(length) }),
        }
    }
    // Every length is at least zero.
    found.filter(|length| !is_low || *length > 0)
}

/// Whether a value is a text of some length, for lists of values.
pub(super) fn fits(value: &str, lengths: (Option<u64>, Option<u64>)) -> bool {
    let count = u64::try_from(value.chars().count()).unwrap_or(u64::MAX);
    lengths.0.is_none_or(|min| count >= min) && lengths.1.is_none_or(|max| count <= max)
}
