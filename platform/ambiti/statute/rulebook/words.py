"""The words of the language, in Italian: what each choice says inside a sentence.

``<decide/decidono>`` agrees with a field, and ``[su]`` is said before a matter: see ``sentences``.
"""

import re
from typing import Final

BY_FIELD: Final[dict[tuple[str, str], str]] = {
    ("verb", "PREPARE"): "<predispone/predispongono>",
    ("verb", "PROPOSE"): "<propone/propongono>",
    ("verb", "CONSULT"): "<consulta/consultano> altri [su]",
    ("verb", "OPINION"): "<dà/danno> parere [su]",
    ("verb", "AGREE"): "<dà/danno> l'intesa [su]",
    ("verb", "DECIDE"): "<decide/decidono>",
    ("verb", "APPROVE"): "<approva/approvano>",
    ("verb", "ADOPT"): "<adotta/adottano>",
    ("verb", "EXECUTE"): "<cura/curano>",
    ("verb", "MONITOR"): "<verifica/verificano>",
    ("verb", "REPORT"): "<rende/rendono> conto [di]",
    ("verb", "CONTROL"): "<controlla/controllano>",
    ("role", "REFERENTE"): "il referente",
    ("role", "CAPOFILA"): "il capofila",
    ("role", "REPRESENTATIVE"): "il rappresentante",
    ("held_for", "AMBITO"): "l'Ambito",
    ("held_for", "COMUNE"): "un comune",
    ("held_for", "UNIT"): "un'unità",
    ("hardness", "HARD"): "almeno",
    ("hardness", "SOFT"): "di norma almeno",
    ("hardness", "OPTIONAL"): "se lo ritiene",
    ("powers", "FULL"): "nella pienezza delle funzioni",
    ("powers", "ORDINARY"): "per l'ordinaria amministrazione",
    ("until", "CONFIRMATION"): "la conferma",
    ("until", "SUCCESSOR"): "la nomina del successore",
    ("start", "REVOCATION"): "dalla revoca",
    ("start", "CONVENING"): "dalla convocazione",
    ("start", "SELECTION"): "dalla scelta",
    ("of", "QUORUM_AND_MAJORITY"): "quorum e maggioranze",
    ("of", "QUORUM"): "il quorum",
    ("of", "MAJORITY"): "le maggioranze",
    ("effect", "NEXT_YEAR_START"): "dal 1° gennaio seguente",
    ("effect", "END_OF_NOTICE"): "dalla fine del preavviso",
    ("registration", "NOT_SUBJECT"): "non dovuta",
    ("registration", "IN_CASE_OF_USE"): "solo in caso d'uso",
    ("registration", "REQUIRED"): "dovuta",
    ("stamp_duty", "EXEMPT"): "esente",
    ("stamp_duty", "DUE"): "dovuto",
    ("units", "BY_SIGNATORY"): "fra gli enti firmatari",
    ("units", "BY_AMBITO"): "fra gli Ambiti",
    ("units", "BY_COMUNE"): "fra i comuni",
    ("vat", "EXCLUDED"): "IVA esclusa",
    ("vat", "INCLUDED"): "IVA compresa",
    ("vat", "NOT_STATED"): "senza dire dell'IVA",
    ("target", "STAFF_COST_LIMITS"): "i limiti di spesa del personale",
    ("target", "INCENTIVE_FUND"): "i fondi incentivanti",
    ("target", "OVERTIME_FUND"): "i fondi per gli straordinari",
    ("modes", "FULL_TIME"): "a tempo pieno",
    ("modes", "HOURS_WEEK"): "a ore settimanali",
    ("modes", "HOURS_MONTH"): "a ore mensili",
    ("modes", "HOURS_YEAR"): "a ore annue",
    ("unit", "HOURS_WEEK"): "ore a settimana",
    ("unit", "HOURS_MONTH"): "ore al mese",
    ("unit", "HOURS_YEAR"): "ore all'anno",
    ("policy", "ALL_HOURS"): "tutte le ore",
    ("policy", "EXCESS_ONLY"): "le sole ore eccedenti",
    ("policy", "REMAINING"): "per i periodi che restano",
    ("policy", "FIXED"): "per tutti i periodi dell'anno",
    ("item", "POSITION_PAY"): "la retribuzione di posizione",
    ("item", "BONUS"): "i premi",
    ("item", "OVERTIME"): "gli straordinari",
    ("item", "REWARDS"): "le modalità premianti",
    ("power", "ASSIGNS_TASKS"): "<attribuisce/attribuiscono> compiti e obiettivi al personale",
    ("power", "FUNCTIONAL_MANAGER"): "è il superiore funzionale del personale",
    ("power", "MANAGES"): "<gestisce/gestiscono> il personale",
    ("power", "EXTRA_STAFF"): "<può/possono> chiedere personale aggiuntivo per i lavori",
    (
        "power",
        "FLEXIBLE_STRUCTURE",
    ): "<può/possono> variare, nei limiti della composizione, il personale",
    ("timing", "IN_ADVANCE"): "anticipate",
    ("timing", "IN_ARREARS"): "posticipate",
    ("per", "YEAR"): "all'anno",
    ("per", "MONTH"): "al mese",
    ("per", "ONCE"): "una volta",
    ("per", "COMUNE"): "comune",
    ("per", "AMBITO"): "Ambito",
    ("per", "UNIT"): "unità",
    ("by", "COMUNE"): "comune",
    ("by", "AMBITO"): "Ambito",
    ("by", "UNIT"): "unità",
    ("qualities", "TIMELY"): "puntualità",
    ("qualities", "CORRECT"): "correttezza",
    ("qualities", "RELIABLE"): "attendibilità",
    ("qualities", "INTEGRAL"): "integrità",
    ("measure", "COMPLETION"): "avanzamento",
    ("measure", "PER_HEAD"): "per abitante",
    ("measure", "UNIFORMITY"): "uniformità",
    ("measure", "SATISFACTION"): "gradimento",
    ("measure", "EVALUATION"): "valutazione",
    ("mode", "SINGLE"): "titolare dei dati è",
    ("mode", "JOINT"): "contitolari dei dati sono",
    ("media", "PAPER"): "cartacei",
    ("media", "ELECTRONIC"): "informatici",
    ("channels", "EMAIL"): "e-mail",
    ("channels", "PEC"): "PEC",
    ("liabilities", "ADMINISTRATIVE"): "amministrativa",
    ("liabilities", "ACCOUNTING"): "contabile",
    ("liabilities", "DISCIPLINARY"): "disciplinare",
    ("lead_tasks", "AWARD_SINGLE_SUPPLIER"): "individuare un unico fornitore",
    ("lead_tasks", "COLLECT_FUNDS"): "ricevere le risorse",
    ("lead_tasks", "ADOPT_ACTS"): "adottare gli atti",
    ("lead_tasks", "CONVENE"): "convocare",
    ("lead_tasks", "AGENDA"): "fissare l'ordine del giorno",
}
EVERYWHERE: Final[dict[str, str]] = {
    "MONTH": "ogni mese",
    "QUARTER": "ogni trimestre",
    "SEMESTER": "ogni sei mesi",
    "YEAR": "ogni anno",
    "ONCE": "una volta",
    "EACH_ACT": "volta per volta",
    "EACH_TIME": "ogni volta",
    "PERIODICALLY": "periodicamente",
    "GIUNTA": "la Giunta",
    "CONSIGLIO": "il Consiglio",
    "ASSEMBLEA": "l'Assemblea",
}


CHOICE: Final = re.compile(r"<([^<>]+)>")
"""Words of which one is said, by what they agree with."""
ON_MATTER: Final = re.compile(r" \[(\w+)\]")
"""A preposition that is said only before a matter."""


def as_template(field: str, value: str) -> str:
    """Give the words of a choice; what is no choice of the language is said as it is written."""
    return BY_FIELD.get((field, value)) or EVERYWHERE.get(value, value)


def in_words(field: str, value: str) -> str:
    """Say a choice in Italian, of one person and by itself: rende conto."""
    chosen = CHOICE.sub(lambda found: found[1].split("/")[0], as_template(field, value))
    return ON_MATTER.sub("", chosen)
