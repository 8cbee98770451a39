//! Which kind of estimate comes out: exact, a range, a rate, or unknown with the reason.

use super::*;

fn rate(estimate: &Estimate) -> (String, String, String, bool, &str) {
    let Total::Rate { amount, fixed, per, rounded, measure, .. } = &estimate.total else {
        panic!("{:?}", estimate.total)
    };
    (amount.to_string(), fixed.to_string(), per.to_string(), *rounded, measure)
}

#[test]
fn a_missing_measure_leaves_a_rate() {
    let estimate = estimate(&per_second_and_tier(), "\"2\"", "");
    assert_eq!(rate(&estimate), ("0.044".into(), "0".into(), "1".into(), true, "source_seconds"));
    assert_eq!(estimate.needs, ["source_seconds"]);
    assert!(estimate.assumes.is_empty());
    assert_eq!((estimate.credits, estimate.reserve), (None, None));
    assert_eq!(estimate.lines.len(), 1, "the rate is known, the steps are not");
}

#[test]
fn a_rate_keeps_what_is_fixed_and_the_width_of_its_steps() {
    let cases = [
        ("m0 60 / 1 ceil r0 * 0.5 +", ("0.02", "0.5", "60", true)),
        ("m0 60 ceil 60 / r0 *", ("0.02", "0", "60", true)),
        ("m0 r0 *", ("0.02", "0", "1", false)),
        ("m0 r0 * 1000 /", ("0.00002", "0", "1", false)),
        ("m0 1 ceil 60 / 1 ceil r0 *", ("0.02", "0", "60", true)),
        ("m0 r0 * 0.001 ceil", ("0.001", "0", "0.05", true)),
    ];
    for (formula, (amount, fixed, per, rounded)) in cases {
        let sheet = Sheet::new().measure("seconds", "s").rate("r", &[], &[("", "0.02")]).step("bill", "USD", formula);
        let estimate = estimate(&sheet, "", "");
        assert_eq!(rate(&estimate), (amount.into(), fixed.into(), per.into(), rounded, "seconds"), "{formula}");
    }
}

#[test]
fn a_rate_tells_the_total_that_the_formula_gives() {
    let sheet = Sheet::new().measure("seconds", "s").step("bill", "USD", "m0 1 ceil 60 / 1 ceil 0.07 * 0.5 +");
    let open = estimate(&sheet, "", "").total;
    for seconds in ["0", "0.001", "1", "59.999", "60", "60.001", "119", "3600.5"] {
        let Total::Exact(total) = estimate(&sheet, "", &format!("seconds={seconds}")).total else {
            panic!("{seconds}")
        };
        assert_eq!(open.at(dec(seconds)), Some(total), "{seconds} s");
    }
}

#[test]
fn what_is_no_straight_line_needs_its_measure() {
    for formula in
        ["m0 1 ceil 5 max", "m0 1 floor", "m0 m0 *", "m0 10 <= 1 2 if", "1 m0 /", "m0 1 2 between *", "m0 3 * 1 ceil"]
    {
        let sheet = Sheet::new().measure("seconds", "s").step("bill", "USD", formula).credits();
        let estimate = estimate(&sheet, "", "");
        is_unknown(&estimate, Why::NeedsMeasure);
        assert_eq!(estimate.needs, ["seconds"], "{formula}");
    }
}

#[test]
fn two_missing_measures_are_both_asked_for() {
    let sheet = Sheet::new().measure("width", "px").measure("frames", "").step("bill", "USD", "m0 0.1 * m1 0.2 * +");
    let open = estimate(&sheet, "", "");
    is_unknown(&open, Why::NeedsMeasure);
    assert_eq!(open.needs, ["frames", "width"]);
    let half_open = estimate(&sheet, "", "width=10");
    assert_eq!(rate(&half_open), ("0.2".into(), "1".into(), "1".into(), false, "frames"));
    assert_eq!(half_open.assumes, ["width"]);
}

#[test]
fn what_is_known_only_after_the_run_is_said_so() {
    let mut sheet = Sheet::new().measure("tokens", "").step("bill", "USD", "m0 0.1 *");
    sheet.0.measures.to_mut()[0].after_run = true;
    is_unknown(&estimate(&sheet, "", ""), Why::AfterRun);
    assert_eq!(estimate(&sheet, "", "tokens=3").total, Total::Exact(dec("0.3")));
}

#[test]
fn a_range_of_a_measure_gives_a_range() {
    let estimate = estimate(&per_second_and_tier(), "\"4\"", "source_seconds=4.2..6");
    assert_eq!(estimate.total, Total::Range(dec("0.385"), dec("0.462")));
    assert_eq!(estimate.credits, Some((385, 462)));
    assert_eq!(estimate.reserve, Some(dec("0.462")));
}

#[test]
fn a_range_within_one_started_second_is_exact() {
    costs(&estimate(&per_second_and_tier(), "\"4\"", "source_seconds=5.1..6"), "0.462", 462);
}

