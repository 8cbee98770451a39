//! The parameters of a model with `like:` followed and limits resolved, in the keys of the spec. The values are JSON, which
//! is YAML too.

use std::fmt::Write as _;

use nameplate::Exact;
use nameplate::spec::{
    Allowed, Chars, Field, IntegerRange, Kind, Literal, ModelSpec, NumberRange, Object, PriceEffect, Rounds, Rule,
    RuleKind,
};
use nameplate_codegen::emit::words;
use serde_json::{Map, Value, json};

use super::parameter::json_text;

/// The resolved parameters and rules of a model.
pub(super) fn spec(spec: &ModelSpec) -> String {
    let mut text =
        format!("model: {}\nprovider: {}\nways: {}\nparameters:\n", spec.id, spec.provider.id, json!(spec.ways));
    for field in spec.body.fields.iter() {
        let _ = writeln!(text, "  {}: {}", name(&field.name), Value::from(parameter(field, spec)));
    }
    if let Some(action) = spec.body.action.first() {
        let kind = one_kind(&action.kind, spec).remove("choice").unwrap_or_default();
        let _ = writeln!(text, "actions: {kind}");
    }
    text.push_str("rules:\n");
    for rule in spec.body.rules.iter() {
        let _ = writeln!(text, "  {}: {}", name(&rule.name), Value::from(one_rule(rule, &spec.body)));
    }
    text
}

/// A key, in quotes: whatever it is, YAML reads it as a text.
fn name(name: &str) -> Value {
    Value::from(name)
}

/// Keys with their values, without those that say nothing.
#[derive(Default)]
struct Keys(Map<String, Value>);

impl Keys {
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let says_nothing = matches!(&value, Value::Null | Value::Bool(false))
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        if !says_nothing {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    /// Adds both ends of a length.
    fn with_length(self, min: &str, max: &str, length: Chars) -> Self {
        self.with(min, length.min).with(max, length.max)
    }
}

fn parameter(field: &Field, spec: &ModelSpec) -> Map<String, Value> {
    let ways: Vec<&str> =
        spec.ways.iter().enumerate().filter(|(way, _)| field.taken_by(*way)).map(|(_, name)| name.as_ref()).collect();
    let file: Vec<String> = field.media.iter().map(words::media_fact).collect();
    let keys = Keys::default()
        .with("doc", field.doc.as_ref())
        .with("required", field.required)
        .with("alias_of", field.alias_of.as_ref())
        .with("nullable", field.nullable)
        .with("empty", if field.empty_is_absent { "absent" } else { "" })
        .with("unit", field.unit.as_ref())
        .with("price_effect", effect(field.price_effect))
        .with("deprecated", field.deprecated.as_deref())
        .with("disputed", field.disputed.as_deref())
        .with("from", source(field, spec))
        .with("ways", if field.ways == u32::MAX { Vec::new() } else { ways })
        .with("media", file)
        .with("inferred", inferred(field, spec));
    let mut keys = keys.0;
    // Not through `with`: a default of `false` or of an empty text does say something.
    keys.extend(field.default.as_ref().map(|default| ("default".to_owned(), literal_value(&json_text(default)))));
    keys.extend(one_kind(&field.kind, spec));
    keys
}

fn inferred(field: &Field, spec: &ModelSpec) -> Option<Value> {
    let mut keys = field.inferred.as_ref().map(|kind| one_kind(kind, spec)).unwrap_or_default();
    if field.inferred_required {
        keys.insert("required".to_owned(), Value::Bool(true));
    }
    (!keys.is_empty()).then(|| Value::from(keys))
}

fn source<'a>(field: &Field, spec: &'a ModelSpec) -> &'a str {
    // The first source is the model's own page, which is not named.
    if field.source == 0 {
        ""
    } else {
        spec.sources.get(usize::from(field.source)).map_or("", |source| source.name.as_ref())
    }
}

const fn effect(effect: Option<PriceEffect>) -> &'static str {
    match effect {
        Some(PriceEffect::More) => "more",
        Some(PriceEffect::Less) => "less",
        Some(PriceEffect::None) => "none",
        None => "",
    }
}

