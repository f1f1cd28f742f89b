//! GitHub's scopes.

use crate::sandbox::app::Scope;

pub(super) const REPO: &str = "repo";
pub(super) const PUBLIC_REPO: &str = "public_repo";

pub(super) const ALL: [Scope; 7] = [
    Scope {
        name: REPO,
        meaning: "Read and change your repositories, public and private, with their issues and pull requests",
    },
    Scope { name: PUBLIC_REPO, meaning: "Change public repositories, with their issues and pull requests" },
    Scope { name: "workflow", meaning: "Change workflows" },
    Scope { name: "user", meaning: "Read and change your profile" },
    Scope { name: "read:user", meaning: "Read your profile" },
    Scope { name: "user:email", meaning: "See your email addresses" },
    Scope { name: "read:org", meaning: "See the organizations that you are a member of" },
];
