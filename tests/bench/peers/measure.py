"""Runs a command and writes its seconds, the CPU seconds of all its processes and the largest one's peak memory as JSON."""

import json
import resource
import subprocess
import sys
import time

usage, *command = sys.argv[1:]
started = time.perf_counter()
ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
seconds = time.perf_counter() - started
if ended.returncode != 0:
    sys.exit(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout[-4000:]}")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(usage, "w", encoding="utf-8") as file:
    json.dump(
        {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024 / 1e9}, file
    )
