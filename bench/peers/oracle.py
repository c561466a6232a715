"""The first losses of a work in double precision numpy, without autograd: what both sides have to agree with."""

import numpy as np


def losses(work, weights, images, labels, order, steps, noise=None):
    """The loss before each step, or all codes, from flat weights in the order of the protocol; images are bytes.

    A latent draws the noise given by step.
    """
    layers = _unflatten(work, weights.astype(np.float64))
    slots = [[np.zeros_like(values) for values in layer.parameters * 2] for layer in layers]
    result = []
    for step in range(steps):
        indices = order[step * work.batch : (step + 1) * work.batch]
        x = images[indices] / 255
        if work.task == "encode":
            result += _outputs(layers[: work.encoder], x)[-1].reshape(-1).tolist()
            continue
        for layer in layers:
            layer.noise = None if noise is None else noise[step].astype(np.float64)
        target = np.eye(layers[-1].spec["units"])[labels[indices]] if work.loss == "cross-entropy" else x
        loss, gradients = _loss_and_gradients(work, layers, x, target)
        result.append(loss)
        for layer, gradient, slot in zip(layers, gradients, slots):
            for i, values in enumerate(layer.parameters):
                _update(work.optimizer, step + 1, values, gradient[i], slot[i], slot[i + 2])
    return result


