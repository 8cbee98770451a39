//! Two small evaluators that share nothing but what an operator means: one walks the tree, one runs the operations.

use std::cmp::Ordering;

use nameplate::Exact;
use nameplate::spec::Op;

use super::super::ast::{Binary, Expr, Id, NodeKind};
use super::super::functions::Call;
use super::World;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Bool(bool),
    Number(Exact),
    Text(String),
    /// Overflow, or a division by zero.
    Nothing,
}

use Value::{Bool, Nothing, Number, Text};

fn number(value: Option<Exact>) -> Value {
    value.map_or(Nothing, Number)
}

fn multiple(value: &Value, step: &Value, whole: impl Fn(Exact) -> Option<Exact>) -> Value {
    let (Number(value), Number(step)) = (value, step) else { return Nothing };
    number(value.div(*step).and_then(whole).and_then(|count| count.mul(*step)))
}

fn binary(operator: Binary, a: &Value, b: &Value) -> Value {
    let ordered = |wanted: &[Ordering]| match (a, b) {
        (Number(a), Number(b)) => Bool(wanted.contains(&a.cmp(b))),
        _ => Nothing,
    };
    let numbers = |of: fn(Exact, Exact) -> Option<Exact>| match (a, b) {
        (Number(a), Number(b)) => number(of(*a, *b)),
        _ => Nothing,
    };
    let bools = |of: fn(bool, bool) -> bool| match (a, b) {
        (Bool(a), Bool(b)) => Bool(of(*a, *b)),
        _ => Nothing,
    };
    match operator {
        Binary::Implies => bools(|a, b| !a || b),
        Binary::Or => bools(|a, b| a || b),
        Binary::And => bools(|a, b| a && b),
        Binary::Eq => equal(a, b),
        Binary::Ne => not(&equal(a, b)),
        Binary::Lt => ordered(&[Ordering::Less]),
        Binary::Le => ordered(&[Ordering::Less, Ordering::Equal]),
        Binary::Gt => ordered(&[Ordering::Greater]),
        Binary::Ge => ordered(&[Ordering::Greater, Ordering::Equal]),
        Binary::Add => numbers(Exact::add),
        Binary::Sub => numbers(Exact::sub),
        Binary::Mul => numbers(Exact::mul),
        Binary::Div => numbers(Exact::div),
    }
}

fn equal(a: &Value, b: &Value) -> Value {
    if *a == Nothing || *b == Nothing { Nothing } else { Bool(a == b) }
}

fn not(value: &Value) -> Value {
    if let Bool(value) = value { Bool(!value) } else { Nothing }
}

fn among(value: &Value, items: &[Value]) -> Value {
    items.iter().map(|item| equal(value, item)).fold(Bool(false), |any, one| match (any, one) {
        (Bool(any), Bool(one)) => Bool(any || one),
        _ => Nothing,
    })
}

fn choose(condition: &Value, yes: Value, no: Value) -> Value {
    match condition {
        Bool(true) => yes,
        Bool(false) => no,
        _ => Nothing,
    }
}

fn extreme(values: &[Value], keep: Ordering) -> Value {
    let mut best = values[0].clone();
    for value in values {
        best = match (&best, value) {
            (Number(a), Number(b)) if b.cmp(a) == keep => value.clone(),
            (Number(_), Number(_)) => best,
            _ => Nothing,
        };
    }
    best
}

/// What names stand for in both evaluators.
fn named(name: &str) -> Value {
    match name {
        "n" => Number(Exact::integer(3)),
        "width" => number(Exact::decimal("-2.5")),
        "duration" => number(Exact::decimal("7.25")),
        "loop" => Bool(true),
        "interpolate" => Bool(false),
        "resolution" => Text("4k".to_owned()),
        "sum(shots.duration)" => Number(Exact::integer(11)),
        "count(shots)" => Number(Exact::integer(4)),
        other => panic!("no value for {other}"),
    }
}

