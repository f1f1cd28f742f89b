"""Drives a router through the official Python SDK, and reports each step as a line of JSON."""

import json
import os

from composio import Composio
from composio_client.types import ToolkitListResponse, ToolListResponse


def report(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


composio = Composio(
    api_key=os.environ["ROUTER_KEY"], base_url=os.environ["ROUTER_URL"], allow_tracking=False
)
session = composio.create(
    user_id="python_user",
    toolkits=["gmail"],
    manage_connections={"callback_url": os.environ["CALLBACK_URL"]},
)
report("created", mcp=session.mcp.url)

[gmail] = session.toolkits(toolkits=["gmail"]).items
report("toolkits", slug=gmail.slug, active=gmail.connection.is_active)

found = session.search(query="read my latest emails")
report("search", primary=found.results[0].primary_tool_slugs)

try:
    session.execute("GMAIL_FETCH_EMAILS", arguments={"max_results": 3})
    report("unconnected", error=None)
except Exception as error:
    report("unconnected", error=str(error))

request = session.authorize("gmail")
report("link", url=request.redirect_url, account=request.id)
account = request.wait_for_connection(timeout=60)
report("connected", status=account.status)

answer = session.execute("GMAIL_FETCH_EMAILS", arguments={"max_results": 3})
report("executed", error=answer.error, subjects=[mail["subject"] for mail in answer.data["messages"]])

answer = session.execute_meta(
    "COMPOSIO_MULTI_EXECUTE_TOOL",
    arguments={
        "tools": [{"tool_slug": "GMAIL_LIST_LABELS", "arguments": {}}],
        "sync_response_to_workbench": False,
    },
)
report("meta", error=answer.error, succeeded=answer.data["success_count"])

first = session.config_version
session.update(proxy_execute=True, search=None, expected_config_version=first)
try:
    session.update(toolkits=[], expected_config_version=first)
    report("updated", version=session.config_version, conflict=None)
except Exception as error:
    report("updated", version=session.config_version, conflict=type(error).__name__)

history = session.list_config_history(limit=10).items
report("history", versions=[entry.version for entry in history], current=history[0].is_current)

files = session.experimental.files.list(path="/data/")
report("files", count=len(files.items), next=files.next_cursor)

answer = session.proxy_execute(toolkit="gmail", endpoint="/gmail/v1/users/me/profile", method="GET")
report("proxied", status=answer["status"], mail=answer["data"]["emailAddress"])

# The client reads leniently; its own models say whether the shape is right.
offered = composio.client.toolkits.list(search="gmail", sort_by="alphabetically", limit=10)
ToolkitListResponse.model_validate(offered.model_dump(by_alias=True))
slugs, cursor = [], {}
while cursor is not None:
    page = composio.client.tools.list(toolkit_slug="gmail", tags=["readOnlyHint", "createHint"], limit=3, **cursor)
    ToolListResponse.model_validate(page.model_dump(by_alias=True))
    slugs += [tool.slug for tool in page.items]
    cursor = {"cursor": page.next_cursor} if page.next_cursor else None
refusal = None
try:
    composio.client.tools.list(limit=0)
except Exception as error:
    refusal = str(error)
# Their parser reads every schema, and a limit that is too high is lowered.
every = composio.tools.get_raw_composio_tools(toolkits=["gmail"], limit=9999)
report(
    "offered",
    toolkits=[toolkit.slug for toolkit in offered.items],
    tools=slugs,
    total=int(page.total_items),
    raw=[tool.slug for tool in composio.tools.get_raw_composio_tools(toolkits=["gmail"], limit=2)],
    refusal=refusal,
    every=[tool.slug for tool in every],
)

session.delete()
report("deleted")
