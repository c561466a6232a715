"""The commands, one method each."""

import os
import time

import numpy as np
import torch

import environment
import idx
import works
from trainer import Trainer


class Session:
    """What one process remembers between commands: the images and the network built last."""

    def __init__(self, arguments, dropped):
        self.threads = arguments.threads
        self.dropped = dropped
        torch.set_num_threads(self.threads)
        torch.set_num_interop_threads(1)
        torch.set_flush_denormal(True)
        self.digits = idx.Digits(os.path.join(arguments.data, "mnist"))
        self.trainer = None
        self.commands = {
            "info": self._info,
            "build": self._build,
            "train": self._train,
            "epochs": self._epochs,
            "weights": self._weights,
            "trajectory": self._trajectory,
            "quit": lambda command: {"quit": True},
        }

    def answer(self, command):
        name = command.get("cmd") if isinstance(command, dict) else None
        if name not in self.commands:
            raise ValueError(f"received command {name!r}, expected one of {', '.join(self.commands)}")
        if self.trainer is None and name not in ("info", "build", "quit"):
            raise ValueError(f"received '{name}' before 'build'; build a work first")
        return self.commands[name](command)

    def _info(self, command):
        data = {
            "train": len(self.digits.train_images),
            "test": len(self.digits.test_images),
            "train_images_crc32": self.digits.crc32,
        }
        return {**environment.describe(torch, np, self.threads, self.dropped), "data": data}

    def _build(self, command):
        work = works.find(command)
        self.trainer = Trainer(work, self.digits, command.get("seed", 42))
        return {"work": work.name, "parameters": self._count(), "layers": work.layers}

    def _train(self, command):
        if ("seconds" in command) == ("steps" in command):
            raise ValueError("'train' takes either seconds or steps")
        if "steps" in command:
            return _with_rate(self.trainer.run(lambda steps: steps < command["steps"]))
        end = time.perf_counter() + command["seconds"]
        return _with_rate(self.trainer.run(lambda steps: time.perf_counter() < end))

    def _epochs(self, command):
        per_epoch = -(-len(self.digits.train_images) // self.trainer.work.batch)
        self.trainer.position = len(self.digits.train_images)
        result = _with_rate(self.trainer.run(lambda steps: steps < per_epoch * command["count"]))
        return {"epochs": command["count"], **result, **(self.trainer.evaluate() if command.get("eval") else {})}

    def _weights(self, command):
        """Writes the weights as they are: straight after build, the initial ones."""
        with torch.no_grad():
            values = torch.cat([values for layer in self.trainer.layers for values in layer.dump()]).numpy()
        temporary = command["path"] + ".tmp"
        values.astype("<f4").tofile(temporary)
        os.replace(temporary, command["path"])
        return {"path": command["path"], "parameters": len(values)}

    def _trajectory(self, command):
        """From the given weights over the given batches, with a fresh optimizer: the loss before each step, or all codes."""
        steps, batch = command.get("steps", 20), self.trainer.work.batch
        order = np.fromfile(command["order"], "<i4").astype(np.int64)
        if len(order) < steps * batch or order.min() < 0 or order.max() >= len(self.digits.train_images):
            raise ValueError(f"{command['order']}: found {len(order)} indices, expected {steps * batch} of training images")
        self._load(command["init"])
        self.trainer.reset()
        batches = torch.from_numpy(order[: steps * batch]).split(batch)
        if self.trainer.work.task == "encode":
            return {"losses": [code for indices in batches for code in self.trainer.encode(indices).reshape(-1).tolist()]}
        noise = self._noise(command, steps)
        return {"losses": [self.trainer.step(indices, numbers).item() for indices, numbers in zip(batches, noise)]}

    def _noise(self, command, steps):
        """What a latent draws in each step: the file has them by step, sample and unit."""
        if not self.trainer.latents:
            return [None] * steps
        units = self.trainer.latents[0].parameters[1].numel() // 2
        values, shape = np.fromfile(command["noise"], "<f4"), (steps, self.trainer.work.batch, units)
        if values.size != np.prod(shape):
            raise ValueError(f"{command['noise']}: found {values.size} numbers, expected {shape} by step, sample and unit")
        return torch.from_numpy(values.reshape(shape))

    def _load(self, path):
        values = torch.from_numpy(np.fromfile(path, "<f4"))
        if len(values) != self._count():
            raise ValueError(f"{path}: found {len(values)} weights, expected {self._count()}")
        with torch.no_grad():
            for layer in self.trainer.layers:
                values = layer.load(values)

    def _count(self):
        return sum(parameter.numel() for parameter in self.trainer.parameters)


def _with_rate(result):
    return {**result, "samples_per_second": result["samples"] / result["seconds"] if result["samples"] else 0.0}
