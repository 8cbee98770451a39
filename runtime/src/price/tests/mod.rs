//! Prices by hand-built specs. Formulas are written in postfix order (`m0 1 ceil r0 *`), so that nothing here depends on the
//! parser of expressions, and expected figures come from whole-number arithmetic of their own.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod budget;
mod figures;
mod kinds;
mod lazy;
mod rates;
mod shown;

use std::borrow::Cow;

use super::Rates;
use crate::spec::{
    Billing, Cell, Confidence, Credits, Field, Formula, Group, GroupCase, Kind, Measure, ModelSpec, Object, Op, Price,
    ProviderSpec, Rate, ResultFacts, Shared, Step, UrlRange,
};
use crate::{Estimate, Exact, Measures, Resolved, SlotContent, SlotValue, Total, Why};

/// A decimal.
fn dec(text: &str) -> Exact {
    Exact::decimal(text).unwrap_or_else(|| panic!("{text} is a decimal"))
}

/// A program from its words in postfix order.
fn program(words: &str) -> Vec<Op> {
    words.split_whitespace().map(op).collect()
}

fn op(word: &str) -> Op {
    let index = || word[1..].parse().unwrap();
    match word {
        "+" => Op::Add,
        "-" => Op::Sub,
        "*" => Op::Mul,
        "/" => Op::Div,
        "ceil" => Op::Ceil,
        "floor" => Op::Floor,
        "round" => Op::Round,
        "min" => Op::Min(2),
        "max" => Op::Max(2),
        "if" => Op::If,
        "between" => Op::Between,
        "<=" => Op::Le,
        "<" => Op::Lt,
        "==" => Op::Eq,
        "in2" => Op::In(2),
        "and" => Op::And,
        "true" => Op::Bool(true),
        _ if word.starts_with('s') => Op::Slot(index()),
        _ if word.starts_with('m') => Op::Measure(index()),
        _ if word.starts_with('r') => Op::Rate(index()),
        _ if word.starts_with('p') => Op::Step(index()),
        _ if word.starts_with('g') => Op::Group(index()),
        _ if word.starts_with('"') => Op::Text(Cow::Owned(word.trim_matches('"').to_owned())),
        _ => Op::Number(dec(word)),
    }
}

/// A price from its text: a decimal, `unpublished`, or `LOW..HIGH`.
fn price(text: &str) -> Price {
    match text.split_once("..") {
        Some((low, high)) => Price::Between(dec(low), dec(high)),
        None if text == "unpublished" => Price::Unpublished,
        None => Price::Amount(dec(text)),
    }
}

/// A formula under construction.
#[derive(Clone)]
struct Sheet(Formula);

impl Sheet {
    fn new() -> Self {
        Self(Formula {
            doc: "".into(),
            currency: "USD".into(),
            measures: Cow::default(),
            groups: Cow::default(),
            rates: Cow::default(),
            steps: Cow::default(),
            total: 0,
            credits: None,
            read: "2026-07-28".into(),
            confidence: Confidence::SecondHand,
            source: 0,
        })
    }

    /// A measure that the provider measures itself.
    fn measure(mut self, name: &'static str, unit: &'static str) -> Self {
        self.0.measures.to_mut().push(Measure {
            name: name.into(),
            unit: unit.into(),
            of: "".into(),
            fact: "".into(),
            doc: "".into(),
            by_provider: true,
            after_run: false,
        });
        self
    }

