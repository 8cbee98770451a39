//! What one slot holds, and what a formula makes of it.

use super::placeholder;
use crate::json::{Item, Number, Text};
use crate::spec::{Literal, Rounds, Slot, Take};
use crate::{Exact, Measured, SlotContent};

/// What one slot knows.
#[derive(Clone, Copy)]
pub(super) struct State<'a> {
    held: Held<'a>,
    /// What `present` says.
    pub(super) present: bool,
    /// Whether something was sent, so that no default stands in.
    pub(super) sent: bool,
    /// Whether the parameter already has an error.
    pub(super) broken: bool,
}

/// What a slot holds. Numbers and texts are as they were read, and only become values of a formula when one is evaluated.
#[derive(Clone, Copy)]
enum Held<'a> {
    Nothing,
    /// A fact of a file that nobody measured.
    Open,
    Something,
    Bool(bool),
    Number(Number<'a>),
    Exact(Exact),
    Text(Text<'a>),
}

/// A value as slots see it.
#[derive(Clone, Copy)]
pub(super) enum Fed<'i, 'a> {
    Scalar(&'i Item<'a>),
    /// A number as the provider rounds it.
    Rounded(Exact),
    List(u64),
    Object,
}

impl Fed<'_, '_> {
    /// Whether it is `null`, an empty text or an empty list.
    pub(super) fn is_empty(self) -> bool {
        match self {
            Self::Scalar(Item::Null) | Self::List(0) => true,
            Self::Scalar(Item::Text(text)) => text.is_empty(),
            Self::Scalar(_) | Self::Rounded(_) | Self::List(_) | Self::Object => false,
        }
    }
}

impl Fed<'_, '_> {
    /// A number as a provider rounds it; anything else stays what it is.
    pub(super) fn rounded(self, step: Exact, rounds: Rounds) -> Self {
        match self {
            Self::Scalar(Item::Number(number)) => {
                number.exact().and_then(|number| rounds.round(number, step)).map_or(self, Self::Rounded)
            }
            other => other,
        }
    }
}

impl<'a> State<'a> {
    /// Nothing was said yet.
    pub(super) const EMPTY: Self = Self { held: Held::Nothing, present: false, sent: false, broken: false };

    pub(super) fn take(&mut self, take: Take, fed: Fed<'_, 'a>) {
        match (take, fed) {
            (Take::Value, Fed::List(_) | Fed::Object) => self.held = Held::Something,
            (Take::Value, Fed::Scalar(item)) => self.held = held(*item),
            (Take::Value, Fed::Rounded(number)) => self.held = Held::Exact(number),
            (Take::Sum | Take::Min | Take::Max, Fed::Rounded(number)) => self.take_exact(take, number),
            (Take::Count, Fed::List(items)) => self.held = Held::Exact(Exact::integer(items.into())),
            // A value that may be a list or one item is a list of one.
            (Take::Count, Fed::Object | Fed::Rounded(_)) => self.held = Held::Exact(Exact::ONE),
            (Take::Count, Fed::Scalar(item)) if !matches!(item, Item::Null) => self.held = Held::Exact(Exact::ONE),
            (Take::Chars, Fed::Scalar(Item::Text(text))) => self.add(text.with(|text| text.chars().count())),
            (Take::Utf16, Fed::Scalar(Item::Text(text))) => self.add(text.with(|text| text.encode_utf16().count())),
            (Take::Bytes, Fed::Scalar(Item::Text(text))) => self.add(text.with(str::len)),
            (Take::Words, Fed::Scalar(Item::Text(text))) => self.add(text.with(|text| text.split_whitespace().count())),
            (Take::Sum | Take::Min | Take::Max, Fed::Scalar(Item::Number(number))) => match number.exact() {
                Some(number) => self.take_exact(take, number),
                None => self.broken = true,
            },
            // Null, or a default that is no number: nothing to count. For placeholders there is `refer`.
            (
                Take::Count
                | Take::Chars
                | Take::Utf16
                | Take::Bytes
                | Take::Words
                | Take::Placeholder
                | Take::Sum
                | Take::Min
                | Take::Max,
                _,
            ) => {}
        }
    }

    /// Whether it waits for a fact of a file that nobody measured.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.held, Held::Open)
    }

    /// Keeps a fact of a file. One that nobody measured, or not exactly, leaves it open, whatever the other files are.
    pub(super) fn measure(&mut self, take: Take, measured: Option<&Measured>, word: Option<&'a str>) {
        match (measured, word) {
            _ if self.is_open() => {}
            (Some(Measured::Number { min, max }), _) if min == max => self.take_exact(take, *min),
            (_, Some(word)) => self.take(take, Fed::Scalar(&Item::Text(Text::plain(word)))),
            _ => self.held = Held::Open,
        }
    }

    /// Keeps the largest number in the placeholders of a text.
    pub(super) fn refer(&mut self, form: &str, fed: Fed<'_, 'a>) {
        let Fed::Scalar(Item::Text(text)) = fed else { return };
        let Some(found) = text.with(|text| placeholder::largest(form, text)) else { return };
        self.held = match self.held {
            Held::Exact(before) if before.is_zero() || found == 0 => Held::Exact(Exact::ZERO),
            Held::Exact(before) => Held::Exact(before.max(Exact::integer(found.into()))),
            _ => Held::Exact(Exact::integer(found.into())),
        };
    }

    fn add(&mut self, count: usize) {
        self.take_exact(Take::Sum, Exact::integer(i128::try_from(count).unwrap_or(i128::MAX)));
    }

    pub(super) fn take_exact(&mut self, take: Take, number: Exact) {
        let before = match self.held {
            Held::Exact(before) => Some(before),
            _ => None,
        };
        let after = match (take, before) {
            (Take::Sum, Some(before)) => before.add(number),
            (Take::Min, Some(before)) => Some(before.min(number)),
            (Take::Max, Some(before)) => Some(before.max(number)),
            _ => Some(number),
        };
        match after {
            Some(after) => self.held = Held::Exact(after),
            // Too large to compute with.
            None => *self = State { held: Held::Nothing, broken: true, ..*self },
        }
    }

    pub(super) fn is_readable(&self, slot: &Slot) -> bool {
        let stands_in = slot.default.is_some() && !self.sent;
        let is_held = !matches!(self.held, Held::Nothing | Held::Open);
        !self.broken && (is_held || (!self.is_open() && (stands_in || slot.take == Take::Count)))
    }

    pub(super) fn content(&self, slot: &'a Slot) -> SlotContent<'a> {
        if self.broken || self.is_open() {
            return SlotContent::Nothing;
        }
        match self.held {
            Held::Nothing | Held::Open => match &slot.default {
                Some(default) if !self.sent => literal(default, slot.take),
                _ if slot.take == Take::Count => SlotContent::Number(Exact::ZERO),
                _ => SlotContent::Nothing,
            },
            Held::Something => SlotContent::Something,
            Held::Bool(value) => SlotContent::Bool(value),
            Held::Number(number) => {
                number.exact().map_or_else(|| SlotContent::Large(number.double()), SlotContent::Number)
            }
            Held::Exact(number) => SlotContent::Number(number),
            Held::Text(text) => SlotContent::Text(text.to_cow()),
        }
    }
}

fn held(item: Item<'_>) -> Held<'_> {
    match item {
        Item::Null => Held::Nothing,
        Item::Bool(value) => Held::Bool(value),
        Item::Number(number) => Held::Number(number),
        Item::Text(text) => Held::Text(text),
        Item::List | Item::Object => Held::Something,
    }
}

/// A default as a formula sees it.
fn literal(default: &Literal, take: Take) -> SlotContent<'_> {
    match (take, default) {
        (Take::Chars, Literal::Text(text)) => count(text.chars().count() as u64),
        (Take::Utf16, Literal::Text(text)) => count(text.encode_utf16().count() as u64),
        (Take::Bytes, Literal::Text(text)) => count(text.len() as u64),
        (Take::Words, Literal::Text(text)) => count(text.split_whitespace().count() as u64),
        (Take::Count, Literal::Json(json)) => count(count_of(json)),
        (Take::Count, _) => count(1),
        (_, Literal::Bool(value)) => SlotContent::Bool(*value),
        (_, Literal::Number(number)) => SlotContent::Number(*number),
        (_, Literal::Text(text)) => SlotContent::Text(text.as_ref().into()),
        (_, Literal::Json(_)) => SlotContent::Something,
    }
}

fn count(items: u64) -> SlotContent<'static> {
    SlotContent::Number(Exact::integer(items.into()))
}

/// The number of items of a list that a spec states as JSON.
pub(super) fn count_of(json: &str) -> u64 {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::Array(items)) => items.len() as u64,
        Ok(serde_json::Value::Null) | Err(_) => 0,
        Ok(_) => 1,
    }
}
