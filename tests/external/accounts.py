"""Manages auth configs, accounts and toolkits of a router through the official Python SDK, and reports each step as a line of JSON."""

import json
import os

from composio import Composio
from composio.core.models.connected_accounts import auth_scheme
from composio_client.types import AuthConfigListResponse, AuthConfigRetrieveResponse
from composio_client.types import ConnectedAccountListResponse, ConnectedAccountRetrieveResponse
from composio_client.types import LinkCreateResponse, ToolkitRetrieveResponse, ToolProxyResponse

USER = "python_user"


def report(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def refusal(call):
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return None


def message(call):
    try:
        call()
    except Exception as error:
        return str(error)
    return None


def router(url):
    return Composio(api_key=os.environ["ROUTER_KEY"], base_url=os.environ[url], allow_tracking=False)


def strict(model, answer):
    """The client reads leniently; its own models say whether the shape is right."""
    model.model_validate(answer.model_dump(by_alias=True))
    return answer


composio = router("ROUTER_URL")
configs, accounts, toolkits = composio.auth_configs, composio.connected_accounts, composio.toolkits

listed = strict(AuthConfigListResponse, configs.list(toolkit_slug="gmail"))
made = configs.create("gmail", {"type": "use_composio_managed_auth", "name": "Second"})
custom = configs.create(
    "gmail",
    {
        "type": "use_custom_auth",
        "auth_scheme": "OAUTH2",
        "credentials": {"client_id": "mine", "client_secret": "hidden", "scopes": ["a", "b"]},
    },
)
configs.update(custom.id, options={"type": "custom", "is_enabled_for_tool_router": False})
configs.disable(made.id)
disabled = configs.get(made.id).status
configs.enable(made.id)
own = strict(AuthConfigRetrieveResponse, configs.get(custom.id))
report(
    "auth_configs",
    listed=[item.id for item in listed.items],
    managed=[made.is_composio_managed, custom.is_composio_managed],
    scheme=custom.auth_scheme,
    statuses=[disabled, configs.get(made.id).status],
    credentials=own.credentials,
    for_sessions=own.is_enabled_for_tool_router,
    unknown=refusal(lambda: configs.get("ac_unknown")),
)
for config in (made, custom):
    configs.delete(config.id)
report("deleted_config", gone=refusal(lambda: configs.get(made.id)))

request = accounts.link(USER, "ac_gmail", alias="work", callback_url=os.environ["CALLBACK_URL"])
report("link", url=request.redirect_url, account=request.id)
account = strict(ConnectedAccountRetrieveResponse, request.wait_for_connection(timeout=60))
report(
    "linked",
    status=account.status,
    alias=account.alias,
    word_id=account.word_id,
    scheme=account.state.auth_scheme,
    again=refusal(lambda: accounts.link(USER, "ac_gmail")),
)

page = strict(
    ConnectedAccountListResponse,
    accounts.list(
        user_ids=[USER],
        toolkit_slugs=["gmail", "slack"],
        statuses=["ACTIVE"],
        auth_config_ids=["ac_gmail"],
        order_by="updated_at",
        order_direction="asc",
        limit=5,
    ),
)
accounts.disable(account.id)
disabled = accounts.get(account.id)
accounts.enable(account.id)
renamed = accounts.update(account.id, alias="home")
refreshed = accounts.refresh(account.id)
report(
    "managed",
    listed=[item.id for item in page.items],
    disabled=[disabled.status, disabled.is_disabled],
    enabled=accounts.get(account.id).status,
    renamed=[renamed.id, renamed.status, renamed.success, accounts.get(account.id).alias],
    refreshed=[refreshed.id, refreshed.status, refreshed.redirect_url],
)


def execute(tool, user, **more):
    return composio.tools.execute(tool, {}, user_id=user, dangerously_skip_version_check=True, **more)


profile = execute("GMAIL_GET_PROFILE", USER)
report(
    "executed",
    successful=profile["successful"],
    error=profile["error"],
    mail=profile["data"].get("emailAddress"),
    other=refusal(lambda: execute("GMAIL_GET_PROFILE", "eve")),
    foreign=refusal(lambda: execute("GMAIL_GET_PROFILE", "eve", connected_account_id=account.id)),
)

def proxy(endpoint, **more):
    return composio.tools.proxy(endpoint=endpoint, method="GET", **more)


profile = strict(ToolProxyResponse, proxy("/gmail/v1/users/me/profile", connected_account_id=account.id))
report(
    "proxied",
    status=int(profile.status),
    mail=profile.data["emailAddress"],
    elsewhere=refusal(lambda: proxy("https://evil.example/x", connected_account_id=account.id)),
    foreign=refusal(lambda: proxy("/gmail/v1/users/me/profile", connected_account_id=account.id, user_id="eve")),
    nobody=refusal(lambda: proxy("/gmail/v1/users/me/profile")),
)

# The ids of the hosted service stand for the sandbox's own.
hosted = composio.create(user_id="hosted", toolkits=["gmail"], auth_configs={"gmail": "ac_hosted"})
pending = hosted.authorize("gmail")
report("hosted", config=accounts.get(pending.id).auth_config.id)

notes = accounts.initiate(USER, "ac_notes", config=auth_scheme.api_key({"generic_api_key": "wrong"}))
wrong = execute("NOTES_LIST", USER)
replaced = accounts.update(
    notes.id, connection={"state": {"auth_scheme": "API_KEY", "val": {"generic_api_key": "right"}}}
)
right = execute("NOTES_LIST", USER)
report(
    "entered",
    status=notes.status,
    url=notes.redirect_url,
    wrong=wrong["successful"],
    replaced=replaced.status,
    notes=right["data"]["notes"],
    revoked=refusal(lambda: accounts.revoke(notes.id)),
)

shared = accounts.link(
    "owner",
    "ac_gmail",
    experimental={"account_type": "SHARED", "acl_config_for_shared": {"allowed_user_ids": [USER]}},
)
report("link", url=shared.redirect_url, account=shared.id)
shared.wait_for_connection(timeout=60)
session = composio.create(user_id=USER, toolkits=["gmail"], connected_accounts={"gmail": [shared.id]})
used = session.execute("GMAIL_GET_PROFILE").error
accounts.update_acl(shared.id, not_allowed_user_ids=[USER])
acl = accounts.get(shared.id).experimental.acl_config_for_shared
report(
    "shared",
    used=used,
    denied=refusal(lambda: session.execute("GMAIL_GET_PROFILE")),
    acl=[acl.allow_all_users, acl.allowed_user_ids, acl.not_allowed_user_ids],
    private=[item.id for item in accounts.list(user_ids=["owner"]).items],
    all=[item.id for item in accounts.list(user_ids=["owner"], account_type="ALL").items],
    only_shared=refusal(lambda: accounts.update_acl(account.id, allow_all_users=True)),
)

first = accounts.revoke(account.id)
report(
    "revoked",
    tokens=first.revoked_tokens,
    status=first.connected_account.status,
    again=accounts.revoke(account.id).revoked_tokens,
)
accounts.delete(account.id)
report("deleted_account", gone=refusal(lambda: accounts.get(account.id)))

misspelt = {"gmail": ["GMAIL_FETCH_EMAIL"]}
report(
    "unserved",
    triggers=refusal(composio.triggers.list),
    subscriptions=refusal(composio.webhooks.subscriptions.list),
    files=refusal(composio.client.files.list),
    servers=refusal(composio.client.mcp.list),
    logs=refusal(composio.logs.search),
    said=message(composio.triggers.list_active),
    misspelt=refusal(lambda: composio.create(user_id=USER, tools=misspelt)),
)

scopes = composio.client.tools.retrieve_required_scopes(tools=["GMAIL_GET_PROFILE", "SLACK_SEND_MESSAGE"])
recommended = toolkits.recommend_scopes("slack", tools=["SLACK_SEND_MESSAGE"]).scopes
report(
    "scopes",
    required=scopes.scopes_required,
    recommended=recommended.least_privilege,
    contexts=toolkits.list_grant_contexts("slack").grant_context_dimensions,
    changelog=[entry.slug for entry in toolkits.changelog().items],
)

gmail = strict(ToolkitRetrieveResponse, toolkits.get("gmail"))
request = toolkits.authorize(user_id="authorized", toolkit="gmail")
fields = toolkits.get_connected_account_initiation_fields("notes", "API_KEY")
report(
    "toolkits",
    slug=gmail.slug,
    mode=gmail.auth_config_details[0].mode,
    several=[toolkit.slug for toolkit in toolkits.get_many(["slack", "notes"])],
    categories=[category.id for category in toolkits.list_categories()],
    in_category=[toolkit.slug for toolkit in toolkits.list(category="productivity").items],
    entered=[[field.name, field.display_name, field.required] for field in fields],
    creation=[field.name for field in toolkits.get_auth_config_creation_fields("gmail", "OAUTH2", True)],
    authorized=accounts.get(request.id).status,
    unknown=refusal(lambda: toolkits.get("unknown")),
    slugs="GMAIL_SEND_EMAIL" in composio.client.tools.retrieve_enum(),
)

saved = os.environ["SESSION_CONFIG"]
config = composio.client.session_configs.retrieve(saved)
# The SDK drops the id when it makes a session; the client beneath sends it.
made = composio.client.tool_router.session.create(user_id=USER, experimental={"session_config_id": saved})
report(
    "saved",
    listed=[item.name for item in composio.client.session_configs.list(search="read").items],
    config=config.config.model_dump(mode="json", exclude_none=True),
    toolkits=made.config.toolkits.model_dump(mode="json", exclude_none=True),
    source=made.experimental.source_session_config.id,
)

confirming = router("CONFIRMING_URL")
session_uri = os.environ["SESSION_URI"]
done = confirming.connected_accounts.complete_auth(user_id="confirmed", session_uri=session_uri)
report(
    "confirmed",
    account=done.connected_account_id,
    toolkit=done.toolkit_slug,
    status=confirming.connected_accounts.get(done.connected_account_id).status,
    twice=refusal(
        lambda: confirming.connected_accounts.complete_auth(user_id="confirmed", session_uri=session_uri)
    ),
)
