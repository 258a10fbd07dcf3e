"""Reads a calendar with icalendar (https://icalendar.readthedocs.io) and says in JSON what its event is."""

import json
import sys
from datetime import timezone

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
(event,) = calendar.walk("VEVENT")


def moment(name):
    return name in event and event.decoded(name).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") or None


assert not calendar.errors and not event.errors, calendar.errors + event.errors
print(
    json.dumps(
        {
            "method": calendar["METHOD"],
            "uid": event["UID"],
            "sequence": event["SEQUENCE"],
            "starts": moment("DTSTART"),
            "ends": moment("DTEND"),
            "summary": event["SUMMARY"],
            "location": event["LOCATION"],
            "organiser": event["ORGANIZER"],
            "organiser_name": event["ORGANIZER"].params.get("CN"),
        }
    )
)
