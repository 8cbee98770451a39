//! What is not needed leaves no trace: no figure that is missing, no line, no measure asked for.

use super::*;

/// A flat price in one mode, a rate and a measure in the other.
fn two_modes() -> Sheet {
    Sheet::new()
        .measure("seconds", "s")
        .rate("flat", &[], &[("", "0.5")])
        .rate("per_second", &[], &[("", "0.1")])
        .step("bill", "USD", "s0 \"flat\" == r0 r1 m0 * if")
        .credits()
}

fn names(estimate: &Estimate) -> Vec<&str> {
    estimate.lines.iter().map(|line| &*line.name).collect()
}

#[test]
fn a_branch_that_is_not_taken_is_not_read() {
    let flat = estimate(&two_modes(), "\"flat\"", "");
    costs(&flat, "0.5", 500);
    assert!(flat.needs.is_empty());
    assert_eq!(names(&flat), ["flat", "bill"]);
    let given = estimate(&two_modes(), "\"flat\"", "seconds=3");
    assert!(given.assumes.is_empty());
    let metered = estimate(&two_modes(), "\"metered\"", "seconds=3");
    costs(&metered, "0.3", 300);
    assert_eq!(names(&metered), ["per_second", "bill"]);
    assert_eq!(metered.assumes, ["seconds"]);
}

#[test]
fn an_unpublished_price_in_a_branch_that_is_not_taken_does_no_harm() {
    let mut sheet = two_modes();
    sheet.0.rates.to_mut()[1].cells.to_mut()[0].price = Price::Unpublished;
    costs(&estimate(&sheet, "\"flat\"", ""), "0.5", 500);
    is_unknown(&estimate(&sheet, "\"metered\"", "seconds=3"), Why::Unpublished);
}

#[test]
fn a_step_that_only_an_untaken_branch_reads_asks_for_nothing() {
    let sheet = Sheet::new()
        .measure("seconds", "s")
        .rate("per_second", &[], &[("", "0.1")])
        .step("metered", "USD", "m0 r0 *")
        .step("bill", "USD", "s0 0.5 p0 if");
    let flat = estimate(&sheet, "true", "");
    assert_eq!(flat.total, Total::Exact(dec("0.5")));
    assert!(flat.needs.is_empty());
    assert_eq!(estimate(&sheet, "false", "").needs, ["seconds"]);
}

#[test]
fn a_condition_that_one_side_decides_does_not_need_the_other() {
    let sheet = Sheet::new().measure("seconds", "s").step("bill", "USD", "s0 m0 5 <= and 1 2 if");
    let estimate_of = |slots| estimate(&sheet, slots, "");
    assert_eq!(estimate_of("false").total, Total::Exact(dec("2")));
    assert!(estimate_of("false").needs.is_empty());
    is_unknown(&estimate_of("true"), Why::NeedsMeasure);
}

#[test]
fn rates_stand_before_the_step_that_reads_them_first_and_only_once() {
    let sheet = Sheet::new()
        .rate("a", &[], &[("", "1")])
        .rate("b", &[], &[("", "2")])
        .rate("unread", &[], &[("", "9")])
        .step("first", "USD", "r1")
        .step("second", "USD", "r1 r0 * r0 +")
        .step("bill", "USD", "p0 p1 + r0 +");
    let estimate = estimate(&sheet, "", "");
    assert_eq!(names(&estimate), ["b", "first", "a", "second", "bill"]);
}

#[test]
fn the_last_line_is_the_total_even_when_steps_follow_it() {
    let mut sheet = Sheet::new().step("bill", "USD", "3").step("later", "USD", "4");
    sheet.0.total = 0;
    let estimate = estimate(&sheet, "", "");
    assert_eq!(estimate.total, Total::Exact(dec("3")));
    assert_eq!(names(&estimate), ["bill"]);
}
