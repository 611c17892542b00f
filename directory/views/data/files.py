"""The files of the whole directory, and the manifest that names them. No view here asks the database."""

import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from directory.data_files import manifest, serve
from directory.data_files.editions import EDITION
from directory.web.errors import NotFound
from directory.web.open_data import open_data, problem

FILE_NAME = re.compile(r"[A-Za-z]+([.-][A-Za-z]+)*\.gz")


@open_data(parameters=())
def index(request):
    """/data/index.json: the manifest, as it was written."""
    content = manifest.content()
    if content is None:
        raise NotFound(nothing_written())
    etag = quote_etag(sha256(content).hexdigest()[:32])
    headers = {"Content-Type": "application/json", "ETag": etag, "Cache-Control": "no-cache"}
    response = HttpResponse(content, headers=headers)
    return get_conditional_response(request, etag, response=response)


@open_data(parameters=())
def latest(request, name):
    """/data/latest/<name>: leads to the newest file of a name."""
    newest = manifest.current()
    if newest is None:
        raise NotFound(nothing_written())
    path = next((one.path for one in newest.files if one.name == name), None)
    if path is None:
        raise NotFound(_("There is no file of this name. /data/index.json names all files."))
    return HttpResponseRedirect(path, headers={"Cache-Control": "no-cache", "Data-Version": newest.version})


@open_data(parameters=())
def file(request, edition, name):
    """/data/files/<edition>/<name>: a file, or a part of it. In production nginx answers instead."""
    try:
        if not (settings.DATA_DIR and EDITION.fullmatch(edition) and FILE_NAME.fullmatch(name)):
            raise FileNotFoundError
        return serve.file_response(request, Path(settings.DATA_DIR) / "files" / edition / name)
    except FileNotFoundError:
        missing = _("This file isn’t here, or is no longer kept. /data/index.json names the newest files.")
        raise NotFound(missing) from None
    except serve.UnsatisfiableError as error:
        sentence = _("The file ends before this range begins: it has %(count)s bytes.")
        response = problem(416, sentence % {"count": error.size})
        response.headers["Content-Range"] = f"bytes */{error.size}"
        return response


def nothing_written():
    return _("No files have been written yet. Try again in an hour.")
