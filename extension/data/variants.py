"""The classes of Han variants: which characters fold to one another.

Relations between characters are joined in a fixed order of trust.  A union
is refused when it would put into one class two characters that are denied
(deny.txt), or two everyday simplified characters that are not allowed
together (allow.txt): what simplified Chinese keeps apart stays apart.

	發 = 发 = 髮 = 発 = 髪	because simplified Chinese writes them 发
	像 / 象			stay apart, both are everyday characters
"""

import re

import ucd

# 通用规范汉字表 levels 1 and 2; level 3 holds rare characters.
LAST_EVERYDAY_INDEX = 6500

COMPATIBILITY_BLOCKS = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


# ------------------------------------------------------------- relations

def load_relations(inputs, unicode_data):
    """Return [(label, [(cp, cp), ...])], most trusted relation first."""
    opencc = {name: opencc_pairs(inputs, name)
              for name in ("TSCharacters", "STCharacters", "TWVariants",
                           "HKVariants", "JPShinjitaiCharacters")}

    def first(name):
        return name + " first", opencc[name][0]

    def other(name):
        return name + " other", opencc[name][1]

    def variants(field):
        return field, unihan_pairs(inputs, "Unihan_Variants.txt", field)

    def kanji(field):
        return field, unihan_pairs(inputs, "Unihan_OtherMappings.txt", field)

    return [
        ("canonical", compatibility_pairs(unicode_data)),
        ("CJK_Compatibility_Ideographs",
         sum(opencc_pairs(inputs, "CJK_Compatibility_Ideographs"), [])),
        ("EquivalentUnifiedIdeograph",
         list(ucd.read_equivalent_ideographs(inputs))),
        first("TSCharacters"),
        first("STCharacters"),
        first("TWVariants"),
        first("HKVariants"),
        variants("kSimplifiedVariant"),
        variants("kTraditionalVariant"),
        variants("kZVariant"),
        first("JPShinjitaiCharacters"),
        kanji("kJinmeiyoKanji"),
        kanji("kJoyoKanji"),
        ("Allographs", allograph_pairs(inputs)),
        other("TWVariants"),
        other("HKVariants"),
        other("TSCharacters"),
        other("STCharacters"),
        other("JPShinjitaiCharacters"),
        ("supplement", read_pairs(inputs, "supplement.txt")),
    ]


def compatibility_pairs(unicode_data):
    """Return (compatibility ideograph, the ideograph NFC makes of it)."""
    pairs = []
    for first, last in COMPATIBILITY_BLOCKS:
        for cp in range(first, last + 1):
            if cp in unicode_data.decomposition:
                pairs.append((cp, unicode_data.decomposition[cp][0]))
    return pairs


def opencc_pairs(inputs, name):
    """Return (pairs with the first value, pairs with the other values)."""
    first, other = [], []
    for key, values in read_opencc_characters(inputs, name):
        for i, value in enumerate(values):
            if value != key:
                (other if i else first).append((key, value))
    return first, other


def read_opencc_characters(inputs, name):
    """Yield (cp, [cp, ...]), leaving out entries longer than a character."""
    path = "data/dictionary/%s.txt" % name
    for key, values in ucd.read_opencc(inputs, path):
        if len(key) == 1:
            yield ord(key), [ord(v) for v in values if len(v) == 1]


def unihan_pairs(inputs, file_name, field):
    """Return pairs for the code points named in the values of a field."""
    pairs = []
    for where, cp, value in ucd.read_unihan(inputs, file_name, field):
        for target in re.findall("U\\+([0-9A-F]+)", value):
            target = ucd.parse_code_point(target, where)
            if target != cp:
                pairs.append((cp, target))
    return pairs


def allograph_pairs(inputs):
    """Return (first of the line, each other character of the line)."""
    pairs = []
    path = "data/dictionary/staging/Allographs.txt"
    for where, line in inputs.lines("opencc", path):
        if len(line) < 2:
            raise ucd.InputError("%s: expected two or more characters" % where)
        pairs.extend((ord(line[0]), ord(other)) for other in line[1:])
    return pairs


def read_pairs(inputs, name):
    """Return the pairs of one of our own lists, "A B" on a line."""
    pairs = []
    seen = {}
    for where, line in inputs.own_lines(name):
        parts = line.split()
        if len(parts) != 2 or any(len(part) != 1 for part in parts):
            raise ucd.InputError("%s: expected two characters" % where)
        if parts[0] == parts[1]:
            raise ucd.InputError("%s: both characters are %s"
                                 % (where, parts[0]))
        pair = frozenset(parts)
        if pair in seen:
            raise ucd.InputError("%s: the pair is already at %s"
                                 % (where, seen[pair]))
        seen[pair] = where
        pairs.append((ord(parts[0]), ord(parts[1])))
    return pairs


def read_pair_set(inputs, name):
    return set(map(frozenset, read_pairs(inputs, name)))


# ----------------------------------------------------------------- union

