"""Answers requests on Spark: the program that `cubes` hands to spark-submit.

Requests are JSON files of a folder of this machine, `request-0.json` and so on, until one of them says `end`:

- `list`: the files below a folder of any file system, as it lists them;
- `footers`: the first and last bytes of Parquet files, which are written into files of this machine;
- `ask`: queries over delivered files, whose rows (counts, never one of a person) are printed;
- `run`: tasks, each with Parquet that was shipped, deliveries, and statements in order. A statement that makes a
  table is a query, whose rows are written as Parquet below the staging folder and read from there under its name,
  so that no catalogue of tables is needed. Tables that are asked for are copied back.

What happens is printed as lines that begin with `@cubes `. Of an error its class alone is printed: its message may
quote a value of a person. The rest of what Spark prints is read by nobody.
"""
import json
import os
import sys
import threading
import time

from pyspark.sql import SparkSession

from conditions import condition_of
from events import Cancelled, report, stopping
from statements import ask, run
from storage import copy_footers, list_files

POLL_SECONDS = 0.3
REQUEST_SECONDS = 0.05
# Spark 3.5 is the first with all of the dialect.
OLDEST = (3, 5)


def watch(job, spark, ended):
    """Ends the application when it is cancelled, and when whoever submitted it is no more."""

    def is_owned():
        try:
            os.kill(job["owner"], 0)
            return True
        except OSError:
            return False

    def wait():
        while is_owned() and not os.path.exists(job["cancel"]):
            time.sleep(POLL_SECONDS)
        stopping.set()
        # A statement that has begun may be about to start another job.
        while not ended.wait(POLL_SECONDS):
            spark.sparkContext.cancelAllJobs()

    threading.Thread(target=wait, daemon=True).start()


def answer(spark, request):
    kind = request["kind"]
    if kind == "run":
        return run(spark, request)
    try:
        if kind == "list":
            return {"files": list_files(spark, request["uri"])}
        if kind == "footers":
            copy_footers(spark, request["files"])
            return {}
        return {"rows": ask(spark, request)}
    except Exception as error:
        if stopping.is_set():
            raise Cancelled() from error
        # Whoever asks may go on: a file that cannot be read is a finding.
        return {"condition": condition_of(error)}


def requests(folder):
    """One request after the other, as soon as they are there."""
    number = 0
    while True:
        file = os.path.join(folder, f"request-{number}.json")
        while not os.path.exists(file):
            if stopping.is_set():
                raise Cancelled()
            time.sleep(REQUEST_SECONDS)
        with open(file, encoding="utf-8") as opened:
            request = json.load(opened)
        os.remove(file)
        if request["kind"] == "end":
            return
        yield number, request
        number += 1


def main(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    spark = SparkSession.builder.appName("cubes").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    report("started", version=spark.version)
    code, ended = 1, threading.Event()
    try:
        if tuple(int(part) for part in spark.version.split(".")[:2]) < OLDEST:
            report("failed", condition="OLD_VERSION")
            return code
        watch(job, spark, ended)
        for number, request in requests(job["requests"]):
            report("answered", request=number, **answer(spark, request))
        code = 0
    except Cancelled:
        report("cancelled")
    except Exception as error:
        report("failed", condition=condition_of(error))
    finally:
        ended.set()
        spark.stop()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
