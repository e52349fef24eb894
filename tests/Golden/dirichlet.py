#!/usr/bin/env python3
"""Golden draws of the Dirichlet law, from a second implementation.

Written from docs/input.md, section "dirichlet", in plain integers and floats; block, log and exponential are those of
coins.py. To regenerate dirichlet.tsv, in this directory:

    python3 dirichlet.py
"""

from math import floor, sqrt
from pathlib import Path

from coins import block, exponential, from_bits, hex_of, log, open_uniform

PURPOSE = 0x60
NORMAL, ACCEPTANCE, BOOST = range(3)


def exp(x):
    """e^x for x <= 0 by k and the Taylor series, as docs/input.md has it."""
    if x < -746:
        return 0.0
    k = floor(x * 1.4426950408889634 + 0.5)
    coarse = x - k * 0.693147180559663
    low = 0.0 - k * 2.8235290563031577e-13
    r = coarse + low
    back = r - coarse
    lost_of_r = (coarse - (r - back)) + (low - back)
    q = 1.0 / 1307674368000
    for factorial in (
        87178291200, 6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6,
    ):  # fmt: skip
        q = q * r + 1.0 / factorial
    q = q * r + 0.5
    total = 1.0 + r
    lost = r - (total - 1.0)
    value = total + (lost + (r * r * q + (lost_of_r + lost_of_r * r)))
    return value * 2.0 ** (k + 100) * 2.0**-100 if k < -1022 else value * 2.0**k


def uniforms(seed, item, trial, use):
    low, high = block(seed, PURPOSE, 0, item, trial, use)
    return open_uniform(low), open_uniform(high)


def log_gamma(alpha, seed, item):
    d = (alpha + 1.0 if alpha < 1.0 else alpha) - 1.0 / 3.0
    c = 1.0 / sqrt(9.0 * d)
    trial = 0
    while True:
        first, second = uniforms(seed, item, trial, NORMAL)
        a, b = 2.0 * first - 1.0, 2.0 * second - 1.0
        s = a * a + b * b
        if s < 1.0:
            x = a * sqrt(-2.0 * log(s) / s)
            t = 1.0 + c * x
            if t > 0.0:
                v = t * t * t
                bound = 0.5 * x * x + (d - d * v + d * log(v))
                if log(uniforms(seed, item, trial, ACCEPTANCE)[0]) < bound:
                    break
        trial += 1
    value = log(v)
    return value - exponential(uniforms(seed, item, 0, BOOST)[0]) / alpha if alpha < 1.0 else value


def neumaier(terms):
    total, correction = 0.0, 0.0
    for term in terms:
        following = total + term
        if abs(total) >= abs(term):
            correction += (total - following) + term
        else:
            correction += (term - following) + total
        total = following
    return total + correction


def dirichlet(alpha, n, seed):
    logarithms = [log_gamma(alpha, seed, item) for item in range(n)]
    largest = max(logarithms)
    masses = [exp(value - largest) for value in logarithms]
    total = neumaier(masses)
    return [mass / total if mass / total >= from_bits(1 << 52) else 0.0 for mass in masses]


def main():
    rows = [(0.001, 4, 1), (0.02, 6, 7), (0.1, 8, 2), (0.5, 5, 3), (0.999, 3, 4), (1.0, 5, 5), (2.5, 4, 2**64 - 1), (1e6, 3, 9)]
    lines = ["# alpha\tn\tseed\tbits of each weight"]
    for alpha, n, seed in rows:
        weights = dirichlet(alpha, n, seed)
        lines.append(f"{alpha!r}\t{n}\t{seed}\t{' '.join(map(hex_of, weights))}")
    (Path(__file__).parent / "dirichlet.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
