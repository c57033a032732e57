#!/usr/bin/env python3
"""Generate extension/core/charclass_table.h: classes of characters.

	gen_charclass.py	print the header

The class of a character is that of its general category and script, except
that one which folds to something else is judged by what it folds to.
classes.tsv, which gen_fold.py maintains, has to be up to date.
"""

import argparse
import os
import sys

import ctable
import folds
import ucd
import variants

SHIFT = 7

# The numbers of WicCharClass and the flags of core/charclass.h.
PUNCT, BLANK, LETTER, DIGIT, CJK, MARK, IGNORE, SYMBOL, CONTEXT = range(9)
HAN, KANA, JOINS = 0x10, 0x20, 0x40

PURPOSE = """
Class (low four bits, a WicCharClass) and flags of each code point.

    data[(index[cp >> SHIFT] << SHIFT) + (cp & ((1 << SHIFT) - 1))]
"""

CJK_SCRIPTS = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"}
KANA_SCRIPTS = {"Hiragana", "Katakana"}

PROLONGED_SOUND_MARKS = {0x30FC, 0xFF70}

# Letters used with one of the CJK scripts only, though Unicode calls their
# script Common: 〆, the vertical kana repeat marks, ー and ｰ.
COMMON_CJK_LETTERS = ({0x3006} | set(range(0x3031, 0x3036))
                      | PROLONGED_SOUND_MARKS)

# 々 〻 and U+16FE3 stand for the character before them.
HAN_ITERATION_MARKS = {0x3005, 0x303B, 0x16FE3}

CJK_STROKES = range(0x31C0, 0x31E4)
IDEOGRAPHIC_PLANES = range(0x20000, 0x3FFFE)
PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE),
               range(0x100000, 0x10FFFE))

HALFWIDTH_SOUND_MARKS = {0xFF9E, 0xFF9F}
BLANK_CONTROLS = set(range(0x0009, 0x000E)) | {0x0085}

# Hangul vowels and final consonants compose with the syllable before them.
HANGUL_JOINING = set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))


