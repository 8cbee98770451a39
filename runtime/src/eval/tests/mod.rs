//! What programs mean, operation by operation.
#![allow(clippy::panic, reason = "tests")]

mod properties;

use std::borrow::Cow;

use super::{Content, NoTables, Tables, Value, holds, run};
use crate::spec::{Op, text};
use crate::{Exact, SlotContent, SlotValue, Why};

fn int(value: i128) -> Op {
    Op::Number(Exact::integer(value))
}

fn slots(contents: Vec<SlotContent<'_>>) -> Vec<SlotValue<'_>> {
    let slots = contents.into_iter().map(|value| SlotValue { present: value != SlotContent::Nothing, value });
    slots.collect()
}

fn value(program: &[Op]) -> Content<'_> {
    run(program, &[], &mut NoTables).content
}

fn truth(program: &[Op]) -> Option<bool> {
    holds(program, &[])
}

#[test]
fn an_empty_condition_holds() {
    assert_eq!(truth(&[]), Some(true));
}

#[test]
fn a_condition_on_an_absent_parameter_cannot_be_computed() {
    let resolved = slots(vec![SlotContent::Nothing]);
    assert_eq!(holds(&[Op::Slot(0), int(1), Op::Eq], &resolved), None);
    assert_eq!(holds(&[Op::Present(0)], &resolved), Some(false));
}

#[test]
fn false_decides_a_conjunction_with_what_cannot_be_computed() {
    let resolved = slots(vec![SlotContent::Nothing]);
    let unknown = [Op::Slot(0), int(1), Op::Eq];
    let with = |truth: bool, op: Op| {
        let program: Vec<Op> = unknown.iter().cloned().chain([Op::Bool(truth), op]).collect();
        holds(&program, &resolved)
    };
    assert_eq!(with(false, Op::And), Some(false));
    assert_eq!(with(true, Op::And), None);
    assert_eq!(with(true, Op::Or), Some(true));
    assert_eq!(with(false, Op::Or), None);
    assert_eq!(with(true, Op::Implies), Some(true));
    assert_eq!(with(false, Op::Implies), None);
}

#[test]
fn implies_is_false_only_from_true_to_false() {
    for (a, b, expected) in [(false, false, true), (false, true, true), (true, false, false), (true, true, true)] {
        assert_eq!(truth(&[Op::Bool(a), Op::Bool(b), Op::Implies]), Some(expected), "{a} implies {b}");
    }
}

#[test]
fn every_comparison_of_two_numbers_is_right() {
    for (a, b) in [(1, 2), (2, 2), (3, 2)] {
        let expected =
            [(Op::Eq, a == b), (Op::Ne, a != b), (Op::Lt, a < b), (Op::Le, a <= b), (Op::Gt, a > b), (Op::Ge, a >= b)];
        for (op, expected) in expected {
            assert_eq!(truth(&[int(a), int(b), op.clone()]), Some(expected), "{a} {op:?} {b}");
        }
    }
}

#[test]
fn a_number_too_large_for_exact_compares_as_a_double() {
    let resolved = slots(vec![SlotContent::Large(1e300), SlotContent::Large(-1e300), SlotContent::Large(1e-300)]);
    assert_eq!(holds(&[Op::Slot(0), int(5), Op::Gt], &resolved), Some(true));
    assert_eq!(holds(&[int(5), Op::Slot(0), Op::Ge], &resolved), Some(false));
    assert_eq!(holds(&[Op::Slot(1), int(5), Op::Lt], &resolved), Some(true));
    assert_eq!(holds(&[Op::Slot(2), int(0), Op::Gt], &resolved), Some(true));
    assert_eq!(holds(&[Op::Slot(0), Op::Slot(0), Op::Eq], &resolved), Some(true));
    assert_eq!(holds(&[Op::Slot(0), int(5), Op::Eq], &resolved), Some(false));
    assert_eq!(holds(&[Op::Slot(0), int(5), Op::Ne], &resolved), Some(true));
    let sum = [Op::Slot(0), int(5), Op::Add];
    assert_eq!(run(&sum, &resolved, &mut NoTables).content, Content::Missing(Why::Overflow));
}

#[test]
fn a_value_is_in_a_list_when_it_equals_an_item() {
    let resolved = slots(vec![SlotContent::Text(Cow::Borrowed("4x"))]);
    let one_of = |words: &'static [&'static str]| {
        let mut program = vec![Op::Slot(0)];
        program.extend(words.iter().map(|word| Op::Text(text(word))));
        program.push(Op::In(u16::try_from(words.len()).unwrap_or(u16::MAX)));
        holds(&program, &resolved)
    };
    assert_eq!(one_of(&["2x", "4x"]), Some(true));
    assert_eq!(one_of(&["2x", "8x"]), Some(false));
    assert_eq!(one_of(&[]), Some(false));
}

