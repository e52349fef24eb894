#!/usr/bin/env python3
"""The golden coins, from a second implementation.

Written from docs/randomness.md's definitions in plain integers and floats, and nothing of the C# code is run: a sample
that both give is the sample that the definition means. Python's float is IEEE binary64 and its + - * / round once, so
every value is exact to the bit. To regenerate, in this directory:

    python3 coins.py

It writes race.item-v1.tsv, race.block-v1.tsv, arrivals.tsv, darts.window-v1.tsv, darts.batch12-v1.tsv, darts.late-v1.tsv, uniform.round-v1.tsv, private.uniform-v1.tsv, private.proposal-v1.tsv,
samples.tsv, shipped.tsv, optimal.tsv, lowcomm.tsv and index.tsv beside itself. A named process is never redefined: a file that changes under an unchanged name is a bug, here or there.
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
RACE_BATCH = {12: 0x10, 6: 0x12}
DART_BATCH = 0x14
BLOCK_FIRST = 0x16
BLOCK_OTHERS = 0x18
DART_BATCH_HASH = 0x1A
DART_LATE = 0x1C
DART_LATE_HASH = 0x1E
PRIVATE_ALICE = 0x81
PRIVATE_BOB = 0x82
PROPOSAL_ALICE = 0x91
PROPOSAL_BOB = 0x92

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


def prefix(seed, purpose, round_, window, place):
    """The upper 16 bits of a place's uniform."""
    group, within = divmod(place, 64)
    half = block(seed, purpose, round_, 8 * group + within % 8, window, 0)[within // 32]
    return (half >> (16 * (within // 8 % 4))) & 0xFFFF


def complete(upper, word):
    """A word whose upper 16 bits are the prefix, and the next 36 those of the place's own word."""
    return (upper << 48) | (word >> 16)


def block_race(seed, round_, item):
    """race.block-v1."""
    of = item // 64
    low, high = block(seed, BLOCK_FIRST, round_, of, 0, 0)
    first = exponential(open_uniform(complete(prefix(seed, BLOCK_FIRST + 1, round_, 0, of), low))) / 64.0
    if item % 64 == high % 64:
        return first
    low = block(seed, BLOCK_OTHERS, round_, item, 0, 0)[0]
    return first + exponential(open_uniform(complete(prefix(seed, BLOCK_OTHERS + 1, round_, 0, item), low)))


class Arrivals:
    """The arrivals of one item in one window over a block of 2^kappa rounds, or over a run of 2^kappa windows, as far as they were asked for."""

    def __init__(self, seed, purpose, kappa, first, window, item):
        self.of = seed, purpose, kappa, first, window, item
        self.known, self.rounds = [], {}

    def __getitem__(self, index):
        seed, purpose, kappa, first, window, item = self.of
        while len(self.known) <= index:
            at = len(self.known)
            late = purpose == DART_LATE
            low, mark_ = block(seed, purpose, first + (0 if late else at >> 8), item, window + (at >> 8 if late else 0), at & 255)
            if at == 0:
                low = complete(prefix(seed, purpose + 1, first, window, item), low)
            before = self.known[-1][0] if self.known else 0.0
            self.known.append((before + exponential(open_uniform(low)), mark_ >> (64 - kappa), mark_))
            self.rounds.setdefault(mark_ >> (64 - kappa), []).append(self.known[-1])
        return self.known[index]

    def before(self, time):
        index = 0
        while self[index][0] < time:
            yield self[index]
            index += 1

    def of_round(self, at, time):
        """Those of a round before a time."""
        while not self.known or self.known[-1][0] < time:
            self[len(self.known)]
        return [each for each in self.rounds.get(at, []) if each[0] < time]


ARRIVALS = {}


def arrivals(*of):
    if of not in ARRIVALS:
        ARRIVALS[of] = Arrivals(*of)
    return ARRIVALS[of]


WINNERS = {}


def batch_race(seed, kappa, round_, weights):
    """The winner of a round over race.batch6-v1 or race.batch12-v1."""
    rounds = 1 << kappa
    first = round_ - round_ % rounds
    of = seed, kappa, first, tuple(weights)
    if of not in WINNERS:
        found, limit = {}, 9.0
        while len(found) < rounds or max(found.values())[0] >= limit * rounds:
            limit += 3.0
            for item, weight in enumerate(weights):
                for time, at, _ in arrivals(seed, RACE_BATCH[kappa], kappa, first, 0, item).before(weight * limit * rounds):
                    found[at] = min(found.get(at, (float("inf"), 0)), (time / weight, item))
        WINNERS[of] = [found[at][1] for at in range(rounds)]
        ARRIVALS.clear()
    return WINNERS[of][round_ % rounds]


def batch_dart(seed, round_, item, window, order, weight=1.0):
    """darts.batch12-v1, and darts.late-v1 from window 8 on: height, offset and hash of a dart below a weight; None if there is none of this name."""
    if window >= 8:
        return late_dart(seed, round_, item, window, order, weight)
    inside = arrivals(seed, DART_BATCH, 12, round_ - round_ % 4096, window, item).of_round(round_ % 4096, 8192.0 * weight)
    if order >= len(inside):
        return None
    time, _, mark_ = inside[order]
    return time / 8192.0, open_uniform((mark_ << 12) & MASK64), block(seed, DART_BATCH_HASH, round_, item, window, order)[1]


def late_dart(seed, round_, item, window, order, weight=1.0):
    """darts.late-v1."""
    kappa = min(window.bit_length() - 1, 6)
    first = window >> kappa << kappa
    rate = 2.0 * (1 << kappa)
    inside = arrivals(seed, DART_LATE, kappa, round_, first, item).of_round(window - first, rate * weight)
    if order >= len(inside):
        return None
    time, _, mark_ = inside[order]
    return time / rate, open_uniform((mark_ << kappa) & MASK64), block(seed, DART_LATE_HASH, round_, item, window, order)[1]


def lowest(weights, contest, *of):
    """The item of the race with the smallest time over weight."""
    best = None
    for item, weight in enumerate(weights):
        if weight > 0:
            arrival = (contest(*of, item) / weight, item)
            best = arrival if best is None or arrival < best else best
    return best[1]


def gumbel(seed, round_, weights):
    """The race over a pair that stays."""
    return batch_race(seed, 12, round_, weights)


def minhash(seed, round_, weights):
    """The first dart of a pair that stays."""
    window = 0
    while True:
        found = []
        for item, weight in enumerate(weights):
            order = 0
            while weight > 0 and (place := batch_dart(seed, round_, item, window, order, weight)):
                found.append((place[1], item, order))
                order += 1
        if found:
            return min(found)[1]
        window += 1


def fresh_gumbel(seed, round_, weights):
    """The race over a pair that changes with the round."""
    return lowest(weights, block_race, seed, round_)


def gumbel_of_64(seed, round_, weights):
    """The race over a pair that stays for 64 rounds."""
    return batch_race(seed, 6, round_, weights)


def fresh_minhash(seed, round_, weights):
    """The first dart of a pair that changes with the round."""
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


def proposal(seed, purpose, round_, index):
    low, high = block(seed, purpose, round_, 0, index, 0)
    return open_uniform(low), open_uniform(high)


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


def grid_bits(n, epsilon):
    """The least m with n <= epsilon * 2^m, in exact arithmetic."""
    bits = 0
    while Fraction(epsilon) * 2**bits < n:
        bits += 1
    return bits


def rounded(weights, bits):
    """The weights in steps of 2^-bits, by largest remainder."""
    total = cumulative(weights)[-1]
    quotas = [Fraction(weight / total) * 2**bits for weight in weights]
    steps = [quota.numerator // quota.denominator for quota in quotas]
    order = sorted(range(len(weights)), key=lambda item: (steps[item] - quotas[item], item))
    for item in order[: 2**bits - sum(steps)]:
        steps[item] += 1
    return steps


def on_grid(steps, bits, total):
    step = total * 2.0**-bits
    return [count * step for count in steps]


def binary(value, width):
    return format(value, f"0{width}b") if width else ""


def lowcomm(seed, round_, epsilon, p, q):
    """Both samples and all that either says, as bits."""
    item_bits, bits = (len(p) - 1).bit_length(), grid_bits(len(p), epsilon)
    steps = rounded(p, bits)
    hers = on_grid(steps, bits, cumulative(p)[-1])
    a = named = gumbel(seed, round_, p)
    if not private(seed, PRIVATE_ALICE, round_, 0) * p[a] < hers[a]:
        residual = [max(0.0, grid - own) for grid, own in zip(hers, p)]
        named = inverse_cdf(residual, private(seed, PRIVATE_ALICE, round_, 1))
    alice, bob = binary(named, item_bits) + binary(steps[named] - 1, bits), ""
    seen = on_grid(steps, bits, cumulative(q)[-1])
    if private(seed, PRIVATE_BOB, round_, 0) * seen[named] < q[named]:
        return a, named, alice, bob + "0"
    index = 0
    while True:
        place, height = proposal(seed, PROPOSAL_BOB, round_, index)
        item = inverse_cdf(q, place)
        index += 1
        if item != named:
            bob += "1" + binary(item, item_bits)
            alice += binary(steps[item], bits)
            if height * q[item] >= seen[item]:
                return a, item, alice, bob + "0"


def rank_word(rank):
    if rank == 1:
        return "1"
    doublings = rank.bit_length() - 1
    pairs, odd = divmod(doublings - 1, 2)
    return "01" + "0" * pairs + "1" + str(odd) + binary(rank - (1 << doublings), doublings)


def index(seed, round_, p, prior):
    """The sample and the word that names it."""
    item = lowest(p, race, seed, round_)
    escape = "00" + binary(item, (len(p) - 1).bit_length())
    if prior[item] == 0:
        return item, escape
    arrivals = sorted((race(seed, round_, other) / weight, other) for other, weight in enumerate(prior) if weight > 0)
    word = rank_word(1 + [other for _, other in arrivals].index(item))
    return item, word if len(word) < len(escape) else escape


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


EPSILONS = ("5e-1", "1e-3", "9.765625e-4", "1e-9")


def write(name, header, lines, by="coins.py"):
    with open(HERE / name, "w", encoding="ascii", newline="\n") as file:
        file.write(f"# Made by {by}, an independent implementation. Doubles are the 16 hex digits of their bits.\n")
        file.write("# " + "\t".join(header) + "\n")
        for line in lines:
            file.write("\t".join(str(field) for field in line) + "\n")


def race_lines():
    for seed in SEEDS:
        for round_ in ROUNDS:
            for item in ITEMS:
                yield f"{seed:016x}", round_, item, hex_of(race(seed, round_, item))


def block_race_lines():
    for seed in SEEDS:
        for round_ in ROUNDS:
            for item in ITEMS + (63, 64, 4095, 4096):
                yield f"{seed:016x}", round_, item, hex_of(block_race(seed, round_, item))


def arrival_lines():
    for seed in SEEDS:
        for kappa, purpose in (*RACE_BATCH.items(), (12, DART_BATCH)):
            for first in (0, 1 << kappa, 1 << 32, (1 << 48) - (1 << kappa)):
                for window in (0, 7) if purpose == DART_BATCH else (0,):
                    for item in (0, 1, 63, 64, (1 << 20) - 1):
                        known = arrivals(seed, purpose, kappa, first, window, item)
                        for index in (0, 1, 2, 255, 256, 300):
                            time, at, mark_ = known[index]
                            yield f"{seed:016x}", f"{purpose:02x}", first, window, item, index, hex_of(time), at, f"{mark_:016x}"
    ARRIVALS.clear()


def batch_dart_lines():
    for seed in SEEDS[:3]:
        for round_ in (0, 1, 4095, 4096, (1 << 48) - 1):
            for item in (0, 77, (1 << 20) - 1):
                for window, order in ((0, 0), (0, 1), (7, 0)):
                    if found := batch_dart(seed, round_, item, window, order):
                        height, offset, digest = found
                        yield f"{seed:016x}", round_, item, window, order, hex_of(height), hex_of(offset), f"{digest:016x}"
    ARRIVALS.clear()


def late_dart_lines():
    for seed in SEEDS[:3]:
        for round_ in (0, 1, 4096, (1 << 48) - 1):
            for item in (0, 77, (1 << 20) - 1):
                for window, order in ((8, 0), (8, 1), (15, 0), (16, 0), (63, 0), (64, 0), (127, 1), (128, 0), (1 << 31, 0), (MASK32, 0)):
                    if found := late_dart(seed, round_, item, window, order):
                        height, offset, digest = found
                        yield f"{seed:016x}", round_, item, window, order, hex_of(height), hex_of(offset), f"{digest:016x}"
    ARRIVALS.clear()


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


def proposal_lines():
    for seed in SEEDS:
        for role, purpose in (("Alice", PROPOSAL_ALICE), ("Bob", PROPOSAL_BOB)):
            for round_ in ROUNDS:
                for index in (0, 1, MASK32):
                    yield f"{seed:016x}", role, round_, index, *(hex_of(value) for value in proposal(seed, purpose, round_, index))


def sample_lines():
    for seed in SEEDS:
        for weights in ROWS:
            text = ",".join(hex_of(weight) for weight in weights)
            for first in (0, (1 << 32) - 8):
                for mode, stays, draw in (
                    ("gumbel", 4096, gumbel), ("gumbel", 64, gumbel_of_64), ("gumbel", 1, fresh_gumbel),
                    ("minhash", 4096, minhash), ("minhash", 1, fresh_minhash), ("inverse-cdf", 1, common_uniform),
                ):
                    drawn = [draw(seed, first + index, weights) for index in range(16)]
                    yield f"{seed:016x}", mode, stays, first, text, ",".join(str(item) for item in drawn)
                ARRIVALS.clear()


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


def lowcomm_lines():
    for seed in SEEDS[:3]:
        for p, q in PAIRS:
            for epsilon in EPSILONS:
                bits = grid_bits(len(p), epsilon)
                rounds = [lowcomm(seed, round_, epsilon, p, q) for round_ in range(12)]
                yield (
                    f"{seed:016x}", f"lowcomm:{epsilon}", *(",".join(hex_of(weight) for weight in row) for row in (p, q)),
                    bits, ",".join(str(count) for count in rounded(p, bits)),
                    *(",".join(str(round_[side]) for round_ in rounds) for side in range(4)),
                )


def index_lines():
    for seed in SEEDS[:3]:
        for p, prior in PAIRS + ((ROWS[5], ROWS[5]), (normalised([1.0 / (item + 1) for item in range(64)]), ROWS[6])):
            rounds = [index(seed, round_, p, prior) for round_ in range(24)]
            yield (
                f"{seed:016x}", *(",".join(hex_of(weight) for weight in row) for row in (p, prior)),
                *(",".join(str(round_[side]) for round_ in rounds) for side in (0, 1)),
            )


if __name__ == "__main__":
    assert philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    write("race.item-v1.tsv", ("seed", "round", "item", "E"), race_lines())
    write("darts.window-v1.tsv", ("seed", "round", "item", "window", "order", "height", "offset", "hash"), dart_lines())
    write("race.block-v1.tsv", ("seed", "round", "item", "E"), block_race_lines())
    write("arrivals.tsv", ("seed", "purpose", "first round", "window", "item", "index", "time", "round of the block", "mark"), arrival_lines())
    write("darts.batch12-v1.tsv", ("seed", "round", "item", "window", "order", "height", "offset", "hash"), batch_dart_lines())
    write("darts.late-v1.tsv", ("seed", "round", "item", "window", "order", "height", "offset", "hash"), late_dart_lines())
    write("private.uniform-v1.tsv", ("seed", "role", "round", "use", "uniform"), private_lines())
    write("samples.tsv", ("seed", "mode", "rounds of a pair", "first round", "weights", "samples of 16 rounds"), sample_lines())
    write("uniform.round-v1.tsv", ("seed", "round", "uniform"), uniform_lines())
    write("shipped.tsv", ("weight", "float32", "bfloat16"), shipped_lines())
    write("optimal.tsv", ("seed", "mode", "P", "Q", "P'", "Alice's samples of rounds 0 to 23", "Bob's"), optimal_lines())
    write("private.proposal-v1.tsv", ("seed", "role", "round", "index", "place", "height"), proposal_lines())
    write("lowcomm.tsv", ("seed", "mode", "P", "Q", "m", "P' in steps", "Alice's samples of rounds 0 to 11", "Bob's", "Alice's bits", "Bob's"), lowcomm_lines())
    write("index.tsv", ("seed", "P", "prior", "samples of rounds 0 to 23", "Alice's bits"), index_lines())
