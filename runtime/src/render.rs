//! A report as people read it, in the layout of rustc: each violation under the line of the body that it is about.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::spec::ErrorPlace;
use crate::{Report, RuleId, Severity, Violation};

/// How a rendered report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// ASCII without colours: for files, tests and pipes.
    Plain,
    /// Colours and lines, for a terminal.
    Coloured,
}

/// At most this many violations are drawn; nobody reads more before mending some.
const MOST: usize = 100;
/// Of a longer line only what stands around the place is drawn.
const LONGEST_LINE: usize = 240;
/// How much of a long line is drawn before and after the place.
const AROUND: usize = 60;

impl Report {
    /// Draws every violation under the line of `body` that it is about. `name` is what to call the body (`job.json`). Only the
    /// lines that are needed are looked at, so a body of many megabytes is no trouble.
    #[must_use]
    pub fn render(&self, name: &str, body: &[u8], look: Look) -> String {
        let renderer = match look {
            Look::Plain => Renderer::plain(),
            Look::Coloured => Renderer::styled().decor_style(DecorStyle::Unicode),
        };
        let text = readable(body);
        let mut drawn: Vec<_> = self
            .violations
            .iter()
            .take(MOST)
            .map(|violation| renderer.render(&[group(violation, name, text)]))
            .collect();
        let more = self.violations.len().saturating_sub(MOST);
        if more > 0 {
            drawn.push(renderer.render(&[Group::with_title(Level::NOTE.secondary_title(format!("and {more} more")))]));
        }
        drawn.join("\n\n")
    }
}

/// The body as far as it is UTF-8. What comes after that is not part of any line that can be drawn.
fn readable(body: &[u8]) -> &str {
    std::str::from_utf8(body).unwrap_or_else(|error| {
        let good = body.get(..error.valid_up_to()).unwrap_or_default();
        std::str::from_utf8(good).unwrap_or_default()
    })
}

fn group<'a>(violation: &'a Violation, name: &'a str, body: &'a str) -> Group<'a> {
    let level = match violation.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(one_line(&violation.message)).id(violation.rule.as_str());
    let mut group = Group::with_title(title).elements(source(violation, name, body));
    if let Some(answer) = answer(violation) {
        group = group.element(Level::NOTE.message(answer));
    }
    if violation.waived {
        group = group.element(Level::NOTE.message("the caller gave this on purpose"));
    }
    if let Some(meant) = &violation.suggestion {
        group = group.element(Level::HELP.message(format!("did you mean `{}`?", one_line(meant))));
    }
    group
}

/// The line of the body with the place marked in it; without a place, only where to look.
fn source<'a>(violation: &'a Violation, name: &'a str, body: &'a str) -> Vec<Element<'a>> {
    let Some(span) = &violation.span else {
        let place = if violation.pointer.is_empty() { "the body" } else { &violation.pointer };
        return vec![Origin::path(one_line(&format!("{name}, {place}"))).into()];
    };
    let line = Line::around(body, span);
    let label = match violation.rule {
        RuleId::UnknownParameter => "no such parameter".to_owned(),
        _ => violation.allowed.as_ref().map(|allowed| format!("allowed: {}", one_line(allowed))).unwrap_or_default(),
    };
    let mark = AnnotationKind::Primary.span(line.mark.clone());
    let mark = if label.is_empty() { mark } else { mark.label(label) };
    let snippet = Snippet::source(line.text).line_start(line.number).annotation(mark);
    if line.is_whole {
        return vec![snippet.path(one_line(name)).into()];
    }
    // The column of the piece is not the column of the line, so the place is said apart.
    let origin = Origin::path(one_line(name)).line(line.number).char_column(line.column);
    vec![origin.into(), snippet.into()]
}

/// The line that a place begins in, or the piece of it around the place.
struct Line<'a> {
    text: &'a str,
    /// The line's number, from 1.
    number: usize,
    /// The place in the text. The renderer panics outside the text or within a character, so it is neither.
    mark: Range<usize>,
    /// The column that the place begins at, in characters from 1.
    column: usize,
    is_whole: bool,
}

