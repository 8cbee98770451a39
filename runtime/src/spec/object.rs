//! An object of a request body: its members, the slots that keep values for rules and prices, and the rules.

use super::shared::{put, setters};
use super::{Choice, Kind, List, MediaFact, Rule, Shared, Text, list, text};
use crate::Exact;

/// An object: the body itself, an object within it, or an item of a list of objects.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// The members, in the order of the spec.
    pub fields: List<Field>,
    /// What is remembered of the members, for the rules of this object and (at the top) for the price.
    pub slots: List<Slot>,
    /// The rules between the members, in the order of the spec.
    pub rules: List<Rule>,
    /// Of a body whose further members follow from an action: exactly one field, which is a choice and has the name of the member
    /// that says which action. The rules of its cases read the slots of this object. (A list, because a box has no constant form.)
    pub action: List<Field>,
}

impl Object {
    /// An object without slots or rules.
    #[must_use]
    pub const fn new(fields: &'static [Field]) -> Self {
        Self { fields: list(fields), slots: list(&[]), rules: list(&[]), action: list(&[]) }
    }

    /// The actions that the further members follow from.
    #[must_use]
    pub fn actions(&self) -> Option<&Choice> {
        match self.action.first().map(|field| &field.kind) {
            Some(Kind::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// The members that some action has, beside those that every action has.
    pub fn of_actions(&self) -> impl Iterator<Item = &Field> {
        self.actions().into_iter().flat_map(|actions| actions.cases.iter()).flat_map(|case| case.object.fields.iter())
    }

    setters! {
        /// Sets the slots.
        slots: List<Slot>,
        /// Sets the rules.
        rules: List<Rule>,
        /// Sets the field that says which action.
        action: List<Field>,
    }
}

/// A member of an object, or (without a name) the item of a list.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts, each a key of the spec")]
pub struct Field {
    /// The name on the wire; empty for the item of a list.
    pub name: Text,
    /// What it is, in the provider's words.
    pub doc: Text,
    /// The values it takes.
    pub kind: Kind,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Whether it seems to be required, though no source states it: a request without it is warned of.
    pub inferred_required: bool,
    /// The member that this is another name of: both have the same value, or one is absent. Empty for none.
    pub alias_of: Text,
    /// What the provider uses when it is absent. It is not sent unless asked for.
    pub default: Option<Literal>,
    /// Whether JSON `null` is a value.
    pub nullable: bool,
    /// Whether `null`, an empty text and an empty list count as absent for rules and prices.
    pub empty_is_absent: bool,
    /// Narrower limits that the source does not state: a value outside them is a warning.
    pub inferred: Option<Shared<Kind>>,
    /// Facts about the file that a URL refers to.
    pub media: List<MediaFact>,
    /// Which slots this value feeds.
    pub feeds: List<SlotUse>,
    /// The ways that take this member, by their index in [`ModelSpec::ways`](super::ModelSpec::ways), a bit each; all ones for every way.
    pub ways: u32,
    /// The unit that a number counts in (`s`), empty when it has none.
    pub unit: Text,
    /// Whether setting it changes the price, where the price itself is not published.
    pub price_effect: Option<PriceEffect>,
    /// What to use instead, when the provider advises against it.
    pub deprecated: Option<Text>,
    /// Where two sources differ, what they say.
    pub disputed: Option<Text>,
    /// Where this stands, as an index into [`ModelSpec::sources`](super::ModelSpec::sources); 0 is the model's own page.
    pub source: u16,
}

impl Field {
    /// An optional member without a default.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name: text(name),
            doc: text(""),
            kind,
            required: false,
            inferred_required: false,
            alias_of: text(""),
            default: None,
            nullable: false,
            empty_is_absent: false,
            inferred: None,
            media: list(&[]),
            feeds: list(&[]),
            ways: u32::MAX,
            unit: text(""),
            price_effect: None,
            deprecated: None,
            disputed: None,
            source: 0,
        }
    }

    /// Says what it is.
    #[must_use]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        put(&mut self.doc, text(doc));
        self
    }

    /// Makes a request without it refused.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes a request without it a warning.
    #[must_use]
    pub const fn inferred_required(mut self) -> Self {
        self.inferred_required = true;
        self
    }

    /// Names the member that it is another name of.
    #[must_use]
    pub const fn alias_of(mut self, original: &'static str) -> Self {
        put(&mut self.alias_of, text(original));
        self
    }

    /// States what the provider uses when it is absent.
    #[must_use]
    pub const fn default(mut self, default: Literal) -> Self {
        put(&mut self.default, Some(default));
        self
    }

    /// Makes `null` a value.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Makes `null`, an empty text and an empty list count as absent.
    #[must_use]
    pub const fn empty_is_absent(mut self) -> Self {
        self.empty_is_absent = true;
        self
    }

    /// Adds limits that only warn.
    #[must_use]
    pub const fn inferred(mut self, kind: &'static Kind) -> Self {
        put(&mut self.inferred, Some(Shared::Static(kind)));
        self
    }

