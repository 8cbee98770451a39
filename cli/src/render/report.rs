//! A report for people: each violation under the line that it is about, and the line that sums it up.

use nameplate::{Look, Report, Unchecked};
use nameplate_codegen::diagnostic::Style;

use crate::failure::Outcome;
use crate::screen::plain;

/// The report of a request: what is wrong, what nobody measured, and how it ends.
pub(crate) fn report(report: &Report, name: &str, body: &[u8], style: Style) -> String {
    let look = match style {
        Style::Plain => Look::Plain,
        Style::Coloured => Look::Coloured,
    };
    let mut text = report.render(name, body, look);
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&plain(&format!("{}{}", unchecked(&report.unchecked), summary(report, name))));
    text
}

/// A line for each parameter whose file has limits that nobody measured.
fn unchecked(unchecked: &[Unchecked]) -> String {
    let groups = unchecked.chunk_by(|a, b| a.pointer == b.pointer).map(|group| {
        let what: Vec<String> = group.iter().map(|unchecked| format!("`{}`", unchecked.what)).collect();
        let pointer = group.first().map_or("", |first| first.pointer.as_str());
        format!("note: the file of `{pointer}` was not measured, so these are not checked: {}\n", what.join(", "))
    });
    groups.collect()
}

/// `body.json: 2 errors, 0 warnings (exit 3). ...`
fn summary(report: &Report, name: &str) -> String {
    let code = Outcome::of(report.ok()).code();
    let Some(first) = report.violations.first() else { return format!("{name}: ok (exit {code})\n") };
    let (errors, warnings) = (counted(report.errors(), "error"), counted(report.warnings(), "warning"));
    format!("{name}: {errors}, {warnings} (exit {code}). `nameplate explain {}` says more.\n", first.rule)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
