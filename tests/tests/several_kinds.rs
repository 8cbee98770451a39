//! Values of several kinds, objects of any members, lists in steps: what is refused and why, what a typed request writes, what
//! formulas see.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::typed::{Json, Map, Request};
use nameplate::{Exact, Measures, Options, Rates, Report, Severity, Total, Why};
use nameplate_tests::generated::acme::a_listed_text_or_a_pattern::{AListedTextOrAPattern, Size};
use nameplate_tests::generated::acme::a_number_with_a_special_value::{ANumberWithASpecialValue, Steps};
use nameplate_tests::generated::acme::a_price_of_a_word_or_a_number::APriceOfAWordOrANumber;
use nameplate_tests::generated::acme::a_price_that_a_word_leaves_open::APriceThatAWordLeavesOpen;
use nameplate_tests::generated::acme::a_word_or_a_number::{AWordOrANumber, Duration, Strength};
use nameplate_tests::generated::acme::an_object_of_any_members::AnObjectOfAnyMembers;
use nameplate_tests::generated::acme::lists_of_values_of_several_kinds::{Content, ListsOfValuesOfSeveralKinds};
use nameplate_tests::generated::acme::one_or_many::{Images, OneOrMany, Parts, PartsItem, PartsOne, Weights};
use nameplate_tests::generated::acme::{a_list_of_pairs, an_object_of_any_members, lists_of_lists_of_lists};
use nameplate_tests::generated::acme::{a_price_of_a_word_or_a_number, a_price_that_a_word_leaves_open};

fn check<T: Request>(members: &str) -> Report {
    let body = format!("{{\"model\":\"{}\",{members}}}", T::SPEC.id);
    T::SPEC.check(body.as_bytes(), &Options::new())
}

/// Pointer, rule and message of every error.
fn errors(report: &Report) -> Vec<(&str, &str, &str)> {
    let errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error);
    errors.map(|found| (found.pointer.as_str(), found.rule.as_str(), found.message.as_str())).collect()
}

