//! The text of a draft around its parameters: what a schema does not say is a guess that is marked as one.

use std::fmt::Write as _;

use super::from_schema::Drafting;
use super::parameters::Page;
use super::scalar::{comment, prose, quoted, value, word};
use crate::published::{Body, Kind, Member, Object, Remark};
use crate::spec;

/// So many remarks stand on top of a draft; each stands where it belongs, too.
const MOST_REMARKS: usize = 100;

/// The way that an operation belongs to, and the endpoint that is left of its path.
pub(super) struct Place {
    way: String,
    endpoint: Option<String>,
}

pub(super) fn place(provider: &spec::Provider, path: Option<&str>) -> Place {
    let path = path
        .filter(|path| path.starts_with('/') && !path.contains(['{', '}', '#']) && !path.contains(char::is_whitespace));
    for (name, way) in &provider.ways {
        let submits =
            way.call.iter().chain(&way.submit).filter_map(|submit| submit.post.as_ref().or(submit.put.as_ref()));
        for (before, _) in submits.filter_map(|submit| submit.value.split_once("{endpoint}")) {
            if let Some(endpoint) = path.and_then(|path| path.strip_prefix(before)).filter(|rest| rest.starts_with('/'))
            {
                return Place { way: name.value.clone(), endpoint: Some(endpoint.to_owned()) };
            }
        }
    }
    let first = provider.ways.keys().next().map(|name| name.value.clone()).unwrap_or_default();
    Place { way: first, endpoint: path.map(str::to_owned) }
}

/// The whole draft, or the same as a finished spec, so that its faults are errors.
pub(super) fn text(drafting: &Drafting<'_>, page: &Page, is_draft: bool) -> String {
    let mut text = if is_draft { summary(&drafting.object) } else { String::new() };
    text.push_str(&head(drafting, !is_draft));
    text.push_str(&page.text);
    text.push_str("\nbilling: {unpublished: The schema states no price.}\n");
    if !drafting.examples.is_empty() {
        text.push_str("\nexamples:\n");
    }
    for (name, body) in &drafting.examples {
        let _ = writeln!(text, "  {}: {{body: {}}}", word(name), value(body));
    }
    text
}

/// Everything above the parameters.
pub(super) fn head(drafting: &Drafting<'_>, is_finished: bool) -> String {
    let Body { title, about, .. } = drafting.body;
    let model = drafting.origin.model;
    let mut head = format!("model: {}\n", word(model));
    if !is_finished {
        head.push_str(&comment(
            0,
            "While this stands here, nothing is generated from this file and its faults block nobody.",
        ));
        head.push_str("draft: true\n");
    }
    head.push_str(&prose(0, "title", if title.is_empty() { model } else { title }));
    if !about.is_empty() {
        head.push_str(&prose(0, "about", about));
    }
    head.push_str(&comment(0, "A guess: what the model makes is video, image, audio or text."));
    head.push_str("kind: video\n");
    head.push_str(&comment(0, "The page that documents the model, and the day on which you read it."));
    head.push_str("page: {url: \"https://example.com/to-be-stated\", read: \"2000-01-01\", confidence: documented}\n");
    if drafting.place.endpoint.is_none() {
        head.push_str(&comment(0, "The path of the model's endpoint."));
    }
    let endpoint = drafting.place.endpoint.as_deref().unwrap_or("/to-be-stated");
    let _ = writeln!(head, "endpoint: {}", quoted(endpoint));
    head.push_str(&comment(0, "The ways to call it by the names in provider.yaml, the advised one first."));
    let _ = write!(head, "ways: [{}]\n\n", word(&drafting.place.way));
    head
}

/// What stands on top of a draft.
fn summary(object: &Object) -> String {
    let mut text = "# yaml-language-server: $schema=../../schema/model.json\n".to_owned();
    for line in [
        "Drafted from a schema. A schema states neither what the model is for nor what it costs, and rarely what several",
        "parameters mean together: read this beside the model's page, line by line, and then take `draft: true` away.",
    ] {
        text.push_str(&comment(0, line));
    }
    let remarks = remarks(object);
    if !remarks.is_empty() {
        text.push_str("#\n");
        text.push_str(&comment(0, "What the schema says and this draft does not:"));
    }
    for remark in remarks.iter().take(MOST_REMARKS) {
        text.push_str(&comment(0, &format!("  #{}: {}", remark.pointer, remark.text)));
    }
    if remarks.len() > MOST_REMARKS {
        text.push_str(&comment(0, &format!("  and {} more, each where it belongs", remarks.len() - MOST_REMARKS)));
    }
    text
}

/// Every remark, in the order of the draft.
pub(super) fn remarks(object: &Object) -> Vec<Remark> {
    let mut found = object.remarks.clone();
    for member in &object.members {
        of_member(member, &mut found);
    }
    found
}

fn of_member(member: &Member, found: &mut Vec<Remark>) {
    found.extend(member.remarks.iter().cloned());
    match &member.kind {
        Kind::List { item, .. } => of_member(item, found),
        Kind::AnyOf(alternatives) => alternatives.iter().for_each(|one| of_member(one, found)),
        _ => {}
    }
    for object in member.kind.objects() {
        found.extend(remarks(object));
    }
}
