//! The checker: walks the tables of a model and a request side by side and finds everything that is wrong at once.

mod actions;
mod any_of;
mod choice;
mod fill;
mod finding;
mod known;
mod list;
mod media;
mod object;
mod options;
mod path;
mod placeholder;
mod rules;
mod scalar;
mod slots;
mod state;
#[cfg(test)]
mod tests;
mod value;

use crate::json::{Fault, Item, Reason};
use crate::record::Record;
use crate::source::{Bytes, Node, Source, Tree};
use crate::spec::{Field, ModelSpec, Object};
use crate::{Report, Resolved, RuleId, Severity};

pub(crate) use any_of::{Alternative, alternative};
pub(crate) use finding::{Broken, Cause, Limit, Open, Place, Unit};
pub use finding::{Finding, Findings};
pub(crate) use known::Known;
pub use options::Options;
pub(crate) use path::{Step, Steps, label, pointer};
pub(crate) use scalar::is_in_range;
pub(crate) use value::is_fine;

use path::Path;
use slots::Slots;

/// The verdict on a request, with what a price reads of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<'a> {
    /// What is wrong.
    pub report: Report,
    /// The request with the provider's defaults. Of a parameter that has an error nothing is known.
    pub resolved: Resolved<'a>,
}

impl ModelSpec {
    /// Checks a body as it goes on the wire.
    #[must_use]
    pub fn check(&self, body: &[u8], options: &Options<'_>) -> Report {
        self.inspect(body, options).report()
    }

    /// Checks a map of values. There are no places in a text to point at.
    #[must_use]
    pub fn check_value(&self, value: &serde_json::Value, options: &Options<'_>) -> Report {
        self.judge_value(value, options).report
    }

    /// Checks a typed request.
    #[must_use]
    pub fn check_record(&self, record: &dyn Record, options: &Options<'_>) -> Report {
        self.judge_record(record, options).report
    }

    /// Whether a body may be sent: the verdict of [`check`](Self::check) alone, known at the first error. It costs no
    /// memory when nothing is wrong.
    #[must_use]
    pub fn accepts(&self, body: &[u8], options: &Options<'_>) -> bool {
        walk(body, Findings::counting(self, options)).ok()
    }

    /// Checks a body and gives what is wrong with rule and place, but without the sentences of [`check`](Self::check).
    #[must_use]
    pub fn inspect<'a>(&'a self, body: &'a [u8], options: &'a Options<'a>) -> Findings<'a> {
        walk(body, Findings::new(self, options))
    }

    /// Checks a body and keeps what a price reads.
    #[must_use]
    pub fn judge<'a>(&'a self, body: &'a [u8], options: &'a Options<'a>) -> Verdict<'a> {
        let findings = Findings::new(self, options);
        match Bytes::new(body, options.max_bytes, options.max_depth) {
            Ok(source) => Walk::new(source, findings).verdict(None),
            Err(fault) => unreadable(findings, fault),
        }
    }

    /// Checks a map of values and keeps what a price reads.
    #[must_use]
    pub fn judge_value<'a>(&'a self, value: &'a serde_json::Value, options: &'a Options<'a>) -> Verdict<'a> {
        let source = Tree::new(Node::Json(value), options.max_depth);
        Walk::new(source, Findings::new(self, options)).verdict(None)
    }

    /// Checks a typed request and keeps what a price reads.
    #[must_use]
    pub fn judge_record<'a>(&'a self, record: &'a dyn Record, options: &'a Options<'a>) -> Verdict<'a> {
        let source = Tree::new(Node::Record(record), options.max_depth);
        Walk::new(source, Findings::new(self, options)).verdict(None)
    }

    /// Checks a body and sets a typed request from it in one pass. When the verdict is not ok, the request is incomplete.
    #[must_use]
    pub fn read_into<'a>(&'a self, body: &'a [u8], record: &mut dyn Record, options: &'a Options<'a>) -> Verdict<'a> {
        let findings = Findings::new(self, options);
        match Bytes::new(body, options.max_bytes, options.max_depth) {
            Ok(source) => Walk::new(source, findings).verdict(Some(record)),
            Err(fault) => unreadable(findings, fault),
        }
    }
}

