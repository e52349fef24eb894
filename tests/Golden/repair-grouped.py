#!/usr/bin/env python3
"""Golden transcripts of repair-grouped, from a second implementation.

Written from docs/protocols/repair-grouped.md, both parties in one process that sees both rows; nothing of the C# code is run.
To regenerate, in this directory:

    python3 repair-grouped.py

It writes repair-grouped.tsv beside itself.
"""

import math
from itertools import groupby

from coins import batch_dart, dart, hex_of, normalised, write

ALICE, BOB = "A", "B"


class Dart:
    def __init__(self, item, window, order, found):
        self.item, self.window, self.order = item, window, order
        self.height, self.offset, self.hash = found

    @property
    def time(self):
        return self.window, self.offset, self.item, self.order


class Party:
    """One side's darts."""

    def __init__(self, seed, rows, stays):
        self.seed, self.rows, self.known, self.stays = seed, rows, {}, stays

    def row(self, round_):
        return self.rows[round_ % len(self.rows)]

    def window(self, round_, window):
        key = round_, window
        if key not in self.known:
            found = []
            for item, weight in enumerate(self.row(round_)):
                order = 0
                while place := self.dart(round_, item, window, order, weight):
                    found.append(Dart(item, window, order, place))
                    order += 1
            self.known[key] = sorted(found, key=lambda each: each.time)
        return self.known[key]

    def dart(self, round_, item, window, order, weight):
        if weight == 0 or order > 255:
            return None
        if self.stays:
            return batch_dart(self.seed, round_, item, window, order, weight)
        found = dart(self.seed, round_, item, window, order)
        return found if found[0] < weight else None

    def first(self, round_):
        window = 0
        while not self.window(round_, window):
            window += 1
        return self.window(round_, window)[0]

    def before(self, round_, other):
        return [each for window in range(other.window + 1) for each in self.window(round_, window) if each.time < other.time]


