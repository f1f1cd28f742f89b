crate::open_enum! {
    /// The state of a connected account.
    pub enum ConnectionStatus {
        /// Being set up.
        Initializing = "INITIALIZING",
        /// The link was made; the user has not authenticated yet.
        Initiated = "INITIATED",
        /// Connected: tools can use it.
        Active = "ACTIVE",
        /// Authenticating failed, or the user denied access.
        Failed = "FAILED",
        /// The link or the authorisation has expired.
        Expired = "EXPIRED",
        /// Disabled.
        Inactive = "INACTIVE",
        /// The authorisation was revoked.
        Revoked = "REVOKED",
    }
}

impl ConnectionStatus {
    /// Whether tools can use the account.
    #[must_use]
    pub fn is_active(&self) -> bool {
        *self == Self::Active
    }

    /// Whether the account can no longer become active by itself.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Failed | Self::Expired | Self::Inactive | Self::Revoked)
    }
}

#[cfg(test)]
mod tests {
    use super::ConnectionStatus;

    #[test]
    fn news_is_kept_and_case_is_passed_over() {
        let read = |text: &str| serde_json::from_value::<ConnectionStatus>(text.into()).unwrap();
        assert_eq!(read("ACTIVE"), ConnectionStatus::Active);
        assert_eq!(read("initiated"), ConnectionStatus::Initiated);
        assert_eq!(read("PAUSED"), ConnectionStatus::Unknown("PAUSED".to_owned()));
        assert!(!read("PAUSED").is_final(), "what is not understood may still become active");
    }
}
