"""The works both sides train: read from works.json, checked, and completed by what a command adds."""

import json
import os
from dataclasses import dataclass

import idx

WORKS_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "works.json")
ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh", "softmax")
SPEC_FIELDS = ("layers", "activations", "loss", "optimizer", "batch")
OPTIMIZER_FIELDS = {"sgd": {"learning_rate"}, "adam": {"learning_rate", "beta1", "beta2", "epsilon"}}


@dataclass(frozen=True)
class Work:
    """A network with its loss, optimizer and batch size."""

    name: str
    layers: list
    activations: list  # one per dense layer
    loss: str
    per_sample: bool  # the loss is summed over a sample's outputs, not averaged
    optimizer: dict
    batch: int


def find(command):
    """The work a build command speaks of: that of works.json by its name, with the command's own fields laid over it."""
    name = command.get("work", "unnamed")
    with open(WORKS_FILE, encoding="utf-8") as file:
        known = {work["name"]: work for work in json.load(file)["works"]}
    given = {field: command[field] for field in SPEC_FIELDS if field in command}
    spec = {**known.get(name, {}), **given}
    missing = [field for field in SPEC_FIELDS if field not in spec]
    if missing:
        raise ValueError(f"work '{name}' is not in works.json ({', '.join(known)}) and lacks {', '.join(missing)}")
    return _checked(name, spec)


def _checked(name, spec):
    layers, loss, optimizer = spec["layers"], spec["loss"], spec["optimizer"]
    activations = _per_layer(layers, spec["activations"])
    expected = {"bce": ("sigmoid",), "cross-entropy": ("softmax",), "mse": ("linear", "relu", "sigmoid", "tanh")}
    if loss["kind"] not in expected:
        raise ValueError(f"received loss '{loss['kind']}', expected one of {', '.join(expected)}")
    if activations[-1] not in expected[loss["kind"]] or "softmax" in activations[:-1]:
        raise ValueError(f"received activations {activations} with loss '{loss['kind']}', which ends in {expected[loss['kind']]}")
    if loss["reduction"] not in ("mean", "sample-sum"):
        raise ValueError(f"received reduction '{loss['reduction']}', expected mean or sample-sum")
    if layers[0] != idx.PIXELS or (loss["kind"] != "cross-entropy" and layers[-1] != idx.PIXELS):
        raise ValueError(f"received layers {layers}, expected {idx.PIXELS} inputs and, but for a classifier, as many outputs")
    if set(optimizer) - {"name"} != OPTIMIZER_FIELDS.get(optimizer["name"]):
        raise ValueError(f"received optimizer {optimizer}, expected name and {OPTIMIZER_FIELDS}")
    if spec["batch"] < 1:
        raise ValueError(f"received batch {spec['batch']}, expected at least 1")
    per_sample = loss["reduction"] == "sample-sum" and loss["kind"] != "cross-entropy"
    return Work(name, layers, activations, loss["kind"], per_sample, optimizer, spec["batch"])


def _per_layer(layers, activations):
    """Spreads hidden, code and output over the dense layers; the code is the size in the middle of the list."""
    unknown = [value for value in activations.values() if value is not None and value not in ACTIVATIONS]
    if len(layers) < 2 or unknown:
        raise ValueError(f"received layers {layers} and activations {activations}, expected two sizes or more and {ACTIVATIONS}")
    result = [activations["hidden"]] * (len(layers) - 2) + [activations["output"]]
    if activations["code"] is not None:
        if len(layers) % 2 == 0:
            raise ValueError(f"received {len(layers)} layer sizes, expected an odd number where there is a code")
        result[len(layers) // 2 - 1] = activations["code"]
    return result
