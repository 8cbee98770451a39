//! From findings to a report: the provider's codes, the order, no pointer twice for one rule, and the sentences.

use std::collections::BTreeMap;

use super::{Report, Unchecked, Violation, message};
use crate::check::{Cause, Finding, Findings, Options, Step, Verdict, pointer};
use crate::spec::{ErrorPlace, Field, ModelSpec};
use crate::{Resolved, RuleId, Severity};

impl<'a> Findings<'a> {
    pub(crate) fn into_report(mut self, spec: &'a ModelSpec, options: &Options<'_>) -> Report {
        self.list.sort_by_cached_key(order);
        let mut report = Report::default();
        let mut places = BTreeMap::new();
        for finding in self.list {
            let rule = finding.rule;
            let violation = violation(finding, spec, options);
            if rule == RuleId::DuplicateKey {
                report.violations.push(violation);
                continue;
            }
            match places.get(&(violation.pointer.clone(), rule)) {
                Some(&first) => merge(report.violations.get_mut(first), violation),
                None => {
                    places.insert((violation.pointer.clone(), rule), report.violations.len());
                    report.violations.push(violation);
                }
            }
        }
        for (steps, fact) in self.unchecked {
            let unchecked = Unchecked { pointer: pointer(&steps), what: fact.what.clone() };
            if !report.unchecked.contains(&unchecked) {
                report.unchecked.push(unchecked);
            }
        }
        report
    }

    pub(crate) fn into_verdict(self, spec: &'a ModelSpec, options: &Options<'_>) -> Verdict<'a> {
        Verdict { report: self.into_report(spec, options), resolved: Resolved::default() }
    }
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
    let start = finding.span.as_ref().map_or(usize::MAX, |span| span.start);
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

fn violation(finding: Finding<'_>, spec: &ModelSpec, options: &Options<'_>) -> Violation {
    let mut place = pointer(&finding.steps);
    let mut also = Vec::new();
    let mut name = None;
    if let Cause::Rule(broken) = &finding.cause {
        name = Some(broken.rule.name.clone());
        also = broken.present.iter().skip(1).map(|other| format!("{place}{other}")).collect();
        match broken.present.first() {
            Some(first) => place.push_str(first),
            None => place.clear(),
        }
    }
    let (code, http) = code(&finding, name.as_deref(), spec, options).unzip();
    let words = message::words(&finding, options);
    Violation {
        pointer: place,
        rule: finding.rule,
        name,
        code,
        http: http.flatten(),
        severity: finding.severity,
        waived: finding.waived,
        message: words.message,
        span: finding.span,
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
    let answers = |rules: &[crate::spec::Text]| {
        rules.iter().any(|rule| rule == finding.rule.as_str() || Some(rule.as_ref()) == name)
    };
    let parameter = field.map_or("", |field| &field.name);
    let of_model = spec
        .errors
        .iter()
        .find(|case| answers(&case.answers) && (case.parameter.is_empty() || case.parameter == parameter));
    let of_provider = || spec.provider.errors.iter().find(|error| answers(&error.answers));
    let (code, http) = match of_model {
        Some(case) => (&case.code, case.http),
        None => of_provider().map(|error| (&error.code, error.http))?,
    };
    Some((code.clone(), (http > 0).then_some(http)))
}

/// The member of the body that a finding is about.
fn field_of<'a>(finding: &Finding<'_>, spec: &'a ModelSpec) -> Option<&'a Field> {
    if let Some(Step::Member(_, index)) = finding.steps.first() {
        return spec.body.fields.get(*index);
    }
    match &finding.cause {
        Cause::Rule(broken) => {
            let name = broken.present.first()?.split('/').nth(1)?;
            spec.body.fields.iter().find(|field| field.name == name)
        }
        _ => None,
    }
}

/// Whether a way that judges parameters later judges this one at once: the model, and what the way itself adds.
fn is_judged_at_once(field: &Field, spec: &ModelSpec) -> bool {
    field.ways != u32::MAX || (!spec.model_member.is_empty() && field.name == spec.model_member)
}
