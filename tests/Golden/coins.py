#!/usr/bin/env python3
"""The golden coins, from a second implementation.

Written from docs/randomness.md's definitions in plain integers and floats, and nothing of the C# code is run: a sample
that both give is the sample that the definition means. Python's float is IEEE binary64 and its + - * / round once, so
every value is exact to the bit. To regenerate, in this directory:

    python3 coins.py

It writes race.item-v1.tsv, darts.window-v1.tsv, uniform.round-v1.tsv, private.uniform-v1.tsv, samples.tsv, shipped.tsv and
optimal.tsv beside itself. A named process is never redefined: a file that changes under an unchanged name is a bug, here or there.
"""

import struct
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
MASK32 = 0xFFFFFFFF
MASK64 = 0xFFFFFFFFFFFFFFFF

RACE_ITEM = 1
DART_HEIGHT = 2
DART_MARK = 3
UNIFORM_ROUND = 4
PRIVATE_ALICE = 0x81
PRIVATE_BOB = 0x82

WINDOW_WIDTH = 2.0


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def hex_of(value):
    return f"{bits_of(value):016x}"


def philox(counter, key):
    """Philox4x32-10: four counter words, two key words, four output words."""
    x0, x1, x2, x3 = counter
    k0, k1 = key
    for _ in range(10):
        high_a, low_a = divmod(0xD2511F53 * x0, 1 << 32)
        high_b, low_b = divmod(0xCD9E8D57 * x2, 1 << 32)
        x0, x1, x2, x3 = high_b ^ x1 ^ k0, low_b, high_a ^ x3 ^ k1, low_a
        k0 = (k0 + 0x9E3779B9) & MASK32
        k1 = (k1 + 0xBB67AE85) & MASK32
    return x0, x1, x2, x3


def block(seed, purpose, round_, item, window, order):
    """128 bits of a counter: item 32, window 32, round 48, order 8, purpose 8."""
    last = (round_ >> 32) | (order << 16) | (purpose << 24)
    words = philox((item, window, round_ & MASK32, last), (seed & MASK32, seed >> 32))
    return words[0] | (words[1] << 32), words[2] | (words[3] << 32)


def open_uniform(bits):
    return ((bits >> 12) + 0.5) / 4503599627370496.0


