"""Makes calls through the official Python SDK when it is told to, for the benchmark of the client.

It is told on standard input, `<call> <count> <in flight>`, a line each, and answers with a line of JSON. The router's URL is the
last argument.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from composio import Composio

TOOL = "GMAIL_FETCH_EMAILS"


def create(composio):
    return composio.create(
        user_id="user_123",
        toolkits=["gmail", "slack"],
        tools={"gmail": [TOOL, "GMAIL_SEND_EMAIL"]},
        tags={"disable": ["destructiveHint"]},
        manage_connections={"callback_url": "https://app.example.com/cb"},
        multi_account={"enable": True, "max_accounts_per_toolkit": 3},
    )


def main():
    composio = Composio(api_key="ak_of_the_benchmark", base_url=sys.argv[-1], allow_tracking=False)
    for line in sys.stdin:
        name, count, in_flight = line.split()
        session = None if name == "create" else create(composio)
        call = {
            "create": lambda _: create(composio),
            "execute": lambda _: session.execute(TOOL, arguments={"query": "is:unread", "max_results": 5}),
            "tools": lambda _: session.tools(),
        }[name]
        wall, cpu = time.perf_counter(), time.process_time()
        if in_flight == "1":
            answers = list(map(call, range(int(count))))
        else:
            with ThreadPoolExecutor(int(in_flight)) as pool:
                answers = list(pool.map(call, range(int(count))))
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "allocations": 0}
        if not all(answers):
            sys.exit("an answer is empty")
        print(json.dumps(took), flush=True)


if __name__ == "__main__":
    main()
