//! The sentences of a report: what was found, what is allowed, what was probably meant.

use std::borrow::Cow;

use super::similar;
use crate::check::{Broken, Cause, Finding, Limit, Options, Step, Unit, label};
use crate::json::Reason;
use crate::spec::{Allowed, Case, Kind, Literal, MediaFact, NumberRange, RuleKind};
use crate::{Exact, RuleId};

/// The texts of a violation.
#[derive(Default)]
pub(super) struct Words {
    pub(super) message: String,
    pub(super) found: Option<String>,
    pub(super) allowed: Option<String>,
    pub(super) suggestion: Option<String>,
}

/// Texts for people are cut after so many characters.
const LONGEST: usize = 200;

pub(super) fn words(finding: &Finding<'_>, options: &Options<'_>) -> Words {
    let name = name_of(finding);
    let found = finding.found.as_deref().map(cut);
    let shown = found.clone().unwrap_or_default();
    let mut words = Words { found, ..Words::default() };
    words.message = match &finding.cause {
        Cause::Unreadable(reason) => unreadable(*reason, finding, options),
        Cause::Plain => format!("{name} is given more than once; the last one counts"),
        Cause::NoBody => {
            words.allowed = Some("an object".to_owned());
            format!("the body has to be an object, found {}", briefly(&shown))
        }
        Cause::Missing(field) => {
            words.allowed = Some(allowed(&field.kind));
            if field.required {
                format!("{name} is required")
            } else {
                format!("{name} seems to be required, though no source states it")
            }
        }
        Cause::Tag(choice) => {
            let cases: Vec<_> = choice.cases.iter().map(|case| quoted(&case.value)).collect();
            words.allowed = Some(cut(&cases.join(", ")));
            words.suggestion = nearest_text(&shown, choice.cases.iter().map(|case| &*case.value));
            match finding.rule {
                RuleId::Missing => format!("{name} is required: it decides which other members there are"),
                _ => format!("{name} is none of its cases, found {}", briefly(&shown)),
            }
        }
        Cause::Unknown(known) => {
            let given = last_name(finding);
            words.suggestion = given.and_then(|given| similar::nearest(&given, known.names(options)));
            unknown(&name, words.suggestion.as_deref())
        }
        Cause::OtherWay => format!("{name} is not taken by this way of calling the model"),
        Cause::OtherCase(choice) => {
            let given = last_name(finding).unwrap_or_default();
            let has = |case: &&Case| case.object.fields.iter().any(|field| field.name == given);
            let cases: Vec<_> = choice.cases.iter().filter(has).map(|case| quoted(&case.value)).collect();
            format!("{name} is taken only when `{}` is {}", choice.tag, cut(&cases.join(" or ")))
        }
        Cause::Kind(kind) => of_kind(kind, &name, &shown, finding, options, &mut words),
        Cause::Length { unit, limit, actual } => {
            words.allowed = Some(length(*limit, *unit));
            if *unit == Unit::Items {
                words.found = Some(length(Limit::Counts(&[*actual]), *unit));
            }
            format!("{name} has {}, allowed: {}", length(Limit::Counts(&[*actual]), *unit), length(*limit, *unit))
        }
        Cause::Deprecated(instead) => format!("{name} is deprecated: {instead}"),
        Cause::Media(fact) => {
            words.allowed = Some(media(fact));
            format!("the file of {name} has the {} {shown}, allowed: {}", fact.fact, media(fact))
        }
        Cause::Equal(first, second) => format!("items {first} and {second} of {name} are equal"),
        Cause::Rule(broken) => of_rule(*broken, &mut words),
    };
    words
}

/// The parameter that a finding is about, in backticks.
fn name_of(finding: &Finding<'_>) -> String {
    if finding.steps.is_empty() { "the body".to_owned() } else { format!("`{}`", cut(&label(&finding.steps))) }
}

fn last_name<'a>(finding: &Finding<'a>) -> Option<Cow<'a, str>> {
    match finding.steps.last() {
        Some(Step::Member(name, _)) => Some(name.to_cow()),
        _ => None,
    }
}

fn unreadable(reason: Reason, finding: &Finding<'_>, options: &Options<'_>) -> String {
    let at = finding.span().map_or(0, |span| span.start);
    match reason {
        Reason::TooLarge => format!("the body has more than {} bytes", options.max_bytes),
        Reason::TooDeep => format!("the body is nested deeper than {} levels", options.max_depth),
        reason => format!("the body is not JSON: {} (byte {at})", reason.text()),
    }
}

fn unknown(name: &str, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("unknown parameter {name}; there is `{meant}`"),
        None => format!("unknown parameter {name}"),
    }
}

