"""What an address of /fhir/ answers when it does not do what was asked: an OperationOutcome."""

import json
from typing import Any

from directory.web.open_data import sentences_of_nginx

# Status → the code of an OperationOutcome, of what is refused before a view of /fhir/ decides.
CODES = {
    400: "invalid",
    404: "not-found",
    405: "not-supported",
    410: "deleted",
    413: "too-long",
    414: "too-long",
    429: "throttled",
    502: "transient",
    503: "transient",
}


class FhirError(Exception):
    """An answer other than success.

    status     of HTTP
    code       of the code system issue-type, such as "value" or "not-supported"
    parameter  name of the parameter of the address that is wrong; "" where it is none
    headers    of the response
    """

    def __init__(self, status: int, code: str, sentence: str, parameter: str = "", **headers: str):
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.parameter = status, code, sentence, parameter
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    @property
    def outcome(self) -> dict[str, Any]:
        """The OperationOutcome. FHIR names a parameter as `http.` and its name."""
        issue: dict[str, Any] = {"severity": "error", "code": self.code, "diagnostics": self.sentence}
        if self.parameter:
            issue["expression"] = [f"http.{self.parameter}"]
        return {"resourceType": "OperationOutcome", "issue": [issue]}


def wrong_value(parameter: str, sentence: str) -> FhirError:
    """400 for a parameter whose value cannot be read."""
    return FhirError(400, "value", sentence, parameter)


def not_supported(parameter: str, sentence: str) -> FhirError:
    """400 for a parameter, a modifier or a value that this server does not know."""
    return FhirError(400, "not-supported", sentence, parameter)


def outcomes_of_nginx() -> dict[str, str]:
    """Name of a file of deploy/errors → what nginx answers below /fhir/ without the application."""
    errors = [FhirError(status, CODES[status], text) for status, text in sentences_of_nginx().items()]
    return {f"{error.status}.fhir.json": f"{json.dumps(error.outcome)}\n" for error in errors}
