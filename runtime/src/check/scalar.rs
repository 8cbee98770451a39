//! Whether a scalar is what its kind takes.

use super::finding::{Cause, Limit, Unit};
use crate::RuleId;
use crate::json::{Item, Number, Text, Whole};
use crate::spec::{Chars, IntegerRange, Kind, Listed, NumberRange, TextRange, UrlRange, Word};
use crate::url::UrlFault;

/// Judges a scalar; each fault goes to `report`. `null` is the wrong type here.
#[inline]
pub(super) fn judge<'a>(
    kind: &'a Kind,
    item: &Item<'a>,
    public_origins: &[String],
    report: &mut impl FnMut(RuleId, Cause<'a>),
) {
    let fault = match (kind, item) {
        (Kind::Bool, Item::Bool(_)) => None,
        (Kind::Number(range), Item::Number(number)) => of_number(range, number),
        (Kind::Integer(range), Item::Number(number)) => of_integer(range, number),
        (Kind::OneOfNumbers(listed), Item::Number(number)) => of_listed(listed, number, report),
        (Kind::OneOf(words), Item::Text(text)) => of_words(words, *text, report),
        (Kind::Text(range), Item::Text(text)) => text.with(|text| of_text(range, text, report)),
        (Kind::Url(range), Item::Text(text)) => text.with(|text| of_url(range, text, public_origins, report)),
        _ => Some(RuleId::WrongType),
    };
    if let Some(rule) = fault {
        report(rule, Cause::Kind(kind));
    }
}

/// Whether a scalar is what its kind takes, whatever there is to say about it.
pub(super) fn takes(kind: &Kind, item: &Item<'_>, public_origins: &[String]) -> bool {
    let mut takes = true;
    judge(kind, item, public_origins, &mut |rule, _| {
        takes &= matches!(rule, RuleId::Deprecated | RuleId::UncheckedHost);
    });
    takes
}

/// Whether a number is what a range takes.
#[inline]
pub(crate) fn is_in_range(range: &NumberRange, number: Number<'_>) -> bool {
    of_number(range, &number).is_none()
}

#[inline]
fn of_number(range: &NumberRange, number: &Number<'_>) -> Option<RuleId> {
    let value = number.double();
    if !value.is_finite() {
        return Some(RuleId::NotFinite);
    }
    let above = range.min.is_none_or(|min| if range.above_min { value > min } else { value >= min });
    let below = range.max.is_none_or(|max| if range.below_max { value < max } else { value <= max });
    if !above || !below {
        return Some(RuleId::OutOfRange);
    }
    match range.multiple_of {
        Some(step) if range.rounds.is_none() && !number.is_multiple_of(step) => Some(RuleId::NotMultiple),
        _ => None,
    }
}

fn of_integer(range: &IntegerRange, number: &Number<'_>) -> Option<RuleId> {
    match number.whole() {
        Whole::Value(value) if value < range.min || range.max < value => Some(RuleId::OutOfRange),
        Whole::Value(value)
            if range.multiple_of != 1 && range.rounds.is_none() && value.checked_rem(range.multiple_of) != Some(0) =>
        {
            Some(RuleId::NotMultiple)
        }
        Whole::Value(_) => None,
        Whole::Beyond => Some(RuleId::OutOfRange),
        Whole::Fraction => Some(RuleId::WrongType),
        Whole::NotFinite => Some(RuleId::NotFinite),
    }
}

#[expect(clippy::float_cmp, reason = "listed numbers match by value")]
fn of_listed<'a>(
    listed: &'a [Listed],
    number: &Number<'_>,
    report: &mut impl FnMut(RuleId, Cause<'a>),
) -> Option<RuleId> {
    let value = number.double();
    match listed.iter().find(|listed| listed.double == value) {
        Some(Listed { deprecated: Some(instead), .. }) => report(RuleId::Deprecated, Cause::Deprecated(instead)),
        Some(_) => {}
        None if value.is_finite() => return Some(RuleId::NotListed),
        None => return Some(RuleId::NotFinite),
    }
    None
}

fn of_words<'a>(words: &'a [Word], text: Text<'_>, report: &mut impl FnMut(RuleId, Cause<'a>)) -> Option<RuleId> {
    match words.iter().find(|word| text.is(&word.value)) {
        Some(Word { deprecated: Some(instead), .. }) => report(RuleId::Deprecated, Cause::Deprecated(instead)),
        Some(_) => {}
        None => return Some(RuleId::NotListed),
    }
    None
}

fn of_text<'a>(range: &'a TextRange, text: &str, report: &mut impl FnMut(RuleId, Cause<'a>)) -> Option<RuleId> {
    let bytes = text.len() as u64;
    // A scalar value has one to four bytes, and at most as many UTF-16 units as bytes: most texts need no counting.
    length(range.chars, Unit::Chars, bytes.div_ceil(4), bytes, || text.chars().count(), report);
    length(range.utf16, Unit::Utf16, bytes.div_ceil(3), bytes, || text.encode_utf16().count(), report);
    length(range.bytes, Unit::Bytes, bytes, bytes, || text.len(), report);
    length(range.words, Unit::Words, 0, bytes, || text.split_whitespace().count(), report);
    if range.pattern.is_empty() {
        None
    } else if has_control(text) {
        Some(RuleId::ControlCharacter)
    } else {
        (!crate::pattern::matches(&range.pattern, text)).then_some(RuleId::BadPattern)
    }
}

fn of_url<'a>(
    range: &'a UrlRange,
    text: &str,
    public_origins: &[String],
    report: &mut impl FnMut(RuleId, Cause<'a>),
) -> Option<RuleId> {
    let bytes = text.len() as u64;
    length(range.chars, Unit::Chars, bytes.div_ceil(4), bytes, || text.chars().count(), report);
    crate::url::judge(text, range, public_origins).map(|fault| match fault {
        // No address has one, and this is the better word for it.
        UrlFault::NotAUrl if has_control(text) => RuleId::ControlCharacter,
        UrlFault::NotAUrl => RuleId::NotAUrl,
        UrlFault::BadScheme => RuleId::BadScheme,
        UrlFault::NotPublic => RuleId::NotPublicUrl,
        UrlFault::UncheckedHost => RuleId::UncheckedHost,
    })
}

/// JSON's control characters, which it lets stand in a text only as escapes.
fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20)
}

/// Judges a length that is known to be between `least` and `most` before it is counted.
fn length<'a>(
    limits: Chars,
    unit: Unit,
    least: u64,
    most: u64,
    count: impl FnOnce() -> usize,
    report: &mut impl FnMut(RuleId, Cause<'a>),
) {
    if limits.min.is_none_or(|min| min <= least) && limits.max.is_none_or(|max| most <= max) {
        return;
    }
    let actual = count() as u64;
    match limits {
        Chars { min: Some(min), .. } if actual < min => {
            report(RuleId::TooShort, Cause::Length { unit, limit: Limit::Min(min), actual });
        }
        Chars { max: Some(max), .. } if max < actual => {
            report(RuleId::TooLong, Cause::Length { unit, limit: Limit::Max(max), actual });
        }
        Chars { .. } => {}
    }
}
