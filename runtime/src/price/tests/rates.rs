//! Rates that the caller gives in place of the published ones.

use super::*;
use crate::{Date, PriceAge, PriceList};

fn read(json: &str) -> Result<Rates, Vec<String>> {
    let specs = [
        per_second_and_tier().spec(),
        model_named("flat", &Sheet::new().rate("each", &[], &[("", "1")]).step("bill", "USD", "r0")),
    ];
    Rates::from_json(json.as_bytes(), &[&specs[0], &specs[1]])
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn model_named(id: &'static str, sheet: &Sheet) -> ModelSpec {
    ModelSpec { id: id.into(), ..sheet.spec() }
}

#[test]
fn a_replaced_rate_prices_the_request_and_says_whose_it_is() {
    let rates = read(r#"{"v":1,"read":"2026-11-20","rates":{"acme/lens":{"per_second":{"4x":"0.08"}}}}"#).unwrap();
    let spec = per_second_and_tier().spec();
    let estimate = |slots| spec.estimate(&request(slots), &measures("source_seconds=2"), &rates);
    let replaced = estimate("\"4\"");
    costs(&replaced, "0.16", 160);
    let prices = replaced.prices.unwrap();
    assert_eq!((&*prices.read, &*prices.confidence), ("2026-11-20", "caller"));
    let kept = estimate("\"2\"");
    costs(&kept, "0.088", 88);
    let prices = kept.prices.unwrap();
    assert_eq!((&*prices.read, &*prices.confidence), ("2026-07-28", "second_hand"));
}

#[test]
fn a_price_is_a_text_a_literal_or_unpublished() {
    let rates = read(
        r#"{"v": 1, "read": "2026-11-20", "rates": {"acme/flat": {"each": 0.30000000000000000001},
            "acme/lens": {"per_second": {"4x": "unpublished", "1x2x": "0.10"}}}}"#,
    )
    .unwrap();
    let flat = model_named("flat", &Sheet::new().rate("each", &[], &[("", "1")]).step("bill", "USD", "r0"));
    let estimate = flat.estimate(&request(""), &Measures::new(), &rates);
    assert_eq!(estimate.total, Total::Exact(dec("0.30000000000000000001")));
    let spec = per_second_and_tier().spec();
    is_unknown(&spec.estimate(&request("\"4\""), &measures("source_seconds=2"), &rates), Why::Unpublished);
    costs(&spec.estimate(&request("\"1\""), &measures("source_seconds=2"), &rates), "0.2", 200);
}

