"""CSV and TSV: which columns are prompts, where cells stand, and rows that are broken."""

from __future__ import annotations

import pytest

from promptlint.fixer import apply_edits
from promptlint.rule import Edit
from promptlint.sources import EditError, Reading, SourceFile, read_bytes


def read(text: str, name: str = "x.csv", **options: object) -> SourceFile:
    return read_bytes(name, text.encode(), Reading(("*",), "columns", **options))  # type: ignore[arg-type]


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


def said(source: SourceFile) -> list[tuple[int, str]]:
    return [(source.lines.locate(fault.start)[0], fault.message) for fault in source.faults]


def test_columns_and_what_belongs_to_them() -> None:
    source = read('id,Prompt,Negative Prompt,caption\n1,"a ""big"" cat\nand a dog",blurry,portrait of a man\n2,,x,\n\n3,one,,\n')
    assert [(found.place, found.text, found.negative) for found in source.found] == [
        ("line 2 $.prompt", 'a "big" cat\nand a dog', "blurry"),
        ("line 2 $.caption", "portrait of a man", "blurry"),
        ("line 6 $.prompt", "one", None),
    ]
    assert source.how == "the columns prompt, caption, parted by commas"


def test_columns_of_the_configuration() -> None:
    source = read("name,face,not\nx,smile,blurry\n", prompt=("face",), negative=("not",))
    assert [(found.text, found.negative) for found in source.found] == [("smile", "blurry")]
    (fault,) = read("name,x\na,b\n", prompt=("face",)).faults
    assert "no column is called face" in fault.message


def test_styles_of_a1111_are_fragments() -> None:
    source = read('name,prompt,negative_prompt\nNone,,\nfilm,"film still, rim light","anime"\nx,{prompt} in oil,\n', "styles.csv")
    assert [(found.text, found.negative, found.fragment) for found in source.found] == [
        ("film still, rim light", "anime", True),
        ("{prompt} in oil", None, True),
    ]
    assert "styles of A1111" in source.how


@pytest.mark.parametrize(
    ("name", "text", "how"),
    [
        ("x.csv", "id;prompt\n1;a, b; \n", "semicolons"),
        ("x.csv", "id\tprompt\n1\ta, b\n", "tabs"),
        ("x.csv", "id|prompt\n1|a, b\n", "bars"),
        ("x.tsv", "id,x\tprompt\n1\ta, b\n", "tabs"),
        ("x.csv", '"id","prompt","a;b"\n1,"a, b",\n', "commas"),
        ("x.csv", 'prompt\n"a, b"\n', "commas"),
    ],
)
def test_the_delimiter_is_the_one_that_names_a_column(name: str, text: str, how: str) -> None:
    source = read(text, name)
    assert how in source.how
    assert [found.text.strip() for found in source.found] == ["a, b"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("a,b\n1,2\n", "no column is called prompt"),
        ("", "no column is called prompt"),
        ("review,text\n5,I love it\n1,never again\n", "the column text holds no prompts"),
        ("prompts\nx\n", "no column is called prompt"),
    ],
)
def test_tables_of_other_things_are_quiet(text: str, how: str) -> None:
    source = read(text)
    assert (texts(source), source.faults) == ([], ())
    assert how in source.how


def test_doubtful_columns_are_prompts_where_a_third_of_them_speaks_of_pictures() -> None:
    assert texts(read("id,text\n1,close-up of a man\n2,an old man\n3,x\n")) == ["close-up of a man", "an old man", "x"]


def test_rows_go_on_after_broken_ones() -> None:
    source = read('prompt,n\na cat, black,1\n"a "big" cat",2\none,1\n"a ""dog""\n and more",1\n"open,1\ntwo,2\n')
    assert texts(source) == ["one", 'a "dog"\n and more', "two"]
    assert [line for line, _ in said(source)] == [2, 3, 7]
    assert "put quotes round a cell that holds commas" in said(source)[0][1]
    assert "a quote is written twice" in said(source)[1][1]
    assert "never closed" in said(source)[2][1]
    assert all("the others are checked" in message for _, message in said(source))


def test_a_file_of_broken_rows_is_given_up_with_a_guess_at_the_cause() -> None:
    source = read("prompt\n" + "a, cat\n" * 50)
    assert len(source.faults) == 21
    assert "is the file parted by something else than commas?" in source.faults[-1].message


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        ("prompt,n\na cat,1\n", 'x "y"', 'prompt,n\na x "y",1\n'),
        ("prompt,n\na cat,1\n", "x, y", None),
        ("prompt,n\na cat,1\n", "x\ny", None),
        ("prompt,n\ncat,1\n", '"x', None),
        ("prompt;n\na cat;1\n", "x, y", "prompt;n\na x, y;1\n"),
        ('prompt,n\n"a cat",1\n', 'x, "y"\nz', 'prompt,n\n"a x, ""y""\nz",1\n'),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(text: str, new: str, wanted: str | None) -> None:
    source = read(text)
    found = source.found[0]
    at = found.text.index("cat")
    if wanted is None:
        with pytest.raises(EditError):
            found.map.carry(at, at + 3, new)
    else:
        assert apply_edits(source.text, [Edit(*found.map.carry(at, at + 3, new))]) == wanted
