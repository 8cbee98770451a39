//! Random rules over members of every sort, on random bodies.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::super::fixture::{dec, number, one_of, word};
use super::Judges;
use crate::Exact;
use crate::spec::{
    Allowed, Billing, Case, Choice, Field, Kind, ListRange, Literal, ModelSpec, NumberRange, Object, Op, ProviderSpec,
    Rule, RuleKind, Shared, Slot, SlotUse, Take, TextRange, text,
};

/// A member with the slot that it feeds, and values to send.
struct Part {
    field: Field,
    take: Take,
    values: Vec<Value>,
    literals: Vec<Literal>,
}

fn part(field: Field, take: Take, values: &Value, literals: Vec<Literal>) -> Part {
    Part { field, take, values: values.as_array().unwrap().clone(), literals }
}

fn any_text() -> Kind {
    Kind::Text(TextRange::ANY)
}

fn flags() -> Kind {
    Kind::List(ListRange { item: vec![Field::new("", Kind::Bool)].into(), ..ListRange::new(&[]) })
}

/// Members of every sort of value, presence and default.
fn parts() -> Vec<Part> {
    let (bools, words) = (|| vec![Literal::Bool(true), Literal::Bool(false)], || vec![word("a"), word("b"), word("")]);
    let numbers = || vec![number("0"), number("2"), number("3.5"), number("8")];
    let counts = || vec![number("0"), number("1"), number("2")];
    let letters = || one_of(&["a", "b", "c"]);
    vec![
        part(Field::new("bool", Kind::Bool), Take::Value, &json!([true, false]), bools()),
        part(Field::new("flag", Kind::Bool).default(Literal::Bool(false)), Take::Value, &json!([true, false]), bools()),
        part(Field::new("mode", letters()).default(word("b")), Take::Value, &json!(["a", "b", "c"]), words()),
        part(Field::new("maybe", letters()).nullable(), Take::Value, &json!(["a", "b", null]), words()),
        part(
            Field::new("prompt", any_text()).empty_is_absent().nullable(),
            Take::Value,
            &json!(["", "a", null]),
            words(),
        ),
        part(
            Field::new("style", any_text()).empty_is_absent().nullable().default(word("a")),
            Take::Value,
            &json!(["", "a", "b", null]),
            words(),
        ),
        part(
            Field::new("null_style", any_text()).nullable().default(word("a")),
            Take::Value,
            &json!(["", "a", "b", null]),
            words(),
        ),
        part(Field::new("long", any_text()).empty_is_absent(), Take::Chars, &json!(["", "a", "éa"]), counts()),
        part(
            Field::new("count", Kind::integer(0, 9)).default(number("2")),
            Take::Value,
            &json!([0, 2, 8.0]),
            numbers(),
        ),
        part(
            Field::new("scale", Kind::Number(NumberRange::ANY)).nullable(),
            Take::Value,
            &json!([0, 3.5, 1e300, null]),
            numbers(),
        ),
        part(Field::new("list", flags()), Take::Count, &json!([[], [true], [true, true]]), counts()),
        part(Field::new("empty", flags()).empty_is_absent(), Take::Count, &json!([[], [true]]), counts()),
        part(Field::new("nulls", flags()).nullable(), Take::Count, &json!([[], [true], null]), counts()),
        part(
            Field::new("listed", flags()).default(Literal::json("[true]")),
            Take::Count,
            &json!([[], [true, false]]),
            counts(),
        ),
        part(Field::new("plain", flags()).nullable(), Take::Value, &json!([[], [true], null]), counts()),
        part(
            Field::new("elsewhere", Kind::Bool).default(Literal::Bool(true)).ways(0b10),
            Take::Value,
            &json!([]),
            bools(),
        ),
        part(Field::new("nowhere", Kind::Bool).ways(0b10), Take::Value, &json!([]), bools()),
    ]
}

