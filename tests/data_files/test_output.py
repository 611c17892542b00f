"""A compressed file: its lines, its checksum, its time; the same lines make the same bytes."""

import gzip
import hashlib

from directory.data_files import output
from directory.data_files.output import Output

LINES = [f"line {number}\n".encode() * 5 for number in range(40_000)]


def written(path, lines=LINES, header=b"header\n"):
    with Output(path, header) as file:
        for line in lines:
            file.write(line)
        file.finish(modified_at=1_750_000_000)
    return file


def test_a_file_holds_its_header_and_lines_and_knows_its_size_and_checksum(tmp_path):
    file = written(tmp_path / "clinics.csv.gz")
    content = (tmp_path / "clinics.csv.gz").read_bytes()

    assert gzip.decompress(content) == b"header\n" + b"".join(LINES)
    assert (file.name, file.rows, file.bytes) == ("clinics.csv.gz", 40_000, len(content))
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    status = (tmp_path / "clinics.csv.gz").stat()
    assert (status.st_mtime, status.st_mode & 0o777) == (1_750_000_000, 0o644)


def test_the_same_lines_make_the_same_bytes_whatever_the_name(tmp_path):
    assert written(tmp_path / "a.gz").sha256 == written(tmp_path / "b.gz").sha256


def test_a_file_without_lines_can_be_decompressed(tmp_path):
    file = written(tmp_path / "a.gz", lines=[], header=b"")

    assert (gzip.decompress((tmp_path / "a.gz").read_bytes()), file.rows) == (b"", 0)


def test_a_file_is_replaced_whole_and_readable_by_others(tmp_path):
    for content in (b"first", b"second"):
        output.replace(tmp_path / "index.json", content)

    assert [path.name for path in tmp_path.iterdir()] == ["index.json"]
    assert (tmp_path / "index.json").read_bytes() == b"second"
    assert (tmp_path / "index.json").stat().st_mode & 0o777 == 0o644