class Classifier:
    """Knows the class and the flags of every code point."""

    def __init__(self, inputs):
        self.unicode_data = ucd.UnicodeData(inputs)
        self.scripts = ucd.read_scripts(inputs)
        self.radicals = ucd.read_property(inputs, "PropList.txt", "Radical")
        self.ignorable = ucd.read_property(
            inputs, "DerivedCoreProperties.txt",
            "Default_Ignorable_Code_Point")
        self.context = read_context(inputs)
        self.exact = folds.read_exact_fold(inputs)
        self.full = folds.compose_with_classes(
            self.exact, variants.parse_published(
                inputs.own_lines("classes.tsv")))
        self.joining = self._joining(inputs)

    def value(self, cp):
        """Return class and flags."""
        value = self.class_of(cp)
        if self._is_han(cp):
            value |= HAN
        if self._is_kana(cp):
            value |= KANA
        if self._joins(cp):
            value |= JOINS
        return value

    # ------------------------------------------------------------ class

    def class_of(self, cp):
        """Return the class; the first rule that applies decides."""
        if cp in self.context:
            return CONTEXT
        if cp in self.ignorable or self._folded(cp) == ():
            return IGNORE
        own = self._class_by_category(cp)
        if own == CJK and not self._folds_to_cjk(cp):
            return LETTER
        if own == PUNCT and cp in self.full:
            return self._class_by_fold(cp)
        return own

    def _class_by_category(self, cp):
        """Return the class without regard to folding."""
        category = self.unicode_data.category_of(cp)
        if category[0] == "M" or cp in HALFWIDTH_SOUND_MARKS:
            return MARK
        if category[0] == "Z" or cp in BLANK_CONTROLS:
            return BLANK
        if category == "Nd":
            return DIGIT
        if self._is_cjk(cp, category):
            return CJK
        if is_letter(category):
            return LETTER
        return PUNCT

    def _is_cjk(self, cp, category):
        if cp in IDEOGRAPHIC_PLANES and not is_noncharacter(cp):
            return True
        if any(cp in area for area in PRIVATE_USE):
            return True
        if cp in self.radicals or cp in CJK_STROKES:
            return True
        return is_letter(category) and (
            self.scripts.get(cp) in CJK_SCRIPTS or cp in COMMON_CJK_LETTERS)

    def _class_by_fold(self, cp):
        """Return the class of a character that is no letter itself."""
        classes = self._classes_of_fold(cp)
        if classes == {CJK}:
            return CJK
        if classes & {LETTER, DIGIT, CJK}:
            return SYMBOL
        return PUNCT

    def _folds_to_cjk(self, cp):
        return self._classes_of_fold(cp) <= {CJK, MARK}

    def _classes_of_fold(self, cp):
        return {self._class_by_category(x) for x in self._folded(cp)}

    def _folded(self, cp):
        return self.full.get(cp, (cp,))

    # ------------------------------------------------------------ flags

    def _is_han(self, cp):
        if cp in HAN_ITERATION_MARKS or self.scripts.get(cp) != "Han":
            return False
        return (is_letter(self.unicode_data.category_of(cp))
                or cp in self.radicals)

    def _is_kana(self, cp):
        if cp in PROLONGED_SOUND_MARKS:
            return True
        return (self.scripts.get(cp) in KANA_SCRIPTS
                and is_letter(self.unicode_data.category_of(cp)))

    def _joins(self, cp):
        return any(fold.get(cp, (cp,))[:1] and
                   fold.get(cp, (cp,))[0] in self.joining
                   for fold in ({}, self.exact, self.full))

    def _joining(self, inputs):
        """Return what may combine with the character before it."""
        excluded = ucd.read_property(inputs, "DerivedNormalizationProps.txt",
                                     "Full_Composition_Exclusion")
        seconds = {target[1] for cp, target
                   in self.unicode_data.decomposition.items()
                   if cp not in excluded}
        return seconds | set(self.unicode_data.ccc) | HANGUL_JOINING


def is_letter(category):
    return category[0] == "L" or category == "Nl"


def is_noncharacter(cp):
    return cp & 0xFFFE == 0xFFFE or 0xFDD0 <= cp <= 0xFDEF


def read_context(inputs):
    """Return the set of code points whose neighbours decide."""
    context = set()
    for where, line in inputs.own_lines("context.txt"):
        cp = ucd.parse_code_point(line, where)
        if cp in context:
            raise ucd.InputError("%s: U+%04X is listed twice" % (where, cp))
        context.add(cp)
    return context


def generate(inputs):
    """Return the text of charclass_table.h."""
    classifier = Classifier(inputs)
    values = [classifier.value(cp) for cp in range(ucd.MAX_CODE_POINT + 1)]
    index, data = ctable.build_trie(values, SHIFT)
    index_type = "uint8_t" if max(index) <= 0xFF else "uint16_t"
    return "\n".join([
        ctable.file_header("charclass_table.h", PURPOSE, "gen_charclass.py",
                           inputs, ("unicode-data", "opencc")),
        "#define CHARCLASS_SHIFT %d\n" % SHIFT,
        ctable.array("%s charclass_index" % index_type, index, str),
        ctable.array("uint8_t charclass_data", data, ctable.hexadecimal),
    ])


def main():
    parser = argparse.ArgumentParser(
        description="Generate the table of character classes.")
    parser.add_argument("--unicode", default="/usr/share/unicode",
                        metavar="DIR", help="files of unicode-data")
    arguments = parser.parse_args()
    try:
        header = generate(ucd.Inputs({"unicode-data": arguments.unicode}))
    except (ucd.InputError, OSError) as error:
        sys.exit("%s: %s" % (os.path.basename(sys.argv[0]), error))
    sys.stdout.write(header.rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
