import re

import pytest


@pytest.fixture
def counted(client, django_assert_num_queries):
    """A function that requests an address twice (the index is then up to date) and counts the second time."""

    def ask(address, queries, *, cards=None, part=False):
        headers = {"HX-Request": "true"} if part else {}
        client.get(address, headers=headers)
        with django_assert_num_queries(queries):
            answer = client.get(address, headers=headers)
            body = answer.getvalue().decode()
        assert answer.status_code == 200
        if cards is not None:
            assert len(re.findall('<li class="card ', body)) == cards
        return body

    return ask
