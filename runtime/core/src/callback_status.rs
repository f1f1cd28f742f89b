use crate::open_enum::open_enum;

open_enum! {
    /// How connecting ended, as the router tells the application at the callback URL.
    pub enum CallbackStatus {
        /// The user authenticated.
        Success = "success",
        /// The user or the provider refused.
        Failed = "failed",
    }
}
