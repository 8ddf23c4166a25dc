#!/usr/bin/python3
"""Says of each DKIM signature of a message whether it is valid: verify_dkim.py MESSAGE.eml SELECTOR=RECORD...

Needs Debian's python3-dkim and python3-nacl."""
import sys

import dkim

message = open(sys.argv[1], "rb").read()
records = dict(argument.split("=", 1) for argument in sys.argv[2:])


def look_up(name, timeout=5):
    return records[name.decode().split(".")[0]].encode()


def judge(index):
    try:
        return dkim.DKIM(message).verify(idx=index, dnsfunc=look_up)
    except dkim.DKIMException:
        return False


count = sum(1 for name, _ in dkim.DKIM(message).headers if name.lower() == b"dkim-signature")
print(" ".join("valid" if judge(index) else "invalid" for index in range(count)))
