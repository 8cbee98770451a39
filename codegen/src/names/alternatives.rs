//! The names of values of several kinds: one enum, with a variant for each listed value and one for each other alternative.

use nameplate::spec::{Field, JsonType, Kind};

use super::tree::{AlternativeNames, AnyOfNames, Naming, join};
use super::words::camel;
use super::{Of, Scope};

/// The path of what stands within an alternative.
pub(crate) fn path(path: &str, index: usize) -> String {
    join(path, &format!("#{index}"))
}

impl Naming<'_> {
    /// The names of a value of several kinds that stands at a path; its type would like to be called `wanted`.
    pub(super) fn any_of(&mut self, field: &Field, alternatives: &[Field], wanted: &str, at: &str) -> AnyOfNames {
        let type_name = self.types.claim(wanted);
        let variants: Vec<Vec<(String, bool)>> = alternatives
            .iter()
            .enumerate()
            .map(|(index, alternative)| match listed(&alternative.kind) {
                Some(values) => values.iter().map(|value| self.wanted_variant(at, value)).collect(),
                None => vec![match self.overrides.alternatives.get(&(at.to_owned(), index)) {
                    Some(stated) => (stated.clone(), true),
                    None => (variant(field, alternatives, alternative), false),
                }],
            })
            .collect();
        let mut claimed = Scope::new(Of::Variants).claim_all(&variants.concat()).into_iter();
        let names = alternatives.iter().zip(&variants).enumerate().map(|(index, (alternative, variants))| {
            let mut own = claimed.by_ref().take(variants.len());
            if listed(&alternative.kind).is_some() {
                return AlternativeNames::Listed(own.collect());
            }
            let variant = own.next().unwrap_or_default();
            let inner = if matches!(alternative.kind, Kind::List(_)) { "Item" } else { &variant };
            let kind = self.kind(alternative, &format!("{wanted}{inner}"), &path(at, index));
            AlternativeNames::Value(variant, kind)
        });
        AnyOfNames { type_name, alternatives: names.collect() }
    }
}

/// The values that an alternative lists, as texts.
fn listed(kind: &Kind) -> Option<Vec<String>> {
    match kind {
        Kind::OneOf(words) => Some(words.iter().map(|word| word.value.to_string()).collect()),
        Kind::OneOfNumbers(numbers) => Some(numbers.iter().map(|number| number.value.to_string()).collect()),
        _ => None,
    }
}

/// What the variant of an alternative would like to be called: what it counts, whether it is one or many, or its type.
fn variant(field: &Field, alternatives: &[Field], alternative: &Field) -> String {
    let of_type = |of| alternatives.iter().find(|other| other.kind.json_type() == Some(of));
    let item = of_type(JsonType::List).and_then(|list| item_type(&list.kind));
    match alternative.kind.json_type() {
        Some(JsonType::List) => {
            if item.is_some_and(|item| of_type(item).is_some()) { "Many" } else { "List" }.to_owned()
        }
        some if some.is_some() && some == item => "One".to_owned(),
        Some(JsonType::Bool) => "Bool".to_owned(),
        Some(JsonType::Number) => {
            let unit = if alternative.unit.is_empty() { &field.unit } else { &alternative.unit };
            counted(unit)
        }
        Some(JsonType::Text) => if matches!(alternative.kind, Kind::Url(_)) { "Url" } else { "Text" }.to_owned(),
        Some(JsonType::Object) | None => "Object".to_owned(),
    }
}

fn item_type(kind: &Kind) -> Option<JsonType> {
    if let Kind::List(range) = kind { range.item.first()?.kind.json_type() } else { None }
}

/// What a number of some unit counts.
fn counted(unit: &str) -> String {
    match unit {
        "" => "Number".to_owned(),
        "s" => "Seconds".to_owned(),
        "min" => "Minutes".to_owned(),
        "px" => "Pixels".to_owned(),
        unit => camel(unit),
    }
}
