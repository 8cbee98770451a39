//! What is wrong with how a formula is written: `E0301` to `E0319`.

use crate::diagnostic::{Diagnostic, Place};
use crate::expr::foreign;
use crate::expr::functions::{self, Function};

const IF: &str = "write `if c { a } else { b }`";

pub(in crate::expr) fn empty_formula(place: Place) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0301", place, "the formula is empty").help("write a value, or remove the key"))
}

pub(in crate::expr) fn too_long(place: Place, bytes: usize, most: usize) -> Diagnostic {
    Diagnostic::error("E0302", place, format!("the formula has {bytes} bytes; at most {most} are read"))
        .help("split it into steps, or into several rules")
}

pub(in crate::expr) fn too_deep(place: Place, most: u32) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("E0303", place, format!("the formula nests deeper than {most} levels"))
            .label("one level too deep")
            .help("split it into steps, or into several rules"),
    )
}

pub(in crate::expr) fn foreign_sign(place: Place, sign: &str, instead: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0304", place, format!("formulas have no `{sign}`")).help(instead))
}

pub(in crate::expr) fn foreign_character(place: Place, character: char) -> Box<Diagnostic> {
    let code = u32::from(character);
    let (shown, help) = match foreign::character(character) {
        Some((name, instead)) => (format!("{name} (U+{code:04X})"), instead),
        None if character.is_alphanumeric() => (
            format!("`{character}` (U+{code:04X})"),
            "a parameter with such a name is written in backticks, a text in quotes",
        ),
        None => (format!("the character U+{code:04X}"), "remove it, or quote it if it is part of a text"),
    };
    Box::new(Diagnostic::error("E0304", place, format!("{shown} stands in a formula")).help(help))
}

pub(in crate::expr) fn bad_number(place: Place, written: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0305", place, format!("`{written}` is no number")).help(number_help(written)))
}

/// What to write instead of something that starts like a number.
fn number_help(written: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |text: &str| digits(&text.replacen('.', "", 1));
    if digits(&written.replace('.', "")) {
        return match written.matches('.').count() {
            2.. => "a number has one decimal point".to_owned(),
            1 if written.starts_with('.') => format!("write `0{written}`"),
            1 if written.ends_with('.') => format!("write `{}`", written.trim_end_matches('.')),
            _ => "a number has at most 30 digits".to_owned(),
        };
    }
    if decimal(&written.replace('_', "")) {
        return format!("write it without `_`: `{}`", written.replace('_', ""));
    }
    if written.split_once(['e', 'E']).is_some_and(|(base, exponent)| decimal(base) && digits(exponent)) {
        return "write the number out, without an exponent".to_owned();
    }
    format!("quote it if a text is meant: `\"{written}\"`")
}

pub(in crate::expr) fn unclosed_quote(place: Place, quote: char) -> Box<Diagnostic> {
    let message = if quote == '`' { "a name in backticks does not end" } else { "a text in quotes does not end" };
    let shown = if quote == '`' { "a backtick".to_owned() } else { format!("`{quote}`") };
    Box::new(Diagnostic::error("E0306", place, message).help(format!("close it with {shown}")))
}

pub(in crate::expr) fn control_character(place: Place) -> Box<Diagnostic> {
    let message = "a line end or another control character stands within quotes";
    Box::new(Diagnostic::error("E0306", place, message).help("close the quote on the same line"))
}

pub(in crate::expr) fn empty_name(place: Place) -> Box<Diagnostic> {
    let help = "write the parameter's name between the backticks";
    Box::new(Diagnostic::error("E0306", place, "there is no name between the backticks").help(help))
}

pub(in crate::expr) fn comment(place: Place) -> Box<Diagnostic> {
    let help = "put it into a YAML comment above the key; a division is written with one `/`";
    Box::new(Diagnostic::error("E0307", place, "formulas have no comments").help(help))
}

