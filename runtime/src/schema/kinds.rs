//! The schema of a value that is no object: booleans, numbers, texts, addresses, lists.

use super::Printer;
use super::json::{Json, Members};
use crate::RuleId;
use crate::pattern::to_json_schema_pattern;
use crate::spec::{Chars, Field, IntegerRange, Kind, ListRange, Listed, NumberRange, Text, TextRange, UrlRange, Word};

/// Readers of JSON that have only doubles know whole numbers up to this.
const MAX_SAFE: i128 = 1 << 53;
/// The same as a double.
const MAX_SAFE_DOUBLE: f64 = 9_007_199_254_740_992.0;

/// The schema of a type without anything else said.
pub(super) fn of_type(name: &'static str) -> Members {
    Members::new().with("type", Json::text(name))
}

impl Printer {
    /// What values of a kind are. The kinds with members of their own are in `object`.
    pub(super) fn kind(&mut self, kind: &Kind, pointer: &str) -> Members {
        match kind {
            Kind::Bool => of_type("boolean"),
            Kind::Integer(range) => self.integer(*range, pointer),
            Kind::Number(range) => self.number(range, pointer),
            Kind::Text(range) => self.text(range, pointer),
            Kind::OneOf(words) => one_of(words),
            Kind::OneOfNumbers(numbers) => one_of_numbers(numbers),
            Kind::Url(range) => self.url(range, pointer),
            Kind::List(range) => self.list(range, pointer),
            Kind::Object(object) => self.object(object, pointer),
            Kind::Choice(choice) => self.choice(choice, pointer),
            Kind::AnyObject => of_type("object"),
            Kind::AnyOf(alternatives) => self.any_of(alternatives, pointer),
        }
    }

    fn any_of(&mut self, alternatives: &[Field], pointer: &str) -> Members {
        let unsaid = self.beyond.len();
        let each = alternatives.iter().map(|alternative| self.field(alternative, pointer)).collect();
        let of_type = |of| alternatives.iter().filter(|other| other.kind.json_type() == of).count();
        if self.beyond.len() > unsaid && alternatives.iter().any(|one| of_type(one.kind.json_type()) > 1) {
            // What none of several takes is not listed, whatever each would say of it.
            self.beyond.add(RuleId::NotListed, pointer, "one of the alternatives has to take the value");
        }
        Members::new().with("anyOf", Json::List(each))
    }

    fn integer(&mut self, range: IntegerRange, pointer: &str) -> Members {
        let mut members =
            of_type("integer").with("minimum", Json::integer(range.min)).with("maximum", Json::integer(range.max));
        if !is_safe(range.min, range.max) {
            let text = format!("{}..={}, exactly, where a reader with only doubles rounds", range.min, range.max);
            self.beyond.add(RuleId::OutOfRange, pointer, &text);
        }
        if range.multiple_of != 1 && range.rounds.is_none() {
            // A validator that computes in doubles would refuse multiples that it cannot tell from their neighbours.
            if is_safe(range.min, range.max) && range.multiple_of > 0 {
                members.set("multipleOf", Json::integer(range.multiple_of));
            } else {
                self.beyond.add(RuleId::NotMultiple, pointer, &format!("a multiple of {}", range.multiple_of));
            }
        }
        members
    }

    fn number(&mut self, range: &NumberRange, pointer: &str) -> Members {
        let min = if range.above_min { "exclusiveMinimum" } else { "minimum" };
        let max = if range.below_max { "exclusiveMaximum" } else { "maximum" };
        let mut members =
            of_type("number").with_some(min, range.min.map(Json::double)).with_some(max, range.max.map(Json::double));
        match range.multiple_of.filter(|_| range.rounds.is_none()) {
            Some(step) if step.to_integer().is_some_and(|step| step > 0) && is_safe_range(range) => {
                members.set("multipleOf", Json::exact(step));
            }
            // Validators divide doubles, and 0.07 / 0.01 is not 7.
            Some(step) => self.beyond.add(RuleId::NotMultiple, pointer, &format!("a multiple of {step}")),
            None => {}
        }
        members
    }

