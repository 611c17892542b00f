"""How a line of the log is written."""

import logging
import time


class InUTC(logging.Formatter):
    """Times as 2026-11-28T07:42:20.038Z, whatever the zone of the machine or of the pages is."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
