//! Facts about files: checked when they were measured, listed as unchecked otherwise.

use std::borrow::Cow;

use super::Walk;
use super::finding::{Cause, Finding, Place};
use super::path::{Path, Step, dotted, parameter};
use crate::source::Source;
use crate::spec::{Billing, Field, Measure, MediaFact};
use crate::{Exact, Measured, RuleId, Severity};

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
        match self.measured(&path.steps(), &fact.fact).as_deref() {
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

    /// Lets the slots that keep facts of the file know what was measured.
    pub(super) fn feed_facts(&mut self, field: &'a Field, path: &Path<'_, 'a>) {
        let steps = path.steps();
        for slot_use in field.feeds.iter() {
            let Some(fact) = self.slots.fact(*slot_use) else { continue };
            let measured = self.measured(&steps, fact);
            self.slots.feed_fact(*slot_use, measured.as_ref());
        }
    }

    /// What the caller says of the file at a place: of this one of several, of all of them, or by the measure of the price
    /// that is this fact.
    fn measured(&self, steps: &[Step<'a>], fact: &str) -> Option<Cow<'a, Measured>> {
        let measures = self.options.measures;
        if measures.is_empty() {
            return None;
        }
        let parameter = parameter(steps);
        let named = |of: &str| measures.get(&format!("{of}.{fact}"));
        let billed = || {
            let Billing::Formula(formula) = &self.findings.spec.billing else { return None };
            let is_it = |measure: &&Measure| measure.of == parameter && measure.fact == fact;
            measures.get(&formula.measures.iter().find(is_it)?.name)
        };
        let given = named(&dotted(steps)).or_else(|| named(&parameter)).or_else(billed).map(Cow::Borrowed);
        given.or_else(|| self.derived(steps, fact).map(Cow::Owned))
    }

    /// What follows from the width and the height.
    fn derived(&self, steps: &[Step<'a>], fact: &str) -> Option<Measured> {
        let combine = match fact {
            "pixels" => Exact::mul,
            "aspect" => Exact::div,
            _ => return None,
        };
        let (width, height) = (self.measured(steps, "width")?, self.measured(steps, "height")?);
        let (Measured::Number { min: narrow, max: wide }, Measured::Number { min: low, max: high }) =
            (width.as_ref(), height.as_ref())
        else {
            return None;
        };
        let (least, most) = if fact == "aspect" { (high, low) } else { (low, high) };
        Some(Measured::Number { min: combine(*narrow, *least)?, max: combine(*wide, *most)? })
    }
}
