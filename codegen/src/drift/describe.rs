//! Kinds in words. Two kinds with the same words take the same values, as far as words go.

use nameplate::spec::{Chars, Field, IntegerRange, Kind, ListRange, NumberRange, Rounds, TextRange, UrlRange};

/// A text is cut at so many letters.
const LONGEST: usize = 300;

/// What a kind takes. Listed values are sorted, since their order is no difference.
pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "true or false".to_owned(),
        Kind::Integer(IntegerRange { min, max, multiple_of, rounds }) => {
            let step = if *multiple_of > 1 { self::step(multiple_of, *rounds) } else { String::new() };
            format!("a whole number {min}..={max}{step}")
        }
        Kind::Number(range) => number(range),
        Kind::Text(range) => text(range),
        Kind::OneOf(words) => listed(words.iter().map(|word| format!("{:?}", word.value))),
        Kind::OneOfNumbers(numbers) => listed(numbers.iter().map(|number| number.value.to_string())),
        Kind::Url(UrlRange { schemes, public, chars }) => {
            let schemes = if schemes.is_empty() { String::new() } else { format!(" ({})", schemes.join(", ")) };
            format!(
                "an address{schemes}{}{}",
                if *public { " of a public host" } else { "" },
                length(*chars, "characters")
            )
        }
        Kind::List(ListRange { item, min, max, counts, multiple_of, unique }) => {
            let item = item.first().map(|item| self::kind(&item.kind)).unwrap_or_default();
            let counts = if counts.is_empty() { String::new() } else { format!(", {counts:?} items") };
            let step = if *multiple_of > 1 { format!(", a multiple of {multiple_of} items") } else { String::new() };
            let unique = if *unique { ", all different" } else { "" };
            format!("a list of {item}{}{counts}{step}{unique}", length(Chars::new(*min, *max), "items"))
        }
        Kind::Object(_) => "an object".to_owned(),
        Kind::Choice(choice) => {
            let cases = listed(choice.cases.iter().map(|case| format!("{:?}", case.value)));
            format!("an object whose `{}` is {cases}", choice.tag)
        }
        Kind::AnyObject => "an object of any members".to_owned(),
        Kind::AnyOf(alternatives) => {
            alternatives.iter().map(|field| self::kind(&field.kind)).collect::<Vec<_>>().join("; or ")
        }
    }
}

/// The same for people: not too long.
pub(super) fn short(field: &Field) -> String {
    let words = kind(&field.kind);
    let cut = words.char_indices().nth(LONGEST).map_or(words.as_str(), |(at, _)| words.get(..at).unwrap_or_default());
    let null = if field.nullable { ", or null" } else { "" };
    format!("{cut}{}{null}", if cut.len() < words.len() { "…" } else { "" })
}

fn listed(values: impl Iterator<Item = String>) -> String {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    format!("one of {}", values.join(", "))
}

fn step(step: &dyn std::fmt::Display, rounds: Option<Rounds>) -> String {
    match rounds {
        None => format!(", a multiple of {step}"),
        Some(rounds) => format!(", made a multiple of {step} ({})", rounds.as_str()),
    }
}

fn number(range: &NumberRange) -> String {
    let NumberRange { min, max, above_min, below_max, multiple_of, rounds } = range;
    let low = min.map(|min| format!(", {} {min}", if *above_min { "above" } else { "at least" }));
    let high = max.map(|max| format!(", {} {max}", if *below_max { "below" } else { "at most" }));
    let step = multiple_of.map(|step| self::step(&step, *rounds));
    format!("a number{}{}{}", low.unwrap_or_default(), high.unwrap_or_default(), step.unwrap_or_default())
}

fn text(range: &TextRange) -> String {
    let TextRange { chars, utf16, bytes, words, pattern } = range;
    let mut out = "a text".to_owned();
    for (bounds, unit) in [(chars, "characters"), (utf16, "UTF-16 units"), (bytes, "bytes"), (words, "words")] {
        out.push_str(&length(*bounds, unit));
    }
    if !pattern.is_empty() {
        out.extend([", like `", pattern, "`"]);
    }
    out
}

fn length(Chars { min, max }: Chars, unit: &str) -> String {
    match (min.filter(|min| *min > 0), max) {
        (None, None) => String::new(),
        (Some(min), None) => format!(", at least {min} {unit}"),
        (None, Some(max)) => format!(", at most {max} {unit}"),
        (Some(min), Some(max)) => format!(", {min} to {max} {unit}"),
    }
}
