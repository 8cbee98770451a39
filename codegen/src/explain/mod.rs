//! What each code means, longer than a diagnostic can say it: the codes of specs (`E0401`) and the rules of reports
//! (`out_of_range`), with an example that fails and the same one mended. The examples are tested.
//!
//! The texts stand in files beside this one. An entry begins with its code and one line; then come indented lines: what to do,
//! `in provider.yaml` when the example is of a provider, `=` the spec that a request is for, `-` what fails, `+` what passes.

use std::fmt::Write as _;

/// The texts, by what they are about.
const TEXTS: [&str; 9] = [
    include_str!("files.txt"),
    include_str!("yaml.txt"),
    include_str!("together.txt"),
    include_str!("formulas.txt"),
    include_str!("parameters.txt"),
    include_str!("between.txt"),
    include_str!("prices.txt"),
    include_str!("providers.txt"),
    include_str!("rules.txt"),
];

/// What a code means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// What to do about it; may be empty.
    pub advice: String,
    /// Whether the example is a part of a provider's spec, and not of a model's.
    pub of_provider: bool,
    /// The part of a spec that the requests of the example are for; empty when the example is a spec itself.
    pub spec: String,
    /// What fails; empty when it would be too long to read.
    pub fails: String,
    /// The same mended.
    pub passes: String,
}

/// What a code means: of a diagnostic, or of a rule in a report.
#[must_use]
pub fn explain(code: &str) -> Option<Explanation> {
    entries().find(|(known, _)| *known == code).map(|(code, entry)| read(code, entry))
}

/// Every code that can be explained.
pub fn codes() -> impl Iterator<Item = &'static str> {
    entries().map(|(code, _)| code)
}

/// The entries with their codes.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEXTS.iter().flat_map(|text| text.split("\n\n")).filter_map(|entry| entry.trim().split_once(' '))
}

fn read(code: &'static str, entry: &'static str) -> Explanation {
    let (meaning, rest) = entry.split_once('\n').unwrap_or((entry, ""));
    let mut read = Explanation { code, meaning, ..Explanation::default() };
    for line in rest.lines() {
        let line = line.strip_prefix("  ").unwrap_or(line);
        let (part, line) = match line.split_at_checked(2) {
            Some(("= ", line)) => (&mut read.spec, line),
            Some(("- ", line)) => (&mut read.fails, line),
            Some(("+ ", line)) => (&mut read.passes, line),
            _ if line == "in provider.yaml" => {
                read.of_provider = true;
                continue;
            }
            _ => (&mut read.advice, line),
        };
        part.push_str(line);
        part.push('\n');
    }
    read
}

impl std::fmt::Display for Explanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}: {}", self.code, self.meaning)?;
        if !self.advice.is_empty() {
            write!(f, "\n{}", self.advice)?;
        }
        let place = if self.of_provider { ", in provider.yaml" } else { "" };
        for (title, part) in [("spec", &self.spec), ("fails", &self.fails), ("passes", &self.passes)] {
            if !part.is_empty() {
                write!(f, "\n{title}{place}:\n{}", indented(part))?;
            }
        }
        Ok(())
    }
}

fn indented(text: &str) -> String {
    let mut indented = String::new();
    for line in text.lines() {
        let _ = writeln!(indented, "    {line}");
    }
    indented
}

#[cfg(test)]
mod tests;
