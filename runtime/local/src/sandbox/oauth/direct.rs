//! Consent without a page, for tests.

use std::collections::HashMap;

use url::Url;

use super::{
    super::{
        State,
        app::{SandboxApp, Scope},
        lock,
    },
    authorize::{check, with},
    grants::{Access, CodeRequest, Grant, Grants, Issued},
};

/// Where an authorization request leads when this person allows it, or when it is denied.
pub(in crate::sandbox) fn decide(
    state: &State,
    app: &dyn SandboxApp,
    request: &Url,
    person: Option<usize>,
) -> Result<Url, String> {
    let parameters: HashMap<_, _> = request.query_pairs().into_owned().collect();
    let redirect_uri = parameters.get("redirect_uri").and_then(|uri| state.client.redirect_uri(uri));
    let redirect_uri = redirect_uri.ok_or("the redirect URI is not one that the sandbox knows")?;
    let request = check(app, &parameters, redirect_uri).map_err(|(_, description)| description.to_owned())?;
    let Some(person) = person else {
        return Ok(with(request.redirect_uri, &[("error", "access_denied")], request.state.as_deref()));
    };
    let code = lock(&state.grants).issue_code(CodeRequest {
        redirect_uri: request.redirect_uri.to_string(),
        challenge: request.challenge,
        access: Access { app: request.app, person, scopes: request.scopes },
    });
    Ok(with(request.redirect_uri, &[("code", &code)], request.state.as_deref()))
}

impl Grants {
    /// Issues tokens that nobody was asked for.
    pub(in crate::sandbox) fn grant(&mut self, app: &str, person: usize, scopes: Vec<&'static Scope>) -> Issued {
        let access = Access { app: app.into(), person, scopes };
        let family = self.new_family(&access);
        self.issue_tokens(Grant::Code, family, access)
    }
}