class GuardedUnion:
    """Disjoint sets of characters, with a guard at each union."""

    def __init__(self, everyday, allowed, denied):
        self.everyday = everyday
        self.allowed = allowed
        self.denied = denied
        self.denied_members = set().union(*denied)
        self.class_of = {}
        self.rejected = []

    def join(self, label, a, b):
        """Put a and b into one class, or note why not."""
        class_a, class_b = self._class(a), self._class(b)
        if class_a is class_b:
            return
        reason = self._objection(class_a, class_b)
        if reason:
            self.rejected.append((label, a, b, reason))
            return
        class_a |= class_b
        for cp in class_b:
            self.class_of[cp] = class_a

    def classes(self):
        """Return the classes of two or more, as sorted lists, sorted."""
        distinct = {id(c): c for c in self.class_of.values() if len(c) > 1}
        return sorted(sorted(c) for c in distinct.values())

    def _class(self, cp):
        return self.class_of.setdefault(cp, {cp})

    def _objection(self, class_a, class_b):
        denied = [pair for pair in cross(class_a & self.denied_members,
                                         class_b & self.denied_members)
                  if frozenset(pair) in self.denied]
        if denied:
            return "denied " + show_pairs(denied)
        guarded = [pair for pair in cross(class_a & self.everyday,
                                          class_b & self.everyday)
                   if frozenset(pair) not in self.allowed]
        if guarded:
            return "both everyday " + show_pairs(guarded)
        return ""


def cross(a, b):
    return [(x, y) for x in sorted(a) for y in sorted(b)]


def show_pairs(pairs):
    return " ".join(chr(a) + chr(b) for a, b in pairs)


def check_supplement(rejected):
    """Refuse a pair of our own that the guard refused."""
    for label, a, b, reason in rejected:
        if label == "supplement":
            raise ucd.InputError("supplement.txt: %s %s is refused: %s"
                                 % (chr(a), chr(b), reason))


# -------------------------------------------------------- representatives

class Preference:
    """The order in which the members of a class may represent it.

    Simplified standard characters come first: word lists and guards are
    made for them.  The representative is never shown to anybody.
    """

    def __init__(self, inputs, unicode_data):
        self.radicals = ucd.read_property(inputs, "PropList.txt", "Radical")
        self.decomposition = unicode_data.decomposition
        self.standard_index = {}
        for where, cp, value in ucd.read_unihan(
                inputs, "Unihan_OtherMappings.txt", "kTGH"):
            if not re.fullmatch("2013:[0-9]+", value):
                raise ucd.InputError("%s: unknown kTGH value" % where)
            self.standard_index[cp] = int(value.split(":")[1])

    def everyday(self):
        return {cp for cp, index in self.standard_index.items()
                if index <= LAST_EVERYDAY_INDEX}

    def key(self, cp):
        first, last = COMPATIBILITY_BLOCKS[0]
        return (cp in self.radicals or cp in self.decomposition,
                cp > 0xFFFF,
                first <= cp <= last,
                self.standard_index.get(cp, 99999),
                cp)


def choose_representatives(classes, published, prefer):
    """Return {cp: representative}, without the representatives.

    A class that was published keeps the representative it had.
    """
    mapping = {}
    known = set(published.values())
    for members in classes:
        kept = known.intersection(members)
        representative = min(kept or members, key=prefer)
        for cp in members:
            if cp != representative:
                mapping[cp] = representative
    return mapping


def check_published(mapping, published):
    """Refuse what would change the fold of a published character."""
    for cp, representative in sorted(published.items()):
        if representative in mapping:
            raise ucd.InputError(
                "class of %s would merge with that of %s; "
                "this needs --new-version"
                % (chr(representative), chr(mapping[representative])))
        if mapping.get(cp) != representative:
            raise ucd.InputError(
                "%s would no longer fold to %s; this needs --new-version"
                % (chr(cp), chr(representative)))


# ------------------------------------------------------- published classes

def parse_published(lines):
    """Return {cp: representative} from the lines of classes.tsv."""
    published = {}
    for where, line in lines:
        columns = line.split("\t")
        if len(columns) != 4:
            raise ucd.InputError("%s: expected four columns" % where)
        cp = ucd.parse_code_point(columns[0], where)
        representative = ucd.parse_code_point(columns[1], where)
        if columns[2:] != [chr(cp), chr(representative)]:
            raise ucd.InputError("%s: numbers and characters differ" % where)
        if cp in published:
            raise ucd.InputError("%s: %s is mapped twice" % (where, chr(cp)))
        published[cp] = representative
    for cp, representative in published.items():
        if representative in published:
            raise ucd.InputError("%s is mapped and a representative"
                                 % chr(representative))
    return published


def format_published(mapping):
    return "".join("%04X\t%04X\t%s\t%s\n" % (cp, to, chr(cp), chr(to))
                   for cp, to in sorted(mapping.items()))


def format_rejected(rejected):
    return "".join("%s\t%s\t%s\t%s\n" % (label, chr(a), chr(b), reason)
                   for label, a, b, reason in rejected)


def build_classes(inputs, unicode_data, published):
    """Return ({cp: representative}, rejected unions)."""
    preference = Preference(inputs, unicode_data)
    union = GuardedUnion(preference.everyday(),
                         read_pair_set(inputs, "allow.txt"),
                         read_pair_set(inputs, "deny.txt"))
    for label, pairs in load_relations(inputs, unicode_data):
        for a, b in sorted(pairs):
            union.join(label, a, b)
    check_supplement(union.rejected)
    mapping = choose_representatives(union.classes(), published,
                                     preference.key)
    return mapping, union.rejected
