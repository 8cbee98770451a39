//! Values of several kinds: which alternative judges a value.

use super::finding::Cause;
use super::path::Path;
use super::state::Fed;
use super::{Walk, scalar};
use crate::json::{Fault, Item};
use crate::record::Record;
use crate::source::Source;
use crate::spec::{Field, JsonType};
use crate::{RuleId, Severity};

/// What the alternatives of a parameter are to a value.
pub(crate) enum Alternative {
    /// None of them is of its JSON type.
    None,
    /// The one with this index judges it.
    One(usize),
    /// Several are of its JSON type, this one the last, and none takes it.
    Several(usize),
}

/// The alternative that judges a value: the only one of its JSON type, or of several the first one that takes it.
pub(crate) fn alternative(alternatives: &[Field], item: &Item<'_>, public_origins: &[String]) -> Alternative {
    let found = type_of(item);
    let mut of_type = alternatives
        .iter()
        .enumerate()
        .filter(|(_, alternative)| found.is_some() && alternative.kind.json_type() == found);
    let Some((first, field)) = of_type.next() else { return Alternative::None };
    let Some((second, next)) = of_type.next() else { return Alternative::One(first) };
    let mut last = second;
    for (index, field) in [(first, field), (second, next)].into_iter().chain(of_type) {
        if scalar::takes(&field.kind, item, public_origins) {
            return Alternative::One(index);
        }
        last = index;
    }
    Alternative::Several(last)
}

/// The JSON type of a value; none for `null`.
const fn type_of(item: &Item<'_>) -> Option<JsonType> {
    Some(match item {
        Item::Null => return None,
        Item::Bool(_) => JsonType::Bool,
        Item::Number(_) => JsonType::Number,
        Item::Text(_) => JsonType::Text,
        Item::List => JsonType::List,
        Item::Object => JsonType::Object,
    })
}

impl<'a, S: Source<'a>> Walk<'a, S> {
    /// Judges a value that was read just now by the alternative of its type. What no alternative takes is of the wrong type, or
    /// none of what several list.
    pub(super) fn any_of<'i>(
        &mut self,
        item: &'i Item<'a>,
        field: &'a Field,
        alternatives: &'a [Field],
        index: usize,
        path: &Path<'_, 'a>,
        record: Option<&mut dyn Record>,
    ) -> Result<Fed<'i, 'a>, Fault> {
        let spot = self.source.spot();
        let found = alternative(alternatives, item, self.options.public_origins);
        let Alternative::One(found) = found else {
            if let Alternative::Several(_) = found {
                self.at(spot, path, RuleId::NotListed, Severity::Error, Cause::Kind(&field.kind));
                return Ok(Fed::Scalar(item));
            }
            return self.of_kind(item, field, &field.kind, index, path, record);
        };
        let Some(alternative) = alternatives.get(found) else { return Ok(Fed::Scalar(item)) };
        let fed = self.of_kind(item, alternative, &field.kind, index, path, record)?;
        if let Some(instead) = &alternative.deprecated {
            self.at(spot, path, RuleId::Deprecated, Severity::Warning, Cause::Deprecated(instead));
        }
        Ok(fed)
    }
}
