//! Values of a parameter: one that it takes, and those at its limits, where two sides differ if they differ at all.

use nameplate::Exact;
use nameplate::spec::{Chars, Field, IntegerRange, Kind, ListRange, Literal, NumberRange, Object, TextRange};
use serde_json::{Map, Value, json};

/// Texts that are longer are not made.
const LONGEST: u64 = 20_000;
/// Lists that are longer are not made.
const MOST_ITEMS: u64 = 200;
/// So many listed values are tried.
const MOST_LISTED: usize = 100;

/// A value that a parameter probably takes. The checker has the last word.
pub(super) fn sample(field: &Field) -> Value {
    // A text that is probably an address is better one.
    let kind = field.inferred.as_deref().filter(|inferred| matches!(inferred, Kind::Url(_))).unwrap_or(&field.kind);
    field.default.as_ref().map_or_else(|| of_kind(kind), literal)
}

fn of_kind(kind: &Kind) -> Value {
    match kind {
        Kind::Bool => json!(true),
        Kind::Integer(range) => integers(range).into_iter().next().unwrap_or_default(),
        Kind::Number(range) => numbers(range).into_iter().next().unwrap_or_default(),
        Kind::Text(range) => texts(range).into_iter().next().unwrap_or_default(),
        Kind::OneOf(words) => words.first().map(|word| json!(word.value)).unwrap_or_default(),
        Kind::OneOfNumbers(numbers) => numbers.first().map(|number| exact(number.value)).unwrap_or_default(),
        Kind::Url(range) => {
            let scheme = range.schemes.first().map_or("https", |scheme| scheme);
            json!(format!("{scheme}://example.com/a"))
        }
        Kind::List(range) => {
            let count = range.counts.first().copied().or(range.min).unwrap_or(0).min(MOST_ITEMS);
            list(range, count.next_multiple_of(range.multiple_of.max(1)))
        }
        Kind::Object(object) => members(object),
        Kind::Choice(choice) => {
            choice.cases.first().map(|case| tagged(&choice.tag, &case.value, &case.object)).unwrap_or_default()
        }
        Kind::AnyObject => json!({}),
        Kind::AnyOf(alternatives) => alternatives.first().map(sample).unwrap_or_default(),
    }
}

/// An object with what it has to have.
pub(super) fn members(object: &Object) -> Value {
    let required = object.fields.iter().filter(|field| field.required);
    Value::Object(required.map(|field| (field.name.to_string(), sample(field))).collect())
}

/// A case of a choice with what it has to have.
pub(super) fn tagged(tag: &str, value: &str, object: &Object) -> Value {
    let mut all = Map::from_iter([(tag.to_owned(), json!(value))]);
    if let Value::Object(members) = members(object) {
        all.extend(members);
    }
    Value::Object(all)
}

fn list(range: &ListRange, count: u64) -> Value {
    let item = range.item.first().map(sample).unwrap_or_default();
    let mut items: Vec<Value> =
        range.item.iter().flat_map(|field| near(&field.kind)).filter(|_| range.unique).collect();
    items.insert(0, item.clone());
    items.dedup();
    items.resize(usize::try_from(count).unwrap_or(0), item);
    Value::from(items)
}

/// Values at and next to the limits of a kind.
pub(super) fn near(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::Bool => vec![json!(true), json!(false)],
        Kind::Integer(range) => integers(range),
        Kind::Number(range) => numbers(range),
        Kind::Text(range) => texts(range),
        Kind::OneOf(words) => words.iter().take(MOST_LISTED).map(|word| json!(word.value)).collect(),
        Kind::OneOfNumbers(numbers) => numbers.iter().take(MOST_LISTED).map(|number| exact(number.value)).collect(),
        Kind::List(range) => {
            let bounds = range.min.iter().chain(&range.max).chain(range.counts.iter()).copied();
            let bounds = bounds.chain([range.multiple_of, 0, 1]).filter(|bound| *bound <= MOST_ITEMS);
            let mut counts: Vec<u64> = bounds.flat_map(|bound| [bound, bound + 1, bound.saturating_sub(1)]).collect();
            counts.sort_unstable();
            counts.dedup();
            let twice = range.item.first().map(|item| vec![sample(item); 2]).unwrap_or_default();
            counts.into_iter().map(|count| list(range, count)).chain([Value::from(twice)]).collect()
        }
        Kind::AnyOf(alternatives) => alternatives.iter().flat_map(|field| near(&field.kind)).collect(),
        Kind::Url(_) | Kind::Object(_) | Kind::Choice(_) | Kind::AnyObject => vec![of_kind(kind)],
    }
}

