//! Figures: published vectors, and sweeps against whole-number arithmetic.

use super::*;

#[test]
fn published_vectors_come_out_to_the_last_credit() {
    let sheet = per_second_and_tier();
    costs(&estimate(&sheet, "\"2\"", "source_seconds=5.01"), "0.264", 264);
    costs(&estimate(&sheet, "\"4\"", "source_seconds=6"), "0.462", 462);
    costs(&estimate(&sheet, "\"1\"", "source_seconds=0.2"), "0.044", 44);
    costs(&estimate(&sheet, "\"1\"", "source_seconds=0"), "0", 0);
}

#[test]
fn doubles_would_bill_one_credit_too_many_and_the_reservation_covers_it() {
    let sheet = Sheet::new().measure("seconds", "s").rate("per_second", &[], &[("", "0.05")]);
    let estimate = estimate(&sheet.step("bill", "USD", "r0 m0 *").credits(), "", "seconds=3");
    costs(&estimate, "0.15", 150);
    assert_eq!(estimate.reserve, Some(dec("0.151")));
}

#[test]
fn a_reservation_covers_the_credits_that_a_total_rounds_up_to() {
    let sheet = Sheet::new().step("bill", "USD", "0.0445").credits();
    let estimate = estimate(&sheet, "", "");
    costs(&estimate, "0.0445", 45);
    assert_eq!(estimate.reserve, Some(dec("0.045")));
}

/// Every rate from 0.001 to 0.999 USD/s and every length from 1 to 600 s. A credit is a thousandth, so the credits are the
/// rate in thousandths times the seconds, in whole numbers.
#[test]
fn no_rate_and_no_length_is_off_by_a_credit() {
    let lengths: Vec<(i128, Measures)> =
        (1..=600).map(|seconds| (seconds, measures(&format!("source_seconds={seconds}")))).collect();
    let (slots, published) = (request("\"2\""), Rates::published());
    for thousandths in 1..=999i128 {
        let rate = format!("0.{thousandths:03}");
        let mut sheet = per_second_and_tier();
        sheet.0.rates.to_mut()[0].cells.to_mut()[0].price = price(&rate);
        let spec = sheet.spec();
        for (seconds, given) in &lengths {
            let estimate = spec.estimate(&slots, given, &published);
            let expected = thousandths * seconds;
            assert_eq!(estimate.credits, Some((expected, expected)), "{rate} USD/s for {seconds} s");
            let Total::Exact(total) = estimate.total else { panic!("{:?}", estimate.total) };
            assert_eq!(total.numer() * 1000, expected * total.denom(), "{rate} USD/s for {seconds} s");
        }
    }
}

/// Rates in millionths of a dollar and lengths in milliseconds, billed by the started unit of some length with a minimum:
/// `max(least, rate * ceil(length / unit))`, and credits that round up.
#[test]
fn started_units_minimums_and_credits_agree_with_whole_numbers() {
    let (published, slots) = (Rates::published(), request(""));
    for (unit_ms, unit) in [(1_000u128, "1"), (60_000, "60"), (100, "0.1"), (30_000, "30")] {
        for millionths in [1u128, 7, 333, 999, 1_001, 44_000, 123_457] {
            let amount = format!("0.{millionths:06}");
            let mut sheet = Sheet::new().measure("seconds", "s").rate("per_unit", &[], &[("", &amount)]);
            sheet = sheet.step("units", "", "m0 60 / 1 ceil").step("bill", "USD", "p0 r0 * 0.01 max").credits();
            sheet.0.steps.to_mut()[0].program = program(&format!("m0 {unit} / 1 ceil")).into();
            let spec = sheet.spec();
            for length_ms in (0..180_000u128).step_by(977) {
                let given = measures(&format!("seconds={}.{:03}", length_ms / 1000, length_ms % 1000));
                let estimate = spec.estimate(&slots, &given, &published);
                let bill_millionths = (millionths * length_ms.div_ceil(unit_ms)).max(10_000);
                let Total::Exact(total) = estimate.total else { panic!("{:?}", estimate.total) };
                let found = total.numer().unsigned_abs() * 1_000_000 / total.denom().unsigned_abs();
                assert_eq!(found, bill_millionths, "{amount} for each {unit} s of {length_ms} ms");
                let credits = i128::try_from(bill_millionths.div_ceil(1_000)).unwrap();
                assert_eq!(estimate.credits, Some((credits, credits)));
            }
        }
    }
}

#[test]
fn a_table_has_a_price_for_every_pair_of_keys() {
    let cells = [("720p/true", "0.4"), ("720p/false", "0.2"), ("1080p/true", "0.6"), ("1080p/false", "unpublished")];
    let sheet = Sheet::new().rate("per_video", &["s0", "s1"], &cells).step("bill", "USD", "r0 s2 *").credits();
    costs(&estimate(&sheet, "\"720p\" true 1", ""), "0.4", 400);
    costs(&estimate(&sheet, "\"720p\" false 2", ""), "0.4", 400);
    costs(&estimate(&sheet, "\"1080p\" true 3", ""), "1.8", 1800);
    is_unknown(&estimate(&sheet, "\"1080p\" false 1", ""), Why::Unpublished);
    let estimate = estimate(&sheet, "\"1080p\" true 3", "");
    assert_eq!(estimate.lines[0].cell.as_deref(), Some("1080p/true"));
}

