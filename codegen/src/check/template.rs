//! Documented answers as templates: JSON with placeholders that the emulator fills and pages show.

use nameplate::spec::Text;

use super::{errors, json};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::At;
use crate::yaml::{Node, NodeKind, Sp};

/// What a text of a template may stand for; `nameplate::spec::way` says what each is.
const PLACEHOLDERS: [&str; 22] = [
    "job_id",
    "model",
    "media",
    "status",
    "created",
    "started",
    "ended",
    "output",
    "cost",
    "credits",
    "balance",
    "code",
    "name",
    "message",
    "detail",
    "request_id",
    "schema",
    "title",
    "summary",
    "endpoint",
    "count",
    "request",
];
/// What a job id may be made of.
const ID_PARTS: [&str; 3] = ["uuid", "hex", "number"];

/// A template as compact JSON; empty when none is stated.
pub(super) fn lower(file: FileId, template: Option<&Node>, diagnostics: &mut Vec<Diagnostic>) -> Text {
    let Some(template) = template else { return Text::default() };
    if !matches!(template.kind, NodeKind::Map(_)) {
        diagnostics.push(errors::answer_is_no_object(Place { file, span: template.span.clone() }));
    }
    placeholders(file, template, diagnostics);
    json::to_json(template).into()
}

/// The form of job ids: one placeholder, and text around it.
pub(super) fn id_form(file: FileId, form: &Sp<String>, diagnostics: &mut Vec<Diagnostic>) -> Text {
    let known = |part: &&str| form.value.matches(&format!("{{{part}}}")).count() == 1;
    let plain = form.value.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.{}".contains(letter));
    if !plain || ID_PARTS.iter().filter(|part| known(part)).count() != 1 || form.value.matches('{').count() != 1 {
        diagnostics.push(errors::not_an_id_form(&At::from_sp(file, form)));
    }
    form.value.clone().into()
}

/// The depth of nodes is bounded by the reader of YAML.
fn placeholders(file: FileId, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    match &node.kind {
        NodeKind::Text(text, _) => {
            let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            if let Some(name) = name.filter(|name| !PLACEHOLDERS.contains(name)) {
                diagnostics.push(errors::unknown_placeholder(
                    Place { file, span: node.span.clone() },
                    name,
                    &PLACEHOLDERS,
                ));
            }
        }
        NodeKind::List(items) => items.iter().for_each(|item| placeholders(file, item, diagnostics)),
        NodeKind::Map(members) => {
            for (_, value) in members {
                placeholders(file, value, diagnostics);
            }
        }
        NodeKind::Null | NodeKind::Bool(_) | NodeKind::Number(_) => {}
    }
}
