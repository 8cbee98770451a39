//! Members as Rust sees them: their types, and how setters take them.

use nameplate::spec::{Field, Kind, ModelSpec, Object};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::source::ident;
use crate::names::{FieldNames, KindNames, ObjectNames};

/// A member of an object that has a field in Rust.
pub(super) struct Member<'a> {
    /// Its index in the table.
    pub(super) index: usize,
    /// Its table.
    pub(super) field: &'a Field,
    /// Its names.
    pub(super) names: &'a FieldNames,
    /// Whether nothing goes without it, whatever way is taken.
    pub(super) required: bool,
}

impl Member<'_> {
    pub(super) fn ident(&self) -> Ident {
        ident(&self.names.ident)
    }

    /// The type of its value.
    pub(super) fn value_type(&self) -> TokenStream {
        value_type(self.field, &self.names.kind)
    }

    /// The type of its field.
    pub(super) fn field_type(&self) -> TokenStream {
        let value = self.value_type();
        if self.required { value } else { quote!(Option<#value>) }
    }
}

/// The members of an object, but for the one that names the model: its value is fixed.
pub(super) fn members<'a>(
    object: &'a Object,
    names: &'a ObjectNames,
    spec: &ModelSpec,
    is_body: bool,
) -> Vec<Member<'a>> {
    let all_ways = (0..spec.ways.len())
        .fold(0, |ways, way| ways | 1_u32.checked_shl(u32::try_from(way).unwrap_or(32)).unwrap_or(0));
    let fields = object.fields.iter().zip(&names.fields).enumerate();
    let fields =
        fields.filter(|(_, (field, _))| !(is_body && !spec.model_member.is_empty() && field.name == spec.model_member));
    let member = |(index, (field, names)): (usize, (&'a Field, &'a FieldNames))| {
        // What has another name may be given under that one.
        let has_other_name = object.fields.iter().any(|other| other.alias_of == field.name);
        let required = field.required && !has_other_name && field.ways & all_ways == all_ways;
        Member { index, field, names, required }
    };
    // The action stands in a field of its own, after the others.
    let action = object.action.iter().zip(names.action.as_deref());
    let action = action.map(|(field, names)| Member { index: object.fields.len(), field, names, required: true });
    fields.map(member).chain(action).collect()
}

/// How a setter takes a value: the type of its argument, and the expression that makes it what the field holds.
pub(super) struct Argument {
    pub(super) taken: TokenStream,
    pub(super) made: TokenStream,
}

pub(super) fn argument(member: &Member<'_>) -> Argument {
    let (name, value) = (member.ident(), member.value_type());
    if member.field.nullable {
        return Argument { taken: quote!(impl Into<#value>), made: quote!(#name.into()) };
    }
    match &member.field.kind {
        Kind::Bool
        | Kind::Integer(_)
        | Kind::Number(_)
        | Kind::OneOf(_)
        | Kind::OneOfNumbers(_)
        | Kind::Object(_)
        | Kind::AnyObject => Argument { taken: value, made: quote!(#name) },
        Kind::Text(_) | Kind::Url(_) | Kind::Choice(_) | Kind::AnyOf(_) => {
            Argument { taken: quote!(impl Into<#value>), made: quote!(#name.into()) }
        }
        Kind::List(range) => {
            let item = range.item.first().zip(list_item(&member.names.kind));
            let (converts, item) = item.map_or((false, quote!(bool)), |(field, names)| {
                let converts = converts(&field.kind) || field.nullable;
                (converts, value_type(field, names))
            });
            if converts {
                let taken = quote!(impl IntoIterator<Item = impl Into<#item>>);
                Argument { taken, made: quote!(#name.into_iter().map(Into::into).collect()) }
            } else {
                Argument { taken: quote!(impl IntoIterator<Item = #item>), made: quote!(#name.into_iter().collect()) }
            }
        }
    }
}

/// Whether the type of a kind's values can be made from others.
fn converts(kind: &Kind) -> bool {
    matches!(kind, Kind::Text(_) | Kind::Url(_) | Kind::Choice(_) | Kind::AnyOf(_))
}

pub(super) fn value_type(field: &Field, names: &KindNames) -> TokenStream {
    let value = kind_type(&field.kind, names);
    if field.nullable { quote!(typed::Nullable<#value>) } else { value }
}

fn kind_type(kind: &Kind, names: &KindNames) -> TokenStream {
    match names {
        KindNames::Enum(names) => type_ident(&names.type_name),
        KindNames::Object(names) => type_ident(&names.type_name),
        KindNames::Choice(names) => type_ident(&names.names.type_name),
        KindNames::AnyOf(names) => type_ident(&names.type_name),
        KindNames::List(names) => {
            let item = if let Kind::List(range) = kind { range.item.first() } else { None };
            let item = item.map_or_else(|| quote!(bool), |item| value_type(item, &names.kind));
            quote!(Vec<#item>)
        }
        KindNames::Plain => plain_type(kind),
    }
}

fn plain_type(kind: &Kind) -> TokenStream {
    match kind {
        Kind::Bool => quote!(bool),
        Kind::Integer(range) if range.max > i128::from(i64::MAX) => quote!(u64),
        Kind::Integer(_) => quote!(i64),
        Kind::Number(_) => quote!(f64),
        Kind::AnyObject => quote!(typed::Map<String, typed::Json>),
        // The last six have names of their own.
        Kind::Text(_)
        | Kind::Url(_)
        | Kind::OneOf(_)
        | Kind::OneOfNumbers(_)
        | Kind::List(_)
        | Kind::Object(_)
        | Kind::Choice(_)
        | Kind::AnyOf(_) => quote!(String),
    }
}

fn type_ident(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(#name)
}

fn list_item(names: &KindNames) -> Option<&KindNames> {
    match names {
        KindNames::List(item) => Some(&item.kind),
        _ => None,
    }
}
