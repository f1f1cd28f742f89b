//! The public API, as a program sees it that names, stores, compares, serialises and mocks its types.

mod exported;
mod futures;
mod migrating;
mod mocks;
mod traits;
