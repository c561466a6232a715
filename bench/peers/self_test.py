"""Runs every command against the script as a child process, on made-up data, and checks the answers."""

import gzip
import json
import os
import struct
import subprocess
import sys
import tempfile

import numpy as np

import idx
import oracle
import works

STEPS = 20
# Float32 sums of up to 1000 products over 20 steps against double precision; measured: at most 2.2e-7 on every work.
TOLERANCE = 2e-6

PARAMETERS = {
    "dense-32": 50_992, "dense-32-small": 50_992, "deep-small": 2_823_286, "deep": 2_823_286, "sigmoid-deep": 476_720,
    "classifier": 1_796_010, "conv": 91_235, "conv-pool": 4_801, "encode-conv": 41_202, "vae": 107_472,
}


class Peer:
    """The script as a child process."""

    def __init__(self, data, threads):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch_train.py")
        command = [sys.executable, script, "--data", data, "--threads", str(threads)]
        handicapped = {**os.environ, "OPENBLAS_CORETYPE": "Prescott"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=handicapped)

    def ask(self, cmd, **fields):
        answer = self._exchange({"cmd": cmd, **fields})
        if "error" in answer:
            raise ValueError(f"{cmd} {fields}: {answer['error']}")
        return answer

    def refusal(self, cmd, **fields):
        """The error that the command is expected to be answered with; empty where it was carried out."""
        return self._exchange({"cmd": cmd, **fields}).get("error", "")

    def _exchange(self, command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ValueError(f"the script ended at {command}")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(timeout=60)


def run():
    """Returns the exit code: 0 where everything held."""
    failures = []

    def check(holds, what):
        if not holds:
            failures.append(what)
            print(f"FAILED: {what}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        _write_digits(folder)
        for threads in (1, 2):
            try:
                _session(folder, threads, check)
            except (ValueError, KeyError, OSError) as error:
                check(False, f"with {threads} threads: {error!r}")
    print("self-test failed" if failures else "self-test passed", file=sys.stderr)
    return 1 if failures else 0


def _session(folder, threads, check):
    peer = Peer(folder, threads)
    try:
        info = peer.ask("info")
        check(info["threads"] == threads, f"threads honoured: {info}")
        check(info["gemm_gflops"] > 0 and info["data"]["train"] == 1000, f"info: {info}")
        check("OPENBLAS_CORETYPE" in info["dropped_environment"], f"a crippling variable dropped: {info}")
        check(info["blas"] is None or info["blas"]["core"] != "Prescott", f"the best kernels chosen: {info['blas']}")
        for warning in info["warnings"]:
            print(f"warning: {warning}", file=sys.stderr)
        check("before 'build'" in peer.refusal("train", steps=1), "train before build refused")
        check("expected one of" in peer.refusal("nonsense"), "unknown command refused")
        check("works.json" in peer.refusal("build", work="nonsense"), "unknown work refused")
        with open(works.WORKS_FILE, encoding="utf-8") as file:
            for work in json.load(file)["works"]:
                _work(peer, folder, work, check)
        _own_work(peer, check)
        check(peer.ask("quit") == {"quit": True}, "quit")
    finally:
        check(peer.close() == 0, "exit code 0")


def _work(peer, folder, work, check):
    name = work["name"]
    built = peer.ask("build", work=name, seed=7)
    check(built["parameters"] == PARAMETERS[name], f"{name}: parameters: {built}")
    weights, order = os.path.join(folder, "init.f32"), os.path.join(folder, "order.i32")
    check(peer.ask("weights", path=weights)["parameters"] == built["parameters"], f"{name}: weights")
    indices = np.random.default_rng(3).integers(0, 1000, STEPS * work["batch"]).astype("<i4")
    indices.tofile(order)
    noise_file = os.path.join(folder, "noise.f32")
    units = [layer["units"] for layer in work.get("encoder", []) if layer["layer"] == "gaussian-latent"]
    noise = np.random.default_rng(4).normal(size=(STEPS, work["batch"], sum(units))).astype("<f4")
    noise.tofile(noise_file)
    first = peer.ask("trajectory", init=weights, order=order, noise=noise_file, steps=STEPS)
    again = peer.ask("trajectory", init=weights, order=order, noise=noise_file, steps=STEPS)
    check(first == again, f"{name}: trajectory repeats: {first} {again}")
    digits = idx.Digits(os.path.join(folder, "mnist"))
    spec = works.find({"work": name})
    expected = oracle.losses(spec, np.fromfile(weights, "<f4"), digits.train_images, digits.train_labels, indices, STEPS, noise)
    check(len(first["losses"]) == len(expected), f"{name}: {len(first['losses'])} losses or codes, expected {len(expected)}")
    largest = max(map(abs, expected))
    codes = spec.task == "encode"
    worst = max(abs(a - b) / (largest if codes else abs(b)) for a, b in zip(first["losses"], expected))
    check(worst < TOLERANCE, f"{name}: {worst:.1e} away from double precision: {first['losses'][:STEPS]} {expected[:STEPS]}")
    print(f"{name}: {worst:.1e} away from double precision", file=sys.stderr)
    steps = peer.ask("train", steps=5)
    check(steps["steps"] == 5 and steps["samples_per_second"] > 0, f"{name}: train by steps: {steps}")
    seconds = peer.ask("train", seconds=0.05)
    check(seconds["seconds"] >= 0.05 and (codes or seconds["loss"] > 0), f"{name}: train by seconds: {seconds}")
    if codes:
        return
    epochs = peer.ask("epochs", count=1, eval=True)
    measure = "test_accuracy" if work["loss"]["kind"] == "cross-entropy" else "test_mse"
    check(epochs["samples"] == 1000 and 0 <= epochs[measure] < 1, f"{name}: epochs: {epochs}")


def _own_work(peer, check):
    """A work that works.json does not know, given in full."""
    spec = {
        "layers": [784, 8, 784],
        "activations": {"hidden": "tanh", "code": "linear", "output": "linear"},
        "loss": {"kind": "mse", "reduction": "sample-sum"},
        "optimizer": {"name": "sgd", "learning_rate": 0.001},
        "batch": 10,
    }
    check(peer.ask("build", work="own", **spec)["parameters"] == 784 * 16 + 8 + 784, "own work built")
    check(peer.ask("train", steps=3)["loss"] > 1, "own work: a loss summed per sample")
    refusal = peer.refusal("build", work="own", **{**spec, "loss": {"kind": "bce", "reduction": "mean"}})
    check("which ends in" in refusal, "bce on a linear output refused")


def _write_digits(folder):
    """Blobs of ten kinds in the files' own format: 1,000 to train on and 200 to test."""
    random = np.random.default_rng(1)
    os.mkdir(os.path.join(folder, "mnist"))
    rows, columns = np.mgrid[0:28, 0:28]
    for part, count in (("train", 1000), ("t10k", 200)):
        labels = random.integers(0, 10, count).astype(np.uint8)
        centers = 8 + labels % 4 * 4 + random.random(count), 8 + labels // 4 * 5 + random.random(count)
        distances = (rows - centers[0][:, None, None]) ** 2 + (columns - centers[1][:, None, None]) ** 2
        images = (255 * np.exp(-distances / 10)).astype(np.uint8)
        _write(folder, f"{part}-images-idx3-ubyte.gz", struct.pack(">4I", 0x803, count, 28, 28) + images.tobytes())
        _write(folder, f"{part}-labels-idx1-ubyte.gz", struct.pack(">2I", 0x801, count) + labels.tobytes())


def _write(folder, name, content):
    with gzip.open(os.path.join(folder, "mnist", name), "wb", compresslevel=1) as file:
        file.write(content)
