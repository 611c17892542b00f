"""The table that says where each format has each statement."""

from functools import cache

from django.http import HttpResponse
from django.utils import translation

from directory.data_files.mapping import mapping_csv
from directory.web.open_data import open_data
from directory.web.public_page import public_page


@open_data(parameters=())
@public_page
def map_csv(request, *, version, today):
    headers = {"Content-Disposition": 'attachment; filename="map.csv"'}
    return HttpResponse(_body(), content_type="text/csv; charset=utf-8", headers=headers)


@cache
def _body():
    with translation.override("en"):
        return mapping_csv()
