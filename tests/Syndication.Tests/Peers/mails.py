"""Prints the mails of a folder as one JSON document. Usage: mails.py FOLDER"""
import email.policy
import json
import pathlib
import re
import sys
from email.utils import parsedate_to_datetime


def of_mail(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    html = mail.get_body(("html",)).get_content()
    body = re.search(r'<div id="body">(.*)</div>\s*<div class="footer">', html, re.DOTALL)
    return {
        "subject": mail["Subject"],
        "from": str(mail["From"]),
        "date": parsedate_to_datetime(mail["Date"]).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "link": mail["X-RSS-URL"],
        "body": body.group(1),
    }


print(json.dumps([of_mail(path) for path in pathlib.Path(sys.argv[1]).iterdir()]))
