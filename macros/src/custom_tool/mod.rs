//! `#[custom_tool]`: an async function as a tool that runs in the program's own process, and `#[custom_tools]`: methods that
//! are such tools.

mod declared;
mod expand;
mod function;
mod methods;
mod parameters;
mod receiver;
mod settings;
mod texts;

pub(crate) use self::{
    expand::expand,
    methods::expand_methods,
    settings::{reference, table},
};
#[cfg(test)]
pub(crate) use self::{expand::judged, methods::judged_methods};

#[cfg(test)]
mod tests;
