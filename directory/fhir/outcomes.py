"""What an address of /fhir/ answers when it does not do what was asked: an OperationOutcome."""

from typing import Any


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
