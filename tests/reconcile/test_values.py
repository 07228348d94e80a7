import time
from itertools import permutations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.dates import parse_date
from watchgraph.reconcile import decimal_of, order_of, read_date, read_number, read_whole
from watchgraph.reconcile.folding import letters

DATES = {
    "2019": ["2019", " 2019 ", "2019.0", "٢٠١٩", "２０１９", "2019年"],
    "2019-03": [
        "2019-03",
        "2019-3",
        "2019/03",
        "2019.03",
        "03/2019",
        "3/2019",
        "03.2019",
        "March 2019",
        "Mar 2019",
        "mar. 2019",
        "March, 2019",
        "2019 March",
        "mars 2019",
        "marzo de 2019",
        "März 2019",
        "март 2019",
        "مارس 2019",
        "2019年3月",
    ],
    "2019-03-05": [
        "2019-03-05",
        "2019-3-5",
        "2019/03/05",
        "2019.03.05",
        "2019-03-05T10:00:00Z",
        "2019-03-05 00:00:00",
        "5 March 2019",
        "March 5, 2019",
        "5th March 2019",
        "5th of March, 2019",
        "05-Mar-2019",
        "2019-Mar-05",
        "5 mars 2019",
        "5 de marzo de 2019",
        "5. März 2019",
        "5 марта 2019 г.",
        "2019年3月5日",
        "2019년 3월 5일",
    ],
    "2019-04-25": ["25/04/2019", "04/25/2019", "25.4.2019", "25-04-2019"],
    "2019-05-05": ["05/05/2019"],
    "2020-02-29": ["29 February 2020", "29/02/2020"],
}
NO_DATES = """
Mar-19|19-Mar|3/4/19|'19|43527|43527.5|2019-02-30|31/02/2019|29 Feb 2019|2019-13|13/2019|0219|
circa 2019|c. 2019|2019?|early 2019|Q3 2019|2019-2020|2018/19|before 2019|March|5 March|
5 6 March 2019|March April 2019|listopad 2019|2019.1|n/a|-|TBD|=TODAY()|<b>2019</b>|soon|
2019 03 05|201903|20190305|32/32/2019|2019-00|9999|1000|03--2019
"""
NUMBERS = {
    "1200": ["1200", "1 200", "1\xa0200", "1'200", "１２００", "١٢٠٠", "1.2 thousand", "1.2E+3"],
    "1200000": ["1,200,000", "1.200.000", "1 200 000", "1.2 million", "1,2 million", "1.2 mn"],
    "1200.50": ["1,200.50", "1.200,50", "1200.50", "1200,50", "1 200,50"],
    "100000": ["1,00,000"],
    "0.375": ["0.375", "0,375"],
    "1200.500": ["1200.500"],
    "12.5": ["12.5", "12,5"],
    "-5": ["-5", "−5"],
    "3000000000": ["3 billion", "3bn"],
}
NO_NUMBERS = """
1,200|1.200|1.200 million|12,34,5|1,2,3|1..2|1,|,5|(5)|n/a|-|TBD|million|USD|12.5m|12 k|1e99|1e-99|
1E400|300 cameras|2019 2020|=1+1|<b>3</b>|one hundred|5 5|1,200,00,0|USD 5 EUR|3 zillion
"""
NOT_EXACT = "approx. 300|~300|about 300|ca. 300|over 300|300+|300-400|300 to 400|>300|at least 3|3?"


def listed(texts: str) -> list[str]:
    return texts.replace("\n", "").split("|")


@pytest.mark.parametrize(("date", "text"), [(d, t) for d, texts in DATES.items() for t in texts])
def test_a_plain_date_is_read(date, text):
    assert read_date(text).value == date


@pytest.mark.parametrize("text", ["", " \u200b", *listed(NO_DATES)])
def test_what_is_no_plain_date_is_refused_with_a_remedy(text):
    read = read_date(text)
    assert read.value is None
    assert read.rule
    assert read.remedy.endswith(".") or read.remedy.endswith("2019-05.")


def test_a_date_of_two_readings_waits_for_the_order():
    read = read_date("03/04/2019")
    assert read.value is None
    assert "2019-04-03" in read.rule and "2019-03-04" in read.rule
    assert read_date("03/04/2019", "day").value == "2019-04-03"
    assert read_date("03/04/2019", "month").value == "2019-03-04"
    assert read_date("03.04.2019").value is None