    fn text(&mut self, range: &TextRange, pointer: &str) -> Members {
        // As many UTF-16 code units as characters, or twice as many: so much of the limit can be said.
        let least = range.chars.min.max(range.utf16.min.map(|min| min.div_ceil(2)));
        let most = [range.chars.max, range.utf16.max].into_iter().flatten().min();
        let mut members = lengths(of_type("string"), Chars::new(least, most));
        self.uncounted(range.utf16, "UTF-16 code units", pointer);
        self.uncounted(range.bytes, "bytes of UTF-8", pointer);
        self.uncounted(range.words, "words", pointer);
        if !range.pattern.is_empty() {
            match to_json_schema_pattern(&range.pattern) {
                pattern if pattern.is_empty() => self.beyond.add(RuleId::BadPattern, pointer, &range.pattern),
                pattern => {
                    members.set("pattern", Json::Text(pattern));
                    self.line_end(pointer);
                }
            }
        }
        members
    }

    /// Notes that Python's `$` also stands before a line end, which the checker refuses.
    fn line_end(&mut self, pointer: &str) {
        self.beyond.add(
            RuleId::ControlCharacter,
            pointer,
            "no line end at the end, where an engine's `$` lets one pass",
        );
    }

    /// Notes lengths in a unit that JSON Schema does not count.
    fn uncounted(&mut self, limits: Chars, unit: &str, pointer: &str) {
        if let Some(min) = limits.min.filter(|&min| min > 0) {
            self.beyond.add(RuleId::TooShort, pointer, &format!("at least {min} {unit}"));
        }
        if let Some(max) = limits.max {
            self.beyond.add(RuleId::TooLong, pointer, &format!("at most {max} {unit}"));
        }
    }

    fn url(&mut self, range: &UrlRange, pointer: &str) -> Members {
        self.beyond.add(RuleId::NotAUrl, pointer, "an absolute address whose host and port are well formed");
        self.line_end(pointer);
        if range.public {
            self.beyond.add(RuleId::NotPublicUrl, pointer, "the host has to be reachable from the public network");
        }
        let members = lengths(of_type("string").with("format", Json::text("uri")), range.chars);
        members.with("pattern", Json::Text(url_pattern(&range.schemes)))
    }

    fn list(&mut self, range: &ListRange, pointer: &str) -> Members {
        let count = |count: Option<u64>| count.map(|count| Json::integer(count.into()));
        let mut members = of_type("array");
        if let Some(item) = range.item.first() {
            members.set("items", self.field(item, &format!("{pointer}/*")));
        }
        members = members
            .with_some("minItems", count(range.min.filter(|&min| min > 0)))
            .with_some("maxItems", count(range.max));
        let counts = self.counts(range, pointer);
        if !counts.is_empty() {
            let exactly = |items: &u64| {
                Members::new().with_some("minItems", count(Some(*items))).with_some("maxItems", count(Some(*items)))
            };
            members.set("anyOf", Json::List(counts.iter().map(|items| exactly(items).into()).collect()));
        }
        if range.unique {
            if range.item.first().is_some_and(compares_alike) {
                members.set("uniqueItems", Json::Bool(true));
            } else {
                self.beyond.add(RuleId::NotUnique, pointer, "no two items may be equal");
            }
        }
        members
    }

    /// The numbers of items that a list may have, where they are not a range and few enough to be listed.
    fn counts(&mut self, range: &ListRange, pointer: &str) -> Vec<u64> {
        let step = range.multiple_of;
        if step <= 1 {
            return range.counts.to_vec();
        }
        let (first, last) = (range.min.unwrap_or(0).div_ceil(step), range.max.map(|max| max / step));
        if let Some(last) = last.filter(|last| last.saturating_sub(first) < MOST_COUNTS) {
            return (first..=last).map(|count| count * step).collect();
        }
        self.beyond.add(RuleId::NotMultiple, pointer, &format!("a multiple of {step} items"));
        Vec::new()
    }
}

/// Longer lists of numbers of items are not printed: nobody would read them.
const MOST_COUNTS: u64 = 16;

