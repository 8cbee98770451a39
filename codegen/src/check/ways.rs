//! The ways of a provider to their tables.

use nameplate::spec::{Listing, Method, Operation, Output, StatusWords, Stream, Text, Way};

use super::codes::{error_at, one_of, optional, pointer_of};
use super::provider::Lower;
use super::{errors, template, texts};
use crate::diagnostic::Place;
use crate::resolve::{At, FieldDraft, KindDraft, WayDraft};
use crate::spec;
use crate::yaml::Sp;

/// The names that paths know.
const PATH_NAMES: [&str; 3] = ["endpoint", "model", "job_id"];
const OUTPUTS: [&str; 5] = ["video", "image", "audio", "text", "any"];

impl Lower<'_> {
    /// The table of a way.
    pub(super) fn way(&mut self, draft: &WayDraft) -> Way {
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
            count: submit
                .and_then(|submit| submit.count.as_ref())
                .map(|name| self.count(draft, name))
                .unwrap_or_default(),
            id_form: submit
                .and_then(|submit| submit.id_form.as_ref())
                .map(|form| template::id_form(self.file, form, self.diagnostics))
                .unwrap_or_default(),
            poll: way.poll.as_ref().map(|poll| self.operation(&draft.name, poll)),
            every,
            status: way.status.as_ref().map(|status| self.status(status)),
            outputs: self.outputs(way.outputs.as_ref()).into(),
            inline: self.outputs(way.inline.as_ref()).into(),
            failure: error_at(self.file, way.failure.as_ref(), self.diagnostics),
            cost_at: way.cost_at.as_ref().map(|at| pointer_of(self.file, at, self.diagnostics)).unwrap_or_default(),
            cost_read: way.cost_read.as_ref().map(|read| self.operation(&draft.name, read)),
            absent_is_null: way.absent_is_null.as_ref().is_some_and(|flag| flag.value),
            cancel: way.cancel.as_ref().map(|cancel| self.operation(&draft.name, cancel)),
            list: way.list.as_ref().map(|list| self.listing(list)),
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
        let Some(spec::Submit {
            post,
            put,
            answers,
            job_ids: _,
            count: _,
            id_form: _,
            cost,
            validates: _,
            answer,
            doc,
        }) = submit
        else {
            return Operation::new(Method::Post, "").paid();
        };
        let expected = if blocking { "result" } else { "job" };
        if let Some(answers) = answers {
            one_of(self.file, answers, &[expected], self.diagnostics);
        }
        let (method, path) = self.method(way, [(Method::Post, post.as_ref()), (Method::Put, put.as_ref())]);
        Operation {
            method,
            path,
            paid: self.paid(cost.as_ref(), true),
            answer: template::lower(self.file, answer.as_ref(), self.diagnostics),
            doc: optional(doc.as_ref()),
        }
    }

    fn validates_later(&mut self, submit: Option<&spec::Submit>) -> bool {
        let Some(when) = submit.and_then(|submit| submit.validates.as_ref()) else { return false };
        one_of(self.file, when, &["now", "later"], self.diagnostics);
        when.value == "later"
    }

    fn operation(&mut self, way: &At<String>, operation: &spec::Operation) -> Operation {
        let spec::Operation { get, post, put, patch, delete, cost, every: _, answer, doc } = operation;
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
        Operation {
            method,
            path,
            paid: self.paid(cost.as_ref(), false),
            answer: template::lower(self.file, answer.as_ref(), self.diagnostics),
            doc: optional(doc.as_ref()),
        }
    }

    fn listing(&mut self, listing: &spec::Listing) -> Listing {
        let spec::Listing { get, rows, job_id, model, created, echoes, status_query, answer, doc } = listing;
        let open = self.read(get, answer.as_ref(), doc.as_ref());
        let mut at = |pointer: Option<&Sp<String>>| {
            pointer.map(|pointer| pointer_of(self.file, pointer, self.diagnostics)).unwrap_or_default()
        };
        Listing {
            open,
            rows: at(Some(rows)),
            job_id: at(Some(job_id)),
            model: at(model.as_ref()),
            created: at(created.as_ref()),
            echoes: echoes.as_ref().is_some_and(|flag| flag.value),
            status_query: optional(status_query.as_ref()),
        }
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

    pub(super) fn path(&mut self, path: &Sp<String>) -> Text {
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

    /// The member that says how many jobs a submit starts: a whole number that the way adds.
    fn count(&mut self, draft: &WayDraft, name: &Sp<String>) -> Text {
        let is_count = |field: &FieldDraft| field.name.value == name.value && is_integer(field);
        if !draft.adds.iter().any(is_count) {
            let numbers: Vec<_> = draft.adds.iter().filter(|field| is_integer(field)).collect();
            let known: Vec<&str> = numbers.iter().map(|field| field.name.value.as_str()).collect();
            self.diagnostics.push(errors::not_a_count(&At::from_sp(self.file, name), &known));
        }
        name.value.clone().into()
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
        let spec::Stream {
            get,
            event,
            job_id,
            status,
            output,
            error,
            replay,
            keep_alive,
            silent_on,
            data,
            data_failed,
            doc,
        } = stream;
        if let Some(replay) = replay {
            one_of(self.file, replay, &["none", "all"], self.diagnostics);
        }
        let open = self.read(get, None, doc.as_ref());
        let data = template::lower(self.file, data.as_ref(), self.diagnostics);
        let data_failed = template::lower(self.file, data_failed.as_ref(), self.diagnostics);
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
            data,
            data_failed,
        }
    }
}

fn is_integer(field: &FieldDraft) -> bool {
    matches!(field.kind.value, KindDraft::Integer(_))
}
