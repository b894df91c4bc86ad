"""What the acts of the register are given."""

from datetime import date

import strawberry

from ambiti.governance.acts.graph.acts import ActVerb, PublicationPlace


@strawberry.input
class ActInput:
    """What every act says of itself."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    by: str = strawberry.field(
        description="Di chi è: codice dell'organo, del ruolo, della carica o dell'ente nei "
        "documenti; di un comune il codice ISTAT."
    )
    verb: ActVerb = strawberry.field(description="Che cosa fa.")
    matter: str = strawberry.field(description="Codice della materia nello statuto.")
    subject: str = strawberry.field(description="L'oggetto.")
    text_hash: str = strawberry.field(description="SHA-256 del testo, in esadecimale.")
    taken_on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
    reference_year: int | None = strawberry.field(
        default=None, description="L'anno a cui si riferisce; se no, quello del giorno."
    )
    protocol: str | None = strawberry.field(
        default=None, description="Il numero che ha presso l'ente."
    )
    attachments: list[str] = strawberry.field(
        default_factory=list, description="I nomi degli allegati."
    )
    toward: list[str] = strawberry.field(
        default_factory=list, description="A chi si rivolge, o chi si è consultato: i codici."
    )
    predecessors: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Gli atti che lo precedono."
    )
    direction: strawberry.ID | None = strawberry.field(
        default=None, description="L'atto di cui segue l'indirizzo."
    )
    conflicts: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Gli atti con cui il suo indirizzo contrasta."
    )
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="La votazione su cui si fonda."
    )
    action: str | None = strawberry.field(
        default=None, description="L'azione del documento di programmazione."
    )


@strawberry.input(description="Un atto che non decide: istruttoria, proposta, parere, intesa…")
class ProposeActInput(ActInput):
    """An act that does not decide."""


@strawberry.input(description="Un atto che decide, o che cura l'esecuzione di una decisione.")
class AdoptActInput(ActInput):
    """An act that decides, or carries out."""

    amount: str | None = strawberry.field(
        default=None, description="La somma che impegna: euro e due decimali, 15000.00."
    )


@strawberry.input(description="L'esecuzione di una decisione.")
class ExecuteActInput:
    """The carrying out of a decision."""

    act: strawberry.ID = strawberry.field(description="La decisione.")
    by: str = strawberry.field(description="Chi ne cura l'esecuzione: il codice nei documenti.")
    executed_on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")


@strawberry.input(description="L'annullamento di un atto da parte di chi lo ha compiuto.")
class AnnulActInput:
    """The annulment of an act by its author."""

    act: strawberry.ID = strawberry.field(description="L'atto.")
    reasons: str = strawberry.field(description="Le ragioni.")
    annulled_on: date | None = strawberry.field(default=None, description="Il giorno; se no, oggi.")
    vote: strawberry.ID | None = strawberry.field(
        default=None, description="La votazione, se a decidere era un organo collegiale."
    )


@strawberry.input(description="La pubblicazione di un atto.")
class PublishActInput:
    """The publication of an act."""

    act: strawberry.ID = strawberry.field(description="L'atto.")
    place: PublicationPlace = strawberry.field(description="Dove.")
    shown_on: date | None = strawberry.field(default=None, description="Da quando; se no, oggi.")
    reference: str | None = strawberry.field(
        default=None, description="Il numero del bollettino, o l'indirizzo della pagina."
    )


@strawberry.input(description="L'elenco degli atti di un periodo, a chi il documento dice.")
class DeliverActsInput:
    """The list of the acts of a period."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    by: str = strawberry.field(description="Chi lo trasmette: il codice nei documenti.")
    since: date = strawberry.field(description="Il primo giorno del periodo.")
    until: date = strawberry.field(description="L'ultimo giorno del periodo, compreso.")


@strawberry.input(description="La trasmissione del verbale di una riunione chiusa.")
class PublishMinutesInput:
    """The delivery of the minutes of a meeting."""

    meeting: strawberry.ID = strawberry.field(description="La riunione.")
    matter: str | None = strawberry.field(
        default=None, description="Solo le decisioni su questa materia: il codice."
    )
    addressees: list[str] = strawberry.field(
        default_factory=list,
        description="A chi, per nome: solo se i documenti non lo dicono.",
    )


@strawberry.input(description="Un'informazione a tutti coloro a cui il documento la vuole data.")
class BroadcastInput:
    """Something told to all those whom the documents want told."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    by: str = strawberry.field(
        description="Chi informa: il codice nei documenti; di un comune, il codice ISTAT."
    )
    matter: str = strawberry.field(description="Codice della materia nello statuto.")
    subject: str = strawberry.field(description="Di che cosa si informa.")
    addressees: list[str] = strawberry.field(
        default_factory=list,
        description="A chi, per nome: solo se i documenti non ne danno l'elenco.",
    )
