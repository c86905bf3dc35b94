import csv

from ramangan_gui.core.augmented_set import InputFile
from ramangan_gui.io.left_out import TITLES, as_text, left_out_files, write_left_out

FILES = (
    InputFile("/d/good.txt"),
    InputFile("/d/a.txt", status="refused", reason="Line 1,204 does not fit. Export it again."),
    InputFile("/d/b, c.spc", status="refused", reason="Block 3 is cut off."),
    InputFile("/d/=d.txt", status="refused", reason="It is empty."),
)


def test_that_what_to_do_is_taken_from_the_reason_where_it_stands_in_it():
    file = InputFile("/d/e.txt", status="refused", reason="It has gaps. Delete those points.")
    (entry,) = left_out_files([file])
    assert entry.cells[2:] == ("It has gaps.", "Delete those points.")


def test_that_only_files_left_out_are_listed_with_place_and_remedy():
    entries = left_out_files(FILES, {"/d/a.txt": "Export it again."})
    assert [entry.path for entry in entries] == ["/d/a.txt", "/d/b, c.spc", "/d/=d.txt"]
    assert entries[0].cells == ("/d/a.txt", "line 1,204", "Line 1,204 does not fit.",
                                "Export it again.")  # fmt: skip
    assert entries[1].where == "block 3"
    assert entries[2].where == ""
    assert all(entry.remedy for entry in entries)


def test_that_the_list_is_text_with_tabs_for_the_clipboard():
    lines = as_text(left_out_files(FILES)).split("\n")
    assert lines[0].split("\t") == list(TITLES)
    assert [line.count("\t") for line in lines] == [3] * 4


def test_that_the_list_is_saved_as_csv_that_reads_back(tmp_path):
    entries = left_out_files(FILES)
    write_left_out(tmp_path / "list.csv", entries)
    with open(tmp_path / "list.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == TITLES
    assert rows[2][0] == "/d/b, c.spc"
    assert len(rows) == 4
