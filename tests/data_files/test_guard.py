"""Which losses of rows stop the files."""

import pytest

from directory.data_files import guard

LOSSES = [
    # rows before, rows now, stopped
    (1000, 1000, False),
    (1000, 900, False),
    (1000, 899, True),
    (1000, 0, True),
    (10, 7, False),  # of a few clinics, one is a tenth
    (10, 6, True),
    (1, 0, False),
    (0, 0, False),
    (5, 50, False),
]


@pytest.mark.parametrize(("before", "now", "stopped"), LOSSES)
def test_less_than_nine_tenths_of_the_rows_are_stopped(before, now, stopped):
    if not stopped:
        guard.check({"clinics.csv.gz": now}, before={"clinics.csv.gz": before})
        return
    with pytest.raises(guard.FewerRowsError) as raised:
        guard.check({"clinics.csv.gz": now}, before={"clinics.csv.gz": before})
    assert raised.value.lost == {"clinics.csv.gz": (before, now)}


def test_a_file_that_is_not_written_any_longer_has_lost_all_its_rows():
    with pytest.raises(guard.FewerRowsError) as raised:
        guard.check({"a.gz": 9}, before={"a.gz": 9, "b.gz": 1200})

    assert guard.stop_message(raised.value, flag="--however-few") == (
        "Stopped, and the last files are still served: fewer than 90% of their rows would be left (b.gz 0 of "
        "1,200). If that is right, run the command again with --however-few."
    )
