//! The checker itself as the judge of defaults and listed values: what a spec states must pass what it asks.

use nameplate::spec::{Field, ModelSpec, Object};
use nameplate::{Options, Severity};

/// Why a value (as JSON) is not allowed for a field; `None` when it is.
pub(super) fn value_fault(field: &Field, json: &str) -> Option<String> {
    let name = if field.name.is_empty() { "item" } else { &field.name };
    // Slots belong to the object that the field will stand in, and media facts are not known here.
    let field = Field {
        name: name.to_owned().into(),
        feeds: Vec::new().into(),
        media: Vec::new().into(),
        deprecated: None,
        ..field.clone()
    };
    let body = format!("{{{}:{json}}}", super::json::quoted(name));
    let spec = ModelSpec { body: Object { fields: vec![field].into(), ..Object::new(&[]) }, ..super::model::blank() };
    body_fault(&spec, 0, body.as_bytes())
}

/// The first reason why a body is refused; `None` when it is not.
pub(super) fn body_fault(spec: &ModelSpec, way: usize, body: &[u8]) -> Option<String> {
    let options = Options { way, ..Options::new() };
    let report = spec.check(body, &options);
    report
        .violations
        .into_iter()
        .find(|violation| violation.severity == Severity::Error)
        .map(|violation| format!("{} ({})", violation.message, violation.rule))
}
