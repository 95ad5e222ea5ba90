"""Asks for pages once, within any Django site: python benchmarks/peers_queries.py ADDRESS...

Prints a line for each: how many queries it took, its bytes, and how many results it speaks of.
"""

import json
import re
import sys

import django

django.setup()

from django.db import connection  # noqa: E402 -- needs the settings
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def main(addresses: list[str]) -> None:
    client = Client()
    for address in addresses:
        client.get(address)  # what is kept in memory is found there afterwards
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address}: {response.status_code}")
        text = response.content.decode()
        results = re.search(r"(\d[\d.]*) kết quả", text)
        hits = int(results[1].replace(".", "")) if results else 0
        print(json.dumps([len(queries), len(response.content), hits]))


if __name__ == "__main__":
    main(sys.argv[1:])
