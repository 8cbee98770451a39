//! Nodes of a spec as JSON, with the order of members and the exact text of numbers kept.

use std::fmt::Write as _;

use nameplate::spec::Literal;

use crate::yaml::{Node, NodeKind};

/// A node as compact JSON. The depth of nodes is bounded by the reader of YAML.
pub(super) fn to_json(node: &Node) -> String {
    let mut out = String::new();
    write_json(node, &mut out);
    out
}

/// A node as a value that tables hold.
pub(super) fn to_literal(node: &Node) -> Literal {
    match &node.kind {
        NodeKind::Bool(value) => Literal::Bool(*value),
        NodeKind::Number(number) => Literal::Number(number.exact()),
        NodeKind::Text(text, _) => Literal::Text(text.clone().into()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => Literal::Json(to_json(node).into()),
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write_json(node: &Node, out: &mut String) {
    match &node.kind {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => {
            let _ = write!(out, "{value}");
        }
        NodeKind::Number(number) => {
            let _ = write!(out, "{number}");
        }
        NodeKind::Text(text, _) => out.push_str(&quoted(text)),
        NodeKind::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write_json(item, out);
            }
            out.push(']');
        }
        NodeKind::Map(members) => {
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                match &name.kind {
                    NodeKind::Text(text, _) => out.push_str(&quoted(text)),
                    NodeKind::Number(number) => out.push_str(&quoted(&number.to_string())),
                    other => out.push_str(&quoted(&format!("{other:?}"))),
                }
                out.push(':');
                write_json(value, out);
            }
            out.push('}');
        }
    }
}
