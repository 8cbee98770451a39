//! What holds for every text: reading ends in a program or in diagnostics whose places stand inside the scalar, and a
//! program computes what its tree means.

use proptest::prelude::*;

use super::super::align::Places;
use super::super::parse::parse;
use super::evaluators::{meaning, run};
use super::*;

/// A formula with every parenthesis, the same with as few as possible, and how tightly its outermost operator binds.
#[derive(Clone, Debug)]
struct Made {
    full: String,
    spare: String,
    binds: u8,
}

/// What a prefix operator asks of its value.
const PREFIX: u8 = 7;

/// How tightly a name, a literal or a call binds.
const LEAF: u8 = 8;

/// Operators with how tightly they bind, written down once more so that a slip in the parser's table shows.
const NUMERIC: [(&str, u8); 3] = [("+", 5), ("-", 5), ("*", 6)];
const COMPARING: [(&str, u8); 6] = [("==", 4), ("!=", 4), ("<", 4), ("<=", 4), (">", 4), (">=", 4)];
const LOGICAL: [(&str, u8); 3] = [("implies", 1), ("||", 2), ("&&", 3)];

impl Made {
    fn leaf(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { full: text.clone(), spare: text, binds: LEAF }
    }

    fn written_for(&self, binds: u8) -> String {
        if self.binds < binds { format!("({})", self.spare) } else { self.spare.clone() }
    }

    fn prefixed(sign: &str, value: &Self) -> Self {
        Self {
            full: format!("({sign}{})", value.full),
            spare: format!("{sign}{}", value.written_for(PREFIX)),
            binds: PREFIX,
        }
    }

    fn joined(left: &Self, (sign, binds): (&str, u8), right: &Self) -> Self {
        // `implies` groups from the right, comparisons not at all, the others from the left.
        let (left_binds, right_binds) = match binds {
            1 => (2, 1),
            4 => (5, 5),
            binds => (binds, binds + 1),
        };
        let spare = format!("{} {sign} {}", left.written_for(left_binds), right.written_for(right_binds));
        Self { full: format!("({} {sign} {})", left.full, right.full), spare, binds }
    }

    fn call(name: &str, values: &[&Self]) -> Self {
        let list = |of: fn(&Self) -> &str| values.iter().map(|value| of(value)).collect::<Vec<_>>().join(", ");
        let (full, spare) = (list(|value| &value.full), list(|value| &value.spare));
        Self { full: format!("{name}({full})"), spare: format!("{name}({spare})"), binds: LEAF }
    }

    fn choice(condition: &Self, yes: &Self, no: &Self) -> Self {
        let write = |of: fn(&Self) -> &str| format!("if {} {{ {} }} else {{ {} }}", of(condition), of(yes), of(no));
        Self { full: format!("({})", write(|made| &made.full)), spare: write(|made| &made.spare), binds: LEAF }
    }
}

fn leaves(texts: &'static [&'static str]) -> impl Strategy<Value = Made> {
    proptest::sample::select(texts).prop_map(Made::leaf)
}

fn numbers() -> impl Strategy<Value = Made> {
    let leaf = leaves(&["n", "width", "count(shots)", "0", "1", "2.5", "0.001", "70"]);
    leaf.prop_recursive(4, 24, 3, |inner| {
        let divisor = leaves(&["n", "width", "3", "0.7", "8"]);
        let condition = leaves(&["loop", "interpolate", "true", "resolution == \"4k\""]);
        prop_oneof![
            4 => (inner.clone(), proptest::sample::select(&NUMERIC), inner.clone())
                .prop_map(|(a, sign, b)| Made::joined(&a, sign, &b)),
            1 => (inner.clone(), divisor).prop_map(|(a, b)| Made::joined(&a, ("/", 6), &b)),
            1 => inner.clone().prop_map(|a| Made::prefixed("-", &a)),
            1 => (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| Made::call("min", &[&a, &b, &c])),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| Made::call("max", &[&a, &b])),
            1 => inner.clone().prop_map(|a| Made::call("ceil", &[&a])),
            1 => inner.clone().prop_map(|a| Made::call("floor", &[&a, &Made::leaf("0.5")])),
            1 => inner.clone().prop_map(|a| Made::call("round", &[&a, &Made::leaf("3")])),
            1 => (condition, inner.clone(), inner).prop_map(|(c, a, b)| Made::choice(&c, &a, &b)),
        ]
    })
}

