//! Values that are listed: `enum`, `const`, and unions of constants, each with what it means.

use nameplate::Exact;

use super::number::survivor;
use super::reader::{doc, excerpt};
use super::shape::{Kind, Listed, Member, Remark, Word};
use super::text::{fits, length};
use super::tree::Value;
use super::view::{Keyword, Union, View};

/// A list of values has at most so many in a spec.
const MAX_LISTED: usize = 1024;

/// A value, with what it means.
type Known = (Value, String);

/// The kind of a view that lists its values; `None` when it does not.
pub(super) fn listed(view: &View<'_>, remarks: &mut Vec<Remark>) -> Result<Option<Kind>, Remark> {
    let mut lists: Vec<Vec<Known>> = Vec::new();
    for Keyword { value, .. } in view.all("enum") {
        lists.push(value.items().iter().map(|item| (item.clone(), String::new())).collect());
    }
    lists.extend(view.all("const").into_iter().map(|keyword| vec![(keyword.value.clone(), String::new())]));
    let unions: Vec<Vec<Known>> = view.unions.iter().filter_map(constants).collect();
    if unions.len() < view.unions.len() {
        return Ok(None);
    }
    lists.extend(unions);
    let Some(values) = in_all(lists) else { return Ok(None) };
    kind_of(view, values, remarks)
}

/// The values of a union of which each variant is one value.
fn constants(union: &Union<'_>) -> Option<Vec<Known>> {
    let mut values = Vec::new();
    for variant in &union.variants {
        let stated = variant.all("enum").into_iter().map(|keyword| keyword.value.items());
        let mut found: Vec<Value> = stated.flatten().cloned().collect();
        found.extend(variant.all("const").into_iter().map(|keyword| keyword.value.clone()));
        let is_plain = variant.unions.is_empty() && variant.parts.len() == 1 && !found.is_empty();
        let about = if found.len() == 1 { doc(variant) } else { String::new() };
        values.extend(is_plain.then_some(found)?.into_iter().map(|value| (value, about.clone())));
    }
    Some(values)
}

/// The values that stand in every list, in the order of the first. `null` is told elsewhere.
fn in_all(lists: Vec<Vec<Known>>) -> Option<Vec<Known>> {
    let mut lists = lists.into_iter();
    let mut values = lists.next()?;
    for list in lists {
        values.retain(|(value, _)| list.iter().any(|(other, _)| same(value, other)));
    }
    let mut distinct: Vec<Known> = Vec::new();
    for (value, about) in values {
        if value != Value::Null
            && distinct.len() <= MAX_LISTED
            && !distinct.iter().any(|(known, _)| same(known, &value))
        {
            distinct.push((value, about));
        }
    }
    Some(distinct)
}

/// Whether two values are one to JSON Schema: `1` is `1.0`.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_number(), other.as_number()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

fn kind_of(view: &View<'_>, values: Vec<Known>, remarks: &mut Vec<Remark>) -> Result<Option<Kind>, Remark> {
    if values.len() > MAX_LISTED {
        return Err(Remark::limit(view.pointer(), format!("more than {MAX_LISTED} values are listed")));
    }
    let values: Vec<Known> = values.into_iter().filter(|(value, _)| is_of_type(view, value)).collect();
    if values.is_empty() {
        return Err(Remark::limit(view.pointer(), "no value is listed that the rest of the schema takes"));
    }
    if values.iter().all(|(value, _)| matches!(value, Value::Text(_))) {
        return words(view, values, remarks).map(Some);
    }
    if values.iter().all(|(value, _)| matches!(value, Value::Number(_))) {
        return numbers(view, values, remarks).map(Some);
    }
    if values.iter().all(|(value, _)| matches!(value, Value::Bool(_))) {
        if let [(only, _)] = values.as_slice() {
            remarks.push(Remark::limit(view.pointer(), format!("only `{only}` is taken")));
        }
        return Ok(Some(Kind::Bool));
    }
    let (texts, others): (Vec<Known>, Vec<Known>) =
        values.clone().into_iter().partition(|(value, _)| matches!(value, Value::Text(_)));
    if others.iter().all(|(value, _)| matches!(value, Value::Number(_))) {
        let mut alternatives = Vec::new();
        for kind in [words(view, texts, remarks)?, numbers(view, others, remarks)?] {
            alternatives.push(Member { kind, ..Member::new("", view.pointer()) });
        }
        return Ok(Some(Kind::AnyOf(alternatives)));
    }
    let some: Vec<String> = values.iter().take(4).map(|(value, _)| excerpt(value)).collect();
    Err(Remark::limit(view.pointer(), format!("the listed values are of several types: {}", some.join(", "))))
}

/// Whether a value is of a type that the schema states.
fn is_of_type(view: &View<'_>, value: &Value) -> bool {
    view.all("type").iter().all(|keyword| {
        let takes = |word: &str| match (word, value) {
            ("string", Value::Text(_)) | ("boolean", Value::Bool(_)) | ("number", Value::Number(_)) => true,
            ("integer", number) => number.as_number().is_some_and(|number| number.to_i128().is_some()),
            _ => false,
        };
        keyword.value.as_text().is_some_and(takes) || keyword.value.items().iter().filter_map(Value::as_text).any(takes)
    })
}

fn words(view: &View<'_>, values: Vec<Known>, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
    let lengths = (length(view, "minLength", true, remarks), length(view, "maxLength", false, remarks));
    let words =
        values.into_iter().filter_map(|(value, about)| Some(Word { value: value.as_text()?.to_owned(), doc: about }));
    let words: Vec<Word> = words.filter(|word| fits(&word.value, lengths)).collect();
    if words.is_empty() {
        return Err(Remark::limit(view.pointer(), "no listed text is as long as is asked for"));
    }
    for Keyword { pointer, value, .. } in view.all("pattern") {
        remarks.push(Remark::limit(pointer, format!("a pattern {} beside listed values", excerpt(value))));
    }
    Ok(Kind::OneOf(words))
}

fn numbers(view: &View<'_>, values: Vec<Known>, remarks: &mut Vec<Remark>) -> Result<Kind, Remark> {
    let mut numbers: Vec<Listed> = Vec::new();
    for (value, about) in values {
        let Value::Number(text) = value else { continue };
        let Some(number) = survivor(&text, &view.pointer(), remarks) else { continue };
        if is_in_bounds(view, number.exact()) && !numbers.iter().any(|known| known.value == number) {
            numbers.push(Listed { value: number, doc: about });
        }
    }
    if numbers.is_empty() {
        return Err(Remark::limit(view.pointer(), "no listed number is between the bounds"));
    }
    for name in ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
        for Keyword { pointer, value, .. } in view.all(name) {
            remarks.push(Remark::limit(pointer, format!("`{name}: {}` beside listed values", excerpt(value))));
        }
    }
    Ok(Kind::OneOfNumbers(numbers))
}

fn is_in_bounds(view: &View<'_>, number: Exact) -> bool {
    let bounds = |name: &str| {
        view.all(name)
            .into_iter()
            .filter_map(|keyword| keyword.value.as_number())
            .map(|bound| bound.exact())
            .collect::<Vec<_>>()
    };
    bounds("minimum").into_iter().all(|min| min <= number) && bounds("maximum").into_iter().all(|max| number <= max)
}
