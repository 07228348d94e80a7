"""How a thing of the graph is cited."""

import re
from dataclasses import dataclass

_AUTHOR = "The WatchGraph contributors"
# Characters that mean something to TeX.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: "\\" + one for one in "&%$#_{}"},
}


@dataclass(frozen=True)
class Citation:
    """A reference in two forms.

    Attributes
    ----------
    text : str
        A sentence.
    bibtex : str
        An entry of BibTeX.
    """

    text: str
    bibtex: str


def citation(title: str, identifier: str, version: str) -> Citation:
    r"""Return how to cite a thing: by identifier and version of the data, without a clock.

    Parameters
    ----------
    title : str
        What it is called.
    identifier : str
        Its IRI.
    version : str
        Version of the data.

    Returns
    -------
    Citation
        Text and BibTeX.

    Examples
    --------
    >>> print(citation("A & B", "https://example.org/id/a", "2026.11").bibtex)
    @misc{watchgraph-a,
      author = {{The WatchGraph contributors}},
      title = {{A \& B}},
      howpublished = {WatchGraph, data version 2026.11},
      note = {\url{https://example.org/id/a}}
    }
    """
    key = re.sub(r"[^A-Za-z0-9-]+", "-", identifier.rpartition("/")[2]).strip("-")
    lines = [
        f"@misc{{watchgraph-{key},",
        f"  author = {{{{{_AUTHOR}}}}},",
        f"  title = {{{{{_tex(title)}}}}},",
        f"  howpublished = {{WatchGraph, data version {_tex(version)}}},",
        f"  note = {{\\url{{{identifier}}}}}",
        "}",
    ]
    text = f"{_AUTHOR}: {title}. WatchGraph, data version {version}. {identifier}"
    return Citation(text, "\n".join(lines))


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(one, one) for one in text)
