//! Bytes, a map of values and a typed request are judged alike, and a typed request is what its body says.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::faults;
use super::fixture::{dec, fact, feeding, model, one_of, one_of_numbers, url};
use crate::record::{Items, Record, Value};
use crate::spec::{
    Case, Choice, Field, Kind, ListRange, Literal, ModelSpec, NumberRange, Object, RuleKind, Shared, Slot, SlotUse,
    Take, TextRange, text,
};
use crate::{Options, Report, RuleId, Severity};

/// A typed object of any tables: what generated code writes, without the generator.
struct Typed {
    fields: Vec<Field>,
    members: Vec<Held>,
    case: usize,
    extra: Vec<(String, Json)>,
}

enum Held {
    Absent,
    Scalar(Json),
    Unlisted(Json),
    Object(Box<Typed>),
    List(Vec<Held>),
}

impl Typed {
    fn of(fields: &[Field]) -> Self {
        Self {
            fields: fields.to_vec(),
            members: fields.iter().map(|_| Held::Absent).collect(),
            case: 0,
            extra: Vec::new(),
        }
    }

    fn inner(kind: &Kind, case: usize) -> Self {
        match kind {
            Kind::Object(object) => Self::of(&object.fields),
            Kind::Choice(choice) => Self { case, ..Self::of(&choice.cases[case].object.fields) },
            Kind::List(range) => Self::inner(&range.item[0].kind, case),
            _ => panic!("no object"),
        }
    }
}

impl Record for Typed {
    fn get(&self, index: usize) -> Value<'_> {
        self.members[index].value()
    }

    fn set(&mut self, index: usize, value: Value<'_>) {
        let scalar = match value {
            Value::Null => Json::Null,
            Value::Bool(value) => value.into(),
            Value::Integer(value) => serde_json::Number::from_i128(value).unwrap().into(),
            Value::Number(value) => value.into(),
            Value::Text(text) => text.into(),
            Value::Json(value) => value.clone(),
            _ => panic!("no scalar"),
        };
        match &mut self.members[index] {
            Held::List(items) if !scalar.is_null() => items.push(Held::Scalar(scalar)),
            member => *member = Held::Scalar(scalar),
        }
    }

    fn open(&mut self, index: usize, case: usize) -> Option<&mut dyn Record> {
        let inner = Held::Object(Box::new(Self::inner(&self.fields[index].kind, case)));
        let place = match &mut self.members[index] {
            Held::List(items) => {
                items.push(inner);
                items.last_mut()?
            }
            member => {
                *member = inner;
                member
            }
        };
        if let Held::Object(inner) = place { Some(&mut **inner) } else { None }
    }

    fn clear(&mut self, index: usize) {
        self.members[index] = Held::Absent;
    }

    fn begin_list(&mut self, index: usize) {
        self.members[index] = Held::List(Vec::new());
    }

    fn extra(&self) -> &[(String, Json)] {
        &self.extra
    }

    fn put_extra(&mut self, name: &str, value: Json) {
        self.extra.push((name.to_owned(), value));
    }

    fn case(&self) -> usize {
        self.case
    }
}

impl Held {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Absent => Value::Absent,
            Self::Scalar(Json::Null) => Value::Null,
            Self::Scalar(Json::Bool(value)) => Value::Bool(*value),
            Self::Scalar(Json::String(text)) => Value::Text(text),
            Self::Scalar(Json::Number(number)) => match number.as_i64() {
                Some(value) => Value::Integer(value.into()),
                None => Value::Number(number.as_f64().unwrap()),
            },
            Self::Scalar(json) => Value::Json(json),
            Self::Unlisted(Json::String(text)) => Value::UnlistedText(text),
            Self::Unlisted(number) => Value::UnlistedNumber(number.as_f64().unwrap()),
            Self::Object(inner) => Value::Object(&**inner),
            Self::List(items) => Value::List(items),
        }
    }
}

impl Items for Vec<Held> {
    fn len(&self) -> usize {
        <[Held]>::len(self)
    }

    fn get(&self, index: usize) -> Value<'_> {
        <[Held]>::get(self, index).map_or(Value::Absent, Held::value)
    }
}

fn list(item: Field) -> ListRange {
    ListRange { item: vec![item].into(), ..ListRange::new(&[]) }
}

