//! Objects: their members, what is missing, what is repeated, what the spec does not have.

use std::collections::BTreeSet;

use super::finding::{Cause, Finding, Place};
use super::known::Known;
use super::path::Path;
use super::{Walk, fill, is_taken};
use crate::json::{Fault, Text};
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Choice, Field, Object};
use crate::{RuleId, Severity};

/// An object has at most so many fields; the check of specs refuses more.
pub(crate) const MAX_FIELDS: usize = 320;

/// Which members an object was sent with.
struct Seen<'a> {
    /// A bit for each field. An object states at most 256; ways add few more, and one names the model.
    fields: [u64; MAX_FIELDS / 64],
    /// Names that the spec does not have.
    unknown: BTreeSet<String>,
    /// Whether the member that decides a choice was there.
    tag: bool,
    /// Where to look for the next member first: most bodies keep the order of the spec.
    next: usize,
    /// What the members are looked up in.
    known: Known<'a>,
}

/// What is known of an object before its members are read.
#[derive(Clone, Copy)]
pub(super) struct Members<'a> {
    /// The members that it may have.
    pub(super) known: Known<'a>,
    /// The choice that it is a case of.
    pub(super) choice: Option<&'a Choice>,
    /// Whether nobody knows which case, so that members of any are read over.
    pub(super) undecided: bool,
}

impl<'a> Members<'a> {
    pub(super) fn of(object: &'a Object) -> Self {
        Self { known: Known::of(&object.fields), choice: None, undecided: false }
    }
}

impl<'a> Seen<'a> {
    fn new(known: Known<'a>) -> Self {
        Self { fields: [0; MAX_FIELDS / 64], unknown: BTreeSet::new(), tag: false, next: 0, known }
    }

    /// Notes a field; says whether it was there before.
    fn insert(&mut self, index: usize) -> bool {
        let Some(word) = self.fields.get_mut(index / 64) else { return false };
        let bit = 1 << (index % 64);
        let repeated = *word & bit != 0;
        *word |= bit;
        repeated
    }

    fn contains(&self, index: usize) -> bool {
        self.fields.get(index / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    /// The index of a field by its name.
    fn find(&mut self, name: Text<'_>) -> Option<usize> {
        let is = |field: &Field| name.is(&field.name);
        let (before, after) = self.known.common.split_at_checked(self.next)?;
        let index = match after.iter().position(is) {
            Some(ahead) => self.next + ahead,
            None => match before.iter().position(is) {
                Some(index) => index,
                None => return Some(self.known.first_own() + self.known.own.iter().position(is)?),
            },
        };
        self.next = index + 1;
        Some(index)
    }
}

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges the members of an object that was just opened. Its frame of slots is open.
    pub(super) fn object(
        &mut self,
        object: &'a Object,
        choice: Option<&'a Choice>,
        path: &Path<'_, 'a>,
        spot: S::Spot,
        record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        self.members(object, &Members { choice, ..Members::of(object) }, path, spot, record)
    }

    /// Judges the members of an object, and the rules that it has whatever its case.
    pub(super) fn members(
        &mut self,
        object: &'a Object,
        members: &Members<'a>,
        path: &Path<'_, 'a>,
        spot: S::Spot,
        mut record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let mut seen = Seen::new(members.known);
        while let Some(name) = self.source.next_key(seen.known)? {
            if let Some(index) = self.source.key_index().or_else(|| seen.find(name))
                && let Some(field) = seen.known.get(index)
                && is_taken(field, self.options)
            {
                let path = path.member(&field.name, index);
                if seen.insert(index) {
                    self.repeated(&path);
                    self.slots.forget(field);
                    fill::clear(&mut record, index);
                }
                if record.is_none()
                    && self.asks_nothing_else(field)
                    && self.source.accept(&field.kind, self.options.public_origins)
                {
                    continue;
                }
                match &self.source.read() {
                    Ok(item) => self.value(item, field, index, &path, fill::reborrow(&mut record))?,
                    Err(fault) => return Err(*fault),
                }
            } else {
                self.other_member(name, members, &mut seen, path, fill::reborrow(&mut record))?;
            }
            if self.findings.decided() {
                return Ok(());
            }
        }
        self.absent(&seen, path);
        self.rules(object, &object.rules, path, spot);
        Ok(())
    }

    /// Judges a member that is none of the fields: the one that decides a choice, or one that the spec does not have.
    #[cold]
    fn other_member(
        &mut self,
        name: Text<'a>,
        members: &Members<'a>,
        seen: &mut Seen<'a>,
        path: &Path<'_, 'a>,
        record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let Members { choice, undecided, .. } = *members;
        if let Some(choice) = choice.filter(|choice| name.is(&choice.tag)) {
            let path = path.member(&choice.tag, members.known.common.len());
            if std::mem::replace(&mut seen.tag, true) {
                self.repeated(&path);
            }
            return self.tag(choice, &path);
        }
        let cause = unknown_cause(name, members);
        if undecided && matches!(cause, Cause::OtherCase(_)) {
            if !seen.unknown.insert(name.to_cow().into_owned()) {
                self.repeated(&path.unknown(name));
            }
            self.source.skip()?;
            return Ok(());
        }
        self.unknown(name, cause, &mut seen.unknown, path, record)
    }

    /// Reports a member that the spec does not have, and reads over it.
    pub(super) fn unknown(
        &mut self,
        name: Text<'a>,
        cause: Cause<'a>,
        names: &mut BTreeSet<String>,
        path: &Path<'_, 'a>,
        mut record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let path = path.unknown(name);
        if !names.insert(name.to_cow().into_owned()) {
            self.repeated(&path);
            self.source.skip()?;
            return Ok(());
        }
        let waived = self.source.key_waived();
        let allowed = self.options.allow_unknown || waived;
        self.findings.push(Finding {
            rule: RuleId::UnknownParameter,
            severity: if allowed { Severity::Warning } else { Severity::Error },
            waived,
            place: self.key_place(),
            steps: path.steps(),
            cause,
            found: None,
        });
        let spot = self.source.skip()?;
        if self.options.allow_unknown && record.is_some() {
            fill::put_extra(&mut record, name, self.source.value(spot, None));
        }
        Ok(())
    }

    /// Whether a value of a field has nothing to do but to be of its kind. Warnings, and values that no rule reads, do not
    /// matter to who asks for the verdict alone.
    fn asks_nothing_else(&self, field: &Field) -> bool {
        if self.findings.count_only() {
            return (field.feeds.is_empty() || self.slots.is_empty())
                && (field.inferred.is_none() || !self.options.strict)
                && (field.media.is_empty() || self.options.measures.is_empty());
        }
        field.feeds.is_empty() && field.inferred.is_none() && field.media.is_empty() && field.deprecated.is_none()
    }

    /// Reports a member that was there before.
    #[cold]
    pub(super) fn repeated(&mut self, path: &Path<'_, 'a>) {
        self.findings.push(Finding {
            rule: RuleId::DuplicateKey,
            severity: Severity::Error,
            waived: false,
            place: self.key_place(),
            steps: path.steps(),
            cause: Cause::Plain,
            found: None,
        });
    }

    fn key_place(&self) -> Place<'a> {
        self.source.key_span().map_or(Place::None, Place::Bytes)
    }

