"""Writes published_shape.txt anew, with everything that a release adds: see test_published_shape.py."""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from directory.exchange.schemas.about import SHAPE_VERSION
    from tests.exchange.shape import shape
    from tests.exchange.test_published_shape import PUBLISHED

    PUBLISHED.write_text("\n".join([SHAPE_VERSION, *shape()]) + "\n", encoding="utf-8")
