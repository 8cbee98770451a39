//! Doc comments: what a source says becomes Markdown that says the same. No text can leave its comment, start a code block (and
//! so a doctest), a list or a heading, or look like a link.

/// Lines are broken before this column.
const WIDTH: usize = 96;

/// Doc comments as they are built: paragraphs with an empty line between two.
#[derive(Clone, Debug, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A paragraph of a source's words; nothing for an empty text.
    pub(super) fn words(self, text: &str) -> Self {
        self.paragraph(&markdown(text))
    }

    /// A paragraph that is Markdown already.
    pub(super) fn paragraph(mut self, markdown: &str) -> Self {
        if !markdown.is_empty() {
            self.gap();
            wrap(markdown, "", &mut self.lines);
        }
        self
    }

    /// A heading.
    pub(super) fn heading(mut self, title: &str) -> Self {
        self.gap();
        self.lines.push(format!("# {title}"));
        self
    }

    /// A list of Markdown texts; nothing when there are none.
    pub(super) fn list(mut self, items: &[String]) -> Self {
        if !items.is_empty() {
            self.gap();
        }
        for item in items {
            let first = self.lines.len();
            wrap(item, "  ", &mut self.lines);
            if let Some(line) = self.lines.get_mut(first) {
                line.replace_range(..2, "- ");
            }
        }
        self
    }

    /// The lines, without the slashes.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// A source's words as Markdown. Code between backticks stays code; what rustdoc or clippy take for code becomes code.
pub(super) fn markdown(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    let paired = parts.len() % 2 == 1;
    if !paired {
        return prose(&text.replace('`', "'"));
    }
    let mut markdown = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 0 {
            let lead = if part.starts_with(char::is_whitespace) { " " } else { "" };
            let trail = if part.ends_with(char::is_whitespace) && !part.trim().is_empty() { " " } else { "" };
            markdown.extend([lead, &prose(part), trail]);
        } else {
            markdown.push_str(&code(part));
        }
    }
    markdown.trim().to_owned()
}

/// A text as code: what cannot be seen is escaped, blanks alone stand in quotes.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(shown).collect();
    let text = if text.trim().is_empty() { format!("\"{text}\"") } else { text };
    let longest_run = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Several texts as code, with commas between them.
pub(super) fn codes<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    texts.into_iter().map(|text| code(text.as_ref())).collect::<Vec<_>>().join(", ")
}

fn prose(text: &str) -> String {
    one_line(text).split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A word with the signs around it.
fn word(word: &str) -> String {
    if let Some(at) = word.find("http://").or_else(|| word.find("https://")) {
        let (before, address) = word.split_at(at);
        let end = address.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '"', '\'']).len();
        let (address, after) = address.split_at(end);
        if !address.contains(['<', '>']) {
            return format!("{}<{address}>{}", escape(before), escape(after));
        }
    }
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let start = word.find(core).unwrap_or(0);
    let (before, rest) = word.split_at(start);
    let after = &rest[core.len()..];
    if let Some(after) = after.strip_prefix("()").filter(|_| !core.is_empty()) {
        return format!("{}`{core}()`{}", escape(before), escape(after));
    }
    if looks_like_code(core) {
        return format!("{}`{core}`{}", escape(before), escape(after));
    }
    escape(word)
}

/// What clippy's `doc_markdown` wants between backticks: an underscore or a path within, or more than one upper-case letter
/// with lower-case ones.
fn looks_like_code(word: &str) -> bool {
    let camel = word.strip_suffix('s').unwrap_or(word);
    let is_camel = camel.starts_with(|c: char| !c.is_ascii_digit() && !c.is_ascii_lowercase())
        && camel.chars().all(char::is_alphanumeric)
        && camel.chars().filter(|c| c.is_uppercase()).count() > 1
        && camel.chars().any(char::is_lowercase);
    is_camel || word.contains('_') || word.contains("::")
}

