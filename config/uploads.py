"""File uploads: held in memory, never on disk, and refused before reading if too large."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryUploadHandler(MemoryFileUploadHandler):
    """Refuses a request over FILE_UPLOAD_MAX_MEMORY_SIZE before it is read."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803  (Django's)
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("A form with a file is larger than FILE_UPLOAD_MAX_MEMORY_SIZE.")
        return super().handle_raw_input(input_data, META, content_length, boundary, encoding)
