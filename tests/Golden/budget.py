#!/usr/bin/env python3
"""Golden transcripts of budget:B+G, from a second implementation.

Written from docs/protocols/budget.md on the coins of coins.py, both parties in one place: nothing of the C# code is run. To
regenerate, in this directory:

    python3 budget.py

It writes budget.tsv beside itself: what both parties drew in one unit, every bit that they said, and the tally of settings.
"""

import struct
from math import ceil, floor, sqrt

from coins import batch_dart, batch_race, hex_of, write

NEVER = 10**9
CHECKS = 4


def weight_name(n):
    return (n - 1).bit_length()


class Cap:
    """All that is said, and no more."""

    def __init__(self, cap):
        self.left = cap
        self.turns = []

    def say(self, who, value, width):
        if width == 0:
            return
        assert 0 <= value < 1 << width and width <= self.left
        self.left -= width
        if not self.turns or self.turns[-1][0] != who:
            self.turns.append((who, []))
        self.turns[-1][1].append(format(value, f"0{width}b"))

    def unary(self, who, value, largest=NEVER):
        for _ in range(value):
            self.say(who, 0, 1)
        if value < largest:
            self.say(who, 1, 1)

    def name(self, who, named, window, n):
        self.say(who, named[0], weight_name(n))
        self.unary(who, named[1] - window)
        self.unary(who, named[2])

    def text(self):
        for who, said in self.turns:
            bits = "".join(said)
            padded = bits.ljust(-len(bits) % 8 + len(bits), "0")
            yield f"{who}{len(bits)}:{int(padded, 2):0{len(padded) // 4}x}"


class Party:
    def __init__(self, seed, weights):
        self.seed = seed
        self.weights = weights

    def darts(self, round_, window):
        """All own darts of a window in order of time: (item, window, order), (window, offset), hash."""
        found = []
        for item, weight in enumerate(self.weights):
            order = 0
            while weight > 0 and (place := batch_dart(self.seed, round_, item, window, order, weight)):
                _, offset, digest = place
                found.append(((window, offset, item, order), (item, window, order), digest))
                order += 1
        return sorted(found)

    def first(self, round_):
        window = 0
        while not self.darts(round_, window):
            window += 1
        return self.darts(round_, window)[0]

    def between(self, round_, early, late):
        """Own darts after one dart and before another."""
        for window in range(early[1][1], late[1][1] + 1):
            for one in self.darts(round_, window):
                if early[0] < one[0] < late[0]:
                    yield one

    def has(self, round_, named):
        item, window, order = named
        return batch_dart(self.seed, round_, item, window, order, self.weights[item]) is not None

    def race(self, round_):
        """The winner's item."""
        return batch_race(self.seed, 12, round_, self.weights)


