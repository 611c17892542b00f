"""A template that prints a variable which nobody defined fails its test, instead of printing nothing."""


class FailOnUndefined(str):
    """For the option `string_if_invalid`: Django formats it with the name of the variable."""

    def __mod__(self, variable):
        raise AssertionError(f"A template prints {variable}, which is not defined.")


UNDEFINED = FailOnUndefined("%s")
