"""The acts of the register: proposed, adopted, executed, annulled, published, sent."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.acts.changing import (
    AnnulActSuccess,
    ExecuteActSuccess,
    annul_act,
    execute_act,
)
from ambiti.governance.acts.delivering import (
    BroadcastSuccess,
    DeliverActsSuccess,
    PublishMinutesSuccess,
    broadcast,
    deliver_acts,
    publish_minutes,
)
from ambiti.governance.acts.entering import (
    AdoptActSuccess,
    ProposeActSuccess,
    adopt_act,
    propose_act,
)
from ambiti.governance.acts.publishing import PublishActSuccess, publish_act
from ambiti.governance.acts.scopes import ACT, DELIVERY


@strawberry.type
class RegisterActs:
    """The acts of the register."""

    propose_act = command(
        ProposeActSuccess,
        "Registra un atto che non decide: istruttoria, proposta, consultazione, parere, intesa.",
        act="propose",
        kind=ACT,
    )(propose_act)
    adopt_act = command(
        AdoptActSuccess,
        "Registra un atto che decide, o che cura l'esecuzione: un organo collegiale, in base a "
        "una votazione.",
        act="adopt",
        kind=ACT,
    )(adopt_act)
    execute_act = command(
        ExecuteActSuccess,
        "Registra che una decisione è eseguita, da chi i documenti ne incaricano.",
        act="execute",
        kind=ACT,
        tenant="act",
    )(execute_act)
    annul_act = command(
        AnnulActSuccess,
        "Annulla un atto, con le ragioni: resta nel registro.",
        act="annul",
        kind=ACT,
        tenant="act",
    )(annul_act)
    publish_act = command(
        PublishActSuccess,
        "Pubblica un atto: da allora chiunque lo legge, anche senza accesso.",
        act="publish",
        kind=ACT,
        tenant="act",
    )(publish_act)
    deliver_acts = command(
        DeliverActsSuccess,
        "Trasmette l'elenco degli atti di un periodo a tutti quelli a cui il documento lo vuole.",
        act="deliver",
        kind=DELIVERY,
    )(deliver_acts)
    publish_minutes = command(
        PublishMinutesSuccess,
        "Trasmette il verbale di una riunione chiusa a tutti quelli a cui il documento lo vuole.",
        act="deliver",
        kind=DELIVERY,
        tenant="meeting",
    )(publish_minutes)
    broadcast = command(
        BroadcastSuccess,
        "Informa tutti quelli che il documento vuole informati.",
        act="deliver",
        kind=DELIVERY,
    )(broadcast)
