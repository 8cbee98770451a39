//! The page of a model.

use nameplate::spec::{Billing, Field, Formula, ModelSpec, Op, Source};
use nameplate_codegen::emit::words;

use super::page::Page;
use super::parameter::{allowed, json_text, summary};

/// What a model is, takes, asks and costs.
pub(super) fn page(spec: &ModelSpec) -> String {
    let fields = spec.body.fields.iter().chain(&*spec.body.action).chain(spec.body.of_actions());
    let mut page = Page::new(fields.map(|field| field.name.as_ref()));
    page.line(&format!("{}   {}", spec.name(), spec.output));
    page.line(&spec.title);
    page.paragraph(&spec.summary);
    page.paragraph(&spec.about);
    parameters(&mut page, spec);
    actions(&mut page, spec);
    rules(&mut page, spec);
    ways(&mut page, spec);
    page.heading("Price");
    price(&mut page, spec);
    list(&mut page, "Examples", spec.examples.iter().map(|example| format!("{}: {}", example.name, example.body)));
    list(&mut page, "Result", std::iter::once(spec.result.doc.to_string()).filter(|doc| !doc.is_empty()));
    list(&mut page, "Advice of the source", spec.tips.iter().map(ToString::to_string));
    list(&mut page, "Limits and gaps", spec.limits.iter().map(ToString::to_string));
    list(&mut page, "Sources", spec.sources.iter().map(source));
    list(&mut page, "Pages", spec.links.iter().map(|link| format!("{}: {}", link.name, link.url)));
    page.paragraph(&format!(
        "`nameplate explain {0}.PARAMETER` says more of a parameter; --errors, --price and --expanded of the rest.",
        spec.name()
    ));
    page.into_text()
}

/// Only what it costs.
pub(super) fn price_page(spec: &ModelSpec) -> String {
    let mut page = Page::new([]);
    page.line(&format!("{}   price", spec.name()));
    price(&mut page, spec);
    if let Billing::Formula(formula) = &spec.billing {
        for measure in formula.measures.iter() {
            let by = if measure.by_provider { "; the provider measures it itself" } else { "" };
            let known = if measure.after_run { "; known only after the run" } else { "" };
            page.fact("measure", &format!("{} ({}): {}{by}{known}", measure.name, measure.unit, measure.doc));
        }
    }
    let charge = &spec.provider.charge;
    page.fact("charged", &charge.when);
    for (when, what) in
        [("failed", &charge.on_failed), ("cancelled", &charge.on_cancelled), ("refused", &charge.on_refused)]
    {
        page.fact(when, what);
    }
    page.fact("", &charge.doc);
    page.into_text()
}

fn parameters(page: &mut Page, spec: &ModelSpec) {
    let (own, added): (Vec<&Field>, Vec<&Field>) =
        spec.body.fields.iter().filter(|field| !is_model_member(spec, field)).partition(|field| field.ways == u32::MAX);
    for (heading, fields) in [("Parameters", own), ("Members that ways add", added)] {
        if fields.is_empty() {
            continue;
        }
        page.heading(heading);
        for field in fields {
            page.fact(&field.name, &format!("{}; {}", summary(field), allowed(field)));
            page.fact("", &field.doc);
        }
    }
}

/// Whether a field is the member that names the model.
pub(super) fn is_model_member(spec: &ModelSpec, field: &Field) -> bool {
    !spec.model_member.is_empty() && field.name == spec.model_member
}

/// What each action takes beside the parameters.
fn actions(page: &mut Page, spec: &ModelSpec) {
    let Some(actions) = spec.body.actions() else { return };
    for action in actions.cases.iter() {
        let default = actions.default.as_ref().is_some_and(|default| json_text(default) == quoted(&action.value));
        page.heading(&format!("{}: {}{}", actions.tag, action.value, if default { " (the default)" } else { "" }));
        page.fact("", &action.doc);
        for field in action.object.fields.iter() {
            page.fact(&field.name, &format!("{}; {}", summary(field), allowed(field)));
            page.fact("", &field.doc);
        }
        for rule in action.object.rules.iter() {
            page.item(&format!("{}: {}", rule.name, words::asks(rule, &spec.body)));
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn rules(page: &mut Page, spec: &ModelSpec) {
    if spec.body.rules.is_empty() {
        return;
    }
    page.heading("Rules");
    for rule in spec.body.rules.iter() {
        let note = if rule.inferred { " (inferred: only a warning)" } else { "" };
        page.item(&format!("{}: {}{note}", rule.name, words::asks(rule, &spec.body)));
    }
}

fn ways(page: &mut Page, spec: &ModelSpec) {
    page.heading("Ways to call it, the preferred one first");
    for name in spec.ways.iter() {
        let way = spec.provider.ways.iter().find(|way| way.name == *name);
        let call = way.map(|way| {
            let path = way.submit.path.replace("{endpoint}", &spec.endpoint).replace("{model}", &spec.id);
            let answers = if way.blocking { "answers with the result" } else { "answers with a job" };
            format!("{} {}{path}: {answers}. {}", way.submit.method.as_str(), spec.provider.origin, way.doc)
        });
        page.fact(name, &call.unwrap_or_default());
    }
    if let Some(takes) = spec.takes {
        page.fact("takes", &format!("{} to {}", words::duration(takes.from), words::duration(takes.to)));
    }
}

fn price(page: &mut Page, spec: &ModelSpec) {
    match &spec.billing {
        Billing::Unpublished(why) => page.fact("unpublished", why),
        Billing::Formula(formula) => {
            page.fact("", &formula.doc);
            for step in formula.steps.iter() {
                page.item(&format!("{} = {} ({})", step.name, step.text, step.unit));
            }
            for rate in formula.rates.iter() {
                page.item(&words::rate(rate));
            }
            page.fact("total", formula.steps.get(usize::from(formula.total)).map_or("", |step| step.name.as_ref()));
            page.fact("credits", formula.credits.as_ref().map_or("", |credits| credits.text.as_ref()));
            page.fact("read", &format!("{}, {}", formula.read, formula.confidence.as_str().replace('_', " ")));
        }
    }
}

fn list(page: &mut Page, heading: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        page.heading(heading);
        items.for_each(|item| page.item(&item));
    }
}

/// A source with its day and how sure it is.
pub(super) fn source(source: &Source) -> String {
    format!("{} (read {}, {})", source.url, source.read, source.confidence.as_str().replace('_', " "))
}

/// Whether the price of a model depends on a parameter.
pub(super) fn price_reads(spec: &ModelSpec, name: &str) -> bool {
    let Billing::Formula(formula) = &spec.billing else { return false };
    let is_slot = |slot: u16| {
        let path = spec.body.slots.get(usize::from(slot)).map(|slot| slot.path.as_ref()).unwrap_or_default();
        path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    programs(formula).flatten().any(|op| matches!(op, Op::Slot(slot) | Op::Present(slot) if is_slot(*slot)))
}

fn programs(formula: &Formula) -> impl Iterator<Item = &[Op]> {
    let steps = formula.steps.iter().map(|step| step.program.as_ref());
    let rates = formula.rates.iter().flat_map(|rate| rate.by.iter()).map(AsRef::as_ref);
    let groups = formula.groups.iter().flat_map(|group| group.cases.iter()).map(|case| case.when.as_ref());
    steps.chain(rates).chain(groups)
}
