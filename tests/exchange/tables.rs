//! What tables become.