/// Takes the meaning of Markdown from every sign that has one within a line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A first one could only open what is struck out, and no other is left to close it.
        let may_close = c == '~' && !escaped.is_empty();
        let starts_entity = c == '&' && chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#');
        if may_close || starts_entity || matches!(c, '[' | '<' | '`' | '*' | '_' | '|' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// One line with single blanks; what is invisible or turns the direction of writing becomes a replacement character.
fn one_line(text: &str) -> String {
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).map(visible).collect::<Vec<_>>().join(" ")
}

fn visible(word: &str) -> String {
    word.chars().map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

fn shown(c: char) -> String {
    let blank_but_no_space = c.is_whitespace() && c != ' ';
    if is_hidden(c) || blank_but_no_space { c.escape_debug().to_string() } else { c.to_string() }
}

/// Whether a character cannot be seen, or turns the direction of writing.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Breaks Markdown into lines at blanks outside of code, so that no line starts as a block of another kind.
fn wrap(markdown: &str, indent: &str, lines: &mut Vec<String>) {
    let mut line = indent.to_owned();
    for piece in pieces(markdown) {
        let empty = line.len() == indent.len();
        if !empty && line.chars().count() + 1 + piece.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if !empty {
            line.push(' ');
        }
        if line.len() == indent.len() {
            line.push_str(&guarded(&piece));
        } else {
            line.push_str(&piece);
        }
    }
    if line.len() > indent.len() {
        lines.push(line);
    }
}

/// The parts between which a line may break: words, and code whole.
fn pieces(markdown: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut in_code) = (Vec::new(), String::new(), false);
    for c in markdown.chars() {
        if c == '`' && !piece.ends_with('\\') {
            in_code = !in_code;
        }
        if c == ' ' && !in_code {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The first word of a line, which must not start a list, a quotation, a heading or its underline, or a rule.
fn guarded(word: &str) -> String {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let rest = &word[digits..];
    if digits > 0 && (rest == "." || rest == ")") {
        return format!("{}\\{rest}", &word[..digits]);
    }
    if word.starts_with(['-', '+', '=', '#', '>', '~']) { format!("\\{word}") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Docs, code, markdown};

    #[test]
    fn signs_of_markdown_lose_their_meaning() {
        assert_eq!(
            markdown("a [link](x) *bold* <b> a|b \\ ~x~ &amp; ~6 & 7"),
            r"a \[link](x) \*bold\* \<b> a\|b \\ ~x\~ \&amp; ~6 & 7"
        );
    }

    #[test]
    fn what_looks_like_code_becomes_code() {
        assert_eq!(
            markdown("use silver_rich, or ByteDance (OpenAI)."),
            "use `silver_rich`, or `ByteDance` (`OpenAI`)."
        );
        assert_eq!(markdown("call main() now"), "call `main()` now");
        assert_eq!(markdown("IDs of HTTP and URL"), "IDs of HTTP and URL");
        assert_eq!(markdown("the `hub` of `a_b`."), "the `hub` of `a_b`.");
    }

    #[test]
    fn an_address_becomes_a_link_without_the_signs_behind_it() {
        assert_eq!(markdown("see (https://a.b/c_d)."), "see (<https://a.b/c_d>).");
    }

    #[test]
    fn an_open_backtick_opens_nothing() {
        assert_eq!(markdown("a ` b"), "a ' b");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("\n"), r"`\n`");
        assert_eq!(code(""), r#"`""`"#);
    }

    #[test]
    fn no_line_starts_a_block() {
        let docs = Docs::new().words("    indented").words("- item").words("1. item").words("===").words("+ x");
        assert_eq!(docs.lines(), ["indented", "", "\\- item", "", "1\\. item", "", "\\===", "", "\\+ x"]);
        let long = "word ".repeat(19) + "- broken here";
        assert!(Docs::new().words(&long).lines().iter().all(|line| !line.starts_with('-')));
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(markdown("a\u{202e}b\r\nc\0d"), "a\u{fffd}b c\u{fffd}d");
    }
}
