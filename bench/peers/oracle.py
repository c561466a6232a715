"""The first losses of a work in double precision numpy, without autograd: what both sides have to agree with."""

import numpy as np


def losses(work, weights, images, labels, order, steps):
    """The loss before each step, from flat weights in the order of the protocol; images are bytes."""
    layers = _unflatten(work, weights.astype(np.float64))
    slots = [[np.zeros_like(values) for values in pair + pair] for pair in layers]
    result = []
    for step in range(steps):
        indices = order[step * work.batch : (step + 1) * work.batch]
        x = images[indices] / 255
        target = np.eye(work.layers[-1])[labels[indices]] if work.loss == "cross-entropy" else x
        loss, gradients = _loss_and_gradients(work, layers, x, target)
        result.append(loss)
        for pair, gradient, slot in zip(layers, gradients, slots):
            for i in (0, 1):
                _update(work.optimizer, step + 1, pair[i], gradient[i], slot[i], slot[i + 2])
    return result


def _unflatten(work, weights):
    layers, start = [], 0
    for inputs, outputs in zip(work.layers, work.layers[1:]):
        matrix = weights[start : start + inputs * outputs].reshape(outputs, inputs).copy()
        start += inputs * outputs
        layers.append((matrix, weights[start : start + outputs].copy()))
        start += outputs
    return layers


def _loss_and_gradients(work, layers, x, target):
    outputs = [x]
    for (weight, bias), activation in zip(layers, work.activations):
        outputs.append(_activate(activation, outputs[-1] @ weight.T + bias))
    y = outputs[-1]
    count = len(x) * (1 if work.loss == "cross-entropy" or work.per_sample else work.layers[-1])
    if work.loss == "mse":
        loss, delta = ((y - target) ** 2).sum(), 2 * (y - target) * _slope(work.activations[-1], y)
    elif work.loss == "bce":
        loss, delta = -(target * np.log(y) + (1 - target) * np.log1p(-y)).sum(), y - target
    else:
        loss, delta = -(target * np.log(y)).sum(), y - target
    delta = delta / count
    gradients = []
    for i in reversed(range(len(layers))):
        gradients.append((delta.T @ outputs[i], delta.sum(0)))
        if i > 0:
            delta = delta @ layers[i][0] * _slope(work.activations[i - 1], outputs[i])
    return loss / count, gradients[::-1]


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