/// A rule in the keys of the spec; an `unless` has become the opposite `when`.
fn one_rule(rule: &Rule, object: &Object) -> Map<String, Value> {
    let path = |slot: u16| object.slots.get(usize::from(slot)).map(|slot| slot.path.as_ref()).unwrap_or_default();
    let paths = |slots: &[u16]| slots.iter().map(|slot| path(*slot)).collect::<Vec<_>>();
    let keys = Keys::default();
    let keys = match &rule.kind {
        RuleKind::ExactlyOne => keys.with("exactly_one", paths(&rule.names)),
        RuleKind::AtMostOne => keys.with("at_most_one", paths(&rule.names)),
        RuleKind::AtLeastOne => keys.with("at_least_one", paths(&rule.names)),
        RuleKind::Together => keys.with("together", paths(&rule.names)),
        RuleKind::Requires { needs, text, values, .. } => {
            keys.with("requires", paths(needs)).with("in", literals(values)).with("when", text.as_ref())
        }
        RuleKind::AllowedOnly { subject, text, .. } => {
            keys.with("allowed_only", path(*subject)).with("when", text.as_ref())
        }
        RuleKind::Alias { of, alias } => keys.with("alias", path(*alias)).with("of", path(*of)),
        RuleKind::NoEffect { subject, text, .. } => keys.with("no_effect", path(*subject)).with("when", text.as_ref()),
        RuleKind::Placeholders { texts, of, form } => {
            keys.with("placeholders", json!({"form": form, "in": paths(texts), "of": path(*of)}))
        }
        RuleKind::Condition { text, .. } => keys.with("condition", text.as_ref()),
        RuleKind::Dependent { subject, text, allowed, .. } => {
            let keys = keys.with("dependent", path(*subject)).with("when", text.as_ref());
            let number = |number: &Exact| literal_value(&number.to_string());
            match allowed {
                Allowed::Values(values) => keys.with("in", literals(values)),
                Allowed::Range { min, max } => {
                    keys.with("min", min.as_ref().map(number)).with("max", max.as_ref().map(number))
                }
            }
        }
    };
    let keys = keys.with("message", rule.message.as_ref()).with("inferred", rule.inferred);
    keys.with("disputed", rule.disputed.as_deref()).0
}

fn literals(values: &[Literal]) -> Vec<Value> {
    values.iter().map(|value| literal_value(&json_text(value))).collect()
}

/// The key of a kind with what stands below it; recursion ends with the objects of the spec, whose depth is limited.
fn one_kind(kind: &Kind, spec: &ModelSpec) -> Map<String, Value> {
    let object = |object: &Object| members(object, spec);
    let below = match kind {
        Kind::Bool | Kind::AnyObject => Map::new(),
        Kind::AnyOf(alternatives) => {
            let each: Vec<Value> = alternatives.iter().map(|part| Value::from(parameter(part, spec))).collect();
            return Keys::default().with(kind.word(), each).0;
        }
        Kind::Integer(range) => integer(range),
        Kind::Number(range) => number(range),
        Kind::Text(range) => {
            Keys::default()
                .with_length("min_chars", "max_chars", range.chars)
                .with_length("min_utf16", "max_utf16", range.utf16)
                .with_length("min_bytes", "max_bytes", range.bytes)
                .with_length("min_words", "max_words", range.words)
                .with("pattern", range.pattern.as_ref())
                .0
        }
        Kind::OneOf(words) => {
            let values: Vec<&str> = words.iter().map(|word| word.value.as_ref()).collect();
            return Keys::default().with(kind.word(), values).0;
        }
        Kind::OneOfNumbers(numbers) => {
            let values: Vec<Value> = numbers.iter().map(|number| literal_value(&number.value.to_string())).collect();
            return Keys::default().with(kind.word(), values).0;
        }
        Kind::Url(range) => {
            let schemes: Vec<&str> = range.schemes.iter().map(AsRef::as_ref).collect();
            let keys = Keys::default().with("schemes", schemes).with("public", range.public);
            keys.with_length("min_chars", "max_chars", range.chars).0
        }
        Kind::List(range) => {
            Keys::default()
                .with("of", range.item.first().map(|item| Value::from(parameter(item, spec))))
                .with_length("min_items", "max_items", Chars::new(range.min, range.max))
                .with("counts", range.counts.to_vec())
                .with("items_multiple_of", (range.multiple_of != 1).then_some(range.multiple_of))
                .with("unique", range.unique)
                .0
        }
        Kind::Object(inner) => Keys::default().with("parameters", Value::from(object(inner))).0,
        Kind::Choice(choice) => {
            let cases: Map<String, Value> = choice
                .cases
                .iter()
                .map(|case| (case.value.to_string(), json!({"parameters": object(&case.object)})))
                .collect();
            let default = choice.default.as_ref().map(|literal| literal_value(&json_text(literal)));
            Keys::default().with("by", choice.tag.as_ref()).with("default", default).with("cases", Value::from(cases)).0
        }
    };
    Map::from_iter([(kind.word().to_owned(), Value::from(below))])
}

fn members(object: &Object, spec: &ModelSpec) -> Map<String, Value> {
    object.fields.iter().map(|field| (field.name.to_string(), Value::from(parameter(field, spec)))).collect()
}

fn integer(range: &IntegerRange) -> Map<String, Value> {
    let number = |value: i128| literal_value(&value.to_string());
    let step = if range.multiple_of == 1 { Value::Null } else { number(range.multiple_of) };
    Keys::default()
        .with("min", number(range.min))
        .with("max", number(range.max))
        .with("multiple_of", step)
        .with("rounds", rounds(range.rounds))
        .0
}

fn number(range: &NumberRange) -> Map<String, Value> {
    let number = |value: Option<f64>| value.map(|value| literal_value(&value.to_string()));
    Keys::default()
        .with(if range.above_min { "above" } else { "min" }, number(range.min))
        .with(if range.below_max { "below" } else { "max" }, number(range.max))
        .with("multiple_of", range.multiple_of.map(|step| literal_value(&step.to_string())))
        .with("rounds", rounds(range.rounds))
        .0
}

fn rounds(rounds: Option<Rounds>) -> &'static str {
    rounds.map_or("", Rounds::as_str)
}

/// A JSON text as a value.
fn literal_value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
