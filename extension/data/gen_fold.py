#!/usr/bin/env python3
"""Generate the tables of character folding.

	gen_fold.py --opencc DIR	print extension/core/fold_v1_table.h
	gen_fold.py --compose		print extension/core/compose_table.h

The first form also rewrites classes.tsv, the published classes, and
rejected.tsv, the unions that the guard refused.  A class once published
keeps its representative, and no published character changes its class,
unless --new-version says that the result becomes a new fold version.
"""

import argparse
import hashlib
import os
import sys

import ctable
import folds
import ucd
import variants

SHIFT = 6

# Values of the tries that are not a code point: the number of a sequence.
# Neither surrogates nor private use characters are ever the target of a fold.
SEQUENCE_BASE = 0xD800
SEQUENCE_END = 0xF900

FOLD_PURPOSE = """
Folding of characters, version 1.

exact is NFKC_Casefold; full replaces every Han character of its result
by the representative of its class of variants.  For either of them, and
cp below its LIMIT (from there on every cp maps to itself):

    v = data[(index[cp >> SHIFT] << SHIFT) + (cp & ((1 << SHIFT) - 1))]

If v is 0, cp maps to itself.  If SEQ_BASE <= v < SEQ_END, it maps to the
code points seq[seq_start[v - SEQ_BASE]] up to, not including,
seq[seq_start[v - SEQ_BASE + 1]].  Otherwise it maps to v.

Sequence 0 is empty: the character is deleted.  No target is a surrogate
or private use character, so SEQ_END may lie beyond the surrogates.
"""

COMPOSE_PURPOSE = """
Canonical decomposition and composition, without Hangul syllables.

decompositions: sorted by composed; second is 0 if there is only one.
compositions: those that composition may undo, sorted by first, second.
combining_classes: sorted ranges of the classes other than 0.

Whoever includes this defines struct DecompositionPair {composed, first,
second} and struct CombiningRange {first, last, ccc} before.
"""


# ------------------------------------------------------------------ fold

class SequenceTable:
    """Targets that do not fit a trie value, numbered as they come."""

    def __init__(self):
        self.number_of = {(): 0}

    def value(self, target):
        """Return the trie value for a target."""
        if len(target) == 1 and target[0] <= 0xFFFF:
            if SEQUENCE_BASE <= target[0] < SEQUENCE_END or target[0] == 0:
                raise ucd.InputError("U+%04X cannot be the target of a fold"
                                     % target[0])
            return target[0]
        number = self.number_of.setdefault(target, len(self.number_of))
        if SEQUENCE_BASE + number >= SEQUENCE_END:
            raise ucd.InputError("too many sequences")
        return SEQUENCE_BASE + number

    def longest(self):
        return max(map(len, self.number_of))

    def arrays(self):
        """Return (start offsets, one more than sequences; code points)."""
        starts, flat = [0], []
        for sequence in self.number_of:
            flat.extend(sequence)
            starts.append(len(flat))
        return starts, flat


