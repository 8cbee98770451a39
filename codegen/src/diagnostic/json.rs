//! Diagnostics as tools read them: the JSON lines of rustc, which editors and problem matchers know.

use serde::Serialize;

use super::position::{clamp, position};
use super::render::{render_one, sorted};
use super::{Diagnostic, Level, Place, Sources};

/// One JSON object a line, in the order of [`render`](super::render).
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let lines = sorted(diagnostics).into_iter().map(|diagnostic| {
        // Texts and numbers only: there is nothing in it that JSON cannot say.
        serde_json::to_string(&Line::new(diagnostic, sources)).unwrap_or_default() + "\n"
    });
    lines.collect()
}

/// The members are rustc's; those that have no meaning here are what rustc says where they have none.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "$message_type")]
    message_type: &'static str,
    message: &'a str,
    code: Option<Code<'a>>,
    level: &'static str,
    spans: Vec<Span<'a>>,
    children: Vec<Line<'a>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    explanation: Option<&'a str>,
}

#[derive(Serialize)]
struct Span<'a> {
    file_name: &'a str,
    byte_start: usize,
    byte_end: usize,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    label: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
        let primary = Span::new(&diagnostic.place, true, label, sources);
        let others = diagnostic.others.iter().map(|(place, label)| Span::new(place, false, Some(label), sources));
        Line {
            message_type: "diagnostic",
            message: &diagnostic.message,
            code: Some(Code { code: diagnostic.code, explanation: None }),
            level: match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
            },
            spans: std::iter::once(primary).chain(others).flatten().collect(),
            children: diagnostic.help.as_deref().map(Line::help).into_iter().collect(),
            rendered: Some(render_one(diagnostic, sources)),
        }
    }

    fn help(message: &'a str) -> Self {
        Line {
            message_type: "diagnostic",
            message,
            code: None,
            level: "help",
            spans: Vec::new(),
            children: Vec::new(),
            rendered: None,
        }
    }
}

impl<'a> Span<'a> {
    fn new(place: &Place, is_primary: bool, label: Option<&'a str>, sources: &'a Sources) -> Option<Self> {
        let file = sources.get(place.file)?;
        let span = clamp(&file.text, &place.span);
        let (start, end) = (position(&file.text, span.start), position(&file.text, span.end));
        Some(Span {
            file_name: &file.path,
            byte_start: span.start,
            byte_end: span.end,
            line_start: start.line,
            line_end: end.line,
            column_start: start.column,
            column_end: end.column,
            is_primary,
            label,
        })
    }
}
