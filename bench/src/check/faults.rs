//! Whether every planted fault is found, with its place, its rule and its bytes.

use nameplate::{Options, RuleId, Severity, Violation};
use serde_json::Value;

use super::CHECKERS;
use crate::corpus::{Model, Request};
use crate::table::Table;

/// What every checker found of what was planted, and how ours reports it.
pub fn table() -> Table {
    let mut table = Table::new(&["faults found", "rhea", "topaz", "of valid requests refused"]);
    let planted = |model: Model| model.requests().iter().map(|request| request.planted.len()).sum::<usize>();
    table.row(vec![
        "planted".to_owned(),
        planted(Model::Rhea).to_string(),
        planted(Model::Topaz).to_string(),
        "0".to_owned(),
    ]);
    let [rhea, topaz] = Model::ALL.map(exact);
    table.row(vec![
        "**nameplate**, right pointer, rule, severity and bytes".to_owned(),
        rhea.0.to_string(),
        topaz.0.to_string(),
        (rhea.1 + topaz.1).to_string(),
    ]);
    for checker in
        CHECKERS.iter().filter(|checker| !matches!(checker.word, "utf8" | "accepts" | "inspect" | "check" | "typed"))
    {
        let [rhea, topaz] = Model::ALL.map(|model| counted((checker.ready)(model), model));
        table.row(vec![
            checker.title.to_owned(),
            rhea.0.to_string(),
            topaz.0.to_string(),
            (rhea.1 + topaz.1).to_string(),
        ]);
    }
    table
}

/// The number of planted faults that the report has exactly, and of valid requests that it refuses.
fn exact(model: Model) -> (usize, usize) {
    let (spec, options) = (super::spec(model), Options::new());
    let (mut found, mut refused) = (0, 0);
    for request in model.requests() {
        let report = spec.check(request.body.as_bytes(), &options);
        refused += usize::from(request.planted.is_empty() && !report.ok());
        for (kind, member) in &request.planted {
            let is = |violation: &&Violation| is_reported(violation, model, kind, member, &request);
            match report.violations.iter().find(is) {
                Some(_) => found += 1,
                None => eprintln!("not found: {kind} of {member} in {}", request.body),
            }
        }
    }
    (found, refused)
}

fn is_reported(violation: &Violation, model: Model, kind: &str, member: &str, request: &Request) -> bool {
    let severity = match (kind, model) {
        // The page of Rhea does not forbid them.
        ("data", Model::Rhea) => Severity::Warning,
        _ => Severity::Error,
    };
    let rules: &[RuleId] = match kind {
        "missing" => &[RuleId::Missing],
        "type" => &[RuleId::WrongType, RuleId::NotListed],
        "range" => &[RuleId::OutOfRange],
        "not_listed" => &[RuleId::NotListed],
        "unknown" => &[RuleId::UnknownParameter],
        _ => &[RuleId::BadScheme],
    };
    violation.pointer == format!("/{member}")
        && rules.contains(&violation.rule)
        && violation.severity == severity
        && has_right_bytes(violation, kind, member, &request.body)
}

/// Whether the bytes are those of the name of an unknown member, or of the value of any other.
fn has_right_bytes(violation: &Violation, kind: &str, member: &str, body: &str) -> bool {
    let text = violation.span.clone().and_then(|span| body.get(span));
    let whole: Value = serde_json::from_str(body).expect("every body is JSON");
    match kind {
        "missing" => text.is_none(),
        "unknown" => text == Some(&format!("{member:?}")),
        _ => text.and_then(|text| serde_json::from_str::<Value>(text).ok()) == whole.get(member).cloned(),
    }
}

/// What a checker that gives no bytes counts, at most what was planted in each request, and the valid requests that it refuses.
fn counted(mut judge: super::Judge, model: Model) -> (usize, usize) {
    let (mut found, mut refused) = (0, 0);
    for request in model.requests() {
        let faults = judge(request.body.as_bytes());
        found += faults.min(request.planted.len());
        refused += usize::from(request.planted.is_empty() && faults > 0);
    }
    (found, refused)
}
