"""scikit-learn's nearest neighbours as the other side of `bench -- knn`.

    python3 bench/peers/knn.py --threads N

Commands: {"cmd":"open","data":DIR}; {"cmd":"points","train":FILE,"test":FILE,"dimensions":N} reads little-endian float32, one point after the
other; {"cmd":"predict","algorithm":"brute"|"kd_tree","dtype":"float32"|"float64","neighbors":K} answers with the times and the accuracy;
{"cmd":"neighbors","path":FILE} writes those of the last prediction as little-endian int32. A tree is built before the time is taken.
"""

import os
import sys

import serving


class Session:
    """Points with their classes, and the last classifier."""

    def __init__(self, threads):
        self.threads = threads
        self.digits = self.train = self.test = self.fitted = None
        self.classifiers = {}

    def open(self, command):
        import idx

        self.digits = idx.Digits(os.path.join(command["data"], "mnist"))
        return {"count": len(self.digits.train_images)}

    def points(self, command):
        import numpy

        read = lambda name: numpy.fromfile(command[name], "<f4").reshape(-1, command["dimensions"])
        self.train, self.test = read("train"), read("test")
        self.classifiers = {}
        return {"train": len(self.train), "test": len(self.test)}

    def predict(self, command):
        key = command["algorithm"], command["dtype"]
        if key not in self.classifiers:
            self.classifiers[key] = self._fit(command)
        model, test = self.fitted = self.classifiers[key]
        answers, times = serving.timed(lambda: model.predict(test))
        return {**times, "accuracy": float((answers == self.digits.test_labels).mean())}

    def neighbors(self, command):
        model, test = self.fitted
        model.kneighbors(test, return_distance=False).astype("<i4").tofile(command["path"])
        return {"path": command["path"]}

    def _fit(self, command):
        from sklearn.neighbors import KNeighborsClassifier

        model = KNeighborsClassifier(command["neighbors"], algorithm=command["algorithm"], n_jobs=self.threads)
        return model.fit(self.train.astype(command["dtype"]), self.digits.train_labels), self.test.astype(command["dtype"])


def open_session(threads):
    session = Session(threads)
    return {"open": session.open, "points": session.points, "predict": session.predict, "neighbors": session.neighbors}


if __name__ == "__main__":
    sys.exit(serving.serve(__doc__.splitlines()[0], open_session))