#[test]
fn whatever_no_spec_knows_is_refused_with_its_place() {
    let with = |rates: &str| format!(r#"{{"v":1,"read":"2026-11-20","rates":{rates}}}"#);
    for (rates, fault) in [
        (
            r#"{"acme/lense":{}}"#,
            "`/rates/acme~1lense`: found the model `acme/lense`, expected a model of the catalogue as `provider/id`",
        ),
        (r#"{"lens":{}}"#, "`/rates/lens`: found the model `lens`, expected a model of the catalogue as `provider/id`"),
        (r#"{"acme/flat":{"every":"1"}}"#, "`/rates/acme~1flat/every`: found the rate `every`, expected `each`"),
        (
            r#"{"acme/flat":{"each":{"x":"1"}}}"#,
            "`/rates/acme~1flat/each`: found `{\"x\":\"1\"}`, expected a decimal like `\"0.05\"` that is not negative, or `\"unpublished\"`",
        ),
        (
            r#"{"acme/flat":{"each":"-1"}}"#,
            "`/rates/acme~1flat/each`: found `\"-1\"`, expected a decimal like `\"0.05\"` that is not negative, or `\"unpublished\"`",
        ),
        (
            r#"{"acme/flat":{"each":5e-2}}"#,
            "`/rates/acme~1flat/each`: found `5e-2`, expected a decimal like `\"0.05\"` that is not negative, or `\"unpublished\"`",
        ),
        (
            r#"{"acme/flat":{"each":null}}"#,
            "`/rates/acme~1flat/each`: found `null`, expected a decimal like `\"0.05\"` that is not negative, or `\"unpublished\"`",
        ),
        (
            r#"{"acme/lens":{"per_second":"1"}}"#,
            "`/rates/acme~1lens/per_second`: found `\"1\"`, expected an object with `1x2x`, `4x`",
        ),
        (
            r#"{"acme/lens":{"per_second":{"8x":"1"}}}"#,
            "`/rates/acme~1lens/per_second/8x`: found the key `8x`, expected `1x2x`, `4x`",
        ),
        (
            r#"{"acme/flat":{"each":"1","each":"2"}}"#,
            "`/rates/acme~1flat/each`: found the member `each` twice, expected it once",
        ),
        ("[]", "`/rates`: found `[]`, expected an object with models by `provider/id`"),
    ] {
        assert_eq!(read(&with(rates)), Err(vec![fault.to_owned()]), "{rates}");
    }
}

#[test]
fn the_file_itself_is_read_strictly() {
    for (json, faults) in [
        ("", 1),
        ("{", 1),
        ("[]", 1),
        ("null", 1),
        ("{}", 3),
        (r#"{"v":2,"read":"2026-11-20","rates":{}}"#, 1),
        (r#"{"v":"1","read":"2026-11-20","rates":{}}"#, 1),
        (r#"{"v":1,"read":"2026-02-30","rates":{}}"#, 1),
        (r#"{"v":1,"read":20261120,"rates":{}}"#, 1),
        (r#"{"v":1,"rates":{}}"#, 1),
        (r#"{"v":1,"read":"2026-11-20"}"#, 1),
        (r#"{"v":1,"read":"2026-11-20","rates":{},"rate":{}}"#, 1),
        (r#"{"v":1,"read":"2026-11-20","rates":{}} x"#, 1),
        (r#"{"v":1,"read":"x","rates":{"a/b":{},"acme/lens":{"x":1,"per_second":{"4x":"a","1x2x":""}}}}"#, 5),
    ] {
        assert_eq!(read(json).map_err(|faults| faults.len()), Err(faults), "{json}");
    }
    assert!(Rates::from_json(b"\xff", &[]).is_err());
    let deep = "[".repeat(200_000);
    assert!(read(&format!(r#"{{"v":1,"read":"2026-11-20","rates":{deep}"#)).is_err());
}

#[test]
fn rates_for_a_model_without_a_formula_are_refused() {
    let spec = model(Billing::Unpublished("no rate".into()));
    let json = br#"{"v":1,"read":"2026-11-20","rates":{"acme/lens":{"each":"1"}}}"#;
    let faults = Rates::from_json(json, &[&spec]).unwrap_err();
    assert_eq!(faults[0].pointer, "/rates/acme~1lens");
}

#[test]
fn old_lists_and_lists_of_the_future_are_warned_of() {
    let spec = per_second_and_tier().spec();
    let day = |text| Date::parse(text).unwrap();
    let published = |today| Rates::published().warnings(&spec, day(today), 90);
    assert!(published("2026-10-26").is_empty());
    assert_eq!(published("2026-10-27")[0].to_string(), "the spec's prices were read on 2026-07-28, 91 days ago");
    assert!(matches!(published("2026-07-27")[0].age, PriceAge::Future { .. }));
    let rates = read(r#"{"v":1,"read":"2026-11-20","rates":{"acme/lens":{"per_second":{"4x":"0.08"}}}}"#).unwrap();
    let lists: Vec<PriceList> =
        rates.warnings(&spec, day("2027-11-20"), 90).iter().map(|warning| warning.list).collect();
    assert_eq!(lists, [PriceList::Spec, PriceList::Caller]);
    let mut undated = per_second_and_tier();
    undated.0.read = "".into();
    assert_eq!(Rates::published().warnings(&undated.spec(), day("2026-07-28"), 90)[0].age, PriceAge::Undated);
}
