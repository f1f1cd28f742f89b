// Manages auth configs, accounts and toolkits of a router through the official TypeScript SDK, and reports each step as a line of
// JSON.
import { AuthScheme, Composio } from "@composio/core";

const USER = "typescript_user";

const report = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));
const refusal = (promise) => promise.then(() => null, (error) => error.constructor.name);
const router = (baseURL) => new Composio({ apiKey: process.env.ROUTER_KEY, baseURL, allowTracking: false });

const composio = router(process.env.ROUTER_URL);
const { authConfigs, connectedAccounts: accounts, toolkits } = composio;

const listed = await authConfigs.list({ toolkit: "gmail" });
const made = await authConfigs.create("gmail", { type: "use_composio_managed_auth", name: "Second" });
const custom = await authConfigs.create("gmail", {
  type: "use_custom_auth",
  authScheme: "OAUTH2",
  credentials: { client_id: "mine", client_secret: "hidden", scopes: "a,b" },
});
await authConfigs.update(custom.id, { type: "custom", isEnabledForToolRouter: false });
await authConfigs.disable(made.id);
const disabledConfig = (await authConfigs.get(made.id)).status;
await authConfigs.enable(made.id);
const own = await authConfigs.get(custom.id);
report("auth_configs", {
  listed: listed.items.map((item) => item.id),
  managed: [made.isComposioManaged, custom.isComposioManaged],
  scheme: custom.authScheme,
  statuses: [disabledConfig, (await authConfigs.get(made.id)).status],
  credentials: own.credentials,
  for_sessions: own.isEnabledForToolRouter,
  unknown: await refusal(authConfigs.get("ac_unknown")),
});
for (const config of [made, custom]) await authConfigs.delete(config.id);
report("deleted_config", { gone: await refusal(authConfigs.get(made.id)) });

const request = await accounts.link(USER, "ac_gmail", { alias: "work", callbackUrl: process.env.CALLBACK_URL });
report("link", { url: request.redirectUrl, account: request.id });
await request.waitForConnection(60_000);
const account = await accounts.get(request.id);
report("linked", {
  status: account.status,
  alias: account.alias,
  word_id: account.wordId,
  scheme: account.state?.authScheme,
  again: await refusal(accounts.link(USER, "ac_gmail")),
});

const page = await accounts.list({
  userIds: [USER],
  toolkitSlugs: ["gmail", "slack"],
  statuses: ["ACTIVE"],
  authConfigIds: ["ac_gmail"],
  orderBy: "updated_at",
  limit: 5,
});
await accounts.disable(account.id);
const disabled = await accounts.get(account.id);
await accounts.enable(account.id);
// The SDK has no method for aliases; the client beneath has.
const renamed = await composio.client.connectedAccounts.patch(account.id, { alias: "home" });
const refreshed = await accounts.refresh(account.id);
report("managed", {
  listed: page.items.map((item) => item.id),
  disabled: [disabled.status, disabled.isDisabled],
  enabled: (await accounts.get(account.id)).status,
  renamed: [renamed.id, renamed.status, renamed.success, (await accounts.get(account.id)).alias],
  refreshed: [refreshed.id, refreshed.status, refreshed.redirect_url],
});

const execute = (tool, userId, more = {}) =>
  composio.tools.execute(tool, { userId, arguments: {}, dangerouslySkipVersionCheck: true, ...more });
const profile = await execute("GMAIL_GET_PROFILE", USER);
report("executed", {
  successful: profile.successful,
  error: profile.error,
  mail: profile.data.emailAddress,
  other: await refusal(execute("GMAIL_GET_PROFILE", "eve")),
  foreign: await refusal(execute("GMAIL_GET_PROFILE", "eve", { connectedAccountId: account.id })),
});

const proxy = (endpoint, more) => composio.tools.proxyExecute({ endpoint, method: "GET", ...more });
const proxied = await proxy("/gmail/v1/users/me/profile", { connectedAccountId: account.id });
report("proxied", {
  status: proxied.status,
  mail: proxied.data.emailAddress,
  elsewhere: await refusal(proxy("https://evil.example/x", { connectedAccountId: account.id })),
  // The SDK does not send the user; the client beneath does.
  foreign: await refusal(composio.client.tools.proxy({
    endpoint: "/gmail/v1/users/me/profile", method: "GET", connected_account_id: account.id, user_id: "eve",
  })),
  nobody: await refusal(proxy("/gmail/v1/users/me/profile", {})),
});

// The ids of the hosted service stand for the sandbox's own.
const hosted = await composio.create("hosted", { toolkits: ["gmail"], authConfigs: { gmail: "ac_hosted" } });
const pending = await hosted.authorize("gmail");
report("hosted", { config: (await accounts.get(pending.id)).authConfig.id });

const notes = await accounts.initiate(USER, "ac_notes", { config: AuthScheme.APIKey({ generic_api_key: "wrong" }) });
const wrong = await execute("NOTES_LIST", USER);
const state = { authScheme: "API_KEY", val: { generic_api_key: "right" } };
const replaced = await composio.client.connectedAccounts.patch(notes.id, { connection: { state } });
const right = await execute("NOTES_LIST", USER);
report("entered", {
  status: notes.status,
  url: notes.redirectUrl ?? null,
  wrong: wrong.successful,
  replaced: replaced.status,
  notes: right.data.notes,
  revoked: await refusal(accounts.revoke(notes.id)),
});

