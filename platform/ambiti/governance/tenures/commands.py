"""The acts on tenures: somebody is designated, selected, appointed, confirmed, revoked."""

import strawberry

from ambiti.acting.commands import command
from ambiti.governance.tenures.adhering import RegisterAdhesionSuccess, register_adhesion
from ambiti.governance.tenures.appointing import AppointSuccess, appoint
from ambiti.governance.tenures.designating import DesignateSuccess, designate
from ambiti.governance.tenures.ending import (
    ConfirmTenureSuccess,
    EndTenureSuccess,
    confirm_tenure,
    end_tenure,
)
from ambiti.governance.tenures.presiding import (
    DesignateSubstituteSuccess,
    ElectChairSuccess,
    designate_substitute,
    elect_chair,
)
from ambiti.governance.tenures.revoking import (
    DecideRevocationSuccess,
    ProposeRevocationSuccess,
    decide_revocation,
    propose_revocation,
)
from ambiti.governance.tenures.scopes import ADHERENT, TENURE
from ambiti.governance.tenures.selecting import SelectCandidateSuccess, select_candidate


@strawberry.type
class TenureActs:
    """The acts on tenures."""

    designate = command(
        DesignateSuccess,
        "Designa chi occupa un posto di un organo.",
        act="appoint",
        kind=TENURE,
    )(designate)
    elect_chair = command(
        ElectChairSuccess,
        "Elegge chi presiede un organo, dove il documento lo fa scegliere all'organo.",
        act="appoint",
        kind=TENURE,
    )(elect_chair)
    designate_substitute = command(
        DesignateSubstituteSuccess,
        "Designa chi sostituisce chi presiede, quando manca.",
        act="appoint",
        kind=TENURE,
    )(designate_substitute)
    select_candidate = command(
        SelectCandidateSuccess,
        "Sceglie chi sarà poi nominato: il primo di due passi.",
        act="appoint",
        kind=TENURE,
    )(select_candidate)
    appoint = command(
        AppointSuccess,
        "Nomina in un ruolo, e ne dà l'accesso.",
        act="appoint",
        kind=TENURE,
    )(appoint)
    confirm_tenure = command(
        ConfirmTenureSuccess,
        "Conferma per un altro termine chi ha finito il suo.",
        act="appoint",
        kind=TENURE,
        tenant="tenure",
    )(confirm_tenure)
    end_tenure = command(
        EndTenureSuccess,
        "Fa finire un incarico prima del tempo, per altro che una revoca.",
        act="appoint",
        kind=TENURE,
        tenant="tenure",
    )(end_tenure)
    propose_revocation = command(
        ProposeRevocationSuccess,
        "Propone la revoca di chi ha un ruolo, con le ragioni e la motivazione.",
        act="revoke",
        kind=TENURE,
        tenant="tenure",
    )(propose_revocation)
    decide_revocation = command(
        DecideRevocationSuccess,
        "Decide una revoca con il voto che il documento chiede.",
        act="revoke",
        kind=TENURE,
        tenant="revocation",
    )(decide_revocation)
    register_adhesion = command(
        RegisterAdhesionSuccess,
        "Registra l'adesione di un ente a un atto aperto.",
        act="register",
        kind=ADHERENT,
    )(register_adhesion)
