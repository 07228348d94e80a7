"""Names made comparable: what is left once spelling that does not matter is taken away.

Two levels are kept apart. :func:`plain` takes away only what no one means by a name: case,
blanks, the Unicode form, invisible marks, and the legal form at either end. What is equal then
is the same text. :func:`fold` goes on: accents, punctuation, scripts and such words as "Company"
in full. ``Face++`` and ``Face`` fold alike, and ``Metropolitan Company`` and ``Metropolitan
Ltd``; so what is equal only then is like, and is for a person to judge.

Cyrillic and Greek letters are written in Latin ones by a fixed table. Of Arabic, Chinese,
Japanese, Korean and all other scripts only width, marks and legal forms are taken away: there a
letter table would be a guess, and names are compared as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from watchgraph.reconcile.scripts import LATIN

# Forms at the end of a name that name nothing but the form; full stops and blanks left out.
_FORM_WORDS = """
    a/s ab ag aps asa bhd bv bvba co coltd companylimited corp dd doo eood fze fzco fzllc gmbh
    gmbh&cokg inc incorporated jsc kft kgaa kk limited llc llp ltd ltda lte mbh nv ood oao oy oyj
    pao pjsc plc privatelimited pte pteltd pty ptyltd pvt pvtltd qpsc qsc saboc sabdecv sadecv saoc
    saog sarl sas sdnbhd se spa spzoo srl sro tov zao zrt
    aş şti ltdşti anonimşirketi ooo ооо оао зао пао ао тоо тов
"""
_FORMS = frozenset(_FORM_WORDS.split())
# Forms only when they are written with full stops; without them they may be South Africa.
_DOTTED = frozenset(("ae", "as", "ent", "sa", "sl"))
# Words of a form that may as well be words of a name.
_WIDE = _DOTTED | {"company", "corporation", "limitada"}
_HEADS = frozenset(("ooo", "oao", "zao", "pao", "ооо", "оао", "зао", "пао", "ао", "тоо", "тов"))
_WIDE_HEADS = frozenset(("the", "pt", "ao"))
# Scripts that are written without blanks.
_UNSPACED = re.compile(
    "^(?:股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|주식회사"
    "|유한회사|\\(株\\)|\\(有\\)|شركة(?=\\s))\\s*"
    "|\\s*(?:股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|주식회사"
    "|유한회사|\\(株\\)|\\(有\\)|(?<=\\s)(?:ذ\\.?م\\.?م\\.?|ش\\.?م\\.?[مكل]\\.?|المحدودة))$"
)
_LONGEST_FORM = 4
# No company is called so; a text that is longer keeps its end.
_LONGEST_NAME = 500
_BARE = str.maketrans("", "", "., ")
_QUOTES = str.maketrans(
    {**dict.fromkeys("‘’‚‛ʼ`´ʻ＇", "'"), **dict.fromkeys('“”„‟«»″"', '"')}
    | dict.fromkeys("‐‑‒–—―−﹘", "-")
)
# Those of Latin, Greek and Cyrillic, and the vowel marks that Arabic may leave out.
_ACCENTS = frozenset(map(chr, [*range(0x0300, 0x0370), *range(0x064B, 0x0653)]))
_NO_WORD = re.compile(r"[^a-z0-9]+")
_INVISIBLE = ("Cf", "Cc", "Cs", "Co", "Cn")


def tidy(text: str) -> str:
    r"""Return a name in one Unicode form, without invisible marks and surplus blanks.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text in NFKC, each run of blanks one space, quotes and dashes of one kind each.

    Examples
    --------
    >>> tidy("Ｈuawei\u200f \xa0Technologies\u200b")
    'Huawei Technologies'
    """
    # Twice: a mark that is dropped may have stood between two that join.
    for _ in range(2):
        if not text.isprintable():
            text = "".join(map(_shown, text))
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        text = text.translate(_QUOTES)
    return " ".join(text.split())


def _shown(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _INVISIBLE else sign


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return what is the same in two writings of one name.

    Parameters
    ----------
    text
        Any name.

    Returns
    -------
    str
        The name tidied, in one case, without a legal form; never empty unless the name is blank.

    Examples
    --------
    >>> plain("HIKVISION  Co., Ltd.") == plain("Hikvision")
    True
    >>> plain("ООО «НТЕХ ЛАБ»")
    'нтех лаб'
    """
    return _settled(_casefold(text), wide=False)


