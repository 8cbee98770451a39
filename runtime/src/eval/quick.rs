//! Conditions on one parameter: what most rules ask, on every request. They need no stack, and say the same as [`holds`].
//!
//! [`holds`]: super::holds

use std::cmp::Ordering;

use crate::SlotContent;
use crate::spec::Op;

/// Whether a condition on one parameter holds (`a`, `!a`, `a == 1`, `a != "x"`, `a in ["x", "y"]`); `None` when it is none of that form or its
/// parameter has no value.
pub(crate) fn quick<'a>(program: &[Op], slot: impl FnOnce(u16) -> SlotContent<'a>) -> Option<bool> {
    let [Op::Slot(index), rest @ ..] = program else { return None };
    match rest {
        [] | [Op::Not] | [_, Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge] | [.., Op::In(_)] => {}
        _ => return None,
    }
    match (slot(*index), rest) {
        (SlotContent::Bool(value), []) => Some(value),
        (SlotContent::Bool(value), [Op::Not]) => Some(!value),
        (SlotContent::Number(value), [Op::Number(other), comparison]) => compare(comparison, value.cmp(other)),
        (SlotContent::Text(value), [Op::Text(other), Op::Eq]) => Some(value == *other),
        (SlotContent::Text(value), [Op::Text(other), Op::Ne]) => Some(value != *other),
        (SlotContent::Text(value), [words @ .., Op::In(count)]) if words.len() == usize::from(*count) => {
            one_of(&value, words)
        }
        _ => None,
    }
}

/// Whether a text is one of some texts; `None` when not all of them are texts.
fn one_of(value: &str, words: &[Op]) -> Option<bool> {
    let mut found = false;
    for word in words {
        let Op::Text(word) = word else { return None };
        found = found || value == word;
    }
    Some(found)
}

fn compare(comparison: &Op, order: Ordering) -> Option<bool> {
    match comparison {
        Op::Eq => Some(order.is_eq()),
        Op::Ne => Some(order.is_ne()),
        Op::Lt => Some(order.is_lt()),
        Op::Le => Some(order.is_le()),
        Op::Gt => Some(order.is_gt()),
        Op::Ge => Some(order.is_ge()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::quick;
    use crate::eval::holds;
    use crate::spec::{Op, text};
    use crate::{Exact, SlotContent, SlotValue};

    fn operation() -> impl Strategy<Value = Op> {
        let comparisons = vec![
            Op::Eq,
            Op::Ne,
            Op::Lt,
            Op::Le,
            Op::Gt,
            Op::Ge,
            Op::Not,
            Op::And,
            Op::Present(0),
            Op::In(1),
            Op::In(2),
        ];
        prop_oneof![
            select(comparisons),
            Just(Op::Text(text("x"))),
            any::<bool>().prop_map(Op::Bool),
            (-2_i128..3).prop_map(|number| Op::Number(Exact::integer(number))),
        ]
    }

    fn content() -> impl Strategy<Value = SlotContent<'static>> {
        prop_oneof![
            Just(SlotContent::Nothing),
            Just(SlotContent::Something),
            any::<bool>().prop_map(SlotContent::Bool),
            (-2_i128..3).prop_map(|number| SlotContent::Number(Exact::integer(number))),
            select(vec!["x", "y", ""]).prop_map(|text| SlotContent::Text(text.into())),
            Just(SlotContent::Large(1e300)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_answered_at_once_is_what_the_evaluator_says(
            rest in proptest::collection::vec(operation(), 0..4),
            value in content(),
        ) {
            let program: Vec<Op> = std::iter::once(Op::Slot(0)).chain(rest).collect();
            if let Some(answer) = quick(&program, |_| value.clone()) {
                prop_assert_eq!(holds(&program, &[SlotValue { value, present: true }]), Some(answer));
            }
        }
    }
}
