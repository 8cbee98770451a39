//! Placeholders in a text that stand for the items of a list: `@Image2` is the second of the images.

/// Digits beyond these make a number larger than any list.
const MOST_DIGITS: usize = 19;

/// The largest number in the placeholders of a text; 0 when one of them has the number 0, which no item has. `None` when there
/// are no placeholders. The form is a text with `{n}` where the number stands.
pub(super) fn largest(form: &str, text: &str) -> Option<u64> {
    let (before, after) = form.split_once("{n}").filter(|(before, _)| !before.is_empty())?;
    let mut largest = None;
    for (at, _) in text.match_indices(before) {
        let rest = text.get(at + before.len()..).unwrap_or_default();
        let Some(number) = number(rest, after) else { continue };
        if number == 0 {
            return Some(0);
        }
        largest = largest.max(Some(number));
    }
    largest
}

/// The number at the start of a text, before what ends a placeholder.
fn number(text: &str, after: &str) -> Option<u64> {
    let digits = text.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    match digits {
        0 => None,
        _ if digits > MOST_DIGITS => Some(u64::MAX),
        _ => rest.starts_with(after).then(|| number.parse().ok())?,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::largest;

    #[test]
    fn the_largest_number_counts_and_zero_is_told() {
        for (form, text, expected) in [
            ("@Image{n}", "@Image1 beside @Image3, not @Image2", Some(3)),
            ("@Image{n}", "@image1 and @Image and Image 4", None),
            ("@Image{n}", "@Image2 @Image0", Some(0)),
            ("@Image{n}", "@Image02", Some(2)),
            ("@Image{n}", "x@Image7th", Some(7)),
            ("<<<image_{n}>>>", "<<<image_2>>> <<<image_9>> <<<image_>>>", Some(2)),
            ("@Image{n}", "@Image99999999999999999999999", Some(u64::MAX)),
            ("{n}", "1", None),
            ("@Image", "@Image1", None),
        ] {
            assert_eq!(largest(form, text), expected, "{form} {text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_that_was_written_is_found(numbers in proptest::collection::vec(1_u64..1000, 1..8), between in "[ a-z,é]{0,5}") {
            let text: Vec<String> = numbers.iter().map(|number| format!("@E{number}{between} ")).collect();
            let text = text.concat();
            prop_assert_eq!(largest("@E{n}", &text), numbers.iter().copied().max());
        }

        #[test]
        fn any_text_is_read(form in ".{0,12}", text in ".{0,40}") {
            let _ = largest(&form, &text);
        }
    }
}