/// Walks the tree.
pub(super) fn meaning(expr: &Expr, id: Id) -> Value {
    let of = |id: &Id| meaning(expr, *id);
    match &expr.nodes[id].kind {
        NodeKind::Number(value) => Number(*value),
        NodeKind::Text(text) => Text(text.clone()),
        NodeKind::Bool(value) => Bool(*value),
        NodeKind::Name(name) => named(&name.to_string()),
        NodeKind::Not(value) => not(&of(value)),
        NodeKind::Neg(value) => binary(Binary::Sub, &Number(Exact::ZERO), &of(value)),
        NodeKind::Binary(operator, left, right) => binary(*operator, &of(left), &of(right)),
        NodeKind::In(value, items) => among(&of(value), &items.iter().map(of).collect::<Vec<_>>()),
        NodeKind::If(condition, yes, no) => choose(&of(condition), of(yes), of(no)),
        NodeKind::Call(function, values) => {
            let list = || match &expr.nodes[values[0]].kind {
                NodeKind::Name(name) => named(&format!("{}({name})", function.name)),
                _ => Nothing,
            };
            let step = || values.get(1).map_or(Number(Exact::ONE), of);
            match function.call {
                Call::Ceil => multiple(&of(&values[0]), &step(), |value| Some(value.ceil())),
                Call::Floor => multiple(&of(&values[0]), &step(), |value| Some(value.floor())),
                Call::Round => multiple(&of(&values[0]), &step(), Exact::round),
                Call::Min => extreme(&values.iter().map(of).collect::<Vec<_>>(), Ordering::Less),
                Call::Max => extreme(&values.iter().map(of).collect::<Vec<_>>(), Ordering::Greater),
                Call::Sum | Call::Count => list(),
                Call::Present => Bool(true),
                Call::Minutes => binary(Binary::Div, &of(&values[0]), &Number(Exact::integer(60))),
                Call::Chars | Call::Utf16 | Call::Bytes | Call::Words | Call::Unit | Call::Default | Call::Between => {
                    panic!("not generated")
                }
            }
        }
    }
}

/// Runs the operations on a stack.
pub(super) fn run(program: &[Op], world: &World) -> Value {
    let mut stack: Vec<Value> = Vec::new();
    for op in program {
        let arity = match op {
            Op::Slot(_) | Op::Present(_) | Op::Number(_) | Op::Text(_) | Op::Bool(_) => 0,
            Op::Not | Op::Neg => 1,
            Op::If => 3,
            Op::In(items) => usize::from(*items) + 1,
            Op::Min(values) | Op::Max(values) => usize::from(*values),
            _ => 2,
        };
        let taken = stack.split_off(stack.len() - arity);
        stack.push(match op {
            Op::Slot(slot) => named(&world.slot_name(*slot)),
            Op::Present(_) => Bool(true),
            Op::Number(value) => Number(*value),
            Op::Text(text) => Text(text.to_string()),
            Op::Bool(value) => Bool(*value),
            Op::Not => not(&taken[0]),
            Op::Neg => binary(Binary::Sub, &Number(Exact::ZERO), &taken[0]),
            Op::Ceil => multiple(&taken[0], &taken[1], |value| Some(value.ceil())),
            Op::Floor => multiple(&taken[0], &taken[1], |value| Some(value.floor())),
            Op::Round => multiple(&taken[0], &taken[1], Exact::round),
            Op::If => choose(&taken[0], taken[1].clone(), taken[2].clone()),
            Op::In(_) => among(&taken[0], &taken[1..]),
            Op::Min(_) => extreme(&taken, Ordering::Less),
            Op::Max(_) => extreme(&taken, Ordering::Greater),
            op => binary(operator(op), &taken[0], &taken[1]),
        });
    }
    assert_eq!(stack.len(), 1, "{program:?}");
    stack.remove(0)
}

fn operator(op: &Op) -> Binary {
    match op {
        Op::Implies => Binary::Implies,
        Op::Or => Binary::Or,
        Op::And => Binary::And,
        Op::Eq => Binary::Eq,
        Op::Ne => Binary::Ne,
        Op::Lt => Binary::Lt,
        Op::Le => Binary::Le,
        Op::Gt => Binary::Gt,
        Op::Ge => Binary::Ge,
        Op::Add => Binary::Add,
        Op::Sub => Binary::Sub,
        Op::Mul => Binary::Mul,
        Op::Div => Binary::Div,
        other => panic!("not generated: {other:?}"),
    }
}
