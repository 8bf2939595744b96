"""Every result of another program is compared, or listed with the reason why not.

    complete.py GVC SHARED LAST COMPARED LIST

COMPARED has a path below SHARED/golden in each line. LIST has lines PATH<TAB>REASON; the path may
be a pattern, and PATH#PART names rows or columns that are left out of a comparison. No listed file
may be missing, and none may be compared after all, but for those with PARTs. TAP on stdout."""
import fnmatch
import os
import sys

SHARED, LAST, COMPARED, LIST = sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
FOLDERS = ("leather", "wiodtest", "iciotest", "wiod2005")


def files():
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(SHARED, "golden", folder))):
            if name.endswith(".csv.gz"):
                yield folder + "/" + name


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f if line.strip()]


def problems(there, compared, listed):
    whole = []
    for line in listed:
        path, _, reason = line.partition("\t")
        pattern, _, part = path.partition("#")
        found = fnmatch.filter(there, pattern)
        if not reason:
            yield "%s: no reason" % path
        if not found:
            yield "%s: listed, but not there" % path
        for name in found:
            if part and name not in compared:
                yield "%s: listed in part, but not compared" % name
            elif not part and name in compared:
                yield "%s: listed, but compared" % name
        whole += [] if part else found
    for name in sorted(set(there) - compared - set(whole)):
        yield "%s: neither compared nor listed" % name


def main():
    there, compared = list(files()), set(lines(COMPARED))
    found = list(problems(there, compared, lines(LIST)))
    for problem in found:
        print("# " + problem)
    print("# %d files, %d of them compared" % (len(there), len(compared & set(there))))
    print("%sok %d - every file is compared or listed" % ("not " if found else "", LAST + 1))


main()
