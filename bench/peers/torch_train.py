"""PyTorch as the other side of the training benchmark: one JSON command a line in, one JSON answer a line out.

    python3 bench/peers/torch_train.py --data DIR --threads N
    python3 bench/peers/torch_train.py --self-test

The commands are described in README.md beside this file.
"""

import argparse
import importlib.util
import json
import os
import sys

import environment


def main():
    arguments = _arguments()
    missing = [name for name in ("torch", "numpy") if importlib.util.find_spec(name) is None]
    if missing:
        print(json.dumps({"error": _how_to_install(missing)}), flush=True)
        print(_how_to_install(missing), file=sys.stderr)
        return 1
    if arguments.self_test:
        import self_test

        return self_test.run()
    dropped = environment.prepare(arguments.threads, arguments.blas_core)
    return _serve(arguments, dropped)


def _arguments():
    parser = argparse.ArgumentParser(description="Trains the benchmark's networks in PyTorch, by JSON commands on stdin.")
    parser.add_argument("--data", metavar="DIR", help="the folder with mnist/train-images-idx3-ubyte.gz and the other three")
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="threads of torch and OpenBLAS (default 1)")
    parser.add_argument("--blas-core", metavar="NAME", help="OpenBLAS kernels to use (default: OpenBLAS' own choice)")
    parser.add_argument("--self-test", action="store_true", help="runs every command for a moment on made-up data")
    arguments = parser.parse_args()
    if not arguments.self_test and arguments.data is None:
        parser.error("--data DIR is needed, or --self-test")
    if arguments.threads < 1:
        parser.error(f"received --threads {arguments.threads}, expected at least 1")
    return arguments


def _how_to_install(missing):
    return (
        f"{sys.executable} has no {' and no '.join(missing)}. On Debian: apt-get install python3-torch libopenblas0-openmp,"
        " and run the script with /usr/bin/python3, which is the Python that sees them."
    )


def _serve(arguments, dropped):
    """Answers commands until quit or the end of the input."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not stand between the answers
    session = None
    for line in filter(str.strip, sys.stdin):
        try:
            command = json.loads(line)
            if session is None:
                import session as sessions  # after prepare: it loads torch

                session = sessions.Session(arguments, dropped)
            answer = session.answer(command)
        except Exception as error:  # the other side decides whether to go on
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)
        if answer.get("quit"):
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
