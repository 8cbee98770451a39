//! Diagnostics as people read them, in the layout of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Renderer, Snippet};

use super::position::clamp;
use super::{Diagnostic, FileId, Level, Place, SourceFile, Sources};

/// How text for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// ASCII without colours: for files, tests and pipes.
    Plain,
    /// Colours and lines, for a terminal.
    Coloured,
}

/// At most this many are rendered; nobody reads more before mending some.
const MAX_RENDERED: usize = 100;

/// Renders diagnostics by file, place and code, whatever order they come in; the first hundred, and how many more there are.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled().decor_style(DecorStyle::Unicode),
    };
    let mut text = String::new();
    for diagnostic in sorted(diagnostics).into_iter().take(MAX_RENDERED) {
        text.push_str(&renderer.render(&groups(diagnostic, sources)));
        text.push_str("\n\n");
    }
    let more = diagnostics.len().saturating_sub(MAX_RENDERED);
    if more > 0 {
        text.push_str(&renderer.render(&[Group::with_title(Title::NOTE.secondary_title(format!("and {more} more")))]));
        text.push('\n');
    }
    text
}

/// One diagnostic as [`render`] shows it, without colours.
pub(super) fn render_one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    Renderer::plain().render(&groups(diagnostic, sources))
}

/// By file, place and code; the message settles what is left, so that the order is the same every time.
pub(super) fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| key(a).cmp(&key(b)));
    sorted
}

fn key(diagnostic: &Diagnostic) -> (FileId, usize, &str, &str) {
    (diagnostic.place.file, diagnostic.place.span.start, diagnostic.code, &diagnostic.message)
}

/// The diagnostic with its own file, then a note for each other file.
fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let place = &diagnostic.place;
    let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic.others.iter().partition(|(other, _)| other.file == place.file);
    let mut group = Group::with_title(level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code));
    if let Some(file) = sources.get(place.file) {
        let primary = annotation(file, AnnotationKind::Primary, place, &diagnostic.label);
        let context = here.into_iter().map(|(other, label)| annotation(file, AnnotationKind::Context, other, label));
        group = group.element(snippet(file).annotation(primary).annotations(context));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(one_line(help)));
    }
    let notes = elsewhere.into_iter().filter_map(|(other, label)| {
        let file = sources.get(other.file)?;
        let primary = annotation(file, AnnotationKind::Primary, other, "");
        Some(Group::with_title(Title::NOTE.secondary_title(one_line(label))).element(snippet(file).annotation(primary)))
    });
    std::iter::once(group).chain(notes).collect()
}

fn snippet(file: &SourceFile) -> Snippet<'_, Annotation<'_>> {
    Snippet::source(file.text.as_str()).path(one_line(&file.path))
}

fn annotation<'a>(file: &SourceFile, kind: AnnotationKind, place: &Place, label: &'a str) -> Annotation<'a> {
    // The renderer panics on a range outside the text or within a character.
    let annotation = kind.span(clamp(&file.text, &place.span));
    if label.is_empty() { annotation } else { annotation.label(one_line(label)) }
}

/// A sentence stays on its line, whatever a spec put into it.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}
