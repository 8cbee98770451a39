//! Prices.

use nameplate::spec::{Billing, Cell, Confidence, Credits, Formula, Group, GroupCase, Measure, Price, Rate, Step};

use super::rule::program;
use super::{Entry, Table, array, owned_list, texts};
use crate::emit::literals;

/// The price of a model as an expression.
pub(super) fn billing(table: &mut Table, billing: &Billing) -> String {
    match billing {
        Billing::Unpublished(why) => format!("Billing::unpublished({})", literals::text(why)),
        Billing::Formula(formula) => format!("Billing::Formula({})", self::formula(table, formula)),
    }
}

fn formula(table: &mut Table, formula: &Formula) -> String {
    let Formula { doc, currency, measures, groups, rates, steps, total, credits, read, confidence, source } = formula;
    let measures = table.list("MEASURES", "Measure", measures, |_, _, item| measure(item));
    let groups = table.list("GROUPS", "Group", groups, |table, _, item| group(table, item));
    let rates = table.list("RATES", "Rate", rates, |table, _, item| rate(table, item));
    let steps = table.list("STEPS", "Step", steps, |_, _, item| step(item));
    Entry::new("Formula", &[&literals::text(currency), &steps, &total.to_string()])
        .list("measures", measures)
        .list("groups", groups)
        .list("rates", rates)
        .option("credits", credits.as_ref().map(self::credits))
        .text("doc", doc)
        .text("read", read)
        .some("confidence", (*confidence != Confidence::Documented).then(|| self::confidence(*confidence)))
        .some("source", (*source != 0).then(|| source.to_string()))
        .end()
}

fn measure(measure: &Measure) -> String {
    let Measure { name, unit, of, fact, doc, by_provider, after_run } = measure;
    Entry::new("Measure", &[&literals::text(name), &literals::text(unit)])
        .text("of", of)
        .text("fact", fact)
        .flag("by_provider", *by_provider)
        .flag("after_run", *after_run)
        .text("doc", doc)
        .end()
}

fn group(table: &mut Table, group: &Group) -> String {
    let Group { name, cases } = group;
    let cases = table.list(&item_name(name, "CASES"), "GroupCase", cases, |_, _, GroupCase { key, when }| {
        Entry::new("GroupCase", &[&literals::text(key), &program(when)]).end()
    });
    Entry::new("Group", &[&literals::text(name), &cases]).end()
}

fn rate(table: &mut Table, rate: &Rate) -> String {
    let Rate { name, unit, by, cells } = rate;
    let cells = table.list(&item_name(name, "CELLS"), "Cell", cells, |_, _, Cell { keys, price }| {
        Entry::new("Cell", &[&texts(keys), &self::price(price)]).end()
    });
    let by = array(by.iter().map(|dimension| owned_list(&program(dimension))));
    let by = if by == "&[]" { by } else { table.constant(&item_name(name, "BY"), "&[Program]", &by) };
    Entry::new("Rate", &[&literals::text(name), &literals::text(unit), &cells]).list("by", by).end()
}

fn price(price: &Price) -> String {
    match price {
        Price::Amount(amount) => format!("Price::Amount({})", literals::exact(*amount)),
        Price::Between(low, high) => {
            format!("Price::Between({}, {})", literals::exact(*low), literals::exact(*high))
        }
        Price::Unpublished => "Price::Unpublished".to_owned(),
    }
}

fn step(step: &Step) -> String {
    let Step { name, unit, text, program: ops } = step;
    let (name, unit, text) = (literals::text(name), literals::text(unit), literals::text(text));
    Entry::new("Step", &[&name, &unit, &text, &program(ops)]).end()
}

fn credits(credits: &Credits) -> String {
    let Credits { text, program: ops } = credits;
    Entry::new("Credits", &[&literals::text(text), &program(ops)]).end()
}

pub(super) fn confidence(confidence: Confidence) -> String {
    let name = match confidence {
        Confidence::Documented => "Documented",
        Confidence::SecondHand => "SecondHand",
        Confidence::Inferred => "Inferred",
    };
    format!("Confidence::{name}")
}

/// `PER_SECOND_CELLS`, of `per_second`.
fn item_name(name: &str, what: &str) -> String {
    format!("{}_{what}", crate::names::constant(name))
}
