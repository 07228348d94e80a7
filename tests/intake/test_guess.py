"""The first guess: headings of many languages, cells that confirm them, private columns apart."""

import csv
import os
import subprocess
import sys

import pytest

from watchgraph.intake import first_map
from watchgraph.intake.column_map import read_map

LANGUAGES = {
    "english": ("Company", "Country", "Date", "Source link", "Number of cameras", "Remarks"),
    "french": ("Fournisseur", "Pays", "Année", "Lien", "Nombre de caméras", "Remarques"),
    "spanish": ("Proveedor", "País", "Fecha", "Enlace", "Número de cámaras", "Observaciones"),
    "portuguese": ("Fornecedor", "País", "Data", "Fonte", "Câmeras", "Observações"),
    "german": ("Anbieter", "Land", "Jahr", "Quelle", "Anzahl Kameras", "Bemerkung"),
    "russian": ("Поставщик", "Страна", "Дата", "Ссылка", "Количество камер", "Примечание"),
    "chinese": ("供应商", "国家", "日期", "来源", "摄像头数量", "备注"),
    "arabic": ("المورد", "الدولة", "التاريخ", "الرابط", "عدد الكاميرات", "ملاحظات"),
    "turkish": ("Tedarikçi", "Ülke", "Tarih", "Bağlantı", "Kamera sayısı", "Not"),
}
FIELDS = ("supplier", "country", "start", "source_url", "camera_count", "note")
CELLS = (
    ("Huawei", "Kenya", "2019", "https://example.org/1", "100", "one"),
    ("Example Vision", "Perú", "May 2020", "https://example.org/2", "1,200", "two"),
    ("ZTE", "Китай", "2021-03-04", "https://example.org/3", "", "three"),
)


