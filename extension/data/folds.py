"""The two folds of version 1: code point => tuple of code points.

exact:	NFKC_Casefold, with the exceptions of overrides.txt
full:	the same, and every code point of the result goes to its class
		representative

Mappings hold only the code points that change.
"""

import ucd


def read_exact_fold(inputs):
    """Return the exact fold."""
    fold = ucd.read_nfkc_casefold(inputs)
    for where, line in inputs.own_lines("overrides.txt"):
        source, separator, target = line.partition(";")
        if not separator:
            raise ucd.InputError("%s: expected \"XXXX ; XXXX ...\"" % where)
        cp = ucd.parse_code_point(source.strip(), where)
        if cp not in fold:
            raise ucd.InputError("%s: NFKC_CF does not change U+%04X"
                                 % (where, cp))
        fold[cp] = ucd.parse_code_points(target, where)
    return {cp: target for cp, target in fold.items() if target != (cp,)}


def compose_with_classes(exact, classes):
    """Return the full fold: exact, then the class representatives."""
    for representative in set(classes.values()):
        if representative in exact:
            raise ucd.InputError("representative U+%04X is itself folded"
                                 % representative)
    full = {}
    for cp in set(exact) | set(classes):
        target = tuple(classes.get(x, x) for x in exact.get(cp, (cp,)))
        if target != (cp,):
            full[cp] = target
    return full
