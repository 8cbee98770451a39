//! From an evaluated formula to an estimate: the total, the lines, and what they rest on.

use std::borrow::Cow;

use super::Rates;
use super::bill::Bill;
use crate::estimate::{Estimate, Line, PriceSource, Total, Why};
use crate::eval::{Content, Linear, Number, Reads, Value};
use crate::spec::{Formula, ModelSpec, Op};
use crate::{Exact, Measures, Resolved};

/// The estimate of a formula.
pub(super) fn estimate(
    spec: &ModelSpec,
    formula: &Formula,
    resolved: &Resolved<'_>,
    measures: &Measures,
    rates: &Rates,
) -> Estimate {
    let mut bill = Bill::new(spec, formula, resolved, measures, rates);
    let total = bill.evaluate();
    let credits = bill.credits();
    let reads = credits.as_ref().map_or(total.reads, |credits| credits.reads.and(total.reads));
    let (assumes, needs) = measures_read(formula, measures, reads);
    let figure = number(&total);
    Estimate {
        total: figure_or_reason(formula, &total, needs.len()),
        currency: Some(formula.currency.clone()),
        credits: figure.and(credits.as_ref()).and_then(whole),
        needs,
        assumes,
        lines: lines(formula, &bill),
        prices: Some(replaced_source(formula, rates, &bill, reads).unwrap_or_else(|| source(formula))),
        report: None,
        reserve: figure.map(|figure| reserve(spec, figure, credits.as_ref().and_then(number))),
    }
}

/// An estimate that says only where its prices would come from.
pub(super) fn without_figure(formula: &Formula, why: Why) -> Estimate {
    let currency = Some(formula.currency.clone());
    Estimate { currency, prices: Some(source(formula)), ..Estimate::unknown(why) }
}

fn number<'v>(value: &'v Value<'_>) -> Option<&'v Number> {
    match &value.content {
        Content::Number(number) => Some(number),
        _ => None,
    }
}

/// Credits are whole; a formula that gives parts of one has no figure.
fn whole(credits: &Value<'_>) -> Option<(i128, i128)> {
    let number = number(credits)?;
    Some((number.lo().to_integer()?, number.hi().to_integer()?))
}

fn figure_or_reason(formula: &Formula, total: &Value<'_>, needed: usize) -> Total {
    match &total.content {
        Content::Number(number) => match number.to_point() {
            Some(total) => Total::Exact(total),
            None => Total::Range(number.lo(), number.hi()),
        },
        Content::Linear(linear) if needed == 1 => rate(formula, linear).unwrap_or(Total::Unknown(Why::NeedsMeasure)),
        Content::Linear(_) => Total::Unknown(Why::NeedsMeasure),
        Content::Missing(why) => Total::Unknown(*why),
        Content::Truth(_) | Content::Text(_) | Content::OneOf(_) | Content::Large(_) => Total::Unknown(Why::Overflow),
    }
}

/// A total for each step of a measure, when decimals can say it.
fn rate(formula: &Formula, linear: &Linear) -> Option<Total> {
    let measure = formula.measures.get(usize::from(linear.measure))?;
    [linear.amount, linear.fixed, linear.per].iter().all(|number| number.terminates()).then(|| Total::Rate {
        amount: linear.amount,
        fixed: linear.fixed,
        per: linear.per,
        rounded: linear.rounded,
        unit: measure.unit.clone(),
        measure: measure.name.clone(),
    })
}

/// Of the measures that were read, those that the provider measures itself although the caller gave them, and those that
/// nobody gave. Sorted.
fn measures_read(
    formula: &Formula,
    measures: &Measures,
    reads: Reads,
) -> (Vec<Cow<'static, str>>, Vec<Cow<'static, str>>) {
    let (mut assumes, mut needs) = (Vec::new(), Vec::new());
    for (index, measure) in (0..).zip(formula.measures.iter()) {
        if !reads.has_measure(index) {
            continue;
        }
        if measures.of(measure).is_none() {
            needs.push(measure.name.clone());
        } else if measure.by_provider {
            assumes.push(measure.name.clone());
        }
    }
    assumes.sort_unstable();
    needs.sort_unstable();
    (assumes, needs)
}

/// Every rate that was read, before the step that reads it first, and every step up to the total. What has no figure is left out.
fn lines(formula: &Formula, bill: &Bill<'_>) -> Vec<Line> {
    let steps = formula.steps.iter().take(usize::from(formula.total) + 1);
    let mut lines = Vec::with_capacity(steps.len() + formula.rates.len());
    let mut listed = 0;
    for (index, step) in (0..).zip(steps) {
        let Some(value) = bill.step_value(index) else { continue };
        for op in step.program.iter() {
            let Op::Rate(rate) = *op else { continue };
            let bit = Reads::bit(rate).unwrap_or(0);
            if value.reads.rates & bit & !listed != 0 {
                listed |= bit;
                lines.extend(rate_line(formula, bill, rate));
            }
        }
        if let Some(number) = number(value) {
            lines.push(Line {
                name: step.name.clone(),
                quantity: (number.lo(), number.hi()),
                unit: step.unit.clone(),
                by: Some(step.text.clone()),
                cell: None,
            });
        }
    }
    lines
}

fn rate_line(formula: &Formula, bill: &Bill<'_>, index: u16) -> Option<Line> {
    let (rate, read) = (formula.rates.get(usize::from(index))?, bill.rate_read(index)?);
    let number = number(&read.value)?;
    Some(Line {
        name: rate.name.clone(),
        quantity: (number.lo(), number.hi()),
        unit: rate.unit.clone(),
        by: None,
        cell: read.cell.and_then(|cell| match &*cell.keys {
            [] => None,
            [key] => Some(key.clone()),
            keys => Some(keys.join("/").into()),
        }),
    })
}

/// Where the spec has its prices from.
fn source(formula: &Formula) -> PriceSource {
    PriceSource { read: formula.read.clone(), confidence: formula.confidence.as_str().into() }
}

/// The caller's price list, when it gave one of the prices that were read.
fn replaced_source(formula: &Formula, rates: &Rates, bill: &Bill<'_>, reads: Reads) -> Option<PriceSource> {
    let day = rates.read?;
    let replaced = |index| reads.has_rate(index) && bill.rate_read(index).is_some_and(|read| read.replaced);
    let any = (0..).zip(formula.rates.iter()).any(|(index, _)| replaced(index));
    any.then(|| PriceSource { read: day.to_string().into(), confidence: "caller".into() })
}

/// What a reservation takes: enough for the total and for the credits that it rounds up to, by the published formula and by
/// the same formula in doubles, since a provider may compute so.
fn reserve(spec: &ModelSpec, total: &Number, credits: Option<&Number>) -> Exact {
    let in_doubles = |number: &Number| {
        let exact = number.hi();
        let double = number.double();
        if double > exact.to_f64() { Exact::from_f64(double).unwrap_or(exact) } else { exact }
    };
    let of_credits = credits.zip(spec.provider.credit).and_then(|(credits, credit)| in_doubles(credits).mul(credit));
    in_doubles(total).max(of_credits.unwrap_or(total.hi()))
}
