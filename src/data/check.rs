//! The checks over the whole set.
