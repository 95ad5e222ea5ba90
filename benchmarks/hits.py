"""Counts what stored pages cost the database: run by `serve.py` in the portal's environment."""

import json
import sys

import django

ASKED = 50


def main() -> None:
    """Print the queries of so many requests for stored pages, and how many opened a session."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    queries = sessions = misses = 0
    client = Client()
    for address in sys.argv[1:]:
        client.get(address)
        for _ in range(ASKED):
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
            queries += len(asked)
            misses += response.get("X-Cache") != "hit"
            sessions += hasattr(response.wsgi_request, "session") or bool(response.cookies)
    print(json.dumps({"queries": queries, "sessions": sessions, "misses": misses}))


if __name__ == "__main__":
    main()