def log(x):
    """ln x by the fixed series; x normal."""
    bits = bits_of(x)
    exponent = (bits >> 52) - 1023
    m = from_bits((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000)
    if m > 1.4142135623730951:
        m = m * 0.5
        exponent += 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    r = 2.0 / 21.0
    for odd in (19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0):
        r = r * z + 2.0 / odd
    r = r * z
    half = 0.5 * f * f
    tail = half - (s * (half + r) + exponent * 1.9082149292705877e-10)
    return exponent * 0.6931471803691238 - (tail - f)


def exponential(v):
    return -log(1.0 - v)


def of_item(item, pair):
    return pair[item & 1]


def race(seed, round_, item):
    return exponential(open_uniform(of_item(item, block(seed, RACE_ITEM, round_, item >> 1, 0, 0))))


def height_step(seed, round_, item, window, order):
    words = block(seed, DART_HEIGHT, round_, item >> 1, window, order)
    return exponential(open_uniform(of_item(item, words))) / WINDOW_WIDTH


def mark(seed, round_, item, window, order):
    low, high = block(seed, DART_MARK, round_, item, window, order)
    return open_uniform(low), high


def dart(seed, round_, item, window, order):
    height = 0.0
    for step in range(order + 1):
        height = height + height_step(seed, round_, item, window, step)
    offset, digest = mark(seed, round_, item, window, order)
    return height, offset, digest


def gumbel(seed, round_, weights):
    best = None
    for item, weight in enumerate(weights):
        if weight > 0:
            arrival = (race(seed, round_, item) / weight, item)
            best = arrival if best is None or arrival < best else best
    return best[1]


def minhash(seed, round_, weights):
    window = 0
    while True:
        found = []
        for item, weight in enumerate(weights):
            height = height_step(seed, round_, item, window, 0)
            order = 0
            while height < weight and order < 255:
                found.append((mark(seed, round_, item, window, order)[0], item, order))
                order += 1
                height = height + height_step(seed, round_, item, window, order)
        if found:
            return min(found)[1]
        window += 1


def uniform_of_round(seed, round_):
    return open_uniform(block(seed, UNIFORM_ROUND, round_, 0, 0, 0)[0])


def private(seed, purpose, round_, use):
    return open_uniform(block(seed, purpose, round_, 0, 0, use)[0])


def cumulative(weights):
    """Running sums by Neumaier's compensated sum."""
    total, correction, sums = 0.0, 0.0, []
    for weight in weights:
        following = total + weight
        if abs(total) >= abs(weight):
            correction = correction + ((total - following) + weight)
        else:
            correction = correction + ((weight - following) + total)
        total = following
        sums.append(total + correction)
    return sums


def inverse_cdf(weights, u):
    sums = cumulative(weights)
    target = u * sums[-1]
    for item, sum_ in enumerate(sums):
        if sum_ > target:
            return item
    return max(item for item, weight in enumerate(weights) if weight > 0)


def common_uniform(seed, round_, weights):
    return inverse_cdf(weights, uniform_of_round(seed, round_))


FORMATS = {"float32": 23, "bfloat16": 7}


def encoded(weight, fraction_bits):
    """The nearest number of 8 exponent bits and so many of the fraction, ties to even, in exact arithmetic: its bits."""
    if weight == 0:
        return 0
    exponent = max((bits_of(weight) >> 52) - 1023, -126)
    step = Fraction(2) ** (exponent - fraction_bits)
    return ((exponent + 126) << fraction_bits) + round(Fraction(weight) / step)


def decoded(bits, fraction_bits):
    return struct.unpack("<f", struct.pack("<I", bits << (23 - fraction_bits)))[0]


def common_row(weights, fraction_bits):
    """P' of P."""
    if fraction_bits is None:
        return weights
    numbers = [decoded(encoded(weight, fraction_bits), fraction_bits) for weight in weights]
    total = cumulative(numbers)[-1]
    return [number / total for number in numbers]


def beside(seed, purpose, round_, item, common, own):
    """One party's sample beside the common item."""
    if private(seed, purpose, round_, 0) * common[item] < own[item]:
        return item
    residual = [max(0.0, mine - shared) for mine, shared in zip(own, common)]
    return inverse_cdf(residual, private(seed, purpose, round_, 1)) if any(residual) else item


def optimal(seed, round_, common, p, q):
    item = gumbel(seed, round_, common)
    return beside(seed, PRIVATE_ALICE, round_, item, common, p), beside(seed, PRIVATE_BOB, round_, item, common, q)


def normalised(weights):
    total = sum(weights)
    return [weight / total for weight in weights]


SEEDS = (0, 1, 20240807, 0x0123456789ABCDEF, MASK64)
ROUNDS = (0, 1, 2, 4095, 4096, (1 << 32) - 1, 1 << 32, (1 << 48) - 1)
ITEMS = (0, 1, 2, 3, 1000, 1001, (1 << 20) - 2, (1 << 20) - 1)

ROWS = (
    [1.0],
    [0.5, 0.3, 0.2],
    [0.0, 0.25, 0.0, 0.0, 0.75],
    [1.0, 0.0],
    [1e-300, 1.0],
    normalised([1.0 / (item + 1) for item in range(33)]),
    normalised([((item * 7919) % 101) + 1.0 for item in range(64)]),
)

PAIRS = (
    ([1.0], [1.0]),
    ([0.5, 0.3, 0.2], [0.2, 0.3, 0.5]),
    ([0.0, 0.25, 0.0, 0.0, 0.75], [0.5, 0.0, 0.0, 0.25, 0.25]),
    ([1.0, 1e-300, 1e-42, 0.0], [0.25, 0.25, 0.25, 0.25]),
    (ROWS[5], normalised([1.0 / (item + 1) ** 2 for item in range(33)])),
    (ROWS[6], ROWS[6][::-1]),
)


def write(name, header, lines, maker="coins.py"):
    with open(HERE / name, "w", encoding="ascii", newline="\n") as file:
        file.write(f"# Made by {maker}, an independent implementation. Doubles are the 16 hex digits of their bits.\n")
        file.write("# " + "\t".join(header) + "\n")
        for line in lines:
            file.write("\t".join(str(field) for field in line) + "\n")


def race_lines():
    for seed in SEEDS:
        for round_ in ROUNDS:
            for item in ITEMS:
                yield f"{seed:016x}", round_, item, hex_of(race(seed, round_, item))


def dart_lines():
    for seed in SEEDS:
        for round_ in ROUNDS:
            for item in ITEMS[:2] + ITEMS[-2:]:
                for window, order in ((0, 0), (0, 1), (1, 0), (7, 3), (MASK32, 0), (2, 255)):
                    height, offset, digest = dart(seed, round_, item, window, order)
                    yield f"{seed:016x}", round_, item, window, order, hex_of(height), hex_of(offset), f"{digest:016x}"


def private_lines():
    for seed in SEEDS:
        for role, purpose in (("Alice", PRIVATE_ALICE), ("Bob", PRIVATE_BOB)):
            for round_ in ROUNDS:
                for use in (0, 1, 255):
                    yield f"{seed:016x}", role, round_, use, hex_of(private(seed, purpose, round_, use))


def sample_lines():
    for seed in SEEDS:
        for weights in ROWS:
            text = ",".join(hex_of(weight) for weight in weights)
            for first in (0, (1 << 32) - 8):
                for mode, draw in (("gumbel", gumbel), ("minhash", minhash), ("inverse-cdf", common_uniform)):
                    drawn = [draw(seed, first + index, weights) for index in range(16)]
                    yield f"{seed:016x}", mode, first, text, ",".join(str(item) for item in drawn)


def uniform_lines():
    for seed in SEEDS:
        for round_ in ROUNDS:
            yield f"{seed:016x}", round_, hex_of(uniform_of_round(seed, round_))


def shipped_lines():
    tiny = 2.0**-149
    weights = [0.0, 1.0, 1 + 1e-9, 0.1, 0.3, 1e-3, 1 / 3, 1e-38, 1e-40, 1e-42, 1e-300, 2.0**-126, 2.0**-127, tiny, tiny / 2, tiny * 1.5]
    for fraction_bits in FORMATS.values():
        half = 2.0 ** -(fraction_bits + 1)
        # Halfway between neighbours, to an even one below and above, and a hair beside; the last one carries into the next power of 2.
        weights += [0.5 * (1 + odd * half + hair) for odd in (1, 3, 2 / half * 0.5 - 1) for hair in (-(2.0**-51), 0, 2.0**-51)]
    for weight in weights:
        yield hex_of(weight), *(f"{encoded(weight, fraction_bits):x}" for fraction_bits in FORMATS.values())


def optimal_lines():
    for seed in SEEDS:
        for p, q in PAIRS:
            for name, fraction_bits in (("", None), *((f"+{name}", bits) for name, bits in FORMATS.items())):
                common = common_row(p, fraction_bits)
                drawn = [optimal(seed, round_, common, p, q) for round_ in range(24)]
                yield (
                    f"{seed:016x}", f"optimal{name}", *(",".join(hex_of(weight) for weight in row) for row in (p, q, common)),
                    *(",".join(str(pair[side]) for pair in drawn) for side in (0, 1)),
                )


if __name__ == "__main__":
    assert philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    write("race.item-v1.tsv", ("seed", "round", "item", "E"), race_lines())
    write("darts.window-v1.tsv", ("seed", "round", "item", "window", "order", "height", "offset", "hash"), dart_lines())
    write("private.uniform-v1.tsv", ("seed", "role", "round", "use", "uniform"), private_lines())
    write("samples.tsv", ("seed", "mode", "first round", "weights", "samples of 16 rounds"), sample_lines())
    write("uniform.round-v1.tsv", ("seed", "round", "uniform"), uniform_lines())
    write("shipped.tsv", ("weight", "float32", "bfloat16"), shipped_lines())
    write("optimal.tsv", ("seed", "mode", "P", "Q", "P'", "Alice's samples of rounds 0 to 23", "Bob's"), optimal_lines())
