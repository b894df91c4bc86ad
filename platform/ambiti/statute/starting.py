"""The file that a new Ambito starts from: commented, and with marks where it is to be filled.

A marked place says what belongs there. As long as one is left, reading the file names it.
"""

from typing import Final, Literal

from ambiti.statute.problems import Path, Problem, written
from ambiti.statute.reading_yaml import Tree

MARK: Final = "DA COMPILARE"

Kind = Literal["AMBITO", "INTERAMBITI"]


def starting_file(slug: str, *, name: str | None, region: str | None, kind: Kind) -> str:
    """Write the starting file of a tenant."""
    values = {
        "@SLUG@": slug,
        "@KIND@": kind,
        "@NAME@": _given(name, "il nome dell'Ambito, come nei suoi atti"),
        "@REGION@": _given(region, "la regione"),
    }
    text = _HEAD + (_COMUNI if kind == "AMBITO" else _AMBITI) + _REST
    values["@SEATS@"] = "COMUNI" if kind == "AMBITO" else "MEMBER_AMBITI"
    for place, value in values.items():
        text = text.replace(place, value)
    return text


def _given(value: str | None, wanted: str) -> str:
    if value is None:
        return f'"{MARK}: {wanted}"'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def unfilled(tree: Tree, file: str) -> list[Problem]:
    """Find the marked places that nobody has filled yet."""
    found = []
    waiting: list[tuple[Path, object]] = [((), tree.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, tuple):
            waiting += [((*path, index), inner) for index, inner in enumerate(value)]
        elif isinstance(value, str) and value.startswith(MARK):
            line, column = tree.place(path)
            wanted = value.removeprefix(MARK).lstrip(": ") or None
            message = "resta da compilare"
            found.append(
                Problem(file, line, column, written(path), "TO_FILL", message, value, wanted)
            )
    return sorted(found, key=lambda one: (one.line, one.column))


_HEAD: Final = """\
# yaml-language-server: $schema=statute.schema.json
#
# Statuto di un Ambito: ciò che dicono i suoi atti, da leggere accanto alla carta.
#
# Dove c'è scritto «DA COMPILARE» va messo ciò che è indicato; `ambiti tenants check FILE` dice
# che cosa manca ancora, riga per riga. Le righe con # sono spiegazioni ed esempi: per usarne
# uno, si toglie il #. Ogni regola cita la sua fonte (documento e articolo); ciò che gli atti non
# dicono si scrive come indeterminato, e non si inventa.
slug: @SLUG@
kind: @KIND@
name: @NAME@
region: @REGION@

# Gli atti che si citano. In «articles» gli articoli che hanno, anche a intervalli; "0" è il
# preambolo. Un atto citato ma non disponibile ha supplied: false.
documents:
  - code: CONV
    title: "DA COMPILARE: il titolo della convenzione, per esteso"
    supplied: true
    articles: ["0-99"]
  - {code: TUEL, title: Decreto legislativo 267/2000, kind: LAW, supplied: false}

# I punti che gli atti lasciano aperti o sbagliano: le letture possibili e quella in vigore.
# ambiguities:
#   - code: AMB-01
#     question: Il quorum non è scritto.
#     source: {document: CONV, article: "7"}
#     options: [{code: PRESENTI, text: Metà dei presenti.}, {code: TUTTI, text: Metà di tutti.}]
#     chosen: {option: PRESENTI, by: Assemblea, on: 2025-01-31, motivation: Così si è sempre fatto.}

provinces:
  - code: "DA COMPILARE: la sigla della provincia, come MB"
    name: "DA COMPILARE: il nome della provincia"
    region: @REGION@

# Tutti i comuni, con i codici dell'ISTAT e del catasto. Le altre grafie vanno in «aliases».
comuni:
  - istat: "DA COMPILARE: il codice ISTAT del primo comune, sei cifre tra virgolette"
    name: "DA COMPILARE: il nome del primo comune"
    belfiore: "DA COMPILARE: il codice catastale, una lettera e tre cifre"
    province: "DA COMPILARE: la sigla della sua provincia"
  - istat: "DA COMPILARE: il codice ISTAT del secondo comune"
    name: "DA COMPILARE: il nome del secondo comune"
    belfiore: "DA COMPILARE: il codice catastale"
    province: "DA COMPILARE: la sigla della sua provincia"
"""

_COMUNI: Final = """\

# Chi fa parte dell'Ambito, e da quando. Chi è uscito ha anche «until», il primo giorno senza.
members:
  - source: {document: CONV, article: "1"}
    valid: {from: "DA COMPILARE: il primo giorno, una data AAAA-MM-GG senza virgolette"}
    comuni:
      - "DA COMPILARE: il nome del primo comune"
      - "DA COMPILARE: il nome del secondo comune"

capofila:
  - comune: "DA COMPILARE: il comune capofila"
    source: {document: CONV, article: "2"}
    valid: {from: "DA COMPILARE: il primo giorno, una data AAAA-MM-GG senza virgolette"}
"""

_AMBITI: Final = """\

# Gli Ambiti che fanno parte dell'accordo, ciascuno con i suoi comuni e il suo capofila.
units:
  - kind: MEMBER_AMBITO
    code: "DA COMPILARE: il codice del primo Ambito, in maiuscole"
    name: "DA COMPILARE: il nome del primo Ambito"
    source: {document: CONV, article: "1"}
    leads:
      - kind: COMUNE
        role: CAPOFILA
        comune: "DA COMPILARE: il suo comune capofila"
        source: {document: CONV, article: "1"}
    members:
      - kind: COMUNI
        comuni: ["DA COMPILARE: il nome del primo comune"]
        source: {document: CONV, article: "1"}
  - kind: MEMBER_AMBITO
    code: "DA COMPILARE: il codice del secondo Ambito, in maiuscole"
    name: "DA COMPILARE: il nome del secondo Ambito"
    source: {document: CONV, article: "1"}
    leads:
      - kind: COMUNE
        role: CAPOFILA
        comune: "DA COMPILARE: il suo comune capofila"
        source: {document: CONV, article: "1"}
    members:
      - kind: COMUNI
        comuni: ["DA COMPILARE: il nome del secondo comune"]
        source: {document: CONV, article: "1"}
"""

_REST: Final = """\

# L'atto: quando è firmato, da quando vale, quanto dura. Altre durate: {kind: FIXED, end: …},
# {kind: STATED, months: …, end: …} se l'atto dice entrambi, {kind: OPEN} se è senza scadenza.
instruments:
  - code: CONV
    kind: CONVENZIONE
    title: "DA COMPILARE: il titolo della convenzione"
    source: {document: CONV, article: "0"}
    supplied: true
    published: true
    signed_on: "DA COMPILARE: il giorno della firma, una data AAAA-MM-GG senza virgolette"
    in_force: {kind: SIGNATURE}
    term: {kind: MONTHS, months: "DA COMPILARE: quanti mesi dura, un numero senza virgolette"}

# Ciò su cui si decide, con l'articolo davanti: si legge «approva il Piano di Zona».
matters:
  - {code: PIANO_DI_ZONA, name: il Piano di Zona, area: programming}

# Gli organi: chi ne fa parte, come decidono. Se un regolamento a parte dice la maggioranza:
# {kind: EXTERNAL_REGULATION, document: REGOLAMENTO, source: …}.
organs:
  - code: ASSEMBLEA
    kind: POLITICAL
    name: Assemblea dei Sindaci
    instrument: CONV
    source: {document: CONV, article: "3"}
    composition:
      - kind: OFFICE_OF_EACH
        office: SINDACO
        over: {kind: @SEATS@}
        delegate: ALLOWED
        source: {document: CONV, article: "3"}
    decisions:
      - kind: MAJORITY
        fraction: "1/2"
        strict: true
        of: PRESENT
        source: {document: CONV, article: "3"}
    # meetings: [{kind: MINIMUM, n: 4, hardness: HARD, source: {document: CONV, article: "3"}}]
  - code: UDP
    kind: COMMON_OFFICE
    name: Ufficio di Piano
    source: {document: CONV, article: "4"}

# I ruoli che si danno con un incarico, e l'accesso che danno.
roles:
  - code: SINDACO
    name: Sindaco
    access: sindaco
    held_for: COMUNE
    source: {document: TUEL, article: "50"}
  - code: RESPONSABILE
    name: Responsabile dell'Ufficio di Piano
    access: responsabile_udp
    held_for: AMBITO
    source: {document: CONV, article: "4"}
    appointment: {kind: ONE_STEP, appointed_by: ASSEMBLEA, source: {document: CONV, article: "4"}}

competences:
  - {by: UDP, verb: PROPOSE, matter: PIANO_DI_ZONA, source: {document: CONV, article: "4"}}
  - by: ASSEMBLEA
    verb: APPROVE
    matter: PIANO_DI_ZONA
    requires: [{verb: PROPOSE, by: UDP}]
    source: {document: CONV, article: "3"}

# Le scadenze. Altri tempi: {kind: AFTER, events: […], days: 30}, {kind: EVERY, every: SEMESTER}.
# deadlines:
#   - code: PIANO
#     what: PIANO_DI_ZONA
#     when: {kind: FIXED, month_day: "03-31"}
#     hardness: HARD
#     source: {document: CONV, article: "5"}

# Come si divide una spesa: per popolazione a un giorno (-2 è il penultimo anno), o altrimenti.
# allocation_keys:
#   - kind: POPULATION
#     code: POPOLAZIONE
#     reference: {month_day: "12-31", year_offset: -2}
#     source: {document: CONV, article: "6"}

# Come si esce: il preavviso e ciò che resta dovuto.
# recesses:
#   - kind: RECESS
#     instrument: CONV
#     notice: {kind: MONTHS, months: 6}
#     effect: END_OF_NOTICE
#     source: {document: CONV, article: "8"}
"""
