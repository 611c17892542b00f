"""The pages behind the two doors. Each module here adds its own to `site.portal` or `site.queue`."""

from importlib import import_module
from pkgutil import iter_modules

for found in iter_modules(__path__):
    import_module(f"{__name__}.{found.name}")
