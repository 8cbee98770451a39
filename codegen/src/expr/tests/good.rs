//! Formulas that are right, and the programs they become.

use super::super::FUNCTIONS;
use super::*;

fn program(text: &str) -> String {
    let (compiled, diagnostics, world) = compiled(text, Want::Any);
    assert_eq!(diagnostics, [], "{text}");
    world.postfix(&compiled.unwrap().program)
}

fn all(cases: &[(&str, &str)]) {
    for (text, postfix) in cases {
        assert_eq!(program(text), *postfix, "{text}");
    }
}

#[test]
fn a_default_is_kept_by_the_slot_and_a_unit_by_nobody() {
    all(&[
        ("default(n, 1) > 0", "n|1 0 gt"),
        ("default(n, -1) == n", "n|-1 n eq"),
        ("default(sum(durations), 0) + duration <= 15", "sum(durations)|0 duration add 15 le"),
        ("chars(prompt) > default(chars(prompt), 9)", "chars(prompt) chars(prompt)|9 gt"),
        ("unit(n, \"s\") + duration", "n duration add"),
        ("unit(2, \"USD/s\") * duration", "2 duration mul"),
        ("per_image * unit(words(prompt), \"1\")", "rate(1) words(prompt) mul"),
    ]);
}

#[test]
fn operators_bind_as_everyone_expects() {
    all(&[
        ("n + width * 2", "n width 2 mul add"),
        ("(n + width) * 2", "n width add 2 mul"),
        ("n - width - 2", "n width sub 2 sub"),
        ("n / width * 2", "n width div 2 mul"),
        ("-n * 2", "n neg 2 mul"),
        ("- -n", "n neg neg"),
        ("n-1", "n 1 sub"),
        ("interpolate || loop && n > 1", "interpolate loop n 1 gt and or"),
        ("!interpolate && loop", "interpolate not loop and"),
        ("!(interpolate && loop)", "interpolate loop and not"),
        ("n + 1 < width", "n 1 add width lt"),
        ("n in [1, 2] && loop", "n 1 2 in(2) loop and"),
        ("interpolate == (n >= 2)", "interpolate n 2 ge eq"),
    ]);
}

#[test]
fn implies_binds_last_and_from_the_right() {
    all(&[
        ("interpolate implies loop", "interpolate loop implies"),
        ("interpolate || loop implies n == 1", "interpolate loop or n 1 eq implies"),
        ("interpolate implies loop implies n == 1", "interpolate loop n 1 eq implies implies"),
    ]);
}

