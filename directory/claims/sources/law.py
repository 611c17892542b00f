"""Federal rules: the Federal Register and the Code of Federal Regulations."""

from datetime import date

from directory.claims.model import Reading, Source

VIDEO_RULE = Source(
    key="dea-video-rule",
    title="Fourth Temporary Extension of COVID-19 Telemedicine Flexibilities for Prescription of Controlled "
    "Medications (90 FR 61301)",
    publisher="Drug Enforcement Administration and Department of Health and Human Services",
    year=2025,
    address="https://www.govinfo.gov/content/pkg/FR-2025-12-31/html/2025-24123.htm",
    reading=Reading.EXCERPT,
    read_on=date(2026, 11, 28),
)
