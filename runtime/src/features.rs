//! Messages for calls of methods whose feature is not enabled.
//!
//! For a path behind a disabled feature, the compiler itself names the feature; for a method it only reports that there
//! is none of that name. Each such method therefore exists without its feature too, hidden and impossible to call: it
//! requires a trait that nothing implements and whose message names the feature. The bounds have a lifetime because the
//! compiler rejects a false bound without any parameter at the definition.

#[cfg(not(feature = "local"))]
mod local {
    use std::future::Pending;

    use crate::ToolRouter;
    use crate::error::Error;

    #[diagnostic::on_unimplemented(
        message = "`ToolRouter::local()` needs the feature `local` of `tool-router`",
        label = "the feature `local` is not enabled",
        note = "enable it in Cargo.toml: `cargo add tool-router --features local`"
    )]
    pub trait FeatureLocal {}

    impl ToolRouter {
        /// See the feature `local`.
        ///
        /// ```compile_fail,E0277
        /// # async fn example() -> Result<(), tool_router::Error> {
        /// let router = tool_router::ToolRouter::local().await?;
        /// # Ok(())
        /// # }
        /// ```
        #[doc(hidden)]
        pub fn local() -> Pending<Result<Self, Error>>
        where
            for<'a> &'a Self: FeatureLocal,
        {
            std::future::pending()
        }
    }
}

#[cfg(not(feature = "catalog"))]
mod catalog {
    use std::future::Pending;

    use crate::ToolRouter;
    use crate::error::Error;

    #[diagnostic::on_unimplemented(
        message = "`ToolRouter::catalog()` needs the feature `catalog` of `tool-router`",
        label = "the feature `catalog` is not enabled",
        note = "enable it in Cargo.toml: `cargo add tool-router --features catalog`"
    )]
    pub trait FeatureCatalog {}

    impl ToolRouter {
        /// See the feature `catalog`.
        ///
        /// ```compile_fail,E0277
        /// # async fn example(router: tool_router::ToolRouter) -> Result<(), tool_router::Error> {
        /// let catalog = router.catalog().await?;
        /// # Ok(())
        /// # }
        /// ```
        #[doc(hidden)]
        pub fn catalog(&self) -> Pending<Result<serde_json::Value, Error>>
        where
            for<'a> &'a Self: FeatureCatalog,
        {
            std::future::pending()
        }
    }
}

#[cfg(not(feature = "custom-tools"))]
mod custom_tools {
    use crate::{SessionBuilder, ToolRouter};

    #[diagnostic::on_unimplemented(
        message = "custom tools need the feature `custom-tools` of `tool-router`",
        label = "the feature `custom-tools` is not enabled",
        note = "enable it in Cargo.toml: `cargo add tool-router --features custom-tools`"
    )]
    pub trait FeatureCustomTools {}

    impl<S, Links, Callback, AuthConfigs, Accounts> SessionBuilder<S, Links, Callback, AuthConfigs, Accounts> {
        /// See the feature `custom-tools`.
        ///
        /// ```compile_fail,E0277
        /// # use tool_router::tool_router_session;
        /// # #[tool_router_session(toolkits = ["gmail"])]
        /// # struct Agent;
        /// # struct FindCustomer;
        /// let session = Agent::session("user_1").custom_tool(FindCustomer);
        /// ```
        #[doc(hidden)]
        pub fn custom_tool<T>(self, _: T) -> Self
        where
            for<'a> &'a ToolRouter: FeatureCustomTools,
        {
            self
        }

        /// See the feature `custom-tools`.
        #[doc(hidden)]
        pub fn custom_tools<T>(self, _: T) -> Self
        where
            for<'a> &'a ToolRouter: FeatureCustomTools,
        {
            self
        }

        /// See the feature `custom-tools`.
        #[doc(hidden)]
        pub fn custom_toolkit<T>(self, _: T) -> Self
        where
            for<'a> &'a ToolRouter: FeatureCustomTools,
        {
            self
        }
    }
}
