"""Reading of the pinned input files: Unicode data, OpenCC and our own lists.

Every reader refuses a line it does not understand with an InputError that
names file and line.  Python's own unicodedata is not used anywhere: its
Unicode version changes with the interpreter.
"""

import bz2
import hashlib
import os
import re

MAX_CODE_POINT = 0x10FFFF
DATA_DIR = os.path.dirname(os.path.abspath(__file__))


class InputError(Exception):
    """Bad input; the message begins with file:line where there is one."""


# ---------------------------------------------------------------- files

class Inputs:
    """The input files by name, each checked against SOURCES when read.

    Packages are the sections of SOURCES; `roots` says in which directory
    each of them is.  Files of our own are read with own_lines().  Whatever
    has been read counts for digest().
    """

    def __init__(self, roots):
        self.roots = roots
        self.packages = read_sources()
        self.used = {}

    def text(self, package, name):
        """Return the text of a pinned file, unpacked if it ends in .bz2."""
        path = os.path.join(self.roots[package], name)
        content = read_maybe_packed(path)
        self._check_digest(package, name, path, content)
        return content.decode("utf-8")

    def lines(self, package, name):
        """Yield (where, text) for the lines that are not just a comment."""
        return significant_lines(name, self.text(package, name))

    def own_lines(self, name):
        """Like lines(), for a file beside this script."""
        content = read_own(name)
        self.used[name] = hashlib.sha256(content).hexdigest()
        return significant_lines(name, content.decode("utf-8"))

    def digest(self):
        """Return one sha256 over the names and digests of all files read."""
        lines = ["%s  %s\n" % (digest, name)
                 for name, digest in sorted(self.used.items())]
        return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()

    def title(self, package):
        """Return "name version" of a package."""
        return "%s %s" % (package, self.packages[package]["version"])

    def _check_digest(self, package, name, path, content):
        digest = hashlib.sha256(content).hexdigest()
        wanted = self.packages[package]["files"].get(name)
        if wanted is None:
            raise InputError("%s: not listed in SOURCES under %s"
                             % (path, package))
        if digest != wanted:
            raise InputError("%s: sha256 is %s, SOURCES wants %s"
                             % (path, digest, wanted))
        self.used[name] = digest


def read_own(name):
    """Return the bytes of a file beside this script."""
    with open(os.path.join(DATA_DIR, name), "rb") as file:
        return file.read()


def read_maybe_packed(path):
    """Return the bytes of path, or those packed in path.bz2."""
    if os.path.exists(path):
        with open(path, "rb") as file:
            return file.read()
    with bz2.open(path + ".bz2", "rb") as file:
        return file.read()


