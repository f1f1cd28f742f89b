"""Drives the router's own tools and its hooks through the official Python SDK, and reports each step as a line of JSON."""

import json
import os
import sys

from composio import Composio


def report(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


composio = Composio(
    api_key=os.environ["ROUTER_KEY"], base_url=os.environ["ROUTER_URL"], allow_tracking=False
)


def hook(kind):
    return {"type": kind, "id": kind, "name": "Titan", "applies_to": "all", "handler": {"type": "webhook"}}


session = composio.create(
    user_id="python_user",
    toolkits=["gmail"],
    proxy_execute=True,
    hooks=[hook("before_execute"), hook("after_execute")],
    experimental={"assistive_prompt": {"user_timezone": "Asia/Kathmandu"}},
)
prompt = session.experimental.assistive_prompt
report("created", id=session.session_id, prompt=prompt)


def manage(**asked):
    arguments = {"toolkits": [{"name": "gmail", **asked}]}
    return session.execute("COMPOSIO_MANAGE_CONNECTIONS", arguments=arguments).data["results"]["gmail"]


report("link", url=manage(action="add", alias="work")["redirect_url"])
sys.stdin.readline()
[account] = manage(action="list")["accounts"]
connected = composio.connected_accounts.get(account["id"])
report("listed", alias=account["alias"], word_id=account["word_id"], same=connected.word_id == account["word_id"])
manage(action="rename", account=account["word_id"], alias="home")
report("renamed", alias=manage(action="list")["accounts"][0]["alias"])

plain = session.execute("GMAIL_FETCH_EMAILS", arguments={"max_results": 1})
report("plain", result=plain.result_type, hooks=plain.hook_results)
blocked = session.execute("GMAIL_FETCH_EMAILS", arguments={"query": "Titan"})
report("blocked", result=blocked.result_type, error=blocked.error, reason=blocked.block_reason, hooks=blocked.hook_results)
proxied = session.proxy_execute(toolkit="gmail", endpoint="/gmail/v1/users/me/messages?q=Titan", method="GET")
report("proxied", result=proxied["result_type"], message=proxied["message"], reason=proxied["block_reason"])
called = session.execute_meta(
    "COMPOSIO_PROXY_EXECUTE",
    arguments={"toolkit_slug": "gmail", "endpoint": "/gmail/v1/users/me/profile", "method": "GET"},
)
report("called", result=called.result_type, mail=called.data["data"]["emailAddress"])
sys.stdin.readline()
report("removed", status=manage(action="remove")["status"])