/// An object, a list of objects and a choice, with members that feed the last slots.
fn nested(first: u16) -> (Vec<Field>, Vec<(Value, &'static str)>) {
    let feeding = |field: Field, up, slot| Field { feeds: vec![SlotUse::new(up, slot)].into(), ..field };
    let inner = |fields: Vec<Field>| Shared::new(Object { fields: fields.into(), ..Object::new(&[]) });
    let shots = ListRange {
        item: vec![Field::new(
            "",
            Kind::Object(inner(vec![feeding(Field::new("seconds", Kind::integer(0, 9)), 1, first + 2)])),
        )]
        .into(),
        ..ListRange::new(&[])
    };
    let object = inner(vec![
        feeding(Field::new("size", Kind::integer(0, 9)), 1, first),
        feeding(Field::new("mode", one_of(&["a", "b"])).default(word("a")), 1, first + 1),
    ]);
    let case = |value| Case::new(value, Object::new(&[]));
    let choice = |slot, default| {
        let feeds = vec![SlotUse::new(1, slot)];
        let choice =
            Choice { cases: vec![case("a"), case("b")].into(), feeds: feeds.into(), default, ..Choice::new("by", &[]) };
        Kind::Choice(Shared::new(choice))
    };
    let fields = vec![
        Field::new("object", Kind::Object(object)).nullable(),
        Field::new("shots", Kind::List(shots)),
        Field::new("choice", choice(first + 3, None)),
        Field::new("picked", choice(first + 4, Some(word("a")))).nullable(),
    ];
    let values = vec![
        (json!([{}, {"size": 2}, {"size": 8, "mode": "b"}, {"mode": "a"}, null]), "object"),
        (json!([[], [{}], [{"seconds": 2}, {"seconds": 6}]]), "shots"),
        (json!([{"by": "a"}, {"by": "b"}]), "choice"),
        (json!([{}, {"by": "a"}, {"by": "b"}, null]), "picked"),
    ];
    (fields, values)
}

/// The values to send for a member.
type Sent = (String, Vec<Value>);

/// The table without rules, values to send, and literals to compare each slot with.
fn table() -> (Object, Vec<Sent>, Vec<Vec<Literal>>) {
    let parts = parts();
    let first = u16::try_from(parts.len()).unwrap();
    let (nested_fields, nested_values) = nested(first);
    let slot = |part: &Part| Slot {
        path: part.field.name.clone(),
        pointer: format!("/{}", part.field.name).into(),
        take: part.take,
        fact: text(""),
        form: text(""),
        default: part.field.default.clone(),
        alias: None,
    };
    let inner = [
        Slot::new("object.size", "/object", Take::Value),
        Slot::new("object.mode", "/object", Take::Value).default(word("a")),
        Slot::new("shots.seconds", "/shots", Take::Sum),
        Slot::new("choice.by", "/choice", Take::Value),
        Slot::new("picked.by", "/picked", Take::Value),
    ];
    let slots: Vec<_> = parts.iter().map(slot).chain(inner).collect();
    let values = parts.iter().map(|part| (part.field.name.to_string(), part.values.clone()));
    let values = values
        .chain(nested_values.into_iter().map(|(values, name)| (name.to_owned(), values.as_array().unwrap().clone())));
    let values = values.filter(|(_, values)| !values.is_empty()).collect();
    let more = [
        vec![number("2"), number("8")],
        vec![word("a"), word("b")],
        vec![number("8")],
        vec![word("a")],
        vec![word("b")],
    ];
    let literals = parts.iter().map(|part| part.literals.clone()).chain(more).collect();
    let fields = parts
        .into_iter()
        .zip(0..)
        .map(|(part, slot)| Field { feeds: vec![SlotUse::new(0, slot)].into(), ..part.field });
    let fields: Vec<_> = fields.chain(nested_fields).collect();
    (Object { fields: fields.into(), slots: slots.into(), ..Object::new(&[]) }, values, literals)
}

fn literal_op(literal: Literal) -> Op {
    match literal {
        Literal::Bool(value) => Op::Bool(value),
        Literal::Number(value) => Op::Number(value),
        Literal::Text(value) => Op::Text(value),
        Literal::Json(_) => panic!("no literal of a formula"),
    }
}

/// Comparisons and presence of single slots.
fn atom(literals: Vec<Vec<Literal>>) -> impl Strategy<Value = Vec<Op>> {
    let slots = u16::try_from(literals.len()).unwrap();
    let order = select(vec![Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge]);
    let other = select(vec![0u8, 1, 2, 3, 4, 5, 6, 7]);
    (0..slots, any::<proptest::sample::Index>(), order, other).prop_map(move |(slot, pick, order, shape)| {
        let choices = &literals[usize::from(slot)];
        let literal = choices[pick.index(choices.len())].clone();
        let order =
            if matches!(literal, Literal::Number(_)) || matches!(order, Op::Eq | Op::Ne) { order } else { Op::Eq };
        match shape {
            0 | 1 => vec![Op::Present(slot)],
            2 if matches!(literal, Literal::Bool(_)) => vec![Op::Slot(slot)],
            3 => {
                let count = u16::try_from(choices.len()).unwrap();
                let items = choices.iter().cloned().map(literal_op);
                [vec![Op::Slot(slot)], items.skip(1).collect(), vec![Op::In(count - 1)]].concat()
            }
            4 => vec![literal_op(literal), Op::Slot(slot), order],
            5 if matches!(literal, Literal::Number(_)) => {
                vec![Op::Slot(slot), Op::Number(Exact::ONE), Op::Add, literal_op(literal), order]
            }
            _ => vec![Op::Slot(slot), literal_op(literal), order],
        }
    })
}

fn condition(literals: Vec<Vec<Literal>>) -> impl Strategy<Value = Vec<Op>> {
    atom(literals).prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| [a, vec![Op::Not]].concat()),
            (inner.clone(), inner.clone(), select(vec![Op::And, Op::Or, Op::Implies])).prop_map(|(a, b, op)| [
                a,
                b,
                vec![op]
            ]
            .concat()),
            (inner.clone(), inner.clone(), inner).prop_map(|(c, a, b)| [c, a, b, vec![Op::If]].concat()),
        ]
    })
}

