//! The parameters and rules of a draft as YAML, with the place of each, so that a fault can be traced back to it.

use std::ops::Range;

use super::scalar::{comment, prose, quoted, value, word};
use crate::published::{Bounds, Kind, Lengths, Listed, Member, Object, Remark, Rule, Word};

/// What stands at a place of a draft. Members are counted down from the body, as [`Member::children_mut`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A member.
    Member(Vec<usize>),
    /// A rule of the object that a member is (or of the body), of its objects the so-many-eth.
    Rule(Vec<usize>, usize, usize),
}

/// A text that grows, with the places of what it says.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) places: Vec<(Target, Range<usize>)>,
    path: Vec<usize>,
}

impl Page {
    /// The innermost thing at a place.
    pub(super) fn target(&self, at: usize) -> Option<&Target> {
        let around = self.places.iter().filter(|(_, place)| place.contains(&at));
        around.min_by_key(|(_, place)| place.len()).map(|(target, _)| target)
    }

    /// The keys `parameters` and `rules` of an object.
    pub(super) fn object(&mut self, indent: usize, object: &Object, (nth, first): (usize, usize)) {
        for remark in &object.remarks {
            self.remark(indent, remark);
        }
        if object.members.iter().all(|member| member.kind == Kind::Unsaid) {
            self.left_out(indent, object);
            self.line(indent, "parameters: {}");
        } else {
            self.line(indent, "parameters:");
            self.left_out(indent + 2, object);
            for (at, member) in object.members.iter().enumerate().filter(|(_, member)| member.kind != Kind::Unsaid) {
                let start = self.text.len();
                self.path.push(first + at);
                self.line(indent + 2, &format!("{}:", word(&member.name)));
                self.member(indent + 4, member);
                self.places.push((Target::Member(self.path.clone()), start..self.text.len()));
                self.path.pop();
            }
        }
        if !object.rules.is_empty() {
            self.line(indent, "rules:");
        }
        for (at, rule) in object.rules.iter().enumerate() {
            let start = self.text.len();
            self.line(indent + 2, &rule_line(rule, at));
            self.places.push((Target::Rule(self.path.clone(), nth, at), start..self.text.len()));
        }
    }

    /// The members that no kind can say.
    fn left_out(&mut self, indent: usize, object: &Object) {
        for member in object.members.iter().filter(|member| member.kind == Kind::Unsaid) {
            let required = if member.required { ", which is required," } else { "" };
            self.text.push_str(&comment(indent, &format!("`{}`{required} is left out:", member.name)));
            for remark in &member.remarks {
                self.remark(indent, remark);
            }
        }
    }

    fn member(&mut self, indent: usize, member: &Member) {
        for remark in &member.remarks {
            self.remark(indent, remark);
        }
        for example in &member.examples {
            self.text.push_str(&comment(indent, &format!("Example: {example}")));
        }
        if !member.doc.is_empty() {
            self.text.push_str(&prose(indent, "doc", &member.doc));
        }
        if member.required {
            self.line(indent, "required: true");
        }
        if let Some(default) = &member.default {
            self.line(indent, &format!("default: {}", value(default)));
        }
        if member.nullable {
            self.line(indent, "nullable: true");
        }
        if member.deprecated {
            self.line(indent, "deprecated: The schema marks it as deprecated.");
        }
        self.kind(indent, member);
    }

