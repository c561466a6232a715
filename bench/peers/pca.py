"""scikit-learn's principal components of MNIST as the other side of `bench -- pca`.

    python3 bench/peers/pca.py --threads N

Commands: {"cmd":"open","data":DIR}; {"cmd":"fit","solver":"full"|"randomized","components":N} answers with the times, the variances
and their total (divisor n); {"cmd":"components","path":FILE} writes those of the last fit as little-endian float32.
"""

import os
import resource
import sys

import serving


class Session:
    """The images as floats, and what was fitted last."""

    def __init__(self):
        self.images = None
        self.fitted = None

    def open(self, command):
        import numpy

        import idx

        self.images = idx.Digits(os.path.join(command["data"], "mnist")).train_images.astype(numpy.float32) / numpy.float32(255)
        return {"count": len(self.images)}

    def fit(self, command):
        from sklearn.decomposition import PCA

        model = PCA(command["components"], svd_solver=command["solver"], random_state=42)
        self.fitted, times = serving.timed(lambda: model.fit(self.images))
        shrink = 1 - 1 / len(self.images)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        total = float(self.images.var(axis=0, dtype=float).sum())
        return {**times, "variances": [float(v) * shrink for v in model.explained_variance_], "total": total, "peak_mib": peak}

    def components(self, command):
        self.fitted.components_.astype("<f4").tofile(command["path"])
        return {"path": command["path"]}


def open_session(threads):
    session = Session()
    return {"open": session.open, "fit": session.fit, "components": session.components}


if __name__ == "__main__":
    sys.exit(serving.serve(__doc__.splitlines()[0], open_session))
