//! Values of every kind at the edges of its limits, in every spelling.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::fixture::{dec, one_of};
use super::Judges;
use crate::spec::{
    Billing, Chars, Field, IntegerRange, Kind, ListRange, Listed, ModelSpec, NumberRange, Object, ProviderSpec, Shared,
    TextRange, UrlRange, text,
};

fn list_of(item: Kind) -> ListRange {
    ListRange { item: vec![Field::new("", item)].into(), ..ListRange::new(&[]) }
}

fn url(schemes: &[&'static str], public: bool) -> Kind {
    Kind::Url(UrlRange { schemes: schemes.iter().map(|scheme| text(scheme)).collect(), ..UrlRange::new(&[], public) })
}

fn any_of(kinds: Vec<Kind>) -> Kind {
    Kind::AnyOf(kinds.into_iter().map(|kind| Field::new("", kind)).collect())
}

fn kinds() -> Vec<Kind> {
    let integer = |min, max, multiple_of| Kind::Integer(IntegerRange { min, max, multiple_of, rounds: None });
    let number = |step| {
        Kind::Number(NumberRange { min: Some(-1.0), max: Some(64.1), multiple_of: Some(dec(step)), ..NumberRange::ANY })
    };
    let open = NumberRange { min: Some(0.0), above_min: true, max: Some(0.1), below_max: true, ..NumberRange::ANY };
    let length = Chars::new(Some(2), Some(4));
    let listed = ["24", "23.976", "0.1", "-1"].map(|fps| Listed::new(dec(fps), fps.parse().unwrap()));
    let safe = Kind::Number(NumberRange { min: Some(-100.0), max: Some(100.0), ..NumberRange::ANY });
    vec![
        Kind::Bool,
        integer(-2, 64, 1),
        integer(0, 64, 16),
        integer(i64::MIN.into(), i64::MAX.into(), 1),
        integer(0, u64::MAX.into(), 3),
        Kind::Integer(IntegerRange { min: 0, max: 64, multiple_of: 16, rounds: Some(crate::spec::Rounds::Up) }),
        Kind::number(-1.0, 0.1),
        Kind::Number(NumberRange::ANY),
        Kind::Number(open),
        number("0.01"),
        number("16"),
        Kind::OneOfNumbers(listed.to_vec().into()),
        one_of(&["a", "ab", ""]),
        Kind::Text(TextRange::ANY.chars(length)),
        Kind::Text(TextRange::ANY.utf16(length)),
        Kind::Text(TextRange::ANY.bytes(length)),
        Kind::Text(TextRange::ANY.words(length)),
        Kind::Text(TextRange::ANY.pattern(text("[a-z-]{1,3}( [a-z]+)?|#\\\\"))),
        url(&["http", "https"], true),
        url(&["https", "data"], false),
        url(&[], true),
        Kind::List(list_of(safe).unique(true).min(Some(1)).max(Some(3))),
        Kind::List(list_of(Kind::Text(TextRange::ANY)).unique(true)),
        Kind::List(ListRange { counts: vec![0, 2].into(), ..list_of(Kind::Number(NumberRange::ANY)).unique(true) }),
        Kind::List(list_of(Kind::List(list_of(Kind::Bool).unique(true))).unique(true)),
        Kind::List(list_of(Kind::Bool).multiple_of(2)),
        Kind::List(list_of(Kind::Bool).multiple_of(2).min(Some(1)).max(Some(3))),
        Kind::AnyObject,
        Kind::List(list_of(Kind::AnyObject).unique(true)),
        any_of(vec![one_of(&["a", ""]), Kind::integer(2, 64)]),
        any_of(vec![one_of(&["ab"]), Kind::Text(TextRange::ANY.pattern(text("#.*"))), url(&["https"], true)]),
        any_of(vec![
            Kind::OneOfNumbers(vec![Listed::new(dec("-1"), -1.0)].into()),
            Kind::number(0.05, 64.0),
            Kind::Bool,
        ]),
        any_of(vec![Kind::Text(TextRange::ANY.chars(length)), Kind::List(list_of(Kind::Bool)), Kind::AnyObject]),
        Kind::List(list_of(any_of(vec![Kind::Bool, Kind::number(-100.0, 100.0), one_of(&["a"])])).unique(true)),
    ]
}

fn model(kind: Kind, inferred: Option<Kind>, nullable: bool) -> ModelSpec {
    static PROVIDER: ProviderSpec = ProviderSpec::new("maker");
    let field = Field { nullable, inferred: inferred.map(Shared::new), ..Field::new("x", kind) };
    let body = Object { fields: vec![field].into(), ..Object::new(&[]) };
    ModelSpec::new(&PROVIDER, "model", body, Billing::unpublished(""))
}

fn numbers() -> impl Strategy<Value = String> {
    let spelt = [
        "0",
        "-0",
        "-0.0",
        "1",
        "1.0",
        "1e0",
        "1e2",
        "-1",
        "2",
        "3",
        "16",
        "48.0",
        "64",
        "64.1",
        "65",
        "0.1",
        "0.05",
        "0.07",
        "0.1000000000000000055",
        "0.10000000000000001",
        "0.1000000000000001",
        "23.976",
        "23.97600000000000000001",
        "24.0",
        "2.4e1",
        "5e-324",
        "1e-400",
        "1e308",
        "1e400",
        "9007199254740991",
        "9007199254740993",
        "9007199254740992.5",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "10000000000000000000000.5",
        "100000000000000000000000",
    ];
    prop_oneof![3 => select(spelt.to_vec()).prop_map(str::to_owned), 1 => any::<f64>().prop_map(|n| serde_json::to_string(&n).unwrap())]
}

fn texts() -> impl Strategy<Value = String> {
    let hosts = [
        "example.com",
        "127.0.0.1",
        "localhost",
        "[::1]",
        "8.8.8.8:80",
        "a b",
        "",
        "é.com",
        "x:99999",
        "1.2.3.4.5",
        "\u{0}",
    ];
    let urls = (
        select(vec!["http", "HTTPS", "data", "ftp", "htt", "s3"]),
        select(vec![":", "://", ":/", ""]),
        select(hosts.to_vec()),
    )
        .prop_map(|(scheme, sign, host)| format!("{scheme}{sign}{host}"));
    let text = prop_oneof![
        select(vec![
            "", "a", "ab", "abc", "#\\", "é", "e\u{301}", "😀", "😀😀", "a b", "a b c", " a  b ", "ab\n", "\u{0}",
            "\u{7f}", "\u{85}"
        ])
        .prop_map(str::to_owned),
        "[a-z #-]{0,6}",
        "\\PC{0,5}",
        urls.clone(),
        (urls, "[ -~\u{80}-\u{a0}]{0,4}").prop_map(|(url, rest)| format!("{url}/{rest}")),
    ];
    text.prop_map(|text| serde_json::to_string(&text).unwrap())
}

fn values() -> impl Strategy<Value = String> {
    let scalar = || prop_oneof![4 => numbers(), 4 => texts(), 1 => select(vec!["true", "false", "null", "{}", "{\"a\":[1]}"]).prop_map(str::to_owned)];
    let list = prop::collection::vec(scalar(), 0..4).prop_map(|items| format!("[{}]", items.join(",")));
    let lists = prop::collection::vec(select(vec!["[]", "[true]", "[false,true]", "[true,true]"]), 0..3);
    prop_oneof![6 => scalar(), 2 => list, 1 => lists.prop_map(|items| format!("[{}]", items.join(",")))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn on_values(
        kind in select(kinds()),
        // No spec infers several kinds.
        inferred in proptest::option::of(select(kinds()).prop_filter("one kind", |kind| kind.json_type().is_some())),
        nullable: bool,
        strict: bool,
        values in prop::collection::vec(values(), 40),
    ) {
        let spec = model(kind, inferred, nullable);
        let judges = Judges::of(&spec, strict);
        judges.agree("{}")?;
        for value in values {
            judges.agree(&format!(r#"{{"x":{value}}}"#))?;
        }
    }
}
