//! Lists: their items, how many there are, whether two are equal.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::finding::{Cause, Limit, Unit};
use super::path::Path;
use super::{Walk, fill};
use crate::json::{Fault, Item, Number, Whole};
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Field, Kind, ListRange};
use crate::{RuleId, Severity};

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges a list that was just opened, and gives its number of items.
    pub(super) fn list(
        &mut self,
        range: &'a ListRange,
        field: &'a Field,
        index: usize,
        path: &Path<'_, 'a>,
        spot: S::Spot,
        mut record: Option<&mut dyn Record>,
    ) -> Result<u64, Fault> {
        let Some(item_field) = range.item.first() else {
            self.source.close()?;
            return Ok(0);
        };
        fill::begin_list(&mut record, index);
        // A typed request keeps a list within a list as plain JSON.
        let nested = holds_list(&item_field.kind);
        let mut distinct = Distinct::default();
        let mut count = 0;
        while self.source.next_item()? {
            let path = path.item(count);
            let inner = if nested { None } else { fill::reborrow(&mut record) };
            let item = self.source.read()?;
            let spot = self.source.spot();
            self.value(&item, item_field, index, &path, inner)?;
            if matches!(item, Item::Text(_)) {
                self.media(&field.media, &path);
            }
            if nested && record.is_some() {
                fill::set_json(&mut record, index, self.source.value(spot, Some(item_field)));
            }
            if range.unique {
                distinct.push(count, item, || self.source.value(spot, Some(item_field)));
            }
            count += 1;
        }
        self.count(range, count as u64, path, spot);
        if let Some((first, second)) = distinct.equal() {
            self.at(spot, path, RuleId::NotUnique, Severity::Error, Cause::Equal(first, second));
        }
        Ok(count as u64)
    }

    fn count(&mut self, range: &'a ListRange, actual: u64, path: &Path<'_, 'a>, spot: S::Spot) {
        let fault = match range {
            ListRange { min: Some(min), .. } if actual < *min => Some((RuleId::TooFew, Limit::Min(*min))),
            ListRange { max: Some(max), .. } if *max < actual => Some((RuleId::TooMany, Limit::Max(*max))),
            ListRange { multiple_of, .. } if actual.checked_rem(*multiple_of) != Some(0) => {
                Some((RuleId::NotMultiple, Limit::MultipleOf(*multiple_of)))
            }
            ListRange { counts, .. } if !counts.is_empty() && !counts.contains(&actual) => {
                let more_would_do = counts.iter().any(|count| actual < *count);
                Some((if more_would_do { RuleId::TooFew } else { RuleId::TooMany }, Limit::Counts(counts)))
            }
            ListRange { .. } => None,
        };
        if let Some((rule, limit)) = fault {
            self.at(spot, path, rule, Severity::Error, Cause::Length { unit: Unit::Items, limit, actual });
        }
    }
}

/// Whether a value may be a list itself.
fn holds_list(kind: &Kind) -> bool {
    match kind {
        Kind::List(_) => true,
        Kind::AnyOf(alternatives) => alternatives.iter().any(|alternative| matches!(alternative.kind, Kind::List(_))),
        _ => false,
    }
}

/// The items of a list whose items have to differ, each with its index.
#[derive(Default)]
struct Distinct<'a> {
    items: SmallVec<[(Canonical<'a>, usize); 8]>,
}

/// A value in the one form that equal values share: `1` is `1.0`, and the order of members does not matter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Canonical<'a> {
    Null,
    Bool(bool),
    Whole(i128),
    Huge(Cow<'a, str>),
    /// The bits of a double.
    Double(u64),
    Text(Cow<'a, str>),
    List(Vec<Canonical<'a>>),
    Object(Vec<(String, Canonical<'a>)>),
}

impl<'a> Distinct<'a> {
    fn push(&mut self, index: usize, item: Item<'a>, value: impl FnOnce() -> Option<serde_json::Value>) {
        let canonical = match item {
            Item::Null => Canonical::Null,
            Item::Bool(value) => Canonical::Bool(value),
            Item::Number(number) => number_of(number),
            Item::Text(text) => Canonical::Text(text.to_cow()),
            Item::List | Item::Object => match value() {
                Some(value) => json_of(value),
                None => return,
            },
        };
        self.items.push((canonical, index));
    }

    /// Two items that are equal.
    fn equal(mut self) -> Option<(usize, usize)> {
        self.items.sort_unstable();
        let equal = self.items.windows(2).filter_map(|pair| match pair {
            [(first, at), (second, after)] if first == second => Some((*at, *after)),
            _ => None,
        });
        equal.min_by_key(|(_, after)| *after)
    }
}

fn number_of(number: Number<'_>) -> Canonical<'_> {
    match (number.whole(), number) {
        (Whole::Value(value), _) => Canonical::Whole(value),
        (_, Number::Huge(text)) => Canonical::Huge(Cow::Borrowed(text)),
        (Whole::Beyond | Whole::Fraction | Whole::NotFinite, number) => Canonical::Double(number.double().to_bits()),
    }
}

/// Not deeper than the checker has read.
fn json_of(value: serde_json::Value) -> Canonical<'static> {
    match value {
        serde_json::Value::Null => Canonical::Null,
        serde_json::Value::Bool(value) => Canonical::Bool(value),
        serde_json::Value::Number(number) => number_of(crate::source::json_number(&number)),
        serde_json::Value::String(text) => Canonical::Text(Cow::Owned(text)),
        serde_json::Value::Array(items) => Canonical::List(items.into_iter().map(json_of).collect()),
        serde_json::Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(name, value)| (name, json_of(value))).collect();
            members.sort_unstable();
            Canonical::Object(members)
        }
    }
}
