//! The calls of the language: one closed table, which the parser, the messages and the documentation read.

use std::ops::RangeInclusive;

/// A call.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: &'static str,
    /// What it does to its values.
    pub(super) call: Call,
    /// Each way to write it.
    pub signatures: &'static [&'static str],
    /// What it says, in one line.
    pub help: &'static str,
    /// How many values it takes.
    pub(super) takes: RangeInclusive<usize>,
    /// What people try instead of the name.
    others: &'static [&'static str],
}

impl Function {
    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.others.contains(&name)
    }

    /// Each way to write it, as a sentence names them.
    pub(super) fn written(&self) -> String {
        self.signatures.iter().map(|signature| format!("`{signature}`")).collect::<Vec<_>>().join(" or ")
    }

    /// Whether it leaves open which of two values holds.
    pub(super) fn leaves_open(&self) -> bool {
        self.call == Call::Between
    }
}

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Ceil,
    Floor,
    Round,
    Min,
    Max,
    Sum,
    Count,
    Present,
    Chars,
    Utf16,
    Bytes,
    Words,
    Minutes,
    Unit,
    Default,
    Between,
}

/// Every call of the language.
pub static FUNCTIONS: [Function; 16] = [
    Function {
        name: "ceil",
        call: Call::Ceil,
        signatures: &["ceil(x)", "ceil(x, step)"],
        help: "the smallest whole number, or multiple of `step`, that is not below `x`",
        takes: 1..=2,
        others: &["ceiling", "roundup", "round_up"],
    },
    Function {
        name: "floor",
        call: Call::Floor,
        signatures: &["floor(x)", "floor(x, step)"],
        help: "the largest whole number, or multiple of `step`, that is not above `x`",
        takes: 1..=2,
        others: &["int", "trunc", "rounddown", "round_down"],
    },
    Function {
        name: "round",
        call: Call::Round,
        signatures: &["round(x)", "round(x, step)"],
        help: "the nearest whole number, or multiple of `step`; a half goes up",
        takes: 1..=2,
        others: &["nearest"],
    },
    Function {
        name: "min",
        call: Call::Min,
        signatures: &["min(a, b, ...)", "min(list.field)"],
        help: "the smallest of some values, or of the numbers in a list",
        takes: 1..=64,
        others: &["minimum", "least", "smallest"],
    },
    Function {
        name: "max",
        call: Call::Max,
        signatures: &["max(a, b, ...)", "max(list.field)"],
        help: "the largest of some values, or of the numbers in a list",
        takes: 1..=64,
        others: &["maximum", "greatest", "largest"],
    },
    Function {
        name: "sum",
        call: Call::Sum,
        signatures: &["sum(list.field)"],
        help: "the numbers in a list added up",
        takes: 1..=1,
        others: &["total"],
    },
    Function {
        name: "count",
        call: Call::Count,
        signatures: &["count(list)"],
        help: "how many items a list has, as a plain number; an absent list has none",
        takes: 1..=1,
        others: &["len", "length", "size", "items"],
    },
    Function {
        name: "present",
        call: Call::Present,
        signatures: &["present(x)"],
        help: "whether the request has the parameter; a default does not make it present",
        takes: 1..=1,
        others: &["exists", "has", "is_set", "defined", "given"],
    },
    Function {
        name: "chars",
        call: Call::Chars,
        signatures: &["chars(text)"],
        help: "how many Unicode characters a text has, as a plain number",
        takes: 1..=1,
        others: &["characters", "letters", "strlen", "len", "length"],
    },
    Function {
        name: "utf16",
        call: Call::Utf16,
        signatures: &["utf16(text)"],
        help: "how many UTF-16 code units a text has, which is what JavaScript counts, as a plain number",
        takes: 1..=1,
        others: &["code_units"],
    },
    Function {
        name: "bytes",
        call: Call::Bytes,
        signatures: &["bytes(text)"],
        help: "how many bytes of UTF-8 a text has, as a plain number",
        takes: 1..=1,
        others: &["utf8", "octets"],
    },
    Function {
        name: "words",
        call: Call::Words,
        signatures: &["words(text)"],
        help: "how many words a text has, split at white space, as a plain number",
        takes: 1..=1,
        others: &["wordcount", "word_count"],
    },
    Function {
        name: "minutes",
        call: Call::Minutes,
        signatures: &["minutes(x)"],
        help: "seconds (unit `s`) as minutes (unit `min`): a sixtieth",
        takes: 1..=1,
        others: &["to_minutes", "mins"],
    },
    Function {
        name: "unit",
        call: Call::Unit,
        signatures: &["unit(x, \"word\")"],
        help: "a number read in another unit; nothing is computed",
        takes: 2..=2,
        others: &["in_unit", "to_unit", "convert"],
    },
    Function {
        name: "default",
        call: Call::Default,
        signatures: &["default(x, value)"],
        help: "the value of a parameter, or `value` when the request does not have it and the provider states no default",
        takes: 2..=2,
        others: &["or_else", "coalesce", "fallback", "value_or", "ifnull", "nvl"],
    },
    Function {
        name: "between",
        call: Call::Between,
        signatures: &["between(a, b)"],
        help: "one of two prices, where the source leaves open which",
        takes: 2..=2,
        others: &["range", "either"],
    },
];

/// The call of a name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// The calls that a name may mean.
pub(super) fn meant(name: &str) -> Vec<&'static Function> {
    let name = name.to_ascii_lowercase();
    let called = |name: &str| FUNCTIONS.iter().filter(|function| function.is_called(name)).collect::<Vec<_>>();
    let exact = called(&name);
    if !exact.is_empty() {
        return exact;
    }
    let words = FUNCTIONS.iter().flat_map(|function| [&[function.name], function.others].concat());
    crate::suggest::did_you_mean(&name, &words.collect::<Vec<_>>()).map(called).unwrap_or_default()
}

/// The name of every call.
pub(super) fn names() -> Vec<&'static str> {
    FUNCTIONS.iter().map(|function| function.name).collect()
}
