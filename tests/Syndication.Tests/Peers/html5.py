"""Parses the HTML in feeds and lists with html5lib, which stops at the first fault, and prints the faults as one JSON list.

Usage: html5.py FILE...           RSS, Atom or OPML
"""
import json
import sys
import xml.etree.ElementTree as tree

from html5lib.html5parser import HTMLParser, ParseError

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def texts(root):
    for element in root.iter():
        name = element.tag.rsplit("}", 1)[-1]
        if root.tag == "opml":
            # OPML 2.0 takes what people read for HTML.
            yield from (element.attrib[key] for key in ("text", "title") if key in element.attrib)
            yield element.text if name == "title" else ""
        elif element.attrib.get("type") == "html" or element.tag == CONTENT:
            yield element.text
    for description in root.findall("channel/item/description"):
        yield description.text


def faults(file):
    for text in texts(tree.parse(file).getroot()):
        try:
            HTMLParser(strict=True).parseFragment(text or "")
        except ParseError as fault:
            yield f"{file}: {fault} in {text[:200]}"


print(json.dumps([fault for file in sys.argv[1:] for fault in faults(file)]))
