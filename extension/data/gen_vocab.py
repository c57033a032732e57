#!/usr/bin/env python3
"""Generate the vocabulary: regional wording that a query is expanded with.

	gen_vocab.py --opencc DIR	print extension/core/vocab_v1_table.h

Also rewrites vocab.tsv, all pairs that were considered, each with its tier:

	A	the same thing
	B	often the same thing, or boundaries are uncertain: ranked lower
	X	never; not in the table

Pairs come from the phrase dictionaries of OpenCC and from vocab_own.txt,
which decides where it speaks.  A pair is a pair: 行程 = 进程 and 进程 = 程序
do not make 行程 = 程序.  vocab_blockers.txt names the words that protect from
false matches.  All texts are folded as a query is.
"""

import argparse
import os
import sys

import ctable
import folds
import gen_fold
import ucd

TIERS = ("A", "B", "X")
WEIGHTS = {"A": "WIC_WEIGHT_A", "B": "WIC_WEIGHT_B"}
SURFACE_MAX = 64

# Dictionaries of regional wording: the first value is the usual one.
REGIONAL = ("TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev",
            "JPShinjitaiPhrases")

# Japanese words that are written with other characters since the reform.
RESPELLED = ("JPShinjitaiPhrases",)

# Dictionaries of script.  What they make of a phrase differs from it after
# folding where the classes keep two characters apart: 答覆 and 答复.
RESIDUAL = ("STPhrases", "TSPhrases")

HASH_FIRST, HASH_SECOND, HASH_MIX = 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35
MASK = 0xFFFFFFFF

PURPOSE = """
Regional vocabulary, version 1: a lexicon as lexicon.c describes it.

characters holds the texts; an entry is {text, next, alternatives,
length, is_blocker, is_alone, guarded, guarded_length}, an alternative
{text, next, weight, length, tier}.  Numbers of entries and of
alternatives begin with 1.
"""


# --------------------------------------------------------------- folding

class Folder:
    """Folds a text as wic_fold does at level script."""

    def __init__(self, inputs):
        exact = folds.read_exact_fold(inputs)
        classes = gen_fold.read_previous_classes()
        self.fold = folds.compose_with_classes(exact, classes)
        self.scripts = ucd.read_scripts(inputs)
        self.spelling = self.join_denied(inputs)

    def join_denied(self, inputs):
        """Return {character: the one that stands for those denied with it}."""
        spelling = {}
        for where, line in inputs.own_lines("deny.txt"):
            words = [self(word) for word in line.split()]
            if len(words) != 2 or any(len(word) != 1 for word in words):
                raise ucd.InputError("%s: expected two characters" % where)
            a, b = (ord(word) for word in words)
            a, b = spelling.get(a, a), spelling.get(b, b)
            for cp in [cp for cp, root in spelling.items() if root == b]:
                spelling[cp] = a
            spelling[b] = a
        return spelling

    def is_spelling(self, a, b):
        """Do two texts differ only in characters that deny.txt keeps apart?"""
        return a.translate(self.spelling) == b.translate(self.spelling)

    def __call__(self, text):
        folded = []
        for cp in map(ord, text):
            if cp in (0x3005, 0x303B) and folded and self.is_han(folded[-1]):
                folded.append(folded[-1])
            else:
                folded.extend(self.fold.get(cp, (cp,)))
        return "".join(map(chr, folded))

    def is_han(self, cp):
        return self.scripts.get(cp) == "Han"

    def is_run(self, text):
        """Can all of a folded text stand in one run of CJK?"""
        return all(self.scripts.get(ord(c)) in ("Han", "Hiragana", "Katakana",
                                                "Hangul", "Bopomofo")
                   or c == "ー" for c in text)


# --------------------------------------------------------------- reading

