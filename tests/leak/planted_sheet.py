"""A workbook, its map and judgements, with words in all that a map leaves out as well."""

from pathlib import Path

from .planted import STEM

#: What a map leaves out, and what says nothing of a record: shown nowhere, not even to the owner.
NEVER = tuple(
    f"{STEM}-mapped-x9{end}"
    for end in (
        *("-property", "-hidden", "-ignored", "-column", "-sheet", "-judge", "-why", "-author"),
        *("-comment", "@mail", ".xlsx", ".yaml"),
    )
)

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
