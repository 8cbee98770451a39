//! The value of a member or an item, judged by its kind.

use super::finding::Cause;
use super::path::Path;
use super::state::Fed;
use super::{Walk, fill, scalar};
use crate::json::{Fault, Item};
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Field, Kind};
use crate::{RuleId, Severity};

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges a value that was read just now. `index` is the member that a typed request keeps it in.
    pub(super) fn value(
        &mut self,
        item: &Item<'a>,
        field: &'a Field,
        index: usize,
        path: &Path<'_, 'a>,
        record: Option<&mut dyn Record>,
    ) -> Result<(), Fault> {
        let errors_before = self.findings.errors();
        let spot = self.source.spot();
        let fed = match &field.kind {
            Kind::AnyOf(alternatives) => self.any_of(item, field, alternatives, index, path, record)?,
            kind => self.of_kind(item, field, kind, index, path, record)?,
        };
        if let Some(instead) = &field.deprecated {
            self.at(spot, path, RuleId::Deprecated, Severity::Warning, Cause::Deprecated(instead));
        }
        if !field.feeds.is_empty() {
            self.slots.feed(field, fed, self.findings.errors() > errors_before);
            if matches!(item, Item::Text(_)) && self.slots.wants_facts(field) {
                self.feed_facts(field, path);
            }
        }
        Ok(())
    }

    /// Judges a value by one kind. `said` is what a report says is allowed: the kind itself, or the `any_of` around it.
    pub(super) fn of_kind<'i>(
        &mut self,
        item: &'i Item<'a>,
        field: &'a Field,
        said: &'a Kind,
        index: usize,
        path: &Path<'_, 'a>,
        mut record: Option<&mut dyn Record>,
    ) -> Result<Fed<'i, 'a>, Fault> {
        let spot = self.source.spot();
        Ok(match (item, &field.kind) {
            (Item::List, Kind::List(range)) => {
                Fed::List(self.list(range, field, index, path, spot, fill::reborrow(&mut record))?)
            }
            (Item::Object, Kind::Object(object)) => {
                let inner = fill::open(&mut record, index, 0);
                self.enter(object);
                self.object(object, None, path, spot, inner)?;
                self.slots.leave();
                Fed::Object
            }
            (Item::Object, Kind::Choice(choice)) => {
                self.choice(choice, index, path, spot, fill::reborrow(&mut record))?;
                Fed::Object
            }
            (Item::Object, Kind::AnyObject) => {
                self.source.close()?;
                if record.is_some() {
                    fill::set_json(&mut record, index, self.source.value(spot, Some(field)));
                }
                Fed::Object
            }
            (Item::List | Item::Object, _) => {
                self.source.close()?;
                self.at(spot, path, RuleId::WrongType, Severity::Error, Cause::Kind(said));
                Fed::Object
            }
            (Item::Null | Item::Bool(_) | Item::Number(_) | Item::Text(_), _) => {
                self.scalar(field, said, item, path, spot);
                if let Some(record) = record {
                    fill::set(record, index, field, item);
                }
                Fed::Scalar(item)
            }
        })
    }

    fn scalar(&mut self, field: &'a Field, said: &'a Kind, item: &Item<'a>, path: &Path<'_, 'a>, spot: S::Spot) {
        // Most values are fine, which is known without saying anything; only the others are judged once more for the report.
        let origins = self.options.public_origins;
        if !is_fine(&field.kind, item, origins)
            || field.inferred.as_ref().is_some_and(|kind| !is_fine(kind, item, origins))
        {
            self.faulty_scalar(field, said, item, path, spot);
        }
        if !field.media.is_empty() && matches!(item, Item::Text(_)) {
            self.media(&field.media, path);
        }
    }

    #[cold]
    fn faulty_scalar(&mut self, field: &'a Field, said: &'a Kind, item: &Item<'a>, path: &Path<'_, 'a>, spot: S::Spot) {
        if matches!(item, Item::Null) {
            if !field.nullable {
                self.at(spot, path, RuleId::WrongType, Severity::Error, Cause::Kind(said));
            }
            return;
        }
        let errors_before = self.findings.errors();
        let base = (&field.kind, said);
        self.judge(base, item, path, spot, Severity::Error);
        if let Some(kind) = &field.inferred
            && self.findings.errors() == errors_before
        {
            self.judge((kind, kind), item, path, spot, self.inferred());
        }
    }

    /// Judges a scalar by a kind, and says of values that are not in it what is allowed instead.
    fn judge(
        &mut self,
        (kind, said): (&'a Kind, &'a Kind),
        item: &Item<'a>,
        path: &Path<'_, 'a>,
        spot: S::Spot,
        severity: Severity,
    ) {
        let origins = self.options.public_origins;
        scalar::judge(kind, item, origins, &mut |rule, cause| {
            let cause = match (rule, cause) {
                (RuleId::NotListed | RuleId::OutOfRange | RuleId::NotMultiple | RuleId::WrongType, Cause::Kind(_)) => {
                    Cause::Kind(said)
                }
                (_, cause) => cause,
            };
            let severity = match rule {
                RuleId::Deprecated | RuleId::UncheckedHost => Severity::Warning,
                _ => severity,
            };
            self.at(spot, path, rule, severity, cause);
        });
    }
}

/// Whether a scalar is what its kind takes, with nothing to say about it.
pub(crate) fn is_fine(kind: &Kind, item: &Item<'_>, public_origins: &[String]) -> bool {
    let mut fine = true;
    scalar::judge(kind, item, public_origins, &mut |_, _| fine = false);
    fine
}
