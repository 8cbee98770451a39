//! Members, nested objects, choices, ways: what is missing, repeated, unknown, and where the report points.

use super::fixture::{fact, model, one_of, url, with_fields};
use super::{faults, show};
use crate::spec::{Case, Choice, Field, Kind, ListRange, Literal, Object, Shared, Slot, SlotUse, Take, text};
use crate::{Exact, Measures, Options, RuleId};

fn object(fields: Vec<Field>) -> Object {
    Object { fields: fields.into(), ..Object::new(&[]) }
}

fn list(item: Kind) -> Kind {
    Kind::List(ListRange { item: vec![Field::new("", item)].into(), ..ListRange::new(&[]) })
}

/// A list of shots with a camera each.
fn shots() -> Vec<Field> {
    let camera = object(vec![Field::new("zoom", Kind::integer(1, 4)).required(), Field::new("a/b~c", Kind::Bool)]);
    let shot = object(vec![
        Field::new("prompt", one_of(&["a", "b"])).required(),
        Field::new("camera", Kind::Object(Shared::new(camera))),
    ]);
    vec![Field::new("id", Kind::Bool).required(), Field::new("shots", list(Kind::Object(Shared::new(shot)))).required()]
}

#[test]
fn faults_deep_inside_have_pointers_and_spans() {
    let body = br#"{"shots":[{"prompt":"c"},{"camera":{"zoom":9,"a/b~c":1,"zoom":2}}]}"#;
    let report = with_fields(shots()).check(body, &Options::new());
    assert_eq!(
        show(&report, body),
        [
            "not_listed /shots/0/prompt \"c\"",
            "out_of_range /shots/1/camera/zoom 9",
            "wrong_type /shots/1/camera/a~1b~0c 1",
            "duplicate_key /shots/1/camera/zoom \"zoom\"",
            "missing /id -",
            "missing /shots/1/prompt -",
        ]
    );
}

#[test]
fn missing_members_stand_in_the_order_of_the_spec() {
    let body = br#"{"shots":[{"camera":{}},{}]}"#;
    let report = with_fields(shots()).check(body, &Options::new());
    assert_eq!(
        faults(&report),
        [
            (RuleId::Missing, "/id"),
            (RuleId::Missing, "/shots/0/prompt"),
            (RuleId::Missing, "/shots/0/camera/zoom"),
            (RuleId::Missing, "/shots/1/prompt"),
        ]
    );
    assert!(report.violations.iter().all(|violation| violation.span.is_none()));
}

#[test]
fn every_repetition_is_reported_and_the_same_fault_only_once() {
    let spec = with_fields(vec![Field::new("v", Kind::integer(0, 1))]);
    let body = br#"{"v":7,"v":8,"x":1,"v":1,"x":2}"#;
    assert_eq!(
        show(&spec.check(body, &Options::new()), body),
        [
            "out_of_range /v 7",
            "duplicate_key /v \"v\"",
            "unknown_parameter /x \"x\"",
            "duplicate_key /v \"v\"",
            "duplicate_key /x \"x\"",
        ]
    );
}

#[test]
fn a_name_is_the_same_in_any_spelling() {
    let spec = with_fields(vec![Field::new("blur", Kind::integer(0, 1))]);
    let body = br#"{"bl\u0075r":1,"blur":1,"\u0062lur":2}"#;
    assert_eq!(
        show(&spec.check(body, &Options::new()), body),
        ["duplicate_key /blur \"blur\"", "duplicate_key /blur \"\\u0062lur\"", "out_of_range /blur 2"]
    );
}

#[test]
fn an_unknown_member_is_an_error_with_the_name_that_was_meant() {
    let spec = with_fields(vec![Field::new("upscale_factor", Kind::Bool), Field::new("blur", Kind::Bool)]);
    let body = br#"{"upscale_facter":{"deep":[1,{}]},"Blur":1,"seed":1,"":0}"#;
    let report = spec.check(body, &Options::new());
    let meant: Vec<_> = report.violations.iter().map(|v| (&*v.pointer, v.suggestion.as_deref())).collect();
    assert_eq!(
        meant,
        [("/upscale_facter", Some("upscale_factor")), ("/Blur", Some("blur")), ("/seed", None), ("/", None)]
    );
    assert_eq!(report.errors(), 4);
    let allowed = spec.check(body, &Options { allow_unknown: true, ..Options::new() });
    assert_eq!((allowed.errors(), allowed.warnings()), (0, 4));
    assert!(allowed.violations.iter().all(|violation| !violation.waived));
}