pub(in crate::expr) fn value_expected(
    place: Place,
    before: Option<&str>,
    found: &str,
    keyword: Option<&str>,
) -> Box<Diagnostic> {
    let after = before.map(|before| format!(" after `{before}`")).unwrap_or_default();
    let diagnostic = Diagnostic::error("E0308", place, format!("a value is expected{after}, found {found}"));
    Box::new(match keyword {
        Some(word) => diagnostic
            .help(format!("`{word}` is a word of the language: a parameter of that name is written in backticks")),
        None if found.starts_with("`[") => diagnostic.help("a list stands only after `in`: `a in [1, 2]`"),
        None => diagnostic.help("a value is a name, a number, a text in quotes, a call, or a formula in parentheses"),
    })
}

pub(in crate::expr) fn operator_expected(place: Place, found: &str, expected: &str) -> Box<Diagnostic> {
    let message = format!("an operator or {expected} is expected, found {found}");
    Box::new(Diagnostic::error("E0309", place, message).help("nothing joins this to the value before it"))
}

pub(in crate::expr) fn closes_nothing(place: Place, sign: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0310", place, format!("`{sign}` closes nothing")).help("remove it, or open it before"))
}

pub(in crate::expr) fn unclosed_bracket(place: Place, open: &str, close: &str, found: &str) -> Box<Diagnostic> {
    let message = format!("`{open}` is not closed: `{close}` is expected, found {found}");
    Box::new(Diagnostic::error("E0310", place, message).help(format!("add `{close}`")))
}

/// `written` is `a < b`, `middle` is `b`, `sign` is what follows.
pub(in crate::expr) fn chained(place: Place, written: &str, middle: &str, sign: &str) -> Box<Diagnostic> {
    let help = if middle.starts_with('[') || sign == "in" {
        "put one of them in parentheses".to_owned()
    } else {
        format!("write `{written} && {middle} {sign} …`")
    };
    Box::new(Diagnostic::error("E0311", place, "comparisons do not chain").label("a second comparison").help(help))
}

pub(in crate::expr) fn else_missing(place: Place) -> Box<Diagnostic> {
    let message = "`else` is missing: a formula has a value in either case";
    Box::new(Diagnostic::error("E0312", place, message).help(IF))
}

pub(in crate::expr) fn branch_expected(place: Place, found: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0312", place, format!("`{{` is expected, found {found}")).help(IF))
}

pub(in crate::expr) fn list_expected(place: Place, found: &str) -> Box<Diagnostic> {
    let message = format!("a list is expected after `in`, found {found}");
    Box::new(Diagnostic::error("E0313", place, message).help("write the values in brackets: `a in [1, 2]`"))
}

pub(in crate::expr) fn empty_list(place: Place) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("E0313", place, "nothing is in an empty list").help("write the values: `a in [1, 2]`"))
}

pub(in crate::expr) fn field_expected(place: Place, found: &str) -> Box<Diagnostic> {
    let help = "behind a dot stands a field of an object, or of the objects in a list";
    Box::new(Diagnostic::error("E0314", place, format!("a name is expected after `.`, found {found}")).help(help))
}

pub(in crate::expr) fn unknown_call(place: Place, written: &str) -> Box<Diagnostic> {
    let meant: Vec<String> = functions::meant(written).into_iter().map(Function::written).collect();
    let help = if meant.is_empty() {
        let names: Vec<String> = functions::names().iter().map(|name| format!("`{name}`")).collect();
        format!("the calls are {}", names.join(", "))
    } else {
        format!("did you mean {}?", meant.join(" or "))
    };
    Box::new(Diagnostic::error("E0315", place, format!("there is no call `{written}`")).help(help))
}

pub(in crate::expr) fn wrong_arity(place: Place, function: &Function, found: usize) -> Box<Diagnostic> {
    let takes = match (*function.takes.start(), *function.takes.end()) {
        (1, 1) => "one value".to_owned(),
        (1, 2) => "one or two values".to_owned(),
        (2, 2) => "two values".to_owned(),
        (least, most) => format!("{least} to {most} values"),
    };
    let message = format!("`{}` takes {takes}, found {found}", function.name);
    Box::new(Diagnostic::error("E0316", place, message).help(format!("write {}", function.written())))
}
