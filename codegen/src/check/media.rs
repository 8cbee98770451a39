//! Facts about the file that a parameter refers to.

use nameplate::Exact;
use nameplate::spec::MediaFact;

use super::kinds::Kinds;
use super::{errors, texts};
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::At;
use crate::spec::MediaKind;
use crate::yaml::{Number, Scalar, Sp};

const KINDS: [&str; 4] = ["image", "video", "audio", "text"];

/// The facts that a `media:` states, in the order of the format.
pub(super) fn facts(media: &At<MediaKind>, inferred: bool, diagnostics: &mut Vec<Diagnostic>) -> Vec<MediaFact> {
    let file = media.place.file;
    let MediaKind {
        of,
        containers,
        max_bytes,
        min_bytes,
        min_seconds,
        max_seconds,
        min_width,
        max_width,
        min_height,
        max_height,
        min_fps,
        max_fps,
        min_frames,
        max_frames,
        min_pixels,
        max_pixels,
        min_aspect,
        max_aspect,
    } = &media.value;
    let mut facts = Vec::new();
    if let Some(of) = of {
        if !KINDS.contains(&of.value.as_str()) {
            diagnostics.push(errors::not_a_word(&At::from_sp(file, of), &KINDS));
        }
        facts.push(words("of", "kind", std::slice::from_ref(of)));
    }
    if let Some(containers) = containers {
        facts.push(words("containers", "container", containers));
    }
    for (size, what) in [(max_bytes, "max_bytes"), (min_bytes, "min_bytes")] {
        let Some(size) = size else { continue };
        match texts::bytes(&size.value) {
            Some(bytes) if what == "max_bytes" => facts.push(range(what, "bytes", None, Some(bytes))),
            Some(bytes) => facts.push(range(what, "bytes", Some(bytes), None)),
            None => diagnostics.push(errors::not_a_size(&At::from_sp(file, size))),
        }
    }
    for (shape, what) in [(min_aspect, "min_aspect"), (max_aspect, "max_aspect")] {
        let Some(shape) = shape else { continue };
        match aspect(&shape.value) {
            Some(ratio) if what == "min_aspect" => facts.push(range(what, "aspect", Some(ratio), None)),
            Some(ratio) => facts.push(range(what, "aspect", None, Some(ratio))),
            None => diagnostics.push(errors::not_a_shape(Place { file, span: shape.span.clone() })),
        }
    }
    let mut kinds = Kinds { file, diagnostics };
    for (min, max, names, fact) in [
        (min_seconds, max_seconds, ("min_seconds", "max_seconds"), "seconds"),
        (min_width, max_width, ("min_width", "max_width"), "width"),
        (min_height, max_height, ("min_height", "max_height"), "height"),
        (min_fps, max_fps, ("min_fps", "max_fps"), "fps"),
        (min_frames, max_frames, ("min_frames", "max_frames"), "frames"),
        (min_pixels, max_pixels, ("min_pixels", "max_pixels"), "pixels"),
    ] {
        kinds.in_order(min.as_ref(), max.as_ref());
        facts.extend(bound(&mut kinds, min.as_ref()).map(|low| range(names.0, fact, Some(low), None)));
        facts.extend(bound(&mut kinds, max.as_ref()).map(|high| range(names.1, fact, None, Some(high))));
    }
    for fact in &mut facts {
        fact.inferred = inferred;
    }
    facts
}

/// A shape as the width divided by the height: `"16:9"`, or a number above zero.
fn aspect(shape: &Scalar) -> Option<Exact> {
    let ratio = match shape {
        Scalar::Number(number) => number.exact(),
        Scalar::Text(text) => {
            let (width, height) = text.split_once(':')?;
            Exact::decimal(width)?.div(Exact::decimal(height)?)?
        }
        Scalar::Bool(_) => return None,
    };
    (!ratio.is_negative() && !ratio.is_zero()).then_some(ratio)
}

fn bound(kinds: &mut Kinds<'_>, bound: Option<&Sp<Number>>) -> Option<Exact> {
    let bound = bound?;
    kinds.double(bound)?;
    Some(bound.value.exact())
}

fn words(what: &'static str, fact: &'static str, words: &[Sp<String>]) -> MediaFact {
    let words = words.iter().map(|word| word.value.clone().into()).collect::<Vec<_>>();
    MediaFact { what: what.into(), fact: fact.into(), min: None, max: None, words: words.into(), inferred: false }
}

fn range(what: &'static str, fact: &'static str, min: Option<Exact>, max: Option<Exact>) -> MediaFact {
    MediaFact { what: what.into(), fact: fact.into(), min, max, words: Vec::new().into(), inferred: false }
}
