"""What a build is made from: the edition, the overlays, and how strictly they are taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from watchgraph.errors import DataError
from watchgraph.overlaid import check_graph, overlaid
from watchgraph.overlays import Laid
from watchgraph.overlays.description import private_name


@dataclass(frozen=True)
class Given:
    """What a build is made from.

    Attributes
    ----------
    data, ontology
        Folders of the edition and of the ontology.
    overlays
        Folders of overlays.
    include_private
        Names of the private ones that are kept in the build.
    skip_faulty
        Whether faulty rows of overlays are left out.
    check
        Whether findings in the graph stop the build.
    strict
        Whether warnings do.
    """

    data: Path
    ontology: Path
    overlays: tuple[Path, ...]
    include_private: tuple[str, ...]
    skip_faulty: bool = False
    check: bool = True
    strict: bool = False

    @property
    def shown(self) -> tuple[Path, ...]:
        """The overlays of which something is kept: others leave no trace, not even in a name."""
        names = {folder: private_name(folder) for folder in self.overlays}
        return tuple(
            folder for folder, name in names.items() if name is None or name in self.include_private
        )

    @property
    def flags(self) -> str:
        """What enters the name of the build; empty where nothing but the edition is shown."""
        words = [f"private {name}" for name in sorted(set(self.include_private))]
        if self.shown:
            words += [f"overlays {len(self.shown)}"]
            words += ["skip faulty"] if self.skip_faulty else []
        return " ".join([*words, "strict"] if self.strict else words)

    def laid(self) -> Laid:
        """Read the tables and lay the overlays over them, or stop at what is wrong."""
        laid = overlaid(
            self.data,
            self.overlays,
            include_private=self.include_private,
            skip_faulty=self.skip_faulty,
            graph=check_graph if self.check else None,
        )
        warnings = [*laid.edition.warnings, *laid.shown_faults]
        if self.strict and warnings:
            raise DataError(warnings)
        return laid
