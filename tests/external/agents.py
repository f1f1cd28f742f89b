"""Lets an agent of the official Python SDK work with several accounts, tools of its own and approvals, and reports each step as a line of JSON."""

import json
import os

from composio import Composio
from composio.exceptions import ToolInputRequiredError
from pydantic import BaseModel, Field

USER = "python agent/1"
PROFILE = "https://gmail.googleapis.com/gmail/v1/users/me/profile"


def report(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def refusal(call):
    try:
        call()
    except Exception as error:
        return str(error)
    return None


composio = Composio(
    api_key=os.environ["ROUTER_KEY"], base_url=os.environ["ROUTER_URL"], allow_tracking=False
)


class Pattern(BaseModel):
    pattern: str = Field(description="What to look for")


@composio.experimental.tool()
def grep(input: Pattern, ctx):
    """Searches local files for a pattern."""
    return {"found": input.pattern, "user": ctx.user_id}


@composio.experimental.tool(extends_toolkit="gmail", preload=True)
def mailbox(input: Pattern, ctx):
    """Tells whose mailbox it is."""
    proxied = ctx.proxy_execute(toolkit="gmail", endpoint=PROFILE, method="GET")
    executed = ctx.execute("GMAIL_GET_PROFILE", {})
    return {"proxied": proxied["data"]["emailAddress"], "executed": executed.data["emailAddress"]}


tools = composio.experimental.Toolkit(slug="DEV", name="Dev", description="Tools of developers")


@tools.tool()
def review(input: Pattern, ctx):
    """Reviews a change of code."""
    raise RuntimeError("the linter is away")


session = composio.create(
    user_id=USER,
    toolkits=["gmail"],
    multi_account={"enable": True, "max_accounts_per_toolkit": 2},
    experimental={"custom_tools": [grep, mailbox], "custom_toolkits": [tools]},
)
for alias in ["work", "home"]:
    request = session.authorize("gmail", alias=alias)
    report("link", url=request.redirect_url)
    request.wait_for_connection(timeout=60)
accounts = composio.connected_accounts
first = accounts.list(user_ids=[USER], order_by="created_at", order_direction="asc", limit=1)
second = accounts.list(user_ids=[USER], order_by="created_at", order_direction="asc", limit=1, cursor=first.next_cursor)


def profile(**more):
    return session.execute("GMAIL_GET_PROFILE", **more)


report(
    "accounts",
    pages=[[item.alias for item in page.items] for page in (first, second)],
    total=[int(second.total_items), int(second.current_page), second.next_cursor],
    ambiguous=refusal(profile),
    named=profile(account="work").error,
    unknown=refusal(lambda: profile(account="school")),
    another=refusal(lambda: session.authorize("gmail")),
)
accounts.delete(second.items[0].id)

failed = session.execute("LOCAL_DEV_REVIEW", arguments={"pattern": "x"})
report(
    "own",
    slugs=[tool.slug for tool in session.custom_tools()],
    offered=[tool["function"]["name"] for tool in session.tools()],
    grep=session.execute("GREP", arguments={"pattern": "ü"}).data,
    mailbox=session.execute("LOCAL_GMAIL_MAILBOX", arguments={"pattern": "x"}).data,
    failed=[failed.result_type, failed.error],
    found=session.search(query="search local files for a pattern").results[0].primary_tool_slugs[0],
)

careful = composio.create(
    user_id=USER, toolkits=["gmail"], tools={"gmail": {"require_approval": ["GMAIL_CREATE_LABEL"]}}
)


def create(label, decision=None):
    arguments = {"label_name": label}
    try:
        return careful.execute("GMAIL_CREATE_LABEL", arguments=arguments)
    except ToolInputRequiredError as asked:
        answer = {"action": "accept", "content": {"decision": decision}} if decision else {"action": "decline"}
        responses = {question: answer for question in asked.input_requests}
        return careful.execute(
            "GMAIL_CREATE_LABEL", arguments=arguments, input_responses=responses, request_state=asked.request_state
        )


approved, declined = create("Approved", "approve"), create("Declined")
report("approvals", results=[approved.result_type, declined.result_type], said=declined.error)
