"""Registers the pages of both AdminSites: importing this module, as config/urls.py does, is enough."""

from importlib import import_module
from pkgutil import iter_modules

from directory import desk, portal

for package in (portal, desk):
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