#[test]
fn a_value_is_judged_by_the_alternative_of_its_type() {
    for good in [r#""auto""#, "4", "20", "5.0", "1e1"] {
        assert!(check::<AWordOrANumber>(&format!("\"strength\":1,\"duration\":{good}")).ok(), "{good}");
    }
    for (bad, rule, message) in [
        ("3", "out_of_range", "`duration` takes \"auto\" or 4..=30, found `3`"),
        ("31", "out_of_range", "`duration` takes \"auto\" or 4..=30, found `31`"),
        ("4.5", "wrong_type", "`duration` takes a text or a whole number, found `4.5`"),
        ("true", "wrong_type", "`duration` takes a text or a whole number, found `true`"),
        ("null", "wrong_type", "`duration` takes a text or a whole number, found `null`"),
        ("[4]", "wrong_type", "`duration` takes a text or a whole number, found `[4]`"),
        ("{}", "wrong_type", "`duration` takes a text or a whole number, found `{}`"),
        (r#""auot""#, "not_listed", "`duration` takes one of \"auto\" or 4..=30, found `\"auot\"`"),
    ] {
        let report = check::<AWordOrANumber>(&format!("\"duration\":{bad}"));
        assert_eq!(errors(&report), [("/duration", rule, message)], "{bad}");
    }
    let quoted = check::<AWordOrANumber>(r#""duration":"12""#);
    assert_eq!(quoted.violations[0].suggestion.as_deref(), Some("12"));
    let misspelt = check::<AWordOrANumber>(r#""duration":"auot""#);
    assert_eq!(misspelt.violations[0].suggestion.as_deref(), Some("\"auto\""));
}

#[test]
fn texts_are_tried_in_order_and_refused_with_all_that_would_do() {
    for good in ["1:1", "auto", "12x9", "https://example.com/size"] {
        assert!(check::<AListedTextOrAPattern>(&format!("\"size\":{good:?}")).ok(), "{good}");
    }
    let report = check::<AListedTextOrAPattern>(r#""size":"12x""#);
    let message =
        "`size` takes one of \"1:1\", \"16:9\", \"auto\" or `[0-9]+x[0-9]+` or a https address, found `\"12x\"`";
    assert_eq!(errors(&report), [("/size", "not_listed", message)]);
}

#[test]
fn rules_read_the_word_as_a_word_and_the_number_as_a_number() {
    let report = check::<AWordOrANumber>("\"duration\":25");
    assert_eq!(errors(&report).iter().map(|found| found.1).collect::<Vec<_>>(), ["condition", "requires"]);
    assert!(check::<AWordOrANumber>("\"duration\":15,\"strength\":true").ok());
    assert!(check::<AWordOrANumber>("\"duration\":\"auto\"").ok());
}

#[test]
fn one_value_is_a_list_of_one() {
    let url = "https://cdn.example.com/a.png";
    let one = format!("\"images\":\"{url}\"");
    assert!(check::<OneOrMany>(&one).ok());
    assert!(check::<OneOrMany>(&format!("{one},\"weights\":[0.5]")).ok());
    let count = check::<OneOrMany>(&format!("{one},\"weights\":[0.5,0.5]"));
    assert_eq!(errors(&count)[0].1, "condition");
    let sum = check::<OneOrMany>(&format!("\"images\":[\"{url}\",\"{url}\",\"{url}\"],\"weights\":[1,1,0.5]"));
    assert_eq!(errors(&sum).iter().map(|found| found.1).collect::<Vec<_>>(), ["condition"]);
    let seconds = check::<OneOrMany>(&format!("{one},\"parts\":[{{\"seconds\":9}},{{}},{{}}]"));
    assert_eq!(errors(&seconds).iter().map(|found| found.1).collect::<Vec<_>>(), ["condition"]);
    let object = check::<OneOrMany>(&format!("{one},\"parts\":{{\"seconds\":10,\"x\":1}}"));
    let found: Vec<_> = errors(&object).iter().map(|found| (found.0, found.1)).collect();
    assert_eq!(found, [("/parts/seconds", "out_of_range"), ("/parts/x", "unknown_parameter")]);
}

#[test]
fn a_word_has_a_price_where_the_formula_gives_it_one_and_else_leaves_it_open() {
    let (none, rates) = (Measures::new(), Rates::published());
    let total = |request: APriceOfAWordOrANumber| request.check().unwrap().estimate(&none, &rates).total;
    let exact = |text| Total::Exact(Exact::decimal(text).unwrap());
    assert_eq!(total(APriceOfAWordOrANumber::new().duration(7)), exact("0.07"));
    assert_eq!(total(APriceOfAWordOrANumber::new()), exact("0.05"));
    let auto = APriceOfAWordOrANumber::new().duration(a_price_of_a_word_or_a_number::Duration::Auto);
    assert_eq!(total(auto), Total::Unknown(Why::AfterRun));
    let open = APriceThatAWordLeavesOpen::new(a_price_that_a_word_leaves_open::Duration::Auto);
    assert_eq!(open.check().unwrap().estimate(&none, &rates).total, Total::Unknown(Why::OpenPrice));
}

#[test]
fn a_typed_request_has_a_variant_for_each_alternative() {
    let request = AWordOrANumber::new().duration(12).strength(0.5);
    assert_eq!(request.to_json(), r#"{"model":"a_word_or_a_number","duration":12,"strength":0.5}"#);
    let request = AWordOrANumber::new().duration(Duration::Auto).strength(true);
    assert_eq!(request.to_json(), r#"{"model":"a_word_or_a_number","duration":"auto","strength":true}"#);
    assert!(request.check().is_ok());
    let stale = AWordOrANumber::new().duration(Duration::unlisted("long")).check().unwrap();
    assert!(stale.report().violations.iter().all(|found| found.waived));
    assert!(AWordOrANumber::new().duration(3).check().is_err());

    let read = AWordOrANumber::from_json(br#"{"model":"a_word_or_a_number","duration":8.0,"strength":false}"#).unwrap();
    assert!(
        matches!(read.duration, Some(Duration::Seconds(8))) && matches!(read.strength, Some(Strength::Bool(false)))
    );
    let read = |size: &str| {
        let body = format!("{{\"model\":\"a_listed_text_or_a_pattern\",\"size\":{size:?}}}");
        AListedTextOrAPattern::from_json(body.as_bytes()).unwrap().size.clone().unwrap()
    };
    assert!(matches!(read("16:9"), Size::P16_9));
    assert!(matches!(read("640x480"), Size::Custom(size) if size == "640x480"));
    assert!(matches!(read("https://a.example"), Size::Url(_)));
}

#[test]
fn a_typed_request_says_one_or_many_as_the_caller_does() {
    let url = "https://cdn.example.com/a.png";
    let one = OneOrMany::new(url).weights(0.25).parts(PartsOne::new().seconds(3));
    assert_eq!(
        one.to_json(),
        format!(r#"{{"model":"one_or_many","images":"{url}","weights":0.25,"parts":{{"seconds":3}}}}"#)
    );
    let many = OneOrMany::new(vec![url.to_owned()]).weights(vec![0.5, 1.0]).parts(vec![PartsItem::new().seconds(3)]);
    assert!(matches!(&many.images, Images::Many(_)) && matches!(&many.weights, Some(Weights::Many(_))));
    let read = OneOrMany::from_json(one.to_json().as_bytes()).unwrap();
    assert!(matches!(&read.parts, Some(Parts::One(part)) if part.seconds == Some(3)));
}

#[test]
fn a_special_value_is_listed_before_the_range() {
    assert_eq!(
        ANumberWithASpecialValue::new().steps(Steps::Auto).to_json(),
        r#"{"model":"a_number_with_a_special_value","steps":-1}"#
    );
    let read =
        ANumberWithASpecialValue::from_json(br#"{"model":"a_number_with_a_special_value","steps":-1.0}"#).unwrap();
    assert!(matches!(read.steps, Some(Steps::Auto)));
    let report = check::<ANumberWithASpecialValue>("\"steps\":3");
    let message = "`steps` takes one of -1 or 4..=30, found `3`";
    assert_eq!(errors(&report), [("/steps", "not_listed", message)]);
    assert_eq!(errors(&check::<ANumberWithASpecialValue>("\"steps\":25"))[0].1, "dependent");
}

#[test]
fn nothing_looks_into_an_object_of_any_members() {
    let members: Map<String, Json> = serde_json::from_str(r#"{"a":{"model":[null,1]}}"#).unwrap();
    let request = AnObjectOfAnyMembers::new().metadata(members.clone()).tools([members]);
    let checked = request.check().unwrap();
    assert!(checked.to_json().contains(r#""metadata":{"a":{"model":[null,1]}}"#));
    assert!(check::<AnObjectOfAnyMembers>(r#""metadata":{},"format":{"type":"x"}"#).ok());
    let wrong = check::<AnObjectOfAnyMembers>(r#""metadata":[],"tools":[{},1],"format":"json""#);
    let found: Vec<_> = errors(&wrong).iter().map(|found| (found.0, found.1)).collect();
    assert_eq!(found, [("/metadata", "wrong_type"), ("/tools/1", "wrong_type"), ("/format", "not_listed")]);
    let format = an_object_of_any_members::Format::from(Map::new());
    assert_eq!(format!("{format:?}"), "Format({})");
    let deep = format!("\"metadata\":{}1{}", "{\"a\":".repeat(70), "}".repeat(70));
    assert_eq!(errors(&check::<AnObjectOfAnyMembers>(&deep))[0].1, "too_deep");
}

#[test]
fn lists_have_a_number_of_items_in_steps() {
    let points = |count: usize| format!("\"corners\":[],\"points\":[{}]", vec!["1"; count].join(","));
    for (count, rule) in [(0, "too_few"), (4, "too_few"), (5, "too_few"), (7, "not_multiple")] {
        let report = check::<a_list_of_pairs::AListOfPairs>(&points(count));
        assert_eq!(errors(&report).iter().map(|found| found.1).collect::<Vec<_>>(), [rule], "{count}");
    }
    assert!(check::<a_list_of_pairs::AListOfPairs>(&points(6)).ok());
    assert!(check::<a_list_of_pairs::AListOfPairs>(&points(8)).ok());
    let nine = check::<a_list_of_pairs::AListOfPairs>(&points(9));
    assert_eq!(errors(&nine)[0].2, "`points` has 9 items, allowed: a multiple of 2 items");
}

#[test]
fn lists_nest_as_deep_as_a_spec_says() {
    let check = check::<lists_of_lists_of_lists::ListsOfListsOfLists>;
    let images = r#""images":["https://a.example/1.png"]"#;
    assert!(check(&format!("{images},\"boxes\":[[[1,2,3,4],[1,2,3,4]]]")).ok());
    let report = check(&format!("{images},\"boxes\":[[[1,2,3],[1,2,3,10],[1,2,3,4]]]"));
    let found: Vec<_> = errors(&report).iter().map(|found| (found.0, found.1)).collect();
    assert_eq!(found, [("/boxes/0", "too_many"), ("/boxes/0/0", "too_few"), ("/boxes/0/1/3", "out_of_range")]);
    assert_eq!(errors(&check(&format!("{images},\"boxes\":[]")))[0].1, "condition");
}

#[test]
fn items_of_several_kinds_are_variants_too() {
    let body = br#"{"model":"lists_of_values_of_several_kinds","content":["a",{"type":"text","text":"b"},[1,2],"c"]}"#;
    let read = ListsOfValuesOfSeveralKinds::from_json(body).unwrap();
    let content = read.content.as_ref().unwrap();
    assert!(matches!(content.as_slice(), [Content::Words(_), Content::Object(_), Content::List(_), Content::Words(_)]));
    assert_eq!(read.to_json().as_bytes(), body);
}
