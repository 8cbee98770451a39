//! Members outside the spec, for when the provider knows more than the spec.

use serde_json::Value;

/// Members outside the spec, put there on purpose. The check warns of them and does not refuse them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    /// Sorted by name, so that one request has one body whatever the order of the calls.
    members: Vec<(String, Value)>,
}

impl Extra {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// Puts a member there, in place of one of the same name.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let (name, value) = (name.into(), value.into());
        match self.members.binary_search_by(|(other, _)| other.cmp(&name)) {
            Ok(at) => self.members[at].1 = value,
            Err(at) => self.members.insert(at, (name, value)),
        }
    }

    /// The members, sorted by name.
    #[must_use]
    pub fn members(&self) -> &[(String, Value)] {
        &self.members
    }
}

#[cfg(test)]
mod tests {
    use super::Extra;

    #[test]
    fn the_order_of_calls_makes_no_difference_and_the_last_value_stays() {
        let (mut one, mut other) = (Extra::new(), Extra::new());
        one.insert("b", 1);
        one.insert("a", "x");
        one.insert("b", 2);
        other.insert("b", 2);
        other.insert("a", "x");
        assert_eq!(one, other);
        assert_eq!(one.members().len(), 2);
    }
}
