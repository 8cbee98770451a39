//! Where the checker is, as a chain of steps on the stack: nothing is written to the heap unless a violation is found there.

use smallvec::SmallVec;

use crate::json::Text;

/// A place in a request.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p, 'a> {
    inner: Option<(&'p Path<'p, 'a>, Step<'a>)>,
}

/// A step into an object or a list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// A member, with its index among the members that the spec has.
    Member(Text<'a>, usize),
    /// An item.
    Item(usize),
}

/// The index of a member that the spec does not have.
pub(crate) const UNKNOWN: usize = usize::MAX;

/// The steps of a place, the outermost first.
pub(crate) type Steps<'a> = SmallVec<[Step<'a>; 2]>;

impl<'p, 'a> Path<'p, 'a> {
    /// The body itself.
    pub(crate) const fn root() -> Self {
        Path { inner: None }
    }

    pub(crate) fn member(&'p self, name: &'a str, index: usize) -> Path<'p, 'a> {
        self.step(Step::Member(Text::plain(name), index))
    }

    pub(crate) fn unknown(&'p self, name: Text<'a>) -> Path<'p, 'a> {
        self.step(Step::Member(name, UNKNOWN))
    }

    pub(crate) fn item(&'p self, index: usize) -> Path<'p, 'a> {
        self.step(Step::Item(index))
    }

    fn step(&'p self, step: Step<'a>) -> Path<'p, 'a> {
        Path { inner: Some((self, step)) }
    }

    pub(crate) fn steps(&self) -> Steps<'a> {
        let mut steps = Steps::new();
        let mut path = self;
        while let Some((outer, step)) = &path.inner {
            steps.push(*step);
            path = outer;
        }
        steps.reverse();
        steps
    }
}

/// A place as a JSON Pointer (RFC 6901).
pub(crate) fn pointer(steps: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer.push('/');
        match step {
            Step::Member(name, _) => pointer.push_str(&name.to_cow().replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}

/// A place as people write it: `multi_prompt[0].duration`.
pub(crate) fn label(steps: &[Step<'_>]) -> String {
    let mut label = String::new();
    for step in steps {
        match step {
            Step::Member(name, _) => {
                if !label.is_empty() {
                    label.push('.');
                }
                label.push_str(&name.to_cow());
            }
            Step::Item(index) => {
                label.push('[');
                label.push_str(&index.to_string());
                label.push(']');
            }
        }
    }
    label
}

/// A place as measures name it: `video_urls.0`, `multi_prompt.1.image`.
pub(crate) fn dotted(steps: &[Step<'_>]) -> String {
    let part = |step: &Step<'_>| match step {
        Step::Member(name, _) => name.to_cow().into_owned(),
        Step::Item(index) => index.to_string(),
    };
    steps.iter().map(part).collect::<Vec<_>>().join(".")
}

/// The parameter that a place belongs to, without the indices of items: `images`, `camera.image`.
pub(crate) fn parameter(steps: &[Step<'_>]) -> String {
    let members = steps.iter().filter(|step| matches!(step, Step::Member(..)));
    label(&members.copied().collect::<Steps<'_>>())
}
