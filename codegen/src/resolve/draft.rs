//! Specs after `like` was followed: every parameter has one kind, every key the place where it stands (which may be in
//! another file). Nothing here is judged yet: a default may be outside its range, a formula is still a text.

use std::ops::{Deref, Range};

use crate::diagnostic::{FileId, Place};
use crate::load::{LoadedModel, LoadedProvider};
use crate::spec;
use crate::yaml::{Node, Sp};

/// A value with the place where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub place: Place,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> At<T> {
    /// A value at a span of a file.
    pub fn new(file: FileId, span: Range<usize>, value: T) -> Self {
        Self { value, place: Place { file, span } }
    }

    /// A value that the YAML gives with its span.
    pub fn from_sp(file: FileId, sp: &Sp<T>) -> Self
    where
        T: Clone,
    {
        Self::new(file, sp.span.clone(), sp.value.clone())
    }

    /// A place in the same file.
    pub fn at(&self, span: &Range<usize>) -> Place {
        Place { file: self.place.file, span: span.clone() }
    }
}

/// Every spec, resolved.
#[derive(Debug)]
pub struct Draft {
    /// The providers.
    pub providers: Vec<ProviderDraft>,
    /// The models.
    pub models: Vec<ModelDraft>,
}

/// A provider, resolved.
#[derive(Debug)]
pub struct ProviderDraft {
    /// The file and what it says; `ways` and `types` are used through the fields below.
    pub loaded: LoadedProvider,
    /// The ways, with `like` followed.
    pub ways: Vec<WayDraft>,
}

/// A way, resolved.
#[derive(Debug)]
pub struct WayDraft {
    /// Its name.
    pub name: At<String>,
    /// What it says, `like` followed.
    pub way: spec::Way,
    /// The members it adds to the body.
    pub adds: Vec<FieldDraft>,
}

/// A model, resolved.
#[derive(Debug)]
pub struct ModelDraft {
    /// The file and what it says; `parameters` and `types` are used through `body`.
    pub loaded: LoadedModel,
    /// The index of the provider.
    pub provider: usize,
    /// The body: the model's own parameters and rules.
    pub body: ObjectDraft,
}

/// An object.
#[derive(Clone, Debug)]
pub struct ObjectDraft {
    /// Where it stands.
    pub place: Place,
    /// Its members.
    pub fields: Vec<FieldDraft>,
    /// Its rules; their spans are in the file of `place`.
    pub rules: Vec<(At<String>, spec::Rule)>,
    /// Of a body: the actions that further members follow from, as the member that says which.
    pub action: Option<Box<FieldDraft>>,
}

impl ObjectDraft {
    /// The actions that further members follow from.
    #[must_use]
    pub fn actions(&self) -> Option<&ChoiceDraft> {
        match self.action.as_ref().map(|action| &action.kind.value) {
            Some(KindDraft::Choice(choice)) => Some(choice),
            _ => None,
        }
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct FieldDraft {
    /// The wire name; empty for the item of a list.
    pub name: At<String>,
    /// What it is.
    pub doc: Option<At<String>>,
    /// Whether it is required.
    pub required: Option<At<bool>>,
    /// Its default.
    pub default: Option<At<Node>>,
    /// Whether `null` is a value.
    pub nullable: Option<At<bool>>,
    /// What empty values are.
    pub empty: Option<At<String>>,
    /// The unit it counts in.
    pub unit: Option<At<String>>,
    /// The name in Rust.
    pub rust_name: Option<At<String>>,
    /// How it changes an unpublished price.
    pub price_effect: Option<At<String>>,
    /// The parameter that it is another name of.
    pub alias_of: Option<At<String>>,
    /// What to use instead.
    pub deprecated: Option<At<String>>,
    /// What the sources disagree about.
    pub disputed: Option<At<String>>,
    /// The source.
    pub from: Option<At<String>>,
    /// Facts about the file.
    pub media: Option<At<spec::MediaKind>>,
    /// Limits that only warn.
    pub inferred: Option<At<spec::Inferred>>,
    /// Its kind.
    pub kind: At<KindDraft>,
}

impl FieldDraft {
    /// A parameter of which only the kind is known.
    #[must_use]
    pub const fn of_kind(name: At<String>, kind: At<KindDraft>) -> Self {
        Self {
            name,
            doc: None,
            required: None,
            default: None,
            nullable: None,
            empty: None,
            unit: None,
            rust_name: None,
            price_effect: None,
            alias_of: None,
            deprecated: None,
            disputed: None,
            from: None,
            media: None,
            inferred: None,
            kind,
        }
    }
}

/// A kind, with everything below it resolved.
#[derive(Clone, Debug)]
pub enum KindDraft {
    /// `bool`
    Bool,
    /// `integer`
    Integer(spec::IntegerKind),
    /// `number`
    Number(spec::NumberKind),
    /// `text`
    Text(Box<spec::TextKind>),
    /// `one_of`
    OneOf(spec::Listed),
    /// `one_of_numbers`
    OneOfNumbers(spec::Listed),
    /// `url`
    Url(spec::UrlKind),
    /// `list`
    List(Box<FieldDraft>, spec::ListKind),
    /// `object`
    Object(ObjectDraft),
    /// `choice`
    Choice(ChoiceDraft),
    /// `any_object`
    AnyObject,
    /// `any_of`
    AnyOf(Vec<FieldDraft>),
}

/// A choice.
#[derive(Clone, Debug)]
pub struct ChoiceDraft {
    /// The name of the tag.
    pub by: At<String>,
    /// What the tag is.
    pub doc: Option<String>,
    /// The value that an absent tag means.
    pub default: Option<At<String>>,
    /// The cases.
    pub cases: Vec<CaseDraft>,
}

/// A case of a choice.
#[derive(Clone, Debug)]
pub struct CaseDraft {
    /// The value of the tag.
    pub value: At<String>,
    /// What it means.
    pub doc: Option<String>,
    /// The name in Rust.
    pub rust_name: Option<At<String>>,
    /// The members beside the tag.
    pub object: ObjectDraft,
}
