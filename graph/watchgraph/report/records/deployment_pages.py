"""A page for each deployment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from watchgraph.networks.answers import WITHHELD
from watchgraph.profiles import Deployment, deployment, entity, mentions_in
from watchgraph.render import Document, Neighbour, neighbourhood, timeline
from watchgraph.render.palette import COUNTRY, DEPLOYMENT, LOAN, Style, origin_style
from watchgraph.render.words import counted
from watchgraph.report.paths.coded import coded
from watchgraph.report.paths.dated import in_words, precision_of
from watchgraph.report.paths.gathered import Gathered
from watchgraph.report.paths.telling import events_of
from watchgraph.report.records.not_stated import not_stated_of_deployment, noted_of_deployment
from watchgraph.report.rows.name_rows import name_rows
from watchgraph.report.rows.reply_rows import reply_rows
from watchgraph.report.rows.search_rows import search_rows
from watchgraph.report.rows.source_rows import source_rows
from watchgraph.report.rows.system_rows import grouped, money
from watchgraph.report.rows.tie_rows import tie_rows
from watchgraph.report.things.thing_page import thing_page
from watchgraph.vocabulary import key


def deployment_pages(of: Gathered) -> Iterator[Document]:
    """Return the page of each deployment, in the order of their keys.

    Parameters
    ----------
    of
        What pages are made from.

    Yields
    ------
    Document
        The next page.
    """
    for iri in of.known.of_type("wg:Deployment"):
        yield deployment_page(of, deployment(of.known, iri))


def deployment_page(of: Gathered, one: Deployment) -> Document:
    """Return the page of a deployment.

    Parameters
    ----------
    of
        What pages are made from.
    one
        The deployment.

    Returns
    -------
    Document
        What its sources say of it and what they do not, loans, searches, records and sources.
    """
    known, to, iri = of.known, of.to, one.record.iri
    ties = tie_rows(to, one.ties, "loan")
    mentions = mentions_in(known, iri)
    events = events_of(to, (iri, *(tie.other for tie in one.ties)))
    dated = sum(bool(event.date) for event in events)
    return thing_page(
        of,
        entity(known, iri),
        kind="Deployment",
        type="Thing",
        template="deployment.html.j2",
        standfirst=_standfirst(of, one),
        summary=", ".join(
            part
            for part in (
                known.label(one.record.country),
                one.place,
                " and ".join(known.label(each) for each in one.suppliers),
                one.record.date,
            )
            if part
        ),
        sections=(
            ("What is said", "said"),
            ("Financing", "financing"),
            ("Not stated", "unknown"),
            ("Around it", "around"),
            *((("Time", "time"),) if dated > 1 else ()),
            ("Records", "records"),
            ("Sources", "sources"),
            ("Cite", "take"),
        ),
        records=(
            iri,
            *(mention.iri for mention in mentions),
            *(tie.link for tie in one.ties),
            *one.searches,
        ),
        facts=_facts(of, one),
        one=one,
        country=to.link(one.record.country),
        names=name_rows(to, mentions),
        technologies=[coded(known, code) for code in known.by_label(one.technologies)],
        stage=coded(known, one.stage),
        financing=coded(known, one.financing),
        precision=precision_of(one.record.start),
        cameras=grouped(one.cameras),
        value=money(one.currency, one.value),
        stated=[tie for tie in ties if tie.stated],
        derived=[tie for tie in ties if not tie.stated],
        gaps=not_stated_of_deployment(one),
        noted=noted_of_deployment(one),
        replies=reply_rows(to, (iri, *(mention.iri for mention in mentions))),
        searches=search_rows(to, one.searches),
        origins=source_rows(to, one.record.sources, one.record.further),
        around=neighbourhood(known.label(iri), DEPLOYMENT, _around(of, one)),
        line=timeline(f"Dated records of {known.label(iri)}", events) if dated > 1 else None,
    )


def _standfirst(of: Gathered, one: Deployment) -> str:
    known = of.known
    where = ", ".join(part for part in (one.place, known.label(one.record.country)) if part)
    names = [known.label(each) for each in one.suppliers]
    who = f"supplied by {' and '.join(names)}" if names else "by a supplier that is not stated"
    if not names and one.assumed:
        who = "by a supplier whose name is read by assumption"
    stage = known.label(one.stage) or "Stage not stated"
    stage = "Stage withheld" if stage == WITHHELD else stage
    dated = f"dated {in_words(one.record.date)}" if one.record.date else "undated"
    dated = "date withheld" if one.record.hides_date else dated
    sources = counted(len({*one.record.sources, *one.record.further}), "source")
    return f"A named system of a state body in {where}, {who}. {stage}; {dated}; {sources}."


def _around(of: Gathered, one: Deployment) -> list[Neighbour]:
    known, to = of.known, of.to

    def near(
        iri: str, style: Style, group: str, detail: str = "", *, derived: bool = False
    ) -> Neighbour:
        return Neighbour(known.label(iri), to.href(iri), style, 1, group, detail, derived)

    made = [near(one.record.country, COUNTRY, "Country")]
    for iri in known.by_label(one.suppliers):
        office = known.first(iri, "wg:headquarters")
        state = known.label(office) if office else "head office not stated"
        made.append(near(iri, origin_style(key(office)), "Suppliers", state))
    for stated, group in ((True, "Financed by"), (False, "Same contractor and country")):
        made += [
            near(tie.other, LOAN, group, derived=not stated)
            for tie in one.ties
            if tie.stated == stated
        ]
    return made


def _facts(of: Gathered, one: Deployment) -> dict[str, Any]:
    known = of.known
    values = (
        ("place", one.place),
        ("operator", one.operator),
        ("stage", known.label(one.stage)),
        ("began", one.record.date),
        ("cameras", one.cameras),
        ("contract value", f"{one.value} {one.currency}".strip()),
        ("financing", known.label(one.financing)),
    )
    return {
        "additionalType": "https://w3id.org/watchgraph/ontology#Deployment",
        "description": one.record.note,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value}
            for name, value in values
            if value and not value.startswith(WITHHELD)
        ],
    }
