"""Waits until a user has connected Gmail, through the official Python SDK, for the benchmark of waiting.

It prints the link, and then the time when it went on, in milliseconds. Arguments: the router's URL, the user.
"""

import sys
import time

from composio import Composio

url, user = sys.argv[1:]
composio = Composio(api_key="ak_of_the_benchmark", base_url=url, allow_tracking=False)
session = composio.create(user_id=user, toolkits=["gmail"], manage_connections={"wait_for_connections": True})
request = session.authorize("gmail")
print(request.redirect_url, flush=True)
request.wait_for_connection(timeout=60)
print(time.time() * 1000, flush=True)