#[test]
fn a_member_is_judged_in_the_ways_that_take_it() {
    let spec = with_fields(vec![
        Field::new("prompt", Kind::Bool),
        Field::new("count", Kind::integer(1, 4)).required().ways(0b10),
    ]);
    let check = |body: &str, way| {
        let report = spec.check(body.as_bytes(), &Options { way, ..Options::new() });
        report.violations.iter().map(|violation| violation.rule).collect::<Vec<_>>()
    };
    assert_eq!(check("{}", 0), []);
    assert_eq!(check("{}", 1), [RuleId::Missing]);
    assert_eq!(check("{\"count\":9}", 0), [RuleId::UnknownParameter]);
    assert_eq!(check("{\"count\":9}", 1), [RuleId::OutOfRange]);
    assert_eq!(check("{\"count\":1}", 1), []);
}

#[test]
fn a_deprecated_parameter_and_a_deprecated_value_are_warnings() {
    let word = crate::spec::Word::new("old").deprecated(Some(text("use `new`")));
    let spec = with_fields(vec![
        Field::new("mode", Kind::OneOf(vec![word, crate::spec::Word::new("new")].into())),
        Field::new("legacy", Kind::Bool).deprecated("leave it out"),
    ]);
    let report = spec.check(br#"{"mode":"old","legacy":true}"#, &Options { strict: true, ..Options::new() });
    assert_eq!(faults(&report), [(RuleId::Deprecated, "/mode"), (RuleId::Deprecated, "/legacy")]);
    assert!(report.ok());
    assert_eq!(spec.check(br#"{"mode":"new"}"#, &Options::new()).violations, []);
}

/// A source that is a file or a made-up scene.
fn source(default: Option<&'static str>) -> Vec<Field> {
    let case = |value, fields| Case { value: text(value), doc: text(""), object: object(fields) };
    let choice = Choice {
        tag: text("type"),
        doc: text(""),
        default: default.map(|case| Literal::Text(text(case))),
        feeds: vec![SlotUse::new(1, 0)].into(),
        cases: vec![
            case("file", vec![Field::new("address", url(false)).required()]),
            case("scene", vec![Field::new("seed", Kind::integer(0, 9)).required(), Field::new("loop", Kind::Bool)]),
        ]
        .into(),
    };
    vec![Field::new("source", Kind::Choice(Shared::new(choice)))]
}

#[test]
fn the_tag_of_a_choice_feeds_slots() {
    let slot = Slot::new("source.type", "/source", Take::Value);
    let spec = model(Object { slots: vec![slot].into(), ..object(source(Some("scene"))) });
    let options = Options::new();
    let tag = |body: &str| {
        let verdict = spec.judge(body.as_bytes(), &options);
        let slot = verdict.resolved.slots.into_iter().next().unwrap();
        match slot.value {
            crate::SlotContent::Text(text) => (Some(text.into_owned()), slot.present),
            _ => (None, slot.present),
        }
    };
    assert_eq!(tag(r#"{"source":{"type":"file","address":"http://a.example"}}"#), (Some("file".to_owned()), true));
    assert_eq!(tag(r#"{"source":{"seed":1}}"#), (Some("scene".to_owned()), false));
    assert_eq!(tag(r#"{"source":{"type":"x"}}"#), (None, true));
    assert_eq!(tag("{}"), (None, false));
}

#[test]
fn a_choice_is_judged_by_the_case_of_its_tag_wherever_the_tag_stands() {
    let check = |body: &str| show(&with_fields(source(None)).check(body.as_bytes(), &Options::new()), body.as_bytes());
    assert_eq!(check(r#"{"source":{"type":"file","address":"http://a.example"}}"#), [""; 0]);
    assert_eq!(check(r#"{"source":{"seed":1,"loop":true,"type":"scene"}}"#), [""; 0]);
    assert_eq!(
        check(r#"{"source":{"seed":1,"type":"file","colour":{"type":"scene"}}}"#),
        [
            "unknown_parameter /source/seed \"seed\"",
            "unknown_parameter /source/colour \"colour\"",
            "missing /source/address -"
        ]
    );
    assert_eq!(check(r#"{"source":"file"}"#), ["wrong_type /source \"file\""]);
}

#[test]
fn of_an_unknown_case_only_the_tag_is_judged() {
    let check = |body: &str| show(&with_fields(source(None)).check(body.as_bytes(), &Options::new()), body.as_bytes());
    assert_eq!(check(r#"{"source":{"type":"fil","seed":"x"}}"#), ["not_listed /source/type \"fil\""]);
    assert_eq!(
        check(r#"{"source":{"seed":1,"seed":2,"type":{"a":1}}}"#),
        ["duplicate_key /source/seed \"seed\"", "wrong_type /source/type {\"a\":1}"]
    );
    assert_eq!(
        check(r#"{"source":{"seed":1,"colour":2,"colour":2}}"#),
        [
            "unknown_parameter /source/colour \"colour\"",
            "duplicate_key /source/colour \"colour\"",
            "missing /source/type -"
        ]
    );
    assert_eq!(check(r#"{"source":{}}"#), ["missing /source/type -"]);
}

#[test]
fn of_a_repeated_tag_the_last_one_decides() {
    let spec = with_fields(source(None));
    let body = br#"{"source":{"type":"file","seed":1,"type":"scene"}}"#;
    assert_eq!(show(&spec.check(body, &Options::new()), body), ["duplicate_key /source/type \"type\""]);
}

#[test]
fn an_absent_tag_may_have_a_default() {
    let spec = with_fields(source(Some("scene")));
    assert!(spec.check(br#"{"source":{"seed":1}}"#, &Options::new()).ok());
    assert_eq!(faults(&spec.check(br#"{"source":{}}"#, &Options::new())), [(RuleId::Missing, "/source/seed")]);
}

/// An image and a list of images, of at most 100 bytes, and of 50 as nobody says.
fn files() -> crate::spec::ModelSpec {
    let most = |bytes| crate::spec::MediaFact::range("max_bytes", "bytes", None, Some(Exact::integer(bytes)));
    let media = vec![fact("containers", "container", &["png", "jpg"]), most(100), most(50).inferred()];
    let file = |name| Field { media: media.clone().into(), ..Field::new(name, url(false)) };
    let many = ListRange { item: vec![file("")].into(), ..ListRange::new(&[]) };
    model(object(vec![file("image"), Field::new("images", Kind::List(many))]))
}

#[test]
fn facts_about_files_are_listed_until_they_are_measured() {
    let body = br#"{"image":"http://a.example/1","images":["http://a.example/2"]}"#;
    let report = files().check(body, &Options::new());
    let unchecked: Vec<_> = report.unchecked.iter().map(|open| (&*open.pointer, &*open.what)).collect();
    assert_eq!(
        unchecked,
        [("/image", "containers"), ("/image", "max_bytes"), ("/images/0", "containers"), ("/images/0", "max_bytes")]
    );
    assert!(report.ok());
    assert_eq!(files().check(b"{}", &Options::new()).unchecked, []);
}

#[test]
fn facts_about_files_are_judged_when_they_are_measured() {
    let body = br#"{"image":"http://a.example/1"}"#;
    let check = |container: &str, min: i128, max: i128, strict| {
        let mut measures = Measures::new();
        measures.word("image.container", container);
        measures.range("image.bytes", Exact::integer(min), Exact::integer(max)).unwrap();
        let report = files().check(body, &Options { measures: &measures, strict, ..Options::new() });
        (report.errors(), report.warnings(), report.unchecked.len())
    };
    assert_eq!(check("png", 50, 50, false), (0, 0, 0));
    assert_eq!(check("PNG", 51, 51, false), (0, 1, 0));
    assert_eq!(check("png", 51, 51, true), (1, 0, 0));
    assert_eq!(check("png", 100, 100, false), (0, 1, 0));
    assert_eq!(check("png", 101, 101, false), (1, 0, 0));
    assert_eq!(check("gif", 50, 50, false), (1, 0, 0));
    // Of a range that straddles a limit nothing can be said.
    assert_eq!(check("png", 40, 60, false), (0, 0, 1));
    assert_eq!(check("png", 60, 200, false), (0, 1, 1));
}