    fn kind(&mut self, indent: usize, member: &Member) {
        match &member.kind {
            Kind::Unsaid => {}
            Kind::Bool => self.line(indent, "bool: {}"),
            Kind::Integer(bounds) => self.line(indent, &format!("integer: {{{}}}", numeric(bounds))),
            Kind::Number(bounds) => self.line(indent, &format!("number: {{{}}}", numeric(bounds))),
            Kind::Text(lengths) => {
                self.line(indent, &format!("text: {{{}}}", textual(lengths)));
                if lengths.address {
                    self.text.push_str(&comment(
                        indent,
                        "The schema calls it an address, which a validator may take for a remark.",
                    ));
                    self.line(indent, "inferred: {url: {}}");
                }
            }
            Kind::OneOf(words) => {
                let entries = words.iter().map(|Word { value, doc }| (word(value), doc.as_str()));
                self.listed(indent, "one_of", &entries.collect::<Vec<_>>());
            }
            Kind::OneOfNumbers(numbers) => {
                let entries = numbers.iter().map(|Listed { value, doc }| (value.to_string(), doc.as_str()));
                self.listed(indent, "one_of_numbers", &entries.collect::<Vec<_>>());
            }
            Kind::List { item, items, unique } => {
                self.line(indent, "list:");
                for (key, bound) in [("min_items", items.0), ("max_items", items.1)] {
                    if let Some(bound) = bound {
                        self.line(indent + 2, &format!("{key}: {bound}"));
                    }
                }
                if *unique {
                    self.line(indent + 2, "unique: true");
                }
                self.line(indent + 2, "of:");
                let start = self.text.len();
                self.path.push(0);
                self.member(indent + 4, item);
                self.places.push((Target::Member(self.path.clone()), start..self.text.len()));
                self.path.pop();
            }
            Kind::AnyObject => self.line(indent, "any_object: {}"),
            Kind::AnyOf(alternatives) => {
                self.line(indent, "any_of:");
                for (at, one) in alternatives.iter().enumerate() {
                    self.path.push(at);
                    self.alternative(indent + 2, one);
                    self.path.pop();
                }
            }
            Kind::Object(object) => {
                self.line(indent, "object:");
                self.object(indent + 2, object, (0, 0));
            }
            Kind::Choice { by, cases } => {
                self.line(indent, "choice:");
                self.line(indent + 2, &format!("by: {}", word(by)));
                self.line(indent + 2, "cases:");
                let mut first = 0;
                for (nth, case) in cases.iter().enumerate() {
                    self.line(indent + 4, &format!("{}:", word(&case.value)));
                    if !case.doc.is_empty() {
                        self.text.push_str(&prose(indent + 6, "doc", &case.doc));
                    }
                    self.object(indent + 6, &case.object, (nth, first));
                    first += case.object.members.len();
                }
            }
        }
    }

    /// An item of a list in YAML: its first line begins with `-`.
    fn alternative(&mut self, indent: usize, member: &Member) {
        let start = self.text.len();
        self.member(indent + 2, member);
        let body = self.text.split_off(start);
        if body.trim_start().starts_with('#') {
            self.line(indent, "-");
            self.text.push_str(&body);
        } else {
            self.line(indent, &format!("- {}", body.trim_start().trim_end_matches('\n')));
        }
        self.places.push((Target::Member(self.path.clone()), start..self.text.len()));
    }

    /// Values on one line where they fit and nothing is said of them.
    fn listed(&mut self, indent: usize, key: &str, entries: &[(String, &str)]) {
        let short: Vec<&str> = entries.iter().map(|(value, _)| value.as_str()).collect();
        let line = format!("{key}: [{}]", short.join(", "));
        if entries.iter().any(|(_, doc)| !doc.is_empty()) {
            self.line(indent, &format!("{key}:"));
            for (value, doc) in entries {
                let about = if doc.is_empty() { String::new() } else { format!("doc: {}", quoted(doc)) };
                self.line(indent + 2, &format!("{value}: {{{about}}}"));
            }
        } else if indent + line.len() <= 116 {
            self.line(indent, &line);
        } else {
            self.line(indent, &format!("{key}:"));
            for value in short {
                self.line(indent + 2, &format!("- {value}"));
            }
        }
    }

    fn remark(&mut self, indent: usize, remark: &Remark) {
        self.text.push_str(&comment(indent, &format!("Not said: {} (#{})", remark.text, remark.pointer)));
    }

    fn line(&mut self, indent: usize, line: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn numeric(bounds: &Bounds) -> String {
    let Bounds { min, max, above, below, multiple_of, unsigned } = bounds;
    let ends = [("min", min), ("above", above), ("max", max), ("below", below), ("multiple_of", multiple_of)];
    let mut keys: Vec<String> =
        ends.iter().filter_map(|(key, bound)| bound.as_ref().map(|bound| format!("{key}: {bound}"))).collect();
    if *unsigned {
        keys.push("carrier: u64".to_owned());
    }
    keys.join(", ")
}

fn textual(lengths: &Lengths) -> String {
    let Lengths { min, max, pattern, address: _ } = lengths;
    let mut keys: Vec<String> = [("min_chars", min), ("max_chars", max)]
        .iter()
        .filter_map(|(key, bound)| bound.map(|bound| format!("{key}: {bound}")))
        .collect();
    keys.extend(pattern.as_ref().map(|pattern| format!("pattern: {}", quoted(pattern))));
    keys.join(", ")
}

fn rule_line(rule: &Rule, at: usize) -> String {
    let Rule { pointer: _, key, names, when_present } = rule;
    let names: Vec<String> = names.iter().map(|name| word(name)).collect();
    let when =
        when_present.as_ref().map(|name| format!(", when: {}", quoted(&format!("present({})", identifier(name)))));
    format!("{key}_{}: {{{key}: [{}]{}}}", at + 1, names.join(", "), when.unwrap_or_default())
}

/// A member's name in a formula.
fn identifier(name: &str) -> String {
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let is_word = starts && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_word { name.to_owned() } else { format!("`{name}`") }
}