def fold(text: str) -> str:
    """Return a name reduced to Latin letters and digits where a rule is sound.

    Parameters
    ----------
    text
        Any name.

    Returns
    -------
    str
        Words with one space between them; empty if the name holds no letter or digit.

    Examples
    --------
    >>> fold("Teléfonos de México, S.A.B. de C.V."), fold("НТЕХ ЛАБ")
    ('telefonos de mexico', 'ntekh lab')
    """
    words = _words(_settled(_casefold(text), wide=True))
    while True:
        again = _words(_settled(words, wide=True))
        if again == words:
            return words
        words = again


def letters(text: str) -> str:
    """Return the letters and digits of a text without accents, in Latin script.

    Parameters
    ----------
    text
        Any text; legal forms stay.

    Returns
    -------
    str
        Words with one space between them.

    Examples
    --------
    >>> letters("Côte d’Ivoire")
    'cote divoire'
    """
    return _words(_casefold(text))


def _casefold(text: str) -> str:
    text = tidy(text)
    if text.isascii():
        return text.casefold()
    # Case folding may undo the form, and the dotted capital I folds to two signs.
    return tidy(text.replace("İ", "i").casefold())


def _words(text: str) -> str:
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text.replace("'", "")).split())
    bare = []
    for sign in unicodedata.normalize("NFD", text):
        category = unicodedata.category(sign)
        if category[0] == "M":
            # Marks of most other scripts are vowels that a name does not stand without.
            bare.append("" if sign in _ACCENTS else sign)
        elif category[0] in "LN":
            bare.append(sign)
        else:
            bare.append("" if sign == "'" else " ")
    joined = unicodedata.normalize("NFC", "".join(bare))
    latin = "".join(LATIN.get(sign, sign) for sign in joined)
    return " ".join(unicodedata.normalize("NFKC", latin.casefold()).split())


def _settled(text: str, *, wide: bool) -> str:
    while len(text) <= _LONGEST_NAME:
        shorter = _without_form(text, wide=wide)
        if shorter == text:
            break
        text = shorter
    return text


def _without_form(text: str, *, wide: bool) -> str:
    """Take one legal form away, if the name has one and more than that."""
    inner = text[1:-1].strip()
    if inner and text[0] == text[-1] == '"' and '"' not in inner:
        return inner
    bare = text if text.isascii() else _UNSPACED.sub("", text, count=1).strip(" ,")
    if bare and bare != text:
        return bare
    words = text.split(" ")
    if len(words) == 1:
        # "Acme,Inc." is written without a blank.
        head, comma, tail = text.rpartition(",")
        return head.rstrip(" ,") if comma and head.strip(" ,") and _is_form(tail, wide) else text
    for count in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        rest = " ".join(words[:-count]).rstrip(" ,&")
        if rest.strip(" .,-&\"'()") and _is_form(" ".join(words[-count:]), wide):
            return rest
    first = words[0].strip(".,")
    rest = " ".join(words[1:]).lstrip(" ,")
    if rest and (first in _HEADS or (wide and first in _WIDE_HEADS)):
        return rest
    return text


def _is_form(tail: str, wide: bool) -> bool:
    squashed = tail.translate(_BARE)
    if squashed in _FORMS:
        return True
    if squashed in _DOTTED and "." in tail.rstrip("."):
        return True
    return wide and squashed in _WIDE
