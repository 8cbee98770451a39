//! Choices: objects whose members follow from the value of one of them.

use std::collections::BTreeSet;

use super::finding::Cause;
use super::known::Known;
use super::object::has;
use super::path::Path;
use super::{Walk, fill};
use crate::json::{Fault, Item, Text};
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Case, Choice, Literal, Object};
use crate::{RuleId, Severity};

/// The object of a choice whose case is not known.
pub(super) static NO_MEMBERS: Object = Object::new(&[]);

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges an object that was just opened. The member that decides may stand anywhere in it, so it is looked ahead.
    pub(super) fn choice(
        &mut self,
        choice: &'a Choice,
        index: usize,
        path: &Path<'_, 'a>,
        spot: S::Spot,
        mut record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let tag = self.source.tag(choice)?;
        if tag.is_none() && choice.default.is_none() {
            self.missing(&path.member(&choice.tag, 0), Cause::Tag(choice));
        }
        let Some((case_index, case)) = case_of_tag(choice, tag) else {
            self.slots.enter(&NO_MEMBERS);
            self.slots.break_tag(choice);
            self.undecided(choice, path)?;
            self.slots.leave();
            return Ok(());
        };
        let inner = fill::open(&mut record, index, case_index);
        self.enter(&case.object);
        self.slots.feed_tag(choice, &case.value, tag.is_some());
        self.object(&case.object, Some(choice), path, spot, inner)?;
        self.slots.leave();
        Ok(())
    }

    /// Reads an object whose case is not known: only its tag can be judged, and whether any case has its members.
    fn undecided(&mut self, choice: &'a Choice, path: &Path<'_, 'a>) -> Result<(), Fault> {
        let (mut unknown, mut known) = (BTreeSet::new(), BTreeSet::new());
        while let Some(name) = self.source.next_key(Known::NONE)? {
            let is_tag = name.is(&choice.tag);
            if !is_tag && !choice.cases.iter().any(|case| has(&case.object, name)) {
                self.unknown(name, Cause::Unknown(Known::NONE), &mut unknown, path, None)?;
                continue;
            }
            if !known.insert(name.to_cow().into_owned()) {
                self.repeated(&path.unknown(name));
            }
            if is_tag {
                self.tag(choice, &path.member(&choice.tag, 0))?;
            } else {
                self.source.skip()?;
            }
        }
        Ok(())
    }

    /// Judges the member that decides.
    pub(super) fn tag(&mut self, choice: &'a Choice, path: &Path<'_, 'a>) -> Result<(), Fault> {
        let item = self.source.read()?;
        let spot = self.source.spot();
        let rule = match item {
            Item::Text(tag) if case_of(choice, tag).is_some() => return Ok(()),
            Item::Text(_) => RuleId::NotListed,
            Item::List | Item::Object => {
                self.source.close()?;
                RuleId::WrongType
            }
            Item::Null | Item::Bool(_) | Item::Number(_) => RuleId::WrongType,
        };
        self.at(spot, path, rule, Severity::Error, Cause::Tag(choice));
        Ok(())
    }
}

/// The case that a tag names, or its absence means.
pub(super) fn case_of_tag<'a>(choice: &'a Choice, tag: Option<Item<'_>>) -> Option<(usize, &'a Case)> {
    match (tag, &choice.default) {
        (Some(Item::Text(tag)), _) => case_of(choice, tag),
        (None, Some(Literal::Text(tag))) => case_of(choice, Text::plain(tag)),
        _ => None,
    }
}

/// A case by the value of the tag.
fn case_of<'a>(choice: &'a Choice, tag: Text<'_>) -> Option<(usize, &'a Case)> {
    choice.cases.iter().enumerate().find(|(_, case)| tag.is(&case.value))
}
