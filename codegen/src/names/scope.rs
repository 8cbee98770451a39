//! Distinct names in one scope: what is taken gets a number, what would shadow something gets an underscore.

use std::collections::BTreeSet;

use super::words::is_keyword;

/// What generated code says unqualified. A type of the same name would change its meaning.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Types that generated modules have of their own.
const OWN_TYPES: &[&str] = &["ErrorCode", "Measures"];

/// The variant that holds a value outside the spec, and the one that holds an unknown code.
const OWN_VARIANTS: &[&str] = &["Other", "Unlisted"];

/// Members and methods that every generated object has of its own; a setter of the same name would hide them.
const OWN_MEMBERS: &[&str] = &[
    "blank",
    "body",
    "case",
    "check",
    "check_for",
    "check_with",
    "clear",
    "clone",
    "default",
    "estimate",
    "extra",
    "fingerprint",
    "fmt",
    "from_json",
    "get",
    "member",
    "new",
    "open",
    "put",
    "set",
    "to_json",
    "to_owned",
    "value",
    "with_extra",
];

/// Modules that a crate root or a provider has of its own, or that would hide a crate.
const OWN_MODULES: &[&str] =
    &["alloc", "build", "catalogue", "core", "lib", "main", "nameplate", "spec", "std", "table", "typed"];

/// File names that Windows keeps for devices.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// What a scope holds, which says what its names must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Fields of a struct, with their setters.
    Fields,
    /// Types of a module.
    Types,
    /// Variants of an enum.
    Variants,
    /// Modules, each in a file of its own.
    Modules,
    /// Files of no language in particular.
    Files,
}

/// The names given out so far in one scope.
#[derive(Debug)]
pub(super) struct Scope {
    of: Of,
    taken: BTreeSet<String>,
}

impl Scope {
    /// An empty scope.
    pub(super) const fn new(of: Of) -> Self {
        Self { of, taken: BTreeSet::new() }
    }

    /// The wanted name, or the nearest one that is free.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let name = if is_reserved(self.of, wanted) { beside(self.of, wanted) } else { wanted.to_owned() };
        let mut free = name.clone();
        let mut number = 1_u32;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = numbered(self.of, wanted, number);
        }
        free
    }

    /// A name for each: those that a spec states come first, so that no other name takes theirs.
    pub(super) fn claim_all(&mut self, wanted: &[(String, bool)]) -> Vec<String> {
        let mut names = vec![String::new(); wanted.len()];
        for stated in [true, false] {
            for (name, (text, is_stated)) in names.iter_mut().zip(wanted) {
                if *is_stated == stated {
                    *name = self.claim(text);
                }
            }
        }
        names
    }
}

/// Whether a name may not stand in a scope.
pub(super) fn is_reserved(of: Of, name: &str) -> bool {
    let own = match of {
        Of::Fields => OWN_MEMBERS.contains(&name),
        Of::Types => PRELUDE.contains(&name) || OWN_TYPES.contains(&name),
        Of::Variants => OWN_VARIANTS.contains(&name),
        Of::Modules => OWN_MODULES.contains(&name) || is_device(name),
        // A device keeps its name whatever the extension.
        Of::Files => return is_device(name.split('.').next().unwrap_or(name)),
    };
    own || is_keyword(name)
}

/// A name that is free of a meaning of its own.
fn beside(of: Of, name: &str) -> String {
    match of {
        Of::Files => format!("_{name}"),
        Of::Fields | Of::Types | Of::Variants | Of::Modules => format!("{name}_"),
    }
}

/// `con`, `com1` and the like.
fn is_device(name: &str) -> bool {
    let numbered = |stem| name.strip_prefix(stem).is_some_and(|rest: &str| rest.len() == 1 && rest != "0");
    DEVICES.contains(&name) || numbered("com") || numbered("lpt")
}

/// `seed_2`, `Gaussian2`, `N30_2`: as rustc's naming lints want it.
fn numbered(of: Of, name: &str, number: u32) -> String {
    let underscore = matches!(of, Of::Fields | Of::Modules | Of::Files) || name.ends_with(|c: char| c.is_ascii_digit());
    format!("{name}{}{number}", if underscore { "_" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{Of, Scope};

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut scope = Scope::new(Of::Variants);
        assert_eq!(scope.claim("P1080p"), "P1080p");
        assert_eq!(scope.claim("P1080p"), "P1080p2");
        assert_eq!(scope.claim("N30"), "N30");
        assert_eq!(scope.claim("N30"), "N30_2");
    }

    #[test]
    fn what_would_shadow_gets_an_underscore() {
        assert_eq!(Scope::new(Of::Types).claim("Option"), "Option_");
        assert_eq!(Scope::new(Of::Fields).claim("type"), "type_");
        assert_eq!(Scope::new(Of::Fields).claim("check"), "check_");
        assert_eq!(Scope::new(Of::Fields).claim("blank"), "blank_");
        assert_eq!(Scope::new(Of::Variants).claim("Self"), "Self_");
        assert_eq!(Scope::new(Of::Modules).claim("com1"), "com1_");
        assert_eq!(Scope::new(Of::Modules).claim("table"), "table_");
    }

    #[test]
    fn a_name_that_the_spec_states_is_never_taken_by_another() {
        let names = Scope::new(Of::Variants).claim_all(&[("X1".into(), false), ("X1".into(), true)]);
        assert_eq!(names, ["X1_2", "X1"]);
    }
}
