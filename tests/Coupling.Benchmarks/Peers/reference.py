"""numpy's argmin of -log(u)/p in binary32, one thread, as the literature samples.

Reads lines "n repetitions" and answers each with the microseconds of one sample, the mean of those repetitions.
The first line it writes is numpy's version.
"""
import sys
import time

import numpy as np

FLOAT = np.float32


class Op:
    """The op at one n; all outputs are allocated beforehand."""

    def __init__(self, n):
        weights = 1.0 / np.arange(1, n + 1)
        self.rng = np.random.default_rng(1)
        self.p = (self.rng.permutation(weights) / weights.sum()).astype(FLOAT)
        self.u = np.empty(n, FLOAT)

    def sample(self):
        self.rng.random(dtype=FLOAT, out=self.u)
        np.log(self.u, out=self.u)
        np.negative(self.u, out=self.u)
        np.divide(self.u, self.p, out=self.u)
        return int(np.argmin(self.u))


def main():
    np.seterr(divide="ignore")
    ops = {}
    print(np.__version__, flush=True)
    for line in sys.stdin:
        n, repetitions = map(int, line.split())
        if n not in ops:
            ops[n] = Op(n)
        op = ops[n]
        begin = time.perf_counter()
        for _ in range(repetitions):
            op.sample()
        print((time.perf_counter() - begin) / repetitions * 1e6, flush=True)


if __name__ == "__main__":
    main()
