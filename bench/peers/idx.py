"""MNIST from the IDX files, as bytes: the very ones that the other side trains on."""

import gzip
import os
import struct
import zlib

import numpy as np

PIXELS = 784


class Digits:
    """The images (count x 784 bytes) and labels of both parts, and a checksum of the training images."""

    def __init__(self, folder):
        self.train_images = _images(folder, "train-images-idx3-ubyte.gz")
        self.train_labels = _labels(folder, "train-labels-idx1-ubyte.gz", len(self.train_images))
        self.test_images = _images(folder, "t10k-images-idx3-ubyte.gz")
        self.test_labels = _labels(folder, "t10k-labels-idx1-ubyte.gz", len(self.test_images))
        self.crc32 = zlib.crc32(self.train_images)


def _images(folder, name):
    count, values = _read(os.path.join(folder, name), 0x803, 3)
    return values.reshape(count, PIXELS)


def _labels(folder, name, expected):
    path = os.path.join(folder, name)
    count, values = _read(path, 0x801, 1)
    if count != expected:
        raise ValueError(f"{path}: found {count} labels, expected {expected}, one per image")
    return values


def _read(path, magic, dimensions):
    if not os.path.exists(path):
        raise ValueError(f"{path} is missing; --data expects the folder that holds mnist/ with the four IDX files")
    with gzip.open(path, "rb") as file:
        content = file.read()
    header = 4 + 4 * dimensions
    if len(content) < header:
        raise ValueError(f"{path}: found {len(content)} bytes, expected a header of {header}")
    found, *sizes = struct.unpack_from(f">{1 + dimensions}I", content)
    expected = int(np.prod(sizes))
    if found != magic or len(content) - header != expected:
        raise ValueError(
            f"{path}: found magic {found:#x}, sizes {sizes} and {len(content) - header} bytes of data,"
            f" expected magic {magic:#x} and {expected} bytes"
        )
    return sizes[0], np.frombuffer(content, np.uint8, offset=header).copy()
