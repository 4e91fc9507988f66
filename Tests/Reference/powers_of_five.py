"""The table of PowersOfFive by Python's integers: its length and a hash, for DecimalParserTests.

Follows the script in appendix B of Lemire, Number parsing at a gigabyte per second (2021).
Written with Python 3.11.
"""

hash = 0
for q in range(-342, 309):
    power = 5 ** abs(q)
    if q < 0:
        z = 0
        while (1 << z) < power:
            z += 1
        b = z + 127 if q >= -27 else 2 * z + 128
        word = 2**b // power + 1
        while word >= 1 << 128:
            word //= 2
    else:
        word = power
        while word < 1 << 127:
            word *= 2
        while word >= 1 << 128:
            word //= 2
    for part in (word >> 64, word & 2**64 - 1):
        hash = (hash * 1099511628211 + part) % 2**64
print(hash)
