"""An operation of migrations. Django takes no module whose name begins with an underscore for a migration."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Several operations, after which the models are drawn once for all.

    Django draws a model of a hundred fields, and all that lead to it, anew after each operation on it. None of
    these needs to see the models between two of them.
    """

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn again when somebody asks for it
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} changes together"
