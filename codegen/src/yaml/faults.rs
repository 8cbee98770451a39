//! Everything that reading a spec can find wrong, a function each: the codes `E01xx` and their sentences live here.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::node::{Node, NodeKind};
use super::{MAX_BYTES, MAX_DEPTH, Number, plain};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::suggest::did_you_mean;

/// The faults of one text. Of two at the same place the first is the cause and the only one kept.
pub(super) struct Faults<'t> {
    file: FileId,
    text: &'t str,
    found: RefCell<Vec<Diagnostic>>,
}

/// More faults than this in one text are not collected: nobody reads them.
const MAX_FAULTS: usize = 200;

/// A text as far as a sentence needs it: on one line, cut at 60 characters.
pub(super) fn excerpt(text: &str) -> String {
    let mut excerpt: String = text
        .chars()
        .take(60)
        .flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] })
        .collect();
    if text.chars().nth(60).is_some() {
        excerpt.push('…');
    }
    excerpt
}

impl<'t> Faults<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, found: RefCell::default() }
    }

    /// The value if there was no fault, else the faults in the order of the text.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Diagnostic>> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|fault| (fault.place.span.start, fault.code));
        match value {
            Some(value) if found.is_empty() => Ok(value),
            _ => Err(found),
        }
    }

    fn at(&self, code: &'static str, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.place(span), message)
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, span }
    }

    fn push(&self, fault: Diagnostic) {
        let mut found = self.found.borrow_mut();
        let same_cause = |other: &Diagnostic| other.place == fault.place && other.code != MISSING_KEY;
        if found.len() < MAX_FAULTS && !found.iter().any(same_cause) {
            found.push(fault);
        }
    }

    /// The first line of a node: enough to point at a map.
    fn head(&self, node: &Node) -> Range<usize> {
        let text = self.text.get(node.span.clone()).unwrap_or_default();
        node.span.start..node.span.start + text.lines().next().unwrap_or_default().len()
    }
}

/// Several keys may be missing at one place.
const MISSING_KEY: &str = "E0121";

/// The text is not one that we read.
impl Faults<'_> {
    pub(super) fn too_large(&self, bytes: usize) {
        let message = format!("the spec has {bytes} bytes, and {MAX_BYTES} are allowed");
        self.push(
            self.at("E0101", 0..0, message)
                .help("move what is shared into `types:` of the provider, and shorten the texts"),
        );
    }

    pub(super) fn empty_file(&self) {
        self.push(self.at("E0102", 0..0, "the spec is empty").help("a spec is a map of keys and values"));
    }

    pub(super) fn forbidden_character(&self, at: usize, character: char) {
        let code = u32::from(character);
        let (message, help) = match character {
            '\u{feff}' => (
                "the text has a byte order mark".to_owned(),
                "save the file as UTF-8 without a byte order mark".to_owned(),
            ),
            _ => (
                format!("the text has the character U+{code:04X}"),
                format!("remove it, or write `\"\\u{code:04x}\"` in quotes"),
            ),
        };
        self.push(self.at("E0103", at..at + character.len_utf8(), message).help(help));
    }

    pub(super) fn not_yaml(&self, error: &ScanError) {
        let start = error.marker().byte_offset().unwrap_or(self.text.len());
        if self.found.borrow().iter().any(|fault| fault.place.span.start == start) {
            return; // a forbidden character, told already
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let at = start..start + rest.chars().next().map_or(0, char::len_utf8);
        let not_yaml = |what: String| self.at("E0105", at.clone(), format!("not YAML: {what}"));
        let fault = match error.kind() {
            ErrorKind::RecursionLimitExceeded => return self.too_deep(at),
            ErrorKind::DirectiveDisallowed => {
                self.at("E0107", at, "directives are not used in specs").help("remove the line")
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar => return self.tab(start),
            ErrorKind::UnexpectedCharacter { character } => {
                not_yaml(format!("no value begins with `{}`", excerpt(&character.to_string()))).help("quote the text")
            }
            ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidIndentation => not_yaml(error.info())
                .help("look at the indentation, and quote a text that has `: `, ` #` or a bracket in it"),
            _ => not_yaml(error.info()),
        };
        self.push(fault);
    }

    /// The tab at a place; the parser's errors stand behind it, or at the start of the text that has it.
    pub(super) fn tab(&self, at: usize) {
        let (before, rest) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let at = match rest.find('\t') {
            Some(tab) if tab == 0 || !before.ends_with('\t') => at + tab,
            _ => before.rfind('\t').unwrap_or(at),
        };
        let fault = self.at("E0104", at..at + 1, "a tab stands where only spaces may");
        self.push(fault.help("use spaces, or write `\"\\t\"` in quotes"));
    }

    pub(super) fn too_deep(&self, at: Range<usize>) {
        self.push(self.at("E0106", at, format!("maps and lists nest deeper than {MAX_DEPTH} levels")));
    }

    pub(super) fn second_document(&self, at: Range<usize>) {
        self.push(
            self.at("E0107", at, "a second document begins here")
                .help("a file holds one spec: move it to a file of its own"),
        );
    }
}

/// The text says something else than it seems to.
impl Faults<'_> {
    pub(super) fn anchor(&self, at: Range<usize>) {
        self.push(
            self.at("E0108", at, "anchors are not used in specs")
                .help("put what is shared into `types:` and use `like:`"),
        );
    }

    pub(super) fn alias(&self, at: Range<usize>) {
        self.push(
            self.at("E0108", at, "aliases are not used in specs")
                .help("put what is shared into `types:` and use `like:`, or quote a text that begins with `*`"),
        );
    }

    pub(super) fn tag(&self, at: Range<usize>) {
        self.push(self.at("E0109", at, "tags are not used in specs").help("quote a text that begins with `!`"));
    }

    pub(super) fn merge_key(&self, at: Range<usize>) {
        self.push(
            self.at("E0110", at, "merge keys are not used in specs")
                .help("put what is shared into `types:` and use `like:`"),
        );
    }

    pub(super) fn duplicate_key(&self, key: &Node, first: Range<usize>) {
        let name = key_text(key);
        self.push(
            self.at("E0111", key.span.clone(), format!("the key `{name}` stands twice"))
                .label("again")
                .other(self.place(first), "first")
                .help("remove one of them"),
        );
    }

    pub(super) fn key_of_wrong_kind(&self, key: &Node) {
        self.push(self.at("E0112", key.span.clone(), format!("a key is a text or a number, found {}", key.kind)));
    }

    pub(super) fn check_key_on_one_line(&self, key: &Node) {
        let line = self.head(key);
        if line != key.span {
            self.push(self.at("E0112", line, "a key stands on one line").help("is a comma or a bracket missing?"));
        }
    }

    pub(super) fn number_too_long(&self, at: Range<usize>) {
        self.push(
            self.at("E0113", at, format!("a number has at most {} digits", Number::MAX_DIGITS))
                .help("quote it if a text is meant"),
        );
    }
}

