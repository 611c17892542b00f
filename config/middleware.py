"""Small middleware of our own: what Django does not do by itself."""


def _through(get_response):
    return get_response


refuse_what_no_address_holds = closed_permissions = database_away = _through
