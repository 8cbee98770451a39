//! What a misspelt name was probably meant to be.

/// The listed name that is nearest: at most two letters differ, or one begins the other.
pub(super) fn nearest<'a>(given: &str, listed: impl Iterator<Item = &'a str>) -> Option<String> {
    // A name of a spec is never so long, and comparing costs the product of the lengths.
    if given.is_empty() || given.len() > 100 {
        return None;
    }
    let near = listed.filter_map(|name| {
        let distance = distance(given, name);
        // Of a short name every other one is two letters away.
        let few = distance <= 2 && distance < name.chars().count().max(2);
        let begins = given.len() >= 3 && name.len() >= 3 && (name.starts_with(given) || given.starts_with(name));
        (few || begins).then_some((if few { distance } else { 3 }, name))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name.to_owned())
}

/// The number of letters to add, drop, change or swap, letters compared without case.
fn distance(from: &str, to: &str) -> usize {
    if from.chars().count().abs_diff(to.chars().count()) > 2 {
        return usize::MAX;
    }
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (from, to) = (lower(from), lower(to));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.iter().enumerate() {
        let mut next = vec![line + 1];
        for (column, other) in to.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&row, column) + usize::from(letter != other);
            let moved = at(&row, column + 1).min(at(&next, column)) + 1;
            let swapped =
                column > 0 && line > 0 && to.get(column - 1) == Some(letter) && from.get(line - 1) == Some(other);
            let swapped = if swapped { at(&before, column - 1) + 1 } else { usize::MAX };
            next.push(changed.min(moved).min(swapped));
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [&str; 5] = ["video_url", "upscale_factor", "blur", "2k", "4k"];

    fn meant(given: &str) -> Option<String> {
        nearest(given, NAMES.into_iter())
    }

    #[test]
    fn a_name_is_meant_that_differs_in_two_letters_or_begins_the_other() {
        assert_eq!(meant("upscale_facter").as_deref(), Some("upscale_factor"));
        assert_eq!(meant("vidoe_url").as_deref(), Some("video_url"));
        assert_eq!(meant("Blur").as_deref(), Some("blur"));
        assert_eq!(meant("upscale").as_deref(), Some("upscale_factor"));
        assert_eq!(meant("4K").as_deref(), Some("4k"));
    }

    #[test]
    fn nothing_is_meant_by_a_name_far_from_all() {
        for given in ["", "seed", "8", "x", "strength", &"blur".repeat(1000)] {
            assert_eq!(meant(given), None, "{given}");
        }
    }
}
