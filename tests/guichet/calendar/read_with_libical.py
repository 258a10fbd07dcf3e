"""Reads a calendar with libical (https://libical.github.io/libical) and says in JSON what its event is."""

import json
import sys
from datetime import datetime, timezone

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

calendar = ICalGLib.Parser.parse_string(sys.stdin.buffer.read().decode())
event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)


def moment(kind):
    time = event.get_first_property(kind) and (
        event.get_dtstart() if kind == ICalGLib.PropertyKind.DTSTART_PROPERTY else event.get_dtend()
    )
    if not time:
        return None
    assert time.is_utc() or time.get_timezone(), "a time has no zone"
    seconds = time.as_timet_with_zone(time.get_timezone())
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# Also whether everything is there that RFC 5546 wants, and nothing that it forbids.
assert ICalGLib.restriction_check(calendar) and calendar.count_errors() == 0, calendar.as_ical_string()
organiser = event.get_first_property(ICalGLib.PropertyKind.ORGANIZER_PROPERTY)
name = organiser.get_first_parameter(ICalGLib.ParameterKind.CN_PARAMETER)
print(
    json.dumps(
        {
            "method": ICalGLib.Property.method_to_string(calendar.get_method()),
            "uid": event.get_uid(),
            "sequence": event.get_sequence(),
            "starts": moment(ICalGLib.PropertyKind.DTSTART_PROPERTY),
            "ends": moment(ICalGLib.PropertyKind.DTEND_PROPERTY),
            "summary": event.get_summary(),
            "location": event.get_location(),
            "organiser": organiser.get_organizer(),
            "organiser_name": name and name.get_cn(),
        }
    )
)
