//! Sets of objects that JSON Schema can describe, as a small algebra, and their spelling as schemas.

use super::json::{Json, Members};

/// A set of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Predicate {
    /// Every object.
    True,
    /// None.
    False,
    /// Those with a member of some sort.
    Member(Member),
    /// Those that are not in a set.
    Not(Box<Predicate>),
    /// Those in all of some sets.
    All(Vec<Predicate>),
    /// Those in any of some sets.
    Any(Vec<Predicate>),
    /// Those in exactly one of some sets.
    One(Vec<Predicate>),
}

/// The objects with a member of some sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The names that lead to it.
    pub(super) path: Vec<String>,
    /// What its value is; `None` for anything.
    pub(super) test: Option<Test>,
    /// Whether objects without it are in the set too. Only for a member of the object itself.
    pub(super) or_absent: bool,
    /// The slot whose value is known where the set holds; `None` when the set only says that the member is there.
    pub(super) slot: Option<u16>,
}

/// A set of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// One of some values.
    In(Vec<Json>),
    /// None of them.
    NotIn(Vec<Json>),
    /// What a schema says.
    Schema(Members),
    /// What a schema does not say.
    NotSchema(Members),
}

impl Test {
    pub(super) fn negated(self) -> Self {
        match self {
            Self::In(values) => Self::NotIn(values),
            Self::NotIn(values) => Self::In(values),
            Self::Schema(schema) => Self::NotSchema(schema),
            Self::NotSchema(schema) => Self::Schema(schema),
        }
    }

    pub(super) fn into_schema(self) -> Json {
        let listed = |values: Vec<Json>| match <[Json; 1]>::try_from(values) {
            Ok([only]) => Members::new().with("const", only),
            Err(values) => Members::new().with("enum", Json::List(values)),
        };
        match self {
            Self::In(values) => listed(values).into(),
            Self::NotIn(values) => Members::new().with("not", listed(values).into()).into(),
            Self::Schema(schema) => schema.into(),
            Self::NotSchema(schema) => Members::new().with("not", schema.into()).into(),
        }
    }
}

impl Predicate {
    /// The objects in all of some sets.
    pub(super) fn all(sets: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for set in sets {
            match set {
                Self::True => {}
                Self::False => return Self::False,
                Self::All(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        parts.dedup();
        match parts.len() {
            0 => Self::True,
            1 => parts.remove(0),
            _ => Self::All(parts),
        }
    }

    /// The objects in any of some sets.
    pub(super) fn any(sets: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for set in sets {
            match set {
                Self::False => {}
                Self::True => return Self::True,
                Self::Any(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        parts.dedup();
        match parts.len() {
            0 => Self::False,
            1 => parts.remove(0),
            _ => Self::Any(parts),
        }
    }

    /// The objects in exactly one of some sets.
    pub(super) fn one(mut sets: Vec<Self>) -> Self {
        sets.retain(|set| *set != Self::False);
        match sets.len() {
            0 => Self::False,
            1 => sets.remove(0),
            _ => Self::One(sets),
        }
    }

    /// The objects that are not in this set.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Not(inner) => *inner,
            Self::All(parts) => Self::any(parts.into_iter().map(Self::negated)),
            Self::Any(parts) => Self::all(parts.into_iter().map(Self::negated)),
            Self::Member(Member { path, test: Some(test), or_absent, .. }) if path.len() == 1 => {
                Self::Member(Member { path, test: Some(test.negated()), or_absent: !or_absent, slot: None })
            }
            other @ (Self::Member(_) | Self::One(_)) => Self::Not(Box::new(other)),
        }
    }

    /// Whether every object of this set has a value in a slot.
    pub(super) fn gives(&self, slot: u16) -> bool {
        match self {
            Self::Member(member) => member.slot == Some(slot),
            Self::All(parts) => parts.iter().any(|part| part.gives(slot)),
            Self::Any(parts) => parts.iter().all(|part| part.gives(slot)),
            Self::False => true,
            Self::True | Self::Not(_) | Self::One(_) => false,
        }
    }

    /// How many parts this has, to keep schemas to a size that people read.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::True | Self::False | Self::Member(_) => 1,
            Self::Not(inner) => 1 + inner.size(),
            Self::All(parts) | Self::Any(parts) | Self::One(parts) => 1 + parts.iter().map(Self::size).sum::<usize>(),
        }
    }

    /// The set as a schema of an object.
    pub(super) fn into_schema(self) -> Members {
        let list = |parts: Vec<Self>| Json::List(parts.into_iter().map(|part| part.into_schema().into()).collect());
        match self {
            Self::True => Members::new(),
            Self::False => Members::new().with("not", Members::new().into()),
            Self::Member(member) => member.into_schema(),
            Self::Not(inner) => Members::new().with("not", inner.into_schema().into()),
            Self::All(parts) => merged(parts),
            Self::Any(parts) => Members::new().with("anyOf", list(parts)),
            Self::One(parts) => Members::new().with("oneOf", list(parts)),
        }
    }
}

/// All of some sets: members of the object itself under one `properties`, anything else beside it.
fn merged(parts: Vec<Predicate>) -> Members {
    let (mut required, mut properties, mut others) = (Vec::new(), Members::new(), Vec::new());
    for part in parts {
        match part {
            Predicate::Member(Member { path, test, or_absent, .. })
                if path.len() == 1 && path.iter().all(|name| test.is_none() || !properties.has(name)) =>
            {
                let Some(name) = path.into_iter().next() else { continue };
                if !or_absent && !required.contains(&Json::text(&name)) {
                    required.push(Json::text(&name));
                }
                if let Some(test) = test {
                    properties.set(name, test.into_schema());
                }
            }
            other => others.push(other.into_schema()),
        }
    }
    let mut schema = Members::new()
        .with_some("required", (!required.is_empty()).then_some(Json::List(required)))
        .with_some("properties", (!properties.is_empty()).then(|| properties.into()));
    let mut rest = Vec::new();
    for other in others {
        if other.names().any(|name| schema.has(name)) {
            rest.push(other.into());
        } else {
            schema = schema.and(other);
        }
    }
    schema.with_some("allOf", (!rest.is_empty()).then_some(Json::List(rest)))
}

impl Member {
    fn into_schema(self) -> Members {
        let inner = self.test.map(Test::into_schema);
        // From the value outwards; all but the outermost have to say that they speak of an object.
        let mut names = self.path.into_iter().rev();
        let Some(last) = names.next() else { return Members::new() };
        let mut schema = around(last, inner, !self.or_absent);
        for name in names {
            schema = around(name, Some(Members::new().with("type", Json::text("object")).and(schema).into()), true);
        }
        schema
    }
}

fn around(name: String, inner: Option<Json>, required: bool) -> Members {
    let required = required.then(|| Json::texts(&[&name]));
    let properties = inner.map(|inner| Members::new().with(name, inner).into());
    Members::new().with_some("required", required).with_some("properties", properties)
}