    fn group(mut self, name: &'static str, cases: &[(&'static str, &str)]) -> Self {
        let cases = cases.iter().map(|(key, when)| GroupCase { key: (*key).into(), when: program(when).into() });
        self.0.groups.to_mut().push(Group { name: name.into(), cases: cases.collect() });
        self
    }

    /// A rate: one program for each dimension, and cells as keys with `/` between them.
    fn rate(mut self, name: &'static str, by: &[&str], cells: &[(&'static str, &str)]) -> Self {
        let cell = |(keys, text): &(&'static str, &str)| Cell {
            keys: keys.split('/').filter(|key| !key.is_empty()).map(Cow::Borrowed).collect(),
            price: price(text),
        };
        self.0.rates.to_mut().push(Rate {
            name: name.into(),
            unit: "USD/s".into(),
            by: by.iter().map(|words| Cow::Owned(program(words))).collect(),
            cells: cells.iter().map(cell).collect(),
        });
        self
    }

    /// A step; the last one is the total.
    fn step(mut self, name: &'static str, unit: &'static str, formula: &'static str) -> Self {
        self.0.total = u16::try_from(self.0.steps.len()).unwrap();
        let step =
            Step { name: name.into(), unit: unit.into(), text: formula.into(), program: program(formula).into() };
        self.0.steps.to_mut().push(step);
        self
    }

    /// Credits of a thousandth each, of the step that is the total.
    fn credits(mut self) -> Self {
        let words = format!("p{} 0.001 / 1 ceil", self.0.total);
        self.0.credits = Some(Credits { text: "ceil(bill / credit)".into(), program: program(&words).into() });
        self
    }

    fn spec(&self) -> ModelSpec {
        model(Billing::Formula(self.0.clone()))
    }
}

/// A model that has nothing but a price and a parameter for a file.
fn model(billing: Billing) -> ModelSpec {
    let none = Cow::Borrowed("");
    let provider =
        ProviderSpec { credit: Some(dec("0.001")), ..ProviderSpec::new("acme").origin("https://acme.example") };
    let clip = Field::new("clip", Kind::Url(UrlRange::new(&[], true)));
    ModelSpec {
        provider: Shared::new(provider),
        id: "lens".into(),
        title: none.clone(),
        summary: none.clone(),
        about: none.clone(),
        family: none.clone(),
        output: none.clone(),
        endpoint: none.clone(),
        ways: Cow::default(),
        takes: None,
        model_member: none.clone(),
        body: Object { fields: vec![clip].into(), slots: Cow::default(), rules: Cow::default(), ..Object::new(&[]) },
        result: ResultFacts { duration_as: none.clone(), files: none.clone(), doc: none },
        billing,
        errors: Cow::default(),
        examples: Cow::default(),
        tips: Cow::default(),
        limits: Cow::default(),
        links: Cow::default(),
        sources: Cow::default(),
    }
}

/// A request, by its slots: decimals, `true`, `false`, texts in quotes, `-` for a parameter that is absent without default.
fn request(slots: &'static str) -> Resolved<'static> {
    let content = |word: &'static str| match word {
        "-" => SlotContent::Nothing,
        "true" | "false" => SlotContent::Bool(word == "true"),
        _ if word.starts_with('"') => SlotContent::Text(word.trim_matches('"').into()),
        _ => SlotContent::Number(dec(word)),
    };
    let slots = slots.split_whitespace().map(content).map(|value| SlotValue { value, present: true });
    Resolved { slots: slots.collect() }
}

/// Measures, as `name=value` or `name=min..max`.
fn measures(words: &str) -> Measures {
    let mut measures = Measures::new();
    for word in words.split_whitespace() {
        let (name, value) = word.split_once('=').unwrap();
        let (min, max) = value.split_once("..").unwrap_or((value, value));
        measures.range(name, dec(min), dec(max)).unwrap();
    }
    measures
}

fn estimate(sheet: &Sheet, slots: &'static str, given: &str) -> Estimate {
    sheet.spec().estimate(&request(slots), &measures(given), &Rates::published())
}

/// A clip billed by the started second and a tier: the shape of the commonest published price.
fn per_second_and_tier() -> Sheet {
    Sheet::new()
        .measure("source_seconds", "s")
        .group("tier", &[("1x2x", "s0 \"1\" \"2\" in2"), ("4x", "s0 \"4\" ==")])
        .rate("per_second", &["g0"], &[("1x2x", "0.044"), ("4x", "0.077")])
        .step("billable_seconds", "s", "m0 1 ceil")
        .step("bill", "USD", "r0 p0 *")
        .credits()
}

/// Asserts an exact total and its credits.
#[track_caller]
fn costs(estimate: &Estimate, total: &str, credits: i128) {
    assert_eq!(estimate.total, Total::Exact(dec(total)));
    assert_eq!(estimate.credits, Some((credits, credits)));
}

#[track_caller]
fn is_unknown(estimate: &Estimate, why: Why) {
    assert_eq!(estimate.total, Total::Unknown(why));
    assert_eq!((estimate.credits, estimate.reserve), (None, None));
}
