//! `like` on ways.

use super::draft::{At, WayDraft};
use super::errors;
use super::fields::Fields;
use super::types::Types;
use crate::diagnostic::{Diagnostic, FileId};
use crate::spec::{Map, Way};

/// The ways of a provider with `like` followed.
pub(super) fn ways(
    file: FileId,
    ways: &Map<Way>,
    types: &Types<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<WayDraft> {
    let mut resolved = Vec::new();
    for (name, way) in ways {
        let Some(way) = flatten(file, ways, way, diagnostics) else { continue };
        resolved.push((At::from_sp(file, name), way));
    }
    resolved
        .into_iter()
        .map(|(name, way)| {
            let adds = way.adds.clone().unwrap_or_default();
            let adds = members(file, &adds, types, diagnostics);
            WayDraft { name, way, adds }
        })
        .collect()
}

fn members(
    file: FileId,
    adds: &Map<crate::spec::Parameter>,
    types: &Types<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<super::draft::FieldDraft> {
    Fields::new(types, diagnostics).members(file, adds)
}

/// A way with the keys of the ways it is like.
fn flatten(file: FileId, ways: &Map<Way>, way: &Way, diagnostics: &mut Vec<Diagnostic>) -> Option<Way> {
    let mut flat = way.clone();
    let mut followed = 0;
    while let Some(like) = flat.like.take() {
        let base = ways.iter().find(|(name, _)| name.value == like.value).map(|(_, base)| base);
        let Some(base) = base else {
            let known: Vec<&str> = ways.keys().map(|name| name.value.as_str()).collect();
            diagnostics.push(errors::unknown_way_like(&At::from_sp(file, &like), &known));
            return None;
        };
        followed += 1;
        if followed > ways.len() {
            diagnostics.push(errors::like_cycle(&At::from_sp(file, &like)));
            return None;
        }
        flat = over(flat, base.clone());
    }
    Some(flat)
}

/// The keys of one way over those of another. Destructured whole, so that a new key cannot be forgotten here.
fn over(top: Way, base: Way) -> Way {
    let Way {
        doc,
        like: _,
        call,
        submit,
        adds,
        poll,
        status,
        outputs,
        inline,
        failure,
        cost_at,
        cost_read,
        absent_is_null,
        cancel,
        list,
        stream,
        from,
    } = top;
    Way {
        doc: doc.or(base.doc),
        like: base.like,
        call: call.or(base.call),
        submit: submit.or(base.submit),
        adds: adds.or(base.adds),
        poll: poll.or(base.poll),
        status: status.or(base.status),
        outputs: outputs.or(base.outputs),
        inline: inline.or(base.inline),
        failure: failure.or(base.failure),
        cost_at: cost_at.or(base.cost_at),
        cost_read: cost_read.or(base.cost_read),
        absent_is_null: absent_is_null.or(base.absent_is_null),
        cancel: cancel.or(base.cancel),
        list: list.or(base.list),
        stream: stream.or(base.stream),
        from: from.or(base.from),
    }
}
