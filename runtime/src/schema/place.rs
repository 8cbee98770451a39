//! Where the value of a slot stands in an object, when JSON Schema can point at it.

use super::json::Json;
use crate::spec::{Field, JsonType, Kind, List, Literal, Object, Slot, SlotUse, Take};

/// Where the value of a slot stands: a member of the object, or of objects within it.
#[derive(Clone)]
pub(super) struct Place<'a> {
    /// The slot.
    pub(super) slot: u16,
    /// The names of the members on the way, the last one the parameter's own.
    pub(super) path: Vec<&'a str>,
    /// What the slot keeps of it.
    pub(super) take: Take,
    /// What stands in when it is absent.
    pub(super) default: Option<&'a Literal>,
    /// Whether a default may stand in for the parameter when it is absent from an object within the object.
    pub(super) inner_default: bool,
    /// Whether the way takes the parameter; if not, it is always absent.
    pub(super) taken: bool,
    /// What its values are.
    pub(super) sort: Sort,
    /// Whether `null` and the empty value count as absent.
    pub(super) empty_is_absent: bool,
    /// Values that it takes and that formulas cannot read: `null`, and the empty value where it counts as absent.
    pub(super) unread: Vec<Json>,
}

/// What the values of a parameter are to a formula.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Bool,
    Number,
    Text,
    List,
    Object,
    /// Several of the first three.
    Mixed,
    /// Several, lists or objects among them, or another one than what is sent.
    Any,
}

impl Sort {
    fn of(kind: &Kind) -> Self {
        match kind {
            // Formulas see another number than the one that is sent.
            kind if kind.rounding().is_some() => Self::Any,
            Kind::Bool => Self::Bool,
            Kind::Integer(_) | Kind::Number(_) | Kind::OneOfNumbers(_) => Self::Number,
            Kind::Text(_) | Kind::OneOf(_) | Kind::Url(_) => Self::Text,
            Kind::List(_) => Self::List,
            Kind::Object(_) | Kind::Choice(_) | Kind::AnyObject => Self::Object,
            Kind::AnyOf(alternatives) => {
                let compound = |part: &Field| matches!(part.kind.json_type(), Some(JsonType::List | JsonType::Object));
                if alternatives.iter().any(compound) { Self::Any } else { Self::Mixed }
            }
        }
    }

    /// The values that are empty.
    fn empty(self) -> Vec<Json> {
        match self {
            Self::Text => vec![Json::text("")],
            Self::List => vec![Json::List(Vec::new())],
            Self::Mixed | Self::Any => vec![Json::text(""), Json::List(Vec::new())],
            Self::Bool | Self::Number | Self::Object => Vec::new(),
        }
    }
}

impl<'a> Place<'a> {
    /// The place of a slot. `None` when it has several, or stands within a list.
    pub(super) fn of(object: &'a Object, index: u16, way: usize) -> Option<Self> {
        // What a file is, no schema can see; and what speaks under two names stands in two places.
        let slot = object.slots.get(usize::from(index)).filter(|slot| slot.fact.is_empty() && slot.alias.is_none())?;
        let mut search = Search { slot: index, way, found: Vec::new(), path: Vec::new(), hidden: false };
        search.object(object, 0, true);
        search.actions(object);
        match <[Found<'a>; 1]>::try_from(search.found) {
            Ok([found]) if !search.hidden => Some(found.place(slot, index)),
            _ => None,
        }
    }

    /// Whether the parameter is a member of the object itself.
    pub(super) fn is_direct(&self) -> bool {
        self.path.len() == 1
    }
}

/// What feeds a slot.
struct Found<'a> {
    path: Vec<&'a str>,
    /// The parameter; `None` for the tag of a choice.
    field: Option<&'a Field>,
    default: bool,
    taken: bool,
}

impl<'a> Found<'a> {
    fn place(self, slot: &'a Slot, index: u16) -> Place<'a> {
        // The tag of a choice is a text.
        let sort = self.field.map_or(Sort::Text, |field| Sort::of(&field.kind));
        let null = self.field.filter(|field| field.nullable).map(|_| Json::Null);
        let empty_is_absent = self.field.is_some_and(|field| field.empty_is_absent);
        Place {
            slot: index,
            path: self.path,
            take: slot.take,
            default: slot.default.as_ref(),
            inner_default: self.default,
            taken: self.taken,
            sort,
            empty_is_absent,
            unread: null.into_iter().chain(sort.empty().into_iter().filter(|_| empty_is_absent)).collect(),
        }
    }
}

/// Looks for everything that feeds a slot.
struct Search<'a> {
    slot: u16,
    way: usize,
    found: Vec<Found<'a>>,
    path: Vec<&'a str>,
    /// Whether something feeds it from a place that no path leads to.
    hidden: bool,
}

/// As deep as the tables of a spec go; a table that contains itself ends here.
const MAX_DEPTH: u8 = 16;

impl<'a> Search<'a> {
    fn object(&mut self, object: &'a Object, depth: u8, visible: bool) {
        for field in object.fields.iter() {
            self.path.push(&field.name);
            let taken = field.taken_by(self.way);
            self.note(&field.feeds, depth, visible, Some(field), field.default.is_some() && depth > 0, taken);
            self.below(field, depth, visible && taken);
            self.path.pop();
        }
    }

    /// The member that says which action, and those of the actions, to which no one path leads.
    fn actions(&mut self, body: &'a Object) {
        let Some(actions) = body.actions() else { return };
        self.path.push(&actions.tag);
        self.note(&actions.feeds, 0, true, None, false, true);
        self.path.pop();
        actions.cases.iter().for_each(|action| self.object(&action.object, 0, false));
    }

    fn below(&mut self, field: &'a Field, depth: u8, visible: bool) {
        if depth == MAX_DEPTH {
            self.hidden = true;
            return;
        }
        match &field.kind {
            Kind::Object(inner) => self.object(inner, depth + 1, visible),
            // An item stands in no object of its own: it counts its objects from the list's.
            Kind::List(range) => range.item.iter().for_each(|item| {
                self.note(&item.feeds, depth, false, None, false, true);
                self.below(item, depth, false);
            }),
            Kind::Choice(choice) => {
                self.path.push(&choice.tag);
                self.note(&choice.feeds, depth + 1, visible, None, choice.default.is_some(), true);
                self.path.pop();
                choice.cases.iter().for_each(|case| self.object(&case.object, depth + 1, false));
            }
            Kind::AnyOf(alternatives) => alternatives.iter().for_each(|alternative| {
                self.note(&alternative.feeds, depth, false, None, false, true);
                self.below(alternative, depth, false);
            }),
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

    fn note(
        &mut self,
        feeds: &List<SlotUse>,
        depth: u8,
        visible: bool,
        field: Option<&'a Field>,
        default: bool,
        taken: bool,
    ) {
        if !feeds.contains(&SlotUse::new(depth, self.slot)) {
            return;
        }
        if visible {
            self.found.push(Found { path: self.path.clone(), field, default, taken });
        } else {
            self.hidden = true;
        }
    }
}
