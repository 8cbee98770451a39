//! What a formula reads: measures, groups, rates and earlier steps.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Rates;
use super::rates::{ModelRates, Replaced};
use crate::eval::{Content, Linear, Number, Reads, Tables, Value, quick, run};
use crate::spec::{Cell, Formula, Measure, ModelSpec, Op, Price};
use crate::{Measured, Measures, Resolved, SlotContent, Why};

/// A formula while it is evaluated for one request. Rates are looked up when a step reads them, once.
pub(super) struct Bill<'a> {
    facts: Facts<'a>,
    replaced: Option<&'a ModelRates>,
    rates: SmallVec<[Option<RateRead<'a>>; 2]>,
    steps: SmallVec<[Value<'a>; 4]>,
}

/// A rate that was looked up.
pub(super) struct RateRead<'a> {
    /// The price.
    pub(super) value: Value<'a>,
    /// The cell, when it is only one.
    pub(super) cell: Option<&'a Cell>,
    /// Whether the caller's rates gave the price.
    pub(super) replaced: bool,
}

impl<'a> Bill<'a> {
    pub(super) fn new(
        spec: &'a ModelSpec,
        formula: &'a Formula,
        resolved: &'a Resolved<'_>,
        measures: &'a Measures,
        rates: &'a Rates,
    ) -> Self {
        let mut read = SmallVec::new();
        read.resize_with(formula.rates.len(), || None);
        let facts = Facts { formula, resolved, measures, free: None };
        Self { facts, replaced: rates.of(spec), rates: read, steps: SmallVec::new() }
    }

    /// Lets a measure have this value, whatever was given.
    pub(super) fn set_measure(&mut self, index: u16, value: Number) {
        self.facts.free = Some((index, value));
    }

    /// Evaluates every step in order, and gives the value of the total.
    pub(super) fn evaluate(&mut self) -> Value<'a> {
        for step in self.facts.formula.steps.iter() {
            let value = run(&step.program, &self.facts.resolved.slots, self);
            self.steps.push(value);
        }
        self.step(self.facts.formula.total)
    }

    /// The value of a step.
    pub(super) fn step_value(&self, index: u16) -> Option<&Value<'a>> {
        self.steps.get(usize::from(index))
    }

    /// The total in credits.
    pub(super) fn credits(&mut self) -> Option<Value<'a>> {
        let credits = self.facts.formula.credits.as_ref()?;
        Some(run(&credits.program, &self.facts.resolved.slots, self))
    }

    /// A rate as it was looked up.
    pub(super) fn rate_read(&self, index: u16) -> Option<&RateRead<'a>> {
        self.rates.get(usize::from(index))?.as_ref()
    }

    fn look_up(&self, index: u16) -> Option<RateRead<'a>> {
        let rate = self.facts.formula.rates.get(usize::from(index))?;
        let mut keys = Keys(&self.facts);
        let mut reads = Reads { rates: Reads::bit(index)?, ..Reads::default() };
        let mut wanted: SmallVec<[Key<'a>; 4]> = SmallVec::new();
        for program in rate.by.iter() {
            let value = run(program, &self.facts.resolved.slots, &mut keys);
            reads = reads.and(value.reads);
            match Key::of(value.content) {
                Ok(key) => wanted.push(key),
                Err(why) => return Some(RateRead::missing(why, reads)),
            }
        }
        let replaced = self.replaced.and_then(|rates| rates.get(&*rate.name));
        let mut found: Option<RateRead<'a>> = None;
        for cell in rate.cells.iter().filter(|cell| fits(cell, &wanted)) {
            let read = RateRead::of(cell, replaced.map(Vec::as_slice), reads);
            found = Some(match found {
                None => read,
                Some(earlier) => earlier.or(&read),
            });
        }
        Some(found.unwrap_or_else(|| RateRead::missing(Why::Unpublished, reads)))
    }
}

impl<'a> Tables<'a> for Bill<'a> {
    fn measure(&mut self, index: u16) -> Value<'a> {
        (&self.facts).measure(index)
    }

    fn group(&mut self, index: u16) -> Value<'a> {
        Keys(&self.facts).group(index)
    }

    fn rate(&mut self, index: u16) -> Value<'a> {
        if let Some(read) = self.rate_read(index) {
            return read.value.clone();
        }
        let Some(read) = self.look_up(index) else { return Value::missing(Why::Overflow) };
        let value = read.value.clone();
        if let Some(place) = self.rates.get_mut(usize::from(index)) {
            *place = Some(read);
        }
        value
    }

    fn step(&mut self, index: u16) -> Value<'a> {
        self.step_value(index).cloned().unwrap_or_else(|| Value::missing(Why::Overflow))
    }
}

/// What the conditions of groups read: the request and its measures.
struct Facts<'a> {
    formula: &'a Formula,
    resolved: &'a Resolved<'a>,
    measures: &'a Measures,
    /// A measure that has this value, whatever was given.
    free: Option<(u16, Number)>,
}

impl<'a> Facts<'a> {
    fn content(&self, index: u16, measure: &Measure) -> Content<'a> {
        match (&self.free, self.measures.of(measure)) {
            (Some((free, number)), _) if *free == index => Content::Number(number.clone()),
            (_, Some(Measured::Number { min, max })) => Content::Number(Number::range(*min, *max)),
            (_, Some(Measured::Word(_))) => Content::Missing(Why::BadMeasure),
            (_, None) if measure.after_run => Content::Missing(Why::AfterRun),
            (_, None) => Content::Linear(Box::new(Linear::of(index))),
        }
    }
}

