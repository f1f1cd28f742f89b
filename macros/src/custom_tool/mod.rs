//! `#[custom_tool]`: an async function as a tool that runs in the program's own process.

mod expand;
mod function;
mod parameters;
mod settings;

#[cfg(test)]
pub(crate) use self::expand::judged;
pub(crate) use self::{
    expand::expand,
    settings::{reference, table},
};

#[cfg(test)]
mod tests;
