"""The acts of the calendar."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.calendar.recording import (
    RecordEventSuccess,
    RecordFulfilmentSuccess,
    SetTermSuccess,
    record_event,
    record_fulfilment,
    set_term,
)
from ambiti.governance.calendar.scopes import FULFILMENT


@strawberry.type
class CalendarActs:
    """The acts of the calendar."""

    set_term = command(
        SetTermSuccess,
        "Stabilisce il giorno, o il ritmo, di un termine che il documento lascia ad altri.",
        act="fulfil",
        kind=FULFILMENT,
    )(set_term)
    record_event = command(
        RecordEventSuccess,
        "Registra un fatto da cui parte un termine.",
        act="fulfil",
        kind=FULFILMENT,
    )(record_event)
    record_fulfilment = command(
        RecordFulfilmentSuccess,
        "Registra che ciò che era dovuto è fatto, e quando.",
        act="fulfil",
        kind=FULFILMENT,
    )(record_fulfilment)