fn walk<'a>(body: &'a [u8], mut findings: Findings<'a>) -> Findings<'a> {
    match Bytes::new(body, findings.options.max_bytes, findings.options.max_depth) {
        Ok(source) => {
            let mut walk = Walk::new(source, findings);
            walk.run(None);
            walk.findings
        }
        Err(fault) => {
            findings.only(of_fault(fault));
            findings
        }
    }
}

/// The verdict on a body of which nothing is known.
fn unreadable(mut findings: Findings<'_>, fault: Fault) -> Verdict<'_> {
    findings.only(of_fault(fault));
    Verdict { report: findings.report(), resolved: Resolved::default() }
}

/// The one finding of a body that cannot be read to its end.
#[cold]
fn of_fault<'a>(fault: Fault) -> Finding<'a> {
    let rule = match fault.reason {
        Reason::TooLarge => RuleId::TooLarge,
        Reason::TooDeep => RuleId::TooDeep,
        _ => RuleId::NotJson,
    };
    Finding {
        rule,
        severity: Severity::Error,
        waived: false,
        place: Place::Bytes(fault.at..fault.at),
        steps: Steps::new(),
        cause: Cause::Unreadable(fault.reason),
        found: None,
    }
}

/// The state of one check.
struct Walk<'a, S> {
    source: S,
    options: &'a Options<'a>,
    findings: Findings<'a>,
    slots: Slots<'a>,
}

impl<'a, S: Source<'a>> Walk<'a, S> {
    fn new(source: S, findings: Findings<'a>) -> Self {
        Self { source, options: findings.options, findings, slots: Slots::new() }
    }

    /// Walks the whole body.
    fn run(&mut self, record: Option<&mut dyn Record>) {
        if let Err(fault) = self.body(&self.findings.spec.body, record).and_then(|()| self.source.finish()) {
            self.findings.only(of_fault(fault));
        }
    }

    fn verdict(mut self, record: Option<&mut dyn Record>) -> Verdict<'a> {
        self.run(record);
        Verdict { resolved: self.slots.resolved(), report: self.findings.report() }
    }

    fn body(&mut self, body: &'a Object, record: Option<&mut dyn Record>) -> Result<(), Fault> {
        // The frame of the body stays open: what a price reads is in it.
        self.enter(body);
        let item = self.source.read()?;
        let spot = self.source.spot();
        if matches!(item, Item::Object) {
            return match body.actions() {
                Some(actions) => self.actions(body, actions, spot, record),
                None => self.object(body, None, &Path::root(), spot, record),
            };
        }
        if matches!(item, Item::List) {
            self.source.close()?;
        }
        self.at(spot, &Path::root(), RuleId::WrongType, Severity::Error, Cause::NoBody);
        Ok(())
    }

    /// Opens the frame of an object. Who asks for the verdict alone needs no slots where no rule can refuse.
    fn enter(&mut self, object: &'a Object) {
        let rules_count = || object.rules.iter().any(|rule| self.severity(rule) == Severity::Error);
        let needed = !self.findings.count_only() || rules_count();
        self.slots.enter(if needed { object } else { &choice::NO_MEMBERS });
    }

    /// Reports a value that was read to its end just now.
    #[cold]
    fn at(&mut self, spot: S::Spot, path: &Path<'_, 'a>, rule: RuleId, severity: Severity, cause: Cause<'a>) {
        let waived = self.source.waived(spot);
        let severity = if waived { Severity::Warning } else { severity };
        if self.findings.count_only() {
            return self.findings.count(severity);
        }
        let place = self.source.span(spot).map_or(Place::None, Place::Bytes);
        let (steps, found) = (path.steps(), Some(self.source.found(spot)));
        self.findings.push(Finding { rule, severity, waived, place, steps, cause, found });
    }

    /// How grave it is to break what no source states.
    fn inferred(&self) -> Severity {
        if self.options.strict { Severity::Error } else { Severity::Warning }
    }
}

/// Whether a member stands in the body in the way that is asked for.
fn is_taken(field: &Field, options: &Options<'_>) -> bool {
    field.taken_by(options.way)
}
