//! Runs the postfix program of a condition over sets of objects instead of values.

use super::condition::{Conditions, Relation, Truth};
use crate::spec::{Literal, Op};

/// What stands on the stack.
enum Term {
    Slot(u16),
    Literal(Literal),
    Truth(Truth),
    /// A value that JSON Schema has no words for.
    Other,
}

impl Conditions<'_> {
    /// Where a condition is true and where it is false. An empty one is always true.
    pub(super) fn of(&self, program: &[Op]) -> Truth {
        if program.is_empty() {
            return Truth::of(true);
        }
        let mut stack = Vec::new();
        for op in program {
            let Some(term) = self.step(op, &mut stack) else { return Truth::UNKNOWN };
            stack.push(term);
        }
        match (stack.pop(), stack.is_empty()) {
            (Some(term), true) => self.truth(term),
            _ => Truth::UNKNOWN,
        }
    }

    /// Takes the operands of an operation from the stack and gives its value; `None` when the stack has too few.
    fn step(&self, op: &Op, stack: &mut Vec<Term>) -> Option<Term> {
        Some(match op {
            Op::Slot(slot) => Term::Slot(*slot),
            Op::Present(slot) => Term::Truth(self.present(*slot).map_or(Truth::UNKNOWN, Truth::exactly)),
            Op::Number(number) => Term::Literal(Literal::Number(*number)),
            Op::Text(text) => Term::Literal(Literal::Text(text.clone())),
            Op::Bool(value) => Term::Literal(Literal::Bool(*value)),
            Op::Not => Term::Truth(self.truth(stack.pop()?).not()),
            Op::And => self.logic(stack, Truth::and)?,
            Op::Or => self.logic(stack, Truth::or)?,
            Op::Implies => self.logic(stack, |a, b| a.not().or(b))?,
            Op::Eq => self.relation(Relation::In, stack)?,
            Op::Ne => self.relation(Relation::NotIn, stack)?,
            Op::Lt => self.relation(Relation::Lt, stack)?,
            Op::Le => self.relation(Relation::Le, stack)?,
            Op::Gt => self.relation(Relation::Gt, stack)?,
            Op::Ge => self.relation(Relation::Ge, stack)?,
            Op::In(count) => {
                let items = taken(stack, usize::from(*count))?;
                self.listed(&stack.pop()?, items)
            }
            Op::Neg => match stack.pop()? {
                Term::Literal(Literal::Number(number)) => {
                    number.neg().map_or(Term::Other, |number| Term::Literal(Literal::Number(number)))
                }
                _ => Term::Other,
            },
            Op::If => {
                let (otherwise, then, condition) = (stack.pop()?, stack.pop()?, stack.pop()?);
                let (condition, then, otherwise) = (self.truth(condition), self.truth(then), self.truth(otherwise));
                Term::Truth(Truth::choose(&condition, then, otherwise))
            }
            Op::Measure(_) | Op::Rate(_) | Op::Step(_) | Op::Group(_) => Term::Other,
            Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Ceil | Op::Floor | Op::Round | Op::Between => other(stack, 2)?,
            Op::Min(count) | Op::Max(count) => other(stack, usize::from(*count))?,
        })
    }

    fn logic(&self, stack: &mut Vec<Term>, operation: impl FnOnce(Truth, Truth) -> Truth) -> Option<Term> {
        let (right, left) = (stack.pop()?, stack.pop()?);
        Some(Term::Truth(operation(self.truth(left), self.truth(right))))
    }

    fn relation(&self, relation: Relation, stack: &mut Vec<Term>) -> Option<Term> {
        let (right, left) = (stack.pop()?, stack.pop()?);
        Some(Term::Truth(match (left, right) {
            (Term::Slot(slot), Term::Literal(stated)) => self.compare(slot, relation, &[stated]),
            (Term::Literal(stated), Term::Slot(slot)) => self.compare(slot, relation.mirrored(), &[stated]),
            (Term::Literal(left), Term::Literal(right)) => {
                relation.holds(&left, &[right]).map_or(Truth::UNKNOWN, Truth::of)
            }
            _ => Truth::UNKNOWN,
        }))
    }

    /// `a in [b, c]`
    fn listed(&self, value: &Term, items: Vec<Term>) -> Term {
        let stated: Option<Vec<_>> = items
            .into_iter()
            .map(|item| match item {
                Term::Literal(literal) => Some(literal),
                Term::Slot(_) | Term::Truth(_) | Term::Other => None,
            })
            .collect();
        Term::Truth(match (value, stated) {
            (Term::Slot(slot), Some(stated)) => self.compare(*slot, Relation::In, &stated),
            (Term::Literal(value), Some(stated)) => {
                Relation::In.holds(value, &stated).map_or(Truth::UNKNOWN, Truth::of)
            }
            _ => Truth::UNKNOWN,
        })
    }

    /// A value where a truth is wanted.
    fn truth(&self, term: Term) -> Truth {
        match term {
            Term::Truth(truth) => truth,
            Term::Slot(slot) => self.compare(slot, Relation::In, &[Literal::Bool(true)]),
            Term::Literal(Literal::Bool(value)) => Truth::of(value),
            Term::Literal(_) | Term::Other => Truth::UNKNOWN,
        }
    }
}

/// The last values of the stack, in their order.
fn taken(stack: &mut Vec<Term>, count: usize) -> Option<Vec<Term>> {
    Some(stack.split_off(stack.len().checked_sub(count)?))
}

/// An operation that JSON Schema has no words for.
fn other(stack: &mut Vec<Term>, operands: usize) -> Option<Term> {
    taken(stack, operands).map(|_| Term::Other)
}
