//! JSON Schemas of the bodies: one a model, and one more for each way that takes other members.

use crate::catalogue::{Model, Provider};
use crate::names;

/// Paths and texts.
pub(super) fn schemas(provider: &Provider, model: &Model) -> Vec<(String, String)> {
    let stem = format!("schemas/{}/{}", provider.names.file, model.names.file);
    let ways = names::files(model.spec.ways.iter().map(|way| &**way));
    let others = ways.iter().enumerate().filter(|(way, _)| differs(model, *way));
    let others = others.map(|(way, name)| (format!("{stem}.{name}.json"), model.spec.json_schema(way, false)));
    std::iter::once((format!("{stem}.json"), model.spec.json_schema(0, false))).chain(others).collect()
}

/// Whether a way takes other members than the preferred one.
fn differs(model: &Model, way: usize) -> bool {
    model.spec.body.fields.iter().any(|field| field.taken_by(way) != field.taken_by(0))
}
