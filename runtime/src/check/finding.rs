//! What the checker finds, before a sentence is made of it: finding costs every broken request, sentences only those that
//! somebody reads.

use std::borrow::Cow;
use std::ops::Range;

use super::path::Steps;
use crate::json::Reason;
use crate::spec::{Choice, Field, Kind, MediaFact, Rule};
use crate::{RuleId, Severity};

/// Something wrong with a request.
#[derive(Clone, Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) rule: RuleId,
    pub(crate) severity: Severity,
    pub(crate) waived: bool,
    pub(crate) span: Option<Range<usize>>,
    /// The value; for a rule the object whose rule it is.
    pub(crate) steps: Steps<'a>,
    pub(crate) cause: Cause<'a>,
    pub(crate) found: Option<Cow<'a, str>>,
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
    Unknown(&'a [Field]),
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
    Rule(Box<Broken<'a>>),
}

/// A rule that does not hold, with the parameters it names.
#[derive(Clone, Debug)]
pub(crate) struct Broken<'a> {
    pub(crate) rule: &'a Rule,
    /// Where it stands among the rules of its object.
    pub(crate) index: usize,
    /// The present parameters, as pointers from the object; the first one is where the violation points.
    pub(crate) present: Vec<&'a str>,
    /// All named parameters, as the spec writes them.
    pub(crate) names: Vec<&'a str>,
    /// The parameters that are needed, for a rule that needs some.
    pub(crate) needs: Vec<&'a str>,
    /// The parameter that the rule is about, for a rule that is about one.
    pub(crate) subject: Option<&'a str>,
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
}

/// No more findings than this are kept, so that a hostile body cannot ask for a report of a hundred times its size.
const MOST: usize = 10_000;

/// Everything wrong with a request.
#[derive(Debug, Default)]
pub(crate) struct Findings<'a> {
    pub(crate) list: Vec<Finding<'a>>,
    /// The number of findings that refuse the request.
    pub(crate) errors: usize,
    /// Media facts that nobody measured, with the value they are about.
    pub(crate) unchecked: smallvec::SmallVec<[(Steps<'a>, &'a MediaFact); 4]>,
}

impl<'a> Findings<'a> {
    pub(crate) fn push(&mut self, finding: Finding<'a>) {
        let error = finding.severity == Severity::Error;
        // Beyond the limit only the first error is kept, since it decides the verdict.
        if self.list.len() < MOST || (error && self.errors == 0) {
            self.list.push(finding);
        }
        self.errors += usize::from(error);
    }

    pub(crate) fn unchecked(&mut self, steps: Steps<'a>, fact: &'a MediaFact) {
        if self.unchecked.len() < MOST {
            self.unchecked.push((steps, fact));
        }
    }
}
