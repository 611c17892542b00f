"""Time and memory of `check_npi`, on a generated file in the format of NPPES.

    uv run python -m benchmarks.npi --rows 100000

Prints the size of the file, and time and peak memory (ru_maxrss) of reading it, for a tenth of the rows and
for all, each in a process of its own: the peak should not grow with the rows. Needs no database.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ADDRESS = (
    "Provider First Line Business {} Address",
    "Provider Second Line Business {} Address",
    "Provider Business {} Address City Name",
    "Provider Business {} Address State Name",
    "Provider Business {} Address Postal Code",
    "Provider Business {} Address Country Code (If outside U.S.)",
    "Provider Business {} Address Telephone Number",
    "Provider Business {} Address Fax Number",
)
HEADER = [
    "NPI",
    "Entity Type Code",
    "Replacement NPI",
    "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Provider Middle Name",
    "Provider Name Prefix Text",
    "Provider Name Suffix Text",
    "Provider Credential Text",
    "Provider Other Organization Name",
    "Provider Other Organization Name Type Code",
    "Provider Other Last Name",
    "Provider Other First Name",
    "Provider Other Middle Name",
    "Provider Other Name Prefix Text",
    "Provider Other Name Suffix Text",
    "Provider Other Credential Text",
    "Provider Other Last Name Type Code",
    *(words.format("Mailing") for words in ADDRESS),
    *(words.format("Practice Location") for words in ADDRESS),
    "Provider Enumeration Date",
    "Last Update Date",
    "NPI Deactivation Reason Code",
    "NPI Deactivation Date",
    "NPI Reactivation Date",
    "Provider Gender Code",
    *(f"Authorized Official {part}" for part in ("Last Name", "First Name", "Middle Name")),
    "Authorized Official Title or Position",
    "Authorized Official Telephone Number",
    *(
        words.format(number)
        for number in range(1, 16)
        for words in (
            "Healthcare Provider Taxonomy Code_{}",
            "Provider License Number_{}",
            "Provider License Number State Code_{}",
            "Healthcare Provider Primary Taxonomy Switch_{}",
        )
    ),
    *(
        f"Other Provider Identifier{part}_{number}"
        for number in range(1, 51)
        for part in ("", " Type Code", " State", " Issuer")
    ),
    "Is Sole Proprietor",
    "Is Organization Subpart",
    "Parent Organization LBN",
    "Parent Organization TIN",
    "Authorized Official Name Prefix Text",
    "Authorized Official Name Suffix Text",
    "Authorized Official Credential Text",
    *(f"Healthcare Provider Taxonomy Group_{number}" for number in range(1, 16)),
]


def write(path, *, rows, entries=(), seed=1):
    """Write a file of `rows` invented people, `entries` in the place of some of them.

    entries  dicts by column name, or lists of cells that are written as they are
    """
    positions = sorted(random.Random(seed).sample(range(rows), len(entries)))
    by_position = dict(zip(positions, entries, strict=True))
    with open(path, "w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file, quoting=csv.QUOTE_ALL)
        sheet.writerow(HEADER)
        for number in range(rows):
            entry = by_position.get(number) or {
                "NPI": f"2{number:09d}",  # no NPI begins with a 2 yet: nobody's is met by chance
                "Entity Type Code": "1",
                "Provider Last Name (Legal Name)": "INVENTED",
                "Provider First Name": f"PERSON {number}",
                "Provider Business Practice Location Address State Name": "CO",
                "Healthcare Provider Taxonomy Code_1": "207L00000X",
            }
            sheet.writerow(entry if isinstance(entry, list) else [entry.get(name, "") for name in HEADER])


def measure(path):
    """Read one file in this process; print the seconds, and the peak memory of the process in MB."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from directory.npi.nppes_file import read_entries

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    extract = read_entries(path, {f"1{number:09d}" for number in range(20_000)})
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{extract.rows:>9,} rows  {Path(path).stat().st_size / 1e6:>7,.1f} MB  {seconds:>6.2f} s"
        f"  peak {after / 1024:,.1f} MB, of which {(after - before) / 1024:,.1f} MB while reading"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--read", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        measure(options.read)
        return
    with TemporaryDirectory() as folder:
        for rows in (options.rows // 10, options.rows):
            path = Path(folder) / f"npidata_pfile_20050523-20261108-{rows}.csv"
            write(path, rows=rows)
            subprocess.run([sys.executable, "-m", "benchmarks.npi", "--read", str(path)], check=True)


if __name__ == "__main__":
    main()
