//! YAML text to a tree of nodes. Features that make a text mean something else than it says (anchors, tags, merge keys,
//! several documents) are refused; what is left is read on, so that their faults come together with all others.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use super::faults::Faults;
use super::node::{Node, NodeKind};
use super::{MAX_DEPTH, plain, tabs};

/// The tree of a text of at most so many bytes. `None` when there is none: the faults say why.
pub(super) fn parse(text: &str, max_bytes: usize, faults: &Faults) -> Option<Node> {
    if text.len() > max_bytes {
        faults.too_large(text.len());
        return None;
    }
    for (at, character) in text.char_indices().filter(|(_, character)| is_forbidden(*character)) {
        faults.forbidden_character(at, character);
    }
    // The tree is bounded by `Builder`; these bound the parser's own state.
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
        strict_indentation: true,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
    };
    let mut builder = Builder { text, faults, open: Vec::new(), root: None, documents: 0, scalars: Vec::new() };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.take(event, &span)?,
            Err(error) => {
                faults.not_yaml(&error);
                return None;
            }
        }
    }
    for at in tabs::between(text, &builder.scalars) {
        faults.tab(at);
    }
    if builder.root.as_ref().is_none_or(|root| root.kind == NodeKind::Null) {
        faults.empty_file();
        return None;
    }
    builder.root
}

/// Characters that YAML has no place for or that nobody sees. White space and line ends are fine.
fn is_forbidden(character: char) -> bool {
    let hidden = matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}');
    hidden || (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
}

/// Builds the tree from events, without recursion.
struct Builder<'t> {
    text: &'t str,
    faults: &'t Faults<'t>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// Where scalars stand: the only places, beside comments, that may have tabs.
    scalars: Vec<Range<usize>>,
}

/// A list or a map that is not finished.
struct Open {
    start: usize,
    flow: bool,
    children: Children,
}

enum Children {
    List(Vec<Node>),
    Map {
        pairs: Vec<(Node, Node)>,
        /// A key that waits for its value.
        key: Option<Node>,
        /// Where each key stands for the first time.
        seen: BTreeMap<(bool, String), Range<usize>>,
    },
}

impl Builder<'_> {
    /// Takes an event. `None` ends the reading: what follows would only repeat the fault.
    fn take(&mut self, event: Event<'_>, span: &Span) -> Option<()> {
        let at = span.byte_range().unwrap_or_default();
        if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
            self.faults.tag(tag);
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.faults.second_document(at);
                    return None;
                }
            }
            Event::Anchor(..) => self.faults.anchor(at),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.faults.alias(at.clone());
                self.add(Node { span: at, kind: NodeKind::Null });
            }
            Event::Scalar(value, style, ..) => {
                self.scalars.push(at.clone());
                let node = self.scalar(value, style, at);
                self.add(node);
            }
            Event::SequenceStart(style, ..) => self.start(at, style, Children::List(Vec::new()))?,
            Event::MappingStart(style, ..) => {
                self.start(at, style, Children::Map { pairs: Vec::new(), key: None, seen: BTreeMap::new() })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&at),
            _ => {}
        }
        Some(())
    }

    fn scalar(&self, value: Cow<'_, str>, style: ScalarStyle, at: Range<usize>) -> Node {
        match style {
            ScalarStyle::Plain if at.is_empty() => Node { span: self.nothing(at.start), kind: NodeKind::Null },
            ScalarStyle::Plain => {
                if self.text.get(at.clone()).is_some_and(|text| text.contains('\t')) {
                    self.faults.tab(at.start);
                }
                let kind = plain::classify(&value).unwrap_or_else(|_| {
                    self.faults.number_too_long(at.clone());
                    NodeKind::Null
                });
                Node { span: at, kind }
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                Node { span: self.trimmed(at), kind: NodeKind::Text(value.into_owned(), true) }
            }
            _ => Node { span: at, kind: NodeKind::Text(value.into_owned(), true) },
        }
    }

    /// Where a node is missing: behind what stands before it, and behind the colon of its key.
    fn nothing(&self, at: usize) -> Range<usize> {
        let before = self.trimmed(0..at).end;
        let has_key = matches!(self.open.last(), Some(Open { children: Children::Map { key: Some(_), .. }, .. }));
        let colon = has_key && self.text.get(before..).is_some_and(|rest| rest.starts_with(':'));
        let at = before + usize::from(colon);
        at..at
    }

    /// A place without the white space at its end.
    fn trimmed(&self, at: Range<usize>) -> Range<usize> {
        let text = self.text.get(at.clone()).unwrap_or_default();
        at.start..at.start + text.trim_end().len()
    }

    fn start(&mut self, at: Range<usize>, style: StructureStyle, children: Children) -> Option<()> {
        if self.open.len() >= MAX_DEPTH {
            self.faults.too_deep(at);
            return None;
        }
        self.open.push(Open { start: at.start, flow: style == StructureStyle::Flow, children });
        Some(())
    }

    fn end(&mut self, at: &Range<usize>) {
        let Some(Open { start, flow, children }) = self.open.pop() else { return };
        let (last, kind) = match children {
            Children::List(items) => (items.last().map(|item| item.span.end), NodeKind::List(items)),
            Children::Map { pairs, .. } => (pairs.last().map(|(_, value)| value.span.end), NodeKind::Map(pairs)),
        };
        let end = if flow { at.end } else { last.unwrap_or(start) };
        self.add(Node { span: start..end.max(start), kind });
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.children {
            Children::List(items) => items.push(node),
            Children::Map { pairs, key, seen } => match key.take() {
                None => *key = Some(node),
                Some(key) if is_new(&key, seen, self.faults) => pairs.push((key, node)),
                Some(_) => {}
            },
        }
    }
}

/// Whether a map may take this key. `1` and `"1"` are two keys; `1` and `1.0` are one.
fn is_new(key: &Node, seen: &mut BTreeMap<(bool, String), Range<usize>>, faults: &Faults<'_>) -> bool {
    let name = match &key.kind {
        NodeKind::Text(text, false) if text == "<<" => {
            faults.merge_key(key.span.clone());
            return false;
        }
        NodeKind::Text(text, _) => (true, text.clone()),
        NodeKind::Number(number) => (false, number.exact().to_string()),
        NodeKind::Bool(value) => (false, value.to_string()),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => {
            faults.key_of_wrong_kind(key);
            return false;
        }
    };
    faults.check_key_on_one_line(key);
    if let Some(first) = seen.get(&name) {
        faults.duplicate_key(key, first.clone());
        return false;
    }
    seen.insert(name, key.span.clone());
    true
}
