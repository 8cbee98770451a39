//! What exact numbers are, and that the short ways give what num-rational gives.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
use proptest::prelude::*;

use super::Exact;

fn dec(text: &str) -> Exact {
    Exact::decimal(text).unwrap_or_else(|| panic!("{text} is a decimal"))
}

#[test]
fn decimals_print_as_their_shortest_text() {
    for (text, shortest) in
        [("0.2640", "0.264"), ("-0.5", "-0.5"), ("10", "10"), ("-0", "0"), ("0.001", "0.001"), ("007", "7")]
    {
        assert_eq!(dec(text).to_string(), shortest);
    }
}

#[test]
fn what_is_not_a_decimal_is_refused() {
    for text in ["", "-", ".5", "5.", "1e3", "+1", "1_000", "0x5", "1.2.3", " 1", "1234567890123456789012345678901"] {
        assert_eq!(Exact::decimal(text), None, "{text:?}");
    }
}

#[test]
fn ceil_and_floor_hold_below_zero() {
    assert_eq!(dec("-1.5").ceil(), dec("-1"));
    assert_eq!(dec("-1.5").floor(), dec("-2"));
    assert_eq!(dec("5.01").ceil(), dec("6"));
    assert_eq!(dec("6").ceil(), dec("6"));
}

#[test]
fn overflow_and_division_by_zero_have_no_value() {
    assert_eq!(Exact::integer(i128::MAX).add(Exact::ONE), None);
    assert_eq!(Exact::ONE.div(Exact::ZERO), None);
}

#[test]
fn a_number_that_does_not_end_is_a_fraction() {
    assert_eq!(Exact::ONE.div(dec("3")).map(|third| third.to_string()).as_deref(), Some("1/3"));
}

#[test]
fn numbers_at_the_end_of_the_range_print_and_compare() {
    let tiny = Exact::ratio(1, 1 << 126).expect("a fraction");
    assert_eq!(tiny.to_string().len(), 128);
    assert!(tiny.to_string().ends_with("5625"));
    assert_eq!(Exact::ratio(-(1 << 125), 1 << 126).map(|half| half.to_string()).as_deref(), Some("-0.5"));
    let smallest = Exact::integer(i128::MIN);
    assert_eq!(smallest.to_string(), i128::MIN.to_string());
    assert!(smallest < tiny && tiny < Exact::integer(i128::MAX));
    for other in [smallest, tiny, Exact::integer(-1)] {
        assert_eq!((smallest.div(other), smallest.mul(other), smallest.sub(other)), (None, None, None));
    }
    assert_eq!(Exact::integer(i128::MAX).ceil(), Exact::integer(i128::MAX));
}

#[test]
fn the_double_of_a_decimal_is_the_one_that_its_text_reads_as() {
    for text in ["0.1", "0.3", "123456789.987654321", "0.30000000000000000001", "9007199254740993", "-2.5", "0"] {
        assert_eq!(dec(text).to_f64().to_bits(), text.parse::<f64>().expect("a double").to_bits(), "{text}");
    }
}

/// Numbers of every size, crowded where the short ways end.
fn part() -> impl Strategy<Value = i128> {
    prop_oneof![
        -20..=20i128,
        any::<i32>().prop_map(i128::from),
        any::<i64>().prop_map(i128::from),
        (-3..=3i128).prop_map(|near| near + (1 << 62)),
        (-3..=3i128).prop_map(|near| near - (1 << 62)),
        any::<i128>(),
        Just(i128::MIN),
        Just(i128::MAX),
    ]
}

fn number() -> impl Strategy<Value = Exact> {
    let decimals = (any::<i32>(), 0u32..=9).prop_map(|(numer, places)| (i128::from(numer), 10i128.pow(places)));
    prop_oneof![decimals, (part(), part())].prop_filter_map("a fraction", |(numer, denom)| Exact::ratio(numer, denom))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn every_operation_gives_what_num_rational_gives(a in number(), b in number()) {
        let (left, right) = (Ratio::new(a.numer(), a.denom()), Ratio::new(b.numer(), b.denom()));
        let same = |found: Option<Exact>, expected: Option<Ratio<i128>>| match (found, expected) {
            // It gives up earlier than the short ways do, and never later than the long ones.
            (_, None) => true,
            (found, Some(expected)) => found.map(|found| (found.numer(), found.denom())) == Some(expected.into_raw()),
        };
        prop_assert!(same(a.add(b), left.checked_add(&right)));
        prop_assert!(same(a.sub(b), left.checked_sub(&right)));
        prop_assert!(same(a.mul(b), left.checked_mul(&right)));
        if !b.is_zero() {
            prop_assert!(same(a.div(b), left.checked_div(&right)));
        }
        prop_assert_eq!(a.cmp(&b), left.cmp(&right));
        prop_assert_eq!(a == b, left == right);
    }

    #[test]
    fn results_are_in_lowest_terms_and_invert_each_other(a in number(), b in number()) {
        if let Some(sum) = a.add(b) {
            prop_assert!(sum.denom() >= 1);
            prop_assert_eq!(Ratio::new(sum.numer(), sum.denom()).into_raw(), (sum.numer(), sum.denom()));
            prop_assert!(sum.sub(b).is_none_or(|back| back == a));
        }
        if let Some(product) = a.mul(b).filter(|_| !b.is_zero()) {
            prop_assert!(product.div(b).is_none_or(|back| back == a));
        }
    }

    #[test]
    fn rounding_lands_on_the_neighbouring_multiples(a in number(), step in number()) {
        if let (Some(down), Some(up), Some(near)) = (a.floor_to(step), a.ceil_to(step), a.round_to(step)) {
            prop_assert!(down <= a && a <= up);
            prop_assert!(near == down || near == up);
            let width = step.abs().expect("it was a step");
            prop_assert!(up.sub(down).is_none_or(|apart| apart.is_zero() || apart == width));
        }
    }

    #[test]
    fn a_number_that_ends_is_read_back_from_its_text(numer in any::<i64>(), places in 0u32..=15) {
        let number = Exact::ratio(i128::from(numer), 10i128.pow(places)).expect("a fraction");
        prop_assert_eq!(Exact::decimal(&number.to_string()), Some(number));
    }
}

#[test]
fn a_fraction_of_a_table_is_the_quotient() {
    const NTSC: Exact = Exact::fraction(30_000, 1001);
    assert_eq!(Some(NTSC), Exact::ratio(60_000, 2002));
}
