"""Runs a job of statements on Spark: the program that `cubes` hands to spark-submit.

A job is a JSON file: tasks, each with Parquet that was shipped, deliveries, and statements in order. A statement
that makes a table is a query, whose rows are written as Parquet below the staging folder and read from there under
its name, so that no catalogue of tables is needed. Tables that are asked for are copied back.

What happens is printed as lines that begin with `@cubes `. Of an error its class alone is printed: its message may
quote a value of a person. The rest of what Spark prints is read by nobody.
"""
import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from pyspark.sql import SparkSession

MARK = "@cubes "
POLL_SECONDS = 0.3
# Spark 3.5 is the first with all of the dialect.
OLDEST = (3, 5)


# Years that are computed at a time: a small statement keeps no cluster busy.
AT_ONCE = 2
printing = threading.Lock()
stopping = threading.Event()


class Cancelled(Exception):
    """Somebody has stopped the application, or is no more."""


class Refused(Exception):
    """A check found more than is tolerated: nothing is computed."""


def report(event, **details):
    with printing:
        print(MARK + json.dumps({"event": event, **details}), flush=True)


# What stands in the text of an error, or of its causes, and what it is; the first that is found.
SIGNS = (
    ("OutOfMemoryError", "OUT_OF_MEMORY"),
    ("No space left on device", "NO_SPACE_LEFT"),
    ("Disk quota exceeded", "NO_SPACE_LEFT"),
    ("ExecutorLostFailure", "EXECUTOR_LOST"),
    ("AccessControlException", "PERMISSION_DENIED"),
    ("AccessDeniedException", "PERMISSION_DENIED"),
    ("Permission denied", "PERMISSION_DENIED"),
    ("[PATH_NOT_FOUND]", "PATH_NOT_FOUND"),
    ("FileNotFoundException", "PATH_NOT_FOUND"),
    ("[CAST_INVALID_INPUT]", "CAST_INVALID_INPUT"),
    ("[CAST_OVERFLOW", "CAST_OVERFLOW"),
    ("[CANNOT_PARSE_TIMESTAMP]", "CAST_INVALID_INPUT"),
    ("[NUMERIC_VALUE_OUT_OF_RANGE", "CAST_OVERFLOW"),
    ("[ARITHMETIC_OVERFLOW]", "ARITHMETIC_OVERFLOW"),
    ("[MALFORMED_RECORD_IN_PARSING", "FAILED_READ_FILE"),
    ("is not a Parquet file", "FAILED_READ_FILE"),
    ("[FAILED_READ_FILE", "FAILED_READ_FILE"),
    ("No FileSystem for scheme", "NO_FILE_SYSTEM"),
    ("ClassNotFoundException: Class org.apache.hadoop.fs", "NO_FILE_SYSTEM"),
)


def condition_of(error):
    """What an error is, such as CAST_INVALID_INPUT: one of the names above, Spark's name of it, or its class."""
    text = "\n".join(str(part) for part in (error, getattr(error, "_stackTrace", None), getattr(error, "java_exception", None)))
    for sign, name in SIGNS:
        if sign in text:
            return name
    for ask in ("getCondition", "getErrorClass"):
        if hasattr(error, ask):
            return getattr(error, ask)() or type(error).__name__
    return type(error).__name__


class Folder:
    """A folder of any file system that Hadoop knows, or of this machine."""

    def __init__(self, spark, uri):
        # A path is one of this machine, whatever the default file system of the cluster is.
        self.uri = ("file://" + uri if uri.startswith("/") else uri).rstrip("/")
        self.jvm = spark.sparkContext._jvm
        self.path = self.jvm.org.apache.hadoop.fs.Path(self.uri)
        self.system = self.path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())

    def at(self, *names):
        return "/".join([self.uri, *names])

    def make(self):
        """Nobody else reads what is staged; object stores have rights of their own."""
        self.remove()
        rights = self.jvm.org.apache.hadoop.fs.permission.FsPermission("700")
        self.system.mkdirs(self.path, rights)

    def remove(self):
        self.system.delete(self.path, True)

    def take(self, local, *names):
        target = self.jvm.org.apache.hadoop.fs.Path(self.at(*names))
        self.system.copyFromLocalFile(False, True, self.jvm.org.apache.hadoop.fs.Path("file://" + local), target)

    def give(self, local, *names):
        source = self.jvm.org.apache.hadoop.fs.Path(self.at(*names))
        self.system.copyToLocalFile(False, source, self.jvm.org.apache.hadoop.fs.Path("file://" + local), True)


def literal(path):
    """Hadoop reads a path as a pattern; a path of this machine is named as one, whatever the default is."""
    escaped = "".join("\\" + c if c in "\\{}[]*?" else c for c in path)
    return "file://" + escaped if path.startswith("/") else escaped