    /// Names the slots it feeds.
    #[must_use]
    pub const fn feeds(mut self, feeds: &'static [SlotUse]) -> Self {
        put(&mut self.feeds, list(feeds));
        self
    }

    /// States facts about the file it refers to.
    #[must_use]
    pub const fn media(mut self, media: &'static [MediaFact]) -> Self {
        put(&mut self.media, list(media));
        self
    }

    /// Restricts it to some ways, a bit each.
    #[must_use]
    pub const fn ways(mut self, ways: u32) -> Self {
        self.ways = ways;
        self
    }

    /// Gives the unit it counts in.
    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        put(&mut self.unit, text(unit));
        self
    }

    /// Says that setting it changes the price.
    #[must_use]
    pub const fn price_effect(mut self, effect: PriceEffect) -> Self {
        self.price_effect = Some(effect);
        self
    }

    /// Says what to use instead.
    #[must_use]
    pub const fn deprecated(mut self, instead: &'static str) -> Self {
        put(&mut self.deprecated, Some(text(instead)));
        self
    }

    /// Says what the sources disagree about.
    #[must_use]
    pub const fn disputed(mut self, sources: &'static str) -> Self {
        put(&mut self.disputed, Some(text(sources)));
        self
    }

    /// Names the source by its index.
    #[must_use]
    pub const fn source(mut self, source: u16) -> Self {
        self.source = source;
        self
    }

    /// Whether a way (by its index) takes this member.
    #[must_use]
    pub const fn taken_by(&self, way: usize) -> bool {
        way < 32 && self.ways & (1 << way) != 0
    }
}

/// A value that a spec states: a default, or one of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// A number, exact.
    Number(Exact),
    /// A text.
    Text(Text),
    /// Any other JSON value, as compact JSON (`[]`).
    Json(Text),
}

/// How setting a parameter changes a price that is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceEffect {
    /// The source says that it costs more.
    More,
    /// The source says that it costs less.
    Less,
    /// The source says that the price does not change.
    None,
}

/// A value that is remembered for rules and prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The parameter as an expression writes it: `multi_prompt.duration`.
    pub path: Text,
    /// Where a violation of a rule points, as a JSON Pointer from this object: `/multi_prompt`.
    pub pointer: Text,
    /// What is kept of it.
    pub take: Take,
    /// The fact of the file that is kept, in place of the parameter itself: `seconds`; empty for the parameter.
    pub fact: Text,
    /// For [`Take::Placeholder`] the form of the placeholders: `@Image{n}`.
    pub form: Text,
    /// The provider's default, which stands in when the parameter is absent.
    pub default: Option<Literal>,
    /// The slot of the parameter's other name, which speaks for it when only that name is used.
    pub alias: Option<u16>,
}

impl Slot {
    /// A slot without a default.
    #[must_use]
    pub const fn new(path: &'static str, pointer: &'static str, take: Take) -> Self {
        Self {
            path: text(path),
            pointer: text(pointer),
            take,
            fact: text(""),
            form: text(""),
            default: None,
            alias: None,
        }
    }

    /// States the form of the placeholders that it looks for.
    #[must_use]
    pub const fn form(mut self, form: &'static str) -> Self {
        put(&mut self.form, text(form));
        self
    }

    /// Keeps a fact of the file that the parameter refers to.
    #[must_use]
    pub const fn fact(mut self, fact: &'static str) -> Self {
        put(&mut self.fact, text(fact));
        self
    }

    /// States the default that stands in for an absent value.
    #[must_use]
    pub const fn default(mut self, default: Literal) -> Self {
        put(&mut self.default, Some(default));
        self
    }

    /// Names the slot of the parameter's other name.
    #[must_use]
    pub const fn alias(mut self, slot: u16) -> Self {
        self.alias = Some(slot);
        self
    }
}

/// That a value feeds a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotUse {
    /// How many objects further out the slot stands: 0 is the object of this very member.
    pub up: u8,
    /// The index of the slot there.
    pub slot: u16,
}

impl SlotUse {
    /// A slot of the object `up` levels out.
    #[must_use]
    pub const fn new(up: u8, slot: u16) -> Self {
        Self { up, slot }
    }
}

/// What a slot keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The value itself; of a list or an object, only that it is there.
    Value,
    /// The number of items of a list.
    Count,
    /// The sum of the numbers that feed it.
    Sum,
    /// The smallest of the numbers that feed it.
    Min,
    /// The largest of the numbers that feed it.
    Max,
    /// The number of Unicode scalars of a text.
    Chars,
    /// The number of UTF-16 code units of a text.
    Utf16,
    /// The number of bytes of a text in UTF-8.
    Bytes,
    /// The number of words of a text, split at white space.
    Words,
    /// The largest number in the placeholders of the texts that feed it; 0 when one of them has the number 0.
    Placeholder,
}
