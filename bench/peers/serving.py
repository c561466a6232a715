"""What the scripts that compare with scikit-learn share: one JSON command a line in, one JSON answer a line out."""

import argparse
import importlib.util
import json
import os
import sys
import time

import environment


def serve(description, open_session):
    """Answers commands until quit or the end of the input.

    open_session is called once, before the first command and after the environment is prepared; it returns a dict from command names to
    functions of the command. A function answers with a dict.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="threads of OpenMP and OpenBLAS (default 1)")
    arguments = parser.parse_args()
    missing = [name for name in ("sklearn", "numpy") if importlib.util.find_spec(name) is None]
    if missing:
        how = f"{sys.executable} has no {' and no '.join(missing)}. On Debian: apt-get install python3-sklearn libopenblas0-openmp."
        print(json.dumps({"error": how}), flush=True)
        return 1
    environment.prepare(arguments.threads, None)
    os.environ["OPENBLAS_NUM_THREADS"] = str(arguments.threads)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not stand between the answers
    commands = {"info": lambda command: {"description": describe(arguments.threads)}, **open_session(arguments.threads)}
    for line in filter(str.strip, sys.stdin):
        try:
            command = json.loads(line)
            if command["cmd"] == "quit":
                break
            answer = commands[command["cmd"]](command)
        except Exception as error:  # the other side decides whether to go on
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)
    return 0


def timed(work):
    """What the work returns, and its times as an answer has them."""
    start, cpu_start = time.perf_counter(), time.process_time()
    result = work()
    return result, {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu_start}


def describe(threads):
    """The versions and the BLAS, in one line."""
    import numpy
    import scipy
    import sklearn

    libraries = environment.mapped_libraries()
    blas = environment.openblas(libraries)
    used = f"OpenBLAS for {blas['core']}, threads by {blas['threading']}" if blas else f"BLAS: {', '.join(libraries) or 'none found'}"
    return f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {numpy.__version__}, {used}, {threads} thread(s)"
