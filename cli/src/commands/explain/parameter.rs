//! The page of a parameter.

use nameplate::spec::{Field, Kind, Literal, ModelSpec, PriceEffect, Text};
use nameplate_codegen::emit::words;
use nameplate_codegen::names::{AlternativeNames, FieldNames, KindNames, ObjectNames};

use super::page::Page;
use super::target::Found;
use crate::catalogue::Catalogue;

/// Longer lists of values are cut.
const MOST_VALUES: usize = 40;

/// Everything that is known of a parameter.
pub(super) fn page(found: &Found<'_>, catalogue: &Catalogue) -> String {
    let Found { spec, field, path, .. } = found;
    let mut page = Page::new([path.as_str()]);
    page.fact(path, &summary(field));
    page.fact("meaning", &field.doc);
    page.fact("values", &allowed(field));
    for value in values(&field.kind).into_iter().take(MOST_VALUES).filter(|value| !value.about.is_empty()) {
        page.fact("", &format!("{}  {}", value.text, value.about));
    }
    page.fact("unit", &field.unit);
    page.fact("null", if field.nullable { "is a value" } else { "" });
    page.fact("ways", &ways(field, spec));
    page.fact("inferred", &inferred(field));
    page.fact("inferred", if field.inferred_required { "required (no source states it: only a warning)" } else { "" });
    page.fact("same as", &field.alias_of);
    page.fact("file", &field.media.iter().map(words::media_fact).collect::<Vec<_>>().join("; "));
    page.fact("deprecated", field.deprecated.as_deref().unwrap_or_default());
    page.fact("disputed", field.disputed.as_deref().unwrap_or_default());
    for (rule, object) in found.rules() {
        let note = if rule.inferred { " (inferred: only a warning)" } else { "" };
        page.fact("rule", &format!("{}: {}{note}", rule.name, words::asks(rule, object)));
        page.fact("", &rule.message);
    }
    page.fact("price", &price(field, spec));
    page.fact("in Rust", &in_rust(spec, path, catalogue).unwrap_or_default());
    page.fact("in JSON", &format!("{}: {}", serde_json::Value::from(field.name.as_ref()), example(&field.kind)));
    page.fact("source", &source(field, spec));
    page.into_text()
}

/// `number, optional, provider default 30`.
pub(super) fn summary(field: &Field) -> String {
    let default = field.default.as_ref().map(|default| format!(", provider default {}", words::literal(default)));
    let required = if field.required { "required" } else { "optional" };
    format!("{}, {required}{}", field.kind.word(), default.unwrap_or_default())
}

/// A value of a list, and what is said of it.
struct Value {
    text: String,
    about: String,
}

fn values(kind: &Kind) -> Vec<Value> {
    let value = |text: String, doc: &str, deprecated: &Option<Text>| {
        let deprecated = deprecated.as_ref().map(|instead| format!(" (deprecated: {instead})"));
        Value { text, about: format!("{doc}{}", deprecated.unwrap_or_default()) }
    };
    match kind {
        Kind::OneOf(words) => {
            words.iter().map(|word| value(word.value.to_string(), &word.doc, &word.deprecated)).collect()
        }
        Kind::OneOfNumbers(numbers) => {
            numbers.iter().map(|number| value(number.value.to_string(), &number.doc, &number.deprecated)).collect()
        }
        Kind::Choice(choice) => {
            choice.cases.iter().map(|case| value(case.value.to_string(), &case.doc, &None)).collect()
        }
        Kind::List(list) => list.item.first().map(|item| values(&item.kind)).unwrap_or_default(),
        Kind::AnyOf(alternatives) => alternatives.iter().flat_map(|alternative| values(&alternative.kind)).collect(),
        _ => Vec::new(),
    }
}

/// The values that a parameter takes, in words.
pub(super) fn allowed(field: &Field) -> String {
    let values = values(&field.kind);
    let listed: Vec<&str> = values.iter().take(MOST_VALUES).map(|value| value.text.as_str()).collect();
    let more = values.len().saturating_sub(MOST_VALUES);
    let more = if more == 0 { String::new() } else { format!(" · and {more} more") };
    let one_of = if values.is_empty() { None } else { Some(format!("{}{more}", listed.join(" · "))) };
    match &field.kind {
        Kind::OneOf(_) | Kind::OneOfNumbers(_) => format!("one of {}", one_of.unwrap_or_default()),
        Kind::Choice(choice) => format!("an object; `{}` is one of {}", choice.tag, one_of.unwrap_or_default()),
        Kind::Object(object) => {
            let names: Vec<&str> = object.fields.iter().map(|field| field.name.as_ref()).collect();
            format!("an object with {}", names.join(", "))
        }
        Kind::List(list) => {
            let item = list.item.first().map(|item| item.kind.word()).unwrap_or_default();
            let limits = words::limits(&field.kind).map(|limits| format!(", {limits}")).unwrap_or_default();
            let one_of = one_of.map(|one_of| format!(": {one_of}")).unwrap_or_default();
            format!("a list of {item}{limits}{one_of}")
        }
        Kind::Bool => "true · false".to_owned(),
        Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Url(_) | Kind::AnyObject | Kind::AnyOf(_) => {
            words::limits(&field.kind).unwrap_or_default()
        }
    }
}

