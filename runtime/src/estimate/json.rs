//! An estimate as the machine interface writes it.

use serde::{Serialize, Serializer};

use super::{Estimate, Line, PriceSource, Total};
use crate::{Exact, Violation};

/// The members in the order of the interface; all of them always there.
#[derive(Serialize)]
struct Members<'a> {
    kind: &'static str,
    total: Option<Exact>,
    min: Option<Exact>,
    max: Option<Exact>,
    currency: Option<&'a str>,
    credits: Option<i128>,
    credits_min: Option<i128>,
    credits_max: Option<i128>,
    rate: Option<RateMembers<'a>>,
    why: Option<&'static str>,
    needs: &'a [std::borrow::Cow<'static, str>],
    assumes: &'a [std::borrow::Cow<'static, str>],
    lines: Vec<LineMembers<'a>>,
    prices: Option<&'a PriceSource>,
    violations: &'a [Violation],
}

#[derive(Serialize)]
struct RateMembers<'a> {
    amount: Exact,
    fixed: Exact,
    per: Exact,
    unit: &'a str,
    measure: &'a str,
    rounded: bool,
}

#[derive(Serialize)]
struct LineMembers<'a> {
    name: &'a str,
    quantity: Exact,
    unit: &'a str,
    by: Option<&'a str>,
    cell: Option<&'a str>,
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (min, max) = match self.total {
            Total::Exact(total) => (Some(total), Some(total)),
            Total::Range(min, max) => (Some(min), Some(max)),
            Total::Rate { .. } | Total::Unknown(_) => (None, None),
        };
        let exact = matches!(self.total, Total::Exact(_));
        Members {
            kind: self.total.kind(),
            total: min.filter(|_| exact),
            min,
            max,
            currency: self.currency.as_deref(),
            credits: self.credits.filter(|_| exact).map(|(credits, _)| credits),
            credits_min: self.credits.map(|(min, _)| min),
            credits_max: self.credits.map(|(_, max)| max),
            rate: rate(&self.total),
            why: if let Total::Unknown(why) = self.total { Some(why.as_str()) } else { None },
            needs: &self.needs,
            assumes: &self.assumes,
            lines: self.lines.iter().filter_map(line).collect(),
            prices: self.prices.as_ref(),
            violations: self.report.as_ref().map_or(&[], |report| &report.violations),
        }
        .serialize(serializer)
    }
}

fn rate(total: &Total) -> Option<RateMembers<'_>> {
    match total {
        Total::Rate { amount, fixed, per, rounded, unit, measure } => {
            Some(RateMembers { amount: *amount, fixed: *fixed, per: *per, unit, measure, rounded: *rounded })
        }
        _ => None,
    }
}

/// A line, unless its value is known only between two ends, which the interface has no place for.
fn line(line: &Line) -> Option<LineMembers<'_>> {
    let (lower, upper) = line.quantity;
    (lower == upper).then(|| LineMembers {
        name: &line.name,
        quantity: lower,
        unit: &line.unit,
        by: line.by.as_deref(),
        cell: line.cell.as_deref(),
    })
}

impl Serialize for PriceSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Members<'a> {
            read: &'a str,
            confidence: &'a str,
        }
        Members { read: &self.read, confidence: &self.confidence }.serialize(serializer)
    }
}
