//! What generated Rust calls things. Names are decided here, once, before anything is written; the emitters only read them.

mod alternatives;
mod scope;
mod tree;
mod words;

pub use tree::{
    AlternativeNames, AnyOfNames, ChoiceNames, EnumNames, FieldNames, KindNames, Names, ObjectNames, Overrides,
    ProviderNames,
};

pub(crate) use alternatives::path as alternative;
use scope::{Of, Scope};

/// Whether a spec may state this as the name of a parameter: `target_fps`.
#[must_use]
pub fn is_field_name(name: &str) -> bool {
    let parts_are_full = name.split('_').all(|part| !part.is_empty());
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && parts_are_full
        && !scope::is_reserved(Of::Fields, name)
}

/// Whether a spec may state this as the name of a value: `X1`, `Fps23_976`.
#[must_use]
pub fn is_variant_name(name: &str) -> bool {
    let digits_around_underscores = name
        .split('_')
        .enumerate()
        .all(|(at, part)| !part.is_empty() && (at == 0 || part.starts_with(|c: char| c.is_ascii_digit())))
        && name.match_indices('_').all(|(at, _)| name[..at].ends_with(|c: char| c.is_ascii_digit()));
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && digits_around_underscores
        && !scope::is_reserved(Of::Variants, name)
        && !scope::is_reserved(Of::Types, name)
}

/// Distinct module names for the ids of one provider's models, or of the providers themselves, in their order.
#[must_use]
pub fn modules<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut scope = Scope::new(Of::Modules);
    ids.into_iter().map(|id| scope.claim(&words::snake(id))).collect()
}

/// Distinct file names for ids, in their order, without an extension: the id itself where every file system takes it.
#[must_use]
pub fn files<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut scope = Scope::new(Of::Files);
    ids.into_iter().map(|id| scope.claim(&words::file(id))).collect()
}

/// `PER_SECOND`: the name of a constant.
#[must_use]
pub fn constant(wire: &str) -> String {
    words::snake(wire).to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::scope::{Of, Scope};
    use super::{is_field_name, is_variant_name, words};

    /// Names that mean something to Rust, or come out alike.
    const WORDS: &[&str] = &[
        "type", "self", "Self", "crate", "_", "option", "String", "new", "check", "720p", "720P", "-1", "r#x", "com1",
    ];

    /// Wire names as specs have them, and as nobody would write them.
    fn wire() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[a-zA-Z0-9_ .:+-]{0,8}", prop::sample::select(WORDS).prop_map(str::to_owned)]
    }

    proptest! {
        #[test]
        fn any_wire_names_of_one_scope_get_distinct_identifiers(wires in prop::collection::vec(wire(), 0..12)) {
            for of in [Of::Fields, Of::Types, Of::Variants, Of::Modules] {
                let mut scope = Scope::new(of);
                let case = if matches!(of, Of::Fields | Of::Modules) { words::snake } else { words::camel };
                let names: Vec<_> = wires.iter().map(|wire| scope.claim(&case(wire))).collect();
                for name in &names {
                    prop_assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name:?}");
                    prop_assert!(!super::scope::is_reserved(of, name), "{name:?}");
                }
                // File systems without case see two modules of one lower-case name as one.
                let distinct: BTreeSet<_> = names.iter().map(|name| match of {
                    Of::Modules => name.to_lowercase(),
                    _ => name.clone(),
                }).collect();
                prop_assert_eq!(distinct.len(), names.len());
            }
        }

        #[test]
        fn a_name_that_a_spec_may_state_is_an_identifier(name in "[A-Za-z0-9_]{0,6}") {
            if is_field_name(&name) || is_variant_name(&name) {
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name:?}");
            }
        }
    }

    #[test]
    fn stated_names_follow_the_conventions_of_rust() {
        assert!(["target_fps", "x1"].iter().all(|name| is_field_name(name)));
        assert!(["Fps23_976", "X1", "HDReady"].iter().all(|name| is_variant_name(name)));
        assert!(!["TargetFps", "type", "a__b", "a_", "", "1a", "new"].iter().any(|name| is_field_name(name)));
        assert!(!["x1", "Self", "A_b", "A__1", "", "Unlisted", "1A", "A_"].iter().any(|name| is_variant_name(name)));
    }
}
