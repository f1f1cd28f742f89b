use std::sync::Arc;

use super::{CustomTool, CustomTools};

/// A type whose methods are custom tools.
///
/// [`#[custom_tools]`](crate::custom_tools) on an `impl` block implements it. A value of the type, or an `Arc` of one, is
/// what [`SessionBuilder::custom_tools`](crate::SessionBuilder::custom_tools),
/// [`CustomToolkit::tools`](crate::custom::CustomToolkit::tools) and [`CustomTools::tools`] take.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no methods that are custom tools",
    note = "`#[custom_tools]` on its `impl` block makes tools of the methods that have `#[custom_tool]`",
    note = "a single tool is registered by `custom_tool`, and a toolkit by `custom_toolkit`"
)]
pub trait CustomToolSet {
    #[doc(hidden)]
    fn __give(this: Arc<Self>, tools: &mut CustomTools);
}

impl<T: CustomToolSet> CustomToolSet for Arc<T> {
    fn __give(this: Arc<Self>, tools: &mut CustomTools) {
        T::__give(Self::clone(&this), tools);
    }
}

impl CustomTools {
    #[doc(hidden)]
    pub fn __add<T: CustomTool>(&mut self, tool: T) {
        self.tools.push(super::definition::Definition::new(tool));
    }
}
