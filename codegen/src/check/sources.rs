//! Where facts come from: `from:` names to indices of a model's list of sources.

use nameplate::spec::{Confidence, Source};

use super::{errors, texts};
use crate::diagnostic::{Diagnostic, FileId};
use crate::resolve::At;
use crate::spec;
use crate::yaml::{Day, Sp};

/// The sources of a model: its page, its own, then those of its provider that it uses.
pub(super) struct SourceTable<'a> {
    scopes: Vec<(FileId, Option<&'a spec::Map<spec::Source>>)>,
    list: Vec<Source>,
}

impl<'a> SourceTable<'a> {
    /// The sources of a model, over those of its provider.
    pub(super) fn new(page: Option<Source>, scopes: Vec<(FileId, Option<&'a spec::Map<spec::Source>>)>) -> Self {
        Self { scopes, list: page.into_iter().collect() }
    }

    /// The index of a source; 0 without a name. A name that is not stated is a fault.
    pub(super) fn index(&mut self, from: Option<&At<String>>, diagnostics: &mut Vec<Diagnostic>) -> u16 {
        let Some(from) = from else { return 0 };
        if let Some(known) = self.list.iter().position(|source| source.name == from.value) {
            return u16::try_from(known).unwrap_or(0);
        }
        let found = self.scopes.iter().find_map(|(file, sources)| {
            let (_, source) = (*sources)?.iter().find(|(name, _)| name.value == from.value)?;
            Some((*file, source))
        });
        let Some((file, source)) = found else {
            let known: Vec<&str> = self
                .scopes
                .iter()
                .filter_map(|(_, sources)| *sources)
                .flat_map(|sources| sources.keys())
                .map(|name| name.value.as_str())
                .collect();
            diagnostics.push(errors::unknown_source(from, &known));
            return 0;
        };
        let source = lower(file, &from.value, &source.url, &source.read, source.confidence.as_ref(), diagnostics);
        self.list.push(source);
        u16::try_from(self.list.len() - 1).unwrap_or(0)
    }

    /// How sure a source is.
    pub(super) fn get(&self, index: u16) -> Option<&Source> {
        self.list.get(usize::from(index))
    }

    /// The list for the table.
    pub(super) fn into_list(self) -> Vec<Source> {
        self.list
    }
}

/// Judges every source that a file states, used or not.
pub(super) fn check_all(file: FileId, sources: Option<&spec::Map<spec::Source>>, diagnostics: &mut Vec<Diagnostic>) {
    for (name, source) in sources.into_iter().flatten() {
        if name.value == "page" {
            diagnostics.push(errors::source_named_page(&At::from_sp(file, name)));
        }
        lower(file, &name.value, &source.url, &source.read, source.confidence.as_ref(), diagnostics);
    }
}

/// That a `from:` of a provider's file names one of its sources.
pub(super) fn check_from(
    file: FileId,
    from: Option<&Sp<String>>,
    sources: Option<&spec::Map<spec::Source>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(from) = from else { return };
    let known: Vec<&str> = sources.into_iter().flatten().map(|(name, _)| name.value.as_str()).collect();
    if !known.contains(&from.value.as_str()) {
        diagnostics.push(errors::unknown_source(&At::from_sp(file, from), &known));
    }
}

/// The model's own page as a source.
pub(super) fn page(file: FileId, page: &spec::Page, diagnostics: &mut Vec<Diagnostic>) -> Source {
    lower(file, "page", &page.url, &page.read, page.confidence.as_ref(), diagnostics)
}

fn lower(
    file: FileId,
    name: &str,
    url: &Sp<String>,
    read: &Sp<Day>,
    confidence: Option<&Sp<String>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Source {
    if !texts::is_http_address(&url.value) {
        diagnostics.push(errors::not_an_address(&At::from_sp(file, url)));
    }
    let day = &read.value.0;
    if !texts::is_date(day) {
        diagnostics.push(errors::not_a_date(&At::new(file, read.span.clone(), day.clone())));
    }
    let confidence = match confidence.map(|word| (word, word.value.as_str())) {
        None | Some((_, "documented")) => Confidence::Documented,
        Some((_, "second_hand")) => Confidence::SecondHand,
        Some((_, "inferred")) => Confidence::Inferred,
        Some((word, _)) => {
            diagnostics.push(errors::not_a_word(&At::from_sp(file, word), &["documented", "second_hand", "inferred"]));
            Confidence::Inferred
        }
    };
    Source { name: name.to_owned().into(), url: url.value.clone().into(), read: day.clone().into(), confidence }
}
