//! Quantities that no request states, as a caller writes them: `source_seconds=6.2`, `source_seconds=5..10`,
//! `video_url.container=mp4`, and the same as members of a JSON object.

use nameplate::spec::ModelSpec;
use nameplate::{Exact, Measures};
use nameplate_codegen::suggest::{did_you_mean, listed};

use crate::failure::Failure;
use crate::params::is_number;

/// A quantity as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Quantity {
    /// A number between two ends, both included.
    Number(Exact, Exact),
    /// A word, where a word is meant: a container or a kind of file.
    Word(String),
    /// A number that is too large to compute with.
    TooLarge,
    /// No number, where one is meant.
    NoNumber,
}

impl Quantity {
    /// What a text means for the measure of a name.
    pub(crate) fn read(name: &str, text: &str) -> Self {
        // Facts that are words; every other measure is a number.
        let is_word = matches!(name.rsplit_once('.'), Some((_, "container" | "kind")));
        match number(text) {
            _ if is_word => Self::Word(text.to_owned()),
            Some(number) => Self::Number(number, number),
            None if is_number(text) => Self::TooLarge,
            None => Self::NoNumber,
        }
    }

    /// A range of two quantities.
    pub(crate) fn range(min: &Self, max: &Self) -> Self {
        match (min, max) {
            (Self::Number(min, _), Self::Number(_, max)) => Self::Number(*min, *max),
            (Self::TooLarge, _) | (_, Self::TooLarge) => Self::TooLarge,
            _ => Self::NoNumber,
        }
    }
}

/// Why measures cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// One is negative, reversed, or no number.
    Bad,
    /// One is too large to compute with.
    TooLarge,
}

/// Puts quantities together. Whether the model has such measures is judged later.
pub(crate) fn collect(quantities: impl IntoIterator<Item = (String, Quantity)>) -> Result<Measures, Unusable> {
    let mut measures = Measures::new();
    for (name, quantity) in quantities {
        match quantity {
            Quantity::Number(min, max) => measures.range(name, min, max).map_err(|_| Unusable::Bad)?,
            Quantity::Word(word) => measures.word(name, word),
            Quantity::TooLarge => return Err(Unusable::TooLarge),
            Quantity::NoNumber => return Err(Unusable::Bad),
        }
    }
    Ok(measures)
}

/// Reads arguments, every one of which has to be a measure of the model.
pub(crate) fn all(spec: &ModelSpec, given: &[String]) -> Result<Measures, Failure> {
    let measures = collect(arguments(given)?).map_err(|unusable| match unusable {
        Unusable::Bad => Failure::usage("a measure is negative, or its lower end is above its upper end"),
        Unusable::TooLarge => Failure::usage("a measure is too large to compute with"),
    })?;
    known(spec, &measures)?;
    Ok(measures)
}

/// Reads `NAME=VALUE` and `NAME=MIN..MAX`.
pub(crate) fn argument(argument: &str) -> Result<(String, Quantity), Failure> {
    const HELP: &str = "write `--measure name=6.2`, or `--measure name=5..10` when it is not known exactly";
    let wrong = |what: &str| Failure::usage(format!("`--measure {argument}`: {what}")).help(HELP);
    let (name, text) = argument.split_once('=').ok_or_else(|| wrong("there is no `=`"))?;
    if name.is_empty() {
        return Err(wrong("it names no measure"));
    }
    let quantity = match text.split_once("..") {
        Some((min, max)) => Quantity::range(&Quantity::read(name, min), &Quantity::read(name, max)),
        None => Quantity::read(name, text),
    };
    match quantity {
        Quantity::NoNumber => Err(wrong(&format!("`{text}` is no number"))),
        quantity => Ok((name.to_owned(), quantity)),
    }
}

/// Reads arguments; a name that is given twice is a mistake.
pub(crate) fn arguments(arguments: &[String]) -> Result<Vec<(String, Quantity)>, Failure> {
    let mut quantities: Vec<(String, Quantity)> = Vec::new();
    for text in arguments {
        let (name, quantity) = argument(text)?;
        if quantities.iter().any(|(known, _)| *known == name) {
            return Err(Failure::usage(format!("the measure `{name}` is given twice")).help("give it once"));
        }
        quantities.push((name, quantity));
    }
    Ok(quantities)
}

/// Refuses measures that the model does not have.
pub(crate) fn known(spec: &ModelSpec, measures: &Measures) -> Result<(), Failure> {
    let known = spec.measure_names();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let Some(name) = measures.names().find(|name| !known.contains(name)) else { return Ok(()) };
    let help = match did_you_mean(name, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "the model takes none".to_owned(),
        None => format!("it has {}", listed(&known)),
    };
    Err(Failure::usage(format!("`{}` has no measure `{name}`", spec.name())).help(help))
}