def test_an_order_that_a_date_contradicts_is_no_reading():
    assert read_date("25/04/2019", "month").value is None
    assert read_date("04/25/2019", "day").value is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2019", "25/04/2019", "n/a"], "day"),
        (["03/04/2019", "04/25/2019"], "month"),
        (["25/04/2019", "04/25/2019"], ""),
        (["03/04/2019", "05/05/2019", "2019-04-25"], ""),
        (["31/02/2020", "45/45/2020", "03/04/2019"], ""),
        ([], ""),
    ],
)
def test_a_column_shows_its_order_or_not_in_whatever_order_its_cells_are(cells, order):
    assert {order_of(some) for some in permutations(cells)} == {order}


def test_no_full_name_of_a_month_in_any_language_gives_another():
    wrong = []
    for language in sorted(locale_identifiers()):
        locale = Locale.parse(language)
        for use in ("format", "stand-alone"):
            for month, name in locale.months[use]["wide"].items():
                read = read_date(f"{name} 2019").value
                if read not in (None, "2019", f"2019-{month:02d}"):
                    wrong.append((language, name, month, read))
    # Luba-Katanga and the like: languages whose word is another month's short form elsewhere.
    assert not [told for told in wrong if len(letters(told[1])) > 3], wrong


@pytest.mark.parametrize(("value", "text"), [(v, t) for v, texts in NUMBERS.items() for t in texts])
def test_a_plain_number_is_read(value, text):
    assert read_number(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("USD 12.5 million", "12500000", "USD"),
        ("12.5 million USD", "12500000", "USD"),
        ("$1.2bn", "1200000000", "$"),
        ("US$ 12.5m", "12500000", "US$"),
        ("€ 3 mio", "3000000", "€"),
        ("12 KES", "12", "KES"),
        ("45%", "45", "%"),
        ("45 %", "45", "%"),
    ],
)
def test_what_stands_beside_a_number_is_told(text, value, unit):
    read = read_number(text)
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize("text", ["", *listed(NO_NUMBERS)])
def test_what_is_no_plain_number_is_refused_with_a_remedy(text):
    read = read_number(text)
    assert read.value is None
    assert read.rule
    assert read.remedy


@pytest.mark.parametrize("text", NOT_EXACT.split("|"))
def test_a_number_that_is_not_exact_is_told_apart(text):
    assert read_number(text).rule == "is not an exact number"


def test_a_number_of_two_readings_waits_for_the_sign():
    assert "1.200 or 1200" in read_number("1,200").rule
    assert read_number("1,200", ".").value == "1200"
    assert read_number("1,200", ",").value == "1.200"
    assert read_number("1.200,50", ".").value is None


def test_a_whole_number_has_no_decimals():
    assert read_whole("300.0").value == "300"
    assert read_whole("1,200", ".").value == "1200"
    assert read_whole("12.5").value is None


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1,200", "1,200.50"], "."),
        (["1.200", "7,5", "x"], ","),
        (["7.5", "7,5"], ""),
        (["300", "1,200"], ""),
    ],
)
def test_a_column_shows_its_decimal_sign_or_not(cells, sign):
    assert decimal_of(cells) == sign


@given(st.text(max_size=40), st.sampled_from(["", "day", "month"]), st.sampled_from(["", ".", ","]))
def test_any_text_is_read_or_refused(text, order, decimal):
    date, number = read_date(text, order), read_number(text, decimal)
    for read in (date, number):
        assert (read.value is None) == bool(read.rule) == bool(read.remedy)
    if date.value:
        assert parse_date(date.value).text == date.value
    if number.value:
        float(number.value)


@given(st.dates(min_value=parse_date("1800-01-01").earliest), st.sampled_from(["day", "month"]))
def test_every_day_is_read_back(day, order):
    if day.year < 2200:
        form = "%d/%m/%Y" if order == "day" else "%m/%d/%Y"
        assert read_date(day.strftime(form), order).value == day.isoformat()
        assert read_date(day.isoformat()).value == day.isoformat()
        assert read_date(f"{day.day} {day:%B} {day.year}").value == day.isoformat()


@given(st.integers(-(10**14), 10**14))
def test_every_number_is_read_back(number):
    assert read_number(str(number)).value == str(number)
    assert read_number(f"{number:,}", ".").value == str(number)


def test_long_texts_take_no_time():
    start = time.process_time()
    for text in (
        "1," * 500_000,
        "1 " * 500_000,
        "March " * 200_000,
        "9" * 1_000_000,
        "/" * 1_000_000,
    ):
        assert read_date(text).value is None
        assert read_number(text).value is None
        assert order_of([text]) == decimal_of([text]) == ""
    assert time.process_time() - start < 5
