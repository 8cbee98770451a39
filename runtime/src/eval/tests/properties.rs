//! What holds for any program, also for those that no check of a spec would let pass.

use proptest::prelude::*;

use crate::eval::{Content, Linear, Number, Tables, Trend, Value, run};
use crate::spec::Op;
use crate::{Exact, Why};

/// Two measures, each a number or missing.
struct Measured([Option<Number>; 2]);

impl<'a> Tables<'a> for Measured {
    fn measure(&mut self, index: u16) -> Value<'a> {
        let number = self.0.get(usize::from(index)).cloned().flatten();
        let missing = || Content::Linear(Box::new(Linear::of(index)));
        Value::new(number.map_or_else(missing, Content::Number))
    }
}

fn value(program: &[Op], measures: [Option<Number>; 2]) -> Content<'_> {
    run(program, &[], &mut Measured(measures)).content
}

/// A measure that is known exactly.
#[allow(clippy::unnecessary_wraps, reason = "as `value` takes measures")]
fn at(value: Exact) -> Option<Number> {
    Some(Number::point(value))
}

/// A number with few digits, so that ends of intervals and steps of rounding meet often.
fn small(whole: i128, halves: bool) -> Exact {
    Exact::ratio(whole, if halves { 2 } else { 1 }).unwrap_or(Exact::ZERO)
}

/// Programs that leave a number, built from the leaves up.
fn formula() -> impl Strategy<Value = Vec<Op>> {
    let leaf = prop_oneof![
        (0u16..2).prop_map(|index| vec![Op::Measure(index)]),
        (-6i128..=9, any::<bool>()).prop_map(|(whole, halves)| vec![Op::Number(small(whole, halves))]),
    ];
    leaf.prop_recursive(4, 40, 3, |inner| {
        let binary = prop_oneof![
            Just(Op::Add),
            Just(Op::Sub),
            Just(Op::Mul),
            Just(Op::Div),
            Just(Op::Ceil),
            Just(Op::Floor),
            Just(Op::Round),
            Just(Op::Min(2)),
            Just(Op::Max(2)),
            Just(Op::Between),
        ];
        let comparison =
            prop_oneof![Just(Op::Eq), Just(Op::Ne), Just(Op::Lt), Just(Op::Le), Just(Op::Gt), Just(Op::Ge),];
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            4 => (pair, binary).prop_map(|((a, b), op)| [a, b, vec![op]].concat()),
            1 => inner.clone().prop_map(|a| [a, vec![Op::Neg]].concat()),
            1 => ((inner.clone(), inner.clone()), comparison, inner.clone(), inner)
                .prop_map(|((a, b), compare, then, or)| [a, b, vec![compare], then, or, vec![Op::If]].concat()),
        ]
    })
}

/// Two ends and two points between them, the lower point first, in quarters.
fn span() -> impl Strategy<Value = [Exact; 4]> {
    (0i128..12, 0i128..9).prop_flat_map(|(low, width)| {
        let within = low * 4..=(low + width) * 4;
        (within.clone(), within).prop_map(move |(a, b)| {
            let quarters = |count| Exact::ratio(count, 4).unwrap_or(Exact::ZERO);
            [quarters(low * 4), quarters((low + width) * 4), quarters(a.min(b)), quarters(a.max(b))]
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_value_at_any_point_lies_in_the_interval(program in formula(), first in span(), second in span()) {
        let ranges = [Some(Number::range(first[0], first[1])), Some(Number::range(second[0], second[1]))];
        let within = value(&program, ranges);
        for (a, b) in [(first[2], second[3]), (first[3], second[2]), (first[0], second[1])] {
            match (&within, value(&program, [at(a), at(b)])) {
                (Content::Number(range), Content::Number(exact)) => {
                    prop_assert!(range.lo() <= exact.lo() && exact.hi() <= range.hi(), "{program:?} at {a}, {b}");
                }
                (Content::Number(_), other) => prop_assert!(false, "{program:?} at {a}, {b}: {other:?}"),
                (Content::Missing(why), _) => prop_assert_eq!(*why, Why::Overflow),
                (other, _) => prop_assert!(false, "{program:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_rising_total_never_falls(program in formula(), free in span(), other in span()) {
        let rising = value(&program, [Some(Number::rising(free[0], free[1])), at(other[2])]);
        let of = |quantity| value(&program, [at(quantity), at(other[2])]);
        if let (Content::Number(range), Content::Number(low), Content::Number(high)) = (&rising, of(free[2]), of(free[3])) {
            match range.trend() {
                Trend::Constant => prop_assert!(low.lo() == high.lo() && low.hi() == high.hi(), "{program:?}"),
                Trend::Rising => prop_assert!(low.lo() <= high.lo() && low.hi() <= high.hi(), "{program:?}"),
                Trend::Falling => prop_assert!(low.lo() >= high.lo() && low.hi() >= high.hi(), "{program:?}"),
                Trend::Mixed => {}
            }
        }
    }

    #[test]
    fn a_line_tells_the_value_at_every_point(program in formula(), quantity in span(), other in span()) {
        let open = value(&program, [None, at(other[2])]);
        let exact = value(&program, [at(quantity[2]), at(other[2])]);
        if let (Content::Linear(line), Content::Number(exact)) = (&open, &exact) {
            let steps = quantity[2].div(line.per);
            let steps = if line.rounded { steps.map(Exact::ceil) } else { steps };
            let told = steps.and_then(|steps| steps.mul(line.amount)?.add(line.fixed));
            prop_assert_eq!(told, exact.to_point(), "{:?}", program);
        }
    }

    #[test]
    fn any_list_of_operations_has_a_value(program in prop::collection::vec(any_op(), 0..12)) {
        let _ = value(&program, [None, at(Exact::integer(i128::MAX))]);
        let _ = value(&program, [at(Exact::integer(i128::MIN)), Some(Number::range(Exact::ZERO, Exact::ONE))]);
    }
}

/// Any operation at all, with operands at the ends of what numbers hold.
fn any_op() -> impl Strategy<Value = Op> {
    let number = prop_oneof![Just(0), Just(1), Just(-1), Just(i128::MAX), Just(i128::MIN), any::<i128>()];
    prop_oneof![
        4 => number.prop_map(|number| Op::Number(Exact::integer(number))),
        2 => (0u16..3).prop_map(Op::Measure),
        1 => any::<bool>().prop_map(Op::Bool),
        1 => Just(Op::Text("a".into())),
        2 => prop::sample::select(vec![
            Op::Not, Op::And, Op::Or, Op::Implies, Op::Eq, Op::Ne, Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Neg, Op::If,
            Op::Between, Op::In(2), Op::Min(3), Op::Max(0), Op::Slot(0), Op::Present(0), Op::Rate(0), Op::Step(0), Op::Group(0),
        ]),
        4 => prop::sample::select(vec![Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Ceil, Op::Floor, Op::Round]),
    ]
}