/// A model with a member of every kind, slots, and rules.
fn everything() -> ModelSpec {
    let shot = vec![
        Field {
            feeds: vec![SlotUse::new(1, 1)].into(),
            ..Field::new("s", Kind::integer(1, 9)).default(Literal::Number(dec("5")))
        },
        Field::new("prompt", Kind::Text(TextRange::ANY.chars(crate::spec::Chars::new(Some(1), Some(4))))).required(),
    ];
    let shot = Kind::Object(Shared::new(Object { fields: shot.into(), ..Object::new(&[]) }));
    let case = |value, fields: Vec<Field>| Case {
        value: text(value),
        doc: text(""),
        object: Object { fields: fields.into(), ..Object::new(&[]) },
    };
    let choice = Choice {
        tag: text("type"),
        doc: text(""),
        default: None,
        feeds: Vec::new().into(),
        cases: vec![
            case("file", vec![Field::new("address", url(true)).required()]),
            case("scene", vec![Field::new("seed", Kind::integer(0, 9))]),
        ]
        .into(),
    };
    let number = Kind::Number(NumberRange { multiple_of: Some(dec("0.25")), ..NumberRange::ANY });
    let pair = Kind::List(list(Field::new("", Kind::integer(0, 9))).counts(vec![2].into()));
    let flags = Kind::List(list(Field::new("", Kind::Bool)));
    let alternatives = [one_of(&["a", "m"]), url(true), Kind::integer(0, 9), flags];
    let fields = vec![
        Field::new("model", one_of(&["m"])).required(),
        Field { media: vec![fact("of", "kind", &["video"])].into(), ..Field::new("url", url(true)) },
        Field::new("flag", Kind::Bool).nullable(),
        feeding(Field::new("number", number), 2),
        Field::new("fps", one_of_numbers(&["24", "23.976"])),
        Field::new("tags", Kind::List(list(Field::new("", one_of(&["a", "b", "c"]))).max(Some(2)).unique(true))),
        feeding(Field::new("shots", Kind::List(list(Field::new("", shot)).unique(true))), 0),
        Field::new("source", Kind::Choice(Shared::new(choice))),
        Field::new("pairs", Kind::List(list(Field::new("", pair)))),
        Field::new("old", Kind::Bool).deprecated("leave it out"),
        Field::new("any", Kind::AnyObject).nullable(),
        Field::new("mixed", Kind::AnyOf(alternatives.iter().map(|kind| Field::new("", kind.clone())).collect())),
    ];
    let slots = vec![
        Slot::new("shots", "/shots", Take::Count),
        Slot::new("shots.s", "/shots", Take::Sum),
        Slot::new("number", "/number", Take::Value),
    ];
    let holds = vec![crate::spec::Op::Slot(1), crate::spec::Op::Slot(2), crate::spec::Op::Le];
    let mut rule =
        crate::spec::Rule::new("sum", RuleKind::Condition { holds: holds.into(), text: text("…") }, &[], &[]);
    rule.names = vec![1, 2].into();
    rule.reads = vec![1, 2].into();
    model(Object { fields: fields.into(), slots: slots.into(), rules: vec![rule].into(), ..Object::new(&[]) })
}

/// Members with values that are mostly right.
fn body() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        Just(json!("a")),
        Just(json!("m")),
        Just(json!("")),
        Just(json!("https://a.example/x")),
        Just(json!("http://localhost")),
        Just(json!("a\u{1}é😀")),
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        (-3_i64..12).prop_map(Json::from),
        Just(json!(24)),
        Just(json!(23.976)),
        Just(json!(0.25)),
        Just(json!(1e300)),
        Just(json!(u64::MAX)),
    ];
    let shot = json!({"s": 3, "prompt": "x"});
    let typical = prop_oneof![
        Just(json!([shot, {"prompt": "y"}])),
        Just(json!([shot, shot])),
        Just(json!([{"s": 0, "prompt": "y", "z": 1}])),
        Just(json!({"type": "file", "address": "https://a.example"})),
        Just(json!({"type": "scene", "seed": 3})),
        Just(json!({"type": "scene", "address": 1})),
        Just(json!({"type": "none", "seed": 1})),
        Just(json!([[1, 2], [3, 4]])),
        Just(json!([[1], [10, 2]])),
        Just(json!([true, false])),
        Just(json!({"a": {"b": [null]}})),
    ];
    let value = prop_oneof![
        3 => scalar.clone(),
        3 => typical,
        1 => proptest::collection::vec(scalar, 0..4).prop_map(Json::from),
    ];
    let names = [
        "model", "url", "flag", "number", "fps", "tags", "shots", "source", "pairs", "old", "any", "mixed", "a/b~",
        "modle",
    ];
    let name = proptest::sample::select(names.to_vec()).prop_map(str::to_owned);
    proptest::collection::btree_map(name, value, 0..8).prop_map(|members| Json::Object(members.into_iter().collect()))
}

