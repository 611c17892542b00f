from directory.models.place import Place

__all__ = ["Place"]
