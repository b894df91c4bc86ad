"""The acts of requests and documents."""

import strawberry

from ambiti.acting.commands import command
from ambiti.compliance.requests.asking import (
    DecideAccessRequestSuccess,
    OpenAccessRequestSuccess,
    decide_access_request,
    open_access_request,
)
from ambiti.compliance.requests.complaining import (
    OpenComplaintSuccess,
    ReplyToComplaintSuccess,
    open_complaint,
    reply_to_complaint,
)
from ambiti.compliance.requests.documents import (
    ConsultDocumentSuccess,
    FileDocumentSuccess,
    consult_document,
    file_document,
)
from ambiti.compliance.requests.rights import (
    AnswerRightsRequestSuccess,
    ExtendRightsRequestSuccess,
    OpenRightsRequestSuccess,
    answer_rights_request,
    extend_rights_request,
    open_rights_request,
)
from ambiti.compliance.scopes import ARCHIVE, CITIZEN_REQUEST


@strawberry.type
class RequestActs:
    """The acts of requests."""

    open_rights_request = command(
        OpenRightsRequestSuccess,
        "Registra che una persona esercita un diritto sui propri dati: un mese per rispondere.",
        act="handle",
        kind=CITIZEN_REQUEST,
        tenant="instrument",
    )(open_rights_request)
    extend_rights_request = command(
        ExtendRightsRequestSuccess,
        "Proroga di due mesi, una volta sola, il termine per rispondere.",
        act="handle",
        kind=CITIZEN_REQUEST,
        tenant="request",
    )(extend_rights_request)
    answer_rights_request = command(
        AnswerRightsRequestSuccess,
        "Registra la risposta a chi esercita un diritto sui propri dati.",
        act="handle",
        kind=CITIZEN_REQUEST,
        tenant="request",
    )(answer_rights_request)
    open_complaint = command(
        OpenComplaintSuccess,
        "Registra una richiesta, una segnalazione o un reclamo.",
        act="handle",
        kind=CITIZEN_REQUEST,
    )(open_complaint)
    reply_to_complaint = command(
        ReplyToComplaintSuccess,
        "Registra il riscontro, che chiude il reclamo.",
        act="handle",
        kind=CITIZEN_REQUEST,
        tenant="complaint",
    )(reply_to_complaint)
    file_document = command(
        FileDocumentSuccess,
        "Conserva un documento di un atto.",
        act="register",
        kind=ARCHIVE,
        tenant="instrument",
    )(file_document)
    consult_document = command(
        ConsultDocumentSuccess,
        "Legge un documento: chi è di un ente sottoscrittore, o ne ha ottenuto l'accesso.",
        act="consult",
        kind=ARCHIVE,
        tenant="document",
    )(consult_document)
    open_access_request = command(
        OpenAccessRequestSuccess,
        "Chiede di leggere i documenti di un atto.",
        act="ask",
        kind=CITIZEN_REQUEST,
        tenant="instrument",
    )(open_access_request)
    decide_access_request = command(
        DecideAccessRequestSuccess,
        "Accoglie o rifiuta una richiesta di accesso, con le ragioni.",
        act="handle",
        kind=CITIZEN_REQUEST,
        tenant="request",
    )(decide_access_request)
