//! What the table says of a member, in words.

use nameplate::Exact;
use nameplate::spec::{
    Chars, Field, JsonType, Kind, ListRange, Literal, MediaFact, ModelSpec, NumberRange, PriceEffect, Rounds,
    TextRange, UrlRange,
};

use super::docs::{Docs, code, codes, markdown};

/// The doc comment of a field.
pub(super) fn of_field(field: &Field, spec: &ModelSpec) -> Docs {
    let mut facts = Vec::new();
    facts.extend(limits(&field.kind).map(|limits| sentence(&limits)));
    facts.extend((!field.unit.is_empty()).then(|| format!("In {}.", code(&field.unit))));
    facts.extend(field.default.as_ref().map(|default| format!("Without it the provider uses {}.", literal(default))));
    facts.extend(field.nullable.then(|| "May be `null`.".to_owned()));
    facts.extend(field.price_effect.map(|effect| price_effect(effect).to_owned()));
    let mut docs = Docs::new().words(&field.doc).paragraph(&facts.join(" "));
    if !field.alias_of.is_empty() {
        docs = docs.paragraph(&format!("Another name of {}.", code(&field.alias_of)));
    }
    if field.inferred_required {
        docs = docs.paragraph("No source calls it required, so a request without it is only warned of.");
    }
    if docs.lines().is_empty() {
        docs = docs.paragraph(&format!("The member {}.", code(&field.name)));
    }
    if let Some(inferred) = field.inferred.as_ref().and_then(|kind| limits(kind)) {
        docs = docs.paragraph(&format!("No source states it, so it only warns: {inferred}."));
    }
    let files: Vec<_> = field.media.iter().map(media_fact).collect();
    if !files.is_empty() {
        docs = docs.paragraph(&format!("The file: {}.", files.join("; ")));
    }
    if let Some(instead) = &field.deprecated {
        docs = docs.paragraph(&format!("The provider advises against it: {}", markdown(instead)));
    }
    if let Some(disputed) = &field.disputed {
        docs = docs.paragraph(&format!("The sources differ: {}", markdown(disputed)));
    }
    match spec.sources.get(usize::from(field.source)) {
        Some(source) if field.source != 0 => docs.paragraph(&format!(
            "Source: {} ({}, read {}).",
            markdown(&source.url),
            source.confidence.as_str().replace('_', " "),
            markdown(&source.read)
        )),
        _ => docs,
    }
}

/// The doc comment of a setter, one line.
pub(super) fn of_setter(field: &Field) -> Docs {
    let limits = limits(&field.kind).map_or_else(String::new, |limits| format!(": {limits}"));
    Docs::new().paragraph(&format!("Sets {}{limits}.", code(&field.name)))
}

/// The limits of a kind, without a dot; none when any value will do.
#[must_use]
pub fn limits(kind: &Kind) -> Option<String> {
    let limits = match kind {
        Kind::Bool | Kind::Object(_) | Kind::Choice(_) | Kind::OneOf(_) | Kind::OneOfNumbers(_) => return None,
        Kind::AnyObject => "any members".to_owned(),
        Kind::AnyOf(alternatives) => any_of(alternatives),
        Kind::Integer(range) => {
            let step = if range.multiple_of == 1 {
                String::new()
            } else {
                format!(", {}", step(range.multiple_of, range.rounds))
            };
            match (range.min <= i128::from(i64::MIN), range.max >= i128::from(i64::MAX)) {
                (true, true) => format!("any whole number{step}"),
                (false, true) => format!("at least {}{step}", range.min),
                (true, false) => format!("at most {}{step}", range.max),
                (false, false) => format!("{} to {}{step}", range.min, range.max),
            }
        }
        Kind::Number(range) => number(range)?,
        Kind::Text(range) => text(range)?,
        Kind::Url(range) => url(range),
        Kind::List(range) => list(range)?,
    };
    Some(limits)
}

/// What each alternative takes: its values where they are listed, else its limits, else its name.
fn any_of(alternatives: &[Field]) -> String {
    let each = alternatives.iter().map(|alternative| match &alternative.kind {
        Kind::OneOf(words) => codes(words.iter().map(|word| &word.value)),
        Kind::OneOfNumbers(numbers) => codes(numbers.iter().map(|number| number.value.to_string())),
        kind => limits(kind).unwrap_or_else(|| word(kind).to_owned()),
    });
    each.collect::<Vec<_>>().join(", or ")
}

