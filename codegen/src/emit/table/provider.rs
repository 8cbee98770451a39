//! A provider.

use nameplate::spec::{
    Auth, Balance, Charge, ErrorAt, ErrorCode, Listing, Message, Method, Operation, Output, ProviderSpec, RateLimit,
    StatusWords, Stream, Way,
};

use super::model::{error_place, lines, links_list};
use super::{Entry, Table, Tables, array, texts};
use crate::emit::literals;

/// The table of a provider, `PROVIDER` and what it refers to.
pub(in crate::emit) fn provider(spec: &ProviderSpec) -> Tables {
    let mut table = Table::default();
    table.part("", "PROVIDER", "ProviderSpec", |table| self::spec(table, spec));
    table.finish()
}

fn spec(table: &mut Table, spec: &ProviderSpec) -> String {
    let ProviderSpec {
        id,
        title,
        about,
        origin,
        auth,
        ways,
        details,
        schema_at,
        balance: left,
        error_at: at,
        error_answer,
        errors,
        messages,
        credit,
        charge: money,
        idempotency,
        idempotency_doc,
        retry_free,
        retry_after,
        rate_limit: limit,
        result_expires,
        limits,
        links,
    } = spec;
    Entry::new("ProviderSpec", &[&literals::text(id)])
        .tall()
        .text("title", title)
        .text("about", about)
        .text("origin", origin)
        .set("auth", &self::auth(auth))
        .list("ways", table.list("WAYS", "Way", ways, |_, _, item| way(item)))
        .option("details", details.as_ref().map(operation))
        .list("schema_at", texts(schema_at))
        .option("balance", left.as_ref().map(balance))
        .some("error_at", error_at(at))
        .text("error_answer", error_answer)
        .list("errors", table.list("ERRORS", "ErrorCode", errors, |_, _, item| error_code(item)))
        .list("messages", table.list("MESSAGES", "Message", messages, |_, _, item| message(item)))
        .option("credit", credit.map(literals::exact))
        .some("charge", charge(money))
        .text("idempotency", idempotency)
        .text("idempotency_doc", idempotency_doc)
        .list("retry_free", array(retry_free.iter().map(u16::to_string)))
        .text("retry_after", retry_after)
        .some("rate_limit", rate_limit(limit))
        .option("result_expires", result_expires.map(|seconds| literals::integer(seconds.into())))
        .list("limits", lines(table, "LIMITS", limits))
        .list("links", links_list(table, links))
        .end()
}

fn auth(auth: &Auth) -> String {
    let Auth { header, prefix, env, keys_at } = auth;
    let given = [header, prefix, env, keys_at].map(|text| literals::text(text));
    Entry::new("Auth", &given.each_ref().map(String::as_str)).end()
}

fn way(way: &Way) -> String {
    let Way {
        name,
        doc,
        submit,
        blocking,
        validates_later,
        job_ids,
        count,
        id_form,
        poll,
        every,
        status,
        outputs,
        inline,
        failure,
        cost_at,
        cost_read,
        absent_is_null,
        cancel,
        list,
        stream: events,
    } = way;
    Entry::new("Way", &[&literals::text(name), &operation(submit)])
        .flag("blocking", *blocking)
        .flag("validates_later", *validates_later)
        .text("job_ids", job_ids)
        .text("count", count)
        .text("id_form", id_form)
        .option("poll", poll.as_ref().map(operation))
        .some("every", (*every != 0).then(|| literals::integer((*every).into())))
        .option("status", status.as_ref().map(status_words))
        .list("outputs", array(outputs.iter().map(output)))
        .list("inline", array(inline.iter().map(output)))
        .some("failure", error_at(failure))
        .text("cost_at", cost_at)
        .option("cost_read", cost_read.as_ref().map(operation))
        .flag("absent_is_null", *absent_is_null)
        .option("cancel", cancel.as_ref().map(operation))
        .option("list", list.as_ref().map(listing))
        .option("stream", events.as_ref().map(stream))
        .text("doc", doc)
        .end()
}

fn operation(operation: &Operation) -> String {
    let Operation { method, path, paid, answer, doc } = operation;
    let method = match method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    };
    Entry::new("Operation", &[&format!("Method::{method}"), &literals::text(path)])
        .flag("paid", *paid)
        .text("answer", answer)
        .text("doc", doc)
        .end()
}

