//! What conditions say of parameters, as sets of objects: those for which it is surely true, and those for which it is surely
//! false. What JSON Schema cannot say is in neither, so a schema built from these sets never refuses an object for a reason
//! that the checker does not have.

use std::cmp::Ordering;

use super::json::{Json, Members};
use super::place::{Place, Sort};
use super::predicate::{Member, Predicate, Test};
use crate::Exact;
use crate::spec::{Literal, Object, Take};

/// A truth, as far as sets of objects can tell it.
#[derive(Clone)]
pub(super) struct Truth {
    /// Objects for which it is true.
    pub(super) yes: Predicate,
    /// Objects for which it is false.
    pub(super) no: Predicate,
    /// Whether these are all of them.
    pub(super) exact: bool,
}

/// A set with more parts than this is left out: nobody would read it.
const MAX_SIZE: usize = 200;
/// Whole numbers below this are the same to every reader of JSON.
const MAX_SAFE: Exact = Exact::integer(1 << 53);

impl Truth {
    pub(super) const UNKNOWN: Self = Self { yes: Predicate::False, no: Predicate::False, exact: false };

    pub(super) fn of(truth: bool) -> Self {
        let (yes, no) = if truth { (Predicate::True, Predicate::False) } else { (Predicate::False, Predicate::True) };
        Self { yes, no, exact: true }
    }

    /// True in a set, false outside it.
    pub(super) fn exactly(yes: Predicate) -> Self {
        Self { no: yes.clone().negated(), yes, exact: true }
    }

    pub(super) fn not(self) -> Self {
        Self { yes: self.no, no: self.yes, exact: self.exact }
    }

    pub(super) fn and(self, other: Self) -> Self {
        let (yes, no) = (Predicate::all([self.yes, other.yes]), Predicate::any([self.no, other.no]));
        Self { yes, no, exact: self.exact && other.exact }.bounded()
    }

    pub(super) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// `if`: unlike `&&` and `||`, it has no value where its condition has none.
    pub(super) fn choose(condition: &Self, then: Self, otherwise: Self) -> Self {
        let either = |then, otherwise| {
            let taken = Predicate::all([condition.yes.clone(), then]);
            Predicate::any([taken, Predicate::all([condition.no.clone(), otherwise])])
        };
        let (yes, no) = (either(then.yes, otherwise.yes), either(then.no, otherwise.no));
        Self { yes, no, exact: condition.exact && then.exact && otherwise.exact }.bounded()
    }

    fn bounded(self) -> Self {
        if self.yes.size() + self.no.size() > MAX_SIZE { Self::UNKNOWN } else { self }
    }
}

/// A comparison of a parameter with what the spec states.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// One of some values.
    In,
    /// None of them.
    NotIn,
    /// Below the value.
    Lt,
    /// Not above the value.
    Le,
    /// Above the value.
    Gt,
    /// Not below the value.
    Ge,
}

impl Relation {
    fn negated(self) -> Self {
        match self {
            Self::In => Self::NotIn,
            Self::NotIn => Self::In,
            Self::Lt => Self::Ge,
            Self::Le => Self::Gt,
            Self::Gt => Self::Le,
            Self::Ge => Self::Lt,
        }
    }

    /// The relation with its sides exchanged.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::In => Self::In,
            Self::NotIn => Self::NotIn,
            Self::Lt => Self::Gt,
            Self::Le => Self::Ge,
            Self::Gt => Self::Lt,
            Self::Ge => Self::Le,
        }
    }

    /// Whether it holds between a value and those stated; `None` when they do not go together.
    pub(super) fn holds(self, value: &Literal, stated: &[Literal]) -> Option<bool> {
        let order = |limit: &Literal| match (value, limit) {
            (Literal::Number(value), Literal::Number(limit)) => Some(value.cmp(limit)),
            _ => None,
        };
        match (self, stated) {
            (Self::In | Self::NotIn, values) => Some(values.contains(value) == (self == Self::In)),
            (Self::Lt, [limit]) => order(limit).map(Ordering::is_lt),
            (Self::Le, [limit]) => order(limit).map(Ordering::is_le),
            (Self::Gt, [limit]) => order(limit).map(Ordering::is_gt),
            (Self::Ge, [limit]) => order(limit).map(Ordering::is_ge),
            _ => None,
        }
    }
}

/// What is needed to find the parameters that a condition names.
pub(super) struct Conditions<'a> {
    pub(super) object: &'a Object,
    pub(super) way: usize,
}

