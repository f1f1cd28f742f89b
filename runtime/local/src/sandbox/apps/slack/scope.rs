//! Slack's scopes for users.

use crate::sandbox::app::Scope;

pub(super) const ALL: [Scope; 19] = [
    Scope { name: "channels:history", meaning: "Read the messages of public channels" },
    Scope { name: "channels:read", meaning: "See the public channels" },
    Scope { name: "chat:write", meaning: "Post, change and delete messages as you" },
    Scope { name: "files:read", meaning: "See the files that you can see" },
    Scope { name: "files:write", meaning: "Upload and share files as you" },
    Scope { name: "groups:history", meaning: "Read the messages of your private channels" },
    Scope { name: "groups:read", meaning: "See your private channels" },
    Scope { name: "im:history", meaning: "Read your direct messages" },
    Scope { name: "im:read", meaning: "See whom you have direct messages with" },
    Scope { name: "im:write", meaning: "Start direct messages as you" },
    Scope { name: "mpim:history", meaning: "Read your direct messages with several people" },
    Scope { name: "mpim:read", meaning: "See your direct messages with several people" },
    Scope { name: "mpim:write", meaning: "Start direct messages with several people as you" },
    Scope { name: "reactions:read", meaning: "See reactions" },
    Scope { name: "reactions:write", meaning: "Add and remove reactions as you" },
    Scope { name: "search:read", meaning: "Search what you can see" },
    Scope { name: "team:read", meaning: "See the workspace's name" },
    Scope { name: "users:read", meaning: "See the people of the workspace" },
    Scope { name: "users:read.email", meaning: "See the email addresses of people" },
];
