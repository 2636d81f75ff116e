"""What went wrong on Spark, by a name: a message may quote a value of a person."""

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


def text_of(error):
    return "\n".join(str(part) for part in (error, getattr(error, "_stackTrace", None), getattr(error, "java_exception", None)))


def damaged_of(error, files):
    """Which of the delivered files an error is about, where it could not be read; None where it is about another."""
    text = text_of(error)
    return max((file for file in files if file in text), key=len, default=None)


def condition_of(error):
    """What an error is, such as CAST_INVALID_INPUT: one of the names above, Spark's name of it, or its class."""
    text = text_of(error)
    for sign, name in SIGNS:
        if sign in text:
            return name
    for ask in ("getCondition", "getErrorClass"):
        if hasattr(error, ask):
            return getattr(error, ask)() or type(error).__name__
    return type(error).__name__
