//! A provider's spec to its table: how it is called, as data.

use nameplate::spec::{Auth, Balance, Charge, Link, Method, Operation, ProviderSpec, RateLimit, Text};

use super::codes::{error_at, one_of, optional, pointer_of, provider_codes};
use super::{codes, errors, sources, template, texts};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::{At, ProviderDraft};
use crate::spec;
use crate::yaml::{Node, Number, Sp};

const MONEY: [&str; 3] = ["none", "refunded", "kept"];
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
        details: stated
            .details
            .as_ref()
            .map(|details| lower.read(&details.get, details.answer.as_ref(), details.doc.as_ref())),
        schema_at: stated
            .details
            .iter()
            .filter_map(|details| details.schema_at.as_ref())
            .flat_map(|many| many.0.iter())
            .map(|pointer| pointer_of(file, pointer, lower.diagnostics))
            .collect(),
        balance: stated.balance.as_ref().map(|balance| lower.balance(balance)),
        error_at: error_at(file, Some(&stated.errors.at), lower.diagnostics),
        error_answer: template::lower(file, stated.errors.answer.as_ref(), lower.diagnostics),
        errors: provider_codes(file, &stated.errors, lower.diagnostics).into(),
        messages: codes::messages(file, &stated.errors, lower.diagnostics).into(),
        credit: stated.credit.as_ref().and_then(|credit| lower.credit(credit)),
        charge: lower.charge(stated.charge.as_ref()),
        idempotency: match stated.idempotency.as_ref().map(|header| header.value.as_str()) {
            None | Some("none") => Text::default(),
            Some(header) => header.to_owned().into(),
        },
        idempotency_doc: optional(stated.idempotency_doc.as_ref()),
        retry_free: lower.statuses(stated.retry.as_ref().and_then(|retry| retry.free.as_deref()).unwrap_or_default()),
        retry_after: optional(stated.retry.as_ref().and_then(|retry| retry.after.as_ref())),
        rate_limit: RateLimit {
            limit: optional(stated.retry.as_ref().and_then(|retry| retry.limit.as_ref())),
            remaining: optional(stated.retry.as_ref().and_then(|retry| retry.remaining.as_ref())),
            reset: optional(stated.retry.as_ref().and_then(|retry| retry.reset.as_ref())),
        },
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

/// What lowering a provider needs everywhere. Its ways are lowered in `ways`.
pub(super) struct Lower<'d> {
    pub(super) file: FileId,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Lower<'_> {
    /// A `GET` that costs nothing.
    pub(super) fn read(&mut self, path: &Sp<String>, answer: Option<&Node>, doc: Option<&Sp<String>>) -> Operation {
        Operation {
            method: Method::Get,
            path: self.path(path),
            paid: false,
            answer: template::lower(self.file, answer, self.diagnostics),
            doc: optional(doc),
        }
    }

    fn balance(&mut self, balance: &spec::Balance) -> Balance {
        let spec::Balance { get, at, unit, answer, doc } = balance;
        if let Some(unit) = unit.as_ref().filter(|unit| unit.value != "credits") {
            super::billing::currency(self.file, unit, self.diagnostics);
        }
        Balance {
            read: self.read(get, answer.as_ref(), doc.as_ref()),
            at: pointer_of(self.file, at, self.diagnostics),
            unit: unit.as_ref().map_or_else(|| "credits".into(), |unit| unit.value.clone().into()),
        }
    }

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
                return Auth::new("", "", "", "");
            }
        };
        for (text, fault) in [
            (&header, (!texts::is_header_name(&header)).then_some("is no name of a header")),
            (&prefix, prefix.chars().any(|letter| !matches!(letter, ' '..='~')).then_some("cannot stand in a header")),
            (&env, (!texts::is_env_name(&env)).then_some("is no name of an environment variable")),
        ] {
            if let Some(fault) = fault {
                let place = Place { file: self.file, span: provider.span.clone() };
                self.diagnostics.push(errors::bad_auth(place, text, fault));
            }
        }
        Auth { header, prefix, env, keys_at }
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

    pub(super) fn milliseconds(&mut self, duration: &Sp<String>) -> u32 {
        texts::duration(&duration.value).unwrap_or_else(|| {
            self.diagnostics.push(errors::not_a_duration(&At::from_sp(self.file, duration)));
            0
        })
    }
}