const fn word(kind: &Kind) -> &'static str {
    match kind.json_type() {
        Some(JsonType::Bool) => "`true` or `false`",
        Some(JsonType::Number) => "any number",
        Some(JsonType::Text) => "a text",
        Some(JsonType::List) => "a list",
        Some(JsonType::Object) | None => "an object",
    }
}

/// What a number is a multiple of, or is made one of.
fn step(step: impl std::fmt::Display, rounds: Option<Rounds>) -> String {
    match rounds {
        None => format!("a multiple of {step}"),
        Some(Rounds::Nearest) => format!("rounded to the nearest multiple of {step}"),
        Some(Rounds::Up) => format!("rounded up to a multiple of {step}"),
        Some(Rounds::Down) => format!("rounded down to a multiple of {step}"),
    }
}

fn number(range: &NumberRange) -> Option<String> {
    let min = range.min.map(|min| format!("{} {min}", if range.above_min { "above" } else { "at least" }));
    let max = range.max.map(|max| format!("{} {max}", if range.below_max { "below" } else { "at most" }));
    let bounds = match (range.min, range.max) {
        (Some(min), Some(max)) if !range.above_min && !range.below_max => Some(format!("{min} to {max}")),
        _ => join([min, max], " and "),
    };
    join([bounds, range.multiple_of.map(|by| step(by, range.rounds))], ", ")
}

fn text(range: &TextRange) -> Option<String> {
    let pattern = (!range.pattern.is_empty()).then(|| format!("of the form {}", code(&range.pattern)));
    let lengths = [
        length(range.chars, "character"),
        length(range.utf16, "UTF-16 code unit"),
        length(range.bytes, "byte"),
        length(range.words, "word"),
    ];
    join([join(lengths, ", "), pattern], ", ")
}

fn url(range: &UrlRange) -> String {
    let schemes = (!range.schemes.is_empty()).then(|| format!("an address with {}", codes(range.schemes.iter())));
    let host = range.public.then(|| "on a public host".to_owned());
    let parts = [Some(schemes.unwrap_or_else(|| "an address".to_owned())), host, length(range.chars, "character")];
    join(parts, ", ").unwrap_or_default()
}

fn list(range: &ListRange) -> Option<String> {
    let counts: Vec<_> = range.counts.iter().map(u64::to_string).collect();
    let counts = (!counts.is_empty()).then(|| format!("{} items", counts.join(" or ")));
    let item = range.item.first().and_then(|item| limits(&item.kind)).map(|limits| format!("each {limits}"));
    let unique = range.unique.then(|| "no two of them equal".to_owned());
    let step = (range.multiple_of != 1).then(|| format!("a multiple of {} items", range.multiple_of));
    join([length(Chars::new(range.min, range.max), "item"), counts, step, item, unique], ", ")
}

fn length(range: Chars, what: &str) -> Option<String> {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    match (range.min, range.max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("at least {min} {what}{}", plural(min))),
        (None, Some(max)) => Some(format!("at most {max} {what}{}", plural(max))),
        (Some(min), Some(max)) if min == max => Some(format!("{min} {what}{}", plural(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {what}{}", plural(max))),
    }
}

/// A fact about a file.
#[must_use]
pub fn media_fact(fact: &MediaFact) -> String {
    let number = |value: Exact| value.to_string();
    let limit = match (fact.min, fact.max) {
        _ if !fact.words.is_empty() => format!("{} {}", markdown(&fact.fact), codes(fact.words.iter())),
        (Some(min), Some(max)) => format!("{} to {} {}", number(min), number(max), markdown(&fact.fact)),
        (Some(min), None) => format!("{} at least {}", markdown(&fact.fact), number(min)),
        (None, Some(max)) => format!("{} at most {}", markdown(&fact.fact), number(max)),
        (None, None) => markdown(&fact.what),
    };
    if fact.inferred { format!("{limit} (a warning)") } else { limit }
}

/// A literal as people read it.
#[must_use]
pub fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => code(&value.to_string()),
        Literal::Number(value) => value.to_string(),
        Literal::Text(text) | Literal::Json(text) => code(text),
    }
}

const fn price_effect(effect: PriceEffect) -> &'static str {
    match effect {
        PriceEffect::More => "Setting it costs more.",
        PriceEffect::Less => "Setting it costs less.",
        PriceEffect::None => "The price does not depend on it.",
    }
}

fn join<const N: usize>(parts: [Option<String>; N], between: &str) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// Limits as a sentence of their own; nothing for none.
pub(super) fn sentence(limits: &str) -> String {
    if limits.is_empty() { String::new() } else { format!("{}.", upper_first(limits)) }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
