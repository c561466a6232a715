"""The works both sides train: read from works.json, checked, and completed by what a command adds."""

import json
import os
from dataclasses import dataclass

import idx

WORKS_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "works.json")
ACTIVATIONS = ("linear", "relu", "sigmoid", "tanh", "softmax")
COMMON_FIELDS = ("loss", "optimizer", "batch")
FORMS = (("layers", "activations"), ("encoder", "decoder"))
SPEC_FIELDS = (*COMMON_FIELDS, *FORMS[0], *FORMS[1], "task")
LAYER_FIELDS = {  # needed, allowed
    "dense": ({"units", "activation"}, set()),
    "reshape": ({"shape"}, set()),
    "conv2d": ({"filters", "kernel", "activation"}, {"stride"}),
    "transposed-conv2d": ({"filters", "kernel", "activation"}, {"stride"}),
    "max-pool": ({"size"}, set()),
    "upsample": ({"factor"}, set()),
    "gaussian-latent": ({"units"}, set()),
}
OPTIMIZER_FIELDS = {"sgd": {"learning_rate"}, "adam": {"learning_rate", "beta1", "beta2", "epsilon"}}


@dataclass(frozen=True)
class Work:
    """A network with its loss, optimizer and batch size."""

    name: str
    layers: list  # of objects, in the words of specs, from the input to the output
    encoder: int  # how many of them lead to the code
    task: str  # train, or encode: codes without training
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
    form = next((form for form in FORMS if all(field in spec for field in form)), None)
    missing = [field for field in COMMON_FIELDS if field not in spec] + ([] if form else [" and ".join(FORMS[0])])
    if missing:
        raise ValueError(f"work '{name}' is not in works.json ({', '.join(known)}) and lacks {', '.join(missing)}")
    if form is FORMS[0]:
        encoder, decoder = _dense(spec["layers"], spec["activations"])
    else:
        encoder, decoder = spec["encoder"], spec["decoder"]
    return _checked(name, spec, encoder, decoder)


def _checked(name, spec, encoder, decoder):
    layers, loss, optimizer, task = encoder + decoder, spec["loss"], spec["optimizer"], spec.get("task", "train")
    for layer in layers:
        needed, allowed = LAYER_FIELDS.get(layer["layer"], (set(), set()))
        if not needed <= set(layer) - {"layer"} <= needed | allowed:
            raise ValueError(f"received layer {layer}, expected one of {LAYER_FIELDS} (needed, allowed)")
    activations = [layer["activation"] for layer in layers if "activation" in layer]
    unknown = [value for value in activations if value not in ACTIVATIONS]
    if unknown or task not in ("train", "encode"):
        raise ValueError(f"received activations {activations} and task '{task}', expected {ACTIVATIONS} and train or encode")
    expected = {"bce": ("sigmoid",), "cross-entropy": ("softmax",), "mse": ("linear", "relu", "sigmoid", "tanh")}
    if loss["kind"] not in expected:
        raise ValueError(f"received loss '{loss['kind']}', expected one of {', '.join(expected)}")
    if activations[-1] not in expected[loss["kind"]] or "softmax" in activations[:-1]:
        raise ValueError(f"received activations {activations} with loss '{loss['kind']}', which ends in {expected[loss['kind']]}")
    if loss["reduction"] not in ("mean", "sample-sum"):
        raise ValueError(f"received reduction '{loss['reduction']}', expected mean or sample-sum")
    outputs = _outputs(layers)
    if loss["kind"] != "cross-entropy" and outputs != idx.PIXELS:
        raise ValueError(f"received layers {layers} with {outputs} outputs, expected {idx.PIXELS} but for a classifier")
    if set(optimizer) - {"name"} != OPTIMIZER_FIELDS.get(optimizer["name"]):
        raise ValueError(f"received optimizer {optimizer}, expected name and {OPTIMIZER_FIELDS}")
    if spec["batch"] < 1:
        raise ValueError(f"received batch {spec['batch']}, expected at least 1")
    per_sample = loss["reduction"] == "sample-sum" and loss["kind"] != "cross-entropy"
    return Work(name, layers, len(encoder), task, loss["kind"], per_sample, optimizer, spec["batch"])


def _outputs(layers):
    """The features of the output: every padding is `same`, so that only strides, windows and factors change the size of an image."""
    height = width = 28
    channels = 1
    for layer in layers:
        kind = layer["layer"]
        if kind in ("dense", "gaussian-latent"):
            height, width, channels = 1, 1, layer["units"]
        elif kind == "reshape":
            height, width, channels = (layer["shape"][side] for side in ("height", "width", "channels"))
        elif kind == "conv2d":
            height, width, channels = -(-height // layer.get("stride", 1)), -(-width // layer.get("stride", 1)), layer["filters"]
        elif kind == "transposed-conv2d":
            height, width, channels = height * layer.get("stride", 1), width * layer.get("stride", 1), layer["filters"]
        elif kind == "max-pool":
            height, width = height // layer["size"], width // layer["size"]
        else:
            height, width = height * layer["factor"], width * layer["factor"]
    return height * width * channels


def _dense(sizes, activations):
    """Spreads hidden, code and output over dense layers; the code is the size in the middle of the list, if there is one."""
    if len(sizes) < 2 or sizes[0] != idx.PIXELS:
        raise ValueError(f"received layers {sizes}, expected two sizes or more, the first {idx.PIXELS}")
    names = [activations["hidden"]] * (len(sizes) - 2) + [activations["output"]]
    code = len(sizes) // 2 - 1
    if activations["code"] is not None:
        if len(sizes) % 2 == 0:
            raise ValueError(f"received {len(sizes)} layer sizes, expected an odd number where there is a code")
        names[code] = activations["code"]
    layers = [{"layer": "dense", "units": units, "activation": name} for units, name in zip(sizes[1:], names)]
    return layers[: code + 1], layers[code + 1 :]
