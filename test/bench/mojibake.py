"""Damage lines as wrong character sets do: kind, line and damaged line, as TSV.

Reads passages as file<TAB>text; a line that the damage would lose bytes of is
counted by its absence.  Needs Python's standard library only.
"""
import random
import re
import sys

LINES = 300


def latin(data):
    """Windows-1252, and ISO 8859-1 where that has nothing."""
    return ''.join(bytes([b]).decode('cp1252', 'ignore') or chr(b)
                   for b in data)


def twice(line):
    return latin(latin(line.encode()).encode())


def misread(of, taken_for):
    return lambda line: line.encode(of).decode(taken_for)


DAMAGE = [
    ('utf-8 as latin', lambda line: latin(line.encode()), 'all'),
    ('utf-8 as latin, twice', twice, 'all'),
    ('gbk as latin', lambda line: latin(line.encode('gb18030')), 'hans'),
    ('big5 as latin', lambda line: latin(line.encode('big5')), 'hant'),
    ('sjis as latin', lambda line: latin(line.encode('cp932')), 'ja'),
    ('euc-jp as latin', lambda line: latin(line.encode('euc_jp')), 'ja'),
    ('utf-8 as gbk', misread('utf-8', 'gb18030'), 'hans'),
    ('big5 as gbk', misread('big5', 'gb18030'), 'hant'),
    ('sjis as gbk', misread('cp932', 'gb18030'), 'ja'),
    ('gbk as big5', misread('gbk', 'big5hkscs'), 'hans'),
]


def escaped(text):
    """As COPY reads it."""
    for char, escape in ('\\', '\\\\'), ('\n', '\\n'), ('\r', '\\r'), \
            ('\t', '\\t'):
        text = text.replace(char, escape)
    return text


def sentences(texts, size):
    """LINES sentences; or, if size is not 0, pieces of that size."""
    found = []
    for text in texts:
        for line in re.split('(?<=[。！？])|\n', text):
            line = line.strip()
            if size:
                line = ''.join(re.findall('[\u3041-\u30fe\u4e00-\u9fff]',
                                          line))[:size]
            if len(line) >= (size or 15) and '\ufffd' not in line:
                found.append(line)
    random.Random(1).shuffle(found)
    return found[:LINES]


def main():
    for source in sys.argv[1:]:
        script, file = source.split('=', 1)
        with open(file, encoding='utf-8') as lines:
            texts = [line.rstrip('\n').split('\t')[-1] for line in lines]
        for size in (0, 6):
            for line in sentences(texts, size):
                name = script + (', %d characters' % size if size else '')
                print(name, 'clean', escaped(line), '', sep='\t')
                for kind, damage, of in DAMAGE:
                    if of not in ('all', script):
                        continue
                    try:
                        damaged = escaped(damage(line))
                    except UnicodeError:
                        damaged = '\\N'
                    print(name, kind, escaped(line), damaged, sep='\t')


main()
