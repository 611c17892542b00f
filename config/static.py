"""The storage of static files in production: hashed, compressed, with one stylesheet."""

import re

import rcssmin
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# In `.a :is(b)` inside of an at-rule. rcssmin takes it for a declaration, and makes `.a:is(b)` of it.
DESCENDANT = re.compile(r"(?<=[\w)\]]) :(?=[a-z:])")


def join_stylesheets(texts):
    """The text of one minified stylesheet that has the rules of several, in their order."""
    return rcssmin.cssmin(DESCENDANT.sub(" *:", "\n".join(texts)))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage (hashed names, compressed copies), with one stylesheet made of all of them.

    The sources of settings.STYLESHEET_SOURCES are joined in their order and minified into the one file that
    settings.STYLESHEETS names, so that a page asks for one stylesheet.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            (joined,) = settings.STYLESHEETS
            sources = [paths[name] for name in settings.STYLESHEET_SOURCES]
            texts = []
            for storage, path in sources:
                with storage.open(path) as file:
                    texts.append(file.read().decode())
            self.delete(joined)
            self._save(joined, ContentFile(join_stylesheets(texts).encode()))
            paths[joined] = (self, joined)
        yield from super().post_process(paths, dry_run, **options)