fn inferred(field: &Field) -> String {
    let Some(kind) = &field.inferred else { return String::new() };
    let narrowed = Field { kind: (**kind).clone(), ..Field::new("", Kind::Bool) };
    format!("{} (no source states it: only a warning)", allowed(&narrowed))
}

fn ways(field: &Field, spec: &ModelSpec) -> String {
    if field.ways == u32::MAX {
        return String::new();
    }
    let ways = spec.ways.iter().enumerate().filter(|(way, _)| field.taken_by(*way)).map(|(_, name)| name.as_ref());
    format!("only {}", ways.collect::<Vec<_>>().join(", "))
}

fn price(field: &Field, spec: &ModelSpec) -> String {
    match field.price_effect {
        Some(PriceEffect::More) => "setting it costs more; how much is not published".to_owned(),
        Some(PriceEffect::Less) => "setting it costs less; how much is not published".to_owned(),
        Some(PriceEffect::None) => "does not depend on it".to_owned(),
        None if super::model::price_reads(spec, &field.name) => {
            "depends on it: `nameplate explain MODEL --price`".to_owned()
        }
        None => String::new(),
    }
}

/// A value as it may stand in a body.
fn example(kind: &Kind) -> String {
    let text = |text: &str| serde_json::Value::from(text).to_string();
    match kind {
        Kind::Bool => "true".to_owned(),
        Kind::Integer(range) => if range.min <= 0 && 0 <= range.max { 0 } else { range.min }.to_string(),
        Kind::Number(range) => range.max.or(range.min).unwrap_or(0.5).to_string(),
        Kind::Text(_) => text("…"),
        Kind::OneOf(words) => words.last().map(|word| text(&word.value)).unwrap_or_default(),
        Kind::OneOfNumbers(numbers) => numbers.last().map(|number| number.value.to_string()).unwrap_or_default(),
        Kind::Url(range) => {
            let scheme = range.schemes.iter().find(|scheme| *scheme == "https").or(range.schemes.first());
            text(&format!("{}://…", scheme.map_or("https", |scheme| scheme.as_ref())))
        }
        Kind::List(list) => format!("[{}]", list.item.first().map(|item| example(&item.kind)).unwrap_or_default()),
        Kind::Object(_) | Kind::AnyObject => "{…}".to_owned(),
        Kind::AnyOf(alternatives) => alternatives.first().map(|first| example(&first.kind)).unwrap_or_default(),
        Kind::Choice(choice) => {
            let case = choice.cases.first().map(|case| text(&case.value)).unwrap_or_default();
            format!("{{{}: {case}, …}}", text(&choice.tag))
        }
    }
}

/// What generated Rust calls it: known where the spec was read, since a spec may give names of its own.
fn in_rust(spec: &ModelSpec, path: &str, catalogue: &Catalogue) -> Option<String> {
    let names = catalogue.names(spec)?;
    let names = of_field(&names.body, &spec.body.fields, path)?;
    Some(match &names.kind {
        KindNames::Enum(enumeration) => {
            let variants: Vec<String> = enumeration
                .variants
                .iter()
                .take(MOST_VALUES)
                .map(|variant| format!("{}::{variant}", enumeration.type_name))
                .collect();
            format!(".{}({})", names.ident, variants.join(" · "))
        }
        KindNames::AnyOf(union) => {
            let variants = union.alternatives.iter().flat_map(|alternative| match alternative {
                AlternativeNames::Listed(names) => names.clone(),
                AlternativeNames::Value(name, _) => vec![format!("{name}(…)")],
            });
            let variants: Vec<String> =
                variants.take(MOST_VALUES).map(|variant| format!("{}::{variant}", union.type_name)).collect();
            format!(".{}({})", names.ident, variants.join(" · "))
        }
        KindNames::Plain | KindNames::List(_) | KindNames::Object(_) | KindNames::Choice(_) => {
            format!(".{}(…)", names.ident)
        }
    })
}

/// The names of a member of the body; what is deeper has a struct of its own.
fn of_field<'n>(names: &'n ObjectNames, fields: &[Field], path: &str) -> Option<&'n FieldNames> {
    names.fields.get(fields.iter().position(|field| field.name == path)?)
}

fn source(field: &Field, spec: &ModelSpec) -> String {
    spec.sources.get(usize::from(field.source)).map(super::model::source).unwrap_or_default()
}

/// A literal as JSON.
pub(super) fn json_text(literal: &Literal) -> String {
    match literal {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::Text(value) => serde_json::Value::from(value.as_ref()).to_string(),
        Literal::Json(value) => value.to_string(),
    }
}
