"""/data/index.json: the files of the newest version, with checksums, license and attribution."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from django.conf import settings

from directory.exchange.schemas.about import (
    GEONAMES_ADDRESS,
    LICENSE_ADDRESS,
    LICENSE_TITLE,
    SHAPE_VERSION,
)
from directory.facts.vocabulary import PointSource

NAME = "index.json"  # of the manifest, in its folder and at /data/
LICENSE = {"name": "CC-BY-4.0", "title": LICENSE_TITLE, "url": LICENSE_ADDRESS}
GEONAMES = {
    "title": "GeoNames",
    "url": GEONAMES_ADDRESS,
    "license": LICENSE["name"],
    "applies_to": "The latitude and longitude of each clinic whose point_source is zip_centroid.",
}


class DataFile(NamedTuple):
    """One file of a manifest. rows: lines without the header; sha256: of its bytes as they are served."""

    name: str
    url: str
    media_type: str
    bytes: int
    sha256: str
    rows: int
    schema: str
    compression: str = "gzip"

    @property
    def path(self) -> str:
        """The path of its URL: the host is that of whoever asks."""
        return urlsplit(self.url).path


@dataclass(frozen=True)
class Manifest:
    """The files of one version.

    version        of the directory, as text: what /data/changes.ndjson is asked with
    made_at        when it was read from the database, in UTC
    changes        the URL of what has changed since
    shape_version  of the keys and columns of the files
    """

    version: str
    made_at: datetime
    license: dict[str, str]
    attribution: list[dict[str, str]]
    changes: str
    files: list[DataFile]
    shape_version: str = SHAPE_VERSION

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """The Manifest of as_json(). Raises ValueError, KeyError or TypeError for anything else."""
        data = json.loads(content)
        data["made_at"] = datetime.fromisoformat(data["made_at"])
        data["files"] = [DataFile(**one) for one in data["files"]]
        return cls(**data)

    def as_json(self) -> bytes:
        data = asdict(self) | {"made_at": f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}"}
        data["files"] = [one._asdict() for one in self.files]
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"

    @property
    def rows(self) -> dict[str, int]:
        """Name of a file → its rows."""
        return {one.name: one.rows for one in self.files}

    @property
    def edition(self) -> str:
        """The name of the folder of its files: the part of their addresses before their names."""
        return self.files[0].path.split("/")[-2]

    @property
    def history(self) -> str:
        """That of the version: its first eight hex digits."""
        return self.version.split("-")[0]

    @property
    def number(self) -> int:
        """That of the version."""
        return int(self.version.split("-")[1])

    def is_later_than(self, other: "Manifest") -> bool:
        """True if both are of one history, and this one has the higher number."""
        return self.history == other.history and self.number > other.number

    def has_same_content(self, other: "Manifest") -> bool:
        """True if both are of the same version, and each byte of each file is the same."""
        mine, theirs = ({(one.name, one.sha256) for one in whose.files} for whose in (self, other))
        return self.version == other.version and mine == theirs


def read(folder: str | Path) -> Manifest | None:
    """The manifest of a folder: settings.DATA_DIR, or the folder of one edition; None if there is none."""
    try:
        return Manifest.parse((Path(folder) / NAME).read_bytes())
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def content() -> bytes | None:
    """The manifest that is served, as it was written; None where no files were written yet."""
    try:
        return (Path(settings.DATA_DIR) / NAME).read_bytes() if settings.DATA_DIR else None
    except FileNotFoundError:
        return None


def current() -> Manifest | None:
    """The manifest that is served; None where no files were written yet."""
    return read(settings.DATA_DIR) if settings.DATA_DIR else None


@dataclass
class Attribution:
    """Who else must be named beside the rows that were added."""

    has_zip_centroids: bool = False
    sources: set[str] = field(default_factory=set)

    def add(self, record: dict[str, Any]) -> None:
        if record["statements"]["point_source"]["value"] == PointSource.ZIP_CENTROID:
            self.has_zip_centroids = True
        if record["source_license"] == "cc-by-4.0" and record["source"]:
            self.sources.add(record["source"])

    def entries(self, version: str) -> list[dict[str, str]]:
        """Dicts of title, url or applies_to, and license: this site first, then whom it has parts from."""
        own = {
            "title": f"{settings.SITE_NAME}, version {version}",
            "url": settings.SITE_URL,
            "license": LICENSE["name"],
        }
        sources = [
            {
                "title": source,
                "license": LICENSE["name"],
                "applies_to": f"Each clinic whose source is “{source}”.",
            }
            for source in sorted(self.sources)
        ]
        return [own, *([GEONAMES] if self.has_zip_centroids else []), *sources]


def made_at_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
