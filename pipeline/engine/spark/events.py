"""What the driver says, and whether it is to stop."""
import json
import threading

MARK = "@cubes "
printing = threading.Lock()
stopping = threading.Event()


class Cancelled(Exception):
    """Somebody has stopped the application, or is no more."""


def report(event, **details):
    with printing:
        print(MARK + json.dumps({"event": event, **details}), flush=True)