const shared = await accounts.link("owner", "ac_gmail", {
  experimental: { accountType: "SHARED", aclConfigForShared: { allowedUserIds: [USER] } },
});
report("link", { url: shared.redirectUrl, account: shared.id });
await shared.waitForConnection(60_000);
const session = await composio.create(USER, { toolkits: ["gmail"], connectedAccounts: { gmail: [shared.id] } });
const used = (await session.execute("GMAIL_GET_PROFILE", {})).error;
await accounts.updateAcl(shared.id, { notAllowedUserIds: [USER] });
const acl = (await accounts.get(shared.id)).experimental.aclConfigForShared;
report("shared", {
  used,
  denied: await refusal(session.execute("GMAIL_GET_PROFILE", {})),
  acl: [acl.allowAllUsers, acl.allowedUserIds, acl.notAllowedUserIds],
  private: (await accounts.list({ userIds: ["owner"] })).items.map((item) => item.id),
  all: (await accounts.list({ userIds: ["owner"], accountType: "ALL" })).items.map((item) => item.id),
  only_shared: await refusal(accounts.updateAcl(account.id, { allowAllUsers: true })),
});

const first = await accounts.revoke(account.id);
report("revoked", {
  tokens: first.revokedTokens,
  status: first.connectedAccount.status,
  again: (await accounts.revoke(account.id)).revokedTokens,
});
await accounts.delete(account.id);
report("deleted_account", { gone: await refusal(accounts.get(account.id)) });

const misspelt = { gmail: ["GMAIL_FETCH_EMAIL"] };
report("unserved", {
  triggers: await refusal(composio.triggers.listTypes()),
  subscriptions: await refusal(composio.client.webhookSubscriptions.list()),
  files: await refusal(composio.client.files.list()),
  servers: await refusal(composio.mcp.list({})),
  logs: await refusal(composio.client.logs.createToolExecution({})),
  said: await composio.triggers.listActive().catch((error) => error.message),
  misspelt: await refusal(composio.create(USER, { tools: misspelt })),
});

const scopes = await composio.client.tools.retrieveRequiredScopes({ tools: ["GMAIL_GET_PROFILE", "SLACK_SEND_MESSAGE"] });
// The SDK has methods for these, which this version of the client beneath has not.
const ofSlack = "/api/v3.1/toolkits/slack/scopes";
const recommended = await composio.client.post(`${ofSlack}/recommended`, { body: { tools: ["SLACK_SEND_MESSAGE"] } });
report("scopes", {
  required: scopes.scopes_required,
  recommended: recommended.scopes.least_privilege,
  contexts: (await composio.client.get(`${ofSlack}/grant_context`)).grant_context_dimensions,
  changelog: (await toolkits.changelog()).items.map((entry) => entry.slug),
});

const gmail = await toolkits.get("gmail");
const authorized = await toolkits.authorize("authorized", "gmail");
const fields = await toolkits.getConnectedAccountInitiationFields("notes", "API_KEY");
const creation = await toolkits.getAuthConfigCreationFields("gmail", "OAUTH2", { requiredOnly: true });
report("toolkits", {
  slug: gmail.slug,
  mode: gmail.authConfigDetails[0].mode,
  several: (await toolkits.getMany(["slack", "notes"])).map((toolkit) => toolkit.slug),
  categories: (await toolkits.listCategories()).items.map((category) => category.id),
  in_category: (await toolkits.get({ category: "productivity" })).map((toolkit) => toolkit.slug),
  entered: fields.map((field) => [field.name, field.displayName, field.required]),
  creation: creation.map((field) => field.name),
  authorized: (await accounts.get(authorized.id)).status,
  unknown: await refusal(toolkits.get("unknown")),
  slugs: (await composio.tools.getToolsEnum()).includes("GMAIL_SEND_EMAIL"),
});

// The installed client has no `sessionConfigs`, so that the SDK cannot read them; a session is made from one all the same.
const saved = process.env.SESSION_CONFIG;
const session2 = await composio.create(USER, { experimental: { sessionConfigId: saved } });
report("saved", { toolkits: (await session2.toolkits()).items.map((toolkit) => toolkit.slug) });

// Nor has it `completeAuth`: this is the request that the SDK means.
const confirming = process.env.CONFIRMING_URL;
const redeem = async () => {
  const answer = await fetch(`${confirming}/api/v3.1/connected_accounts/complete_auth`, {
    method: "POST",
    headers: { "x-api-key": process.env.ROUTER_KEY, "content-type": "application/json" },
    body: JSON.stringify({ user_id: "confirmed", session_uri: process.env.SESSION_URI }),
  });
  return [answer.status, await answer.json()];
};
const [, done] = await redeem();
const [status] = await redeem();
report("confirmed", {
  account: done.connected_account_id,
  toolkit: done.toolkit_slug,
  status: (await router(confirming).connectedAccounts.get(done.connected_account_id)).status,
  twice: status === 404 ? "NotFoundError" : status,
});
