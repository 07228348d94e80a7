import random
import time
from itertools import pairwise

from watchgraph.reconcile import (
    Judgement,
    Judgements,
    KnownName,
    KnownNames,
    KnownThing,
    PrintedName,
    reconcile,
)
from watchgraph.reconcile.folding import fold, plain

NONE = Judgements()


def judged(printed: str, candidate: str, word: str) -> Judgement:
    return Judgement("supplier", printed, candidate, judgement=word)


def test_real_names_lead_to_their_suppliers(suppliers):
    # The figures that the module states, measured again: each name is looked for among the rest,
    # so each stands for itself and is ruled out as its own meaning.
    each = {(name.key, plain(name.text)): name for name in suppliers.names if name.how != "code"}
    names = [name for name in each.values() if len(fold(name.text).replace(" ", "")) > 4]
    owner = {str(at): name.key for at, name in enumerate(names)}
    alone = KnownNames(
        "supplier",
        {at: KnownThing(at, name.text) for at, name in zip(owner, names, strict=True)},
        tuple(KnownName(name.text, at, "name") for at, name in zip(owner, names, strict=True)),
    )
    itself = [judged(n.text, at, "different") for at, n in zip(owner, names, strict=True)]
    printed = [PrintedName(name.text) for name in names]
    proposals = reconcile(printed, alone, Judgements.made(itself)).proposals
    pairs = {(row.printed, owner[row.candidate]) for row in proposals}
    meant = {(name.text, name.key) for name in names}
    lookups = [name for name in names if sum(other.key == name.key for other in each.values()) > 1]
    assert (len(each), len(lookups)) == (374, 214)
    assert (len(pairs & meant), len(pairs)) == (164, 168)


def test_swapped_letters_are_found(suppliers):
    swaps = {}
    for name in suppliers.names:
        letters = fold(name.text).replace(" ", "")
        if name.how != "code" and len(letters) > 4:
            for at, (one, other) in enumerate(pairwise(letters)):
                if one != other:
                    swapped = letters[:at] + other + one + letters[at + 2 :]
                    swaps.setdefault(swapped, set()).add(name.key)
    result = reconcile(map(PrintedName, swaps), suppliers, NONE)
    shown = {(row.printed, row.candidate) for row in result.proposals}
    missed = [
        text
        for text, keys in swaps.items()
        if not any((text, key) in shown or result.matches[text].key == key for key in keys)
    ]
    assert len(swaps) > 3_000
    assert not missed


def test_ten_thousand_names_take_seconds(suppliers):
    chance = random.Random(1)
    names = [name.text for name in suppliers.names]
    printed = [
        PrintedName(f"{chance.choice(names)[: chance.randint(3, 30)]} {number}")
        for number in range(10_000)
    ]
    start = time.process_time()
    result = reconcile(printed, suppliers, NONE)
    assert time.process_time() - start < 5
    assert len(result.matches) == 10_000
