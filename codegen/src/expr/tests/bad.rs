//! Formulas that are wrong: what is underlined, what is said, and what to do.

use super::*;

/// What is said of a formula, mistake after mistake.
fn messages(text: &str) -> Vec<String> {
    compiled(text, Want::Any).1.into_iter().map(|found| found.message).collect()
}

/// A formula and its one mistake, as `bad.txt` shows them.
fn shown(text: &str, want: Want) -> String {
    let (compiled, diagnostics, _) = compiled(text, want);
    let [found] = diagnostics.as_slice() else { panic!("{text}: {diagnostics:#?}") };
    assert_eq!(compiled, None, "{text}");
    let before = text[..found.place.span.start].chars().count();
    let underlined = text[found.place.span.clone()].chars().count();
    let (blanks, carets) = (" ".repeat(before), "^".repeat(underlined));
    let help = found.help.as_deref().unwrap_or_default();
    format!("{text}\n{blanks}{carets} {} [{}]\n= {help}", found.message, found.code)
}

#[test]
fn each_mistake_is_named_at_its_place() {
    let mut want = Want::Any;
    let mut seen = 0;
    for block in include_str!("bad.txt").split("\n\n").skip(1).map(str::trim_end) {
        want = match block {
            "[any value]" => Want::Any,
            "[a condition]" => Want::Bool,
            "[a number]" => Want::Number,
            case => {
                let shown = shown(case.lines().next().unwrap(), want);
                match case.split_once('…') {
                    Some((start, "")) => assert!(shown.starts_with(start), "{shown}"),
                    _ => assert_eq!(shown, case),
                }
                seen += 1;
                continue;
            }
        };
    }
    assert!(seen > 120, "only {seen} cases were found");
}

#[test]
fn what_an_editor_puts_in_is_named() {
    for (text, at, message) in [
        ("n\u{a0}+ 1", 1..3, "a no-break space (U+00A0) stands in a formula"),
        ("n \u{200b}", 2..5, "a zero-width space (U+200B) stands in a formula"),
        ("n + \u{7}", 4..5, "the character U+0007 stands in a formula"),
        ("n + \u{202e}1", 4..7, "the character U+202E stands in a formula"),
        ("prompt == \"a\nb\"", 10..12, "a line end or another control character stands within quotes"),
    ] {
        let (_, diagnostics, _) = compiled(text, Want::Any);
        assert_eq!((&diagnostics[0].place.span, diagnostics[0].message.as_str()), (&at, message));
    }
}

#[test]
fn an_empty_formula_is_refused() {
    for text in ["", " \n "] {
        let (_, diagnostics, _) = compiled(text, Want::Any);
        assert_eq!((diagnostics[0].code, diagnostics[0].place.span.clone()), ("E0301", 0..text.len()));
    }
}

#[test]
fn a_formula_that_is_too_long_is_not_read() {
    let text = format!("n{}", "+n".repeat(500));
    let (_, diagnostics, _) = compiled(&text, Want::Any);
    let [found] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!((found.code, found.place.span.clone()), ("E0302", 0..1001));
    assert_eq!(found.message, "the formula has 1001 bytes; at most 1000 are read");
}

#[test]
fn hostile_depth_and_length_end_in_a_diagnostic() {
    for unit in ["(", "!", "-", "ceil(", "if ", "n in [", "n implies ", "n+", "n.", "`", "\"", "if loop { 1 } else "] {
        for times in [40, 100, 400, 100_000] {
            let (compiled, diagnostics, _) = compiled(&unit.repeat(times), Want::Any);
            assert_eq!((compiled.is_none(), diagnostics.len()), (true, 1), "{unit:?} {times} times");
        }
    }
}

#[test]
fn every_mistake_of_meaning_is_reported_at_once() {
    assert_eq!(messages("width * xyz + abc"), ["`xyz` stands for nothing here", "`abc` stands for nothing here"]);
    assert_eq!(
        messages("!n && prompt == 1 && duration < frames"),
        [
            "a condition is expected, found a number",
            "`prompt` is a text, and `1` is a number",
            "the units differ: `s` and `frames`",
        ]
    );
}

#[test]
fn one_mistake_has_no_sequel() {
    for text in ["ceil(xyz) + 1 > duration", "present(xyz) && sum(xyz) > 1", "if xyz { xyz } else { 1 } > 2"] {
        assert_eq!(messages(text), ["`xyz` stands for nothing here"], "{text}");
    }
}

#[test]
fn twenty_mistakes_are_enough() {
    let names: Vec<String> = (0..99).map(|at| format!("x{at}")).collect();
    assert_eq!(messages(&names.join(" + ")).len(), 20);
}

#[test]
fn two_units_are_shown_where_they_stand() {
    let text = "n > 1 || per_second * 2 + duration > 1";
    let (_, diagnostics, _) = compiled(text, Want::Any);
    let others: Vec<_> =
        diagnostics[0].others.iter().map(|(place, label)| (&text[place.span.clone()], label.as_str())).collect();
    assert_eq!(&text[diagnostics[0].place.span.clone()], "per_second * 2 + duration");
    assert_eq!(others, [("per_second * 2", "has `USD/s`"), ("duration", "has `s`")]);
}
