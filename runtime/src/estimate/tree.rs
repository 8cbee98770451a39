//! An estimate for people: a line for every rate and step, and a sentence about how far to trust it.

use std::fmt::{self, Write};

use super::{Estimate, Line, PriceSource, Total};
use crate::Exact;
use crate::spec::ModelSpec;

/// An estimate drawn as a tree; see [`Estimate::tree`].
pub struct Tree<'a> {
    estimate: &'a Estimate,
    spec: &'a ModelSpec,
}

impl Estimate {
    /// The breakdown for people, drawn as a tree under the name of the model.
    #[must_use]
    pub const fn tree<'a>(&'a self, spec: &'a ModelSpec) -> Tree<'a> {
        Tree { estimate: self, spec }
    }
}

/// The total in one line: `$0.264, 264 credits`.
impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = Money(self.currency.as_deref().unwrap_or_default());
        f.write_str(&money.total(&self.total))?;
        match self.credits {
            Some((lower, upper)) if lower == upper => write!(f, ", {lower} credits"),
            Some((lower, upper)) => write!(f, ", {lower} to {upper} credits"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " {} · {}", self.spec.id, self.spec.provider.id)?;
        if let Some(prices) = &self.estimate.prices {
            write!(f, "   {}", price_list(prices))?;
        }
        f.write_char('\n')?;
        draw(f, &self.rows())?;
        let mut notes = vec![("estimate", trust(self.estimate))];
        notes.extend(list("assumes", &self.estimate.assumes, "which the provider measures itself"));
        notes.extend(list("needs", &self.estimate.needs, "which nobody gave"));
        notes.iter().try_for_each(|(name, text)| writeln!(f, " {name:<9} {text}"))
    }
}

/// Name, value and where it comes from.
type Row = [String; 3];

impl Tree<'_> {
    fn rows(&self) -> Vec<Row> {
        let estimate = self.estimate;
        let money = Money(estimate.currency.as_deref().unwrap_or_default());
        let mut rows: Vec<Row> = estimate.lines.iter().map(|line| row(money, line)).collect();
        if !matches!(estimate.total, Total::Exact(_) | Total::Range(..)) {
            rows.push(["total".to_owned(), money.total(&estimate.total), String::new()]);
            let examples = money.examples(&estimate.total);
            rows.extend(examples.map(|examples| [String::new(), examples, String::new()]));
        }
        if let Some((lower, upper)) = estimate.credits {
            let credits = if lower == upper { lower.to_string() } else { format!("{lower} to {upper}") };
            rows.push(["credits".to_owned(), credits, String::new()]);
        }
        rows
    }
}

fn row(money: Money<'_>, line: &Line) -> Row {
    let (lower, upper) = line.quantity;
    let mut value = money.quantity(lower, &line.unit);
    if lower != upper {
        let _ = write!(value, " to {}", money.quantity(upper, &line.unit));
    }
    let source = line.by.as_deref().or(line.cell.as_deref()).unwrap_or_default();
    [line.name.replace('_', " "), value, source.to_owned()]
}

/// Draws the rows in columns; a row without a name continues the one above it.
fn draw(f: &mut fmt::Formatter<'_>, rows: &[Row]) -> fmt::Result {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let names = width(0).unwrap_or(0);
    let described = || rows.iter().filter(|row| !row[2].is_empty());
    let values = described().map(|row| row[1].chars().count()).max().unwrap_or(0);
    let last = rows.iter().rposition(|row| !row[0].is_empty());
    for (index, [name, value, source]) in rows.iter().enumerate() {
        let branch = match (name.is_empty(), Some(index) == last) {
            (true, _) => "   ",
            (false, true) => "└─ ",
            (false, false) => "├─ ",
        };
        let line = format!(" {branch}{name:<names$}   {value:<values$}   {source}");
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

fn price_list(prices: &PriceSource) -> String {
    let sure = match &*prices.confidence {
        "second_hand" => "second-hand",
        "caller" => "given by the caller",
        other => other,
    };
    let read = if prices.read.is_empty() { "without a date" } else { &prices.read };
    format!("price list {read}, {sure}")
}

/// How far the figure can be trusted.
fn trust(estimate: &Estimate) -> String {
    match &estimate.total {
        Total::Exact(_) if estimate.assumes.is_empty() => "exact".to_owned(),
        Total::Exact(_) => "exact if the provider's own measurement agrees; it decides".to_owned(),
        Total::Range(..) => "a range: the total lies between the two amounts".to_owned(),
        Total::Rate { .. } => "unknown: not counted as zero".to_owned(),
        Total::Unknown(why) => format!("unknown, not counted as zero: {}", why.sentence()),
    }
}

fn list(name: &'static str, names: &[std::borrow::Cow<'static, str>], what: &str) -> Option<(&'static str, String)> {
    (!names.is_empty()).then(|| (name, format!("{}, {what}", names.join(", "))))
}

/// Writes amounts of a currency.
#[derive(Clone, Copy)]
struct Money<'a>(&'a str);

