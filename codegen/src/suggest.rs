//! Near names, for messages that say what was probably meant.

/// The known name nearest to one that was written: at most two edits away, or one that starts the other.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|name| (distance(written, name), *name))
        .filter(|(edits, name)| *edits <= 2 && *edits < name.chars().count() || shares_start(written, name))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name)
}

/// Names for a sentence: `` `a`, `b`, and `c` ``, at most twelve of them.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    const MOST: usize = 12;
    let quoted: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST {
        return format!("{}, and {} more", quoted.join(", "), names.len() - MOST);
    }
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}

fn shares_start(written: &str, name: &str) -> bool {
    written.len() >= 3 && name.len() >= 3 && (name.starts_with(written) || written.starts_with(name))
}

/// Levenshtein's distance; texts longer than 64 characters are as far apart as they are long.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(65).collect(), b.chars().take(65).collect());
    if a.len() > 64 || b.len() > 64 {
        return a.len().max(b.len());
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, listed};

    #[test]
    fn a_near_name_is_found_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("upscale_facter", &["video_url", "upscale_factor"]), Some("upscale_factor"));
        assert_eq!(did_you_mean("resolution2", &["resolution"]), Some("resolution"));
        assert_eq!(did_you_mean("seed", &["grain", "halo"]), None);
        assert_eq!(did_you_mean("x", &["a", "b"]), None);
    }

    #[test]
    fn names_read_as_a_sentence() {
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b`, and `c`");
        assert_eq!(listed(&["a", "b"]), "`a` and `b`");
    }
}
