"""The pages of the checklist, the guides and the notebook, and what may never be cached."""
