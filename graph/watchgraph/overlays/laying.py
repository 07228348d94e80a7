"""Overlays laid over an edition: each checked against what it may lean on, none mixed with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from watchgraph.errors import DataError, Fault, UseError
from watchgraph.overlays.description import public_already
from watchgraph.overlays.laid import Laid
from watchgraph.overlays.leaving_out import FileRow, LeftOut, rows_at, without
from watchgraph.overlays.reading import Overlay, read_overlay
from watchgraph.tables import Layer, Tables
from watchgraph.tables.layers import PartFault, check_layer


@dataclass(frozen=True)
class GraphFault:
    """A fault of the graph.

    Attributes
    ----------
    fault
        Where it stands, and what is wrong.
    first
        Whether it is mended without its row: a later one says the same, and that one goes.
    """

    fault: Fault
    first: bool = False


#: Checks the graph of tables with a layer, and gives what is wrong with the layer.
GraphCheck = Callable[[Tables, Layer], list[GraphFault]]

# Each round leaves out rows with an error, or that hang on one left out.
_MOST_ROUNDS = 50


@dataclass
class _Laying:
    """What is known while overlays are laid, one after the other."""

    edition: Tables
    skip_faulty: bool
    graph: GraphCheck | None
    below: Tables
    public: Tables
    layers: dict[str, Layer] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    mended: set[Fault] = field(default_factory=set)
    by_overlay: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, overlay: Overlay) -> None:
        """Check an overlay, lay it over what is there, and keep its faults apart as well."""
        before = len(self.faults)
        self._lay(overlay)
        self.by_overlay[overlay.name] = self.faults[before:]

    def _lay(self, overlay: Overlay) -> None:
        self.faults += overlay.faults
        layer = overlay.layer
        if self.skip_faulty:
            # A map gives no row that has an error; of other files they are taken out here.
            bad = _error_rows(set(overlay.faults) - overlay.fatal)
            self.left_out.add(bad)
            layer, gone = without(layer, rows_at(layer, bad), self.edition.package)
            self.left_out.add(gone)
        found = self._found(layer)
        self.faults += [one.placed(layer) for one in found]
        if self.skip_faulty:
            layer = self._without_errors(layer, found)
            found = []
        if self.graph and not any(one.fault.severity == "error" for one in found):
            layer = self._checked_as_graph(layer, self.graph, overlay.layer.rows)
        self.layers[layer.name] = layer
        self.below = self.below.with_layers(layer)
        if not layer.private:
            self.public = self.public.with_layers(layer)

    def errors_of(self, names: Iterable[str]) -> set[Fault]:
        """Return the errors that overlays have."""
        return {
            fault
            for name in names
            for fault in self.by_overlay.get(name, ())
            if fault.severity == "error"
        }

    def stopping(self, shown: Iterable[str]) -> list[Fault]:
        """Return the errors of overlays that are shown that are not of a row left out."""
        errors = self.errors_of(shown) - self.mended
        return sorted(one for one in errors if (one.file, one.row) not in self.left_out)

    def _found(self, layer: Layer) -> list[PartFault]:
        package = self.edition.package
        return check_layer(layer, package, self.public.columns, self.below)

    def _without_errors(self, layer: Layer, found: list[PartFault]) -> Layer:
        for _ in range(_MOST_ROUNDS):
            bad = {(one.part, one.fault.row - 2) for one in found if one.fault.severity == "error"}
            if not bad:
                return layer
            layer, gone = without(layer, bad, self.edition.package)
            self.left_out.add(gone)
            found = self._found(layer)
        return _emptied(layer, self.left_out)

    def _checked_as_graph(self, layer: Layer, check: GraphCheck, whole: int) -> Layer:
        """Run shapes and rules on what is visible with the layer; drop its rows with errors."""
        said: list[Fault] = []
        for _ in range(_MOST_ROUNDS):
            given = check(self.public.with_layers(layer), layer)
            found = [one.fault for one in given]
            said = said or found
            bad = rows_at(layer, _error_rows(one.fault for one in given if not one.first))
            if not (self.skip_faulty and bad):
                break
            layer, gone = without(layer, bad, self.edition.package)
            self.left_out.add(gone)
            layer = self._without_errors(layer, self._found(layer))
        if layer.rows < whole:
            # Once rows are missing, others may seem to be of no use.
            said = [fault for fault in said if fault.severity == "error"]
        # Some errors go with the row that another one had, such as one that said the same.
        self.mended |= set(said) - set(found)
        self.faults += [*said, *(fault for fault in found if fault.severity == "error")]
        return layer


def lay_over(
    edition: Tables,
    folders: Iterable[Path | str],
    *,
    include_private: Sequence[str] = (),
    skip_faulty: bool = False,
    graph: GraphCheck | None = None,
) -> Laid:
    """Read overlays, check them and lay them over an edition.

    Parameters
    ----------
    edition
        Checked tables of the edition.
    folders
        Folders of the overlays; public ones are laid first.
    include_private
        Names of the private overlays that are to be shown.
    skip_faulty
        Whether rows with errors, and those that hang on them, are left out.
    graph
        Checks the graph of each overlay as well, where its rows have no error of their own.

    Returns
    -------
    Laid
        With all faults; nothing is raised for them here: see :func:`stop_at_errors`.

    Raises
    ------
    UseError
        If there is no such folder, two have one name, or a private overlay that is to be shown
        is not among them.
    """
    paths = [Path(folder) for folder in folders]
    first = [read_overlay(path, edition) for path in paths]
    _refuse_doubles(first)
    private = [one.name for one in first if one.description.private]
    public = {one.name for one in first} - set(private)
    for name in include_private:
        if name in public:
            raise public_already(name)
        if name not in private:
            raise UseError(
                f"There is no private overlay {name!r} among those given.",
                name="include-private",
                value=name,
                choices=tuple(private),
                remedy="" if private else "Give its folder: --with DIR.",
            )
    laying = _Laying(edition, skip_faulty, graph, edition, edition)
    overlays = []
    for one in sorted(first, key=lambda one: one.description.private):
        # Once more, where a public one before it may know names that its maps look up.
        again = one.taken and laying.public is not edition
        overlay = read_overlay(one.folder, laying.public) if again else one
        overlays.append(overlay)
        laying.add(overlay)
    held_back = [name for name in private if name not in include_private]
    shown = [one.name for one in overlays if one.name not in held_back]
    return Laid(
        edition,
        tuple(overlays),
        laying.layers,
        tuple(sorted(set(laying.faults))),
        laying.left_out.counts(),
        tuple(laying.stopping(shown)),
        tuple(name for name in laying.layers if name in include_private),
        {name: count for name in held_back if (count := len(laying.errors_of([name])))},
        tuple(sorted({fault for name in shown for fault in laying.by_overlay[name]})),
    )


def stop_at_errors(laid: Laid) -> None:
    """Raise the errors of overlays that are not of rows left out.

    Parameters
    ----------
    laid
        The edition and its overlays.

    Raises
    ------
    DataError
        With every such error of what is shown: if faulty rows are left out, then only what is
        wrong with a whole file, or stands in no file of an overlay.
    """
    if laid.stopping:
        raise DataError(laid.stopping)


def _error_rows(faults: Iterable[Fault]) -> set[FileRow]:
    return {(one.file, one.row) for one in faults if one.severity == "error" and one.row}


def _emptied(layer: Layer, left_out: LeftOut) -> Layer:
    left_out.add(
        (part.place.file, int(row)) for part in layer.parts for row in part.place.rows if row
    )
    return Layer(layer.name, layer.private)


def _refuse_doubles(overlays: Sequence[Overlay]) -> None:
    names = [overlay.name for overlay in overlays]
    labels = [overlay.label for overlay in overlays]
    for known, what in ((names, "name"), (labels, "name of a folder")):
        for one in known:
            if known.count(one) > 1:
                raise UseError(
                    f"Two overlays have the {what} {one!r}.",
                    name="with",
                    value=one,
                    remedy="Give each its own; name no folder twice.",
                )
