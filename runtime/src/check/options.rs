//! How a request is checked.

use crate::Measures;

/// How a request is checked.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The way to call the model, as an index into [`ModelSpec::ways`](crate::spec::ModelSpec::ways).
    pub way: usize,
    /// Whether what no source states refuses too.
    pub strict: bool,
    /// Whether members that the spec does not have are warnings.
    pub allow_unknown: bool,
    /// The largest body, in bytes.
    pub max_bytes: usize,
    /// How deep lists and objects may be nested.
    pub max_depth: usize,
    /// What was measured of files.
    pub measures: &'a Measures,
    /// Origins (`http://127.0.0.1:8080`) whose addresses count as public, such as an emulator's.
    pub public_origins: &'a [String],
}

static NOTHING_MEASURED: Measures = Measures::new();

impl Options<'_> {
    /// The preferred way, at most 16 MiB and 64 levels, nothing measured.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            way: 0,
            strict: false,
            allow_unknown: false,
            max_bytes: 16 << 20,
            max_depth: 64,
            measures: &NOTHING_MEASURED,
            public_origins: &[],
        }
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self::new()
    }
}
