"""What comes of overlays that were laid over an edition: what is shown, and what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchgraph.errors import Fault
from watchgraph.overlays.description import label_of
from watchgraph.overlays.reading import Overlay
from watchgraph.tables import Layer, Tables


@dataclass(frozen=True)
class Laid:
    """An edition with the overlays that were given.

    Attributes
    ----------
    edition
        Its tables alone.
    overlays
        The overlays, public ones first, else in the order given.
    layers
        Their rows by name of the overlay, without those that were left out.
    faults
        Every error and warning of the overlays, as their owners see them.
    left_out
        Rows of each file that were left out because of an error.
    stopping
        The errors of what is shown that are not of a row left out.
    included
        Names of the private overlays that are shown.
    hidden
        How many errors each private overlay has that is not shown, and that stop nothing.
    shown_faults
        Every error and warning of what is shown.
    """

    edition: Tables
    overlays: tuple[Overlay, ...]
    layers: Mapping[str, Layer]
    faults: tuple[Fault, ...]
    left_out: Mapping[str, int]
    stopping: tuple[Fault, ...] = ()
    included: tuple[str, ...] = ()
    hidden: Mapping[str, int] = field(default_factory=dict)
    shown_faults: tuple[Fault, ...] = ()

    @property
    def public(self) -> Tables:
        """The edition with the public overlays."""
        return self.edition.with_layers(*(one for one in self.layers.values() if not one.private))

    @property
    def private(self) -> tuple[Layer, ...]:
        """Layers of the private overlays that are shown."""
        return tuple(self.layers[name] for name in self.included)

    @property
    def shown(self) -> Tables:
        """The edition with the public overlays and the private ones that are shown."""
        return self.public.with_layers(*self.private)

    @property
    def held_back(self) -> tuple[str, ...]:
        """Names of the private overlays that are checked but not shown."""
        private = [name for name, layer in self.layers.items() if layer.private]
        return tuple(name for name in private if name not in self.included)

    @property
    def errors(self) -> list[Fault]:
        """The faults that stop."""
        return [fault for fault in self.faults if fault.severity == "error"]

    def told(self) -> list[str]:
        """Return a line for each file with rows left out, and for each overlay not shown."""
        folders = [overlay.folder for overlay in self.overlays]
        left_out = dict(self.left_out)
        for overlay in self.overlays:
            if self.hidden.get(overlay.name):
                # Its errors are told in one line.
                before = f"{overlay.label}/"
                left_out = {
                    file: count for file, count in left_out.items() if not file.startswith(before)
                }
        names = {overlay.name: overlay.folder for overlay in self.overlays}
        hidden = [(name, names[name], count) for name, count in self.hidden.items()]
        good = [name for name in self.held_back if name not in self.hidden]
        return told(folders, left_out, good, hidden)


def told(
    folders: Iterable[Path],
    left_out: Mapping[str, int],
    held_back: Iterable[str],
    hidden: Iterable[tuple[str, Path, int]] = (),
) -> list[str]:
    """Return a line for each file with rows left out, and for each overlay not shown.

    Parameters
    ----------
    folders
        Folders of the overlays.
    left_out
        Rows of each file that were left out.
    held_back
        Names of private overlays without errors that are not shown.
    hidden
        Name and folder of those that have errors, and how many.

    Returns
    -------
    list of str
        Lines.
    """
    known = {label_of(folder): folder for folder in folders}
    lines = []
    for file, count in left_out.items():
        label = file.partition("/")[0]
        rows = f"{count:,} row{'' if count == 1 else 's'}"
        lines.append(f"{rows} of {file} left out: see watchgraph check {known.get(label, label)}")
    faulty = [
        f"{count:,} error{'' if count == 1 else 's'} in {name}, which is not shown: "
        f"see watchgraph check {folder}"
        for name, folder, count in hidden
    ]
    lines += faulty
    lines += [
        f"The private records of {name} are checked but not shown; to show them: "
        f"--include-private {name}"
        for name in held_back
    ]
    return lines