class Wave:
    def __init__(self, log_size, bits, blocks):
        self.log_size, self.bits, self.blocks = log_size, bits, blocks
        self.size = 1 << log_size
        self.checks = min(CHECKS, self.size)
        self.descent = 5 * (log_size // 2) + 2 * (log_size % 2)
        self.search = 0 if log_size == 0 else self.descent + bits - 1

    def expect(self, mu):
        seen = 1 - 1 / 2**self.bits
        pivot = 0 if self.size == 1 else (2 - (self.bits + 3) / 2**self.bits) / seen
        exactly = 1 - mu
        for _ in range(self.log_size):
            exactly *= exactly
        at_least, reaching, cost, found = 1.0, 1.0, 0.0, 0.0
        for check in range(self.checks):
            cost += reaching * at_least * (self.bits + 1)
            at_least -= exactly
            exactly *= (self.size - check) * mu / ((check + 1) * (1 - mu))
            reaching *= seen
            finds = reaching * max(0.0, at_least)
            cost += finds * (pivot + self.descent)
            found += finds
        return cost / self.size, found / (self.size * mu)


def most(limit, fits):
    low, high = 0, limit
    while low < high:
        middle = low + (high - low + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def code(weight):
    """The 24 bits of a weight: its binary32 without the sign and the 7 lowest bits."""
    return struct.unpack(">I", struct.pack(">f", weight))[0] >> 7


def decode(bits):
    return struct.unpack(">f", struct.pack(">I", bits << 7))[0]


class Plan:
    def __init__(self, rounds, cap, n):
        self.rounds, self.n, self.name_bits = rounds, n, weight_name(n)
        self.conducted = self.found = self.waves = 0
        pick = self.name_bits + 24
        self.whole = 24 * n <= max(cap // 8, 24 * pick)
        self.points = n if self.whole else max(24, min(256, cap // 8 // pick))
        told = self.points * (24 if self.whole else pick)
        self.starts = rounds >= 64 and n > 1 and told <= cap // 4

    def sketch(self, p):
        if self.whole:
            return list(range(self.n))
        items, item, cumulative = [], 0, p[0]
        for pick in range(self.points):
            while cumulative <= (pick + 0.5) / self.points and item < self.n - 1:
                item += 1
                cumulative += p[item]
            items.append(item)
        return items

    def read(self, weights, own):
        """Bob's: D as its code, and the gain in 128ths of the room."""
        pairs = []
        for p, q in zip(weights, own):
            pairs.append(((p if self.whole else 1 / self.points) if p > 0 else 0.0, q / p if p > 0 else 0.0))
        kept = 0.0
        for share, ratio in pairs:
            kept += share * min(1.0, ratio)
        race = 0.0
        for share, ratio in pairs:
            if ratio > 0:
                factor = 1 / ratio
                larger = 1 + factor
                for other, its in pairs:
                    larger -= other * min(1.0, factor * its)
                race += share / larger
        d = decode(code(max(0.0, min(1.0, 1 - kept))))
        room = max(d * (1 - d) / (1 + d), 5e-324)
        doubt = 0.0 if self.whole else 0.5 / sqrt(self.points)
        return code(d), max(0, min(127, floor(128 * ((kept - race) / room - doubt))))

    def begin(self, hers, his, d, gain):
        self.hers, self.his = hers, his
        self.share = gain / 128
        self.worthwhile = d > 0 and gain > 0
        if self.worthwhile:
            self.checked, self.different = 16 * (1 + d) / (2 * d), 16.0

    def kept(self, m):
        if m == 0:
            return 0

        def windows(k):
            return min((k + 1) // 2 + 89, k + 26)

        def orders(h, k):
            return min(3 * h * k // 8 + 53, 11 * h * k // 8 + 14)

        k = min(m, ceil(0.5 * m + 4.25 * sqrt(m)))
        names = (self.name_bits + 2) * m + windows(m) + orders(self.hers, m)
        questions = (self.name_bits + 3) * k + windows(k) + orders(self.his, k)
        return names + m + questions + m.bit_length()

    def mu(self):
        return min(self.different / self.checked, 0.999)

    def distance(self):
        return self.mu() / (2 - self.mu())

    def room(self):
        d = self.distance()
        return d * (1 - d) / (1 + d)

    def next_wave(self, left):
        if self.waves == 8 or not self.worthwhile:
            return None
        wave = self.best(left)
        if wave:
            self.waves += 1
            self.conducted += wave.blocks * wave.size
        return wave

    def best(self, left):
        best, best_gain = None, 0.0
        growth = 3 * self.conducted if self.conducted else self.rounds // 16
        for log_size in range(9):
            for bits in range(4, 13):
                form = Wave(log_size, bits, 1)
                cost, share = form.expect(self.mu())
                finds = share * self.mu() * form.size
                limit = (self.rounds - self.conducted) >> log_size
                blocks = most(
                    limit,
                    lambda k: k * (cost * form.size) + self.kept(self.found + ceil(k * finds + sqrt(k * finds))) <= left,
                )
                if blocks != limit and (blocks << log_size) * 32 < self.conducted:
                    blocks = 0
                if blocks == 0:
                    continue
                rounds = float(blocks * form.size)
                named = self.found + share * self.mu() * rounds
                givers = max(named * (1 - self.distance()), 1e-9)
                spares = named * self.distance() / 2
                x = spares * spares / (2 * givers)
                void = min(1.0, 0.8 / (sqrt(givers) * (1 + x + x * x / 2)))
                repaired = share * (1 - void)
                gain = rounds * (self.share * self.room() - 1.5 * self.room() * (1 - repaired))
                if gain > best_gain:
                    best_gain = gain
                    best = Wave(log_size, bits, max(1, min(blocks, growth >> log_size)))
        return best

    def admit(self, wave, differing, left):
        return most(differing, lambda k: k * wave.search + self.kept(self.found + k) <= left)

    def recheck(self, wave, check, searched, left):
        if check + 1 >= wave.checks:
            return 0
        return max(0, min(searched, (left - self.kept(self.found)) // (wave.bits + 1)))


def conduct(seed, bits_per_round, first, rounds, p, q):
    alice, bob = Party(seed, p), Party(seed, q)
    n = len(p)
    cap = floor(bits_per_round * rounds)
    wire = Cap(cap)
    plan = Plan(rounds, cap, n)
    a, b = [None] * rounds, [None] * rounds
    tally = {}

    def add(setting, count):
        if count:
            tally[setting] = tally.get(setting, 0) + count

    if plan.starts:
        heaviest = [max(1, ceil(8 * max(row))) for row in (p, q)]
        told = plan.sketch(p)
        wire.say("A", heaviest[0] - 1, 3)
        for item in told:
            if not plan.whole:
                wire.say("A", item, plan.name_bits)
            wire.say("A", code(p[item]), 24)
        d, gain = plan.read([decode(code(p[item])) for item in told], [q[item] for item in told])
        wire.say("B", heaviest[1] - 1, 3)
        wire.say("B", d, 24)
        wire.say("B", gain, 7)
        plan.begin(*heaviest, decode(d), gain)
        hers, his, found = {}, {}, []
        while True:
            start = plan.conducted
            wave = plan.next_wave(wire.left)
            if wave:
                for index in range(start, plan.conducted):
                    hers[index], his[index] = alice.first(first + index), bob.first(first + index)
                    a[index], b[index] = hers[index][1][0], his[index][1][0]
                detect(plan, wave, wire, start, hers, his, found, add)
            elif len(found) >= 2:
                exchange(plan, wire, alice, bob, first, found, hers, his, b)
                add(4 | len(found) << 16, len(found))
                plan.found = 0
                found = []
            else:
                add(4 | 1 << 16, len(found))
                break
    for index in range(plan.conducted, rounds):
        a[index], b[index] = alice.race(first + index), bob.race(first + index)
    add(0, rounds - plan.conducted)
    return a, b, wire, tally


def detect(plan, wave, wire, start, hers, his, found, add):
    live = {block: set(range(start + block * wave.size, start + (block + 1) * wave.size)) for block in range(wave.blocks)}
    finds = dict.fromkeys(live, 0)

    def difference(rounds):
        total = 0
        for index in rounds:
            total ^= hers[index][2] ^ his[index][2]
        return total

    def settle(kind, blocks):
        for one in blocks:
            add(kind | wave.log_size << 4 | wave.bits << 8 | finds[one] << 16, wave.size - finds[one])

    active = list(live)
    check = differences = 0
    while active:
        lowest = 64 - wave.bits * (check + 1)
        mask = (1 << wave.bits) - 1
        for one in active:
            total = 0
            for index in live[one]:
                total ^= hers[index][2]
            wire.say("A", total >> lowest & mask, wave.bits)
        sums = {one: difference(live[one]) >> lowest & mask for one in active}
        for one in active:
            wire.say("B", int(sums[one] != 0), 1)
        differing = [one for one in active if sums[one]]
        differences += len(differing)
        searched = differing[: plan.admit(wave, len(differing), wire.left)]
        settle(1, [one for one in active if not sums[one]])
        settle(3, differing[len(searched) :])
        parts = []
        for one in searched:
            bit = (sums[one] & -sums[one]).bit_length() - 1
            if wave.size > 1:
                wire.unary("B", bit, wave.bits - 1)
            parts.append((one, start + one * wave.size, lowest + bit))
        size = wave.size
        while size > 1:
            children = min(4, size)
            size //= children
            chosen = []
            for one, begin, bit in parts:
                for child in range(children - 1):
                    part = live[one] & set(range(begin + child * size, begin + (child + 1) * size))
                    total = 0
                    for index in part:
                        total ^= hers[index][2]
                    wire.say("A", total >> bit & 1, 1)
                odd = [
                    difference(live[one] & set(range(begin + child * size, begin + (child + 1) * size))) >> bit & 1
                    for child in range(children)
                ]
                chosen.append(odd.index(1))
            for child in chosen:
                wire.say("B", child, weight_name(children))
            parts = [(one, begin + child * size, bit) for (one, begin, bit), child in zip(parts, chosen)]
        for one, begin, _ in parts:
            found.append(begin)
            live[one].discard(begin)
            finds[one] += 1
        plan.found += len(parts)
        again = plan.recheck(wave, check, len(searched), wire.left)
        settle(2, searched[again:])
        active = searched[:again]
        check += 1
    plan.checked += wave.blocks * wave.size * (1 - 1 / 2**wave.bits)
    plan.different += differences


def exchange(plan, wire, alice, bob, first, found, hers, his, b):
    n = len(alice.weights)
    for index in found:
        wire.name("A", hers[index][1], 0, n)
    late = [hers[index][0] < his[index][0] for index in found]
    for index, one in zip(found, late):
        wire.say("B", int(one), 1)
        if one:
            wire.name("B", his[index][1], hers[index][1][1], n)
    kinds, her_spares, spares = [], 0, []
    for index, one in zip(found, late):
        round_ = first + index
        if one:
            shared = alice.has(round_, his[index][1])
            wire.say("A", int(shared), 1)
            kinds.append(-int(shared))
            her_spares += sum(1 for _ in alice.between(round_, hers[index], his[index]))
        else:
            kinds.append(int(bob.has(round_, hers[index][1])))
            spares += [spare[1][0] for spare in bob.between(round_, his[index], hers[index])]
    wire.say("A", min(her_spares, len(found)), len(found).bit_length())

    excess = sum(kinds)
    givers = [place for place, kind in enumerate(kinds) if kind > 0]
    takers = [place for place, kind in enumerate(kinds) if kind < 0]
    if excess > 0 and her_spares >= excess or excess <= 0 and len(spares) >= -excess:
        items = [his[found[place]][1][0] for place in givers] + spares
        for place in givers:
            b[found[place]] = hers[found[place]][1][0]
        for place, item in zip(takers, items):
            b[found[place]] = item
        return

    # Around the circle twice: who is open meets the next taker that is free.
    opened, taken = [], set()
    for lap in (0, 1):
        for place, kind in enumerate(kinds):
            if kind > 0 and lap == 0:
                opened.append(place)
            elif kind < 0 and place not in taken and opened:
                giver = opened.pop()
                taken.add(place)
                b[found[giver]] = hers[found[giver]][1][0]
                b[found[place]] = his[found[giver]][1][0]


def stretch(n, begin, end):
    return [1.0 / (end - begin) if begin <= item < end else 0.0 for item in range(n)]


def zipf(n, exponent):
    weights = [1.0 / (item + 1) ** exponent for item in range(n)]
    total = sum(weights)
    return [weight / total for weight in weights]


THREE = ([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])
CLOSE = ([0.6, 0.25, 0.15], [0.56, 0.27, 0.17])
ZIPF = (zipf(40, 1), zipf(40, 2))
CASES = (
    (0, "8+256", 0, 256, *THREE),
    (0, "8+256", 256, 200, *THREE),
    (14, "16+1024", 0, 700, *CLOSE),
    (8, "2", 0, 4096, [0.5, 0.3, 0.2], [0.45, 0.3, 0.25]),
    (1, "30+256", 512, 256, *THREE),
    (0xFEDCBA9876543210, "6.5+512", 1 << 32, 512, stretch(10, 0, 9), stretch(10, 1, 10)),
    (2, "20+512", 0, 512, stretch(12, 0, 8), stretch(12, 4, 12)),
    (3, "3+1024", 1024, 1024, [1.0, 0.0], [0.85, 0.15]),
    (9, "12+512", 0, 512, *ZIPF),
    (10, "24+1024", 1024, 1000, *ZIPF),
    (4, "40+256", 0, 256, [0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]),
    (5, "12+256", 0, 256, *[[0.125] * 8] * 2),
    (6, "1", 0, 4096, *THREE),
    (7, "60+64", 64, 64, *THREE),
)


def lines():
    for seed, mode, first, rounds, p, q in CASES:
        a, b, wire, tally = conduct(seed, float(mode.split("+")[0]), first, rounds, p, q)
        yield (
            f"{seed:016x}", f"budget:{mode}", first, rounds, *(",".join(hex_of(weight) for weight in row) for row in (p, q)),
            *("".join(str(item) for item in drawn) if len(p) <= 10 else ",".join(map(str, drawn)) for drawn in (a, b)),
            ",".join(f"{setting}:{count}" for setting, count in sorted(tally.items())), " ".join(wire.text()),
        )


if __name__ == "__main__":
    write(
        "budget.tsv",
        ("seed", "mode", "first round", "rounds", "P", "Q", "Alice's samples", "Bob's", "settings", "turns: who, bits, hex"),
        lines(),
        by="budget.py",
    )