#[test]
fn a_choice_has_a_value_in_each_branch() {
    all(&[
        ("if loop { n } else { 2 * width }", "loop n 2 width mul if"),
        ("if loop { 1 } else if interpolate { 2 } else { n }", "loop 1 interpolate 2 n if if"),
        ("1 + if loop { n } else { 0 }", "1 loop n 0 if add"),
        ("if loop { \"a\" } else { 'b' } == type", r#"loop "a" "b" if type eq"#),
    ]);
}

#[test]
fn calls_are_operations_or_slots() {
    all(&[
        ("ceil(n)", "n 1 ceil"),
        ("ceil(duration, 0.5)", "duration 0.5 ceil"),
        ("floor(n) + round(n, 10)", "n 1 floor n 10 round add"),
        ("min(n, width, 3)", "n width 3 min(3)"),
        ("max(n, 1)", "n 1 max(2)"),
        ("sum(shots.duration)", "sum(shots.duration)"),
        ("min(shots.duration) + max(durations)", "min(shots.duration) max(durations) add"),
        ("count(shots) + count(shots.urls)", "count(shots) count(shots.urls) add"),
        ("present(prompt)", "present(prompt)"),
        ("present(camera.zoom) && present(shots)", "present(camera.zoom) present(shots) and"),
        ("chars(prompt) + words(prompt)", "chars(prompt) words(prompt) add"),
        ("ceil(minutes(duration))", "duration 60 div 1 ceil"),
        ("between(per_image, 2 * per_image)", "rate(1) 2 rate(1) mul between"),
    ]);
}

#[test]
fn names_of_the_billing_table_are_operations_of_their_own() {
    all(&[
        ("per_second * billable_seconds", "rate(0) step(0) mul"),
        ("ceil(source_seconds)", "measure(0) 1 ceil"),
        ("ceil(bill / credit)", "step(1) 0.001 div 1 ceil"),
        ("tier == \"4x\"", r#"group(0) "4x" eq"#),
    ]);
}

#[test]
fn any_wire_name_is_a_name() {
    all(&[
        ("type == 'a'", r#"type "a" eq"#),
        ("loop", "loop"),
        ("`in` && loop", "in loop and"),
        ("`target-fps` > 1", "target-fps 1 gt"),
        ("count + count(shots)", "count count(shots) add"),
        ("camera.type == \"pan\"", r#"camera.type "pan" eq"#),
        ("camera . zoom", "camera.zoom"),
        ("`camera`.`zoom`", "camera.zoom"),
    ]);
}

#[test]
fn literals_are_exact() {
    all(&[
        ("n * 0.10", "n 0.1 mul"),
        ("n == 123456789012345678901234567890", "n 123456789012345678901234567890 eq"),
        ("prompt == \"it's\"", r#"prompt "it's" eq"#),
        ("prompt == 'say \"hi\" \\n'", r#"prompt "say \"hi\" \\n" eq"#),
        ("true && false", "true false and"),
        ("prompt == \"é 🎬\"", r#"prompt "é 🎬" eq"#),
    ]);
}

#[test]
fn blanks_and_line_ends_mean_nothing() {
    all(&[("\n n\t+\r\n  1 ", "n 1 add"), ("n+1", "n 1 add")]);
}

#[test]
fn literals_take_the_unit_that_stands_beside_them() {
    all(&[
        ("duration + 1", "duration 1 add"),
        ("duration <= 2 * 15", "duration 2 15 mul le"),
        ("max(bill, 0.01)", "step(1) 0.01 max(2)"),
        ("duration in [5, -1]", "duration 5 1 neg in(2)"),
        ("if loop { bill } else { 0 }", "loop step(1) 0 if"),
    ]);
}

#[test]
fn what_is_read_and_what_is_named_are_two_lists() {
    let text = "present(prompt) && count(shots) > 1 && n > sum(shots.duration) / duration && n < width";
    let (compiled, _, world) = compiled(text, Want::Bool);
    let compiled = compiled.unwrap();
    let named = |slots: &[u16]| slots.iter().map(|slot| world.slot_name(*slot)).collect::<Vec<_>>().join(" ");
    assert_eq!(named(&compiled.names), "prompt count(shots) n sum(shots.duration) duration width");
    assert_eq!(named(&compiled.reads), "n sum(shots.duration) duration width");
}

#[test]
fn what_is_read_of_the_billing_table_is_listed_once() {
    let text = "per_second * billable_seconds + per_image + per_second * source_seconds";
    let (compiled, ..) = compiled(text, Want::Number);
    let compiled = compiled.unwrap();
    assert_eq!((compiled.rates, compiled.steps, compiled.measures), (vec![0, 1], vec![0], vec![0]));
    assert_eq!(compiled.value, Type::Number(unit("USD")));
}

#[test]
fn a_slot_serves_reading_and_presence_alike() {
    let (compiled, _, world) = compiled("present(n) implies n > 1", Want::Bool);
    let compiled = compiled.unwrap();
    assert_eq!((compiled.names, compiled.reads), (vec![0], vec![0]));
    assert_eq!(world.slots.len(), 1);
}

#[test]
fn units_come_out_of_products() {
    for (text, expected) in [
        ("per_second * source_seconds", "USD"),
        ("bill / credit", "credit"),
        ("minutes(source_seconds)", "min"),
        ("frames / duration", "frames/s"),
        ("count(shots) * duration", "s"),
        ("duration / duration", ""),
        ("1 / duration", "1/s"),
        ("2 * 3", ""),
        ("sum(durations)", "s"),
    ] {
        let (compiled, ..) = compiled(text, Want::Number);
        assert_eq!(compiled.unwrap().value, Type::Number(unit(expected)), "{text}");
    }
}

#[test]
fn decimals_end_when_nothing_but_twos_and_fives_divides() {
    for (text, expected) in [
        ("bill / 8", "end"),
        ("bill / 0.001", "end"),
        ("bill / (1000 * 1000)", "end"),
        ("bill / credit", "end"),
        ("bill / 3", "open"),
        ("bill / -12", "open"),
        ("bill / n", "open"),
        ("1 / 3", "open"),
        ("minutes(duration)", "open"),
        ("third + bill", "open"),
        ("if loop { bill } else { third }", "open"),
        ("ceil(bill / 3)", "whole"),
        ("round(bill / 3, 0.01)", "end"),
        ("round(bill, 1 / 3)", "open"),
        ("round(bill / 3, third)", "open"),
        ("ceil(n) * count(shots) + chars(prompt) - 2", "whole"),
        ("ceil(n) + 0.5", "end"),
        ("billable_seconds", "whole"),
        ("n", "end"),
    ] {
        let (compiled, diagnostics, _) = compiled(text, Want::Number);
        let found = match compiled.unwrap_or_else(|| panic!("{text}: {diagnostics:?}")).decimals {
            Decimals::Whole => "whole",
            Decimals::End => "end",
            Decimals::MayNotEnd(_) => "open",
        };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn long_chains_are_read() {
    let chain = vec!["n"; 400].join("+");
    assert_eq!(program(&chain).matches("add").count(), 399);
    let conditions = vec!["loop"; 125].join("&&");
    assert_eq!(program(&conditions).matches("and").count(), 124);
}

#[test]
fn thirty_two_levels_are_read() {
    for text in [
        format!("{}n{}", "(".repeat(32), ")".repeat(32)),
        format!("{}loop", "!".repeat(32)),
        format!("{}n{}", "ceil(".repeat(32), ")".repeat(32)),
        vec!["loop"; 33].join(" implies "),
    ] {
        let (compiled, diagnostics, _) = compiled(&text, Want::Any);
        assert!(compiled.is_some(), "{text}: {diagnostics:?}");
    }
}

#[test]
fn presence_of_what_is_required_is_a_warning() {
    let (compiled, diagnostics, _) = compiled("present(video_url)", Want::Bool);
    assert!(compiled.is_some());
    let [warning] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!(warning.level, crate::diagnostic::Level::Warning);
    assert_eq!(warning.message, "`video_url` is required, so this always holds");
}

#[test]
fn every_call_has_a_signature_that_starts_with_its_name() {
    for function in &FUNCTIONS {
        let call = format!("{}(", function.name);
        assert!(function.signatures.iter().all(|signature| signature.starts_with(&call)), "{}", function.name);
        assert!(!function.help.is_empty() && !function.help.ends_with('.'), "{}", function.name);
    }
}

#[test]
fn a_formula_is_shown_on_one_line() {
    assert_eq!(one_line(" if  a\n  { 'x  y' }\n  else { b } "), "if a { 'x  y' } else { b }");
    assert_eq!(one_line("\"unclosed  \n"), "\"unclosed");
}
