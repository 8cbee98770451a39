//! The doc comment of a model: what it is, what it costs, which rules hold, where all that stands.

use nameplate::spec::{Allowed, Billing, Formula, Literal, ModelSpec, Object, Price, Rate, Rule, RuleKind, Source};

use super::docs::{Docs, code, codes, markdown};
use super::facts;

/// A longer price table is on the page, not in a doc comment.
const MAX_CELLS: usize = 24;

/// The doc comment of a model's request.
pub(super) fn of_model(spec: &ModelSpec) -> Docs {
    let docs = Docs::new().words(&spec.title).words(&spec.summary).words(&spec.about).paragraph(&running(spec));
    let docs = price(docs.heading("Price"), spec);
    let rules: Vec<_> = spec.body.rules.iter().map(|item| rule(item, &spec.body)).collect();
    let docs = if rules.is_empty() { docs } else { docs.heading("Rules").list(&rules) };
    let tips: Vec<_> = spec.tips.iter().map(|tip| markdown(tip)).collect();
    let docs = if tips.is_empty() { docs } else { docs.heading("Advice of the source").list(&tips) };
    let sources: Vec<_> = spec.sources.iter().map(source).collect();
    if sources.is_empty() { docs } else { docs.heading("Sources").list(&sources) }
}

fn running(spec: &ModelSpec) -> String {
    let takes = spec.takes.map(|takes| format!("A run takes {} to {}.", duration(takes.from), duration(takes.to)));
    let ways = (!spec.ways.is_empty())
        .then(|| format!("Ways to call it, the preferred one first: {}.", codes(spec.ways.iter())));
    takes.into_iter().chain(ways).collect::<Vec<_>>().join(" ")
}

/// A time in its largest whole unit: `5 min`.
#[must_use]
pub fn duration(seconds: u32) -> String {
    match seconds {
        0 => "no time".to_owned(),
        _ if seconds.is_multiple_of(3600) => format!("{} h", seconds / 3600),
        _ if seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
        _ => format!("{seconds} s"),
    }
}

fn price(docs: Docs, spec: &ModelSpec) -> Docs {
    match &spec.billing {
        Billing::Unpublished(why) => docs.paragraph(&format!("The provider publishes none: {}", markdown(why))),
        Billing::Formula(formula) => {
            let steps: Vec<_> = formula
                .steps
                .iter()
                .map(|step| format!("{} = {} ({})", code(&step.name), code(&step.text), code(&step.unit)))
                .collect();
            let rates: Vec<_> = formula.rates.iter().map(rate).collect();
            docs.words(&formula.doc)
                .paragraph(&total(formula))
                .list(&steps)
                .paragraph("With these rates:")
                .list(&rates)
                .paragraph(&read(formula))
        }
    }
}

fn total(formula: &Formula) -> String {
    let total = formula.steps.get(usize::from(formula.total)).map_or_else(String::new, |step| code(&step.name));
    let credits =
        formula.credits.as_ref().map_or_else(String::new, |credits| format!("; in credits {}", code(&credits.text)));
    format!("In {}: {total}{credits}, where", markdown(&formula.currency))
}

/// The prices of a rate, the first ones of a long table.
#[must_use]
pub fn rate(rate: &Rate) -> String {
    let head = format!("{} in {}", code(&rate.name), code(&rate.unit));
    let cells: Vec<_> = rate
        .cells
        .iter()
        .take(MAX_CELLS)
        .map(|cell| {
            let price = match &cell.price {
                Price::Amount(amount) => amount.to_string(),
                Price::Between(low, high) => format!("between {low} and {high}"),
                Price::Unpublished => "unpublished".to_owned(),
            };
            if cell.keys.is_empty() { price } else { format!("{price} for {}", code(&cell.keys.join(" / "))) }
        })
        .collect();
    let more = rate.cells.len().saturating_sub(MAX_CELLS);
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    format!("{head}: {}{more}", cells.join(", "))
}

fn read(formula: &Formula) -> String {
    if formula.read.is_empty() {
        return String::new();
    }
    format!("Prices read {} ({}).", markdown(&formula.read), formula.confidence.as_str().replace('_', " "))
}

fn source(source: &Source) -> String {
    let confidence = source.confidence.as_str().replace('_', " ");
    format!("{} (read {}, {confidence})", markdown(&source.url), markdown(&source.read))
}

/// A rule as a sentence.
fn rule(rule: &Rule, object: &Object) -> String {
    let inferred = if rule.inferred { " (no source states it, so it only warns)" } else { "" };
    let message = if rule.message.is_empty() { String::new() } else { format!(": {}", markdown(&rule.message)) };
    format!("{}: {}{message}{inferred}", code(&rule.name), asks(rule, object))
}

/// What a rule asks of the members of its object.
#[must_use]
pub fn asks(rule: &Rule, object: &Object) -> String {
    let named = |slots: &[u16]| {
        codes(slots.iter().filter_map(|slot| object.slots.get(usize::from(*slot))).map(|slot| &*slot.path))
    };
    let when = |text: &str| if text.is_empty() { String::new() } else { format!(" when {}", code(text)) };
    let one = |slot: u16| named(&[slot]);
    match &rule.kind {
        RuleKind::ExactlyOne => format!("exactly one of {}", named(&rule.names)),
        RuleKind::AtMostOne => format!("at most one of {}", named(&rule.names)),
        RuleKind::AtLeastOne => format!("at least one of {}", named(&rule.names)),
        RuleKind::Together => format!("{} together or not at all", named(&rule.names)),
        RuleKind::Requires { text, needs, values, .. } if values.is_empty() => {
            format!("{} required{}", named(needs), when(text))
        }
        RuleKind::Requires { text, needs, values, .. } => {
            format!("{} has to be {}{}", named(needs), literals(values), when(text))
        }
        RuleKind::AllowedOnly { subject, text, .. } => format!("{} allowed only{}", one(*subject), when(text)),
        RuleKind::Alias { of, alias } => format!("{} is another name of {}", one(*alias), one(*of)),
        RuleKind::NoEffect { subject, text, .. } => format!("{} has no effect{}", one(*subject), when(text)),
        RuleKind::Placeholders { texts, of, form } => {
            format!("{} in {} stands for an item of {}", code(form), named(texts), one(*of))
        }
        RuleKind::Condition { text, .. } => code(text),
        RuleKind::Dependent { subject, text, allowed, .. } => {
            format!("{} is {}{}", one(*subject), self::allowed(allowed), when(text))
        }
    }
}

fn literals(values: &[Literal]) -> String {
    values.iter().map(facts::literal).collect::<Vec<_>>().join(", ")
}

fn allowed(allowed: &Allowed) -> String {
    match allowed {
        Allowed::Values(values) => {
            format!("one of {}", literals(values))
        }
        Allowed::Range { min: Some(min), max: Some(max) } => format!("{min} to {max}"),
        Allowed::Range { min: Some(min), max: None } => format!("at least {min}"),
        Allowed::Range { min: None, max: Some(max) } => format!("at most {max}"),
        Allowed::Range { min: None, max: None } => "anything".to_owned(),
    }
}