#[test]
fn operands_that_do_not_go_together_have_no_value() {
    let missing = Content::Missing(Why::Overflow);
    for program in [
        vec![int(1), Op::Bool(true), Op::Add],
        vec![int(1), Op::Not],
        vec![Op::Bool(true), Op::Neg],
        vec![int(1), int(2), int(3), Op::If],
        vec![Op::Bool(true), int(1), Op::And],
    ] {
        assert_eq!(value(&program), missing, "{program:?}");
    }
}

#[test]
fn values_of_two_types_are_not_equal_and_a_word_is_no_number() {
    let word = Op::Text(text("1"));
    assert_eq!(value(&[int(1), word.clone(), Op::Eq]), Content::Truth(Some(false)));
    assert_eq!(value(&[word.clone(), int(1), int(2), Op::In(2)]), Content::Truth(Some(false)));
    assert_eq!(value(&[Op::Bool(true), word.clone(), Op::Ne]), Content::Truth(Some(true)));
    for operation in [Op::Lt, Op::Ge, Op::Add, Op::Mul, Op::Min(2)] {
        assert_eq!(value(&[int(1), word.clone(), operation]), Content::Missing(Why::OpenPrice));
    }
}

#[test]
fn a_program_that_is_no_formula_has_no_value() {
    let missing = Content::Missing(Why::Overflow);
    for program in [
        vec![Op::Add],
        vec![int(1), Op::Add],
        vec![int(1), int(2)],
        vec![Op::In(3)],
        vec![Op::Min(0)],
        vec![int(1), Op::Max(u16::MAX)],
        vec![Op::Measure(9)],
        vec![Op::Rate(0)],
        vec![Op::Step(7)],
        vec![Op::Group(1)],
    ] {
        assert_eq!(value(&program), missing, "{program:?}");
    }
    assert_eq!(value(&[Op::Slot(u16::MAX)]), Content::Missing(Why::OpenPrice));
}

#[test]
fn division_by_zero_and_rounding_to_nothing_have_no_value() {
    for op in [Op::Div, Op::Ceil, Op::Floor, Op::Round] {
        assert_eq!(value(&[int(5), int(0), op.clone()]), Content::Missing(Why::Overflow), "{op:?}");
    }
}

/// One missing measure, and nothing else.
struct OneMissingMeasure;

impl<'a> Tables<'a> for OneMissingMeasure {
    fn measure(&mut self, index: u16) -> Value<'a> {
        Value::new(Content::Linear(Box::new(super::Linear::of(index))))
    }
}

fn linear(program: &[Op]) -> Content<'_> {
    run(program, &[], &mut OneMissingMeasure).content
}

#[test]
fn a_missing_measure_leaves_a_straight_line() {
    // 2 + 3 * ceil(m, 60) / 60, in another order
    let program = [Op::Measure(0), int(60), Op::Ceil, int(60), Op::Div, int(3), Op::Mul, int(2), Op::Add];
    let Content::Linear(line) = linear(&program) else { panic!("not a line") };
    assert_eq!((line.fixed, line.amount), (Exact::integer(2), Exact::integer(3)));
    assert_eq!((line.per, line.rounded), (Exact::integer(60), true));
}

#[test]
fn rounding_up_twice_widens_the_step() {
    // ceil(ceil(m) / 60)
    let program = [Op::Measure(0), int(1), Op::Ceil, int(60), Op::Div, int(1), Op::Ceil];
    let Content::Linear(line) = linear(&program) else { panic!("not a line") };
    assert_eq!((line.amount, line.per, line.rounded), (Exact::ONE, Exact::integer(60), true));
}

#[test]
fn what_leaves_the_straight_line_needs_its_measure() {
    for op in [Op::Floor, Op::Round, Op::Max(2), Op::Min(2), Op::Lt, Op::Between] {
        assert_eq!(linear(&[Op::Measure(0), int(7), op.clone()]), Content::Missing(Why::NeedsMeasure), "{op:?}");
    }
    assert_eq!(linear(&[Op::Measure(0), Op::Measure(1), Op::Add]), Content::Missing(Why::NeedsMeasure));
    assert_eq!(linear(&[Op::Measure(0), Op::Measure(0), Op::Mul]), Content::Missing(Why::NeedsMeasure));
}

#[test]
fn a_line_without_slope_is_a_number() {
    let program = [Op::Measure(0), Op::Measure(0), Op::Sub, int(4), Op::Add];
    assert_eq!(linear(&program), value(&[int(4)]));
}