/// The tree is not of the type that is read.
impl Faults<'_> {
    /// Tells the key that was probably meant.
    pub(super) fn unknown_key(&self, key: &Node, known: &[&'static str]) -> Option<&'static str> {
        if self.found.borrow().len() >= MAX_FAULTS {
            return None; // looking for a near name takes time, and nobody will see it
        }
        let name = key_text(key);
        let nearest = did_you_mean(&name, known);
        let fault = self.at("E0120", key.span.clone(), format!("unknown key `{name}`"));
        let fault = match nearest {
            Some(nearest) => fault.label(format!("did you mean `{nearest}`?")),
            None => fault,
        };
        self.push(match known {
            [] => fault.help("no key is allowed here: write `{}`"),
            _ => fault.help(format!("allowed here: {}", list(known))),
        });
        nearest
    }

    pub(super) fn missing_key(&self, map: &Node, key: &str) {
        self.push(
            self.at(MISSING_KEY, self.head(map), format!("missing key `{key}`"))
                .label(format!("`{key}` belongs into this map")),
        );
    }

    /// `expected` is what is meant here, with its article.
    pub(super) fn wrong_kind(&self, node: &Node, expected: Expected) {
        let kind = &node.kind;
        let fault = match kind {
            NodeKind::Null if node.span.is_empty() => self
                .at("E0123", node.span.clone(), format!("expected {expected}, found nothing"))
                .help("write a value, or leave the key out"),
            NodeKind::Null => self.at("E0123", node.span.clone(), format!("expected {expected}, found null")).help(
                if expected == Expected::Text {
                    "quote it if a text is meant, or leave the key out"
                } else {
                    "leave the key out"
                },
            ),
            _ => self.at("E0122", self.head(node), format!("expected {expected}, found {kind}")),
        };
        self.push(match (expected, kind) {
            (Expected::Text, NodeKind::Number(_) | NodeKind::Bool(_)) => fault.help("quote it if a text is meant"),
            (Expected::Number, NodeKind::Text(text, true)) if Number::parse(text).is_ok() => {
                fault.help("write the number without quotes")
            }
            (Expected::Number, NodeKind::Text(text, false)) if plain::mistaken_for(text).is_some() => {
                fault.help("numbers are written as decimals: `5`, `0.25`, `-1`, `1000`")
            }
            (Expected::Bool, NodeKind::Text(text, _))
                if ["yes", "on", "y", "true"].contains(&text.to_lowercase().as_str()) =>
            {
                fault.help("write `true`")
            }
            (Expected::Bool, NodeKind::Text(text, _))
                if ["no", "off", "n", "false"].contains(&text.to_lowercase().as_str()) =>
            {
                fault.help("write `false`")
            }
            _ => fault,
        });
    }

    pub(super) fn ambiguous_text(&self, node: &Node, mistaken_for: &str) {
        let message = format!("some versions of YAML read {} as {mistaken_for}", node.kind);
        self.push(self.at("E0124", node.span.clone(), message).help("quote it if a text is meant"));
    }

    /// A `Deserialize` of the reader's own refused a value.
    pub(super) fn refused(&self, node: &Node, message: &str) {
        self.push(self.at("E0125", self.head(node), message));
    }
}

/// What a type takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Text,
    Number,
    Bool,
    Scalar,
    List,
    Map,
    ListOrMap,
    Value,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Bool => "`true` or `false`",
            Self::Scalar => "a text, a number or a boolean",
            Self::List => "a list",
            Self::Map => "a map",
            Self::ListOrMap => "a list or a map",
            Self::Value => "a value",
        })
    }
}

fn key_text(key: &Node) -> String {
    match &key.kind {
        NodeKind::Text(text, _) => excerpt(text),
        NodeKind::Number(number) => excerpt(&number.text),
        other => other.to_string(),
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
