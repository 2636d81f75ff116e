"""Statements over what was shipped and delivered: tasks of tables, and queries whose rows are printed."""
import os
import time
from concurrent.futures import ThreadPoolExecutor

from conditions import condition_of, damaged_of
from events import Cancelled, report, stopping
from storage import Folder, literal

# Years that are computed at a time: a small statement keeps no cluster busy.
AT_ONCE = 2


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
        if delivery["format"] == "bytes":
            return self.spark.read.format("binaryFile").load(files)
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
                report("failed", **self.failure(error), **which)
                raise
            report("done", seconds=round(time.monotonic() - began, 3), **which, **found)
            if statement["role"] == "capacity" and found["offending"] > 0:
                return False
        return True

    def failure(self, error):
        found = {"condition": condition_of(error)}
        if found["condition"] == "FAILED_READ_FILE":
            delivered = [file for delivery in self.task["deliveries"] for file in delivery["files"]]
            found["file"] = damaged_of(error, delivered)
        return found

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


def run(spark, request):
    staging = Folder(spark, request["staging"])
    try:
        staging.make()
        tasks = [Task(spark, staging, task) for task in request["tasks"]]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                list(pool.map(Task.inspect, tasks))
                if any(task.is_refused for task in tasks):
                    return {"refused": True}
                list(pool.map(Task.compute, tasks))
            except Exception:
                # What runs beside a year that failed is of no use.
                stopping.set()
                pool.shutdown(wait=False, cancel_futures=True)
                spark.sparkContext.cancelAllJobs()
                raise
        return {"refused": False}
    finally:
        staging.remove()


def ask(spark, request):
    """The rows of queries over deliveries, and over tables that are made of these first and held until then."""
    reader, held = Task(spark, None, {"deliveries": request["deliveries"], "shipped": []}), []
    reader.open()
    try:
        for table in request["tables"]:
            rows = reader.spark.sql(table["sql"]).persist()
            held.append(rows)
            rows.createOrReplaceTempView(table["name"])
        return [[row.asDict() for row in reader.spark.sql(sql).collect()] for sql in request["queries"]]
    finally:
        for rows in held:
            rows.unpersist()
