//! What the checker finds, before a sentence is made of it: finding costs every broken request, sentences only those that
//! somebody reads.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::Options;
use super::known::Known;
use super::path::{Steps, pointer};
use crate::json::{Reason, locate};
use crate::spec::{Choice, Field, Kind, MediaFact, ModelSpec, Object, Rule, Slot};
use crate::{RuleId, Severity};

/// Everything wrong with a request, found and not yet put into words: [`report`](Self::report) does that.
#[derive(Debug)]
pub struct Findings<'a> {
    pub(crate) spec: &'a ModelSpec,
    pub(crate) options: &'a Options<'a>,
    pub(crate) list: Vec<Finding<'a>>,
    /// What could not be judged, because nobody measured it.
    pub(crate) unchecked: SmallVec<[Open<'a>; 1]>,
    errors: usize,
    /// Whether only the number of errors is wanted.
    count_only: bool,
}

/// Something wrong with a request.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    pub(crate) rule: RuleId,
    pub(crate) severity: Severity,
    pub(crate) waived: bool,
    pub(crate) place: Place<'a>,
    /// The value; for a rule the object whose rule it is.
    pub(crate) steps: Steps<'a>,
    pub(crate) cause: Cause<'a>,
    pub(crate) found: Option<Cow<'a, str>>,
}

/// Something that could not be judged, because nobody measured it.
#[derive(Clone, Debug)]
pub(crate) enum Open<'a> {
    /// Facts of the file that a value refers to.
    File(Steps<'a>, &'a [MediaFact]),
    /// A rule of the object at a place, and the slot that waits for a fact.
    Rule(Steps<'a>, &'a Slot, &'a Rule),
}

/// Where a finding is in the text of the body.
#[derive(Clone, Debug)]
pub(crate) enum Place<'a> {
    /// Nowhere.
    None,
    /// At these bytes.
    Bytes(Range<usize>),
    /// At the first present parameter of a rule of the object that begins at this byte, which is looked for when it is asked for.
    Within(&'a str, usize),
}