#[test]
fn a_number_is_a_key_by_its_shortest_text() {
    let sheet =
        Sheet::new().rate("per_fps", &["s0"], &[("24", "0.1"), ("23.976", "0.2")]).step("bill", "USD", "r0").credits();
    costs(&estimate(&sheet, "24.0", ""), "0.1", 100);
    costs(&estimate(&sheet, "23.976", ""), "0.2", 200);
    is_unknown(&estimate(&sheet, "25", ""), Why::Unpublished);
}

#[test]
fn rounding_to_a_step_takes_the_next_multiple() {
    for (formula, slots, expected) in [
        ("s0 0.5 ceil", "1.2", "1.5"),
        ("s0 0.5 ceil", "1.5", "1.5"),
        ("s0 0.5 floor", "1.2", "1"),
        ("s0 0.5 round", "1.25", "1.5"),
        ("s0 0.5 round", "1.24", "1"),
        ("s0 1 round", "-0.5", "0"),
        ("s0 -0.5 ceil", "1.2", "1.5"),
        ("s0 3 /  3 *", "1", "1"),
        ("s0 2 min", "1", "1"),
        ("s0 2 max", "1", "2"),
    ] {
        let sheet = Sheet::new().step("bill", "USD", formula);
        assert_eq!(estimate(&sheet, slots, "").total, Total::Exact(dec(expected)), "{formula} of {slots}");
    }
}

#[test]
fn numbers_beyond_exact_arithmetic_end_in_overflow() {
    let huge = "99999999999999999999999999999";
    for formula in
        ["s0 s0 * s0 *", "s0 0.00000000000000000000000000001 / s0 *", "1 0 /", "1 0 ceil", "s0 s0 - 1 /  1 s0 s0 - /"]
    {
        let sheet = Sheet::new().step("bill", "USD", formula).credits();
        is_unknown(&estimate(&sheet, huge, ""), Why::Overflow);
    }
}

#[test]
fn a_number_that_has_no_exact_form_is_an_overflow_in_a_price() {
    let sheet = Sheet::new().step("bill", "USD", "s0 1 +").credits();
    let slots = vec![SlotValue { value: SlotContent::Large(1e300), present: true }];
    let estimate = sheet.spec().estimate(&Resolved { slots }, &Measures::new(), &Rates::published());
    is_unknown(&estimate, Why::Overflow);
}

/// Re-evaluates the text of every step over the lines above it, with fractions of its own.
#[test]
fn the_lines_lead_to_the_total() {
    let sheet = Sheet::new()
        .measure("source_seconds", "s")
        .rate("per_minute", &["s0"], &[("a", "0.37"), ("b", "0.9")])
        .rate("surcharge", &[], &[("", "0.015")])
        .step("minutes", "min", "m0 60 / 1 ceil")
        .step("base", "USD", "r0 p0 *")
        .step("extra", "USD", "r1 p0 * r0 +")
        .step("bill", "USD", "p1 p2 + 0.01 ceil")
        .credits();
    for (slots, length, rate) in [("\"a\"", (121, 2), (37, 100)), ("\"b\"", (61, 1), (9, 10))] {
        let estimate =
            estimate(&sheet, slots, &format!("source_seconds={}", Exact::ratio(length.0, length.1).unwrap()));
        let names: Vec<&str> = estimate.lines.iter().map(|line| &*line.name).collect();
        assert_eq!(names, ["minutes", "per_minute", "base", "surcharge", "extra", "bill"]);
        let Sheet(formula) = &sheet;
        let (mut steps, mut rates) = (Vec::new(), Vec::new());
        for line in &estimate.lines {
            let found = (line.quantity.0.numer(), line.quantity.0.denom());
            if let Some(by) = &line.by {
                assert_eq!(reevaluate(by, &steps, &rates, length), found, "{}", line.name);
                steps.push(found);
            } else {
                let index = formula.rates.iter().position(|rate| rate.name == line.name).unwrap();
                assert_eq!(found, [rate, (3, 200)][index]);
                rates.push(found);
            }
        }
        assert_eq!(estimate.total, Total::Exact(estimate.lines.last().unwrap().quantity.0));
    }
}

/// A calculator of fractions in lowest terms.
fn reevaluate(words: &str, steps: &[(i128, i128)], rates: &[(i128, i128)], measure: (i128, i128)) -> (i128, i128) {
    let lowest = |(n, d): (i128, i128)| {
        let divisor = (1..=n.abs().min(d)).rev().find(|by| n % by == 0 && d % by == 0).unwrap_or(1);
        (n / divisor, d / divisor)
    };
    let mut stack: Vec<(i128, i128)> = Vec::new();
    for word in words.split_whitespace() {
        let index = || word[1..].parse::<usize>().unwrap();
        let value = match word {
            "+" | "*" | "/" | "ceil" => {
                let ((c, d), (a, b)) = (stack.pop().unwrap(), stack.pop().unwrap());
                match word {
                    "+" => (a * d + c * b, b * d),
                    "*" => (a * c, b * d),
                    "/" => (a * d, b * c),
                    _ => ((a * d + b * c - 1) / (b * c) * c, d),
                }
            }
            "m0" => measure,
            _ if word.starts_with('p') => steps[index()],
            _ if word.starts_with('r') => rates[index()],
            _ => {
                let places = word.split_once('.').map_or(0, |(_, places)| places.len());
                (word.replace('.', "").parse().unwrap(), 10i128.pow(u32::try_from(places).unwrap()))
            }
        };
        stack.push(lowest(value));
    }
    stack.pop().unwrap()
}
