"""Template tags that show the checklist's questions on pages of the directory."""
