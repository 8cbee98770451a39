//! Kinds of values, each with its limits.

use nameplate::spec::{
    Case, Chars, Choice, Field, IntegerRange, Kind, ListRange, Listed, NumberRange, Rounds, TextRange, UrlRange, Word,
};

use super::{Entry, Table, array, literal, object, option, owned_list, texts};
use crate::emit::literals;
use crate::names::{AlternativeNames, ChoiceNames, KindNames, ObjectNames};

/// A kind as an expression. The items that it needs begin with `prefix`. What only warns has no names.
pub(super) fn kind(table: &mut Table, kind: &Kind, names: Option<&KindNames>, prefix: &str) -> String {
    match kind {
        Kind::Bool => "Kind::Bool".to_owned(),
        Kind::Integer(range) => integer(range),
        Kind::Number(range) => number(range),
        Kind::Text(range) => format!("Kind::Text({})", text_range(range)),
        Kind::OneOf(words) => {
            let words = table.list(&format!("{prefix}_WORDS"), "Word", words, |_, _, item| word(item));
            format!("Kind::one_of({words})")
        }
        Kind::OneOfNumbers(numbers) => {
            let numbers = table.list(&format!("{prefix}_NUMBERS"), "Listed", numbers, |_, _, item| listed(item));
            format!("Kind::one_of_numbers({numbers})")
        }
        Kind::Url(range) => format!("Kind::Url({})", url(range)),
        Kind::List(range) => list(table, range, names, prefix),
        Kind::Object(inner) => {
            let none = ObjectNames::default();
            let names = if let Some(KindNames::Object(names)) = names { names } else { &none };
            let item = table.part(&names.type_name, prefix, "Object", |table| {
                object::object(table, inner, names, &format!("{prefix}_"))
            });
            format!("Kind::object(&{item})")
        }
        Kind::Choice(inner) => {
            let names = if let Some(KindNames::Choice(names)) = names { Some(names) } else { None };
            let type_name = names.map_or("", |names| &names.names.type_name);
            let item = table.part(type_name, prefix, "Choice", |table| choice(table, inner, names, prefix));
            format!("Kind::choice(&{item})")
        }
        Kind::AnyObject => "Kind::AnyObject".to_owned(),
        Kind::AnyOf(alternatives) => any_of(table, alternatives, names, prefix),
    }
}

fn any_of(table: &mut Table, alternatives: &[Field], names: Option<&KindNames>, prefix: &str) -> String {
    let names = if let Some(KindNames::AnyOf(names)) = names { Some(names) } else { None };
    let item = table.part_list(names.map_or("", |names| &names.type_name), prefix, alternatives, |table, at, item| {
        let prefix = format!("{prefix}_{at}");
        let kind = match names.and_then(|names| names.alternatives.get(at)) {
            Some(AlternativeNames::Value(_, kind)) => Some(kind),
            Some(AlternativeNames::Listed(_)) | None => None,
        };
        object::field(table, item, kind, &prefix)
    });
    format!("Kind::any_of({item})")
}

fn integer(range: &IntegerRange) -> String {
    let IntegerRange { min, max, multiple_of, rounds } = *range;
    let bounds = format!("{}, {}", literals::integer(min), literals::integer(max));
    match multiple_of {
        1 => format!("Kind::integer({bounds})"),
        step => {
            let range = format!("IntegerRange::new({bounds}, {})", literals::integer(step));
            format!("Kind::Integer({})", Entry::of(range).option("rounds", rounds.map(rounding)).end())
        }
    }
}

fn number(range: &NumberRange) -> String {
    let NumberRange { min, max, above_min, below_max, multiple_of, rounds } = *range;
    if let (Some(min), Some(max), false, false, None) = (min, max, above_min, below_max, multiple_of) {
        return format!("Kind::number({}, {})", literals::double(min), literals::double(max));
    }
    let range = Entry::of("NumberRange::ANY")
        .option("min", min.map(literals::double))
        .flag("above_min", above_min)
        .option("max", max.map(literals::double))
        .flag("below_max", below_max)
        .option("multiple_of", multiple_of.map(literals::exact))
        .option("rounds", rounds.map(rounding));
    format!("Kind::Number({})", range.end())
}