    /// Reports required members that are missing and applies the defaults of the others.
    fn absent(&mut self, seen: &Seen<'a>, path: &Path<'_, 'a>) {
        self.absent_of(seen.known.common, 0, seen, path);
        if !seen.known.own.is_empty() {
            self.absent_of(seen.known.own, seen.known.first_own(), seen, path);
        }
    }

    fn absent_of(&mut self, fields: &'a [Field], first: usize, seen: &Seen<'a>, path: &Path<'_, 'a>) {
        let needs_defaults = !self.slots.is_empty();
        for (at, field) in fields.iter().enumerate() {
            // Asked first, since the verdict on most bodies needs nothing else of most members.
            if !field.required && !field.inferred_required && !needs_defaults {
                continue;
            }
            let index = first + at;
            if seen.contains(index) || !is_taken(field, self.options) {
                continue;
            }
            let is_other_name = |other: &Field| other.alias_of == field.name;
            if (field.required || field.inferred_required)
                && !fields.iter().enumerate().any(|(at, other)| is_other_name(other) && seen.contains(first + at))
            {
                self.missing(&path.member(&field.name, index), Cause::Missing(field));
            }
            if let Some(default) = &field.default
                && !field.feeds.is_empty()
            {
                // The slots of a body do not know the defaults of its actions.
                self.slots.feed_default(field, default, first > 0);
            }
        }
    }

    #[cold]
    pub(super) fn missing(&mut self, path: &Path<'_, 'a>, cause: Cause<'a>) {
        let severity = match &cause {
            Cause::Missing(field) if !field.required => self.inferred(),
            _ => Severity::Error,
        };
        self.findings.push(Finding {
            rule: RuleId::Missing,
            severity,
            waived: false,
            place: Place::None,
            steps: path.steps(),
            cause,
            found: None,
        });
    }
}

/// Whether a field of an object has this name.
pub(super) fn has(object: &Object, name: Text<'_>) -> bool {
    object.fields.iter().any(|field| name.is(&field.name))
}

fn unknown_cause<'a>(name: Text<'a>, members: &Members<'a>) -> Cause<'a> {
    let Members { known, choice, .. } = *members;
    if known.common.iter().chain(known.own).any(|field| name.is(&field.name)) {
        return Cause::OtherWay;
    }
    match choice.filter(|choice| choice.cases.iter().any(|case| has(&case.object, name))) {
        Some(choice) => Cause::OtherCase(choice),
        None => Cause::Unknown(known),
    }
}