fn listing(listing: &Listing) -> String {
    let Listing { open, rows, job_id, model, created, echoes, status_query } = listing;
    Entry::new("Listing", &[&operation(open), &literals::text(rows)])
        .text("job_id", job_id)
        .text("model", model)
        .text("created", created)
        .flag("echoes", *echoes)
        .text("status_query", status_query)
        .end()
}

fn balance(balance: &Balance) -> String {
    let Balance { read, at, unit } = balance;
    Entry::new("Balance", &[&operation(read), &literals::text(at), &literals::text(unit)]).end()
}

/// The headers that say how many calls are left, unless none is named.
fn rate_limit(headers: &RateLimit) -> Option<String> {
    let RateLimit { limit, remaining, reset } = headers;
    let given = [limit, remaining, reset].map(|text| literals::text(text));
    let nothing = [limit, remaining, reset].iter().all(|text| text.is_empty());
    (!nothing).then(|| Entry::new("RateLimit", &given.each_ref().map(String::as_str)).end())
}

fn status_words(status: &StatusWords) -> String {
    let StatusWords { at, running, succeeded, failed, cancelled } = status;
    Entry::new("StatusWords", &[&literals::text(at)])
        .list("running", texts(running))
        .list("succeeded", texts(succeeded))
        .list("failed", texts(failed))
        .list("cancelled", texts(cancelled))
        .end()
}

/// It may stand within an expression, since it calls nothing.
fn output(output: &Output) -> String {
    let Output { media, at } = output;
    let borrowed = |text| format!("Borrowed({})", literals::text(text));
    format!("Output {{ media: {}, at: {} }}", borrowed(media), borrowed(at))
}

fn stream(stream: &Stream) -> String {
    let Stream { open, event, job_id, status, output, error, replay, keep_alive, silent_on, data, data_failed } =
        stream;
    Entry::new("Stream", &[&operation(open), &literals::text(event)])
        .text("job_id", job_id)
        .text("status", status)
        .text("output", output)
        .text("error", error)
        .flag("replay", *replay)
        .some("keep_alive", (*keep_alive != 0).then(|| literals::integer((*keep_alive).into())))
        .list("silent_on", texts(silent_on))
        .text("data", data)
        .text("data_failed", data_failed)
        .end()
}

/// Where an error has its parts, unless nothing is said.
fn error_at(at: &ErrorAt) -> Option<String> {
    let ErrorAt { code, message, request_id } = at;
    let entry = Entry::new("ErrorAt", &[])
        .list("code", texts(code))
        .list("message", texts(message))
        .list("request_id", texts(request_id));
    let nothing = code.is_empty() && message.is_empty() && request_id.is_empty();
    (!nothing).then(|| entry.end())
}

fn error_code(code: &ErrorCode) -> String {
    let ErrorCode { code, name, http, doc, message, answers, at_submit, at_job, charge, retry } = code;
    Entry::new("ErrorCode", &[&error_place(code)])
        .text("name", name)
        .some("http", (*http != 0).then(|| http.to_string()))
        .list("answers", texts(answers))
        .flag("at_submit", *at_submit)
        .flag("at_job", *at_job)
        .text("charge", charge)
        .option("retry", retry.map(|retry| retry.to_string()))
        .text("message", message)
        .text("doc", doc)
        .end()
}

fn message(message: &Message) -> String {
    let Message { situation, text } = message;
    Entry::new("Message", &[&literals::text(situation), &literals::text(text)]).end()
}

/// When money moves, unless nothing is said.
fn charge(charge: &Charge) -> Option<String> {
    let Charge { when, on_failed, on_cancelled, on_refused, doc } = charge;
    let entry = Entry::new("Charge", &[])
        .text("when", when)
        .text("on_failed", on_failed)
        .text("on_cancelled", on_cancelled)
        .text("on_refused", on_refused)
        .text("doc", doc);
    let nothing = [when, on_failed, on_cancelled, on_refused, doc].iter().all(|text| text.is_empty());
    (!nothing).then(|| entry.end())
}