/// The number that a literal states, exactly and however it is spelt: `1e2`, `100` and `100.0` are one. `None` for any other
/// text, and for a number that needs more digits than can be computed with.
fn number(literal: &str) -> Option<Exact> {
    let (decimal, exponent) = literal.split_once(['e', 'E']).unwrap_or((literal, "0"));
    let unsigned = decimal.strip_prefix('-').unwrap_or(decimal);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = format!("{whole}{fraction}");
    if whole.is_empty() || fraction.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Zeros at either end are no digits to compute with, only a matter of where the point stands.
    let significant = digits.trim_end_matches('0');
    let point = i64::try_from(digits.len() - significant.len()).ok()? - i64::try_from(fraction.len()).ok()?;
    let exponent = i64::from(exponent.parse::<i32>().ok()?) + point;
    if significant.is_empty() {
        return Some(Exact::ZERO);
    }
    let value = Exact::integer(significant.parse().ok()?);
    let power = Exact::integer(10i128.checked_pow(u32::try_from(exponent.unsigned_abs()).ok()?)?);
    let value = if exponent < 0 { value.div(power)? } else { value.mul(power)? };
    if decimal.len() > unsigned.len() { value.neg() } else { Some(value) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::{Quantity, argument, collect, number};
    use nameplate::Exact;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::decimal(text).unwrap()
    }

    #[test]
    fn literals_keep_their_value() {
        for (literal, value) in
            [("5.01", "5.01"), ("5e0", "5"), ("5E+2", "500"), ("1e-3", "0.001"), ("0e99", "0"), ("-1e1", "-10")]
        {
            assert_eq!(number(literal), Some(exact(value)), "{literal}");
        }
    }

    #[test]
    fn zeros_that_say_nothing_cost_no_digits() {
        let zeros = "0".repeat(100);
        for (literal, value) in [
            (format!("1{}", "0".repeat(30)), number("1e30")),
            (format!("5.01{zeros}"), Some(exact("5.01"))),
            (format!("{zeros}5"), Some(exact("5"))),
            (format!("-0.{zeros}"), Some(exact("0"))),
            (format!("0.{zeros}25e100"), Some(exact("0.25"))),
            ("0.1000000000000000055511151231257827".to_owned(), number("1000000000000000055511151231257827e-34")),
        ] {
            assert!(value.is_some() && number(&literal) == value, "{literal}");
        }
    }

    #[test]
    fn what_is_no_number_or_too_large_is_told_apart() {
        assert_eq!(Quantity::read("s", "1e400"), Quantity::TooLarge);
        assert_eq!(Quantity::read("s", "1e-400"), Quantity::TooLarge);
        for text in [
            "", "abc", "1e", ".5", "5.", "-", "--5", "1.2.3", "1e1.5", "NaN", "inf", "1_000", "0x10", "+5", " 5", "5s",
            "٥",
        ] {
            assert_eq!(Quantity::read("s", text), Quantity::NoNumber, "{text:?}");
        }
    }

    #[test]
    fn containers_are_words_even_when_they_look_like_numbers() {
        assert_eq!(Quantity::read("clip.container", "3"), Quantity::Word("3".to_owned()));
        assert_eq!(Quantity::read("clip.bytes", "3"), Quantity::Number(exact("3"), exact("3")));
    }

    #[test]
    fn arguments_without_a_name_or_a_number_are_refused() {
        for text in ["", "x", "=5", "x=", "x=abc", "x=1..", "x=..2", "x=1..b", "x=1..2..3"] {
            assert!(argument(text).is_err(), "{text:?}");
        }
        assert_eq!(argument("x=1..2.5").unwrap(), ("x".to_owned(), Quantity::Number(exact("1"), exact("2.5"))));
    }

    #[test]
    fn negative_and_reversed_measures_are_unusable() {
        for text in ["x=-1", "x=2..1", "x=-1..1"] {
            assert!(collect([argument(text).unwrap()]).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,30}") {
            let _ = argument(&text);
            let _ = Quantity::read("x", &text);
        }

        #[test]
        fn an_exponent_moves_the_point(digits in 1i64..1_000_000, exponent in 0u32..20) {
            let plain = exact(&format!("{digits}{}", "0".repeat(exponent as usize)));
            prop_assert_eq!(number(&format!("{digits}e{exponent}")), Some(plain));
            prop_assert_eq!(number(&format!("{digits}{}e-{exponent}", "0".repeat(exponent as usize))), Some(exact(&digits.to_string())));
        }
    }
}