class Tail:
    """Cells of half a unit of time after a moment of a round; a window has four."""

    def __init__(self, party, round_, window, offset, after):
        self.party, self.round, self.start, self.offset, self.after = party, round_, window, offset, after

    def cells(self, start, end):
        found = []
        for window in range(self.start + start // 4, self.start + end // 4 + 2):
            for each in self.party.window(self.round, window):
                cell = math.floor((float(window - self.start) + (each.offset - self.offset)) * 2.0 * 2)
                if start <= cell < end and each.time > self.after:
                    found.append(each)
        return found


class Code:
    """The arithmetic code of one turn."""

    def __init__(self):
        self.low, self.range, self.shift, self.used = 0, 1 << 32, 0, False

    def part(self, start, end, total):
        cut = self.range * start // total
        self.low += cut
        self.range = self.range * end // total - cut
        while self.range <= 1 << 31:
            self.low, self.range, self.shift = 2 * self.low, 2 * self.range, self.shift + 1

    def bit(self, bit, zeros, ones):
        self.part(*((0, zeros) if bit == 0 else (zeros, zeros + ones)), zeros + ones)

    def learned(self, bit, counts):
        self.bit(bit, 2 * counts[0] + 1, 2 * counts[1] + 1)
        counts[bit] += 1

    def bits(self):
        # low and range are in units of 2^-(32 + shift): the shortest dyadic interval inside.
        length = 0
        while True:
            step = 1 << (32 + self.shift - length)
            place = -(-self.low // step)
            if (place + 1) * step <= self.low + self.range:
                return [place >> (length - 1 - index) & 1 for index in range(length)]
            length += 1


class Frames:
    """What was said, in turns; and what each has said in all."""

    def __init__(self):
        self.said = []

    def say(self, who, bits):
        if bits:
            if not self.said or self.said[-1][0] != who:
                self.said.append((who, []))
            self.said[-1][1].extend(bits)

    def together(self, talks):
        """Talks take their turns together; each is a generator of (who, bits), Alice and Bob in turn."""
        live = list(talks)
        while live:
            heard, left = [], []
            for talk in live:
                try:
                    heard.append(next(talk))
                    left.append(talk)
                except StopIteration:
                    pass
            for who, turn in groupby(heard, key=lambda said: said[0]):
                self.say(who, [bit for _, bits in turn for bit in bits])
            live = left


def number(value, width):
    return [value >> (width - 1 - index) & 1 for index in range(width)]


def unary(value):
    return [0] * value + [1]


def gamma(value):
    width = (value + 1).bit_length() - 1
    return unary(width) + number(value + 1 - (1 << width), width)


def nearest_power(aim, low, high):
    size = low
    while size < high and size * 1.4142135623730951 < aim:
        size *= 2
    return size


class Group:
    def __init__(self, start, size, rounds, arity, searches, c):
        self.start, self.size, self.rounds, self.arity, self.most = start, size, rounds, arity, searches
        self.open, self.searches, self.delta, self.pivot, self.flagged = (1 << c) - 1, 0, 0, 0, False


class Unit:
    def __init__(self, seed, c, turns, p, q, first, count, stays):
        self.c, self.splits, self.first, self.count, self.stays = c, None if turns is None else (turns - 3) // 2, first, count, stays
        self.alice, self.bob = Party(seed, p, stays), Party(seed, q, stays)
        self.a = [self.alice.first(first + index) for index in range(count)]
        self.x = [self.bob.first(first + index) for index in range(count)]
        self.ha = [each.hash & ((1 << c) - 1) for each in self.a]
        self.hx = [each.hash & ((1 << c) - 1) for each in self.x]
        self.frames, self.found = Frames(), {}
        self.flag = [[0, 0], [0, 0], [0, 0]]
        self.differs = [[0, 0], [0, 0], [0, 0]]
        self.odd = {}
        self.later, self.higher = [[0, 0] for _ in range(3)], [[0, 0] for _ in range(2)]

    def xor(self, hashes, group, start, size):
        value = 0
        for index in range(start, min(start + size, group.start + group.rounds)):
            value ^= hashes[index]
        return value

    def searching(self, size):
        searches = 1 if self.c <= 3 else 2 if self.c <= 6 else 3 if self.c <= 9 else 4
        half = (size.bit_length() - 1 + 1) // 2
        return size, size if size <= 8 else 8 if searches == 1 else 1 << half, min(searches, size)

    def groups(self, start, end, size, arity, searches):
        return [Group(place, size, min(size, end - place), arity, searches, self.c) for place in range(start, end, size)]

    def parts(self):
        c, count = self.c, self.count
        if self.splits is not None:
            log = min(max((13 - 2 * self.splits - c) // 2, 1), 5 - self.splits)
            yield self.groups(0, count, (1 << log) ** self.splits, 1 << log, 0)
            return
        size = 32 if c <= 3 else 16 if c <= 6 else 8 if c == 7 else 4
        end = min(512 if c <= 6 else 256, count)
        part = self.groups(0, end, *self.searching(size))
        yield part
        if end < count:
            same = 1 - (sum(group.flagged for group in part) + 0.5) / (len(part) + 1) / (1 - 1 / (1 << c))
            same = max(same, 0.25 / (len(part) + 1))
            for _ in range(size.bit_length() - 1):
                same = math.sqrt(same)
            aim = {1: 0.8, 2: 0.5}.get(part[0].most, 0.7) / (1 - same)
            yield self.groups(end, count, *self.searching(nearest_power(aim, 2, 256)))

    def symbols(self, groups, part):
        code = Code()
        for group in groups:
            group.flagged = False
            if self.splits is not None:
                group.flagged = group.delta != 0
                code.learned(int(group.flagged), self.differs[0])
                continue
            delta = group.delta & group.open
            code.learned(int(delta != 0), self.flag[2 if group.searches else part])
            if delta:
                group.flagged = True
                places = [place for place in range(self.c) if group.open >> place & 1]
                group.pivot = next(place for place in places if delta >> place & 1)
                for left, place in zip(range(len(places), 1, -1), places):
                    code.bit(int(place == group.pivot), (1 << (left - 1)) - 1, 1 << (left - 1))
                    if place == group.pivot:
                        break
                group.open &= ~(1 << group.pivot)
                group.searches += 1
        if groups:
            self.frames.say(BOB, code.bits())

    def search(self, groups):
        nodes = [(group, group.start, group.size) for group in groups]
        level = 0
        while any(size > 1 for _, _, size in nodes):
            level += 1
            asked, code, below = [], Code(), []
            for group, start, size in nodes:
                if size == 1:
                    below.append((group, start, size))
                    continue
                arity = min(group.arity, size) if group.searches <= 1 else size
                width = size // arity
                hers = [self.xor(self.ha, group, start + width * index, width) for index in range(arity)]
                his = [self.xor(self.hx, group, start + width * index, width) for index in range(arity)]
                if self.splits is None:
                    asked += [value >> group.pivot & 1 for value in hers[:-1]]
                    kept = [one >> group.pivot & 1 != other >> group.pivot & 1 for one, other in zip(hers, his)]
                    self.tell_odd(code, kept)
                else:
                    asked += [bit for value in hers[:-1] for bit in number(value, self.c)]
                    kept = [one != other for one, other in zip(hers, his)]
                    for index, differs in enumerate(kept):
                        if index < arity - 1 or any(kept[:-1]):
                            code.learned(int(differs), self.differs[level])
                below += [(group, start + width * index, width) for index, differs in enumerate(kept) if differs]
            self.frames.say(ALICE, asked)
            self.frames.say(BOB, code.bits())
            nodes = below
        return nodes

    def tell_odd(self, code, odd):
        contexts = self.odd.setdefault(len(odd), [[0, 0] for _ in range(3)])
        total = sum(odd)
        told = 1
        while told + 2 <= len(odd):
            code.learned(int(told < total), contexts[min(told // 2, 2)])
            if told == total:
                break
            told += 2
        for index, value in enumerate(odd):
            left = len(odd) - index
            if total in (0, left):
                break
            code.bit(int(value), left - total, total)
            total -= value

    def name(self, code, a, n):
        code.part(a.item, a.item + 1, n)
        for value, most, contexts in ((a.window, 63, self.later), (a.order, 255, self.higher)):
            for told in range(min(value + 1, most)):
                code.learned(int(told < value), contexts[min(told, len(contexts) - 1)])

    def detect(self):
        everything = []
        for number_, part in enumerate(self.parts()):
            for group in part:
                hers = self.xor(self.ha, group, group.start, group.size)
                group.delta = hers ^ self.xor(self.hx, group, group.start, group.size)
                self.frames.say(ALICE, number(hers, self.c))
            self.symbols(part, number_)
            everything += part
        searched = [group for group in everything if group.flagged]
        while searched:
            code = Code()
            for group, index, _ in self.search(searched):
                assert self.a[index].time != self.x[index].time
                self.name(code, self.a[index], len(self.alice.row(0)))
                group.delta ^= self.ha[index] ^ self.hx[index]
                self.ha[index] = self.hx[index] = 0
                self.found[index] = self.a[index]
            self.frames.say(ALICE, code.bits())
            searched = [group for group in searched if group.searches < group.most and group.open]
            self.symbols(searched, 0)
            searched = [group for group in searched if group.flagged]

    def late(self, alice, bob, start, intervals, cells, levels, result):
        """a, b and c for one demand; result gets the item, or None, the end, and whether it came to a cell."""
        hers = [len(alice.cells(start + index * cells, start + (index + 1) * cells)) for index in range(intervals)]
        his = [len(bob.cells(start + index * cells, start + (index + 1) * cells)) for index in range(intervals)]
        yield ALICE, [bit for count in hers for bit in number(count % 4, 2)]
        hit = [index for index in range(intervals) if (his[index] - hers[index]) % 4 == 1]
        if not hit:
            yield BOB, [0]
            result[:] = [None, start + intervals * cells, False]
            return
        yield BOB, [1] + number(hit[0], intervals.bit_length() - 1)
        start += hit[0] * cells
        while cells > 1:
            parities, odd, width = self.split(alice, bob, start, cells, levels)
            cells >>= width
            yield ALICE, parities
            yield BOB, number(odd, width)
            start += odd * cells
        bits, item = self.cell(alice, bob, start)
        yield ALICE, bits
        result[:] = [item, start + 1, True]

    @staticmethod
    def split(alice, bob, start, cells, levels):
        log = cells.bit_length() - 1
        left = -(-log // levels)
        width = -(-log // left)
        size = cells >> width
        hers, his = ([len(side.cells(start + part * size, start + (part + 1) * size)) % 2 for part in range(1 << width)] for side in (alice, bob))
        return hers[:-1], next(part for part in range(1 << width) if hers[part] != his[part]), width

    @staticmethod
    def cell(alice, bob, cell):
        hashes = [each.hash >> 61 for each in alice.cells(cell, cell + 1)]
        own = [each.item for each in bob.cells(cell, cell + 1) if each.hash >> 61 not in hashes]
        return unary(len(hashes)) + [bit for value in hashes for bit in number(value, 3)], own[0] if own else None

    def own_search(self, round_, a, length, result):
        alice = Tail(self.alice, round_, a.window, a.offset, a.time)
        bob = Tail(self.bob, round_, a.window, a.offset, a.time)
        start, step, answer = 0, 0, []
        while True:
            intervals = 1 << min((step + 2) // 3, 6)
            cells = min(length // 2 << max(0, step - 18), (1 << 20) // intervals)
            yield from self.late(alice, bob, start, intervals, cells, 2, answer)
            if answer[2]:
                yield BOB, [int(answer[0] is not None)]
            if answer[0] is not None:
                result.append(answer[0])
                return
            start, step = answer[1], step + 1

    def probes(self, round_, a, _, result):
        def darts(party):
            window = a.window
            while True:
                for each in party.window(round_, window):
                    if each.time > a.time:
                        yield math.floor((float(window - a.window) + (each.offset - a.offset)) * 2.0), each
                window += 1

        alice, bob, group, last, hers = darts(self.alice), darts(self.bob), 0, 0, []
        while not result:
            said, answers = [], []
            for _ in range(max(1, math.floor(1.25 ** (group - 4)))):
                cell, each = next(bob)
                said += unary(cell - last) + number(each.hash & 3, 2)
                last = cell
                while not hers or hers[-1][0] <= cell:
                    hers.append(next(alice))
                answers.append(int(any(place == cell and dart_.hash & 3 == each.hash & 3 for place, dart_ in hers)))
                if not answers[-1] and not result:
                    result.append(each.item)
            yield BOB, said
            yield ALICE, answers
            group += 1

    def run(self):
        self.detect()
        queue, demands, b = [], [], []
        for index in range(self.count):
            round_ = self.first + index
            item = self.x[index].item
            if index in self.found:
                a = self.found[index]
                if self.stays:
                    queue += [each.item for each in self.bob.before(round_, a)]
                if a.height < self.bob.row(round_)[a.item]:
                    item = a.item
                elif self.stays or a.time < self.x[index].time:
                    demands.append(index)
            b.append(item)
        if self.found:
            distance = min(1, len(self.found) / (self.count * (1 - 1 / (1 << self.c))))
            distance = distance / (2 - distance)
            length = nearest_power(1.2 / distance, 1, 1 << 20)
            if self.stays:
                self.fill(queue, demands, length)
            else:
                code = Code()
                told = [0, 0]
                for index in sorted(self.found):
                    code.learned(int(index in demands), told)
                self.frames.say(BOB, code.bits())
                results = [[] for _ in demands]
                search = self.probes if length <= 4 else self.own_search
                self.frames.together(
                    search(self.first + index, self.found[index], length, result) for index, result in zip(demands, results))
                queue = [result[0] for result in results]
        for index, item in zip(demands, queue):
            b[index] = item
        return [each.item for each in self.a], b

    def fill(self, queue, demands, length):
        alice, bob = (Tail(party, self.first, 1 << 31, 0.0, (0,)) for party in (self.alice, self.bob))
        start, passes = 0, 0
        high, low, hit = [0, 0], [[0, 0], [0, 0]], [0, 0]
        while True:
            missing = max(0, len(demands) - len(queue))
            self.frames.say(BOB, gamma(missing))
            if missing == 0:
                return
            full = min(length << passes, 1 << 20)
            cells = 1 if full <= 32 else full // 4 if full <= 128 else min(full, 1024)
            intervals = min(math.ceil(3.3 * (missing + 1) * (1 + 1 / (1.2 * cells / full))), (1 << 20) // cells)
            counts, hits, places = Code(), Code(), []
            for index in range(intervals):
                place = start + index * cells
                hers, his = (len(side.cells(place, place + cells)) for side in (alice, bob))
                counts.learned(hers >> 1 & 1, high)
                counts.learned(hers & 1, low[hers >> 1 & 1])
                hits.learned(int((his - hers) % 4 == 1), hit)
                if (his - hers) % 4 == 1:
                    places.append(place)
            self.frames.say(ALICE, counts.bits())
            self.frames.say(BOB, hits.bits())
            start, passes = start + intervals * cells, passes + 1
            while cells > 1:
                splits = [self.split(alice, bob, place, cells, 5) for place in places]
                self.frames.say(ALICE, [bit for parities, _, _ in splits for bit in parities])
                self.frames.say(BOB, [bit for _, odd, width in splits for bit in number(odd, width)])
                log = cells.bit_length() - 1
                cells >>= -(-log // -(-log // 5))
                places = [place + odd * cells for place, (_, odd, _) in zip(places, splits)]
            for place in places:
                bits, item = self.cell(alice, bob, place)
                self.frames.say(ALICE, bits)
                queue += [] if item is None else [item]


THREE = [[0.5, 0.3, 0.2]], [[0.2, 0.3, 0.5]]
FOUR = [[0.4, 0.3, 0.2, 0.1]], [[0.1, 0.2, 0.3, 0.4]]
CLOSE = [normalised([1.0 / (item + 1) for item in range(20)])], [normalised([1.0 / (item + 1) ** 1.02 for item in range(20)])]
ZIPF = [normalised([1.0 / (item + 1) for item in range(20)])], [normalised([1.0 / (item + 1) ** 1.25 for item in range(20)])]
CHANGING = FOUR[0] + [[0.25] * 4], FOUR[1] + [[0.0, 0.5, 0.5, 0.0]]

CASES = (
    (947, 5, None, FOUR, 0, 16, True),
    (1, 2, None, THREE, 4096, 40, True),
    (2, 3, None, ZIPF, 0, 700, True),
    (3, 6, None, ZIPF, 8192, 1000, True),
    (4, 8, None, ZIPF, 0, 600, True),
    (5, 12, None, THREE, 0, 400, True),
    (6, 3, 3, FOUR, 0, 30, True),
    (7, 4, 5, ZIPF, 0, 200, True),
    (8, 6, 7, ZIPF, 0, 333, True),
    (12, 3, None, CLOSE, 0, 3000, True),
    (13, 4, None, CLOSE, 4096, 2000, True),
    (9, 8, None, ZIPF, 0, 400, False),
    (10, 5, None, THREE, 12288, 150, False),
    (14, 10, None, FOUR, 0, 300, False),
    (15, 3, None, CLOSE, 0, 3000, False),
    (11, 7, None, CHANGING, 0, 300, False),
)


def lines():
    for seed, c, turns, (p, q), first, count, stays in CASES:
        unit = Unit(seed, c, turns, p, q, first, count, stays)
        a, b = unit.run()
        frames = [f"{who}{len(bits)}:{int(''.join(map(str, bits)), 2) << -len(bits) % 8:0{(len(bits) + 7) // 8 * 2}x}" for who, bits in unit.frames.said]
        yield (
            f"{seed:016x}", f"repair-grouped:{c}{'' if turns is None else f'+turns={turns}'}", int(stays), first,
            *("/".join(",".join(hex_of(weight) for weight in row) for row in rows) for rows in (p, q)),
            ",".join(map(str, a)), ",".join(map(str, b)), " ".join(frames),
        )


if __name__ == "__main__":
    write(
        "repair-grouped.tsv",
        ("seed", "mode", "pair stays", "first round", "P of even/odd rounds", "Q", "Alice's samples", "Bob's", "frames: who, bits, hex digits"),
        lines(),
        by="repair-grouped.py",
    )
