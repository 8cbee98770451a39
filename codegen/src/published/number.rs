//! Numbers: the strictest bound at each end, written as a spec can state it.

use std::cmp::Ordering;

use nameplate::Exact;

use super::reader::{Reader, Type, excerpt};
use super::shape::{Bounds, Kind, Remark};
use super::tree::Value;
use super::view::{Keyword, View};
use crate::yaml::Number;

const KEYWORDS: [&str; 6] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"];
/// Widths of numbers, which limit no JSON.
const WIDTHS: [&str; 6] = ["int32", "int64", "uint32", "uint64", "float", "double"];

/// A bound, and whether it belongs to the range.
#[derive(Clone, Debug)]
struct End {
    pointer: String,
    value: Number,
    included: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn number(&mut self, view: &View<'d>, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
        self.number_leftovers(view, remarks);
        let low = strictest(view, "minimum", "exclusiveMinimum", Ordering::Greater, remarks);
        let high = strictest(view, "maximum", "exclusiveMaximum", Ordering::Less, remarks);
        let mut bounds = Bounds { multiple_of: multiple(view, remarks), ..Bounds::default() };
        let mut end = |end: Option<End>| {
            let End { pointer, value, included } = end?;
            Some((survivor(&value.text, &pointer, remarks)?, included))
        };
        let (low, high) = (end(low), end(high));
        match low {
            Some((value, true)) => bounds.min = Some(value),
            Some((value, false)) => bounds.above = Some(value),
            None => {}
        }
        match high {
            Some((value, true)) => bounds.max = Some(value),
            Some((value, false)) => bounds.below = Some(value),
            None => {}
        }
        let ends = |first: &Option<Number>, second: &Option<Number>| first.clone().or_else(|| second.clone());
        if let (Some(low), Some(high)) = (ends(&bounds.min, &bounds.above), ends(&bounds.max, &bounds.below))
            && (low.exact() > high.exact() || (low == high && (bounds.above.is_some() || bounds.below.is_some())))
        {
            return Err(Remark::limit(view.pointer(), "no number is between its bounds"));
        }
        Ok(Kind::Number(bounds))
    }

    pub(super) fn integer(&mut self, view: &View<'d>, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
        self.number_leftovers(view, remarks);
        let low = strictest(view, "minimum", "exclusiveMinimum", Ordering::Greater, remarks);
        let high = strictest(view, "maximum", "exclusiveMaximum", Ordering::Less, remarks);
        let (least, most) = (low.as_ref().map(|end| whole(end, true)), high.as_ref().map(|end| whole(end, false)));
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            return Err(Remark::limit(view.pointer(), "no whole number is between its bounds"));
        }
        let signed = (i128::from(i64::MIN), i128::from(i64::MAX));
        let unsigned = least.is_some_and(|least| least >= 0) && most.is_some_and(|most| most > signed.1);
        let carrier = if unsigned { (0, i128::from(u64::MAX)) } else { signed };
        if least.is_some_and(|least| least > carrier.1) || most.is_some_and(|most| most < carrier.0) {
            return Err(Remark::limit(view.pointer(), "its whole numbers do not fit in 64 bits"));
        }
        // A bound at or beyond the carrier's needs no words, and could not be said: no double is that number.
        let mut bound = |end: Option<End>, value: Option<i128>| {
            let value = value.filter(|value| carrier.0 < *value && *value < carrier.1)?;
            survivor(&value.to_string(), &end?.pointer, remarks)
        };
        let (min, max) = (bound(low, least), bound(high, most));
        let step = multiple(view, remarks).filter(|step| {
            let is_whole = step.to_i128().is_some();
            if !is_whole {
                remarks.push(Remark::limit(view.pointer(), format!("a whole number that is a multiple of {step}")));
            }
            is_whole && step.exact() != Exact::ONE
        });
        Ok(Kind::Integer(Bounds { min, max, multiple_of: step, unsigned, ..Bounds::default() }))
    }

    fn number_leftovers(&mut self, view: &View<'d>, remarks: &mut Vec<Remark>) {
        self.leftovers(view, Type::Number, &KEYWORDS, remarks);
        for Keyword { pointer, value, .. } in view.all("format") {
            if !value.as_text().is_some_and(|format| WIDTHS.contains(&format)) {
                remarks
                    .push(Remark::note(pointer, format!("the format `{}` of a number limits nothing", excerpt(value))));
            }
        }
    }
}

