//! Values of several kinds: `type: [string, integer]`, and unions whose variants can be told apart.

use super::reader::{Reader, Type};
use super::shape::{Kind, Member, Remark};
use super::view::View;

/// An `any_of` of a spec has at most so many alternatives.
const MOST: usize = 8;

impl<'d> Reader<'d> {
    /// A union as alternatives, where a value says by its JSON type (or by being listed) which one it is of. `None` where
    /// that is not so, or where more is said beside the union, which would have to hold of every variant.
    pub(super) fn variants(&mut self, view: &View<'d>, level: usize) -> Option<Kind> {
        let [union] = view.unions.as_slice() else { return None };
        if !view.says_nothing_else() || union.variants.len() > MOST {
            return None;
        }
        let mut found: Vec<Member> =
            union.variants.iter().map(|variant| self.alternative(variant, level)).collect::<Option<_>>()?;
        // Listed values come first: they are narrower than what follows.
        found.sort_by_key(|one| !is_listed(&one.kind));
        for (at, one) in found.iter().enumerate() {
            let alike: Vec<&Member> =
                found.iter().skip(at + 1).filter(|later| class(&later.kind) == class(&one.kind)).collect();
            let [next] = alike.as_slice() else {
                if alike.is_empty() {
                    continue;
                }
                return None;
            };
            // `oneOf` refuses what two variants take, and `any_of` does not.
            if !is_listed(&one.kind) || is_listed(&next.kind) || union.exactly_one {
                return None;
            }
        }
        Some(Kind::AnyOf(found))
    }

    /// A view that states several types as an alternative for each.
    pub(super) fn of_several_types(
        &mut self,
        view: &View<'d>,
        types: &[Type],
        level: usize,
        remarks: &mut Vec<Remark>,
    ) -> Result<Kind, Remark> {
        let mut found = Vec::new();
        for of in types {
            let Some(one) = self.alternative(&view.of_type(*of), level) else {
                let text = format!("a value may be of several types, and there is no kind for its {}s", of.word());
                return Err(Remark::limit(view.pointer(), text));
            };
            found.push(one);
        }
        // What is said of the parameter stands there already.
        for one in &mut found {
            one.doc.clear();
            remarks.append(&mut one.remarks);
        }
        Ok(Kind::AnyOf(found))
    }

    /// One of several kinds; `None` when there is no kind for it.
    fn alternative(&mut self, view: &View<'d>, level: usize) -> Option<Member> {
        let mut member = Member::new("", view.pointer());
        self.describe(&mut member, view, level);
        let is_plain = view.of.is_some() || !(member.nullable || member.deprecated || member.default.is_some());
        (member.nullable, member.deprecated, member.default) = (false, false, None);
        member.examples.clear();
        (is_plain && !matches!(member.kind, Kind::Unsaid | Kind::AnyOf(_))).then_some(member)
    }
}

const fn is_listed(kind: &Kind) -> bool {
    matches!(kind, Kind::OneOf(_) | Kind::OneOfNumbers(_))
}

/// What JSON calls the values of a kind.
const fn class(kind: &Kind) -> Option<Type> {
    match kind {
        Kind::Bool => Some(Type::Bool),
        Kind::Integer(_) | Kind::Number(_) | Kind::OneOfNumbers(_) => Some(Type::Number),
        Kind::Text(_) | Kind::OneOf(_) => Some(Type::Text),
        Kind::List { .. } => Some(Type::List),
        Kind::Object(_) | Kind::AnyObject | Kind::Choice { .. } => Some(Type::Object),
        Kind::Unsaid | Kind::AnyOf(_) => None,
    }
}
