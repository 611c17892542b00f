import pytest

from directory.exchange.cells.errors import ParseError


def refusal(parser, *given):
    with pytest.raises(ParseError) as error:
        parser(*given)
    return str(error.value)
