//! A judged formula as operations. The nodes stand in postfix order already, so each one adds its own and nothing else.

use std::rc::Rc;

use nameplate::Exact;
use nameplate::spec::{Op, Take};

use super::ast::{Binary, Expr, Node, NodeKind};
use super::functions::Call;
use super::judge::{Judged, Use};
use super::types::{Compiled, Scope, Symbol};

/// Writes the program and notes what it names.
pub(super) fn build(expr: &Expr, judged: Judged, scope: &mut dyn Scope) -> Compiled {
    let mut builder = Builder { scope, ops: Vec::with_capacity(expr.nodes.len()), used: Used::default() };
    let names = judged.names.into_iter().chain(std::iter::repeat(None));
    for (node, name) in expr.nodes.iter().zip(names) {
        builder.node(node, name);
    }
    let Used { reads, names, measures, rates, steps, groups } = builder.used;
    Compiled {
        program: builder.ops.into(),
        value: judged.value,
        decimals: judged.decimals,
        reads,
        names,
        measures,
        rates,
        steps,
        groups,
    }
}

struct Builder<'a> {
    scope: &'a mut dyn Scope,
    ops: Vec<Op>,
    used: Used,
}

#[derive(Default)]
struct Used {
    reads: Vec<u16>,
    names: Vec<u16>,
    measures: Vec<u16>,
    rates: Vec<u16>,
    steps: Vec<u16>,
    groups: Vec<u16>,
}

impl Builder<'_> {
    fn node(&mut self, node: &Node, name: Option<(Rc<Symbol>, Use)>) {
        match &node.kind {
            NodeKind::Number(number) => self.ops.push(Op::Number(*number)),
            NodeKind::Text(text) => self.ops.push(Op::Text(text.clone().into())),
            NodeKind::Bool(value) => self.ops.push(Op::Bool(*value)),
            NodeKind::Name(_) => {
                let op = name.map(|(symbol, asked)| self.symbol(&symbol, asked));
                self.ops.extend(op);
            }
            NodeKind::Not(_) => self.ops.push(Op::Not),
            NodeKind::Neg(_) => self.ops.push(Op::Neg),
            NodeKind::Binary(operator, ..) => self.ops.push(operation(*operator)),
            NodeKind::In(_, items) => self.ops.push(Op::In(count(items))),
            NodeKind::If(..) => self.ops.push(Op::If),
            NodeKind::Call(function, values) => self.call(function.call, count(values)),
        }
    }

    fn symbol(&mut self, symbol: &Symbol, asked: Use) -> Op {
        let parameter = match *symbol {
            Symbol::Parameter(ref parameter) => parameter.reference,
            Symbol::Measure { index, .. } => return Op::Measure(noted(&mut self.used.measures, index)),
            Symbol::Rate { index, .. } => return Op::Rate(noted(&mut self.used.rates, index)),
            Symbol::Step { index, .. } => return Op::Step(noted(&mut self.used.steps, index)),
            Symbol::Group { index, .. } => return Op::Group(noted(&mut self.used.groups, index)),
            Symbol::Constant { value, .. } => return Op::Number(value),
        };
        let (take, present, fallback) = match asked {
            Use::Take(take) => (take, false, None),
            Use::Or(take, fallback) => (take, false, Some(fallback)),
            Use::Present => (Take::Value, true, None),
        };
        let slot = noted(&mut self.used.names, self.scope.slot(parameter, take, fallback));
        if present {
            return Op::Present(slot);
        }
        // An absent list has no items: `count` can always be computed.
        if take != Take::Count {
            noted(&mut self.used.reads, slot);
        }
        Op::Slot(slot)
    }

    fn call(&mut self, call: Call, values: u16) {
        let rounding = match call {
            Call::Ceil => Op::Ceil,
            Call::Floor => Op::Floor,
            Call::Round => Op::Round,
            Call::Min if values > 1 => return self.ops.push(Op::Min(values)),
            Call::Max if values > 1 => return self.ops.push(Op::Max(values)),
            Call::Between => return self.ops.push(Op::Between),
            Call::Minutes => return self.ops.extend([Op::Number(Exact::integer(60)), Op::Div]),
            // What stands behind the comma was for the judge: it is of no value to the evaluator.
            Call::Unit | Call::Default => return self.drop_literal(),
            // The slot of the name within keeps what these ask for.
            Call::Min
            | Call::Max
            | Call::Sum
            | Call::Count
            | Call::Present
            | Call::Chars
            | Call::Utf16
            | Call::Bytes
            | Call::Words => return,
        };
        if values == 1 {
            self.ops.push(Op::Number(Exact::ONE));
        }
        self.ops.push(rounding);
    }

    /// Takes back a literal, which may have a sign.
    fn drop_literal(&mut self) {
        if let Some(Op::Neg) = self.ops.pop() {
            self.ops.pop();
        }
    }
}

/// Notes an index, once.
fn noted(indices: &mut Vec<u16>, index: u16) -> u16 {
    if !indices.contains(&index) {
        indices.push(index);
    }
    index
}

/// A formula has fewer bytes than a `u16` counts.
fn count<T>(items: &[T]) -> u16 {
    u16::try_from(items.len()).unwrap_or(u16::MAX)
}

fn operation(operator: Binary) -> Op {
    match operator {
        Binary::Implies => Op::Implies,
        Binary::Or => Op::Or,
        Binary::And => Op::And,
        Binary::Eq => Op::Eq,
        Binary::Ne => Op::Ne,
        Binary::Lt => Op::Lt,
        Binary::Le => Op::Le,
        Binary::Gt => Op::Gt,
        Binary::Ge => Op::Ge,
        Binary::Add => Op::Add,
        Binary::Sub => Op::Sub,
        Binary::Mul => Op::Mul,
        Binary::Div => Op::Div,
    }
}
