//! A report for people, and the line that sums it up.

use std::fmt::Write;

use nameplate::{Report, Unchecked};
use nameplate_codegen::diagnostic::Style;

use crate::failure::Outcome;

/// The report of a request: what is wrong, what nobody measured, and how it ends.
pub(crate) fn report(report: &Report, name: &str, _body: &[u8], _style: Style) -> String {
    let mut text = String::new();
    for violation in &report.violations {
        let _ = writeln!(text, "{violation}\n");
    }
    text.push_str(&unchecked(&report.unchecked));
    text.push_str(&summary(report, name));
    text
}

/// A line for each parameter whose file has limits that nobody measured.
fn unchecked(unchecked: &[Unchecked]) -> String {
    let groups = unchecked.chunk_by(|a, b| a.pointer == b.pointer).map(|group| {
        let what: Vec<&str> = group.iter().map(|unchecked| unchecked.what.as_ref()).collect();
        let pointer = group.first().map_or("", |first| first.pointer.as_str());
        format!("note: not measured, so not checked: {} of {pointer}\n", what.join(", "))
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
