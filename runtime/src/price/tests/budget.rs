//! What an amount buys, against a count of every thousandth.

use super::*;
use crate::{Budget, NoBudget};

fn budget(sheet: &Sheet, slots: &'static str, given: &str, amount: &str) -> Budget {
    sheet.spec().budget(&request(slots), &measures(given), &Rates::published(), dec(amount))
}

fn per_step(formula: &'static str) -> Sheet {
    Sheet::new().measure("seconds", "s").step("bill", "USD", formula)
}

fn quantity(budget: &Budget) -> String {
    let Budget::Buys { quantity, .. } = budget else { panic!("{budget:?}") };
    quantity.to_string()
}

#[test]
fn an_amount_buys_the_seconds_that_it_covers() {
    let found = budget(&per_second_and_tier(), "\"4\"", "", "1");
    let Budget::Buys { measure, unit, quantity, total } = found else { panic!("{found:?}") };
    assert_eq!((&*measure, &*unit), ("source_seconds", "s"));
    // 12 seconds cost 0.924, 13 would cost 1.001.
    assert_eq!((quantity, total), (dec("12"), dec("0.924")));
}

#[test]
fn it_is_the_largest_thousandth_that_the_amount_covers() {
    for formula in [
        "m0 0.07 *",
        "m0 0.07 * 0.1 +",
        "m0 1 ceil 0.013 * 0.1 max",
        "m0 0.3 floor 0.02 *",
        "m0 m0 * 0.01 *",
        "m0 0.01 * 0.01 ceil",
    ] {
        let sheet = per_step(formula);
        let spec = sheet.spec();
        let total = |thousandths: i128| {
            let given = measures(&format!("seconds={}", Exact::ratio(thousandths, 1000).unwrap()));
            match spec.estimate(&request(""), &given, &Rates::published()).total {
                Total::Exact(total) => total,
                other => panic!("{other:?}"),
            }
        };
        let amount = dec("0.2");
        let counted = (0..=40_000).take_while(|thousandths| total(*thousandths) <= amount).last().unwrap();
        assert_eq!(
            quantity(&budget(&sheet, "", "", "0.2")),
            Exact::ratio(counted, 1000).unwrap().to_string(),
            "{formula}"
        );
    }
}

#[test]
fn a_price_that_is_left_open_is_covered_at_its_dearer_end() {
    let sheet = per_step("m0 0.1 0.2 between *");
    assert_eq!(quantity(&budget(&sheet, "", "", "1")), "5");
}

#[test]
fn an_amount_below_what_is_fixed_buys_nothing() {
    let found = budget(&per_step("m0 0.1 * 2 +"), "", "", "1.99");
    assert_eq!(found, Budget::Nothing { measure: "seconds".into(), least: dec("2") });
}

#[test]
fn a_total_with_a_ceiling_may_never_exceed_the_amount() {
    let found = budget(&per_step("m0 0.1 * 2 min"), "", "", "2");
    assert_eq!(found, Budget::Everything { measure: "seconds".into() });
}

#[test]
fn a_total_that_may_fall_is_not_searched() {
    for formula in ["10 m0 -", "10 m0 1 + /", "m0 10 <= 5 m0 0.1 * if", "m0 5 - m0 *", "m0 -1 *"] {
        let found = budget(&per_step(formula), "", "", "100");
        assert_eq!(found, Budget::Refused(NoBudget::NotMonotone("seconds".into())), "{formula}");
    }
}

#[test]
fn two_falls_make_a_rise() {
    assert_eq!(quantity(&budget(&per_step("10 10 m0 - -"), "", "", "4.5")), "4.5");
    assert_eq!(quantity(&budget(&per_step("10 m0 -2 * -"), "", "", "20")), "5");
}

#[test]
fn without_exactly_one_open_measure_there_is_no_answer() {
    assert_eq!(budget(&per_step("m0"), "", "seconds=1", "5"), Budget::Refused(NoBudget::NoMeasure));
    let two = Sheet::new().measure("a", "").measure("b", "").step("bill", "USD", "m0 m1 +");
    let both = Budget::Refused(NoBudget::ManyMeasures(vec!["a".into(), "b".into()]));
    assert_eq!(budget(&two, "", "", "5"), both);
    assert_eq!(quantity(&budget(&two, "", "a=2", "5")), "3");
}

#[test]
fn without_a_price_there_is_no_answer() {
    let unpriced = |why| Budget::Refused(NoBudget::Unpriced(why));
    assert_eq!(budget(&per_step("m0 s0 *"), "-", "", "5"), unpriced(Why::OpenPrice));
    assert_eq!(budget(&per_step("m0"), "", "other=1", "5"), unpriced(Why::BadMeasure));
    assert_eq!(budget(&per_step("1 m0 /"), "", "", "5"), unpriced(Why::Overflow));
}

#[test]
fn a_refusal_says_why_in_a_sentence() {
    let sentence = NoBudget::ManyMeasures(vec!["a".into(), "b".into()]).to_string();
    assert_eq!(sentence, "the total depends on several measures: give all but one of `a`, `b`");
}
