"""An overlay of which every column of every table holds something that stands nowhere else."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from watchgraph.overlays.allowed import may_add
from watchgraph.tables.schema import Package

#: Begins every word that is planted.
STEM = "zqxleak"
#: The first day that is planted, and what follows it until the next.
_FIRST, _STEP = date(1931, 5, 17), timedelta(days=211)
#: Numbers that are planted; each stands in one cell.
NUMBERS = ("918273645", "827364519.25", "937281546.75", "716253941.5", "5.918273645",
           "17.29384756", "41.90817263", "13.71829364", "1783", "Q817263549")  # fmt: skip
_MOST_DAYS = 60
# Too short to be told from chance, or of a closed list.
_SHORT = frozenset(
    {
        *("deployments.contract_currency", "soft_loans.currency", "indicators.year"),
        *("indicators.class_list", "indicators.class_value", "redactions.column"),
        "sources.dataset",
    }
)
#: Days that may be planted.
DAYS = tuple((_FIRST + _STEP * number).isoformat() for number in range(_MOST_DAYS))

Rows = dict[str, list[dict[str, str]]]


def word(table: str, column: str, number: int = 1) -> str:
    """Return what is planted in a column; keys, addresses and code words may be such words."""
    more = f"-{number}" if number > 1 else ""
    return f"{STEM}-{table}-{column}{more}-x9".replace("_", "-")


class _Planting:
    """Plants rows, and fills what is not given with words, and codes with codes of its own."""

    def __init__(self, package: Package) -> None:
        self.rows: Rows = {}
        self.numbers, self.days = iter(NUMBERS), iter(DAYS)
        self._package = package
        self._count: Counter[str] = Counter()

    def row(self, table: str, *blank: str, **given: str) -> str:
        """Plant a row and return its key."""
        schema = self._package.tables[table]
        self._count[table] += 1
        leads = {key.column: key.table for key in schema.foreign_keys}
        cells = dict.fromkeys(blank, "") | given
        for column in schema.column_names:
            if column in cells:
                continue
            other = leads.get(column, "")
            if column == "source" != schema.key:
                cells[column] = word("sources", "source")
            elif other and may_add(other) and other != table:
                cells[column] = word(other, self._package.tables[other].key or "")
            elif other:
                cells[column] = ""
            else:
                cells[column] = word(table, column, self._count[table])
        self.rows.setdefault(table, []).append(cells)
        return cells[schema.key or ""]

    def day(self, name: str = "start") -> dict[str, str]:
        return {name: next(self.days), f"{name}_precision": "day"}

    def number(self) -> str:
        return next(self.numbers)


def planted_rows(package: Package) -> Rows:
    """Return rows of every table that an overlay may add to; they lean on the small tables."""
    at = _Planting(package)
    for table in filter(may_add, package.tables):
        if table.startswith("codelist-"):
            code = at.row(table)
            at.row(table, broader=code)
    at.row("publishers")
    first = {"redistribution": "attribution", "dataset": ""}
    url = f"https://{word('sources', 'url')}.example/a?b={word('sources', 'url')}&c=%C3%A9"
    at.row(
        *("sources", "derived_from"),
        url=url,
        **at.day("published"),
        accessed=next(at.days),
        **first,
    )
    derived = {"derived_from": word("sources", "source"), "url": ""}
    at.row("sources", "accessed", "published", "published_precision", **derived, **first)
    _suppliers(at)
    _deployments(at)
    _loans(at)
    _others(at)
    return at.rows


def _suppliers(at: _Planting) -> None:
    at.row(
        "suppliers",
        headquarters="CHN",
        founded_year="1783",
        website=f"{word('suppliers', 'website')}.example",
        wikidata="Q817263549",
        technology_origin="china",
        basis="source_seen",
    )
    at.row("supplier_aliases")
    at.row("supplier_focus")
    at.row("organisations", "office")
    office = f"Minister of {word('organisations', 'office')}"
    at.row("organisations", organisation_type="natural_person", office=office)
    parent = {"control_kind": "parent", "basis": "source_seen"}
    at.row(
        *("supplier_control", "controlling_organisation", "new_name"),
        supplier="eye",
        **parent,
        **at.day(),
        **at.day("end"),
    )
    dateless = ("start", "start_precision", "end", "end_precision")
    at.row("supplier_control", "controlling_supplier", "new_name", *dateless, **parent)
    rename = {"control_kind": "rename", "basis": "source_seen"}
    at.row(
        *("supplier_control", "controlling_supplier", "controlling_organisation", *dateless),
        **rename,
    )
    at.row("spellings", "mark", certainty="certain")
    at.row("spellings", "mark", certainty="certain", supplier="eye")
    at.row("spellings", "supplier", mark="unnamed_multiple", certainty="certain")


def _deployments(at: _Planting) -> None:
    own = {"country": "NAM", "contract_currency": "NAD"}
    at.row(
        "deployments",
        **own,
        **at.day(),
        camera_count=at.number(),
        contract_value=at.number(),
    )
    bare = ("operator", "start", "start_precision", "camera_count", "contract_value")
    at.row("deployments", *bare, "contract_currency", country="NAM")
    printed = [row["printed"] for row in at.rows["spellings"]]
    for as_printed in (*printed, "Eye"):
        at.row("deployment_suppliers", as_printed=as_printed)
    # Said of a system of the edition: another supplier, technology and source.
    at.row("deployment_suppliers", deployment="nam-road", as_printed=printed[0])
    at.row("deployment_technologies")
    at.row("deployment_technologies", deployment="nam-road", technology="smart_policing")
    at.row("deployment_sources")
    at.row("deployment_sources", deployment="nam-city")


def _loans(at: _Planting) -> None:
    at.row("lenders", home_country="CHN")
    at.row(
        "soft_loans",
        country="NAM",
        currency="CNY",
        concessional="yes",
        amount=at.number(),
        amount_usd_2021=at.number(),
        **at.day(),
        interest_rate_percent="17.29384756",
        maturity_years="41.90817263",
        grace_years="13.71829364",
    )
    for as_printed in (at.rows["spellings"][0]["printed"], "Eyen"):
        at.row("loan_contractors", as_printed=as_printed)
    at.row("loan_deployments")
    at.row("loan_deployments", deployment="nam-city")


def _others(at: _Planting) -> None:
    at.row("bri_memberships", country="CHN", status="withdrawn", **at.day(), **at.day("end"))
    for supplier in (word("suppliers", "supplier"), "eye"):
        at.row("listings", supplier=supplier, **at.day(), **at.day("end"))
    value = {"country": "NAM", "territory": "", "class_list": "", "class_value": ""}
    at.row("indicators", **value, year="2017", value="5.918273645")
    for supplier in (word("suppliers", "supplier"), "ear"):
        at.row(
            "evidence_searches",
            country="NAM",
            supplier=supplier,
            result="found" if supplier != "ear" else "not_found",
            searched=next(at.days),
        )
    at.row("evidence_search_deployments", search=word("evidence_searches", "record"))
    own = f"deployment/{word('deployments', 'record')}"
    for record in (own, "deployment/nam-road"):
        at.row(
            "replies",
            record=record,
            reply_status="replied",
            asked=next(at.days),
            replied=next(at.days),
            reply_source=word("sources", "source"),
        )
    at.row("redactions", record=f"{own.replace('-x9', '-2-x9')}", column="operator")
    at.row("redactions", record="deployment/nam-city", column="locator")


def cells_of(rows: Rows) -> Iterator[tuple[str, str, str]]:
    """Yield table, column and value of every cell that is not blank."""
    for table, several in rows.items():
        for row in several:
            yield from ((table, column, cell) for column, cell in row.items() if cell)


def table_text(rows: list[dict[str, str]]) -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def plant(folder: Path, package: Package, rows: Rows, **described: object) -> Path:
    """Write the folder of a private overlay."""
    folder.mkdir(parents=True)
    said = {"name": folder.name, "extends": "watchgraph", "private": True} | described
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    for table, several in rows.items():
        path = folder / package.tables[table].path
        path.parent.mkdir(exist_ok=True)
        path.write_text(table_text(several), encoding="utf-8")
    return folder


MAP = """\
# {word}-comment
file: {word}.xlsx
sheet: {word}-sheet
rows: deployments
columns:
  name: Name
  country: Country
  place: Place
  supplier: Vendor
  source_title: Title
  source_url: Link
  publisher: Outlet
  note: Remark
