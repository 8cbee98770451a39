//! Bodies whose members follow from an action: those that every action has, and those of the one that is asked for.

use super::choice::case_of_tag;
use super::finding::Cause;
use super::known::Known;
use super::object::Members;
use super::path::Path;
use super::{Walk, fill};
use crate::json::Fault;
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Choice, Object};

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges a body that was just opened. The member that names the action may stand anywhere in it, so it is looked ahead.
    pub(super) fn actions(
        &mut self,
        body: &'a Object,
        actions: &'a Choice,
        spot: S::Spot,
        mut record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let (path, place) = (Path::root(), body.fields.len());
        let tag = self.source.tag(actions)?;
        if tag.is_none() && actions.default.is_none() {
            self.missing(&path.member(&actions.tag, place), Cause::Tag(actions));
        }
        let members = Members { choice: Some(actions), ..Members::of(body) };
        let Some((index, action)) = case_of_tag(actions, tag) else {
            self.slots.break_tag(actions);
            return self.members(body, &Members { undecided: true, ..members }, &path, spot, record);
        };
        self.slots.feed_tag(actions, &action.value, tag.is_some());
        // From here on the request is one of this action, and has its members.
        let _ = fill::open(&mut record, place, index);
        let known = Known { own: &action.object.fields, ..members.known };
        self.members(body, &Members { known, ..members }, &path, spot, record)?;
        if !self.findings.decided() {
            self.rules(body, &action.object.rules, &path, spot);
        }
        Ok(())
    }
}
