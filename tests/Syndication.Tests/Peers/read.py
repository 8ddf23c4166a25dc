"""Reads feeds with feedparser and prints what it found as one JSON document.

Usage: read.py ADDRESS...        each is fetched twice, the second time with the validators of the first answer
       read.py FILE...           each is read once
"""
import json
import sys

import feedparser


def parse(source, **more):
    # Both rewrite contents; here they are to be seen as they were sent.
    return feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False, **more)


def of_entry(entry):
    return {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "title_type": entry.title_detail.type if "title_detail" in entry else None,
        "link": entry.get("link"),
        "published": entry.published_parsed and "%04d-%02d-%02dT%02d:%02d:%02dZ" % entry.published_parsed[:6],
        "updated": entry.updated_parsed and "%04d-%02d-%02dT%02d:%02d:%02dZ" % entry.updated_parsed[:6],
        "authors": [author.get("name") for author in entry.get("authors", []) if author],
        "content": entry.content[0].value if "content" in entry else None,
        "summary": entry.get("summary"),
        "enclosures": [file.get("href") for file in entry.get("enclosures", [])],
    }


def read(source):
    feed = parse(source)
    found = {"bozo": bool(feed.bozo), "items": [of_entry(entry) for entry in feed.entries]}
    if source.startswith("http"):
        again = parse(source, etag=feed.get("etag"), modified=feed.get("modified"))
        found["again"] = again.status
    return found


print(json.dumps([read(source) for source in sys.argv[1:]]))
