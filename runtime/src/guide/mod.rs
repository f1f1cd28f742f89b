//! A guide in five pages, each a task from start to end.
//!
//! It is written for somebody who has used sessions in Composio's Python or TypeScript SDK. What is called by another name
//! here is in the table "Coming from Python or TypeScript" of the README.
//!
//! | page | the task |
//! | --- | --- |
//! | [`declare`] | say what an agent may touch, and read what the compiler says about it |
//! | [`connect`] | get the user's accounts connected, whoever is there to do it |
//! | [`run`] | put a model into the loop, with tools of your own beside the router's |
//! | [`test`](mod@test) | test the agent, without an account and without a network |
//! | [`approve`] | ask the user before a tool runs, and go on after a restart |
//!
//! The examples run as they are printed, on the embedded router. For a program of your own:
//!
//! ```sh
//! cargo add tool-router --features local,custom-tools
//! cargo add tokio --features macros,rt-multi-thread
//! cargo add serde_json
//! cargo add tool-router --dev --features testing
//! ```

pub mod declare {
    #![doc = include_str!("declare.md")]
}
pub mod connect {
    #![doc = include_str!("connect.md")]
}
pub mod run {
    #![doc = include_str!("run.md")]
}
pub mod test {
    #![doc = include_str!("test.md")]
}
pub mod approve {
    #![doc = include_str!("approve.md")]
}
