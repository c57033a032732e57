#!/usr/bin/env python3
"""Check properties of the generated tables, as the C compiler sees them.

	check_tables.py [--pairs FILE] [--normalization-test FILE]

Reads the three headers in extension/core again, with none of the code that
wrote them, and prints one line for each check and for each failure.  Exits
with 1 if anything failed.
"""

import argparse
import bz2
import hashlib
import os
import re
import sys

DATA_DIR = os.path.dirname(os.path.abspath(__file__))
CORE_DIR = os.path.join(os.path.dirname(DATA_DIR), "core")

MAX_CODE_POINT = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)

PUNCT, BLANK, LETTER, DIGIT, CJK, MARK, IGNORE, SYMBOL, CONTEXT = range(9)
CLASS_MASK = 0x0F
HAN, KANA, JOINS = 0x10, 0x20, 0x40

ITERATION_MARKS = {0x3005, 0x303B}
PAIR_MODE = "char fold"


# ---------------------------------------------------------- reading of C

class Header:
    """The defines and arrays of a C header."""

    def __init__(self, name):
        path = os.path.join(CORE_DIR, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.text = text
        text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
        self.defines = dict(re.findall(
            r"#define[ \t]+(\w+)[ \t\\\n]+(.+)", text))
        self.arrays = {
            name: (ctype, body) for ctype, name, body in re.findall(
                r"static const ([\w ]+) (\w+)\[\] = \{(.*?)\};", text,
                flags=re.DOTALL)}

    def number(self, name):
        """Return the value of a define."""
        value = re.sub(r"UINT\d+_C\((.*)\)", r"\1", self.defines[name])
        return int(value, 0)

    def numbers(self, name):
        """Return the elements of an array of numbers."""
        ctype, body = self.arrays[name]
        values = [int(item, 0) for item in body.replace(",", " ").split()]
        limit = 1 << int(re.search(r"uint(\d+)_t", ctype)[1])
        if max(values) >= limit:
            raise ValueError("%s: %d does not fit" % (name, max(values)))
        return values

    def rows(self, name):
        """Return the elements of an array of structs of three numbers."""
        _, body = self.arrays[name]
        return [tuple(int(item, 0) for item in row.split(","))
                for row in re.findall(r"\{(.*?)\}", body)]


class Trie:
    """A two-stage table; 0 beyond its end."""

    def __init__(self, index, data, shift):
        self.index, self.data, self.shift = index, data, shift
        self.mask = (1 << shift) - 1
        if len(data) != (max(index) + 1) << shift:
            raise ValueError("trie has unused or missing blocks")

    def get(self, cp):
        if cp >> self.shift >= len(self.index):
            return 0
        block = self.index[cp >> self.shift]
        return self.data[(block << self.shift) + (cp & self.mask)]


class Fold:
    """One of the two folds of fold_v1_table.h."""

    def __init__(self, header, name):
        prefix = "fold_v1_" + name
        self.trie = Trie(header.numbers(prefix + "_index"),
                         header.numbers(prefix + "_data"),
                         header.number("FOLD_V1_SHIFT"))
        self.limit = header.number(prefix.upper() + "_LIMIT")
        self.starts = header.numbers("fold_v1_seq_start")
        self.flat = header.numbers("fold_v1_seq")
        self.base = header.number("FOLD_V1_SEQ_BASE")
        self.end = header.number("FOLD_V1_SEQ_END")

    def get(self, cp):
        """Return the tuple that cp folds to."""
        value = self.trie.get(cp) if cp < self.limit else 0
        if value == 0:
            return (cp,)
        if not self.base <= value < self.end:
            return (value,)
        return self.sequence(value - self.base)

    def sequence(self, number):
        return tuple(self.flat[self.starts[number]:self.starts[number + 1]])

    def string(self, cps):
        """Return the fold of a sequence, not yet composed."""
        return tuple(x for cp in cps for x in self.get(cp))


# ---------------------------------------------------------- normalization

class Normalizer:
    """NFC and NFD by compose_table.h."""

    def __init__(self, header):
        self.decompositions = header.rows("decompositions")
        self.compositions = header.rows("compositions")
        self.ranges = header.rows("combining_classes")
        self.parts = {row[0]: row[1:] for row in self.decompositions}
        self.whole = {row[1:]: row[0] for row in self.compositions}
        self.ccc = {cp: ccc for first, last, ccc in self.ranges
                    for cp in range(first, last + 1)}

    def nfd(self, cps):
        result = []
        for cp in cps:
            self._decompose(cp, result)
        return self._reorder(result)

    def nfc(self, cps):
        result = []
        starter = None
        previous = 0
        for cp in self.nfd(cps):
            ccc = self.ccc.get(cp, 0)
            blocked = starter is not None and (
                previous >= ccc if previous else starter != len(result) - 1)
            if starter is not None and not blocked:
                whole = self._compose(result[starter], cp)
                if whole:
                    result[starter] = whole
                    continue
            result.append(cp)
            previous = ccc
            if ccc == 0:
                starter = len(result) - 1
        return tuple(result)

    def _decompose(self, cp, result):
        if 0xAC00 <= cp < 0xAC00 + 11172:
            number = cp - 0xAC00
            result += [0x1100 + number // 588, 0x1161 + number % 588 // 28]
            if number % 28:
                result.append(0x11A7 + number % 28)
        elif cp in self.parts:
            first, second = self.parts[cp]
            self._decompose(first, result)
            if second:
                self._decompose(second, result)
        else:
            result.append(cp)

    def _reorder(self, cps):
        start = 0
        for i in range(len(cps) + 1):
            if i == len(cps) or cps[i] not in self.ccc:
                cps[start:i] = sorted(cps[start:i], key=self.ccc.get)
                start = i + 1
        return tuple(cps)

    def _compose(self, first, second):
        if 0x1100 <= first <= 0x1112 and 0x1161 <= second <= 0x1175:
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        if (0xAC00 <= first < 0xAC00 + 11172 and (first - 0xAC00) % 28 == 0
                and 0x11A8 <= second <= 0x11C2):
            return first + second - 0x11A7
        return self.whole.get((first, second))


# ------------------------------------------------------------------ checks

class Tables:
    """All tables."""

    def __init__(self):
        self.header = Header("fold_v1_table.h")
        self.exact = Fold(self.header, "exact")
        self.full = Fold(self.header, "full")
        self.normalizer = Normalizer(Header("compose_table.h"))
        header = Header("charclass_table.h")
        self.classes = Trie(header.numbers("charclass_index"),
                            header.numbers("charclass_data"),
                            header.number("CHARCLASS_SHIFT"))

    def class_of(self, cp):
        return self.classes.get(cp) & CLASS_MASK

    def folds(self):
        return (("exact", self.exact), ("full", self.full))


def scalar_values():
    return (cp for cp in range(MAX_CODE_POINT + 1) if cp not in SURROGATES)


def show(cps):
    return " ".join("%04X" % cp for cp in cps) or "nothing"


def check_idempotence(tables):
    """folding and composing twice is folding and composing once"""
    nfc = tables.normalizer.nfc
    for name, fold in tables.folds():
        for cp in scalar_values():
            once = nfc(fold.get(cp))
            twice = nfc(fold.string(once))
            if once != twice:
                yield "%s: U+%04X gives %s, then %s" % (
                    name, cp, show(once), show(twice))


def check_composed(tables):
    """the fold of each character is in NFC"""
    for name, fold in tables.folds():
        for cp in scalar_values():
            target = fold.get(cp)
            if target != (cp,) and tables.normalizer.nfc(target) != target:
                yield "%s: U+%04X gives %s" % (name, cp, show(target))


def check_canonical(tables):
    """canonically equivalent characters fold alike"""
    nfc, nfd = tables.normalizer.nfc, tables.normalizer.nfd
    for name, fold in tables.folds():
        for cp in scalar_values():
            parts = nfd((cp,))
            if parts != (cp,) and (nfc(fold.string(parts))
                                   != nfc(fold.get(cp))):
                yield "%s: U+%04X and its decomposition differ" % (name, cp)


def check_targets(tables):
    """what a character folds to is not folded itself"""
    for name, fold in tables.folds():
        for cp in scalar_values():
            for x in fold.get(cp):
                if x != cp and fold.get(x) != (x,):
                    yield "%s: U+%04X gives U+%04X" % (name, cp, x)


def check_sequences(tables):
    """sequences are distinct, used, and the first of them is empty"""
    fold, header = tables.full, tables.header
    count = len(fold.starts) - 1
    sequences = [fold.sequence(i) for i in range(count)]
    if sequences[0] != () or len(set(sequences)) != count:
        yield "first sequence not empty, or one is there twice"
    if fold.starts != sorted(fold.starts) or fold.starts[-1] != len(fold.flat):
        yield "sequence offsets are wrong"
    if max(map(len, sequences)) != header.number("FOLD_V1_SEQ_MAX"):
        yield "FOLD_V1_SEQ_MAX is wrong"
    if count > fold.end - fold.base:
        yield "more sequences than values for them"
    used = {value - fold.base for trie in (tables.exact.trie, fold.trie)
            for value in trie.data if fold.base <= value < fold.end}
    if used != set(range(count)):
        yield "sequences unused or missing: %s" % sorted(
            used ^ set(range(count)))[:5]


def check_fingerprint(tables):
    """FOLD_V1_SHA256 is that of the tables"""
    digest = hashlib.sha256()
    for cp in range(MAX_CODE_POINT + 1):
        exact, full = tables.exact.get(cp), tables.full.get(cp)
        if exact != (cp,) or full != (cp,):
            digest.update(("%04X;%s;%s\n" % (
                cp, " ".join("%04X" % x for x in exact),
                " ".join("%04X" % x for x in full))).encode())
    if tables.header.defines["FOLD_V1_SHA256"] != '"%s"' % digest.hexdigest():
        yield "sha256 is %s" % digest.hexdigest()
    fingerprint = int(digest.hexdigest()[:16], 16)
    if tables.header.number("FOLD_V1_FINGERPRINT") != fingerprint:
        yield "fingerprint is 0x%X" % fingerprint


def check_compose_order(tables):
    """compose tables are sorted and composition undoes decomposition"""
    normalizer = tables.normalizer
    rows = normalizer.decompositions
    if rows != sorted(rows) or len(normalizer.parts) != len(rows):
        yield "decompositions are not sorted"
    keys = [row[1:] for row in normalizer.compositions]
    if keys != sorted(set(keys)):
        yield "compositions are not sorted"
    ranges = normalizer.ranges
    for one, other in zip(ranges, ranges[1:]):
        if not one[0] <= one[1] < other[0] <= other[1]:
            yield "combining class range U+%04X is out of order" % other[0]
    for composed, first, second in normalizer.compositions:
        if normalizer.parts.get(composed) != (first, second):
            yield "U+%04X is composed but not decomposed" % composed
        if normalizer.nfc((composed,)) != (composed,):
            yield "U+%04X is not stable" % composed


def check_classes(tables):
    """the class of a character agrees with what it folds to"""
    words = {LETTER, DIGIT, CJK}
    for cp in range(MAX_CODE_POINT + 1):
        kind = tables.class_of(cp)
        target = tables.full.get(cp)
        kinds = {tables.class_of(x) for x in target}
        if kind > CONTEXT:
            yield "U+%04X has class %d" % (cp, kind)
        elif (kind == IGNORE) != (target == ()):
            yield "U+%04X: ignored, or folded to nothing, not both" % cp
        elif kind in (PUNCT, BLANK) and kinds & words:
            yield "U+%04X separates but folds to %s" % (cp, show(target))
        elif kind == CJK and not kinds <= {CJK, MARK}:
            yield "U+%04X is CJK but folds to %s" % (cp, show(target))
        elif kind == DIGIT and kinds != {DIGIT}:
            yield "U+%04X is a digit but folds to %s" % (cp, show(target))
        elif kind == SYMBOL and not kinds & words:
            yield "U+%04X is a symbol but folds to %s" % (cp, show(target))


def check_flags(tables):
    """flags stand only where they may"""
    for cp in range(MAX_CODE_POINT + 1):
        value = tables.classes.get(cp)
        if value & ~(CLASS_MASK | HAN | KANA | JOINS):
            yield "U+%04X has unknown flags" % cp
        if value & HAN and value & KANA:
            yield "U+%04X is Han and kana" % cp
        if value & (HAN | KANA) and value & CLASS_MASK != CJK:
            yield "U+%04X is Han or kana but not CJK" % cp


def check_joins(tables):
    """only flagged characters begin with what composes backwards"""
    normalizer = tables.normalizer
    backwards = {row[2] for row in normalizer.compositions}
    backwards |= set(normalizer.ccc)
    backwards |= set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    for cp in scalar_values():
        first = {normalizer.nfd((cp,))[0], cp}
        first |= {x for _, fold in tables.folds() for x in fold.get(cp)[:1]}
        if bool(first & backwards) != bool(tables.classes.get(cp) & JOINS):
            yield "U+%04X" % cp


def check_published(tables):
    """classes.tsv is what the full fold does"""
    path = os.path.join(DATA_DIR, "classes.tsv")
    with open(path, encoding="utf-8") as file:
        for line in file:
            cp, representative = (int(x, 16) for x in line.split("\t")[:2])
            if tables.full.get(cp) != (representative,):
                yield "U+%04X gives %s" % (cp, show(tables.full.get(cp)))


def check_denied(tables):
    """the pairs of deny.txt are apart"""
    path = os.path.join(DATA_DIR, "deny.txt")
    with open(path, encoding="utf-8") as file:
        for line in file:
            pair = line.split("#")[0].split()
            if pair and (tables.full.get(ord(pair[0]))
                         == tables.full.get(ord(pair[1]))):
                yield "%s %s" % (pair[0], pair[1])


CHECKS = (check_idempotence, check_composed, check_canonical, check_targets,
          check_sequences, check_fingerprint, check_compose_order,
          check_classes, check_flags, check_joins, check_published,
          check_denied)


# -------------------------------------------------------- checks with files

def fold_text(tables, text):
    """Return the full fold of a text; 々 repeats the Han before it."""
    result = []
    for cp in map(ord, text):
        if (cp in ITERATION_MARKS and result
                and tables.classes.get(result[-1]) & HAN):
            result.append(result[-1])
        else:
            result.extend(tables.full.get(cp))
    return tables.normalizer.nfc(result)


def check_pairs(tables, path):
    """pairs of texts fold alike or not, as the file says"""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            a, b, match, mode = line.rstrip("\n").split("\t")
            if mode != PAIR_MODE:
                continue
            equal = fold_text(tables, a) == fold_text(tables, b)
            if equal != (match == "yes"):
                yield "line %d: %s %s: %s expected" % (number, a, b, match)


def check_normalization(tables, path):
    """NormalizationTest.txt holds for NFC and NFD"""
    nfc, nfd = tables.normalizer.nfc, tables.normalizer.nfd
    opener = bz2.open if path.endswith(".bz2") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            columns = line.split("#")[0].split(";")
            if len(columns) < 5:
                continue
            source, composed, decomposed = (
                tuple(int(x, 16) for x in column.split())
                for column in columns[:3])
            if nfc(source) != composed or nfd(source) != decomposed:
                yield "line %d: %s" % (number, show(source))


def report(check, failures):
    """Print the outcome of one check and return whether it failed."""
    failures = list(failures)
    print("%s %s" % ("FAILED" if failures else "ok", check.__doc__))
    for failure in failures[:20]:
        print("  " + failure)
    if len(failures) > 20:
        print("  and %d more" % (len(failures) - 20))
    return bool(failures)


def main():
    parser = argparse.ArgumentParser(
        description="Check properties of the generated tables.")
    parser.add_argument("--pairs", metavar="FILE",
                        help="texts that must or must not fold alike")
    parser.add_argument("--normalization-test", metavar="FILE",
                        help="NormalizationTest.txt, or the same with .bz2")
    arguments = parser.parse_args()
    tables = Tables()
    failed = [report(check, check(tables)) for check in CHECKS]
    for check, path in ((check_pairs, arguments.pairs),
                        (check_normalization, arguments.normalization_test)):
        if path:
            failed.append(report(check, check(tables, path)))
    sys.exit(1 if any(failed) else 0)


if __name__ == "__main__":
    main()
