"""The knowledge graph: opened from a build, a data folder or a server; asked by SPARQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchgraph.engine import answer_of, check_query, check_rows, plain_rows, run_query
from watchgraph.errors import UseError
from watchgraph.jsonld.record import record as record_of
from watchgraph.vocabulary import prologue

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyoxigraph
    import rdflib

    from watchgraph.questions import Asking
    from watchgraph.times import Day, Moment

Value = str | int | float | bool | None


class _Ask:
    """Gives each graph its :class:`watchgraph.questions.Asking`.

    No property: of what a property gives, notebooks complete no names.
    """

    def __get__(self, kg: KnowledgeGraph | None, owner: type[KnowledgeGraph]) -> Asking:
        from watchgraph.questions import Asking

        # Of the class itself there is no graph to ask; documentation tools look there.
        return Asking(kg) if kg is not None else self  # type: ignore[return-value]


class KnowledgeGraph:
    """Records, sources and derived relations, ready to be asked.

    Use :meth:`load`, :meth:`open` or :meth:`connect`; the three give the same calls.

    Parameters
    ----------
    backend
        What answers: an Oxigraph store or a remote endpoint.
    version
        Version of the data, as far as known.
    """

    def __init__(self, backend: pyoxigraph.Store | str, version: str = "") -> None:
        self._backend = backend
        self._graphs: tuple[str, ...] | None = None
        self.version = version
        #: As of when the graph stands; None for the whole graph.
        self.moment: Moment | None = None
        #: Names of the private overlays whose records it holds.
        self.private: tuple[str, ...] = ()
        #: What is to be said of overlays: rows left out, records that are not shown.
        self.notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say which data it holds, and as of when."""
        days = f", {self.moment.words}" if self.moment else ""
        private = f", with private records of {', '.join(self.private)}" if self.private else ""
        return f"<KnowledgeGraph of data {self.version or 'of a server'}{days}{private}>"

    @classmethod
    def load(
        cls,
        data: Path | str | None = None,
        *,
        overlays: Iterable[Path | str] = (),
        include_private: Iterable[str] = (),
        skip_faulty: bool = False,
    ) -> KnowledgeGraph:
        """Build the graph of a data folder in memory, with overlays over it.

        Parameters, result and errors are those of :func:`watchgraph.opening.load`.
        """
        from watchgraph.opening import load

        return load(cls, data, overlays, include_private, skip_faulty=skip_faulty)

    @classmethod
    def open(
        cls, build: Path | str = "build", *, include_private: Iterable[str] = ()
    ) -> KnowledgeGraph:
        """Open a build for reading; any number of readers may do so at once.

        Parameters, result and errors are those of :func:`watchgraph.opening.open_build`.
        """
        from watchgraph.opening import open_build

        return open_build(cls, build, include_private)

    @classmethod
    def connect(cls, url: str) -> KnowledgeGraph:
        """Use a SPARQL server that holds the graph.

        Parameters
        ----------
        url
            Address of the query endpoint, ``http://`` or ``https://``. If its default graph is
            empty, the server is asked for the union of its named graphs.

        Returns
        -------
        KnowledgeGraph
            A graph whose questions go to the server.

        Raises
        ------
        UseError
            If the address is none.
        """
        if not url.startswith(("http://", "https://")):
            raise UseError("The address of a server starts with http:// or https://.", value=url)
        return cls(url)

    def as_of(
        self, valid: Day = None, *, known: Day = None, keep_undated: bool = False
    ) -> KnowledgeGraph:
        """Return the graph as it stood on a day, and as it was known by a day.

        Parameters, result and errors are those of :func:`watchgraph.times.as_of`.
        """
        from watchgraph.times import as_of

        return as_of(self, valid, known=known, keep_undated=keep_undated)

    def query(
        self, sparql: str, *, max_rows: int | None = None, services: Collection[str] = ()
    ) -> pd.DataFrame | bool | rdflib.Graph:
        """Ask any SPARQL query over the union of all graphs.

        The prefixes of :data:`watchgraph.vocabulary.PREFIXES` are known already.

        Parameters
        ----------
        sparql
            SELECT, ASK, CONSTRUCT or DESCRIBE.
        max_rows
            Rows or triples that the answer may have; default any number.
        services
            Addresses of the servers that the query may ask by ``SERVICE``; default none.

        Returns
        -------
        pandas.DataFrame, bool or rdflib.Graph
            A table for SELECT, a truth value for ASK, a graph for CONSTRUCT and DESCRIBE.

        Raises
        ------
        UseError
            If the query is not well-formed, cannot be run, gives too many rows, is an update or
            would ask a server that is not allowed.
        """
        if isinstance(self._backend, str):
            from watchgraph.remote import ask_server

            check_query(sparql, services)
            graphs = self._default_graphs(self._backend)
            answer = ask_server(self._backend, prologue() + sparql, graphs)
            if not isinstance(answer, bool):
                check_rows(len(answer), max_rows)
            return answer
        return answer_of(self.store, sparql, max_rows, services)

    def rows(self, sparql: str) -> list[tuple[Value, ...]]:
        """Ask a SELECT query and get plain Python rows, IRIs as text.

        Parameters
        ----------
        sparql
            SELECT query.

        Returns
        -------
        list of tuple
            One tuple per row; an unbound variable is None.
        """
        if isinstance(self._backend, str):
            from watchgraph.remote import rows_of_server

            check_query(sparql)
            graphs = self._default_graphs(self._backend)
            return rows_of_server(self._backend, prologue() + sparql, graphs)
        return plain_rows(run_query(self.store, sparql), sparql)

    def _default_graphs(self, url: str) -> tuple[str, ...]:
        """Return the graphs to name to a server, looked up once."""
        if self._graphs is None:
            from watchgraph.remote import graphs_to_name

            self._graphs = graphs_to_name(url)
        return self._graphs

    #: Asks a kept question: ``kg.ask("name", ...)`` or ``kg.ask.name(...)``.
    ask = _Ask()

    def network(
        self,
        name: str = "supply",
        *,
        edition: int | str | None = None,
        technology: str | None = None,
        date: str | None = None,
        region: str | None = None,
        evidence: str | None = None,
    ) -> nx.Graph[str]:
        """Project the graph to a network whose edges keep their records and sources.

        Parameters, result and errors are those of :func:`watchgraph.networks.project`. Its
        attribute ``evidence`` is what :meth:`evidence` says of all its records, and ``details``
        are their facts by which a picture is filtered.
        """
        from watchgraph.networks import project, records_in
        from watchgraph.networks.details import network_details

        asked: dict[str, Any] = {"edition": edition, "technology": technology, "date": date}
        net = project(self, name, **asked, region=region, evidence=evidence)
        # Carried along so that a picture of the network can show what it rests on.
        records = records_in(net)
        net.graph["evidence"] = self.evidence(records, further=True)
        net.graph["details"] = network_details(self, net, records)
        if self.private:
            net.graph["private"] = self.private
        return net

    def evidence(self, records: Iterable[str], *, further: bool = False) -> list[dict[str, str]]:
        """Return what is known of records and their sources.

        Parameters
        ----------
        records
            IRIs of records.
        further
            Whether further sources are given as well, each in a row of its own.

        Returns
        -------
        list of dict
            One for each record, in the order given: record, kind, label, country, date, note,
            source, title, url, publisher, published, accessed, licence.
        """
        from watchgraph.networks.evidence import evidence

        return evidence(self, records, further=further)

    record = record_of

    def dataset(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset over the same store.

        Returns
        -------
        rdflib.Dataset
            Its default graph is the union of all named graphs.

        Raises
        ------
        UseError
            If the graph lies on a server.
        """
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    @property
    def store(self) -> pyoxigraph.Store:
        """The Oxigraph store beneath.

        Raises
        ------
        UseError
            If the graph lies on a server.
        """
        if isinstance(self._backend, str):
            raise UseError("This graph lies on a server; only query() and what uses it work.")
        return self._backend