values:
  country:
    {word}-land: Namibia
ignore: [Contact e-mail, {word}-column]
"""
JUDGED = (
    "kind,printed,candidate,candidate_name,score,second_field,judgement,judged_by,judged_on,why\n"
    "supplier,{word} Eye,eye,{word},91,{word},same,{word}-judge,2026-11-20,{word}-why\n"
    "supplier,{word} Ear,ear,{word},91,{word},different,{word}-judge,2026-11-20,{word}-why\n"
)


def plant_sheet(folder: Path) -> str:
    """Put a workbook, its map and judgements into a folder; return the word of theirs."""
    import openpyxl
    from openpyxl.comments import Comment

    own = f"{STEM}-mapped-x9"
    book = openpyxl.Workbook()
    book.properties.title = book.properties.creator = f"{own}-property"
    book.properties.keywords = book.properties.description = f"{own}-property"
    sheet = book.active
    assert sheet is not None
    sheet.title = f"{own}-sheet"
    heads = ("Name", "Country", "Place", "Vendor", "Title", "Link", "Outlet", "Remark")
    sheet.append([*heads, "Contact e-mail", f"{own}-column"])
    link = f"https://{own}.example/%D8%B9?q={own}"
    for name, vendor in (("Eye", f"{own} Eye"), ("Ear", f"{own} Ear"), ("Own", f"{own} & Söhne")):
        row = [f"{own} {name}", f"{own}-land", f"{own}-place", vendor, f"{own}-title", link]
        more = [f"{own}-outlet", f"{own}-remark", f"{own}@mail.example", f"{own}-ignored"]
        sheet.append(row + more)
    sheet["A1"].comment = Comment(f"{own}-comment", f"{own}-author")
    hidden = book.create_sheet(f"{own}-hidden")
    hidden.sheet_state = "hidden"
    hidden.append([f"{own}-hidden-cell"])
    book.save(folder / f"{own}.xlsx")
    (folder / f"{own}.yaml").write_text(MAP.format(word=own), encoding="utf-8")
    (folder / "judgements.csv").write_text(JUDGED.format(word=own), encoding="utf-8")
    return own


def uncovered(package: Package, rows: Mapping[str, list[dict[str, str]]]) -> list[str]:
    """Return columns of which no cell is planted, but for those that hold a closed code alone."""
    found = []
    for name, schema in package.tables.items():
        closed = {key.column for key in schema.foreign_keys if not may_add(key.table)}
        for column in schema.columns if may_add(name) else ():
            if column.name in closed or f"{name}.{column.name}" in _SHORT:
                continue
            cells = [row.get(column.name, "") for row in rows.get(name, [])]
            if not any(STEM in cell or cell in NUMBERS or cell in DAYS for cell in cells):
                found.append(f"{name}.{column.name}")
    return found


#: Begins every word of the second private overlay.
OTHER = "zqother"


def small_rows(stem: str) -> Rows:
    """Return a few rows of an overlay of another name; they lean on the small tables."""
    source = f"{stem}-source"
    return {
        "publishers": [{"publisher": f"{stem}-press", "name": f"{stem} Press"}],
        "sources": [{"source": source, "title": f"{stem} title", "publisher": f"{stem}-press"}],
        "deployments": [
            {"record": f"{stem}-yard", "country": "NAM", "name": f"{stem} yard", "source": source}
        ],
        "deployment_suppliers": [
            {
                "record": f"{stem}-yard--eye",
                "deployment": f"{stem}-yard",
                "as_printed": "Eye",
                "source": source,
            }
        ],
    }
