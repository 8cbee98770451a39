//! What must not compile: misspelt parameters, missing required ones, values that no spec lists. The compiler's messages are
//! kept as well: they are what a user sees.

#[test]
fn mistakes_in_typed_requests_do_not_compile() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}
