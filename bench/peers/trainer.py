"""Training in PyTorch, written for speed on a CPU within what a user of autograd would write."""

import time

import torch
import torch.nn.functional as functional
from torch.optim.adam import adam

import idx
import network


class Trainer:
    """One network with its optimizer and the order in which it meets the training images.

    What was tried and kept, or not, and what each is worth, stands in README.md beside this file.
    """

    def __init__(self, work, digits, seed):
        self.work = work
        self.images = torch.from_numpy(digits.train_images)
        self.labels = torch.from_numpy(digits.train_labels).long()
        self.test_images = torch.from_numpy(digits.test_images)
        self.test_labels = torch.from_numpy(digits.test_labels).long()
        self.random = torch.Generator().manual_seed(seed)
        self.bytes = torch.empty(work.batch, idx.PIXELS, dtype=torch.uint8)
        self.floats = torch.empty(work.batch, idx.PIXELS)
        self.layers = network.build(work.layers, work.loss in ("bce", "cross-entropy"), self.random)
        self.latents = [layer for layer in self.layers if isinstance(layer, network.GaussianLatent)]
        self.parameters = [parameter for layer in self.layers for parameter in layer.parameters]
        self.order = None
        self.reset()

    def reset(self):
        """Forgets the optimizer's state and the place in the epoch, not the weights."""
        self.position = len(self.images)
        self.steps = [torch.tensor(0.0) for _ in self.parameters]
        self.first_moments = [torch.zeros_like(parameter) for parameter in self.parameters]
        self.second_moments = [torch.zeros_like(parameter) for parameter in self.parameters]

    def run(self, more):
        """Trains while more(steps) says so; returns steps, samples, seconds and the last loss.

        Goes on where the last call stopped. An epoch meets every image once, in a new random order; the last batch of
        an epoch is smaller where the batch size does not divide the number of images.
        """
        steps = samples = 0
        loss = None
        start, cpu_start = time.perf_counter(), time.process_time()
        while more(steps):
            indices = self._next_batch()
            loss = self.step(indices) if self.work.task == "train" else self.encode(indices)[0, 0]
            steps += 1
            samples += len(indices)
        value = None if loss is None else loss.item()
        return {
            "steps": steps,
            "samples": samples,
            "seconds": time.perf_counter() - start,
            "cpu_seconds": time.process_time() - cpu_start,
            "loss": value,
        }

    def step(self, indices, noise=None):
        """One step on these images; returns the mean loss before it. A latent draws the numbers given, or its own."""
        for latent in self.latents:
            latent.noise = noise
        images = self._widen(self.images, indices)
        output = self._forward(images)
        loss = self._loss(output, self.labels[indices] if self.work.loss == "cross-entropy" else images)
        gradients = torch.autograd.grad(loss, self.parameters)
        with torch.no_grad():
            self._update(gradients)
        return loss.detach()

    @torch.inference_mode()
    def encode(self, indices):
        """The codes of these images."""
        x = self._widen(self.images, indices)
        for layer in self.layers[: self.work.encoder]:
            x = layer(x)
        return x.flatten(1)

    @torch.no_grad()
    def evaluate(self):
        """The mean test loss and, by kind of network, the error per pixel or the share of right answers."""
        count = len(self.test_images)
        for latent in self.latents:
            latent.noise = None
        loss = squares = right = 0.0
        for indices in torch.arange(count).split(self.work.batch):
            images, labels = self._widen(self.test_images, indices), self.test_labels[indices]
            output = self._forward(images)
            if self.work.loss == "cross-entropy":
                right += (output.argmax(1) == labels).sum().item()
                loss += self._loss(output, labels).item() * len(indices)
            else:
                loss += self._loss(output, images).item() * len(indices)
                output = torch.sigmoid(output) if self.work.loss == "bce" else output
                squares += functional.mse_loss(output, images, reduction="sum").item()
        if self.work.loss == "cross-entropy":
            return {"test_loss": loss / count, "test_accuracy": right / count}
        return {"test_loss": loss / count, "test_mse": squares / self.test_images.numel()}

    def _next_batch(self):
        if self.position >= len(self.images):
            self.order = torch.randperm(len(self.images), generator=self.random)
            self.position = 0
        indices = self.order[self.position : self.position + self.work.batch]
        self.position += self.work.batch
        return indices

    def _widen(self, images, indices):
        stored, widened = self.bytes[: len(indices)], self.floats[: len(indices)]
        torch.index_select(images, 0, indices, out=stored)
        return widened.copy_(stored).mul_(1 / 255)

    def _forward(self, x):
        """The output; where the loss takes logits, the output before its sigmoid or softmax."""
        for layer in self.layers:
            x = layer(x)
        return x.flatten(1)

    def _loss(self, output, target):
        if self.work.loss == "cross-entropy":
            return functional.cross_entropy(output, target)
        if self.work.loss == "bce":
            loss = functional.binary_cross_entropy_with_logits(output, target)
        else:
            loss = functional.mse_loss(output, target)
        loss = loss * output.shape[1] if self.work.per_sample else loss
        return sum((latent.divergence for latent in self.latents), loss)

    def _update(self, gradients):
        optimizer = self.work.optimizer
        if optimizer["name"] == "sgd":
            torch._foreach_add_(self.parameters, gradients, alpha=-optimizer["learning_rate"])
            return
        adam(
            self.parameters, list(gradients), self.first_moments, self.second_moments, [], self.steps,
            foreach=False, amsgrad=False, beta1=optimizer["beta1"], beta2=optimizer["beta2"],
            lr=optimizer["learning_rate"], weight_decay=0.0, eps=optimizer["epsilon"], maximize=False,
        )
