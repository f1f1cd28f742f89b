//! What calls the builder of `floor`, which is written by hand for all agents.

pub(super) fn created(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn create{n}(router: &floor::Router) -> Result<floor::Session, floor::Error> {{
    floor::session("user").only(&["gmail"]).create(router).await
}}
"#
    )
}

pub(super) fn executed(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn execute{n}(router: &floor::Router) -> Result<bool, floor::Error> {{
    let session = floor::session("user").only(&["gmail"]).create(router).await?;
    let data = session.execute("GMAIL_FETCH_EMAILS", Vec::new()).await?;
    Ok(data.is_empty())
}}
"#
    )
}

pub(super) fn updated(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn update{n}(session: &floor::Session) -> Result<floor::Session, floor::Error> {{
    session.update().only(&["gmail"]).search(false).send().await
}}
"#
    )
}

pub(super) fn upfront(n: usize) -> String {
    format!(
        r#"
pub struct Agent{n};
pub async fn create{n}(router: &floor::Router) -> Result<floor::Session, floor::Error> {{
    floor::session("user")
        .only(&["gmail"])
        .on_auth_link(Box::new(|link| println!("{{}}: {{}}", link.toolkit, link.url)))
        .create(router)
        .await
}}
"#
    )
}
