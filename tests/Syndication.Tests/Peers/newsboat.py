"""Prints what newsboat keeps as one JSON document. Usage: newsboat.py CACHE"""
import json
import sqlite3
import sys

rows = sqlite3.connect(sys.argv[1]).execute("SELECT guid, title, author, url, pubDate, content FROM rss_item")
print(json.dumps([dict(zip(["id", "title", "author", "link", "published", "content"], row)) for row in rows]))
