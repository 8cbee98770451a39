//! What is remembered of the members that rules and prices read. Each object that is being read has a frame of slots; a
//! value feeds slots of its own object or of one further out.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::state::{Fed, State, count_of};
use crate::json::{Item, Text};
use crate::spec::{Choice, Field, Kind, Literal, Object, Slot, SlotUse, Take};
use crate::{Measured, Resolved, SlotContent, SlotValue};

/// As deep as the tables of a spec go; a table that contains itself ends here.
const MAX_TABLE_DEPTH: usize = 16;

/// The frames of all objects that are open, the body's first.
pub(super) struct Slots<'a> {
    states: SmallVec<[State<'a>; 8]>,
    frames: SmallVec<[Frame<'a>; 4]>,
}

#[derive(Clone, Copy)]
struct Frame<'a> {
    object: &'a Object,
    /// Where the slots of the object begin among the states.
    start: usize,
}

impl<'a> Slots<'a> {
    pub(super) fn new() -> Self {
        Self { states: SmallVec::new(), frames: SmallVec::new() }
    }

    /// Opens the frame of an object.
    pub(super) fn enter(&mut self, object: &'a Object) {
        let start = self.states.len();
        self.frames.push(Frame { object, start });
        self.states.resize(start + object.slots.len(), State::EMPTY);
    }

