//! A provider's spec to its table: how it is called, as data.

use nameplate::spec::{Auth, Charge, Link, Method, Operation, Output, ProviderSpec, StatusWords, Stream, Text, Way};

use super::codes::{error_at, one_of, optional, pointer_of, provider_codes};
use super::{errors, sources, texts};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::{At, ProviderDraft, WayDraft};
use crate::spec;
use crate::yaml::{Number, Sp};

/// The names that paths know.
const PATH_NAMES: [&str; 3] = ["endpoint", "model", "job_id"];
const MONEY: [&str; 3] = ["none", "refunded", "kept"];
const OUTPUTS: [&str; 5] = ["video", "image", "audio", "text", "any"];
/// A way is a bit of a mask.
const MAX_WAYS: usize = 32;

/// The table of a provider.
pub(super) fn lower(draft: &ProviderDraft, diagnostics: &mut Vec<Diagnostic>) -> ProviderSpec {
    let (file, stated) = (draft.loaded.file, &draft.loaded.spec);
    sources::check_all(file, stated.sources.as_ref(), diagnostics);
    if !texts::is_origin(&stated.origin.value) {
        diagnostics.push(errors::not_an_origin(&At::from_sp(file, &stated.origin)));
    }
    let place = Place { file, span: stated.provider.span.clone() };
    if stated.ways.is_empty() {
        diagnostics.push(errors::provider_without_ways(place.clone()));
    }
    if draft.ways.len() > MAX_WAYS {
        diagnostics.push(errors::too_many_ways(place, draft.ways.len(), MAX_WAYS));
    }
    for way in &draft.ways {
        sources::check_from(file, way.way.from.as_ref(), stated.sources.as_ref(), diagnostics);
        for added in &way.adds {
            if super::model::member_name(stated) == Some(&added.name.value) {
                diagnostics.push(errors::parameter_names_the_model(&added.name));
            }
        }
    }
    for code in stated.errors.codes.iter().flat_map(|codes| codes.values()) {
        sources::check_from(file, code.from.as_ref(), stated.sources.as_ref(), diagnostics);
    }
    let mut lower = Lower { file, diagnostics };
    ProviderSpec {
        id: stated.provider.value.clone().into(),
        title: stated.title.value.clone().into(),
        about: optional(stated.about.as_ref()),
        origin: stated.origin.value.clone().into(),
        auth: lower.auth(&stated.auth, &stated.provider),
        ways: draft.ways.iter().map(|way| lower.way(way)).collect(),
        details: stated.details.as_ref().map(|details| Operation {
            method: Method::Get,
            path: lower.path(&details.get),
            paid: false,
            doc: optional(details.doc.as_ref()),
        }),
        schema_at: stated
            .details
            .iter()
            .filter_map(|details| details.schema_at.as_ref())
            .flat_map(|many| many.0.iter())
            .map(|pointer| pointer_of(file, pointer, lower.diagnostics))
            .collect(),
        error_at: error_at(file, Some(&stated.errors.at), lower.diagnostics),
        errors: provider_codes(file, &stated.errors, lower.diagnostics).into(),
        credit: stated.credit.as_ref().and_then(|credit| lower.credit(credit)),
        charge: lower.charge(stated.charge.as_ref()),
        idempotency: match stated.idempotency.as_ref().map(|header| header.value.as_str()) {
            None | Some("none") => Text::default(),
            Some(header) => header.to_owned().into(),
        },
        idempotency_doc: optional(stated.idempotency_doc.as_ref()),
        retry_free: lower.statuses(stated.retry.as_ref().and_then(|retry| retry.free.as_deref()).unwrap_or_default()),
        retry_after: optional(stated.retry.as_ref().and_then(|retry| retry.after.as_ref())),
        result_expires: stated.result_expires.as_ref().map(|expires| lower.milliseconds(expires) / 1000),
        limits: stated.limits.iter().flatten().map(|limit| limit.value.clone().into()).collect(),
        links: links(file, stated.links.as_ref(), lower.diagnostics).into(),
    }
}