class Pairs:
    """The pairs by their two folded texts, in code point order."""

    def __init__(self):
        self.rows = {}

    def add(self, tier, a, b, source, note=""):
        """Add a pair unless it is known."""
        self.rows.setdefault(tuple(sorted((a, b))), (tier, source, note))

    def kept(self):
        """Yield (a, b, tier) of the pairs that go into the table."""
        for (a, b), (tier, _, _) in sorted(self.rows.items()):
            if tier != "X":
                yield a, b, tier

    def text(self):
        """Return the rows as vocab.tsv."""
        return "".join(
            "%s\t%s\t%s\t%s\t%s\n" % (tier, a, b, source, note)
            for (a, b), (tier, source, note) in sorted(
                self.rows.items(), key=lambda row: (row[1][0], row[0])))


class Own:
    """vocab_own.txt: pairs of our own, and decisions."""

    def __init__(self, inputs, fold):
        self.pairs = {}
        self.alone = {}
        self.fold = fold
        for where, line in numbered(inputs, "vocab_own.txt"):
            self.read_line(where, *line)

    def read_line(self, where, text, note):
        words = text.split()
        if words[0] == "alone":
            if len(words) != 2:
                raise ucd.InputError("%s: expected \"alone WORD\"" % where)
            self.add_alone(where, self.run(where, words[1]))
            return
        if words[0] not in TIERS or len(words) != 3:
            raise ucd.InputError("%s: expected \"A|B|X WORD WORD  # reason\""
                                 % where)
        if not note:
            raise ucd.InputError("%s: a reason is missing" % where)
        self.add_pair(where, words[0], note,
                      [self.run(where, word) for word in words[1:]])

    def run(self, where, word):
        folded = self.fold(word)
        if not self.fold.is_run(folded):
            raise ucd.InputError("%s: \"%s\" is not one run of CJK"
                                 % (where, word))
        if len(folded) > SURFACE_MAX:
            raise ucd.InputError("%s: \"%s\" is too long" % (where, word))
        return folded

    def add_alone(self, where, word):
        if word in self.alone:
            raise ucd.InputError("%s: \"%s\" is already alone in %s"
                                 % (where, word, self.alone[word]))
        self.alone[word] = where

    def add_pair(self, where, tier, note, words):
        if words[0] == words[1]:
            raise ucd.InputError("%s: both fold to \"%s\""
                                 % (where, words[0]))
        key = tuple(sorted(words))
        if key in self.pairs:
            raise ucd.InputError("%s: the pair is already in %s"
                                 % (where, self.pairs[key][2]))
        if tier != "X" and min(map(len, words)) < 2:
            raise ucd.InputError("%s: a single character would be everywhere"
                                 % where)
        self.pairs[key] = (tier, note, where)