@pytest.fixture
def guess(tmp_path, edition):
    """Guess from headings and rows: ``guess(headings, rows)``."""

    def made(headings, rows, name="sheet.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return first_map(path, edition.columns, edition.package, folder="my/")

    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_many_languages(guess, language):
    made = guess(LANGUAGES[language], CELLS)
    found = {one.field: one.heading for one in made.guess.placed}
    assert found == dict(zip(FIELDS, LANGUAGES[language], strict=True))


def test_columns_without_a_telling_heading_are_placed_by_their_cells(guess):
    made = guess(("A", "B", "C", "D", "E", "F"), CELLS)
    found = {one.field: (one.heading, one.sure) for one in made.guess.placed}
    assert found == {"country": ("B", "guess"), "source_url": ("D", "guess")}
    assert made.guess.not_placed == ("A", "C", "E", "F")


def test_a_heading_that_its_cells_speak_against_is_not_believed(guess):
    rows = [("Huawei", "green"), ("ZTE", "blue"), ("NEC", "red")]
    made = guess(("Vendor", "Country"), rows)
    assert [one.field for one in made.guess.placed] == ["supplier"]


@pytest.mark.parametrize(
    "heading",
    ["Contact person", "E-mail", "Phone no.", "Officer", "Téléphone", "联系人", "Контактное лицо"],
)
def test_private_columns_are_left_out(guess, heading):
    made = guess((*LANGUAGES["english"], heading), [(*row, "somebody") for row in CELLS])
    assert made.guess.private == (heading,)
    assert "somebody" not in made.text


@pytest.mark.parametrize("cell", ["a.b@example.org", "+254 700 000 001", "(030) 1234567"])
def test_private_cells_are_left_out_whatever_the_heading(guess, cell):
    made = guess((*LANGUAGES["english"], "X"), [(*row, cell) for row in CELLS])
    assert made.guess.private == ("X",)
    assert cell not in made.text


def test_marks_dates_decimals_and_blanks_are_seen(guess):
    rows = [
        ("Huawei; ZTE", "Kenya", "25/04/2019", "https://example.org/1", "1,200.5", "n/a"),
        ("NEC", "Chile", "03/04/2019", "https://example.org/2", "1,200", "x"),
    ]
    heads = ("Company", "Country", "Date", "Source link", "Contract value", "Remarks")
    found = guess(heads, rows).guess
    assert found.split == {"supplier": (";",)}
    assert (found.dates, found.decimals, found.blank) == ("day-first", "point", ("n/a",))


def test_cells_of_several_addresses_are_seen(guess):
    rows = [
        ("Huawei", "Kenya", "https://example.org/1\nhttps://example.org/2"),
        ("ZTE", "Chile", '=HYPERLINK("https://example.org/3","a page")'),
    ]
    found = guess(("Vendor", "Country", "Source"), rows).guess
    assert found.split == {"source_url": ("\n",)}


def test_what_is_written_can_be_read(guess, tmp_path):
    made = guess(LANGUAGES["chinese"], CELLS)
    path = tmp_path / "sheet.yaml"
    path.write_text(made.text, encoding="utf-8")
    read, faults = read_map(path)
    assert faults == []
    assert read is not None
    assert {name: said.text for name, said in read.columns.items()} == dict(
        zip(FIELDS, LANGUAGES["chinese"], strict=True)
    )


def test_a_source_in_words_is_a_title(guess):
    rows = [("Huawei", "Kenya", "Example Gazette, 2 May"), ("ZTE", "Chile", "Example News")]
    made = guess(("Vendor", "Country", "Source"), rows)
    assert made.guess.placed[-1].field == "source_title"
    made = guess(("Vendor", "Country", "Source", "Headline"), [(*row, "x") for row in rows])
    assert made.guess.placed[-1].heading == "Headline"


def test_lines_of_the_map_can_be_taken_into_use(messy, tmp_path, edition):
    """Without their #, the fields and words that are offered are as good as the rest."""
    made = first_map(messy / "leads.xlsx", edition.columns, edition.package, folder="my/")
    text = made.text.replace('# place: ""', "")
    for offered in ("# values:", "#   stage:", '#     "paid": ""', '  # financing: ""'):
        assert offered in text
        used = offered.replace("# ", "", 1).replace('""', '"Remarks"' if "fin" in offered else '""')
        text = text.replace(offered, used)
    path = tmp_path / "leads.yaml"
    path.write_text(text, encoding="utf-8")
    read, faults = read_map(path)
    assert faults == []
    assert read is not None
    assert read.values["stage"]["paid"].text == ""
    assert read.columns["financing"].text == "Remarks"


def test_a_sheet_of_which_nothing_is_known(guess, tmp_path):
    made = guess(("A", "B"), [("x", "y"), ("z", "w")])
    assert made.guess.placed == ()
    path = tmp_path / "sheet.yaml"
    path.write_text(made.text, encoding="utf-8")
    assert read_map(path)[1] == []


def test_loans_are_guessed_by_their_own_form(tmp_path, edition):
    path = tmp_path / "loans.csv"
    path.write_text(
        "Recipient country,Lender,Loan amount,Currency,Purpose,Link\n"
        "Kenya,Example Bank,100,USD,safe city,https://example.org/a\n",
        encoding="utf-8",
    )
    made = first_map(path, edition.columns, edition.package, folder="my/", rows="soft_loans")
    assert [one.field for one in made.guess.placed] == [
        "country",
        "lender",
        "amount",
        "currency",
        "purpose",
        "source_url",
    ]


def test_the_guess_is_the_same_under_any_hash_seed(messy):
    code = (
        "import sys; from pathlib import Path; from watchgraph.intake import first_map;"
        "from watchgraph.resources import data_folder; from watchgraph.tables import load_tables;"
        "t = load_tables(data_folder());"
        "sys.stdout.buffer.write(first_map(Path(sys.argv[1]), t.columns, t.package,"
        " folder='my/').text.encode())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(messy / "leads.xlsx")],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert b'supplier: "Vendor name"' in told[0]


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        ("suppliers", "Company"),
        ("suppliers", "供应商"),
        ("lenders", "Bank"),
        ("organisations", "Agency"),
        ("publishers", "Newspaper"),
    ],
)
def test_the_word_for_a_thing_heads_its_name(tmp_path, edition, rows, heading):
    def placed(*headings):
        path = tmp_path / "things.csv"
        path.write_text(f"{','.join(headings)}\na-1,Example One\nb-2,Example Two\n", "utf-8")
        made = first_map(path, edition.columns, edition.package, folder="my/", rows=rows)
        return {one.field: one.heading for one in made.guess.placed}

    key = edition.package.tables[rows].key
    assert placed(heading, "Other")["name"] == heading
    assert placed("Id", heading) == {key: "Id", "name": heading}


def test_a_missing_key_is_made_from_the_name(take, rows_of):
    text = "file: leads.csv\nrows: suppliers\ncolumns: {name: Company, source_title: Title}\n"
    taken = take(text, {"Company": "Example Vision", "Title": "A register"})
    assert taken.faults == []
    assert [row["supplier"] for row in rows_of(taken, "suppliers")] == ["my-example-vision"]
