#!/usr/bin/env python3
"""The golden logarithms: log.tsv, with Python's decimal arithmetic at 60 digits, which rounds ln correctly.

Each line has the bits of x, the bits of the double nearest to ln x, and how far ln x lies from that double, in ulps of it
(so that "within 1 ulp" can be told from "within 1 ulp of the nearest"). To regenerate, in this directory:

    python3 log.py
"""

import struct
from decimal import Decimal, getcontext
from math import ulp
from pathlib import Path
from random import Random

getcontext().prec = 60


def bits_of(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def from_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def points():
    random = Random(20240807)
    one = bits_of(1.0)
    yield from (1, 2, 3, (1 << 52) - 1, 1 << 52, (1 << 52) + 1)  # the smallest subnormals, and where normal numbers begin
    yield from (bits_of(2.0**1023), (0x7FF << 52) - 1)  # huge
    yield from (bits_of(0.5**0.5) + step for step in range(-4, 5))  # where the mantissa is folded
    yield from (bits_of(2.0**0.5) + step for step in range(-4, 5))
    yield from (bits_of(2.0**exponent) for exponent in range(-1022, 1024, 31))
    yield from (one + step for step in range(-64, 65))  # around 1
    for bits in range(1, 52):  # further from 1, at every distance
        for _ in range(6):
            offset = random.getrandbits(bits) | (1 << (bits - 1))
            yield one + offset
            yield one - offset
    yield from (bits_of((k + 0.5) / 2**52) for k in range(32))  # the ends of the open uniforms' grid
    yield from (bits_of(1 - (k + 0.5) / 2**52) for k in range(32))
    yield from (bits_of((random.getrandbits(52) + 0.5) / 2**52) for _ in range(1000))  # what the coins ask for
    yield from (random.randrange(1 << 52, 0x7FF << 52) for _ in range(800))  # anywhere
    yield from (random.randrange(1, 1 << 52) >> random.randrange(52) or 1 for _ in range(200))  # subnormal
    yield from (bits_of(from_bits(random.getrandbits(52) | (0x3FE << 52))) for _ in range(400))  # (1/2, 1)
    yield from (bits_of(from_bits(random.getrandbits(52) | (0x3FF << 52))) for _ in range(400))  # (1, 2)


def line(bits):
    x = from_bits(bits)
    exact = Decimal(x).ln() if x != 1 else Decimal(0)
    nearest = float(exact)
    apart = (exact - Decimal(nearest)) / Decimal(ulp(nearest))
    return f"{bits:016x}\t{bits_of(nearest):016x}\t{apart:.6f}\n"


if __name__ == "__main__":
    with open(Path(__file__).parent / "log.tsv", "w", encoding="ascii", newline="\n") as file:
        file.write("# Made by log.py: x, the double nearest to ln x (16 hex digits of their bits), ln x minus it in ulps.\n")
        file.writelines(line(bits) for bits in dict.fromkeys(points()))