impl<'a> Conditions<'a> {
    fn place(&self, slot: u16) -> Option<Place<'a>> {
        Place::of(self.object, slot, self.way)
    }

    /// Where the parameter of a slot is present.
    pub(super) fn present(&self, slot: u16) -> Option<Predicate> {
        let place = self.place(slot)?;
        if !place.taken {
            return Some(Predicate::False);
        }
        let test = place.empty_is_absent.then(|| Test::NotIn(place.unread.clone()));
        Some(member(&place, test, false, None))
    }

    /// Where a slot has a value, sent or by default, and whether that is all of it.
    pub(super) fn valued(&self, slot: u16) -> (Predicate, bool) {
        if self.object.slots.get(usize::from(slot)).is_some_and(|slot| slot.take == Take::Count) {
            return (Predicate::True, true);
        }
        let Some(place) = self.place(slot) else { return (Predicate::False, false) };
        let stands_in = place.default.is_some();
        if !place.taken || (place.is_direct() && stands_in && (place.empty_is_absent || place.unread.is_empty())) {
            return (if stands_in { Predicate::True } else { Predicate::False }, true);
        }
        let yes = member(&place, Some(Test::NotIn(place.unread.clone())), stands_in && place.is_direct(), Some(slot));
        (yes, is_exact(&place))
    }

    /// Where a parameter stands in a relation to what the spec states.
    pub(super) fn compare(&self, slot: u16, relation: Relation, stated: &[Literal]) -> Truth {
        let Some(place) = self.place(slot) else { return Truth::UNKNOWN };
        let (yes, no) = (holding(&place, relation, stated), holding(&place, relation.negated(), stated));
        yes.zip(no).map_or(Truth::UNKNOWN, |(yes, no)| Truth { yes, no, exact: is_exact(&place) })
    }
}

/// Whether defaults of members within members leave nothing open.
fn is_exact(place: &Place<'_>) -> bool {
    place.is_direct() || !(place.inner_default || place.default.is_some())
}

/// The objects with a parameter that passes a test.
fn member(place: &Place<'_>, test: Option<Test>, or_absent: bool, slot: Option<u16>) -> Predicate {
    let path: Vec<_> = place.path.iter().map(|&name| name.to_owned()).collect();
    let there = |test| Predicate::Member(Member { path: path.clone(), test, or_absent, slot });
    match test {
        Some(Test::In(values)) if values.is_empty() && or_absent => {
            Predicate::Not(Box::new(Predicate::Member(Member { path, test: None, or_absent: false, slot: None })))
        }
        Some(Test::In(values)) if values.is_empty() => Predicate::False,
        None | Some(Test::NotIn(_)) if or_absent && test.as_ref().is_none_or(is_everything) => Predicate::True,
        Some(test) if is_everything(&test) => there(None),
        test => there(test),
    }
}

fn is_everything(test: &Test) -> bool {
    matches!(test, Test::NotIn(values) if values.is_empty())
}

/// The objects for which a relation surely holds; `None` where JSON Schema has no words for it.
fn holding(place: &Place<'_>, relation: Relation, stated: &[Literal]) -> Option<Predicate> {
    let default = default_of(place);
    let by_default = default.and_then(|default| relation.holds(&default, stated)).unwrap_or(false);
    if !place.taken {
        return Some(if by_default { Predicate::True } else { Predicate::False });
    }
    // What an inner object without the parameter, or its absence, comes to is left open.
    let by_default = by_default && place.is_direct();
    let test = match place.take {
        Take::Value => value_test(place.sort, relation, stated)?,
        Take::Chars if place.sort == Sort::Text => size_test("minLength", "maxLength", relation, stated)?,
        Take::Count if place.sort == Sort::List && place.unread.is_empty() && place.is_direct() => {
            size_test("minItems", "maxItems", relation, stated)?
        }
        Take::Count
        | Take::Chars
        | Take::Utf16
        | Take::Bytes
        | Take::Words
        | Take::Placeholder
        | Take::Sum
        | Take::Min
        | Take::Max => return None,
    };
    let test = readable(place, test, by_default && place.empty_is_absent);
    Some(member(place, Some(test), by_default, Some(place.slot)))
}

