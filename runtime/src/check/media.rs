//! Facts about files: checked when they were measured, listed as unchecked otherwise.

use super::Walk;
use super::finding::{Cause, Finding, Place};
use super::path::{Path, parameter};
use crate::source::Source;
use crate::spec::MediaFact;
use crate::{Measured, RuleId, Severity};

/// What a measure says about a fact.
enum Outcome {
    Holds,
    Fails(String),
    /// Nobody measured it, or the measure leaves it open.
    Open,
}

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges the file that a text refers to, the text having been read just now.
    pub(super) fn media(&mut self, facts: &'a [MediaFact], path: &Path<'_, 'a>) {
        if self.options.measures.is_empty() {
            return self.findings.push_unchecked(|| path.steps(), facts);
        }
        for fact in facts {
            match self.fact(fact, path) {
                Outcome::Holds => {}
                Outcome::Open => self.findings.push_unchecked(|| path.steps(), std::slice::from_ref(fact)),
                Outcome::Fails(found) => self.findings.push(Finding {
                    rule: RuleId::Media,
                    severity: if fact.inferred { self.inferred() } else { Severity::Error },
                    waived: false,
                    place: self.source.span(self.source.spot()).map_or(Place::None, Place::Bytes),
                    steps: path.steps(),
                    cause: Cause::Media(fact),
                    found: Some(found.into()),
                }),
            }
        }
    }

    fn fact(&self, fact: &MediaFact, path: &Path<'_, 'a>) -> Outcome {
        let measure = format!("{}.{}", parameter(&path.steps()), fact.fact);
        match self.options.measures.get(&measure) {
            Some(Measured::Word(word)) if !fact.words.is_empty() => {
                let listed = fact.words.iter().any(|listed| listed.eq_ignore_ascii_case(word));
                if listed { Outcome::Holds } else { Outcome::Fails(word.clone()) }
            }
            Some(Measured::Number { min, max }) if fact.words.is_empty() => {
                let below = |value| fact.min.is_some_and(|limit| value < limit);
                let above = |value| fact.max.is_some_and(|limit| limit < value);
                if below(*max) || above(*min) {
                    Outcome::Fails(if min == max { min.to_string() } else { format!("{min}..{max}") })
                } else if below(*min) || above(*max) {
                    Outcome::Open
                } else {
                    Outcome::Holds
                }
            }
            Some(Measured::Word(_) | Measured::Number { .. }) | None => Outcome::Open,
        }
    }
}