/// Pages with their addresses.
pub(super) fn links(
    file: FileId,
    stated: Option<&spec::Map<Sp<String>>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for (name, url) in stated.into_iter().flatten() {
        if !texts::is_http_address(&url.value) {
            diagnostics.push(errors::not_an_address(&At::from_sp(file, url)));
        }
        links.push(Link { name: name.value.clone().into(), url: url.value.clone().into() });
    }
    links
}

struct Lower<'d> {
    file: FileId,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Lower<'_> {
    fn auth(&mut self, auth: &spec::Auth, provider: &Sp<String>) -> Auth {
        let spec::Auth { bearer, header, keys_at } = auth;
        let keys_at = optional(keys_at.as_ref());
        let (header, prefix, env) = match (bearer, header) {
            (Some(bearer), None) => ("Authorization".into(), "Bearer ".into(), bearer.env.value.clone().into()),
            (None, Some(header)) => (
                Text::from(header.name.value.clone()),
                optional(header.prefix.as_ref()),
                Text::from(header.env.value.clone()),
            ),
            _ => {
                self.diagnostics.push(errors::one_auth(Place { file: self.file, span: provider.span.clone() }));
                (Text::default(), Text::default(), Text::default())
            }
        };
        Auth { header, prefix, env, keys_at }
    }

    fn way(&mut self, draft: &WayDraft) -> Way {
        let way = &draft.way;
        let (submit, blocking) = match (&way.call, &way.submit) {
            (Some(call), None) => (Some(call), true),
            (None, Some(submit)) => (Some(submit), false),
            _ => {
                self.diagnostics.push(errors::call_or_submit(&draft.name));
                (None, true)
            }
        };
        if !blocking {
            self.job_is_complete(draft, submit);
            self.poll_names_the_job(draft);
        }
        let every = way.poll.as_ref().and_then(|poll| poll.every.as_ref()).map_or(0, |every| self.milliseconds(every));
        Way {
            name: draft.name.value.clone().into(),
            doc: optional(way.doc.as_ref()),
            submit: self.submit(&draft.name, submit, blocking),
            blocking,
            validates_later: self.validates_later(submit),
            job_ids: submit
                .and_then(|submit| submit.job_ids.as_ref())
                .map(|at| pointer_of(self.file, at, self.diagnostics))
                .unwrap_or_default(),
            poll: way.poll.as_ref().map(|poll| self.operation(&draft.name, poll)),
            every,
            status: way.status.as_ref().map(|status| self.status(status)),
            outputs: self.outputs(way.outputs.as_ref()).into(),
            failure: error_at(self.file, way.failure.as_ref(), self.diagnostics),
            cost_at: way.cost_at.as_ref().map(|at| pointer_of(self.file, at, self.diagnostics)).unwrap_or_default(),
            absent_is_null: way.absent_is_null.as_ref().is_some_and(|flag| flag.value),
            cancel: way.cancel.as_ref().map(|cancel| self.operation(&draft.name, cancel)),
            list: way.list.as_ref().map(|list| self.operation(&draft.name, list)),
            stream: way.stream.as_ref().map(|stream| self.stream(stream)),
        }
    }

    /// A job needs an id, a read, a status and a place of the result: without one of them its result is lost.
    fn job_is_complete(&mut self, draft: &WayDraft, submit: Option<&spec::Submit>) {
        let way = &draft.way;
        for (there, key) in [
            (submit.is_none_or(|submit| submit.job_ids.is_some()), "submit.job_ids"),
            (way.poll.is_some(), "poll"),
            (way.status.is_some(), "status"),
            (way.outputs.is_some(), "outputs"),
        ] {
            if !there {
                self.diagnostics.push(errors::job_without(&draft.name, key));
            }
        }
    }

    fn poll_names_the_job(&mut self, draft: &WayDraft) {
        let Some(poll) = &draft.way.poll else { return };
        let paths = [&poll.get, &poll.post, &poll.put, &poll.patch, &poll.delete];
        if let Some(path) = paths.into_iter().flatten().find(|path| !path.value.contains("{job_id}")) {
            let place = Place { file: self.file, span: path.span.clone() };
            self.diagnostics.push(errors::poll_of_which_job(&draft.name, place));
        }
    }

    fn submit(&mut self, way: &At<String>, submit: Option<&spec::Submit>, blocking: bool) -> Operation {
        let Some(spec::Submit { post, put, answers, job_ids: _, cost, validates: _, doc }) = submit else {
            return Operation { method: Method::Post, path: Text::default(), paid: true, doc: Text::default() };
        };
        let expected = if blocking { "result" } else { "job" };
        if let Some(answers) = answers {
            one_of(self.file, answers, &[expected], self.diagnostics);
        }
        let (method, path) = self.method(way, [(Method::Post, post.as_ref()), (Method::Put, put.as_ref())]);
        Operation { method, path, paid: self.paid(cost.as_ref(), true), doc: optional(doc.as_ref()) }
    }

    fn validates_later(&mut self, submit: Option<&spec::Submit>) -> bool {
        let Some(when) = submit.and_then(|submit| submit.validates.as_ref()) else { return false };
        one_of(self.file, when, &["now", "later"], self.diagnostics);
        when.value == "later"
    }

    fn operation(&mut self, way: &At<String>, operation: &spec::Operation) -> Operation {
        let spec::Operation { get, post, put, patch, delete, cost, every: _, doc } = operation;
        let (method, path) = self.method(
            way,
            [
                (Method::Get, get.as_ref()),
                (Method::Post, post.as_ref()),
                (Method::Put, put.as_ref()),
                (Method::Patch, patch.as_ref()),
                (Method::Delete, delete.as_ref()),
            ],
        );
        Operation { method, path, paid: self.paid(cost.as_ref(), false), doc: optional(doc.as_ref()) }
    }

    fn method<const N: usize>(
        &mut self,
        way: &At<String>,
        stated: [(Method, Option<&Sp<String>>); N],
    ) -> (Method, Text) {
        let mut stated = stated.into_iter().filter_map(|(method, path)| Some((method, path?)));
        match (stated.next(), stated.next()) {
            (Some((method, path)), None) => (method, self.path(path)),
            (None, _) => {
                self.diagnostics.push(errors::no_method(way));
                (Method::Get, Text::default())
            }
            (Some(_), Some((_, second))) => {
                self.diagnostics.push(errors::two_methods(&At::from_sp(self.file, second)));
                (Method::Get, Text::default())
            }
        }
    }

    fn path(&mut self, path: &Sp<String>) -> Text {
        if let Some(fault) = texts::path_fault(&path.value, &PATH_NAMES) {
            self.diagnostics.push(errors::bad_path(&At::from_sp(self.file, path), &fault));
        }
        path.value.clone().into()
    }

    fn paid(&mut self, cost: Option<&Sp<String>>, otherwise: bool) -> bool {
        let Some(cost) = cost else { return otherwise };
        one_of(self.file, cost, &["paid", "free"], self.diagnostics);
        cost.value == "paid"
    }

    fn status(&mut self, status: &spec::Status) -> StatusWords {
        let spec::Status { at, running, succeeded, failed, cancelled } = status;
        let cancelled = cancelled.as_deref().unwrap_or_default();
        let mut seen: Vec<&str> = Vec::new();
        for word in running.iter().chain(succeeded).chain(failed).chain(cancelled) {
            if seen.contains(&word.value.as_str()) {
                self.diagnostics.push(errors::status_word_twice(&At::from_sp(self.file, word)));
            }
            seen.push(&word.value);
        }
        let words = |words: &[Sp<String>]| words.iter().map(|word| word.value.clone().into()).collect();
        StatusWords {
            at: pointer_of(self.file, at, self.diagnostics),
            running: words(running),
            succeeded: words(succeeded),
            failed: words(failed),
            cancelled: words(cancelled),
        }
    }

    fn outputs(&mut self, outputs: Option<&spec::Map<Sp<String>>>) -> Vec<Output> {
        let mut list = Vec::new();
        for (media, at) in outputs.into_iter().flatten() {
            one_of(self.file, media, &OUTPUTS, self.diagnostics);
            list.push(Output { media: media.value.clone().into(), at: pointer_of(self.file, at, self.diagnostics) });
        }
        list
    }

    fn stream(&mut self, stream: &spec::Stream) -> Stream {
        let spec::Stream { get, event, job_id, status, output, error, replay, keep_alive, silent_on, doc } = stream;
        if let Some(replay) = replay {
            one_of(self.file, replay, &["none", "all"], self.diagnostics);
        }
        let open = Operation { method: Method::Get, path: self.path(get), paid: false, doc: optional(doc.as_ref()) };
        let mut at = |pointer: Option<&Sp<String>>| {
            pointer.map(|pointer| pointer_of(self.file, pointer, self.diagnostics)).unwrap_or_default()
        };
        Stream {
            open,
            event: event.value.clone().into(),
            job_id: at(Some(job_id)),
            status: at(status.as_ref()),
            output: at(output.as_ref()),
            error: at(error.as_ref()),
            replay: replay.as_ref().is_some_and(|replay| replay.value == "all"),
            keep_alive: keep_alive.as_ref().map_or(0, |every| self.milliseconds(every)),
            silent_on: silent_on.iter().flatten().map(|word| word.value.clone().into()).collect(),
        }
    }

    fn credit(&mut self, credit: &spec::Credit) -> Option<nameplate::Exact> {
        let worth = Some(credit.worth.value.exact()).filter(|worth| *worth > nameplate::Exact::ZERO);
        if worth.is_none() {
            self.diagnostics.push(errors::credit_is_worth_nothing(&At::from_sp(self.file, &credit.worth)));
        }
        if let Some(currency) = &credit.currency {
            super::billing::currency(self.file, currency, self.diagnostics);
        }
        worth
    }

    fn charge(&mut self, charge: Option<&spec::Charge>) -> Charge {
        let (mut when, mut doc) = (Text::default(), Text::default());
        let mut effects = [Text::default(), Text::default(), Text::default()];
        if let Some(spec::Charge { when: stated, on_failed, on_cancelled, on_refused, doc: said }) = charge {
            if let Some(stated) = stated {
                one_of(self.file, stated, &["submit", "success"], self.diagnostics);
            }
            for (effect, stated) in effects.iter_mut().zip([on_failed, on_cancelled, on_refused]) {
                if let Some(stated) = stated {
                    one_of(self.file, stated, &MONEY, self.diagnostics);
                }
                *effect = optional(stated.as_ref());
            }
            (when, doc) = (optional(stated.as_ref()), optional(said.as_ref()));
        }
        let [on_failed, on_cancelled, on_refused] = effects;
        Charge { when, on_failed, on_cancelled, on_refused, doc }
    }

    fn statuses(&mut self, statuses: &[Sp<Number>]) -> nameplate::spec::List<u16> {
        let mut list = Vec::new();
        for status in statuses {
            match status.value.text.parse().ok().filter(|status| (100..600).contains(status)) {
                Some(status) => list.push(status),
                None => self.diagnostics.push(errors::not_a_status(&At::from_sp(self.file, status))),
            }
        }
        list.into()
    }

    fn milliseconds(&mut self, duration: &Sp<String>) -> u32 {
        texts::duration(&duration.value).unwrap_or_else(|| {
            self.diagnostics.push(errors::not_a_duration(&At::from_sp(self.file, duration)));
            0
        })
    }
}
