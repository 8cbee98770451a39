//! From findings to a report: the provider's codes, the order, no pointer twice for one rule, and the sentences.

use std::collections::BTreeMap;

use super::{Report, Unchecked, Violation, message};
use crate::check::{Cause, Finding, Findings, Open, Options, Step, pointer};
use crate::spec::{ErrorCase, ErrorPlace, Field, ModelSpec, Text};
use crate::{RuleId, Severity};

impl Findings<'_> {
    /// Puts the findings into order and into words.
    #[must_use]
    pub fn report(self) -> Report {
        let Self { spec, options, mut list, unchecked, .. } = self;
        list.sort_by_cached_key(order);
        let mut report = Report::default();
        let mut places = BTreeMap::new();
        for finding in &list {
            let violation = violation(finding, spec, options);
            let place = (violation.pointer.clone(), violation.rule);
            match places.get(&place) {
                Some(&first) if violation.rule != RuleId::DuplicateKey => {
                    merge(report.violations.get_mut(first), violation);
                }
                _ => {
                    places.insert(place, report.violations.len());
                    report.violations.push(violation);
                }
            }
        }
        report.unchecked = open_facts(&unchecked);
        report
    }
}

/// The facts that nobody measured; two limits of one fact are one. Those of one file stand side by side.
fn open_facts(unchecked: &[Open<'_>]) -> Vec<Unchecked> {
    let mut open: Vec<Unchecked> = Vec::new();
    let mut add = |pointer: &str, what: &Text| {
        let mut same_file = open.iter().rev().take_while(|other| other.pointer == pointer);
        if same_file.all(|other| other.what != *what) {
            open.push(Unchecked { pointer: pointer.to_owned(), what: what.clone() });
        }
    };
    for unchecked in unchecked {
        match unchecked {
            Open::File(steps, facts) => {
                let pointer = pointer(steps);
                facts.iter().for_each(|fact| add(&pointer, &fact.what));
            }
            Open::Rule(steps, slot, rule) => add(&format!("{}{}", pointer(steps), slot.pointer), &rule.name),
        }
    }
    open
}

/// Two faults of one rule at one place are one violation: the graver one, and of rules with a name every sentence.
fn merge(first: Option<&mut Violation>, second: Violation) {
    let Some(first) = first else { return };
    let graver = first.severity == Severity::Warning && second.severity == Severity::Error;
    if (second.name.is_some() || second.rule == RuleId::Media) && !first.message.contains(&second.message) {
        let message = format!("{}; {}", first.message, second.message);
        if graver {
            *first = Violation { message, ..second };
        } else {
            first.message = message;
        }
    } else if graver {
        *first = second;
    }
}

/// By place; what has none after that: values, then missing parameters and rules in the order of the spec.
fn order(finding: &Finding<'_>) -> (usize, u8, Vec<usize>) {
    let start = finding.span().map_or(usize::MAX, |span| span.start);
    let steps = || {
        finding.steps.iter().map(|step| match step {
            Step::Member(_, index) | Step::Item(index) => *index,
        })
    };
    match &finding.cause {
        Cause::Rule(broken) => (start, 2, steps().chain([broken.index]).collect()),
        Cause::Missing(_) | Cause::Tag(_) if finding.rule == RuleId::Missing => (start, 1, steps().collect()),
        // A stable sort keeps these in the order of the walk.
        _ => (start, 0, Vec::new()),
    }
}

fn violation(finding: &Finding<'_>, spec: &ModelSpec, options: &Options<'_>) -> Violation {
    let (mut name, mut also) = (None, Vec::new());
    if let Cause::Rule(broken) = finding.cause {
        let object = pointer(&finding.steps);
        name = Some(broken.rule.name.clone()).filter(|name| !name.is_empty());
        also = broken.present().skip(1).map(|slot| format!("{object}{}", slot.pointer)).collect();
    }
    let (code, http) = code(finding, name.as_deref(), spec, options).unzip();
    let words = message::words(finding, options);
    Violation {
        pointer: finding.pointer(),
        rule: finding.rule,
        name,
        code,
        http: http.flatten(),
        severity: finding.severity,
        waived: finding.waived,
        message: words.message,
        span: finding.span(),
        also,
        found: words.found,
        allowed: words.allowed,
        suggestion: words.suggestion,
    }
}

/// The code that the provider answers a finding with, and its HTTP status.
fn code(
    finding: &Finding<'_>,
    name: Option<&str>,
    spec: &ModelSpec,
    options: &Options<'_>,
) -> Option<(ErrorPlace, Option<u16>)> {
    let field = field_of(finding, spec);
    let way = spec.ways.get(options.way)?;
    let later = spec.provider.ways.iter().any(|known| known.name == *way && known.validates_later);
    if later && !field.is_some_and(|field| is_judged_at_once(field, spec)) {
        return None;
    }
    let rule = finding.rule.as_str();
    let answers = |rules: &[crate::spec::Text], rule: &str| rules.iter().any(|answered| answered == rule);
    let parameter = field.map_or("", |field| &field.name);
    let case_of = |rule: &str| {
        let is_about = |case: &&ErrorCase| case.parameter.is_empty() || case.parameter == parameter;
        spec.errors.iter().find(|case| answers(&case.answers, rule) && is_about(case))
    };
    // What the page says of one rule says more than what it says of all rules of a kind.
    let of_model = name.and_then(case_of).or_else(|| case_of(rule));
    let of_provider = || spec.provider.errors.iter().find(|error| answers(&error.answers, rule));
    let (code, http) = match of_model {
        Some(case) => (&case.code, case.http),
        None => of_provider().map(|error| (&error.code, error.http))?,
    };
    Some((code.clone(), (http > 0).then_some(http)))
}

/// The member of the body that a finding is about.
fn field_of<'a>(finding: &Finding<'_>, spec: &'a ModelSpec) -> Option<&'a Field> {
    if let Some(Step::Member(name, index)) = finding.steps.first() {
        let of_actions = || spec.body.action.iter().chain(spec.body.of_actions()).find(|field| name.is(&field.name));
        return spec.body.fields.get(*index).or_else(of_actions);
    }
    match finding.cause {
        Cause::Rule(broken) => {
            let name = broken.present().next()?.pointer.split('/').nth(1)?;
            let actions = spec.body.action.iter().chain(spec.body.of_actions());
            spec.body.fields.iter().chain(actions).find(|field| field.name == name)
        }
        _ => None,
    }
}

/// Whether a way that judges parameters later judges this one at once: the model, and what the way itself adds.
fn is_judged_at_once(field: &Field, spec: &ModelSpec) -> bool {
    field.ways != u32::MAX || (!spec.model_member.is_empty() && field.name == spec.model_member)
}
