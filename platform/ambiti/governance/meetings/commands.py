"""The acts of a meeting: it is convened, people come and go, it votes, it is closed."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.meetings.approving import (
    ApproveMinutesSuccess,
    CorrectMinutesSuccess,
    approve_minutes,
    correct_minutes,
)
from ambiti.governance.meetings.attending import RecordAttendanceSuccess, record_attendance
from ambiti.governance.meetings.closing import CloseMeetingSuccess, close_meeting
from ambiti.governance.meetings.convening import ConveneMeetingSuccess, convene_meeting
from ambiti.governance.meetings.presiding import RecordChairSuccess, record_chair
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.meetings.voting import (
    CastBallotsSuccess,
    CloseVoteSuccess,
    OpenVoteSuccess,
    cast_ballots,
    close_vote,
    open_vote,
)


@strawberry.type
class MeetingActs:
    """The acts of meetings."""

    convene_meeting = command(
        ConveneMeetingSuccess,
        "Convoca un organo: fissa l'ordine del giorno e l'elenco degli aventi diritto.",
        act="convene",
        kind=MEETING,
    )(convene_meeting)
    record_attendance = command(
        RecordAttendanceSuccess,
        "Registra chi arriva e chi esce; il numero legale si ricalcola.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(record_attendance)
    record_chair = command(
        RecordChairSuccess,
        "Registra chi presiede la seduta: chi ne ha la carica o, se manca, chi lo sostituisce.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(record_chair)
    open_vote = command(
        OpenVoteSuccess,
        "Mette in votazione un punto all'ordine del giorno.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(open_vote)
    cast_ballots = command(
        CastBallotsSuccess,
        "Registra i voti espressi.",
        act="record",
        kind=MEETING,
        tenant="vote",
    )(cast_ballots)
    close_vote = command(
        CloseVoteSuccess,
        "Chiude la votazione: l'esito è calcolato dalla regola del documento, e resta.",
        act="record",
        kind=MEETING,
        tenant="vote",
    )(close_vote)
    correct_minutes = command(
        CorrectMinutesSuccess,
        "Annota una correzione accanto al verbale, che resta com'è scritto.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(correct_minutes)
    approve_minutes = command(
        ApproveMinutesSuccess,
        "Registra che l'organo ha approvato il verbale, con una votazione successiva.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(approve_minutes)
    close_meeting = command(
        CloseMeetingSuccess,
        "Chiude la riunione e ne scrive il verbale: da allora non cambia più.",
        act="record",
        kind=MEETING,
        tenant="meeting",
    )(close_meeting)