#[test]
fn a_price_that_the_source_leaves_open_is_a_range() {
    let cell = Sheet::new().rate("r", &[], &[("", "0.1..0.2")]).step("bill", "USD", "r0 3 *").credits();
    let formula = Sheet::new().step("bill", "USD", "0.6 0.3 between").credits();
    for sheet in [cell, formula] {
        let estimate = estimate(&sheet, "", "");
        assert_eq!(estimate.total, Total::Range(dec("0.3"), dec("0.6")));
        assert_eq!(estimate.credits, Some((300, 600)));
    }
}

#[test]
fn a_range_across_two_tiers_covers_both() {
    let sheet = Sheet::new()
        .measure("seconds", "s")
        .group("length", &[("short", "m0 10 <="), ("long", "true")])
        .rate("per_clip", &["g0"], &[("short", "0.5"), ("long", "2")])
        .step("bill", "USD", "r0");
    assert_eq!(estimate(&sheet, "", "seconds=5..10").total, Total::Exact(dec("0.5")));
    assert_eq!(estimate(&sheet, "", "seconds=5..11").total, Total::Range(dec("0.5"), dec("2")));
    let open = estimate(&sheet, "", "");
    is_unknown(&open, Why::NeedsMeasure);
    assert_eq!(open.needs, ["seconds"]);
}

#[test]
fn an_absent_parameter_without_default_leaves_the_price_open() {
    let sheet = Sheet::new().rate("r", &["s0"], &[("a", "1")]).step("bill", "USD", "r0");
    is_unknown(&estimate(&sheet, "-", ""), Why::OpenPrice);
    is_unknown(&estimate(&Sheet::new().step("bill", "USD", "s0 2 *"), "-", ""), Why::OpenPrice);
}

#[test]
fn what_nobody_can_give_is_named_before_what_the_caller_could_give() {
    let sheet =
        Sheet::new().measure("seconds", "s").rate("r", &["s0"], &[("a", "unpublished")]).step("bill", "USD", "m0 r0 *");
    let estimate_of = |slots| estimate(&sheet, slots, "");
    is_unknown(&estimate_of("\"a\""), Why::Unpublished);
    is_unknown(&estimate_of("-"), Why::OpenPrice);
    assert_eq!(estimate_of("\"a\"").needs, ["seconds"]);
}

#[test]
fn a_model_without_a_published_price_is_unknown() {
    let spec = model(Billing::Unpublished("no rate".into()));
    let estimate = |given| spec.estimate(&request(""), &measures(given), &Rates::published());
    is_unknown(&estimate(""), Why::Unpublished);
    is_unknown(&estimate("clip.bytes=5"), Why::Unpublished);
    is_unknown(&estimate("seconds=5"), Why::BadMeasure);
}

#[test]
fn a_measure_that_the_model_lacks_is_a_bad_measure() {
    let spec = per_second_and_tier().spec();
    let with = |given: &Measures| spec.estimate(&request("\"2\""), given, &Rates::published());
    for name in ["seconds", "source_second", "clip", "clip.weight", "clip.bytes.bytes", "other.bytes", ".bytes", ""] {
        is_unknown(&with(&measures(&format!("source_seconds=5 {name}=1"))), Why::BadMeasure);
    }
    costs(&with(&measures("source_seconds=5 clip.bytes=100")), "0.22", 220);
    let mut word = Measures::new();
    word.word("source_seconds", "long");
    is_unknown(&with(&word), Why::BadMeasure);
}

#[test]
fn negative_and_reversed_measures_are_refused_where_they_are_given() {
    let mut given = Measures::new();
    assert_eq!(given.number("seconds", dec("-1")), Err(crate::BadMeasure::Negative));
    assert_eq!(given.range("seconds", dec("2"), dec("1")), Err(crate::BadMeasure::Reversed));
    assert_eq!(given.range("seconds", dec("-2"), dec("1")), Err(crate::BadMeasure::Negative));
    assert!(given.is_empty());
}

#[test]
fn tables_that_no_check_would_let_pass_have_no_figure() {
    let step = |words| Sheet::new().measure("m", "").step("bill", "USD", words);
    for words in ["r0", "p0", "p7", "g0", "m9", "+", "1 2", "1 \"a\" +", "\"a\"", "true", "s9"] {
        let estimate = estimate(&step(words), "", "");
        assert!(matches!(estimate.total, Total::Unknown(_)), "{words}: {:?}", estimate.total);
    }
    let mut beyond = step("1");
    beyond.0.total = 5;
    is_unknown(&estimate(&beyond, "", ""), Why::Overflow);
    let circular = Sheet::new().rate("r", &["r0"], &[("1", "1")]).step("bill", "USD", "r0");
    is_unknown(&estimate(&circular, "", ""), Why::Overflow);
    let mut many = Sheet::new();
    for _ in 0..100 {
        many = many.measure("m", "");
    }
    is_unknown(&estimate(&many.step("bill", "USD", "m99"), "", ""), Why::Overflow);
}
