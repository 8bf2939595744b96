"""rdata.py - R's serialisation, written by hand: save() and saveRDS(), binary, versions 2 and 3"""
import gzip
import struct


class Writer:
    def __init__(self, version):
        self.out = b"X\n" + self.int(version) + self.int(0x40202)
        self.out += self.int(0x30500) + self.int(5) + b"UTF-8" if version == 3 else self.int(0x20300)
        self.symbols = {}

    @staticmethod
    def int(value):
        return struct.pack(">i", value)

    def chars(self, value):
        if value is None:
            self.out += self.int(9) + self.int(-1)
        else:
            data = value.encode()
            self.out += self.int(0x40009 if data.isascii() else 0x8009)
            self.out += self.int(len(data)) + data

    def symbol(self, name):
        if name in self.symbols:
            self.out += self.int(self.symbols[name] << 8 | 0xFF)
        else:
            self.symbols[name] = len(self.symbols) + 1
            self.out += self.int(1)
            self.chars(name)

    def pairs(self, items):
        for name, value in items:
            self.out += self.int(0x402)
            self.symbol(name)
            self.value(value)
        self.out += self.int(0xFE)

    def value(self, v):
        """A list of floats, ints or texts; R(v, attributes) with attributes; Lists of values."""
        attributes = []
        if isinstance(v, R):
            v, attributes = v.value, v.attributes
        flags = 0x200 if attributes else 0
        flags |= 0x100 if any(n == "class" for n, _ in attributes) else 0
        if isinstance(v, Sequence):
            self.out += self.int(0xEE)
            self.out += self.int(2)
            self.symbol("compact_intseq")
            self.out += self.int(2)
            self.symbol("base")
            self.out += self.int(2)
            self.value([13])
            self.out += self.int(0xFE)
            self.value([float(v.count), float(v.start), 1.0])
            self.out += self.int(0xFE)
            return
        kind = (19 if isinstance(v, tuple) else 16 if isinstance(v[0], (str, type(None)))
                else 13 if isinstance(v[0], int) else 14)
        self.out += self.int(kind | flags) + self.int(len(v))
        for item in v:
            if kind == 19:
                self.value(item)
            elif kind == 16:
                self.chars(item)
            else:
                self.out += struct.pack(">i" if kind == 13 else ">d", item)
        if attributes:
            self.pairs(attributes)


class R:
    def __init__(self, value, **attributes):
        self.value = value
        self.attributes = [(n.replace("_", "."), a) for n, a in attributes.items()]


class Sequence:
    def __init__(self, start, count):
        self.start, self.count = start, count


def listed(**items):
    return R(tuple(items.values()), names=list(items))


def frame(columns):
    rows = len(next(iter(columns.values())))
    return R(tuple(columns.values()), names=list(columns), row_names=[-0x80000000, -rows],
             **{"class": ["data.frame"]})


def save(objects, version=3, pack=False):
    w = Writer(version)
    w.pairs(objects.items())
    data = (b"RDX3\n" if version == 3 else b"RDX2\n") + w.out
    return gzip.compress(data, mtime=0) if pack else data


def save_rds(value):
    w = Writer(3)
    w.value(value)
    return w.out
