//! Programs that must not compile, in `cases/`; nothing else.