def significant_lines(name, text):
    """Yield ("name:number", text without comment) for lines with content."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.split("#", 1)[0].rstrip()
        if line:
            yield "%s:%d" % (name, number), line


def read_sources():
    """Return {package: {"version": ..., "files": {name: sha256}}}."""
    packages = {}
    package = None
    text = read_own("SOURCES").decode("utf-8")
    for where, line in significant_lines("SOURCES", text):
        key, _, value = line.partition(" ")
        value = value.strip()
        if key == "source":
            package = packages[value] = {"version": "", "files": {}}
        elif package is None or not value:
            raise InputError("%s: expected \"source NAME\"" % where)
        elif key == "sha256":
            digest, _, name = value.partition(" ")
            package["files"][name.strip()] = digest
        elif key in ("version", "obtain", "licence"):
            package[key] = value
        else:
            raise InputError("%s: unknown key \"%s\"" % (where, key))
    return packages


# --------------------------------------------------------------- parsing

def parse_code_point(text, where):
    """Return the code point written as four to six hex digits."""
    if not re.fullmatch("[0-9A-F]{4,6}", text):
        raise InputError("%s: \"%s\" is not a code point" % (where, text))
    cp = int(text, 16)
    if cp > MAX_CODE_POINT:
        raise InputError("%s: %s is beyond Unicode" % (where, text))
    return cp


def parse_code_points(text, where):
    """Return the tuple of code points in a space separated list."""
    return tuple(parse_code_point(part, where) for part in text.split())


def parse_range(text, where):
    """Return (first, last) of "XXXX" or "XXXX..YYYY"."""
    first, _, last = text.partition("..")
    first = parse_code_point(first, where)
    last = parse_code_point(last, where) if last else first
    if last < first:
        raise InputError("%s: range %s is backwards" % (where, text))
    return first, last


def property_rows(lines):
    """Yield (where, first, last, fields) of a "range ; field ..." file."""
    for where, line in lines:
        fields = [field.strip() for field in line.split(";")]
        if len(fields) < 2:
            raise InputError("%s: expected \"range ; property\"" % where)
        first, last = parse_range(fields[0], where)
        yield where, first, last, fields[1:]


def binary_property(lines, name):
    """Return the set of code points that have the named property."""
    members = set()
    for _, first, last, fields in property_rows(lines):
        if fields[0] == name:
            members.update(range(first, last + 1))
    if not members:
        raise InputError("no code point has property %s" % name)
    return members


# --------------------------------------------------------------- Unicode

class UnicodeData:
    """General category, combining class and canonical decomposition."""

    def __init__(self, inputs):
        self.category = {}
        self.ccc = {}
        self.decomposition = {}
        range_first = None
        for where, line in inputs.lines("unicode-data", "UnicodeData.txt"):
            fields = line.split(";")
            if len(fields) != 15:
                raise InputError("%s: expected 15 fields" % where)
            cp = parse_code_point(fields[0], where)
            if fields[1].endswith(", First>"):
                range_first = cp
                continue
            if fields[1].endswith(", Last>"):
                self._add_range(range_first, cp, fields[2])
                continue
            self._add(where, cp, fields)

    def _add_range(self, first, last, category):
        for cp in range(first, last + 1):
            self.category[cp] = category

    def _add(self, where, cp, fields):
        self.category[cp] = fields[2]
        if fields[3] != "0":
            self.ccc[cp] = int(fields[3])
        if fields[5] and not fields[5].startswith("<"):
            self.decomposition[cp] = parse_code_points(fields[5], where)

    def category_of(self, cp):
        return self.category.get(cp, "Cn")


def read_scripts(inputs):
    """Return {code point: script}; code points not listed are Unknown."""
    scripts = {}
    lines = inputs.lines("unicode-data", "Scripts.txt")
    for _, first, last, fields in property_rows(lines):
        for cp in range(first, last + 1):
            scripts[cp] = fields[0]
    return scripts


def read_nfkc_casefold(inputs):
    """Return {code point: tuple}, only code points that change."""
    mapping = {}
    lines = inputs.lines("unicode-data", "DerivedNormalizationProps.txt")
    for where, first, last, fields in property_rows(lines):
        if fields[0] != "NFKC_CF":
            continue
        target = parse_code_points(fields[1], where)
        for cp in range(first, last + 1):
            mapping[cp] = target
    return mapping


def read_property(inputs, file_name, name):
    """Return the set of code points with a binary property of a file."""
    return binary_property(inputs.lines("unicode-data", file_name), name)


def read_equivalent_ideographs(inputs):
    """Yield (radical or stroke, equivalent ideograph)."""
    lines = inputs.lines("unicode-data", "EquivalentUnifiedIdeograph.txt")
    for where, first, last, fields in property_rows(lines):
        ideograph = parse_code_point(fields[0], where)
        for cp in range(first, last + 1):
            yield cp, ideograph


def read_unihan(inputs, file_name, field):
    """Yield (where, code point, value) of one Unihan field."""
    for where, line in inputs.lines("unicode-data", file_name):
        columns = line.split("\t")
        if len(columns) != 3 or not columns[0].startswith("U+"):
            raise InputError("%s: expected U+XXXX, field, value" % where)
        if columns[1] == field:
            yield where, parse_code_point(columns[0][2:], where), columns[2]


# ---------------------------------------------------------------- OpenCC

def read_opencc(inputs, name):
    """Yield (key, [value, ...]) of an OpenCC dictionary."""
    for where, line in inputs.lines("opencc", name):
        key, tab, values = line.partition("\t")
        if not tab or not key or not values:
            raise InputError("%s: expected key, tab, values" % where)
        yield key, values.split(" ")