/// What a report says, whatever the source: bytes have spans, a map of values another order.
fn essence(report: &Report) -> Vec<(String, RuleId, Severity, bool, Vec<String>)> {
    let of = |v: &crate::Violation| (v.pointer.clone(), v.rule, v.severity, v.waived, v.also.clone());
    let mut essence: Vec<_> = report.violations.iter().map(of).collect();
    essence.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    essence
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn bytes_and_values_agree(body in body()) {
        let (spec, options) = (everything(), Options::new());
        let bytes = body.to_string();
        let (of_bytes, of_value) = (spec.judge(bytes.as_bytes(), &options), spec.judge_value(&body, &options));
        prop_assert_eq!(essence(&of_bytes.report), essence(&of_value.report));
        prop_assert_eq!(of_bytes.resolved, of_value.resolved);
        prop_assert_eq!(spec.accepts(bytes.as_bytes(), &options), of_bytes.report.ok());
        let mut sorted = of_bytes.report.unchecked;
        sorted.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        prop_assert_eq!(sorted, of_value.report.unchecked);
    }

    #[test]
    fn a_typed_request_is_judged_like_the_body_it_was_read_from(body in body()) {
        let (spec, options) = (everything(), Options { strict: true, ..Options::new() });
        let bytes = body.to_string();
        let mut typed = Typed::of(&spec.body.fields);
        let read = spec.read_into(bytes.as_bytes(), &mut typed, &options);
        let judged = spec.judge(bytes.as_bytes(), &options);
        prop_assert_eq!(&read.report, &judged.report);
        if judged.report.ok() {
            let typed = spec.judge_record(&typed, &options);
            prop_assert_eq!(essence(&typed.report), essence(&judged.report));
            prop_assert_eq!(typed.resolved, judged.resolved);
        }
    }

    #[test]
    fn a_report_never_says_the_same_twice_and_is_in_order(body in body()) {
        let (spec, options) = (everything(), Options::new());
        let report = spec.check(body.to_string().as_bytes(), &options);
        let mut seen = std::collections::BTreeSet::new();
        for violation in &report.violations {
            prop_assert!(seen.insert((violation.pointer.clone(), violation.rule)), "{}", violation);
            prop_assert!(!violation.message.ends_with('.') && !violation.message.is_empty());
        }
        let starts: Vec<_> = report.violations.iter().map(|v| v.span.as_ref().map_or(usize::MAX, |s| s.start)).collect();
        prop_assert!(starts.is_sorted());
    }
}

#[test]
fn what_a_typed_caller_gave_on_purpose_is_a_waived_warning() {
    let spec = everything();
    let mut typed = Typed::of(&spec.body.fields);
    typed.members[0] = Held::Unlisted(json!("m2"));
    typed.members[4] = Held::Unlisted(json!(120));
    typed.members[5] = Held::List(vec![Held::Unlisted(json!("z")), Held::Scalar(json!("a"))]);
    typed.extra = vec![("novel".to_owned(), json!({"x": [1]})), ("flag".to_owned(), json!(7))];
    let report = spec.check_record(&typed, &Options::new());
    assert_eq!(
        faults(&report),
        [
            (RuleId::NotListed, "/model"),
            (RuleId::NotListed, "/fps"),
            (RuleId::NotListed, "/tags/0"),
            (RuleId::UnknownParameter, "/novel"),
            (RuleId::WrongType, "/flag"),
        ]
    );
    assert!(report.ok() && report.violations.iter().all(|violation| violation.waived));
    typed.members[4] = Held::Scalar(json!(120));
    assert!(!spec.check_record(&typed, &Options::new()).ok());
}

#[test]
fn a_repeated_member_replaces_what_was_read_before() {
    let spec = everything();
    let mut typed = Typed::of(&spec.body.fields);
    let body = br#"{"model":"m","tags":["a","b"],"flag":true,"tags":["c"],"flag":null,"novel":[1]}"#;
    let _ = spec.read_into(body, &mut typed, &Options { allow_unknown: true, ..Options::new() });
    assert!(matches!(typed.members[2].value(), Value::Null));
    let Value::List(tags) = typed.members[5].value() else { panic!("no list") };
    assert_eq!(tags.len(), 1);
    assert!(matches!(tags.get(0), Value::Text("c")));
    assert_eq!(typed.extra, [("novel".to_owned(), json!([1]))]);
}
