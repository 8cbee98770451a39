//! A model.

use nameplate::spec::{ErrorCase, ErrorPlace, Example, Link, ModelSpec, ResultFacts, Source, Takes};

use super::{Entry, Table, Tables, billing, object, texts};
use crate::catalogue::Model;
use crate::emit::literals;

/// The table of a model, `SPEC` and what it refers to. The table of its provider is `PROVIDER`.
pub(in crate::emit) fn model(model: &Model) -> Tables {
    let mut table = Table::default();
    table.part("", "SPEC", "ModelSpec", |table| spec(table, model));
    table.finish()
}

fn spec(table: &mut Table, model: &Model) -> String {
    let ModelSpec {
        provider: _,
        id,
        title,
        summary,
        about,
        family,
        output,
        endpoint,
        ways,
        takes,
        model_member,
        body,
        result,
        billing: price,
        errors,
        examples,
        tips,
        limits,
        links,
        sources,
    } = &model.spec;
    let body = object::object(table, body, &model.names.body, "");
    let price = billing::billing(table, price);
    Entry::new("ModelSpec", &["PROVIDER", &literals::text(id), &body, &price])
        .tall()
        .text("title", title)
        .text("summary", summary)
        .text("about", about)
        .text("family", family)
        .text("output", output)
        .text("endpoint", endpoint)
        .list("ways", texts(ways))
        .option("takes", takes.map(|Takes { from, to }| format!("Takes {{ from: {from}, to: {to} }}")))
        .text("model_member", model_member)
        .some("result", result_facts(result))
        .list("errors", table.list("ERRORS", "ErrorCase", errors, |_, _, case| error_case(case)))
        .list("examples", table.list("EXAMPLES", "Example", examples, |_, _, item| example(item)))
        .list("tips", lines(table, "TIPS", tips))
        .list("limits", lines(table, "LIMITS", limits))
        .list("links", links_list(table, links))
        .list("sources", table.list("SOURCES", "Source", sources, |_, _, item| source(item)))
        .end()
}

/// Texts as long as sentences, a line each.
pub(super) fn lines(table: &mut Table, name: &str, texts: &[nameplate::spec::Text]) -> String {
    table.list(name, "Text", texts, |_, _, line| format!("text({})", literals::text(line)))
}

pub(super) fn links_list(table: &mut Table, links: &[Link]) -> String {
    table.list("LINKS", "Link", links, |_, _, Link { name, url }| {
        Entry::new("Link", &[&literals::text(name), &literals::text(url)]).end()
    })
}

pub(super) fn error_place(place: &ErrorPlace) -> String {
    match place {
        ErrorPlace::Number(code) => format!("ErrorPlace::Number({})", literals::integer((*code).into())),
        ErrorPlace::Text(code) => format!("ErrorPlace::text({})", literals::text(code)),
    }
}

fn result_facts(result: &ResultFacts) -> Option<String> {
    let ResultFacts { duration_as, files, doc } = result;
    let facts = Entry::new("ResultFacts", &[]).text("duration_as", duration_as).text("files", files).text("doc", doc);
    let facts = facts.end();
    (facts != Entry::new("ResultFacts", &[]).end()).then_some(facts)
}

fn error_case(case: &ErrorCase) -> String {
    let ErrorCase { name, when, parameter, answers, code, http, message } = case;
    Entry::new("ErrorCase", &[&literals::text(name), &error_place(code)])
        .some("http", (*http != 0).then(|| http.to_string()))
        .text("parameter", parameter)
        .list("answers", texts(answers))
        .text("message", message)
        .text("when", when)
        .end()
}

fn example(example: &Example) -> String {
    let Example { name, title, body, measures } = example;
    Entry::new("Example", &[&literals::text(name), &literals::text(body)])
        .list("measures", texts(measures))
        .text("title", title)
        .end()
}

fn source(source: &Source) -> String {
    let Source { name, url, read, confidence } = source;
    let (name, url, read) = (literals::text(name), literals::text(url), literals::text(read));
    Entry::new("Source", &[&name, &url, &read, &billing::confidence(*confidence)]).end()
}