class Task:
    """One year: what was shipped and delivered, and the statements over it, in a session of its own."""

    def __init__(self, spark, staging, task):
        self.spark, self.staging, self.task = spark.newSession(), staging, task
        self.tables = {}
        self.made = 0
        self.is_refused = False

    def take(self, names, folder):
        if not names:
            return
        self.staging.take(f"{self.task['folder']}/{folder}", self.task["id"], folder)
        for name in names:
            self.read(self.staging.at(self.task["id"], folder, f"{name}.parquet")).createOrReplaceTempView(name)

    def open(self):
        self.take(self.task["shipped"], "shipped")
        for delivery in self.task["deliveries"]:
            self.deliver(delivery).createOrReplaceTempView(delivery["view"])

    def read(self, *folders):
        return self.spark.read.option("recursiveFileLookup", True).parquet(*folders)

    def deliver(self, delivery):
        files = [literal(file) for file in delivery["files"]]
        if delivery["format"] == "parquet":
            return self.read(*files)
        # One by one, as files may have their columns in another order.
        rows = None
        for file in files:
            one = self.spark.read.csv(
                file, header=True, sep=delivery["delimiter"], quote='"', escape='"', multiLine=True,
                encoding=delivery["encoding"], mode="FAILFAST", inferSchema=False, maxCharsPerColumn=-1,
            ).select(*[f"`{name}`" for name in delivery["columns"]])
            rows = one if rows is None else rows.unionAll(one)
        return rows

    def run(self, phase):
        for statement in self.task[phase]:
            began = time.monotonic()
            which = {"task": self.task["id"], "phase": phase, "id": statement["id"]}
            if stopping.is_set():
                raise Cancelled()
            report("begin", **which)
            try:
                found = self.do(statement)
            except Exception as error:
                if stopping.is_set():
                    raise Cancelled() from error
                report("failed", condition=condition_of(error), **which)
                raise
            report("done", seconds=round(time.monotonic() - began, 3), **which, **found)
            if statement["role"] == "capacity" and found["offending"] > 0:
                return False
        return True

    def do(self, statement):
        role, name = statement["role"], statement["name"]
        if role == "drop":
            self.spark.catalog.dropTempView(name)
            self.tables.pop(name, None)
            return {}
        rows = self.spark.sql(statement["sql"])
        if role in ("check", "capacity"):
            row = rows.collect()[0]
            found = {"offending": int(row["offending"]), "examined": int(row["examined"])}
            self.judge(statement, **found)
            return found
        if role == "view":
            rows.createOrReplaceTempView(name)
            return {}
        self.made += 1
        folder = self.staging.at(self.task["id"], "tables", f"{self.made}-{name}")
        rows.write.mode("overwrite").parquet(folder)
        self.tables[name] = [*self.tables.get(name, []), folder] if role == "append" else [folder]
        self.read(*self.tables[name]).createOrReplaceTempView(name)
        return {}

    def judge(self, statement, offending, examined):
        """The same division as where it is judged for good."""
        tolerance = statement.get("tolerance")
        if tolerance is not None and offending > 0 and offending / max(1, examined) > tolerance:
            self.is_refused = True

    def give(self):
        for name in self.task["returned"]:
            target = f"{self.task['folder']}/returned/{name}"
            os.makedirs(target, mode=0o700)
            for i, folder in enumerate(self.tables[name]):
                self.staging.give(f"{target}/{i}", folder[len(self.staging.uri) + 1:])

    def inspect(self):
        self.open()
        self.run("inspection")

    def compute(self):
        if not self.run("computation"):
            self.take(self.task["shippedUnpacked"], "unpacked")
            self.run("unpacked")
        self.give()


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


def run(spark, job, staging):
    tasks = [Task(spark, staging, task) for task in job["tasks"]]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            list(pool.map(Task.inspect, tasks))
            if any(task.is_refused for task in tasks):
                raise Refused()
            list(pool.map(Task.compute, tasks))
        except Exception:
            # What runs beside a year that failed is of no use.
            stopping.set()
            pool.shutdown(wait=False, cancel_futures=True)
            spark.sparkContext.cancelAllJobs()
            raise


def main(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    spark = SparkSession.builder.appName("cubes").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    report("started", version=spark.version)
    code, staging, ended = 1, None, threading.Event()
    try:
        if tuple(int(part) for part in spark.version.split(".")[:2]) < OLDEST:
            report("failed", condition="OLD_VERSION")
            return code
        watch(job, spark, ended)
        staging = Folder(spark, job["staging"])
        staging.make()
        run(spark, job, staging)
        report("finished")
        code = 0
    except Refused:
        report("refused")
        code = 0
    except Cancelled:
        report("cancelled")
    except Exception as error:
        report("failed", condition=condition_of(error))
    finally:
        ended.set()
        if staging is not None:
            staging.remove()
        spark.stop()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
