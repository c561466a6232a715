"""scikit-learn's t-SNE as the other side of `bench -- tsne`.

    python3 bench/peers/tsne.py --threads N

Commands: {"cmd":"open","path":FILE,"dimensions":D} reads little-endian float32 points; {"cmd":"fit","perplexity":P,"iterations":N} draws
them by Barnes and Hut's method from principal components, and answers with the times and what scikit-learn itself says of the divergence;
{"cmd":"places","path":FILE} writes the last map as little-endian float32.
"""

import resource
import sys

import serving


class Session:
    """The points, and the map that was drawn last."""

    def __init__(self, threads):
        self.threads = threads
        self.points = None
        self.places = None

    def open(self, command):
        import numpy

        self.points = numpy.fromfile(command["path"], dtype="<f4").reshape(-1, command["dimensions"])
        return {"count": len(self.points)}

    def fit(self, command):
        from sklearn.manifold import TSNE

        model = TSNE(
            perplexity=command["perplexity"],
            n_iter=command["iterations"],
            init="pca",
            learning_rate="auto",
            random_state=42,
            n_jobs=self.threads,
        )
        self.places, times = serving.timed(lambda: model.fit_transform(self.points))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {**times, "divergence": float(model.kl_divergence_), "iterations": int(model.n_iter_), "peak_mib": peak}

    def write_places(self, command):
        self.places.astype("<f4").tofile(command["path"])
        return {"path": command["path"]}


def open_session(threads):
    session = Session(threads)
    return {"open": session.open, "fit": session.fit, "places": session.write_places}


if __name__ == "__main__":
    sys.exit(serving.serve(__doc__.splitlines()[0], open_session))
