"""Cyrillic and Greek letters in Latin ones, for comparison only.

After the tables of the American Library Association and the Library of Congress without their
marks, as far as these give what names of companies are written with: х is kh, ц ts, щ shch, and
hard and soft signs go. ISO 9 writes one Latin letter with a mark for each Cyrillic one; without
the marks ж and з would be one letter. Letters that have none in the table stay as they are.
"""

from __future__ import annotations

_CYRILLIC = """
    а a б b в v г g ґ g д d ђ dj е e ё e є ie ж zh з z ѕ dz и i і i ї i й i ј j к k л l љ lj м m
    н n њ nj о o п p р r с s т t ћ c у u ў u ф f х kh ц ts ч ch џ dzh ш sh щ shch ы y э e ю iu
    я ia ә a ғ g қ k ң n ө o ұ u ү u һ h ѓ g ќ k
"""
_GREEK = """
    α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch
    ψ ps ω o
"""
# Latin letters that are no accented form of another.
_OTHERS = "ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ŋ n ħ h ŧ t ĸ k ə a"
_PAIRS = f"{_CYRILLIC} {_GREEK} {_OTHERS}".split()

#: Latin writing of single small letters.
LATIN = {**dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)), "ъ": "", "ь": ""}
