//! Generates typed requests from the specs of this crate. No fork of nameplate is needed.

fn main() -> Result<(), nameplate_codegen::BuildError> {
    nameplate_codegen::Builder::new().specs("specs").generate()
}