/// What a formula reads when the parameter is absent.
fn default_of(place: &Place<'_>) -> Option<Literal> {
    let count = |items: usize| i128::try_from(items).ok().map(|items| Literal::Number(Exact::integer(items)));
    match (place.take, place.default) {
        (Take::Chars, Some(Literal::Text(text))) => count(text.chars().count()),
        (Take::Count, Some(Literal::Json(json))) => {
            count(serde_json::from_str::<Vec<serde_json::Value>>(json).map_or(0, |items| items.len()))
        }
        (Take::Count, None) => count(0),
        // What the formula itself says that an absent text counts.
        (Take::Chars, Some(Literal::Number(length))) => Some(Literal::Number(*length)),
        (Take::Value, default) => default.cloned(),
        _ => None,
    }
}

/// A test without the values that formulas cannot read, or with them where they count as absent and the default passes.
fn readable(place: &Place<'_>, test: Test, by_default: bool) -> Test {
    let unread = &place.unread;
    let without = |mut values: Vec<Json>| {
        values.retain(|value| !unread.contains(value));
        values
    };
    let with = |values: Vec<Json>| {
        let mut values = without(values);
        values.extend(unread.iter().cloned());
        values
    };
    match (test, by_default) {
        (test, _) if unread.is_empty() => test,
        (Test::In(values), true) => Test::In(with(values)),
        (Test::In(values), false) => Test::In(without(values)),
        (Test::NotIn(values), true) => Test::NotIn(without(values)),
        (Test::NotIn(values), false) => Test::NotIn(with(values)),
        (test @ (Test::Schema(_) | Test::NotSchema(_)), by_default) => {
            let (inner, others) = (test.into_schema(), Test::In(unread.clone()));
            let (word, other) = if by_default { ("anyOf", others) } else { ("allOf", others.negated()) };
            Test::Schema(Members::new().with(word, Json::List(vec![inner, other.into_schema()])))
        }
    }
}

/// A relation of a value to those stated, as a test.
fn value_test(sort: Sort, relation: Relation, stated: &[Literal]) -> Option<Test> {
    let fits = |literal: &Literal| match (sort, literal) {
        (Sort::Bool | Sort::Mixed, Literal::Bool(_)) | (Sort::Text | Sort::Mixed, Literal::Text(_)) => true,
        (Sort::Number | Sort::Mixed, Literal::Number(number)) => is_plain(*number),
        _ => false,
    };
    if !stated.iter().all(fits) {
        return None;
    }
    let values = || stated.iter().map(Json::literal).collect();
    let bound = |word| match stated {
        // A bound says nothing of a text.
        [Literal::Number(limit)] if sort == Sort::Mixed => {
            let number = Members::new().with("type", Json::text("number"));
            Some(Test::Schema(number.with(word, Json::exact(*limit))))
        }
        [Literal::Number(limit)] => Some(Test::Schema(Members::new().with(word, Json::exact(*limit)))),
        _ => None,
    };
    match relation {
        Relation::In => Some(Test::In(values())),
        Relation::NotIn => Some(Test::NotIn(values())),
        Relation::Lt => bound("exclusiveMaximum"),
        Relation::Le => bound("maximum"),
        Relation::Gt => bound("exclusiveMinimum"),
        Relation::Ge => bound("minimum"),
    }
}

/// Whether every reader of JSON compares with a number as the checker does: it is what its double is, and not too large.
fn is_plain(number: Exact) -> bool {
    number.abs().is_some_and(|size| size < MAX_SAFE) && Exact::from_f64(number.to_f64()) == Some(number)
}

/// A relation of a length or a count to a whole number, as a test.
fn size_test(min: &'static str, max: &'static str, relation: Relation, stated: &[Literal]) -> Option<Test> {
    let [Literal::Number(limit)] = stated else { return None };
    let limit = limit.to_integer().filter(|limit| (0..1 << 53).contains(limit))?;
    let at_least = |members: Members, size: i128| members.with(min, Json::integer(size));
    let at_most = |members: Members, size: i128| (size >= 0).then(|| members.with(max, Json::integer(size)));
    let none = Members::new;
    Some(match relation {
        Relation::In => Test::Schema(at_most(at_least(none(), limit), limit)?),
        Relation::NotIn => Test::NotSchema(at_most(at_least(none(), limit), limit)?),
        Relation::Lt => Test::Schema(at_most(none(), limit - 1)?),
        Relation::Le => Test::Schema(at_most(none(), limit)?),
        Relation::Gt => Test::Schema(at_least(none(), limit + 1)),
        Relation::Ge => Test::Schema(at_least(none(), limit)),
    })
}
