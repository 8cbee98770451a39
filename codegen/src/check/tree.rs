//! Places in the tree of a body: where slots stand, and which values feed them.

use std::collections::{BTreeMap, BTreeSet};

use nameplate::spec::{Rule, Slot, SlotUse};

/// A step from an object towards a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The member with this index.
    Member(usize),
    /// The items of a list.
    Item,
    /// The alternative of an `any_of` with this index.
    Alternative(usize),
    /// The case of a choice with this index.
    Case(usize),
    /// The tag of a choice.
    Tag,
}

/// A way from the body to a value.
pub(super) type Path = Vec<Step>;

/// What the rules and prices of a body need of its objects, by the object's path.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// The slots and rules of each object that has any.
    pub(super) objects: BTreeMap<Path, (Vec<Slot>, Vec<Rule>)>,
    /// The slots that each value feeds.
    pub(super) feeds: BTreeMap<Path, Vec<SlotUse>>,
    /// The names of all rules, those with a fault too.
    pub(super) rules: BTreeSet<String>,
}

impl Needs {
    /// Notes that the value at `relative` from the object at `object` feeds its slot.
    pub(super) fn feed(&mut self, object: &[Step], relative: &[Step], slot: u16) {
        // Each member after the first one, and each tag, stands in an object one level further in.
        let inner = relative.iter().filter(|step| matches!(step, Step::Member(_) | Step::Tag)).count();
        let up = u8::try_from(inner.saturating_sub(1)).unwrap_or(u8::MAX);
        let path = object.iter().chain(relative).copied().collect();
        self.feeds.entry(path).or_default().push(SlotUse { up, slot });
    }
}
