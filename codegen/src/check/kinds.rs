//! Kinds with their limits: bounds that are numbers, in order, and survive the way through a double.

use std::ops::Range;

use nameplate::Exact;
use nameplate::spec::{
    Chars, IntegerRange, Kind, Listed as ListedNumber, NumberRange, Rounds, TextRange, UrlRange, Word,
};

use super::errors;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::At;
use crate::spec::{IntegerKind, Listed, ListedValue, NumberKind, TextKind, UrlKind};
use crate::yaml::{Number, Scalar, Sp};

/// A list of values may be so long.
const MAX_LISTED: usize = 1024;

/// Judges kinds of one file.
pub(super) struct Kinds<'d> {
    /// The file that the spans are in.
    pub(super) file: FileId,
    /// Where faults go.
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Kinds<'_> {
    /// `integer`
    pub(super) fn integer(&mut self, kind: &IntegerKind) -> Kind {
        let IntegerKind { min, max, multiple_of, rounds, carrier } = kind;
        let (low, high) = match carrier.as_ref().map(|word| (word, word.value.as_str())) {
            None | Some((_, "i64")) => (i128::from(i64::MIN), i128::from(i64::MAX)),
            Some((_, "u64")) => (0, i128::from(u64::MAX)),
            Some((word, _)) => {
                self.diagnostics.push(errors::not_a_word(&At::from_sp(self.file, word), &["i64", "u64"]));
                (i128::from(i64::MIN), i128::from(i64::MAX))
            }
        };
        let stated_min = min.as_ref().and_then(|bound| self.whole(bound));
        let stated_max = max.as_ref().and_then(|bound| self.whole(bound));
        for (bound, value) in [(min, stated_min), (max, stated_max)] {
            if let (Some(bound), Some(value)) = (bound, value)
                && !(low..=high).contains(&value)
            {
                self.diagnostics.push(errors::bound_outside_carrier(self.place(&bound.span), value, low, high));
            }
        }
        self.in_order(min.as_ref(), max.as_ref());
        let step = self.step(multiple_of.as_ref()).and_then(Exact::to_integer);
        let rounds = self.rounds(rounds.as_ref(), step.map(Exact::integer), [min.as_ref(), max.as_ref()]);
        let (min, max) = (stated_min.unwrap_or(low), stated_max.unwrap_or(high));
        Kind::Integer(IntegerRange { min, max, multiple_of: step.unwrap_or(1), rounds })
    }

    /// `number`
    pub(super) fn number(&mut self, kind: &NumberKind) -> Kind {
        let NumberKind { min, max, above, below, multiple_of, rounds } = kind;
        for (inclusive, exclusive) in [(min, above), (max, below)] {
            if let (Some(_), Some(second)) = (inclusive, exclusive) {
                self.diagnostics.push(errors::bound_stated_twice(self.place(&second.span)));
            }
        }
        let (low, high) = (min.as_ref().or(above.as_ref()), max.as_ref().or(below.as_ref()));
        self.in_order(low, high);
        if let (Some(low), Some(high)) = (low, high)
            && (above.is_some() || below.is_some())
            && low.value == high.value
        {
            self.diagnostics.push(errors::nothing_between(self.place(&high.span)));
        }
        let multiple_of = self.step(multiple_of.as_ref());
        let rounds = self.rounds(rounds.as_ref(), multiple_of, [low, high]);
        Kind::Number(NumberRange {
            min: low.and_then(|bound| self.double(bound)),
            max: high.and_then(|bound| self.double(bound)),
            above_min: min.is_none() && above.is_some(),
            below_max: max.is_none() && below.is_some(),
            multiple_of,
            rounds,
        })
    }

    /// `text`
    pub(super) fn text(&mut self, kind: &TextKind) -> Kind {
        let TextKind {
            min_chars,
            max_chars,
            min_utf16,
            max_utf16,
            min_bytes,
            max_bytes,
            min_words,
            max_words,
            pattern,
        } = kind;
        if let Some(pattern) = pattern
            && let Err(fault) = nameplate::check_pattern(&pattern.value)
        {
            self.diagnostics.push(errors::bad_pattern(&At::from_sp(self.file, pattern), &fault.to_string()));
        }
        Kind::Text(TextRange {
            chars: self.lengths(min_chars.as_ref(), max_chars.as_ref()),
            utf16: self.lengths(min_utf16.as_ref(), max_utf16.as_ref()),
            bytes: self.lengths(min_bytes.as_ref(), max_bytes.as_ref()),
            words: self.lengths(min_words.as_ref(), max_words.as_ref()),
            pattern: pattern.as_ref().map(|pattern| pattern.value.clone().into()).unwrap_or_default(),
        })
    }

    /// `url`
    pub(super) fn url(&mut self, kind: &UrlKind) -> Kind {
        let UrlKind { schemes, public, max_chars } = kind;
        for scheme in schemes.iter().flatten() {
            let good = scheme.value.starts_with(|letter: char| letter.is_ascii_lowercase())
                && scheme
                    .value
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
            if !good {
                self.diagnostics.push(errors::bad_scheme(&At::from_sp(self.file, scheme)));
            }
        }
        Kind::Url(UrlRange {
            schemes: schemes.iter().flatten().map(|scheme| scheme.value.clone().into()).collect::<Vec<_>>().into(),
            public: public.as_ref().is_some_and(|public| public.value),
            chars: self.lengths(None, max_chars.as_ref()),
        })
    }

    /// `one_of`
    pub(super) fn one_of(&mut self, listed: &Listed, place: &Place) -> Kind {
        let mut words: Vec<Word> = Vec::new();
        for (scalar, known) in self.values(listed, place) {
            let Scalar::Text(value) = &scalar.value else {
                self.diagnostics.push(errors::listed_value_is_no_text(self.place(&scalar.span), &scalar.value));
                continue;
            };
            if words.iter().any(|word| word.value == value.as_str()) {
                self.diagnostics.push(errors::listed_twice(self.place(&scalar.span), value));
                continue;
            }
            let (doc, deprecated) = described(known);
            words.push(Word { value: value.clone().into(), doc: doc.into(), deprecated: deprecated.map(Into::into) });
        }
        Kind::OneOf(words.into())
    }

    /// `one_of_numbers`
    pub(super) fn one_of_numbers(&mut self, listed: &Listed, place: &Place) -> Kind {
        let mut numbers: Vec<ListedNumber> = Vec::new();
        for (scalar, known) in self.values(listed, place) {
            let Scalar::Number(number) = &scalar.value else {
                self.diagnostics.push(errors::listed_value_is_no_number(self.place(&scalar.span), &scalar.value));
                continue;
            };
            let number = Sp { value: number.clone(), span: scalar.span.clone() };
            let Some(double) = self.double(&number) else { continue };
            let value = number.value.exact();
            if numbers.iter().any(|listed| listed.value == value) {
                self.diagnostics.push(errors::listed_twice(self.place(&scalar.span), &value.to_string()));
                continue;
            }
            let (doc, deprecated) = described(known);
            numbers.push(ListedNumber { value, double, doc: doc.into(), deprecated: deprecated.map(Into::into) });
        }
        Kind::OneOfNumbers(numbers.into())
    }

    fn values<'l>(&mut self, listed: &'l Listed, place: &Place) -> Vec<(&'l Sp<Scalar>, Option<&'l ListedValue>)> {
        let values: Vec<_> = match listed {
            Listed::List(values) => values.iter().map(|value| (value, None)).collect(),
            Listed::Map(values) => values.iter().map(|(value, known)| (value, Some(known))).collect(),
        };
        if values.is_empty() {
            self.diagnostics.push(errors::nothing_listed(place.clone()));
        }
        if values.len() > MAX_LISTED {
            self.diagnostics.push(errors::too_many_listed(place.clone(), values.len(), MAX_LISTED));
        }
        values.into_iter().take(MAX_LISTED).collect()
    }

    /// Two lengths, in order.
    pub(super) fn lengths(&mut self, min: Option<&Sp<Number>>, max: Option<&Sp<Number>>) -> Chars {
        self.in_order(min, max);
        Chars { min: min.and_then(|bound| self.length(bound)), max: max.and_then(|bound| self.length(bound)) }
    }

    /// A length: whole, not negative, at most 2^53.
    pub(super) fn length(&mut self, bound: &Sp<Number>) -> Option<u64> {
        let length = bound.value.to_u64();
        if length.is_none_or(|length| length > 1 << 53) {
            self.diagnostics.push(errors::not_a_length(self.place(&bound.span), &bound.value));
        }
        length
    }

    /// What the provider makes of numbers that are no multiples. The bounds are multiples, so that what it makes is between them.
    fn rounds(
        &mut self,
        rounds: Option<&Sp<String>>,
        step: Option<Exact>,
        bounds: [Option<&Sp<Number>>; 2],
    ) -> Option<Rounds> {
        let word = rounds?;
        let known = [Rounds::Nearest, Rounds::Up, Rounds::Down];
        let rounds = known.into_iter().find(|rounds| rounds.as_str() == word.value);
        if rounds.is_none() {
            self.diagnostics.push(errors::not_a_word(&At::from_sp(self.file, word), &["nearest", "up", "down"]));
        }
        let Some(step) = step else {
            self.diagnostics.push(errors::rounds_to_nothing(self.place(&word.span)));
            return None;
        };
        for bound in bounds.into_iter().flatten() {
            if bound.value.exact().floor_to(step) != Some(bound.value.exact()) {
                self.diagnostics.push(errors::bound_is_rounded(self.place(&bound.span), &bound.value, step));
            }
        }
        rounds
    }

    /// The step of the number of items of a list, some multiple of which lies between the ends; 1 for any number.
    pub(super) fn step_of_items(
        &mut self,
        step: Option<&Sp<Number>>,
        (min, max): (Option<u64>, Option<u64>),
        counts: bool,
    ) -> u64 {
        let Some(stated) = step else { return 1 };
        let place = self.place(&stated.span);
        let Some(step) = self.length(stated).filter(|_| self.step(Some(stated)).is_some()) else { return 1 };
        if counts {
            self.diagnostics.push(errors::step_beside_counts(place));
        } else if max.is_some_and(|max| max / step < min.unwrap_or(0).div_ceil(step)) {
            self.diagnostics.push(errors::no_such_number_of_items(place, step));
        }
        step
    }

    fn whole(&mut self, bound: &Sp<Number>) -> Option<i128> {
        self.double(bound)?;
        let whole = bound.value.to_i128();
        if whole.is_none() {
            self.diagnostics.push(errors::not_whole(self.place(&bound.span), &bound.value));
        }
        whole
    }

    /// The nearest double, if it prints as the number that is stated: else the limit is not what it seems.
    pub(super) fn double(&mut self, bound: &Sp<Number>) -> Option<f64> {
        let double = bound.value.survives_double().then(|| bound.value.to_f64());
        if double.is_none() {
            self.diagnostics.push(errors::does_not_survive(self.place(&bound.span), &bound.value));
        }
        double
    }

    fn step(&mut self, step: Option<&Sp<Number>>) -> Option<Exact> {
        let step = step?;
        self.double(step)?;
        let value = step.value.exact();
        if value <= Exact::ZERO {
            self.diagnostics.push(errors::step_is_not_positive(self.place(&step.span), &step.value));
            return None;
        }
        Some(value)
    }

    /// That the lower of two bounds is not above the upper one.
    pub(super) fn in_order(&mut self, min: Option<&Sp<Number>>, max: Option<&Sp<Number>>) {
        if let (Some(low), Some(high)) = (min, max)
            && low.value.exact() > high.value.exact()
        {
            self.diagnostics.push(errors::bounds_reversed(
                (self.place(&low.span), &low.value),
                (self.place(&high.span), &high.value),
            ));
        }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place { file: self.file, span: span.clone() }
    }
}

fn described(known: Option<&ListedValue>) -> (String, Option<String>) {
    let Some(ListedValue { doc, name: _, deprecated }) = known else { return (String::new(), None) };
    let text = |text: &Option<Sp<String>>| text.as_ref().map(|text| text.value.clone());
    (text(doc).unwrap_or_default(), text(deprecated))
}
