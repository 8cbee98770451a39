//! Pages of error codes.

use nameplate::spec::{ErrorCode, ErrorPlace, ModelSpec, ProviderSpec};

use super::page::Page;

/// What a code of a provider means.
pub(super) fn page(provider: &ProviderSpec, code: &ErrorCode) -> String {
    let mut page = Page::new([]);
    let name = if code.name.is_empty() { String::new() } else { format!("   {}", code.name) };
    page.line(&format!("{}:{}{name}", provider.id, text(&code.code)));
    facts(&mut page, code);
    page.into_text()
}

/// The codes of a model: those of its own page, then those of its provider.
pub(super) fn of_model(spec: &ModelSpec) -> String {
    let mut page = Page::new([]);
    page.line(&format!("{}   errors", spec.name()));
    for case in spec.errors.iter() {
        page.heading(&format!("{}   {}", text(&case.code), case.name));
        page.fact("when", &case.when);
        page.fact("http", &http(case.http));
        page.fact("message", &case.message);
        page.fact("parameter", &case.parameter);
        page.fact("answers", &case.answers.join(", "));
    }
    for code in spec.provider.errors.iter() {
        page.heading(&format!("{}   {}", text(&code.code), code.name));
        facts(&mut page, code);
    }
    page.into_text()
}

fn facts(page: &mut Page, code: &ErrorCode) {
    page.fact("meaning", &code.doc);
    page.fact("http", &http(code.http));
    page.fact("message", &code.message);
    page.fact("answers", &code.answers.join(", "));
    let places = [(code.at_submit, "at the submit"), (code.at_job, "in a failed job")];
    let places: Vec<&str> = places.iter().filter(|(is_there, _)| *is_there).map(|(_, place)| *place).collect();
    page.fact("comes", &places.join(", "));
    page.fact(
        "money",
        match code.charge.as_ref() {
            "none" => "nothing is charged",
            "refunded" => "what was charged is refunded",
            "kept" => "what was charged is kept",
            _ => "not stated",
        },
    );
    page.fact(
        "retry",
        match code.retry {
            Some(true) => "the same call may succeed later",
            Some(false) => "the same call will fail again",
            None => "",
        },
    );
}

fn http(status: u16) -> String {
    if status == 0 { "not stated".to_owned() } else { status.to_string() }
}

fn text(code: &ErrorPlace) -> String {
    match code {
        ErrorPlace::Number(number) => number.to_string(),
        ErrorPlace::Text(text) => text.to_string(),
    }
}