fn rule(literals: &[Vec<Literal>]) -> impl Strategy<Value = Rule> + use<> {
    let slots = u16::try_from(literals.len()).unwrap();
    let literals = literals.to_vec();
    let names = prop::collection::btree_set(0..slots, 1..4);
    (condition(literals.clone()), names, 0..9u8, any::<bool>()).prop_map(move |(when, names, kind, by_range)| {
        let names: Vec<u16> = names.into_iter().collect();
        let subject = names[0];
        let mut reads: Vec<u16> =
            when.iter().filter_map(|op| if let Op::Slot(slot) = op { Some(*slot) } else { None }).collect();
        let (when, text) = (when.into(), text("a formula"));
        let kind = match kind {
            0 => RuleKind::ExactlyOne,
            1 => RuleKind::AtMostOne,
            2 => RuleKind::AtLeastOne,
            3 => RuleKind::Together,
            4 => {
                let values = if by_range { Vec::new() } else { literals[usize::from(subject)][..1].to_vec() };
                let needs = if by_range { names.clone() } else { vec![subject] };
                RuleKind::Requires { when, text, needs: needs.into(), values: values.into() }
            }
            5 => RuleKind::AllowedOnly { subject, when, text },
            6 | 7 => {
                reads.push(subject);
                let values = &literals[usize::from(subject)];
                let allowed = match values.first() {
                    Some(Literal::Number(_)) if by_range => Allowed::Range { min: Some(dec("1")), max: Some(dec("3")) },
                    _ => Allowed::Values(values[..1].to_vec().into()),
                };
                RuleKind::Dependent { subject, when, text, allowed }
            }
            _ => RuleKind::Condition { holds: when, text },
        };
        if matches!(kind, RuleKind::ExactlyOne | RuleKind::AtMostOne | RuleKind::AtLeastOne | RuleKind::Together) {
            reads.clear();
        }
        reads.sort_unstable();
        reads.dedup();
        Rule { names: names.into(), reads: reads.into(), ..Rule::new("r", kind, &[], &[]) }
    })
}

fn body(values: &[Sent]) -> impl Strategy<Value = Value> + use<> {
    let member = |(name, values): &Sent| {
        let value = prop_oneof![1 => Just(None), 2 => select(values.clone()).prop_map(Some)];
        (Just(name.clone()), value)
    };
    values.iter().map(member).collect::<Vec<_>>().prop_map(|members| {
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect::<serde_json::Map<_, _>>().into()
    })
}

fn case() -> impl Strategy<Value = (ModelSpec, Vec<Value>)> {
    static PROVIDER: ProviderSpec = ProviderSpec::new("maker");
    let (object, values, literals) = table();
    (rule(&literals), prop::collection::vec(body(&values), 12)).prop_map(move |(rule, bodies)| {
        let object = Object { rules: vec![rule].into(), ..object.clone() };
        (ModelSpec::new(&PROVIDER, "model", object, Billing::unpublished("")), bodies)
    })
}

proptest! {
    // Compiling a schema takes most of the time.
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn on_rules((spec, bodies) in case()) {
        let judges = Judges::of(&spec, false);
        for body in bodies {
            judges.agree(&body.to_string())?;
        }
    }
}