impl<'a> Tables<'a> for &Facts<'a> {
    fn measure(&mut self, index: u16) -> Value<'a> {
        match (self.formula.measures.get(usize::from(index)), Reads::bit(index)) {
            (Some(measure), Some(bit)) => {
                let reads = Reads { measures: bit, ..Reads::default() };
                Value { content: self.content(index, measure), reads }
            }
            _ => Value::missing(Why::Overflow),
        }
    }
}

/// What the keys of rates read: the facts, and groups over them. Neither reads a rate, so nothing goes in circles.
struct Keys<'b, 'a>(&'b Facts<'a>);

impl<'a> Tables<'a> for Keys<'_, 'a> {
    fn measure(&mut self, index: u16) -> Value<'a> {
        self.0.measure(index)
    }

    /// The key of the first case whose condition holds; any of several, where the ranges of measures leave it open which.
    fn group(&mut self, index: u16) -> Value<'a> {
        let Some(group) = self.0.formula.groups.get(usize::from(index)) else { return Value::missing(Why::Overflow) };
        let (mut keys, mut reads) = (Content::Missing(Why::Unpublished), Reads::default());
        let mut open = false;
        for case in group.cases.iter() {
            let condition = self.condition(&case.when);
            reads = reads.and(condition.reads);
            let decided = match condition.content {
                Content::Truth(Some(false)) => continue,
                Content::Truth(truth) => truth.is_some(),
                other => return Value { content: Content::Missing(other.why_not(&Content::Truth(None))), reads },
            };
            let key = Content::Text(&case.key);
            keys = if open { keys.cover(&key) } else { key };
            open = true;
            if decided {
                return Value { content: keys, reads };
            }
        }
        Value { content: Content::Missing(Why::Unpublished), reads }
    }
}

impl<'a> Keys<'_, 'a> {
    /// Nearly all cases ask for the value of one parameter, and then need no stack.
    fn condition(&mut self, when: &'a [Op]) -> Value<'a> {
        let slots = &self.0.resolved.slots;
        let content = |index| match slots.get(usize::from(index)).map(|slot| &slot.value) {
            Some(SlotContent::Text(text)) => SlotContent::Text(Cow::Borrowed(&**text)),
            Some(other) => other.clone(),
            None => SlotContent::Nothing,
        };
        match quick(when, content) {
            Some(truth) => Value::new(Content::Truth(Some(truth))),
            None => run(when, slots, &mut self.0),
        }
    }
}

impl<'a> RateRead<'a> {
    fn missing(why: Why, reads: Reads) -> Self {
        Self { value: Value::missing(why).reading(reads), cell: None, replaced: false }
    }

    /// The price of a cell, or the one that the caller gave in its place.
    fn of(cell: &'a Cell, replaced: Option<&'a [Replaced]>, reads: Reads) -> Self {
        let other = replaced.and_then(|rates| rates.iter().find(|rate| rate.keys.iter().eq(cell.keys.iter())));
        let content = match other.map_or(&cell.price, |other| &other.price) {
            Price::Amount(amount) => Content::Number(Number::point(*amount)),
            Price::Between(low, high) => Content::Number(Number::range(*low, *high)),
            Price::Unpublished => Content::Missing(Why::Unpublished),
        };
        Self { value: Value { content, reads }, cell: Some(cell), replaced: other.is_some() }
    }

    /// The price of either of two cells.
    fn or(&self, other: &Self) -> Self {
        let value = self.value.join(&other.value, Content::cover);
        Self { value, cell: None, replaced: self.replaced || other.replaced }
    }
}

/// The keys that a dimension may have for this request.
enum Key<'a> {
    Text(&'a str),
    OneOf(Vec<&'a str>),
    Number(String),
}

impl<'a> Key<'a> {
    fn of(content: Content<'a>) -> Result<Self, Why> {
        match content {
            Content::Text(text) => Ok(Self::Text(text)),
            Content::OneOf(texts) => Ok(Self::OneOf(texts)),
            Content::Truth(Some(true)) => Ok(Self::Text("true")),
            Content::Truth(Some(false)) => Ok(Self::Text("false")),
            Content::Truth(None) => Ok(Self::OneOf(vec!["true", "false"])),
            Content::Number(number) => match number.to_point() {
                Some(point) => Ok(Self::Number(point.to_string())),
                None => Err(Why::NeedsMeasure),
            },
            Content::Large(_) => Err(Why::Unpublished),
            Content::Linear(_) => Err(Why::NeedsMeasure),
            Content::Missing(why) => Err(why),
        }
    }

    fn is(&self, key: &str) -> bool {
        match self {
            Self::Text(text) => *text == key,
            Self::OneOf(texts) => texts.contains(&key),
            Self::Number(number) => number == key,
        }
    }
}

/// Whether a cell has these keys.
fn fits(cell: &Cell, keys: &[Key<'_>]) -> bool {
    cell.keys.len() == keys.len() && keys.iter().zip(cell.keys.iter()).all(|(wanted, key)| wanted.is(key))
}
