//! What is remembered of the members that rules and prices read. Each object that is being read has a frame of slots; a
//! value feeds slots of its own object or of one further out.

use smallvec::SmallVec;

use crate::json::{Item, Number, Text};
use crate::spec::{Choice, Field, Kind, Literal, Object, Slot, SlotUse, Take};
use crate::{Exact, Resolved, SlotContent, SlotValue};

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

#[derive(Clone, Copy)]
struct State<'a> {
    held: Held<'a>,
    /// What `present` says.
    present: bool,
    /// Whether something was sent, so that no default stands in.
    sent: bool,
    /// Whether the parameter already has an error.
    broken: bool,
}

/// What a slot holds. Numbers and texts are as they were read, and only become values of a formula when one is evaluated.
#[derive(Clone, Copy)]
enum Held<'a> {
    Nothing,
    Something,
    Bool(bool),
    Number(Number<'a>),
    Exact(Exact),
    Text(Text<'a>),
}

const EMPTY: State<'static> = State { held: Held::Nothing, present: false, sent: false, broken: false };

/// A value as slots see it.
#[derive(Clone, Copy)]
pub(super) enum Fed<'i, 'a> {
    Scalar(&'i Item<'a>),
    List(u64),
    Object,
}

impl Fed<'_, '_> {
    /// Whether it is `null`, an empty text or an empty list.
    fn is_empty(self) -> bool {
        match self {
            Self::Scalar(Item::Null) | Self::List(0) => true,
            Self::Scalar(Item::Text(text)) => text.is_empty(),
            Self::Scalar(_) | Self::List(_) | Self::Object => false,
        }
    }
}

impl<'a> Slots<'a> {
    pub(super) fn new() -> Self {
        Self { states: SmallVec::new(), frames: SmallVec::new() }
    }

    /// Opens the frame of an object.
    pub(super) fn enter(&mut self, object: &'a Object) {
        let start = self.states.len();
        self.frames.push(Frame { object, start });
        self.states.resize(start + object.slots.len(), EMPTY);
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
        for slot_use in field.feeds.iter() {
            if let Some((state, slot)) = self.slot(*slot_use) {
                state.present |= !absent;
                state.sent |= !absent;
                state.broken |= broken;
                if !absent && !state.broken {
                    state.take(slot.take, fed);
                }
            }
        }
    }

    /// Keeps the default of a member that an object was sent without, for the objects around it. (Its own object's slots
    /// know their defaults themselves.)
    pub(super) fn feed_default(&mut self, field: &'a Field, default: &'a Literal) {
        for slot_use in field.feeds.iter().filter(|slot_use| slot_use.up > 0) {
            if let Some((state, slot)) = self.slot(*slot_use) {
                state.sent = true;
                match default {
                    Literal::Number(number) => state.take_exact(slot.take, *number),
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
                *state = State { present: true, sent: true, broken: true, ..*state };
            }
        }
    }

    /// Forgets what a member said, since it is repeated and the last one counts.
    pub(super) fn forget(&mut self, field: &'a Field) {
        self.forget_below(field, 0, 0);
    }

    fn forget_below(&mut self, field: &'a Field, inward: u8, depth: usize) {
        // As deep as the tables of a spec go; a table that contains itself ends here.
        if depth > MAX_TABLE_DEPTH {
            return;
        }
        self.forget_uses(&field.feeds, inward);
        let inner = |fields: &'a [Field], slots: &mut Self, inward| {
            fields.iter().for_each(|field| slots.forget_below(field, inward, depth + 1));
        };
        match &field.kind {
            Kind::List(range) => inner(&range.item, self, inward),
            Kind::Object(object) => inner(&object.fields, self, inward.saturating_add(1)),
            Kind::Choice(choice) => {
                self.forget_uses(&choice.feeds, inward.saturating_add(1));
                choice.cases.iter().for_each(|case| inner(&case.object.fields, self, inward.saturating_add(1)));
            }
            Kind::Bool
            | Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::OneOf(_)
            | Kind::OneOfNumbers(_) => {}
            Kind::Url(_) => {}
        }
    }

    fn forget_uses(&mut self, feeds: &[SlotUse], inward: u8) {
        for slot_use in feeds {
            let Some(up) = slot_use.up.checked_sub(inward) else { continue };
            if let Some((state, slot)) = self.slot(SlotUse::new(up, slot_use.slot)) {
                let shared = up > 0 && !matches!(slot.take, Take::Value | Take::Count);
                // Other items of a list may have said something too, which cannot be told apart any more.
                *state = if shared { State { broken: true, ..*state } } else { EMPTY };
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

    /// Whether the parameter of a slot of the innermost object is present.
    pub(super) fn present(&self, index: u16) -> bool {
        self.innermost(index).is_some_and(|(_, state)| state.present)
    }

    /// Whether the slots can be read: none is absent without a default, and none already has an error.
    pub(super) fn readable(&self, slots: &[u16]) -> bool {
        slots.iter().all(|index| self.innermost(*index).is_some_and(|(slot, state)| state.is_readable(slot)))
    }

    /// The value of a slot of the innermost object, with its default.
    pub(super) fn content(&self, index: u16) -> SlotContent<'a> {
        self.innermost(index).map_or(SlotContent::Nothing, |(slot, state)| state.content(slot))
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

const MAX_TABLE_DEPTH: usize = 16;

impl<'a> State<'a> {
    fn take(&mut self, take: Take, fed: Fed<'_, 'a>) {
        match (take, fed) {
            (Take::Value, Fed::List(_) | Fed::Object) => self.held = Held::Something,
            (Take::Value, Fed::Scalar(item)) => self.held = held(*item),
            (Take::Count, Fed::List(items)) => self.held = Held::Exact(Exact::integer(items.into())),
            (Take::Chars, Fed::Scalar(Item::Text(text))) => self.add(text.with(|text| text.chars().count())),
            (Take::Words, Fed::Scalar(Item::Text(text))) => self.add(text.with(|text| text.split_whitespace().count())),
            (Take::Sum | Take::Min | Take::Max, Fed::Scalar(Item::Number(number))) => match number.exact() {
                Some(number) => self.take_exact(take, number),
                None => self.broken = true,
            },
            // Null, or a default that is no number: nothing to count.
            (Take::Count | Take::Chars | Take::Words | Take::Sum | Take::Min | Take::Max, _) => {}
        }
    }

    fn add(&mut self, count: usize) {
        self.take_exact(Take::Sum, Exact::integer(i128::try_from(count).unwrap_or(i128::MAX)));
    }

    fn take_exact(&mut self, take: Take, number: Exact) {
        let before = match self.held {
            Held::Exact(before) => Some(before),
            _ => None,
        };
        let after = match (take, before) {
            (Take::Sum, Some(before)) => before.add(number),
            (Take::Min, Some(before)) => Some(before.min(number)),
            (Take::Max, Some(before)) => Some(before.max(number)),
            _ => Some(number),
        };
        match after {
            Some(after) => self.held = Held::Exact(after),
            // Too large to compute with.
            None => *self = State { held: Held::Nothing, broken: true, ..*self },
        }
    }

    fn is_readable(&self, slot: &Slot) -> bool {
        let stands_in = slot.default.is_some() && !self.sent;
        !self.broken && (!matches!(self.held, Held::Nothing) || stands_in || slot.take == Take::Count)
    }

    fn content(&self, slot: &'a Slot) -> SlotContent<'a> {
        if self.broken {
            return SlotContent::Nothing;
        }
        match self.held {
            Held::Nothing => match &slot.default {
                Some(default) if !self.sent => literal(default, slot.take),
                _ if slot.take == Take::Count => SlotContent::Number(Exact::ZERO),
                _ => SlotContent::Nothing,
            },
            Held::Something => SlotContent::Something,
            Held::Bool(value) => SlotContent::Bool(value),
            Held::Number(number) => {
                number.exact().map_or_else(|| SlotContent::Large(number.double()), SlotContent::Number)
            }
            Held::Exact(number) => SlotContent::Number(number),
            Held::Text(text) => SlotContent::Text(text.to_cow()),
        }
    }
}

fn held(item: Item<'_>) -> Held<'_> {
    match item {
        Item::Null => Held::Nothing,
        Item::Bool(value) => Held::Bool(value),
        Item::Number(number) => Held::Number(number),
        Item::Text(text) => Held::Text(text),
        Item::List | Item::Object => Held::Something,
    }
}

/// A default as a formula sees it.
fn literal(default: &Literal, take: Take) -> SlotContent<'_> {
    match (take, default) {
        (Take::Chars, Literal::Text(text)) => count(text.chars().count() as u64),
        (Take::Words, Literal::Text(text)) => count(text.split_whitespace().count() as u64),
        (Take::Count, Literal::Json(json)) => count(count_of(json)),
        (_, Literal::Bool(value)) => SlotContent::Bool(*value),
        (_, Literal::Number(number)) => SlotContent::Number(*number),
        (_, Literal::Text(text)) => SlotContent::Text(text.as_ref().into()),
        (_, Literal::Json(_)) => SlotContent::Something,
    }
}

fn count(items: u64) -> SlotContent<'static> {
    SlotContent::Number(Exact::integer(items.into()))
}

/// The number of items of a list that a spec states as JSON.
fn count_of(json: &str) -> u64 {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::Array(items)) => items.len() as u64,
        _ => 0,
    }
}
