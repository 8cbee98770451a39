//! The examples of the manual (`specs/README.md`), taken from its text. A block of code says by the words after its fence
//! what it is; the manual itself explains them. The build script uses this file too.

#![allow(clippy::panic, clippy::expect_used, reason = "a manual that cannot be read fails its tests")]

use std::collections::BTreeSet;

/// The manual's text.
pub const TEXT: &str = include_str!("../../specs/README.md");

/// A heading of the manual with the spec that it shows and what is said of that spec.
#[derive(Debug, Default)]
pub struct Example {
    /// The heading in lower case with `-` for what is no letter or digit. It is the model's id.
    pub id: String,
    /// The whole file of the model.
    pub model: String,
    /// The whole file of the provider.
    pub provider: String,
    /// Requests, each with the rules that it breaks.
    pub requests: Vec<Line>,
    /// Requests, each with its price.
    pub prices: Vec<Line>,
    /// JSON of which the model's schema has every member.
    pub schemas: Vec<String>,
    /// Specs that are refused, each with the code of the diagnostic.
    pub refused: Vec<(String, String)>,
    /// Rust that uses the generated request.
    pub rust: Vec<String>,
}

/// A request and what is said of it.
#[derive(Debug)]
pub struct Line {
    /// The body without its model.
    pub body: String,
    /// `name=value` each.
    pub measures: Vec<String>,
    /// What stands after ` # `.
    pub says: String,
}

/// Every example, in the order of the manual.
///
/// # Panics
/// When a block of code has a word that means nothing, or a line says nothing.
#[must_use]
pub fn examples() -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut base, mut heading) = (String::new(), String::new());
    for block in blocks(TEXT) {
        let (kind, text) = match block {
            Block::Heading(title) => {
                heading = slug(title);
                continue;
            }
            Block::Code(kind, text) => (kind, text),
        };
        match kind {
            "yaml,provider" if base.is_empty() => base.clone_from(&text),
            "yaml" | "yaml,provider" => {
                let mut example = Example { id: heading.clone(), ..Example::default() };
                let is_provider = kind == "yaml,provider";
                let part = |mine: bool| if mine { text.as_str() } else { "" };
                example.provider = over(part(is_provider), &base);
                example.model = model(part(!is_provider), &heading);
                assert!(examples.iter().all(|other| other.id != heading), "`{heading}` shows two specs");
                examples.push(example);
            }
            "console" | "text" => {}
            _ => {
                let example = examples.last_mut().filter(|example| example.id == heading);
                add(example.unwrap_or_else(|| panic!("`{kind}` under `{heading}` is of no spec")), kind, &text);
            }
        }
    }
    examples
}

fn add(example: &mut Example, kind: &str, text: &str) {
    match kind {
        "json,requests" => example.requests.extend(text.lines().map(line)),
        "json,prices" => example.prices.extend(text.lines().map(line)),
        "json,schema" => example.schemas.push(text.to_owned()),
        "rust" => example.rust.push(text.to_owned()),
        "yaml,refused" => {
            let code = text.strip_prefix("# ").and_then(|rest| rest.get(..5)).expect("a code in the first line");
            example.refused.push((code.to_owned(), model(text, &example.id)));
        }
        _ => panic!("a block of code cannot be `{kind}`"),
    }
}

enum Block<'t> {
    Heading(&'t str),
    Code(&'t str, String),
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind, String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take().map(|(kind, text)| Block::Code(kind, text))),
            (Some((_, code)), None) => {
                code.push_str(line);
                code.push('\n');
            }
            (None, None) if line.starts_with('#') => blocks.push(Block::Heading(line.trim_start_matches(['#', ' ']))),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block of code has no end");
    blocks
}

/// `{"a": 1} seconds=5 # says`
fn line(text: &str) -> Line {
    let (request, says) = text.rsplit_once(" # ").unwrap_or_else(|| panic!("`{text}` says nothing"));
    let end = request.rfind('}').map_or(request.len(), |brace| brace + 1);
    let (body, measures) = request.split_at(end);
    Line {
        body: body.to_owned(),
        measures: measures.split_whitespace().map(str::to_owned).collect(),
        says: says.to_owned(),
    }
}

/// The file of a model: what the manual shows, and what every model has to state.
fn model(part: &str, id: &str) -> String {
    let base = format!(
        "model: {id}\ntitle: Of the manual\nkind: video\npage: {{url: \"https://pixelmill.example/{id}\", read: \"2026-01-15\"}}\n\
         endpoint: /{id}\nways: [task]\nparameters: {{}}\nbilling: {{unpublished: Not the point here.}}\n"
    );
    over(part, &base)
}

/// The parts of one file over those of another of the same name, as whole as they stand.
fn over(top: &str, base: &str) -> String {
    let keys: BTreeSet<&str> = sections(top).into_iter().map(|(key, _)| key).collect();
    let kept = sections(base).into_iter().filter(|(key, _)| !keys.contains(key)).map(|(_, text)| text);
    kept.chain([top]).collect()
}

/// A file at its outermost keys.
fn sections(text: &str) -> Vec<(&str, &str)> {
    let starts: Vec<usize> = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .filter(|(_, line)| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .map(|(start, _)| start)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).filter_map(key_of).collect()
}

fn key_of(section: &str) -> Option<(&str, &str)> {
    Some((section.split_once(':')?.0, section))
}

fn slug(title: &str) -> String {
    let letters = title
        .chars()
        .filter(|letter| *letter != '`')
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter.to_ascii_lowercase() } else { '-' });
    letters.collect::<String>().replace('_', "-").trim_matches('-').to_owned()
}