def fold_arrays(name, fold, sequences):
    """Return the text of one trie and its limit."""
    block = 1 << SHIFT
    limit = (max(fold) // block + 1) * block
    values = [sequences.value(fold[cp]) if cp in fold else 0
              for cp in range(limit)]
    index, data = ctable.build_trie(values, SHIFT)
    lower = "fold_v1_" + name
    return "\n".join([
        "#define %s_LIMIT UINT32_C(0x%X)\n" % (lower.upper(), limit),
        ctable.array("uint16_t %s_index" % lower, index, str),
        ctable.array("uint16_t %s_data" % lower, data,
                     ctable.hexadecimal),
    ])


def canonical_dump(exact, full):
    """Return the text that the fingerprint of the folds is taken of."""
    def show(fold, cp):
        return " ".join("%04X" % x for x in fold.get(cp, (cp,)))
    return "".join("%04X;%s;%s\n" % (cp, show(exact, cp), show(full, cp))
                   for cp in sorted(set(exact) | set(full)))


def format_fold_table(inputs, exact, full):
    """Return the text of fold_v1_table.h."""
    digest = hashlib.sha256(canonical_dump(exact, full).encode()).hexdigest()
    sequences = SequenceTable()
    exact_arrays = fold_arrays("exact", exact, sequences)
    full_arrays = fold_arrays("full", full, sequences)
    starts, flat = sequences.arrays()
    return "\n".join([
        ctable.file_header("fold_v1_table.h", FOLD_PURPOSE, "gen_fold.py",
                           inputs, ("unicode-data", "opencc")),
        "/* sha256 of the folds as text, and its first eight bytes */",
        "#define FOLD_V1_SHA256 \\\n\t\"%s\"" % digest,
        "#define FOLD_V1_FINGERPRINT UINT64_C(0x%s)\n" % digest[:16].upper(),
        "#define FOLD_V1_SHIFT %d" % SHIFT,
        "#define FOLD_V1_SEQ_BASE 0x%X" % SEQUENCE_BASE,
        "#define FOLD_V1_SEQ_END 0x%X" % SEQUENCE_END,
        "#define FOLD_V1_SEQ_COUNT %d" % (len(starts) - 1),
        "#define FOLD_V1_SEQ_MAX %d\n" % sequences.longest(),
        exact_arrays,
        full_arrays,
        ctable.array("uint16_t fold_v1_seq_start", starts, str),
        ctable.array("uint32_t fold_v1_seq", flat, ctable.hexadecimal),
    ])


def generate_fold(inputs, new_version):
    """Bring classes.tsv up to date and return fold_v1_table.h."""
    published = read_previous_classes()
    unicode_data = ucd.UnicodeData(inputs)
    classes, rejected = variants.build_classes(inputs, unicode_data,
                                               published)
    if not new_version:
        variants.check_published(classes, published)
    exact = folds.read_exact_fold(inputs)
    full = folds.compose_with_classes(exact, classes)
    header = format_fold_table(inputs, exact, full)
    write_data("classes.tsv", variants.format_published(classes))
    write_data("rejected.tsv", variants.format_rejected(rejected))
    return header


def read_previous_classes():
    """Return the published classes.

    They do not count for the digest of the sources: they are a result, and
    a second run must print the same header as the first.
    """
    text = ucd.read_own("classes.tsv").decode("utf-8")
    return variants.parse_published(
        ucd.significant_lines("classes.tsv", text))


def write_data(name, text):
    """Replace a file beside this script."""
    path = os.path.join(ucd.DATA_DIR, name)
    with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(path + ".new", path)


# --------------------------------------------------------------- compose

def decomposition_rows(unicode_data):
    """Return sorted (composed, first, second)."""
    rows = []
    for cp, target in sorted(unicode_data.decomposition.items()):
        if len(target) > 2:
            raise ucd.InputError("U+%04X decomposes into %d"
                                 % (cp, len(target)))
        rows.append((cp, target[0], target[1] if len(target) == 2 else 0))
    return rows


def composition_rows(inputs, unicode_data, decompositions):
    """Return the rows that composition may undo, by first and second."""
    excluded = set()
    for where, line in inputs.lines("unicode-data",
                                    "CompositionExclusions.txt"):
        excluded.add(ucd.parse_code_point(line.strip(), where))
    rows = [row for row in decompositions
            if row[2] and row[0] not in excluded
            and row[0] not in unicode_data.ccc
            and row[1] not in unicode_data.ccc]
    check_exclusions(inputs, decompositions, rows)
    return sorted(rows, key=lambda row: row[1:])


def check_exclusions(inputs, decompositions, kept):
    """Check the kept compositions against the property Unicode derives."""
    derived = ucd.read_property(inputs, "DerivedNormalizationProps.txt",
                                "Full_Composition_Exclusion")
    ours = {row[0] for row in decompositions} - {row[0] for row in kept}
    if ours != derived:
        raise ucd.InputError("Full_Composition_Exclusion differs: %s"
                             % sorted(ours ^ derived))


def combining_ranges(unicode_data):
    """Return sorted (first, last, ccc)."""
    ranges = []
    for cp, ccc in sorted(unicode_data.ccc.items()):
        if ranges and ranges[-1][1] == cp - 1 and ranges[-1][2] == ccc:
            ranges[-1] = (ranges[-1][0], cp, ccc)
        else:
            ranges.append((cp, cp, ccc))
    return ranges


def generate_compose(inputs):
    """Return compose_table.h."""
    unicode_data = ucd.UnicodeData(inputs)
    decompositions = decomposition_rows(unicode_data)
    compositions = composition_rows(inputs, unicode_data, decompositions)
    show_pair = "{{0x{0[0]:X}, 0x{0[1]:X}, 0x{0[2]:X}}}".format
    show_range = "{{0x{0[0]:X}, 0x{0[1]:X}, {0[2]}}}".format
    return "\n".join([
        ctable.file_header("compose_table.h", COMPOSE_PURPOSE, "gen_fold.py",
                           inputs, ("unicode-data",)),
        ctable.array("struct DecompositionPair decompositions",
                     decompositions, show_pair),
        ctable.array("struct DecompositionPair compositions",
                     compositions, show_pair),
        ctable.array("struct CombiningRange combining_classes",
                     combining_ranges(unicode_data), show_range),
    ])


# ------------------------------------------------------------------ main

def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Generate the tables of character folding.")
    parser.add_argument("--unicode", default="/usr/share/unicode",
                        metavar="DIR", help="files of unicode-data")
    parser.add_argument("--opencc", metavar="DIR",
                        help="unpacked npm package opencc")
    parser.add_argument("--compose", action="store_true",
                        help="print compose_table.h instead")
    parser.add_argument("--new-version", action="store_true",
                        help="let published classes change")
    arguments = parser.parse_args()
    if not arguments.compose and not arguments.opencc:
        parser.error("--opencc is required unless --compose is given")
    return arguments


def main():
    arguments = parse_arguments()
    try:
        inputs = ucd.Inputs({"unicode-data": arguments.unicode,
                             "opencc": arguments.opencc})
        if arguments.compose:
            header = generate_compose(inputs)
        else:
            header = generate_fold(inputs, arguments.new_version)
    except (ucd.InputError, OSError) as error:
        sys.exit("%s: %s" % (os.path.basename(sys.argv[0]), error))
    sys.stdout.write(header.rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