class _Layer:
    """A layer on samples x height x width x channels: its parameters in the order of files, forward and backward."""

    def __init__(self, spec, shape, values):
        self.spec, self.input, self.parameters, self.used = spec, shape, [], 0
        height, width, channels = shape
        kind, factor, stride = spec["layer"], spec.get("factor", 1), spec.get("stride", 1)
        if kind in ("dense", "gaussian-latent"):
            self._take(values, (spec["units"] * (1 if kind == "dense" else 2), height * width * channels))
            self.output = (1, 1, spec["units"])
        elif kind == "reshape":
            self.output = tuple(spec["shape"][side] for side in ("height", "width", "channels"))
        elif kind == "max-pool":
            self.output = (height // spec["size"], width // spec["size"], channels)
        elif kind == "upsample":
            self.output = (height * factor, width * factor, channels)
        else:
            self._take(values, (spec["filters"], spec["kernel"], spec["kernel"], channels))
            small = kind == "conv2d"
            self.output = (-(-height // stride), -(-width // stride), spec["filters"]) if small else (height * stride, width * stride, spec["filters"])
            self.large, self.small = (self.input, self.output) if small else (self.output, self.input)

    def forward(self, x):
        x = x.reshape(len(x), *self.input)
        kind = self.spec["layer"]
        if kind == "dense":
            z = x.reshape(len(x), -1) @ self.parameters[0].T + self.parameters[1]
        elif kind == "gaussian-latent":
            mean, log_variance = self._heads(x)
            z = mean + np.exp(log_variance / 2) * self.noise
        elif kind == "conv2d":
            z = self._gather(x) + self.parameters[1]
        elif kind == "transposed-conv2d":
            z = self._spread(x) + self.parameters[1]
        elif kind == "max-pool":
            z = self._windows(x).max((2, 4))
        elif kind == "upsample":
            z = x.repeat(self.spec["factor"], 1).repeat(self.spec["factor"], 2)
        else:
            z = x
        return _activate(self.spec.get("activation", "linear"), z.reshape(len(x), *self.output) if kind not in ("dense", "gaussian-latent") else z)

    def backward(self, x, y, delta):
        """From the gradient before the activation: that of the input, and those of the parameters."""
        count, kind = len(x), self.spec["layer"]
        x, delta = x.reshape(count, *self.input), delta.reshape(count, *self.output)
        bias = delta.sum((0, 1, 2))
        if kind == "gaussian-latent":
            mean, log_variance = self._heads(x)
            flat, sigma = delta.reshape(count, -1), np.exp(log_variance / 2)
            heads = np.hstack((flat + mean / count, (flat * self.noise * sigma + (sigma**2 - 1) / count) / 2))
            return heads @ self.parameters[0], (heads.T @ x.reshape(count, -1), heads.sum(0))
        if kind == "dense":
            flat = delta.reshape(count, -1)
            return flat @ self.parameters[0], (flat.T @ x.reshape(count, -1), bias)
        if kind == "conv2d":
            return self._spread(delta), (self._weight_gradient(x, delta), bias)
        if kind == "transposed-conv2d":
            return self._gather(delta), (self._weight_gradient(delta, x), bias)
        if kind == "max-pool":
            windows = self._windows(x)
            first = np.zeros_like(windows)
            flat = windows.transpose(0, 1, 3, 5, 2, 4).reshape(*y.shape, -1)
            chosen = np.eye(flat.shape[-1])[flat.argmax(-1)].reshape(*y.shape, self.spec["size"], self.spec["size"])
            first[:] = chosen.transpose(0, 1, 4, 2, 5, 3) * delta[:, :, None, :, None, :]
            return first.reshape(x.shape), ()
        if kind == "upsample":
            factor, (height, width, channels) = self.spec["factor"], self.input
            return delta.reshape(count, height, factor, width, factor, channels).sum((2, 4)), ()
        return delta, ()

    def divergence(self, x):
        """The mean over samples of the code's divergence from N(0, 1); none where there is no latent."""
        if self.spec["layer"] != "gaussian-latent":
            return 0
        mean, log_variance = self._heads(x)
        return (mean**2 + np.exp(log_variance) - 1 - log_variance).sum() / 2 / len(x)

    def _heads(self, x):
        return np.split(x.reshape(len(x), -1) @ self.parameters[0].T + self.parameters[1], 2, 1)

    def _take(self, values, shape):
        size = int(np.prod(shape))
        self.parameters = [values[:size].reshape(shape).copy(), values[size : size + shape[0]].copy()]
        self.used = size + shape[0]

    def _windows(self, x):
        size, (height, width, channels) = self.spec["size"], self.output
        return x[:, : height * size, : width * size].reshape(len(x), height, size, width, size, channels)

    def _taps(self):
        """Each tap, and the part of the padded large image that it sees from all places of the small one."""
        kernel, stride = self.spec["kernel"], self.spec.get("stride", 1)
        for ky in range(kernel):
            for kx in range(kernel):
                yield ky, kx, (slice(None), slice(ky, ky + stride * self.small[0], stride), slice(kx, kx + stride * self.small[1], stride))

    def _padded(self, count):
        """Zeros of the large image with room for all taps, and the part that is the image."""
        kernel, stride = self.spec["kernel"], self.spec.get("stride", 1)
        totals = [max((small - 1) * stride + kernel - large, 0) for small, large in zip(self.small[:2], self.large[:2])]
        image = (slice(None), *(slice(total // 2, total // 2 + large) for total, large in zip(totals, self.large[:2])))
        return np.zeros((count, *(total + large + stride for total, large in zip(totals, self.large[:2])), self.large[2])), image

    def _kernel(self, ky, kx):
        """Small channels x large channels."""
        weight = self.parameters[0][:, ky, kx, :]
        return weight if self.spec["layer"] == "conv2d" else weight.T

    def _gather(self, large):
        padded, image = self._padded(len(large))
        padded[image] = large
        return sum(padded[part] @ self._kernel(ky, kx).T for ky, kx, part in self._taps())

    def _spread(self, small):
        padded, image = self._padded(len(small))
        for ky, kx, part in self._taps():
            padded[part] += small @ self._kernel(ky, kx)
        return padded[image]

    def _weight_gradient(self, large, small):
        padded, image = self._padded(len(large))
        padded[image] = large
        gradient = np.zeros_like(self.parameters[0])
        for ky, kx, part in self._taps():
            product = np.tensordot(small, padded[part], ((0, 1, 2), (0, 1, 2)))
            gradient[:, ky, kx, :] = product if self.spec["layer"] == "conv2d" else product.T
        return gradient


def _unflatten(work, weights):
    layers, shape = [], (28, 28, 1)
    for spec in work.layers:
        layers.append(_Layer(spec, shape, weights))
        weights, shape = weights[layers[-1].used :], layers[-1].output
    return layers


def _outputs(layers, x):
    outputs = [x]
    for layer in layers:
        outputs.append(layer.forward(outputs[-1]))
    return outputs


def _loss_and_gradients(work, layers, x, target):
    outputs = _outputs(layers, x)
    y = outputs[-1].reshape(len(x), -1)
    count = len(x) * (1 if work.loss == "cross-entropy" or work.per_sample else y.shape[1])
    if work.loss == "mse":
        loss, delta = ((y - target) ** 2).sum(), 2 * (y - target) * _slope(layers[-1].spec["activation"], y)
    elif work.loss == "bce":
        loss, delta = -(target * np.log(y) + (1 - target) * np.log1p(-y)).sum(), y - target
    else:
        loss, delta = -(target * np.log(y)).sum(), y - target
    delta = delta / count
    gradients = []
    for i in reversed(range(len(layers))):
        delta, gradient = layers[i].backward(outputs[i], outputs[i + 1], delta)
        gradients.append(gradient)
        if i > 0:
            delta = delta.reshape(outputs[i].shape) * _slope(layers[i - 1].spec.get("activation", "linear"), outputs[i])
    divergence = sum(layer.divergence(x) for layer, x in zip(layers, outputs))
    return loss / count + divergence, gradients[::-1]


def _activate(name, z):
    if name == "softmax":
        exponentials = np.exp(z - z.max(1, keepdims=True))
        return exponentials / exponentials.sum(1, keepdims=True)
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z))
    return {"linear": lambda: z, "relu": lambda: np.maximum(z, 0), "tanh": lambda: np.tanh(z)}[name]()


def _slope(name, y):
    if name == "sigmoid":
        return y * (1 - y)
    return {"linear": lambda: np.ones_like(y), "relu": lambda: y > 0, "tanh": lambda: 1 - y * y}[name]()


def _update(optimizer, step, values, gradient, first, second):
    if optimizer["name"] == "sgd":
        values -= optimizer["learning_rate"] * gradient
        return
    beta1, beta2 = optimizer["beta1"], optimizer["beta2"]
    first += (1 - beta1) * (gradient - first)
    second += (1 - beta2) * (gradient * gradient - second)
    root = np.sqrt(second / (1 - beta2**step)) + optimizer["epsilon"]
    values -= optimizer["learning_rate"] * first / (1 - beta1**step) / root
