"""The National Provider Identifier: ten digits, the last of which checks the others."""

PREFIX = "80840"  # 80 for health, 840 for the United States (ISO 7812); part of the sum, never written


def npi_check_digit_is_right(npi: str) -> bool:
    """True if the last of ten digits is the Luhn check digit of an NPI: finds typing errors, not false NPIs.

    source  45 CFR 162.406; CMS, "Requirements for NPI and NPI check digit"
    """
    if not (len(npi) == 10 and npi.isascii() and npi.isdigit()):
        return False
    total = 0
    for place, digit in enumerate(reversed(PREFIX + npi)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
