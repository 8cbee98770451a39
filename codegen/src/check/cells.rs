//! The cells of a table of prices: every combination once, as a number, a range, or the word `unpublished`.

use nameplate::Exact;
use nameplate::spec::{Cell, Price, Text};

use super::errors;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::resolve::At;
use crate::yaml::{Node, NodeKind};

/// A table may have so many cells.
const MAX_CELLS: usize = 4096;

/// A dimension: its name and its keys, in order.
type Dimension = (String, Vec<String>);

/// Judges the cells of one rate.
pub(super) struct Cells<'d> {
    /// The file.
    pub(super) file: FileId,
    /// Where faults go.
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Cells<'_> {
    /// The cells in the order of the dimensions' keys.
    pub(super) fn lower(
        &mut self,
        name: &At<String>,
        dimensions: &[Dimension],
        cells: Option<&Node>,
        flat: Option<&Node>,
    ) -> Option<Vec<Cell>> {
        match (cells, flat, dimensions) {
            (None, Some(flat), []) => Some(vec![Cell { keys: Vec::new().into(), price: self.price(flat)? }]),
            (Some(cells), None, [_, ..]) => {
                let combinations: usize = dimensions.iter().map(|(_, keys)| keys.len()).product();
                if combinations > MAX_CELLS {
                    self.diagnostics.push(errors::too_many_cells(name, combinations, MAX_CELLS));
                    return None;
                }
                let mut lowered = Vec::new();
                self.level(cells, dimensions, &mut Vec::new(), &mut lowered);
                Some(lowered)
            }
            _ => {
                self.diagnostics.push(errors::cells_or_flat(name));
                None
            }
        }
    }

    fn level(&mut self, node: &Node, dimensions: &[Dimension], keys: &mut Vec<Text>, cells: &mut Vec<Cell>) {
        let [(dimension, known), rest @ ..] = dimensions else {
            if let Some(price) = self.price(node) {
                cells.push(Cell { keys: keys.clone().into(), price });
            }
            return;
        };
        let NodeKind::Map(members) = &node.kind else {
            self.diagnostics.push(errors::cells_are_no_map(self.place(node), dimension, known));
            return;
        };
        for (key, _) in members {
            let stated = key_text(key);
            if !known.contains(&stated) {
                self.diagnostics.push(errors::unknown_cell(self.place(key), &stated, dimension, known));
            }
        }
        for key in known {
            let mut stated = members.iter().filter(|(member, _)| key_text(member) == *key);
            match (stated.next(), stated.next()) {
                (None, _) => self.diagnostics.push(errors::missing_cell(self.place(node), key, dimension)),
                (Some((_, cell)), None) => {
                    keys.push(key.clone().into());
                    self.level(cell, rest, keys, cells);
                    keys.pop();
                }
                (Some(_), Some((second, _))) => {
                    self.diagnostics.push(errors::cell_twice(self.place(second), key));
                }
            }
        }
    }

    fn price(&mut self, node: &Node) -> Option<Price> {
        match &node.kind {
            NodeKind::Number(_) => self.amount(node).map(Price::Amount),
            NodeKind::Text(word, _) if word == "unpublished" => Some(Price::Unpublished),
            NodeKind::Map(members) => match members.as_slice() {
                [(key, Node { kind: NodeKind::List(ends), .. })] if key_text(key) == "between" => match ends.as_slice()
                {
                    [low, high] => self.between(low, high),
                    _ => self.no_price(node),
                },
                _ => self.no_price(node),
            },
            NodeKind::Null | NodeKind::Bool(_) | NodeKind::Text(..) | NodeKind::List(_) => self.no_price(node),
        }
    }

    fn between(&mut self, low: &Node, high: &Node) -> Option<Price> {
        let (first, second) = (self.amount(low)?, self.amount(high)?);
        if first > second {
            self.diagnostics.push(errors::between_reversed(self.place(low)));
            return None;
        }
        Some(Price::Between(first, second))
    }

    fn amount(&mut self, node: &Node) -> Option<Exact> {
        let NodeKind::Number(number) = &node.kind else { return self.no_price(node) };
        if number.exact().is_negative() {
            self.diagnostics.push(errors::negative_price(self.place(node), number));
            return None;
        }
        Some(number.exact())
    }

    fn no_price<T>(&mut self, node: &Node) -> Option<T> {
        self.diagnostics.push(errors::not_a_price(self.place(node)));
        None
    }

    fn place(&self, node: &Node) -> Place {
        Place { file: self.file, span: node.span.clone() }
    }
}

/// A key as tables write it: numbers in their shortest decimal text.
fn key_text(key: &Node) -> String {
    match &key.kind {
        NodeKind::Text(text, _) => text.clone(),
        NodeKind::Number(number) => number.exact().to_string(),
        NodeKind::Bool(flag) => flag.to_string(),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => "?".to_owned(),
    }
}