/// What the sentence about a finding is made of.
#[derive(Clone, Debug)]
pub(crate) enum Cause<'a> {
    /// The body could not be read to its end.
    Unreadable(Reason),
    /// The name of the rule says it all.
    Plain,
    /// The body itself is no object.
    NoBody,
    /// A parameter is absent.
    Missing(&'a Field),
    /// The member that decides a choice is absent, or is none of the cases.
    Tag(&'a Choice),
    /// There is no such member; these there are.
    Unknown(Known<'a>),
    /// The member is taken by other ways only.
    OtherWay,
    /// The member belongs to other cases of a choice.
    OtherCase(&'a Choice),
    /// The value is not what its kind takes.
    Kind(&'a Kind),
    /// A text or a list is too short or too long.
    Length { unit: Unit, limit: Limit<'a>, actual: u64 },
    /// What to use instead.
    Deprecated(&'a str),
    /// The file is not what the parameter takes.
    Media(&'a MediaFact),
    /// Two items of a list are equal.
    Equal(usize, usize),
    /// A rule of the spec does not hold.
    Rule(Broken<'a>),
}

/// A rule that does not hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken<'a> {
    /// The object whose slots it reads.
    pub(crate) object: &'a Object,
    pub(crate) rule: &'a Rule,
    /// Where it stands among the rules of the object, or of the action.
    pub(crate) index: usize,
    /// Which of the parameters that it names are present, a bit each.
    pub(crate) present: u64,
    /// Which of them are present under their other name only.
    pub(crate) others: u64,
}

/// What a length counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Unit {
    Chars,
    Utf16,
    Bytes,
    Words,
    Items,
}

/// The limit that a length breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit<'a> {
    Min(u64),
    Max(u64),
    Counts(&'a [u64]),
    MultipleOf(u64),
}

/// No more findings than this are kept, so that a hostile body cannot ask for a report of a hundred times its size.
const MOST: usize = 10_000;

impl<'a> Findings<'a> {
    pub(super) fn new(spec: &'a ModelSpec, options: &'a Options<'a>) -> Self {
        Self { spec, options, list: Vec::new(), unchecked: SmallVec::new(), errors: 0, count_only: false }
    }

    pub(super) fn counting(spec: &'a ModelSpec, options: &'a Options<'a>) -> Self {
        Self { count_only: true, ..Self::new(spec, options) }
    }

    /// Whether the request may be sent: no finding refuses it.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.errors == 0
    }

    /// What was found, in the order in which it was found.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding<'a>> {
        self.list.iter()
    }

    /// The number of findings that refuse the request, those that were not kept included.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether only the verdict is asked for, so that what does not refuse the request need not be found.
    pub(super) fn count_only(&self) -> bool {
        self.count_only
    }

    /// Whether only the verdict is asked for and known, so that nothing more need be read.
    pub(super) fn decided(&self) -> bool {
        self.count_only && self.errors > 0
    }

    pub(super) fn push(&mut self, finding: Finding<'a>) {
        let severity = finding.severity;
        let error = severity == Severity::Error;
        // Beyond the limit only the first error is kept, since it decides the verdict.
        if !self.count_only && (self.list.len() < MOST || (error && self.errors == 0)) {
            self.list.push(finding);
        }
        self.count(severity);
    }

    /// Counts what need not be kept.
    pub(super) fn count(&mut self, severity: Severity) {
        self.errors += usize::from(severity == Severity::Error);
    }

    pub(super) fn push_unchecked(&mut self, steps: impl FnOnce() -> Steps<'a>, facts: &'a [MediaFact]) {
        if !self.count_only && !facts.is_empty() && self.unchecked.len() < MOST {
            self.unchecked.push(Open::File(steps(), facts));
        }
    }

    pub(super) fn push_open_rule(&mut self, steps: impl FnOnce() -> Steps<'a>, slot: &'a Slot, rule: &'a Rule) {
        if !self.count_only && self.unchecked.len() < MOST {
            self.unchecked.push(Open::Rule(steps(), slot, rule));
        }
    }

    /// Forgets everything but this: a body that cannot be read has no other fault.
    pub(super) fn only(&mut self, finding: Finding<'a>) {
        self.list.clear();
        self.unchecked.clear();
        self.errors = 0;
        self.push(finding);
    }
}

impl<'b, 'a> IntoIterator for &'b Findings<'a> {
    type Item = &'b Finding<'a>;
    type IntoIter = std::slice::Iter<'b, Finding<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Finding<'_> {
    /// Which rule of this crate.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    /// Whether it refuses the request.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where, as a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut place = pointer(&self.steps);
        if let Cause::Rule(broken) = &self.cause {
            match broken.present().next() {
                Some(slot) => place.push_str(&slot.pointer),
                None => place.clear(),
            }
        }
        place
    }

    /// The bytes of the body that it is about.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        match (&self.place, &self.cause) {
            (Place::Bytes(span), _) => Some(span.clone()),
            (Place::Within(body, object), Cause::Rule(broken)) => {
                locate(body, *object, &broken.present().next()?.pointer)
            }
            (Place::None | Place::Within(..), _) => None,
        }
    }
}

impl<'a> Broken<'a> {
    /// The named parameters that are present, in the order of the rule. Two slots of one parameter count once.
    pub(crate) fn present(self) -> impl Iterator<Item = &'a Slot> {
        let names = &self.rule.names;
        let mut pointers: SmallVec<[&str; 4]> = SmallVec::new();
        names.iter().enumerate().filter_map(move |(at, index)| {
            let slot = self.object.slots.get(usize::from(*index)).filter(|_| bit(at) & self.present != 0)?;
            let other = slot.alias.filter(|_| bit(at) & self.others != 0);
            let slot = other.and_then(|other| self.object.slots.get(usize::from(other))).unwrap_or(slot);
            let repeated = pointers.contains(&&*slot.pointer);
            pointers.push(&slot.pointer);
            (!repeated).then_some(slot)
        })
    }

    /// The parameters of a list of the rule, as the spec writes them.
    pub(crate) fn paths(self, slots: &[u16]) -> Vec<&'a str> {
        slots.iter().filter_map(|index| self.object.slots.get(usize::from(*index))).map(|slot| &*slot.path).collect()
    }
}

/// The bit of a parameter in [`Broken::present`]; none beyond 64, more than any rule names.
pub(super) fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0)
}
