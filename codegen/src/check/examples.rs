//! Documented requests: each has to pass the check of its own model, and be priced when it can be.

use nameplate::Exact;
use nameplate::spec::{Billing, Example, ModelSpec, Text};

use super::codes::optional;
use super::{errors, json, probe};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::At;
use crate::spec;
use crate::yaml::{Node, NodeKind, Sp};

/// The examples of a model.
pub(super) fn examples(
    file: FileId,
    stated: Option<&spec::Map<spec::Example>>,
    model: &ModelSpec,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for (name, example) in stated.into_iter().flatten() {
        let spec::Example { title, body, measures } = example;
        let place = Place { file, span: body.span.clone() };
        let body = json::to_json(body);
        if let Some(fault) = probe::body_fault(model, 0, body.as_bytes()) {
            diagnostics.push(errors::example_not_allowed(&At::from_sp(file, name), place, &fault));
        }
        let measures = measures
            .iter()
            .flatten()
            .filter_map(|(name, value)| measure(file, name, value, model, diagnostics))
            .collect();
        examples.push(Example {
            name: name.value.clone().into(),
            title: optional(title.as_ref()),
            body: body.into(),
            measures,
        });
    }
    examples
}

/// A measure as the text that a caller would give: `source_seconds=5.01`.
fn measure(
    file: FileId,
    name: &Sp<String>,
    value: &Node,
    model: &ModelSpec,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Text> {
    let known: Vec<&str> = match &model.billing {
        Billing::Formula(formula) => formula.measures.iter().map(|measure| &*measure.name).collect(),
        Billing::Unpublished(_) => Vec::new(),
    };
    if !known.contains(&name.value.as_str()) {
        diagnostics.push(errors::unknown_measure(&At::from_sp(file, name), &known));
        return None;
    }
    match &value.kind {
        NodeKind::Number(number) if number.exact() >= Exact::ZERO => Some(format!("{}={number}", name.value).into()),
        _ => {
            diagnostics.push(errors::not_a_measure(Place { file, span: value.span.clone() }));
            None
        }
    }
}