impl<'a> Line<'a> {
    fn around(body: &'a str, span: &Range<usize>) -> Self {
        let at = boundary_before(body, span.start);
        let (before, after) = body.split_at(at);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = at + after.find('\n').unwrap_or(after.len());
        let last = boundary_after(body, span.end.clamp(at, end));
        let is_whole = end - start <= LONGEST_LINE;
        let (from, to) = if is_whole {
            (start, end)
        } else {
            let from = boundary_after(body, at.saturating_sub(AROUND).max(start));
            (from, boundary_before(body, (last.min(at + LONGEST_LINE) + AROUND).min(end)))
        };
        Self {
            text: body.get(from..to).unwrap_or_default(),
            number: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            mark: at - from..last.min(to) - from,
            column: body.get(start..at).map_or(0, |start| start.chars().count()) + 1,
            is_whole,
        }
    }
}

/// The nearest place at or before this one where a character begins.
fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The nearest place at or after this one where a character begins.
fn boundary_after(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// What the provider would answer.
fn answer(violation: &Violation) -> Option<String> {
    let code = match &violation.code {
        Some(ErrorPlace::Number(code)) => Some(code.to_string()),
        Some(ErrorPlace::Text(code)) => Some(format!("`{}`", one_line(code))),
        None => None,
    };
    let answer = match (violation.http, code) {
        (Some(http), Some(code)) => format!("HTTP {http}, code {code}"),
        (Some(http), None) => format!("HTTP {http}"),
        (None, Some(code)) => format!("code {code}"),
        (None, None) => return None,
    };
    Some(format!("the provider would answer {answer}"))
}

/// A sentence stays on its line, whatever a body put into it.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Look;
    use crate::{Report, RuleId, Severity, Violation};

    fn report(pointer: &str, span: Option<std::ops::Range<usize>>) -> Report {
        let violation = Violation {
            pointer: pointer.to_owned(),
            rule: RuleId::OutOfRange,
            name: None,
            code: Some(crate::spec::ErrorPlace::Number(20003)),
            http: Some(400),
            severity: Severity::Error,
            waived: false,
            message: "`blur` takes -1..=1, found `1.2`".to_owned(),
            span,
            also: Vec::new(),
            found: Some("1.2".to_owned()),
            allowed: Some("-1..=1".to_owned()),
            suggestion: Some("1".to_owned()),
        };
        Report { violations: vec![violation], unchecked: Vec::new() }
    }

    #[test]
    fn a_violation_stands_under_its_line() {
        let body = "{\n  \"blur\": 1.2\n}\n";
        assert_eq!(
            report("/blur", Some(12..15)).render("job.json", body.as_bytes(), Look::Plain),
            "\
error[out_of_range]: `blur` takes -1..=1, found `1.2`
 --> job.json:2:11
  |
2 |   \"blur\": 1.2
  |           ^^^ allowed: -1..=1
  |
  = note: the provider would answer HTTP 400, code 20003
  = help: did you mean `1`?"
        );
    }

    #[test]
    fn a_violation_without_a_place_names_where_to_look() {
        let drawn = report("/video_url", None).render("job.json", b"{}", Look::Plain);
        assert!(drawn.contains("--> job.json, /video_url\n"), "{drawn}");
    }

    #[test]
    fn of_a_long_line_only_a_piece_is_drawn() {
        let body = format!("{{\n{}\"blur\":1.2,{}}}", "é".repeat(2_000_000), "x".repeat(6_000_000));
        let at = body.find("1.2").unwrap_or_default();
        let drawn = report("/blur", Some(at..at + 3)).render("job.json", body.as_bytes(), Look::Plain);
        assert!(drawn.len() < 1_000, "{drawn}");
        assert!(drawn.contains("job.json:2:2000008"), "{drawn}");
    }

    proptest! {
        #[test]
        fn no_span_panics(body in "[aé😀\n\t ]{0,40}", start in 0_usize..200, len in 0_usize..200) {
            let _ = report("", Some(start..start + len)).render("a\nb", body.as_bytes(), Look::Plain);
        }
    }
}
