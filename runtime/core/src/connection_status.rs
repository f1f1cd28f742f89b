use crate::open_enum::open_enum;

open_enum! {
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
    fn an_unknown_name_is_written_as_it_was_read() {
        let status: ConnectionStatus = "Paused".parse().unwrap();
        assert_eq!((status.to_string().as_str(), format!("{status:?}").as_str()), ("Paused", r#"Unknown("Paused")"#));
        assert_eq!(serde_json::to_value(&status).unwrap(), "Paused");
        assert_eq!(ConnectionStatus::from("Paused".to_owned()), status);
        assert_eq!(format!("{:?}", ConnectionStatus::from("active")), "Active");
    }

    #[test]
    fn news_is_kept_and_case_is_passed_over() {
        let read = |text: &str| serde_json::from_value::<ConnectionStatus>(text.into()).unwrap();
        assert_eq!(read("ACTIVE"), ConnectionStatus::Active);
        assert_eq!(read("initiated"), ConnectionStatus::Initiated);
        assert_eq!(read("PAUSED").as_str(), "PAUSED");
        assert!(!read("PAUSED").is_known() && read("active").is_known());
        assert!(!read("PAUSED").is_final(), "what is not understood may still become active");
    }
}
