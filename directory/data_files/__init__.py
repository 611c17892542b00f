"""The whole directory as files: written by a command, with a manifest and checksums, and served."""
