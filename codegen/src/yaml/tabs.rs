//! Tabs. YAML takes some as white space and refuses others, and an editor shows no difference: but in quotes, blocks and comments
//! we take none.

use std::ops::Range;

/// The first tab of each line that stands neither in a scalar nor in a comment. `scalars` are in the order of the text.
pub(super) fn between<'t>(text: &'t str, scalars: &'t [Range<usize>]) -> impl Iterator<Item = usize> + 't {
    let starts = std::iter::once(0).chain(scalars.iter().map(|scalar| scalar.end));
    let ends = scalars.iter().map(|scalar| scalar.start).chain([text.len()]);
    starts.zip(ends).flat_map(move |(start, end)| tabs_in_gap(text.get(start..end).unwrap_or_default(), start))
}

fn tabs_in_gap(gap: &str, start: usize) -> impl Iterator<Item = usize> {
    let mut at = start;
    gap.split_inclusive('\n').filter_map(move |line| {
        let line_start = at;
        at += line.len();
        // Between scalars a number sign can only begin a comment.
        let code = line.split('#').next().unwrap_or_default();
        code.find('\t').map(|tab| line_start + tab)
    })
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn only_tabs_between_scalars_are_found() {
        let text = "a:\t'b\tc' #\t\n\td";
        let quoted = text.find('\'').map_or(0..0, |at| at..at + 5);
        let scalars = [0..1, quoted, text.len() - 1..text.len()];
        assert_eq!(between(text, &scalars).collect::<Vec<_>>(), [2, 12]);
    }
}