fn of_kind(
    kind: &Kind,
    name: &str,
    shown: &str,
    finding: &Finding<'_>,
    options: &Options<'_>,
    words: &mut Words,
) -> String {
    let takes = allowed(kind);
    words.allowed = Some(takes.clone());
    let found = briefly(shown);
    match finding.rule {
        RuleId::WrongType => {
            words.suggestion = respelt(kind, shown);
            format!("{name} takes {}, found {found}", kinds_of(kind))
        }
        RuleId::NotFinite => format!("{name} takes a finite number, found {found}"),
        RuleId::NotListed => {
            words.suggestion = nearest_text(shown, words_of(kind)).or_else(|| respelt(kind, shown));
            format!("{name} takes one of {takes}, found {found}")
        }
        RuleId::BadPattern => format!("{name} has to match {takes}, found {found}"),
        RuleId::ControlCharacter => format!("{name} has a control character, found {found}"),
        RuleId::UncheckedHost => {
            format!("the host of {name} has letters outside ASCII and was not judged, found {found}")
        }
        _ => match (kind, serde_json::from_str::<String>(finding.found.as_deref().unwrap_or_default())) {
            (Kind::Url(range), Ok(url)) => {
                let reason = crate::url::reason(&url, range, options.public_origins);
                format!("{name} takes {takes}, but the address {}", cut(&reason))
            }
            _ => format!("{name} takes {takes}, found {found}"),
        },
    }
}

/// What would be right where only the JSON type is wrong: `"2"` for `2`, `2` for `"2"`.
fn respelt(kind: &Kind, shown: &str) -> Option<String> {
    let bare = shown.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match (kind, bare) {
        (Kind::OneOf(words), None) => words.iter().find(|word| word.value == shown).map(|word| quoted(&word.value)),
        (Kind::Bool, Some(word @ ("true" | "false"))) => Some(word.to_owned()),
        (Kind::Integer(_) | Kind::Number(_) | Kind::OneOfNumbers(_), Some(number)) => {
            Exact::decimal(number).map(|_| number.to_owned())
        }
        (Kind::AnyOf(alternatives), _) => alternatives.iter().find_map(|alternative| respelt(&alternative.kind, shown)),
        _ => None,
    }
}

fn nearest_text<'a>(shown: &str, listed: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let given: String = serde_json::from_str(shown).ok()?;
    similar::nearest(&given, listed.into_iter()).map(|meant| quoted(&meant))
}

/// The texts that a kind lists.
fn words_of(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::OneOf(words) => words.iter().map(|word| &*word.value).collect(),
        Kind::AnyOf(alternatives) => alternatives.iter().flat_map(|alternative| words_of(&alternative.kind)).collect(),
        _ => Vec::new(),
    }
}

/// What a kind takes, as words with their articles.
fn kinds_of(kind: &Kind) -> String {
    let Kind::AnyOf(alternatives) = kind else { return kind_of(kind).to_owned() };
    let mut kinds: Vec<&str> = alternatives.iter().map(|alternative| kind_of(&alternative.kind)).collect();
    kinds.dedup();
    kinds.join(" or ")
}

/// What a kind takes, as a word with an article.
fn kind_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bool => "`true` or `false`",
        Kind::Integer(_) => "a whole number",
        Kind::Number(_) | Kind::OneOfNumbers(_) => "a number",
        Kind::Text(_) | Kind::OneOf(_) => "a text",
        Kind::Url(_) => "an address",
        Kind::List(_) => "a list",
        Kind::Object(_) | Kind::Choice(_) | Kind::AnyObject => "an object",
        Kind::AnyOf(_) => "one of several kinds",
    }
}

/// The values that a kind takes.
fn allowed(kind: &Kind) -> String {
    match kind {
        Kind::Integer(range) => {
            let bounds = format!("{}..={}", range.min, range.max);
            if range.multiple_of == 1 || range.rounds.is_some() {
                bounds
            } else {
                format!("{bounds}, a multiple of {}", range.multiple_of)
            }
        }
        Kind::Number(range) => number(range),
        Kind::OneOf(words) => cut(&words.iter().map(|word| quoted(&word.value)).collect::<Vec<_>>().join(", ")),
        Kind::OneOfNumbers(numbers) => {
            cut(&numbers.iter().map(|number| number.value.to_string()).collect::<Vec<_>>().join(", "))
        }
        Kind::Text(range) if !range.pattern.is_empty() => cut(&format!("`{}`", range.pattern)),
        Kind::Url(range) => {
            let public = if range.public { "public " } else { "" };
            let schemes = range.schemes.join(" or ");
            let address = format!("{public}{schemes} address");
            let article = if address.starts_with('a') { "an" } else { "a" };
            cut(&format!("{article} {}", address.trim_start()))
        }
        Kind::AnyOf(alternatives) => {
            let each: Vec<_> = alternatives.iter().map(|alternative| allowed(&alternative.kind)).collect();
            cut(&each.join(" or "))
        }
        Kind::Bool | Kind::Text(_) | Kind::List(_) | Kind::Object(_) | Kind::Choice(_) | Kind::AnyObject => {
            kind_of(kind).to_owned()
        }
    }
}

