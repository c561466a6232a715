"""The layers of a work in PyTorch: functions of their parameters, in the layout that is fastest there."""

import math

import torch
import torch.nn.functional as functional

# In place, because the backward pass of all three needs their output only; softmax is a part of the loss.
ACTIVATIONS = {"linear": None, "relu": torch.relu_, "sigmoid": torch.sigmoid_, "tanh": torch.tanh_, "softmax": None}


class Layer:
    """One computing layer: its parameters, where they lie in a weight file, and its function."""

    def __init__(self, function, activation=None, weight=None, bias=None, to_file=None, from_file=None):
        self.function, self.activation = function, activation
        self.parameters = [] if weight is None else [weight.requires_grad_(), bias.requires_grad_()]
        self.to_file = to_file or (lambda values: values)
        self.from_file = from_file or (lambda values: values)

    def __call__(self, x):
        x = self.function(x, *self.parameters)
        return x if self.activation is None else self.activation(x)

    def dump(self):
        """The parameters as a file has them: the weight, then the bias."""
        return [] if not self.parameters else [self.to_file(self.parameters[0]).reshape(-1), self.parameters[1]]

    def load(self, values):
        """Takes parameters off the front of the values of a file; returns the rest."""
        if not self.parameters:
            return values
        weight, bias = self.parameters
        weight.copy_(self.from_file(values[: weight.numel()]).reshape(weight.shape))
        values = values[weight.numel() :]
        bias.copy_(values[: bias.numel()])
        return values[bias.numel() :]


class GaussianLatent(Layer):
    """The code of a variational autoencoder: heads for means and log-variances, and a sample; the divergence stays behind."""

    def __init__(self, weight, bias):
        super().__init__(self._sample, None, weight, bias)
        self.noise = None  # the numbers to draw next, where they are given
        self.divergence = None

    def _sample(self, x, weight, bias):
        mean, log_variance = functional.linear(x.flatten(1), weight, bias).chunk(2, 1)
        noise = torch.randn_like(mean) if self.noise is None else self.noise
        self.divergence = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum() / len(x)
        return mean + torch.exp(0.5 * log_variance) * noise


def build(layers, logits, random):
    """The layers of a work; where the loss takes logits, the last one has no activation."""
    result, shape, images = [], (28, 28, 1), False
    for spec in layers:
        built, shape, images = BUILDERS[spec["layer"]](spec, shape, images, random)
        result += built
    if logits:
        result[-1].activation = None
    return result


def padding(size, kernel, stride):
    """The zeros before and after an axis, as Keras' `same` has them, and the outputs."""
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2, outputs


def _glorot(shape, inputs, outputs, random):
    bound = math.sqrt(6 / (inputs + outputs))
    return torch.empty(shape).uniform_(-bound, bound, generator=random)


def _dense(spec, shape, images, random):
    """Where images come in, they are flattened channel by channel, as they lie here, and the weight's columns with them."""
    height, width, channels = shape
    inputs, outputs = height * width * channels, spec["units"]
    weight, bias = _glorot((outputs, inputs), inputs, outputs, random), torch.zeros(outputs)
    layer = Layer(functional.linear, ACTIVATIONS[spec["activation"]], weight, bias)
    if images:
        layer.function = lambda x, w, b: functional.linear(x.flatten(1), w, b)
        layer.to_file = lambda w: w.view(outputs, channels, height, width).permute(0, 2, 3, 1)
        layer.from_file = lambda w: w.view(outputs, height, width, channels).permute(0, 3, 1, 2)
    return [layer], (1, 1, outputs), False


def _reshape(spec, shape, images, random):
    """The features of a file's order [y][x][channel] as an image; the copy is a layer of its own."""
    target = spec["shape"]
    height, width, channels = target["height"], target["width"], target["channels"]
    return [Layer(lambda x: x.view(len(x), height, width, channels).permute(0, 3, 1, 2).contiguous())], (height, width, channels), True


def _conv2d(spec, shape, images, random):
    (height, width, channels), kernel, stride, filters = shape, spec["kernel"], spec.get("stride", 1), spec["filters"]
    (top, bottom, rows), (left, right, columns) = padding(height, kernel, stride), padding(width, kernel, stride)
    weight = _glorot((filters, channels, kernel, kernel), channels * kernel**2, filters * kernel**2, random)

    def function(x, w, b):
        x = x if images else x.view(len(x), channels, height, width)
        if (top, left) == (bottom, right):
            return functional.conv2d(x, w, b, stride, (top, left))
        return functional.conv2d(functional.pad(x, (left, right, top, bottom)), w, b, stride)

    layer = Layer(
        function, ACTIVATIONS[spec["activation"]], weight, torch.zeros(filters),
        to_file=lambda w: w.permute(0, 2, 3, 1),
        from_file=lambda w: w.view(filters, kernel, kernel, channels).permute(0, 3, 1, 2),
    )
    return [layer], (rows, columns, filters), True


def _transposed_conv2d(spec, shape, images, random):
    """`same` makes stride times the size; what the kernel reaches beyond is cut off, before and after as `same` pads that size."""
    (height, width, channels), kernel, stride, filters = shape, spec["kernel"], spec.get("stride", 1), spec["filters"]
    rows, columns = height * stride, width * stride
    (top, bottom, _), (left, right, _) = padding(rows, kernel, stride), padding(columns, kernel, stride)
    weight = _glorot((channels, filters, kernel, kernel), channels * kernel**2, filters * kernel**2, random)
    even = (top, left) == (bottom, right)

    def function(x, w, b):
        if even:
            return functional.conv_transpose2d(x, w, b, stride, (top, left))
        return functional.conv_transpose2d(x, w, b, stride)[:, :, top : top + rows, left : left + columns]

    activation = spec["activation"]
    # In place on a part of a tensor autograd would copy the whole of it.
    not_in_place = {"linear": None, "relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
    layer = Layer(
        function, (ACTIVATIONS if even else not_in_place)[activation], weight, torch.zeros(filters),
        to_file=lambda w: w.permute(1, 2, 3, 0),
        from_file=lambda w: w.view(filters, kernel, kernel, channels).permute(3, 0, 1, 2),
    )
    return [layer], (rows, columns, filters), True


def _max_pool(spec, shape, images, random):
    height, width, channels = shape
    size = spec["size"]
    return [Layer(lambda x: functional.max_pool2d(x, size))], (height // size, width // size, channels), True


def _upsample(spec, shape, images, random):
    height, width, channels = shape
    factor = spec["factor"]
    return [Layer(lambda x: functional.interpolate(x, scale_factor=factor))], (height * factor, width * factor, channels), True


def _gaussian_latent(spec, shape, images, random):
    """Each head starts as a layer of its own would."""
    height, width, channels = shape
    inputs, units = height * width * channels, spec["units"]
    return [GaussianLatent(_glorot((2 * units, inputs), inputs, units, random), torch.zeros(2 * units))], (1, 1, units), False


BUILDERS = {
    "dense": _dense,
    "reshape": _reshape,
    "conv2d": _conv2d,
    "transposed-conv2d": _transposed_conv2d,
    "max-pool": _max_pool,
    "upsample": _upsample,
    "gaussian-latent": _gaussian_latent,
}