impl Money<'_> {
    /// `$0.44`: the shortest decimal, with two places at least.
    fn amount(self, amount: Exact) -> String {
        let text = amount.to_string();
        let (sign, text) = text.strip_prefix('-').map_or(("", &*text), |text| ("-", text));
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        let padding = if text.contains('/') { "" } else { [".00", "0"].get(places).copied().unwrap_or_default() };
        match self.0 {
            "USD" => format!("{sign}${text}{padding}"),
            "EUR" => format!("{sign}€{text}{padding}"),
            other => format!("{sign}{text}{padding} {other}").trim_end().to_owned(),
        }
    }

    /// An amount, an amount for a unit, or a quantity.
    fn quantity(self, quantity: Exact, unit: &str) -> String {
        match unit.strip_prefix(self.0).filter(|_| !self.0.is_empty()) {
            Some("") => self.amount(quantity),
            Some(per) if per.starts_with('/') => format!("{} {per}", self.amount(quantity)),
            _ => format!("{quantity} {unit}").trim_end().to_owned(),
        }
    }

    fn total(self, total: &Total) -> String {
        match total {
            Total::Exact(total) => self.amount(*total),
            Total::Range(lower, upper) => format!("{} to {}", self.amount(*lower), self.amount(*upper)),
            Total::Rate { amount, fixed, per, rounded, unit, measure } => {
                let fixed = if fixed.is_zero() { String::new() } else { format!("{} + ", self.amount(*fixed)) };
                let started = if *rounded { "started " } else { "" };
                let step = step_word(*per, unit);
                format!("depends on {measure}: {fixed}{} per {started}{step}", self.amount(*amount))
            }
            Total::Unknown(_) => "unknown".to_owned(),
        }
    }

    /// `at 10 s $0.44 · 30 s $1.32 · 60 s $2.64`, further out where a step costs less than a cent.
    fn examples(self, total: &Total) -> Option<String> {
        const CENT: Exact = Exact::decimal("0.01").expect("a decimal");
        let Total::Rate { amount, per, unit, .. } = total else { return None };
        let mut scale = per.ceil();
        while amount.mul(scale)?.mul(Exact::integer(10))?.div(*per)? < CENT && scale < Exact::integer(1_000_000_000) {
            scale = scale.mul(Exact::integer(10))?;
        }
        let at = |times: i128| {
            let quantity = scale.mul(Exact::integer(times))?;
            Some(format!("{quantity} {unit} {}", self.amount(total.at(quantity)?)))
        };
        Some(format!("at {}", [at(10)?, at(30)?, at(60)?].join(" · ")))
    }
}

/// The width of a step in words: `second`, `minute`, `60 tokens`.
fn step_word(per: Exact, unit: &str) -> String {
    match (per.to_integer(), unit) {
        (Some(1), "s") => "second".to_owned(),
        (Some(60), "s") | (Some(1), "min") => "minute".to_owned(),
        (Some(3600), "s") | (Some(60), "min") | (Some(1), "h") => "hour".to_owned(),
        (Some(1), unit) => unit.to_owned(),
        (_, unit) => format!("{per} {unit}"),
    }
}
