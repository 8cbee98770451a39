//! Patterns of JSON Schema as patterns of specs: those find a match anywhere and know `\d`; these match the whole text and
//! are a closed subset.

use nameplate::check_pattern;

/// The pattern of a spec that takes the same texts. `Err` says why there is none.
pub(super) fn anchored(pattern: &str) -> Result<String, String> {
    let inner = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix('$'))
        .filter(|inner| trailing_backslashes(inner).is_multiple_of(2))
        .ok_or_else(|| "it is not anchored at both ends, and patterns of specs match the whole text".to_owned())?;
    let inner = respelt(inner)?;
    check_pattern(&inner).map_err(|error| error.to_string())?;
    Ok(inner)
}

fn trailing_backslashes(text: &str) -> usize {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count()
}

/// The pattern with `\d` and `\w` as classes and `(?:` as `(`.
fn respelt(pattern: &str) -> Result<String, String> {
    let (mut out, mut depth, mut in_class) = (String::with_capacity(pattern.len()), 0_usize, false);
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let class = match letters.next() {
                    Some('d') => "0-9",
                    Some('w') => "A-Za-z0-9_",
                    Some(other) => {
                        out.extend(['\\', other]);
                        continue;
                    }
                    None => return Err("it ends in a `\\`".to_owned()),
                };
                out.extend(if in_class { ["", class, ""] } else { ["[", class, "]"] });
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                depth += 1;
                out.push('(');
                if letters.next_if_eq(&'?').is_some() && letters.next_if_eq(&':').is_none() {
                    return Err("it has a group that looks around or has a name".to_owned());
                }
                continue;
            }
            ')' if !in_class => depth = depth.saturating_sub(1),
            // `^a|b$` is `^a` or `b$`: each is anchored at one end only.
            '|' if !in_class && depth == 0 => {
                return Err("only a part of its alternatives is anchored at both ends".to_owned());
            }
            _ => {}
        }
        out.push(letter);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::anchored;

    #[test]
    fn what_is_anchored_and_of_the_subset_is_taken() {
        for (theirs, ours) in [
            ("^[a-z]+$", "[a-z]+"),
            (r"^\d{2}:\d{2}$", "[0-9]{2}:[0-9]{2}"),
            ("^(?:a|b)$", "(a|b)"),
            (r"^[\w-]*$", "[A-Za-z0-9_-]*"),
            (r"^#[0-9a-fA-F]{6}$", "#[0-9a-fA-F]{6}"),
            (r"^a\\$", r"a\\"),
        ] {
            assert_eq!(anchored(theirs).as_deref(), Ok(ours), "{theirs}");
        }
    }

    #[test]
    fn what_takes_other_texts_than_it_seems_is_refused() {
        for pattern in
            ["a", "^a", "a$", r"^a\$", "^a|b$", "^(?=a)b$", "^(?<n>a)$", "^.*$", "^[^a]$", r"^\p{L}$", "^a**$", ""]
        {
            assert!(anchored(pattern).is_err(), "{pattern}");
        }
    }
}