def numbered(inputs, name):
    """Yield (where, (text, comment)) of the lines of an own file."""
    for _ in inputs.own_lines(name):
        pass
    text = ucd.read_own(name).decode("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        text, _, comment = line.partition("#")
        if text.strip():
            yield "%s:%d" % (name, number), (text.strip(), comment.strip())


def guards(surface, word):
    """Return (text, offset) of all ways in which a word touches a surface.

    The text contains the surface at the offset.
    """
    found = set()
    if surface == word:
        return found
    for at in range(len(word)):
        if word.startswith(surface, at):
            found.add((word, at))
    for shared in range(1, min(len(surface), len(word))):
        if word.endswith(surface[:shared]):
            found.add((word + surface[shared:], len(word) - shared))
        if word.startswith(surface[-shared:]):
            found.add((surface + word[shared:], 0))
    return found


def joints(surface, left, right):
    """Return (text, offset) of the ways in which two words share a surface.

    The first ends within the surface, and there the second begins.
    """
    return {(left + right, len(left) - at) for at in range(1, len(surface))
            if left.endswith(surface[:at]) and right.startswith(surface[at:])}


class Blockers:
    """vocab_blockers.txt, folded.

    general is a set of words, guards one of (text, offset, length) of what
    they guard; surfaces says where each guarded word was first named.
    """

    def __init__(self, inputs, fold):
        self.general = set()
        self.guards = set()
        self.surfaces = {}
        self.fold = fold
        for where, (text, _) in numbered(inputs, "vocab_blockers.txt"):
            surfaces, colon, words = text.rpartition(":")
            words, plus, right = words.partition("+")
            if (colon and not surfaces.split() or not words.split()
                    or plus and not (colon and right.split())):
                raise ucd.InputError(
                    "%s: expected \"SURFACE ... : WORD ... [+ WORD ...]\""
                    % where)
            surfaces = self.folded(where, surfaces)
            for surface in surfaces:
                self.surfaces.setdefault(surface, where)
            if plus:
                self.read_joints(where, surfaces, self.folded(where, words),
                                 self.folded(where, right))
            else:
                self.read_line(where, surfaces, self.folded(where, words))

    def folded(self, where, text):
        words = [self.fold(word) for word in text.split()]
        for word in words:
            if not self.fold.is_run(word) or len(word) < 2:
                raise ucd.InputError("%s: \"%s\" is not a word of CJK"
                                     % (where, word))
        return words

    def read_joints(self, where, surfaces, left, right):
        """Guard surfaces where any word of left is followed by one of right."""
        found = {(a, b, at, len(surface)) for surface in surfaces
                 for a in left for b in right
                 for _, at in joints(surface, a, b)}
        idle = set(left + right) - {row[0] for row in found} \
            - {row[1] for row in found}
        if idle:
            raise ucd.InputError("%s: \"%s\" crosses nothing"
                                 % (where, min(idle)))
        if any(len(a + b) > SURFACE_MAX for a, b, _, _ in found):
            raise ucd.InputError("%s: two words are too long" % where)
        self.guards |= {(a + b, at, length) for a, b, at, length in found}

    def read_line(self, where, surfaces, words):
        for word in words:
            found = {(text, at, len(surface)) for surface in surfaces
                     for text, at in guards(surface, word)}
            if surfaces and not found:
                raise ucd.InputError("%s: \"%s\" crosses nothing"
                                     % (where, word))
            if any(len(text) > SURFACE_MAX for text, _, _ in found):
                raise ucd.InputError("%s: \"%s\" is too long"
                                     % (where, word))
            if not surfaces and word in self.general:
                raise ucd.InputError("%s: \"%s\" is there already"
                                     % (where, word))
            self.guards |= found
            if not surfaces:
                self.general.add(word)


# ----------------------------------------------------------------- pairs

def add_own(pairs, own):
    for (a, b), (tier, note, _) in sorted(own.pairs.items()):
        pairs.add(tier, a, b, "own", note)


def add_dictionary(pairs, inputs, fold, name):
    """Add the pairs of one dictionary that folding leaves different."""
    path = "data/dictionary/%s.txt" % name
    for key, values in ucd.read_opencc(inputs, path):
        for value in values:
            a, b = fold(key), fold(value)
            if a != b:
                add_checked(pairs, fold, a, b, name)


def add_checked(pairs, fold, a, b, source):
    """Add a pair of OpenCC, in the tier that its form gives."""
    if not fold.is_run(a) or not fold.is_run(b):
        pairs.add("X", a, b, source, "not one run of CJK")
    elif min(len(a), len(b)) < 2:
        pairs.add("X", a, b, source, "a single character")
    elif a in b or b in a:
        pairs.add("B", a, b, source, "one contains the other")
    elif source in RESPELLED and not fold.is_spelling(a, b):
        pairs.add("B", a, b, source, "a Japanese respelling")
    else:
        pairs.add("A", a, b, source)


def build_pairs(inputs, fold, own):
    pairs = Pairs()
    add_own(pairs, own)
    for name in REGIONAL + RESIDUAL:
        add_dictionary(pairs, inputs, fold, name)
    return pairs


# ------------------------------------------------------------ the lexicon

class Lexicon:
    """The arrays of vocab_v1_table.h."""

    def __init__(self, pairs, alone, blockers):
        self.characters = []
        self.place = {}
        self.alternatives = []
        words = {}
        for a, b, tier in pairs.kept():
            words.setdefault(a, []).append((tier, b))
            words.setdefault(b, []).append((tier, a))
        rows = [(text, 0, 0) for text in set(words) | blockers.general]
        rows = sorted(rows + list(blockers.guards))
        self.longest = max(len(row[0]) for row in rows)
        self.longest_blocker = max(
            map(len, blockers.general | {row[0] for row in blockers.guards}),
            default=0)
        self.bits = max(1, (len(rows) - 1).bit_length())
        self.buckets = [0] * (1 << self.bits)
        self.entries = []
        for number, (text, guarded, length) in enumerate(rows, 1):
            chain = () if length else sorted(words.get(text, ()))
            self.entries.append(
                (self.put(text), self.link(text, number), self.put_all(chain),
                 len(text), int(bool(length) or text in blockers.general),
                 int(not length and text in alone), guarded, length))

    def put(self, text):
        """Return where a text begins in the characters."""
        if text not in self.place:
            self.place[text] = len(self.characters)
            self.characters.extend(map(ord, text))
        return self.place[text]

    def link(self, surface, number):
        """Put an entry at the head of its bucket; return the next one."""
        mixed = (ord(surface[0]) * HASH_FIRST
                 + ord(surface[1]) * HASH_SECOND) & MASK
        bucket = ((mixed ^ mixed >> 15) * HASH_MIX & MASK) >> 32 - self.bits
        following = self.buckets[bucket]
        self.buckets[bucket] = number
        return following

    def put_all(self, alternatives):
        """Append a chain of alternatives; return its first number or 0."""
        first = len(self.alternatives) + 1
        for i, (tier, text) in enumerate(alternatives, 1):
            more = i < len(alternatives)
            self.alternatives.append(
                (self.put(text), first + i if more else 0, WEIGHTS[tier],
                 len(text), "WIC_TIER_" + tier))
        return first if alternatives else 0


def show_row(row):
    return "{%s}" % ", ".join(map(str, row))


def format_table(inputs, lexicon):
    """Return the text of vocab_v1_table.h."""
    return "\n".join([
        ctable.file_header("vocab_v1_table.h", PURPOSE, "gen_vocab.py",
                           inputs, ("unicode-data", "opencc")),
        "#define VOCAB_V1_ENTRIES %d" % len(lexicon.entries),
        "#define VOCAB_V1_ALTERNATIVES %d" % len(lexicon.alternatives),
        "#define VOCAB_V1_LONGEST %d" % lexicon.longest,
        "#define VOCAB_V1_LONGEST_BLOCKER %d" % lexicon.longest_blocker,
        "#define VOCAB_V1_BUCKET_BITS %d\n" % lexicon.bits,
        ctable.array("uint32_t vocab_v1_characters", lexicon.characters,
                     ctable.hexadecimal),
        ctable.array("Alternative vocab_v1_alternatives",
                     lexicon.alternatives, show_row),
        ctable.array("Entry vocab_v1_entries", lexicon.entries, show_row),
        ctable.array("uint32_t vocab_v1_buckets", lexicon.buckets, str),
    ])


def check_words(pairs, marked):
    """What is marked alone or protected must be a word."""
    surfaces = {text for a, b, _ in pairs.kept() for text in (a, b)}
    for word, where in marked.items():
        if word not in surfaces:
            raise ucd.InputError("%s: \"%s\" is in no pair" % (where, word))


def generate(inputs):
    """Rewrite vocab.tsv and return vocab_v1_table.h."""
    fold = Folder(inputs)
    own = Own(inputs, fold)
    blockers = Blockers(inputs, fold)
    pairs = build_pairs(inputs, fold, own)
    check_words(pairs, own.alone)
    check_words(pairs, blockers.surfaces)
    header = format_table(inputs,
                          Lexicon(pairs, own.alone, blockers))
    gen_fold.write_data("vocab.tsv", pairs.text())
    return header


def main():
    parser = argparse.ArgumentParser(
        description="Generate the table of regional vocabulary.")
    parser.add_argument("--unicode", default="/usr/share/unicode",
                        metavar="DIR", help="files of unicode-data")
    parser.add_argument("--opencc", metavar="DIR", required=True,
                        help="unpacked npm package opencc")
    arguments = parser.parse_args()
    try:
        header = generate(ucd.Inputs({"unicode-data": arguments.unicode,
                                      "opencc": arguments.opencc}))
    except (ucd.InputError, OSError) as error:
        sys.exit("%s: %s" % (os.path.basename(sys.argv[0]), error))
    sys.stdout.write(header.rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