/// Whether items are equal to a validator exactly when they are to the checker, which is so but for whole numbers that readers
/// with only doubles cannot tell from their neighbours.
fn compares_alike(item: &Field) -> bool {
    match &item.kind {
        Kind::Bool | Kind::Text(_) | Kind::OneOf(_) | Kind::OneOfNumbers(_) | Kind::Url(_) => true,
        Kind::Integer(range) => is_safe(range.min, range.max),
        Kind::Number(range) => is_safe_range(range),
        Kind::List(range) => range.item.iter().all(compares_alike),
        Kind::Object(object) => object.fields.iter().all(compares_alike),
        Kind::Choice(choice) => choice.cases.iter().all(|case| case.object.fields.iter().all(compares_alike)),
        Kind::AnyOf(alternatives) => alternatives.iter().all(compares_alike),
        Kind::AnyObject => false,
    }
}

/// Whether a reader that has only doubles knows every whole number between two bounds.
fn is_safe(min: i128, max: i128) -> bool {
    -MAX_SAFE < min && max < MAX_SAFE
}

fn is_safe_range(range: &NumberRange) -> bool {
    let bound = |bound: Option<f64>| bound.is_some_and(|bound| bound.abs() < MAX_SAFE_DOUBLE);
    bound(range.min) && bound(range.max)
}

fn lengths(members: Members, limits: Chars) -> Members {
    let length = |length: u64| Json::integer(length.into());
    members
        .with_some("minLength", limits.min.filter(|&min| min > 0).map(length))
        .with_some("maxLength", limits.max.map(length))
}

fn one_of(words: &[Word]) -> Members {
    let values: Vec<_> = words.iter().map(|word| Json::text(&word.value)).collect();
    let notes = words.iter().map(|word| (word.value.to_string(), &word.doc, &word.deprecated));
    listed(of_type("string"), values, notes)
}

fn one_of_numbers(numbers: &[Listed]) -> Members {
    let values: Vec<_> = numbers.iter().map(|number| Json::double(number.double)).collect();
    let notes = numbers.iter().map(|number| (Json::double(number.double).to_string(), &number.doc, &number.deprecated));
    listed(of_type("number"), values, notes)
}

/// The values, and what is known of each.
fn listed<'a>(
    members: Members,
    mut values: Vec<Json>,
    notes: impl Iterator<Item = (String, &'a Text, &'a Option<Text>)>,
) -> Members {
    let mut notes = notes.filter(|(_, doc, deprecated)| !doc.is_empty() || deprecated.is_some()).peekable();
    let members = match values.pop() {
        Some(only) if values.is_empty() => members.with("const", only),
        last => members.with("enum", Json::List(values.into_iter().chain(last).collect())),
    };
    if notes.peek().is_none() {
        return members;
    }
    let notes = notes.fold(Members::new(), |all, (value, doc, deprecated)| {
        let note =
            Members::new().with_text("description", doc).with_text("deprecated", deprecated.as_deref().unwrap_or(""));
        all.with(value, note.into())
    });
    members.with("x-nameplate-values", notes.into())
}

/// A pattern for addresses: the schemes in either case, a host where there has to be one, no white space, control characters
/// or backslashes. It takes every address that the checker takes, and more.
fn url_pattern(schemes: &[Text]) -> String {
    let rest = r"[^\x00-\x20\x7f-\x9f\\]*$";
    let host = r"[^\x00-\x20\x7f-\x9f\\/?#]";
    if schemes.is_empty() {
        return format!("^[A-Za-z][A-Za-z0-9+.-]*:{rest}");
    }
    let secure = |scheme: &Text| schemes.iter().any(|other| other.strip_suffix('s') == Some(scheme));
    let starts: Vec<_> = schemes
        .iter()
        .filter(|scheme| !schemes.iter().any(|other| scheme.strip_suffix('s') == Some(other)))
        .map(|scheme| {
            let letters: String = scheme.chars().map(either_case).collect();
            let letters = if secure(scheme) { format!("{letters}[sS]?") } else { letters };
            if ["http", "https", "ftp", "ws", "wss"].contains(&scheme.as_ref()) {
                format!("{letters}://{host}")
            } else {
                format!("{letters}:")
            }
        })
        .collect();
    match starts.as_slice() {
        [start] => format!("^{start}{rest}"),
        starts => format!("^(?:{}){rest}", starts.join("|")),
    }
}

fn either_case(letter: char) -> String {
    match letter {
        'a'..='z' | 'A'..='Z' => format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase()),
        '+' | '.' => format!("\\{letter}"),
        _ => letter.to_string(),
    }
}