fn rounding(rounds: Rounds) -> String {
    match rounds {
        Rounds::Nearest => "Rounds::Nearest",
        Rounds::Up => "Rounds::Up",
        Rounds::Down => "Rounds::Down",
    }
    .to_owned()
}

fn text_range(range: &TextRange) -> String {
    let TextRange { chars, utf16, bytes, words, pattern } = range;
    let pattern = (!pattern.is_empty()).then(|| format!("text({})", literals::text(pattern)));
    Entry::of("TextRange::ANY")
        .some("chars", length(chars))
        .some("utf16", length(utf16))
        .some("bytes", length(bytes))
        .some("words", length(words))
        .some("pattern", pattern)
        .end()
}

/// A length, unless any will do.
fn length(chars: &Chars) -> Option<String> {
    let Chars { min, max } = *chars;
    let end = |end: Option<u64>| option(end.map(|end| literals::integer(end.into())));
    (*chars != Chars::ANY).then(|| format!("Chars::new({}, {})", end(min), end(max)))
}

fn word(word: &Word) -> String {
    let Word { value, doc, deprecated } = word;
    Entry::new("Word", &[&literals::text(value)])
        .some("doc", (!doc.is_empty()).then(|| format!("text({})", literals::text(doc))))
        .option("deprecated", deprecated.as_ref().map(|text| format!("text({})", literals::text(text))))
        .end()
}

fn listed(listed: &Listed) -> String {
    let Listed { value, double, doc, deprecated } = listed;
    Entry::new("Listed", &[&literals::exact(*value), &literals::double(*double)])
        .some("doc", (!doc.is_empty()).then(|| format!("text({})", literals::text(doc))))
        .option("deprecated", deprecated.as_ref().map(|text| format!("text({})", literals::text(text))))
        .end()
}

fn url(range: &UrlRange) -> String {
    let UrlRange { schemes, public, chars } = range;
    Entry::new("UrlRange", &[&texts(schemes), &public.to_string()]).some("chars", length(chars)).end()
}

fn list(table: &mut Table, range: &ListRange, names: Option<&KindNames>, prefix: &str) -> String {
    let ListRange { item, min, max, counts, multiple_of, unique } = range;
    let names = if let Some(KindNames::List(names)) = names { Some(&**names) } else { None };
    let item = table.list(&format!("{prefix}_ITEM"), "Field", item, |table, _, item| {
        object::field(table, item, names.map(|names| &names.kind), prefix)
    });
    let counts = array(counts.iter().map(|count| literals::integer((*count).into())));
    let range = Entry::new("ListRange", &[&item])
        .option("min", min.map(|min| literals::integer(min.into())))
        .option("max", max.map(|max| literals::integer(max.into())))
        .some("counts", (counts != "&[]").then(|| owned_list(&counts)))
        .some("multiple_of", (*multiple_of != 1).then(|| literals::integer((*multiple_of).into())))
        .some("unique", unique.then(|| "true".to_owned()));
    format!("Kind::List({})", range.end())
}

fn choice(table: &mut Table, choice: &Choice, names: Option<&ChoiceNames>, prefix: &str) -> String {
    let Choice { tag, doc, default, feeds, cases } = choice;
    let none = ObjectNames::default();
    let cases = table.list(&format!("{prefix}_CASES"), "Case", cases, |table, at, case| {
        let Case { value, doc, object } = case;
        let names = names.and_then(|names| Some((names.cases.get(at)?, names.names.variants.get(at)?)));
        let (names, variant) = names.map_or((&none, ""), |(names, variant)| (names, variant));
        let object = object::object(table, object, names, &format!("{prefix}_{}_", variant.to_ascii_uppercase()));
        Entry::new("Case", &[&literals::text(value), &object]).text("doc", doc).end()
    });
    Entry::new("Choice", &[&literals::text(tag), &cases])
        .text("doc", doc)
        .option("default", default.as_ref().map(literal))
        .list("feeds", object::slot_uses(feeds))
        .end()
}
