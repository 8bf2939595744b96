#!/usr/bin/env python3
"""Prints io/text/powers.inc: the powers of ten as 128-bit significands.

Line k holds g = floor(10^k / 2^s), with s such that 2^127 <= g < 2^128, as {high, low} words.
Reading a number needs k = -342 .. 308, printing one needs -292 .. 324.

    tools/data/powers.py > io/text/powers.inc
"""

FIRST, LAST = -342, 324


def significand(k):
    """floor of 10^k scaled into [2^127, 2^128), and whether that is exact."""
    numerator, denominator = 10 ** max(k, 0), 10 ** max(-k, 0)
    shift = 128 - numerator.bit_length() + denominator.bit_length()
    while True:
        top = numerator << max(shift, 0)
        bottom = denominator << max(-shift, 0)
        g, rest = divmod(top, bottom)
        if g >> 128:
            shift -= 1
        elif not g >> 127:
            shift += 1
        else:
            return g, rest == 0


def main():
    print("/* 10^k as 128-bit significands, rounded down; made by tools/data/powers.py */")
    for k in range(FIRST, LAST + 1):
        g, exact = significand(k)
        # The printer adds 1 to inexact ones and takes 0..55 for exact.
        assert exact == (0 <= k <= 55) and (exact or g + 1 < 1 << 128)
        # It adds to the low word alone.
        assert exact or (g + 1) & ((1 << 64) - 1) != 0
        print(f"{{0x{g >> 64:016x}, 0x{g & ((1 << 64) - 1):016x}}}, /* {k} */")


if __name__ == "__main__":
    main()