/// A value of every type of JSON, the plainest first.
pub(super) fn of_every_type() -> Vec<Value> {
    vec![json!(true), json!(1), json!(0.5), json!(-1), json!("a"), json!("https://example.com/a"), json!([]), json!({})]
}

pub(super) fn literal(value: &Literal) -> Value {
    match value {
        Literal::Bool(value) => json!(value),
        Literal::Number(number) => exact(*number),
        Literal::Text(text) => json!(text),
        Literal::Json(text) => serde_json::from_str(text).unwrap_or_default(),
    }
}

/// A decimal as JSON carries it.
fn exact(number: Exact) -> Value {
    serde_json::from_str(&number.to_string()).unwrap_or_default()
}

fn integer(value: i128) -> Option<Value> {
    i64::try_from(value).map(Value::from).or_else(|_| u64::try_from(value).map(Value::from)).ok()
}

/// The first one is taken by the range, if it takes any.
fn integers(range: &IntegerRange) -> Vec<Value> {
    let IntegerRange { min, max, multiple_of, rounds: _ } = *range;
    let step = multiple_of.max(1);
    let first = min.div_euclid(step) * step + if min.rem_euclid(step) == 0 { 0 } else { step };
    let nearest = if min <= 0 && max >= 0 { 0 } else { first };
    [nearest, first, min, min - 1, max, max + 1, nearest + 1, max - max.rem_euclid(step)]
        .into_iter()
        .filter_map(integer)
        .collect()
}

fn numbers(range: &NumberRange) -> Vec<Value> {
    let NumberRange { min, max, above_min: _, below_max: _, multiple_of, rounds: _ } = *range;
    let middle = min.zip(max).and_then(|(min, max)| {
        Exact::from_f64(min)?.add(Exact::from_f64(max)?)?.div(Exact::integer(2)).map(Exact::to_f64)
    });
    let mut values: Vec<f64> = middle.into_iter().chain(min).chain(max).chain([0.0, 1.0, 0.5]).collect();
    values.extend(
        min.iter().chain(&max).flat_map(|bound| [bound.floor(), bound.ceil(), bound.next_down(), bound.next_up()]),
    );
    for bound in min.iter().chain(&max).filter_map(|bound| Exact::from_f64(*bound)) {
        values.extend([bound.add(Exact::ONE), bound.sub(Exact::ONE)].into_iter().flatten().map(Exact::to_f64));
    }
    values.extend(multiple_of.map(Exact::to_f64));
    values.into_iter().filter(|value| value.is_finite()).map(whole_if_whole).collect()
}

/// `30` and not `30.0`, as people write it.
fn whole_if_whole(value: f64) -> Value {
    Exact::from_f64(value).map_or(json!(value), exact)
}

fn texts(range: &TextRange) -> Vec<Value> {
    let TextRange { chars, utf16, bytes, words, pattern: _ } = range;
    let fits = |text: &str, Chars { min, max }: Chars| {
        let count = u64::try_from(text.len()).unwrap_or(u64::MAX);
        min.is_none_or(|min| count >= min) && max.is_none_or(|max| count <= max)
    };
    let mut values = vec!["a".to_owned()];
    values.retain(|text| [chars, utf16, bytes, words].iter().all(|length| fits(text, **length)));
    let bounds = [chars, utf16, bytes].into_iter().flat_map(|length| [length.min, length.max]).flatten();
    for bound in bounds.filter(|bound| *bound <= LONGEST) {
        values.extend(
            [bound, bound + 1, bound.saturating_sub(1)].map(|count| "a".repeat(usize::try_from(count).unwrap_or(0))),
        );
    }
    for bound in [words.min, words.max].into_iter().flatten().filter(|bound| *bound <= LONGEST / 2) {
        values.extend([bound, bound + 1].map(|count| "a ".repeat(usize::try_from(count).unwrap_or(0))));
    }
    values.push(String::new());
    values.push("a b".to_owned());
    values.into_iter().map(Value::from).collect()
}
