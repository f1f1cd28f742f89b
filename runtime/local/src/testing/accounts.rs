//! Accounts that are connected, and end, without their users.

use secrecy::ExposeSecret;

use super::{Harness, Person, TestError};
use crate::{
    connect::Tokens,
    credentials::{entered, needs_account},
    random,
    registered::auth_config_id,
    state::App,
    store::{Account, AccountFilter, AccountOrder, AccountType, Acl, NewAccount, SealedTokens, Status},
    toolkit::LocalToolkit,
};

/// More accounts than a user has with a toolkit.
const ALL: usize = 1_000;

/// Who else can use an account.
static NOBODY: Acl = Acl { allow_all_users: false, allowed_user_ids: Vec::new(), not_allowed_user_ids: Vec::new() };

/// What an account has beside its user and its toolkit.
#[derive(Clone, Debug, Default)]
pub struct AccountOptions {
    /// The name that tells it from the user's others.
    pub alias: Option<String>,
    /// The auth config that it belongs to. The default is the router's own for the toolkit.
    pub auth_config_id: Option<String>,
}

impl AccountOptions {
    /// Fills in the router's own auth config.
    fn of(mut self, toolkit: &str) -> Self {
        self.auth_config_id.get_or_insert_with(|| auth_config_id(toolkit));
        self
    }

    fn account<'a>(&'a self, id: &'a str, user_id: &'a str, toolkit: &'a str) -> NewAccount<'a> {
        NewAccount {
            id,
            user_id,
            toolkit,
            auth_config_id: self.auth_config_id.as_deref().unwrap_or_default(),
            alias: self.alias.as_deref(),
            account_type: AccountType::Private,
            acl: &NOBODY,
        }
    }
}

impl Harness {
    /// Connects an account of `person` for a user, and returns its id.
    ///
    /// # Errors
    ///
    /// If the router does not serve the toolkit, or if it needs no account.
    pub async fn connect(
        &self,
        user: String,
        toolkit: String,
        person: Person,
        options: AccountOptions,
    ) -> Result<String, TestError> {
        let (app, sandbox) = (self.app.clone(), self.sandbox.clone());
        self.on_its_thread(async move {
            let found = connectable(&app, &toolkit)?;
            let slug = found.slug().to_owned();
            let granted = found.auth().and_then(|endpoints| sandbox.grant(&slug, endpoints, person));
            let tokens = granted.map_or_else(|| made_up(found), Ok)?;
            let id = random::id("ca")?;
            let sealed = app.seal_tokens(&id, &tokens)?;
            let options = options.of(&slug);
            let account = options.account(&id, &user, &slug);
            app.store.insert_account(account, Status::Active, None, &sealed).await?;
            app.changes.announce(&user);
            Ok(id)
        })
        .await
    }

    /// Leaves an account as it is when its user has denied access, and returns its id.
    ///
    /// # Errors
    ///
    /// As for [`connect`](Self::connect).
    pub async fn refuse(&self, user: String, toolkit: String, options: AccountOptions) -> Result<String, TestError> {
        let app = self.app.clone();
        self.on_its_thread(async move {
            let slug = connectable(&app, &toolkit)?.slug().to_owned();
            let id = random::id("ca")?;
            let options = options.of(&slug);
            let account = options.account(&id, &user, &slug);
            let denied = Some("Access was denied.");
            app.store.insert_account(account, Status::Failed, denied, &SealedTokens::default()).await?;
            app.changes.announce(&user);
            Ok(id)
        })
        .await
    }

    /// Ends a user's active accounts of a toolkit, as when the provider does not renew their access.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn expire(&self, user: String, toolkit: String) -> Result<(), TestError> {
        let app = self.app.clone();
        self.on_its_thread(async move {
            for account in active(&app, &user, &toolkit).await? {
                app.store.end_account(&account, Status::Expired, "The access has expired.").await?;
            }
            app.changes.announce(&user);
            Ok(())
        })
        .await
    }

    /// Has the provider take back the access to a user's active accounts of a toolkit. The router learns of it by the next
    /// call.
    ///
    /// # Errors
    ///
    /// If there is none, or if their provider is not the sandbox.
    pub async fn revoke(&self, user: String, toolkit: String) -> Result<(), TestError> {
        let (app, sandbox) = (self.app.clone(), self.sandbox.clone());
        self.on_its_thread(async move {
            for account in active(&app, &user, &toolkit).await? {
                let sealed = account.tokens.access_token.as_deref().unwrap_or_default();
                let token = app.vault.open(&account.id, sealed).map_err(|error| TestError::new(error.to_string()))?;
                if !sandbox.withdraw(&account.toolkit, token.expose_secret()) {
                    let toolkit = &account.toolkit;
                    let what = format!("the provider of {toolkit} is not the sandbox: it has to revoke access itself");
                    return Err(TestError::new(what));
                }
            }
            Ok(())
        })
        .await
    }
}

/// The secret of an account whose provider is not the sandbox, so that the test has to stand in for it.
fn made_up(toolkit: &dyn LocalToolkit) -> Result<Tokens, TestError> {
    let secret = random::id("test")?;
    let secret = match entered(toolkit) {
        Some(credentials) => vec![secret; credentials.fields().len()].join(":"),
        None => secret,
    };
    Ok(Tokens { access: secret.into(), refresh: None, expires_in: None })
}

/// The toolkit of this slug, if its users connect accounts.
fn connectable<'a>(app: &'a App, toolkit: &str) -> Result<&'a dyn LocalToolkit, TestError> {
    let Some(found) = app.registered.toolkit(toolkit) else {
        let served = app.registered.slugs();
        return Err(TestError::new(format!("this router serves no toolkit `{toolkit}`; it serves {served}")));
    };
    if !needs_account(found.as_ref()) {
        return Err(TestError::new(format!("{} needs no account: its tools run without one", found.slug())));
    }
    Ok(found.as_ref())
}

/// A user's active accounts of a toolkit; at least one.
async fn active(app: &App, user: &str, toolkit: &str) -> Result<Vec<Account>, TestError> {
    let slug = connectable(app, toolkit)?.slug().to_owned();
    let filter = AccountFilter {
        user_ids: vec![user.to_owned()],
        toolkits: vec![slug.clone()],
        statuses: vec!["ACTIVE".to_owned()],
        ..AccountFilter::default()
    };
    let order = AccountOrder { by_update: false, descending: true };
    let listed = app.store.list_accounts(&filter, order, None, ALL).await?;
    if listed.is_empty() {
        return Err(TestError::new(format!("{user} has no active account of {slug}")));
    }
    Ok(listed.into_iter().map(|listed| listed.account).collect())
}
