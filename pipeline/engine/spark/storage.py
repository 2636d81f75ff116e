"""File systems of a cluster: folders, what files they list, and footers of Parquet files."""
from concurrent.futures import ThreadPoolExecutor

from conditions import condition_of

# Footers that are read at a time: each is a few short requests to an object store.
FOOTERS_AT_ONCE = 16
# A Parquet file begins with a mark, and ends with its footer, the length of that, and the mark.
PARQUET = b"PAR1"


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


def list_files(spark, uri):
    """Every file below a folder, with what the file system says of it; none where there is no such folder."""
    folder, found, ways = Folder(spark, uri), [], None
    try:
        files = folder.system.listFiles(folder.path, True)
        while files.hasNext():
            status = files.next()
            ways = ways_to_version(status) if ways is None else ways
            where = status.getPath().toUri()
            found.append({
                "uri": f"{where.getScheme()}://{where.getAuthority() or ''}{where.getPath()}",
                "bytes": status.getLen(),
                "modified": status.getModificationTime(),
                "version": next((str(version) for version in (getattr(status, way)() for way in ways) if version), None),
            })
    except Exception as error:
        if condition_of(error) != "PATH_NOT_FOUND":
            raise
    return found


def ways_to_version(status):
    """The methods of a listed file that distinguish one content from another, as size and time do: stores have them."""
    names = {method.getName() for method in status.getClass().getMethods()}
    return [way for way in ("getVersionId", "getEtag", "getETag") if way in names]


def copy_footer(spark, file):
    """Writes the first bytes of a file and its footer into a file that is as long here."""
    size = file["bytes"]
    if size == 0:
        return
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(file["uri"])
    stream = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).open(path)

    def read(start):
        stream.seek(start)
        return bytes(stream.readNBytes(size - start))

    try:
        start = max(0, size - 8)
        tail = read(start)
        footer = start - int.from_bytes(tail[:4], "little")
        if tail[4:] == PARQUET and footer > 0:
            start, tail = footer, read(footer)
        stream.seek(0)
        head = bytes(stream.readNBytes(min(size, len(PARQUET))))
    finally:
        stream.close()
    with open(file["to"], "r+b") as here:
        here.write(head)
        here.seek(start)
        here.write(tail)


def copy_footers(spark, files):
    with ThreadPoolExecutor(FOOTERS_AT_ONCE) as pool:
        list(pool.map(lambda file: copy_footer(spark, file), files))
