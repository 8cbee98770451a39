//! Typed measures: what generated `Measures` structs are made of.

use std::ops::RangeInclusive;

use crate::{BadMeasure, Exact, Measures};

/// A measured quantity: an exact number or a range. A double stands for its shortest decimal text, so `5.01` is 5.01.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The ends; `None` for what is no number.
    ends: Option<(Exact, Exact)>,
}

impl Quantity {
    /// An exact number.
    #[must_use]
    pub const fn exact(value: Exact) -> Self {
        Self { ends: Some((value, value)) }
    }
}

impl From<Exact> for Quantity {
    fn from(value: Exact) -> Self {
        Self::exact(value)
    }
}

impl From<f64> for Quantity {
    fn from(value: f64) -> Self {
        Self { ends: Exact::from_f64(value).map(|value| (value, value)) }
    }
}

impl<T: Into<Self>> From<RangeInclusive<T>> for Quantity {
    fn from(range: RangeInclusive<T>) -> Self {
        let (from, to) = range.into_inner();
        let (from, to): (Self, Self) = (from.into(), to.into());
        Self { ends: from.ends.zip(to.ends).map(|((from, _), (_, to))| (from, to)) }
    }
}

/// Writes `From` for whole numbers.
macro_rules! whole {
    ($($type:ty),+) => {
        $(
            impl From<$type> for Quantity {
                fn from(value: $type) -> Self {
                    Self::exact(Exact::integer(i128::from(value)))
                }
            }
        )+
    };
}

whole!(i32, i64, u32, u64);

/// What a price is computed from beside the request: [`Measures`] by name, or the typed ones of a model.
pub trait ToMeasures {
    /// The measures by name.
    ///
    /// # Errors
    /// When one of them is no number, is negative, or has its ends reversed.
    fn to_measures(&self) -> Result<Measures, BadMeasure>;
}

impl ToMeasures for Measures {
    fn to_measures(&self) -> Result<Measures, BadMeasure> {
        Ok(self.clone())
    }
}

/// Measures from the fields of a generated struct.
///
/// # Errors
/// When one of them is no number, is negative, or has its ends reversed.
#[doc(hidden)]
pub fn measures(fields: &[(&str, Option<Quantity>)]) -> Result<Measures, BadMeasure> {
    let mut measures = Measures::new();
    for (name, quantity) in fields {
        if let Some(Quantity { ends }) = quantity {
            let (min, max) = ends.ok_or(BadMeasure::NotANumber)?;
            measures.range(*name, min, max)?;
        }
    }
    Ok(measures)
}