    /// Whether no open object has slots, so that feeding them does nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Closes the innermost frame.
    pub(super) fn leave(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.states.truncate(frame.start);
        }
    }

    /// Keeps what a value says. A broken one is only known to be there.
    pub(super) fn feed(&mut self, field: &'a Field, fed: Fed<'_, 'a>, broken: bool) {
        let absent = field.empty_is_absent && fed.is_empty();
        let fed = field.kind.rounding().map_or(fed, |(step, rounds)| fed.rounded(step, rounds));
        for slot_use in field.feeds.iter() {
            if let Some((state, slot)) = self.slot(*slot_use) {
                state.present |= !absent;
                state.sent |= !absent;
                state.broken |= broken;
                if absent || state.broken || !slot.fact.is_empty() {
                    continue;
                }
                match slot.take {
                    Take::Placeholder => state.refer(&slot.form, fed),
                    take => state.take(take, fed),
                }
            }
        }
    }

    /// Whether a slot keeps a fact of the file that a value refers to.
    pub(super) fn wants_facts(&mut self, field: &Field) -> bool {
        field.feeds.iter().any(|slot_use| self.fact(*slot_use).is_some())
    }

    /// The fact that a slot keeps.
    pub(super) fn fact(&mut self, slot_use: SlotUse) -> Option<&'a str> {
        self.slot(slot_use).map(|(_, slot)| &*slot.fact).filter(|fact| !fact.is_empty())
    }

    /// Keeps what was measured of a file.
    pub(super) fn feed_fact(&mut self, slot_use: SlotUse, measured: Option<&Cow<'a, Measured>>) {
        let word = match measured {
            Some(Cow::Borrowed(Measured::Word(word))) => Some(word.as_str()),
            _ => None,
        };
        if let Some((state, slot)) = self.slot(slot_use) {
            state.measure(slot.take, measured.map(AsRef::as_ref), word);
        }
    }

    /// Keeps the default of a member that an object was sent without, for the objects around it. Its own object's slots
    /// know their defaults themselves, but for members of an action (`own`).
    pub(super) fn feed_default(&mut self, field: &'a Field, default: &'a Literal, own: bool) {
        for slot_use in field.feeds.iter().filter(|slot_use| own || slot_use.up > 0) {
            if let Some((state, slot)) = self.slot(*slot_use) {
                state.sent = true;
                match default {
                    Literal::Number(number) => {
                        // A sum or an extreme is about the list of the objects, which is there when one of them is.
                        state.present |= slot_use.up > 0 && slot.take != Take::Value;
                        state.take_exact(slot.take, *number);
                    }
                    Literal::Bool(value) => state.take(slot.take, Fed::Scalar(&Item::Bool(*value))),
                    Literal::Text(text) => state.take(slot.take, Fed::Scalar(&Item::Text(Text::plain(text)))),
                    Literal::Json(json) => state.take(slot.take, Fed::List(count_of(json))),
                }
            }
        }
    }

    /// Keeps which case of a choice was taken; `sent` when the body says so itself. The frame of the case is open.
    pub(super) fn feed_tag(&mut self, choice: &'a Choice, case: &'a str, sent: bool) {
        for slot_use in choice.feeds.iter() {
            if let Some((state, slot)) = self.slot(*slot_use) {
                state.present |= sent;
                state.sent = true;
                state.take(slot.take, Fed::Scalar(&Item::Text(Text::plain(case))));
            }
        }
    }

    /// Notes that the case of a choice is not known.
    pub(super) fn break_tag(&mut self, choice: &'a Choice) {
        for slot_use in choice.feeds.iter() {
            if let Some((state, _)) = self.slot(*slot_use) {
                (state.present, state.sent, state.broken) = (true, true, true);
            }
        }
    }

    /// Forgets what a member said, since it is repeated and the last one counts.
    pub(super) fn forget(&mut self, field: &'a Field) {
        self.forget_below(field, 0, 0);
    }

    fn forget_below(&mut self, field: &'a Field, inward: u8, depth: usize) {
        if depth > MAX_TABLE_DEPTH {
            return;
        }
        self.forget_uses(&field.feeds, inward);
        let further = inward.saturating_add(1);
        match &field.kind {
            Kind::List(range) => self.forget_all(&range.item, inward, depth),
            Kind::Object(object) => self.forget_all(&object.fields, further, depth),
            Kind::Choice(choice) => {
                self.forget_uses(&choice.feeds, further);
                for case in choice.cases.iter() {
                    self.forget_all(&case.object.fields, further, depth);
                }
            }
            Kind::AnyOf(alternatives) => self.forget_all(alternatives, inward, depth),
            Kind::Bool
            | Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::OneOf(_)
            | Kind::OneOfNumbers(_)
            | Kind::Url(_)
            | Kind::AnyObject => {}
        }
    }

    fn forget_all(&mut self, fields: &'a [Field], inward: u8, depth: usize) {
        for field in fields {
            self.forget_below(field, inward, depth + 1);
        }
    }

    fn forget_uses(&mut self, feeds: &[SlotUse], inward: u8) {
        for slot_use in feeds {
            let Some(up) = slot_use.up.checked_sub(inward) else { continue };
            if let Some((state, slot)) = self.slot(SlotUse::new(up, slot_use.slot)) {
                if up > 0 && !matches!(slot.take, Take::Value | Take::Count) {
                    // Other items of a list may have said something too, which cannot be told apart any more.
                    state.broken = true;
                } else {
                    *state = State::EMPTY;
                }
            }
        }
    }

    fn slot(&mut self, slot_use: SlotUse) -> Option<(&mut State<'a>, &'a Slot)> {
        let frame = self.frames.get(self.frames.len().checked_sub(1 + usize::from(slot_use.up))?)?;
        let index = usize::from(slot_use.slot);
        Some((self.states.get_mut(frame.start + index)?, frame.object.slots.get(index)?))
    }

    /// A slot of the innermost frame: its table and its state.
    fn innermost(&self, index: u16) -> Option<(&'a Slot, &State<'a>)> {
        let frame = self.frames.last()?;
        Some((frame.object.slots.get(usize::from(index))?, self.states.get(frame.start + usize::from(index))?))
    }

    /// The slot that speaks for a parameter: that of its other name when only that one was sent.
    fn speaking(&self, index: u16) -> Option<(&'a Slot, &State<'a>)> {
        let (slot, state) = self.innermost(index)?;
        let other = slot.alias.filter(|_| !state.sent).and_then(|alias| self.innermost(alias));
        other.filter(|(_, other)| other.sent).or(Some((slot, state)))
    }

    /// Whether the parameter of a slot of the innermost object is present.
    pub(super) fn present(&self, index: u16) -> bool {
        self.speaking(index).is_some_and(|(_, state)| state.present)
    }

    /// Whether the parameter of a slot is present under its other name only.
    pub(super) fn is_under_other_name(&self, index: u16) -> bool {
        self.innermost(index).is_some_and(|(_, state)| !state.present) && self.present(index)
    }

    /// Whether a slot of the innermost object waits for a fact that nobody measured.
    pub(super) fn open(&self, index: u16) -> bool {
        self.speaking(index).is_some_and(|(_, state)| state.is_open())
    }

    /// Whether the parameter of a slot of the innermost object already has an error.
    pub(super) fn broken(&self, index: u16) -> bool {
        self.speaking(index).is_some_and(|(_, state)| state.broken)
    }

    /// Whether the slots can be read: none is absent without a default, and none already has an error.
    pub(super) fn readable(&self, slots: &[u16]) -> bool {
        slots.iter().all(|index| self.speaking(*index).is_some_and(|(slot, state)| state.is_readable(slot)))
    }

    /// The first of some slots that waits for a fact of a file, when all others can be read.
    pub(super) fn waits_for(&self, slots: &[u16]) -> Option<&'a Slot> {
        let others = slots.iter().filter(|index| !self.open(**index));
        let known = |index: &u16| self.speaking(*index).is_some_and(|(slot, state)| state.is_readable(slot));
        let is_ready = others.copied().all(|index| known(&index));
        let waits = slots.iter().find(|index| self.open(**index) && !self.broken(**index));
        waits.filter(|_| is_ready).and_then(|index| self.speaking(*index)).map(|(slot, _)| slot)
    }

    /// The value of a slot of the innermost object, with its default.
    pub(super) fn content(&self, index: u16) -> SlotContent<'a> {
        self.speaking(index).map_or(SlotContent::Nothing, |(slot, state)| state.content(slot))
    }

    /// The innermost object as a price sees it.
    pub(super) fn resolved(&self) -> Resolved<'a> {
        Resolved { slots: self.values(|_| true).into_vec() }
    }

    /// The innermost object as a formula sees it that reads only some slots. Few enough for the stack.
    pub(super) fn values(&self, reads: impl Fn(u16) -> bool) -> SmallVec<[SlotValue<'a>; 8]> {
        let slots = self.frames.last().map_or(0, |frame| frame.object.slots.len());
        let value = |index| {
            let value = if reads(index) { self.content(index) } else { SlotContent::Nothing };
            SlotValue { value, present: self.present(index) }
        };
        (0..u16::try_from(slots).unwrap_or(u16::MAX)).map(value).collect()
    }
}