fn conditions() -> impl Strategy<Value = Made> {
    let leaf = prop_oneof![
        1 => leaves(&["loop", "interpolate", "true", "false", "present(n)"]),
        2 => (numbers(), proptest::sample::select(&COMPARING), numbers()).prop_map(|(a, sign, b)| Made::joined(&a, sign, &b)),
    ];
    let compared = leaves(&[
        "(sum(shots.duration) > 5)",
        "(minutes(duration) <= 0.2)",
        "(resolution in [\"720p\", \"4k\"])",
        "(width in [n, -2.5])",
    ]);
    prop_oneof![3 => leaf, 1 => compared].prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            4 => (inner.clone(), proptest::sample::select(&LOGICAL), inner.clone())
                .prop_map(|(a, sign, b)| Made::joined(&a, sign, &b)),
            1 => inner.prop_map(|a| Made::prefixed("!", &a)),
        ]
    })
}

/// Pieces of formulas in any order: more of them get past the lexer than of any text.
fn soup() -> impl Strategy<Value = String> {
    let pieces = &[
        "n",
        "loop",
        "prompt",
        "shots",
        "shots.duration",
        "camera",
        "xyz",
        "per",
        "-",
        "second",
        "1",
        "0.5",
        "4k",
        "\"a\"",
        "'2'",
        "`in`",
        "+",
        "*",
        "/",
        "%",
        "==",
        "<",
        "in",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ".",
        "if",
        "else",
        "implies",
        "!",
        "&&",
        "||",
        "min(",
        "ceil(",
        "sum(",
        "count(",
        "present(",
        "minutes(",
        "bill",
        "per_second",
        "credit",
        " ",
        "\n",
        "é",
        "\u{a0}",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.as_slice()), 0..40).prop_map(|pieces| pieces.concat())
}

/// Compiles a text as a scalar in the middle of a file, and looks at every place.
fn stays_inside(text: &str, quote: &str) -> Result<(), TestCaseError> {
    let scalar = format!("{quote}{text}{quote}");
    let yaml = format!("é: {scalar}\n");
    let span = 4..4 + scalar.len();
    let source = Source { file: FileId(0), text, span: span.clone(), yaml: &yaml };
    for want in [Want::Any, Want::Bool, Want::Number] {
        let mut diagnostics = Vec::new();
        let compiled = compile(&source, &mut World::default(), &want, &mut diagnostics);
        let failed = diagnostics.iter().any(|found| found.level == crate::diagnostic::Level::Error);
        prop_assert_eq!(compiled.is_none(), failed);
        for found in &diagnostics {
            for place in found.others.iter().map(|(place, _)| place).chain([&found.place]) {
                // One step of the scope was divided elsewhere.
                if place.span != (900..901) {
                    prop_assert!(span.start <= place.span.start && place.span.end <= span.end, "{:?}", found);
                    prop_assert!(yaml.get(place.span.clone()).is_some(), "{:?}", found);
                }
            }
            prop_assert!(!found.message.contains(char::is_control), "{:?}", found);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_ends_in_a_program_or_in_diagnostics_inside_its_scalar(text in "(?s).{0,500}", quote in "[\"']?") {
        stays_inside(&text, &quote)?;
    }

    #[test]
    fn any_order_of_pieces_ends_in_a_program_or_in_diagnostics(text in soup(), quote in "[\"']?") {
        stays_inside(&text, &quote)?;
    }

    #[test]
    fn a_program_computes_what_its_tree_means(made in prop_oneof![numbers(), conditions()]) {
        prop_assume!(made.spare.len() <= 1_000);
        let text = made.spare.as_str();
        let (compiled, diagnostics, world) = compiled(text, Want::Any);
        let compiled = compiled.unwrap_or_else(|| panic!("{text}: {diagnostics:#?}"));
        let source = Source { file: FileId(0), text, span: 0..text.len(), yaml: text };
        let expr = parse(text, &Places::new(&source)).unwrap();
        prop_assert_eq!(run(&compiled.program, &world), meaning(&expr, expr.nodes.len() - 1), "{}", text);
    }

    #[test]
    fn parentheses_that_restate_the_order_change_nothing(made in prop_oneof![numbers(), conditions()]) {
        prop_assume!(made.full.len() <= 1_000);
        let program = |text: &str| {
            let (compiled, diagnostics, _) = compiled(text, Want::Any);
            compiled.unwrap_or_else(|| panic!("{text}: {diagnostics:#?}")).program
        };
        prop_assert_eq!(program(&made.full), program(&made.spare), "{} and {}", made.full, made.spare);
    }

    #[test]
    fn a_formula_on_one_line_is_the_same_formula(made in conditions()) {
        let spread = made.spare.replace(' ', "\n  ");
        prop_assert_eq!(one_line(&spread), made.spare);
    }
}