fn number(range: &NumberRange) -> String {
    let show = |value: f64| ryu_js::Buffer::new().format(value).to_owned();
    let mut text = match (range.min, range.max) {
        (Some(min), Some(max)) if !range.above_min && !range.below_max => format!("{}..={}", show(min), show(max)),
        (min, max) => {
            let (more, less) = (if range.above_min { ">" } else { ">=" }, if range.below_max { "<" } else { "<=" });
            let bounds =
                [min.map(|min| format!("{more} {}", show(min))), max.map(|max| format!("{less} {}", show(max)))];
            bounds.into_iter().flatten().collect::<Vec<_>>().join(" and ")
        }
    };
    if text.is_empty() {
        text.push_str("a number");
    }
    match range.multiple_of.filter(|_| range.rounds.is_none()) {
        Some(step) => format!("{text}, a multiple of {step}"),
        None => text,
    }
}

fn length(limit: Limit<'_>, unit: Unit) -> String {
    let (one, many) = match unit {
        Unit::Chars => ("character", "characters"),
        Unit::Utf16 => ("UTF-16 unit", "UTF-16 units"),
        Unit::Bytes => ("byte", "bytes"),
        Unit::Words => ("word", "words"),
        Unit::Items => ("item", "items"),
    };
    let of = |count: &u64| if *count == 1 { one } else { many };
    match limit {
        Limit::Min(min) => format!("at least {min} {}", of(&min)),
        Limit::Max(max) => format!("at most {max} {}", of(&max)),
        Limit::Counts(counts) => {
            let list = counts.iter().map(u64::to_string).collect::<Vec<_>>().join(" or ");
            cut(&format!("{list} {}", counts.last().map_or(many, of)))
        }
        Limit::MultipleOf(step) => format!("a multiple of {step} {}", of(&step)),
    }
}

fn media(fact: &MediaFact) -> String {
    if !fact.words.is_empty() {
        return cut(&fact.words.join(", "));
    }
    match (fact.min, fact.max) {
        (Some(min), Some(max)) => format!("{min}..={max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "anything".to_owned(),
    }
}

fn of_rule(broken: Broken<'_>, words: &mut Words) -> String {
    let rule = broken.rule;
    if !rule.message.is_empty() {
        return rule.message.to_string();
    }
    let names = listed(&broken.paths(&rule.names));
    let given = broken.present().count();
    let one = |slot: u16| listed(&broken.paths(&[slot]));
    let when = |text: &str| if text.is_empty() { String::new() } else { format!(" when `{text}`") };
    match &rule.kind {
        RuleKind::ExactlyOne => format!("exactly one of {names} has to be given, found {given}"),
        RuleKind::AtMostOne => format!("at most one of {names} may be given, found {given}"),
        RuleKind::AtLeastOne => format!("at least one of {names} has to be given"),
        RuleKind::Together => format!("{names} have to be given together"),
        RuleKind::Requires { text, needs, values, .. } if values.is_empty() => {
            format!("{} needed{}", is(&broken.paths(needs)), when(text))
        }
        RuleKind::Requires { text, needs, values, .. } => {
            let (verb, takes) = (if needs.len() == 1 { "has" } else { "have" }, literals(values));
            words.allowed = Some(takes.clone());
            format!("{} {verb} to be {takes}{}", listed(&broken.paths(needs)), when(text))
        }
        RuleKind::AllowedOnly { subject, text, .. } => format!("{} is allowed only when `{text}`", one(*subject)),
        RuleKind::Dependent { subject, text, allowed, .. } => {
            let takes = dependent(allowed);
            words.allowed = Some(takes.clone());
            format!("{} takes {takes}{}", one(*subject), when(text))
        }
        RuleKind::NoEffect { subject, text, .. } => format!("{} has no effect{}", one(*subject), when(text)),
        RuleKind::Placeholders { texts, of, form } => {
            let found = words.found.as_deref().unwrap_or(form);
            format!("`{found}` in {} stands for no item of {}", listed(&broken.paths(texts)), one(*of))
        }
        RuleKind::Alias { of, alias } => {
            format!("{} is another name of {}: give one of them, or both with the same value", one(*alias), one(*of))
        }
        RuleKind::Condition { text, .. } => {
            words.allowed = Some(cut(text));
            format!("`{text}` has to hold")
        }
    }
}

fn is(names: &[&str]) -> String {
    format!("{} {}", listed(names), if names.len() == 1 { "is" } else { "are" })
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn dependent(allowed: &Allowed) -> String {
    match allowed {
        Allowed::Values(values) => literals(values),
        Allowed::Range { min: Some(min), max: Some(max) } => format!("{min}..={max}"),
        Allowed::Range { min: Some(min), max: None } => format!("at least {min}"),
        Allowed::Range { min: None, max: Some(max) } => format!("at most {max}"),
        Allowed::Range { min: None, max: None } => "anything".to_owned(),
    }
}

fn literals(values: &[Literal]) -> String {
    let values = values.iter().map(|value| match value {
        Literal::Bool(value) => value.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Text(text) => quoted(text),
        Literal::Json(json) => json.to_string(),
    });
    cut(&values.collect::<Vec<_>>().join(", "))
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value inside a sentence.
fn briefly(shown: &str) -> String {
    if shown.chars().count() <= 40 {
        return format!("`{shown}`");
    }
    format!("`{}…`", shown.chars().take(39).collect::<String>())
}

/// At most 200 characters of a text.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}
