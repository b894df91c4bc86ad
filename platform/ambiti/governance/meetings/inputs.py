"""What the acts of a meeting are given."""

from datetime import date

import strawberry

from ambiti.governance.meetings.arithmetic import Verdict
from ambiti.governance.meetings.graph import Choice


@strawberry.input(description="Un punto all'ordine del giorno.")
class AgendaItemInput:
    """An item of the agenda."""

    subject: str = strawberry.field(description="L'oggetto.")
    matter: str | None = strawberry.field(
        default=None, description="Codice della materia nello statuto: decide come si vota."
    )
    verb: str | None = strawberry.field(
        default=None,
        description="Che cosa si fa sulla materia (PROPOSE, DECIDE, APPROVE, ADOPT, OPINION…); "
        "serve se l'organo ha più di una competenza.",
    )
    attachments: list[str] = strawberry.field(
        default_factory=list, description="Il materiale del punto, documento per documento."
    )


@strawberry.input(
    description="Un avente diritto al voto, dove nessun documento fornito dice di chi è composto "
    "l'organo: lo dichiara chi convoca."
)
class DeclaredSeatInput:
    """Somebody entitled, where no document that was supplied says who is."""

    label: str = strawberry.field(description="Chi siede: «Sindaco di Arnesano».")
    istat_code: str | None = strawberry.field(
        default=None, description="Codice ISTAT del comune, se il posto è di un comune."
    )


@strawberry.input(description="Una lettera d'invito formale.")
class LetterInput:
    """A formal letter."""

    to: list[str] = strawberry.field(
        description="I destinatari, coi codici che hanno nello statuto."
    )
    signed_by: str = strawberry.field(description="Chi la firma, col codice che ha nello statuto.")


@strawberry.input(description="Un ospite, che non vota.")
class GuestInput:
    """A guest."""

    name: str = strawberry.field(description="Chi è invitato.")
    theme: str = strawberry.field(description="Per quale tema.")


@strawberry.input(description="La convocazione di un organo.")
class ConveneMeetingInput:
    """The convocation of an organ."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    held_on: date = strawberry.field(description="Il giorno della riunione.")
    at: str = strawberry.field(description="L'ora, in Italia: 18:30.")
    place: str = strawberry.field(description="Il luogo.")
    agenda: list[AgendaItemInput] = strawberry.field(description="L'ordine del giorno.")
    formation: str | None = strawberry.field(
        default=None, description="Codice della formazione, se si riunisce una sola."
    )
    roll: list[DeclaredSeatInput] = strawberry.field(
        default_factory=list,
        description="Gli aventi diritto, solo se i documenti forniti non dicono chi sono.",
    )
    letter: LetterInput | None = strawberry.field(
        default=None, description="La lettera d'invito, dove il documento la vuole."
    )
    guests: list[GuestInput] = strawberry.field(
        default_factory=list, description="Gli ospiti, tema per tema: non votano."
    )
    mandate: str | None = strawberry.field(
        default=None, description="L'atto su mandato del quale si lavora, se il documento lo vuole."
    )
    joint: str | None = strawberry.field(
        default=None, description="Codice dell'incontro congiunto di cui fa parte, se è di uno."
    )
    theme: str | None = strawberry.field(
        default=None, description="Il tema di un incontro congiunto."
    )


@strawberry.input(description="Chi arriva, e per quale posto.")
class ArrivalInput:
    """Somebody arrives for a seat."""

    seat: strawberry.ID = strawberry.field(description="Il posto nell'elenco.")
    person: str = strawberry.field(description="Chi è arrivato.")
    delegated: bool = strawberry.field(default=False, description="Se è un delegato.")
    delegation: str | None = strawberry.field(
        default=None, description="L'atto di delega, di chi è delegato."
    )


@strawberry.input(description="Arrivi e uscite in una riunione.")
class RecordAttendanceInput:
    """Arrivals and departures."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    arrivals: list[ArrivalInput] = strawberry.field(default_factory=list, description="Chi arriva.")
    departures: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="I posti di chi esce."
    )


@strawberry.input(description="L'apertura di una votazione.")
class OpenVoteInput:
    """The opening of a vote."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    item: strawberry.ID = strawberry.field(description="Il punto all'ordine del giorno.")
    question: str = strawberry.field(description="Su che cosa si vota.")
    secret: bool = strawberry.field(
        default=False, description="Vero se si vota a scrutinio segreto: chi ha votato, non come."
    )


@strawberry.input(description="Il voto di un posto.")
class BallotInput:
    """The ballot of a seat."""

    seat: strawberry.ID = strawberry.field(description="Il posto nell'elenco.")
    choice: Choice | None = strawberry.field(
        default=None, description="Come vota; non si dice in una votazione segreta."
    )


@strawberry.input(description="I voti espressi in una votazione aperta.")
class CastBallotsInput:
    """Ballots in an open vote."""

    vote: strawberry.ID = strawberry.field(description="La votazione.")
    ballots: list[BallotInput] = strawberry.field(
        description="I voti; ciascun posto vota una volta."
    )


@strawberry.input(description="Lo scrutinio di una votazione segreta.")
class SecretCountInput:
    """The sums of a secret vote."""

    in_favour: int = strawberry.field(description="I voti favorevoli.")
    against: int = strawberry.field(description="I voti contrari.")
    abstained: int = strawberry.field(default=0, description="Gli astenuti.")
    blank: int = strawberry.field(default=0, description="Le schede bianche.")


@strawberry.input(description="La chiusura di una votazione.")
class CloseVoteInput:
    """The closing of a vote."""

    vote: strawberry.ID = strawberry.field(description="La votazione.")
    counted: SecretCountInput | None = strawberry.field(
        default=None, description="Lo scrutinio, se la votazione è segreta."
    )
    declared_verdict: Verdict | None = strawberry.field(
        default=None,
        description="L'esito che dichiara chi presiede, APPROVED o REJECTED, solo se la regola "
        "non basta a determinarlo.",
    )
    declared_under: str | None = strawberry.field(
        default=None, description="Il testo in base al quale lo dichiara."
    )


@strawberry.input(description="Chi presiede una riunione.")
class RecordChairInput:
    """Who chairs a meeting."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    seat: strawberry.ID = strawberry.field(
        description="Il posto nell'elenco di chi presiede: è fra i presenti."
    )


@strawberry.input(description="La chiusura di una riunione.")
class CloseMeetingInput:
    """The closing of a meeting."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")


@strawberry.input(description="Una correzione del verbale di una riunione.")
class CorrectMinutesInput:
    """A correction of the minutes."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    wrong: str = strawberry.field(description="Ciò che il verbale dice, com'è scritto.")
    right: str = strawberry.field(description="Ciò che doveva dire.")
    reason: str = strawberry.field(description="Perché.")


@strawberry.input(description="L'approvazione del verbale di una riunione.")
class ApproveMinutesInput:
    """The approval of the minutes."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    vote: strawberry.ID = strawberry.field(
        description="La votazione con cui lo stesso organo lo ha approvato, in una riunione "
        "successiva."
    )