/// The strictest bound of an end. `stricter` is how the strictest one compares with the others.
fn strictest(view: &View<'_>, at: &str, beyond: &str, stricter: Ordering, remarks: &mut Vec<Remark>) -> Option<End> {
    let mut found: Option<End> = None;
    for part in &view.parts {
        let get = |name: &str| part.keywords.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        // Draft 4 and OpenAPI 3.0 say `exclusiveMinimum: true` beside `minimum`.
        let excluded = get(beyond) == Some(&Value::Bool(true));
        let ends = [(at, !excluded), (beyond, false)];
        for (name, included) in ends {
            let Some(value) = get(name).filter(|value| !matches!(value, Value::Bool(_))) else { continue };
            let pointer = super::tree::join(&part.pointer, name);
            let Some(end) = stated(value, &pointer, remarks).map(|value| End { pointer, value, included }) else {
                continue;
            };
            let replaces = found.as_ref().is_none_or(|found| match end.value.exact().cmp(&found.value.exact()) {
                Ordering::Equal => !end.included,
                order => order == stricter,
            });
            if replaces {
                found = Some(end);
            }
        }
    }
    found
}

/// A bound as a spec can state it.
fn stated(value: &Value, pointer: &str, remarks: &mut Vec<Remark>) -> Option<Number> {
    match value {
        Value::Number(text) => Number::parse(text).ok().or_else(|| {
            remarks.push(too_long(text, pointer));
            None
        }),
        other => {
            remarks.push(Remark::limit(pointer, format!("`{}` is no number", excerpt(other))));
            None
        }
    }
}

/// A number that is the same as an IEEE double, which is what requests carry; the double's own number else.
pub(super) fn survivor(text: &str, pointer: &str, remarks: &mut Vec<Remark>) -> Option<Number> {
    let number = Number::parse(text).ok().and_then(|number| {
        if number.survives_double() {
            return Some(number);
        }
        let nearest = Number::parse(&number.to_f64().to_string()).ok()?;
        remarks.push(Remark::limit(
            pointer,
            format!("{number} is {nearest} as an IEEE double, which is what requests carry"),
        ));
        nearest.survives_double().then_some(nearest)
    });
    if number.is_none() {
        remarks.push(too_long(text, pointer));
    }
    number
}

fn too_long(text: &str, pointer: &str) -> Remark {
    let text: String = text.chars().take(40).collect();
    Remark::limit(pointer, format!("the number {text} has more digits than a spec can state"))
}

/// The whole number at or behind a bound.
fn whole(end: &End, is_low: bool) -> i128 {
    let exact = end.value.exact();
    let rounded = if is_low { exact.ceil() } else { exact.floor() };
    let value = rounded.to_integer().unwrap_or(0);
    let is_bound = rounded == exact;
    match (is_low, end.included || !is_bound) {
        (_, true) => value,
        (true, false) => value.saturating_add(1),
        (false, false) => value.saturating_sub(1),
    }
}

/// The step of a number. Several steps have no key.
fn multiple(view: &View<'_>, remarks: &mut Vec<Remark>) -> Option<Number> {
    let mut found: Option<Number> = None;
    for Keyword { pointer, value, .. } in view.all("multipleOf") {
        let step = stated(value, &pointer, remarks).and_then(|step| survivor(&step.text, &pointer, remarks));
        let Some(step) = step else { continue };
        match &found {
            _ if step.exact() <= Exact::ZERO => {
                remarks.push(Remark::limit(pointer, format!("nothing is a multiple of {step}")));
            }
            None => found = Some(step),
            Some(first) if *first == step => {}
            Some(_) => {
                remarks.push(Remark::limit(pointer, format!("no key of a spec says a second `multipleOf: {step}`")));
            }
        }
    }
    found
}
