"""What the columns of a file are called, and which of them each kind of row has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ALWAYS: Final = ("id_esterno", "tipo", "data", "atto", "causale")
"""Columns that every row fills."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The act that a kind of row is, and the columns that it must and may fill besides."""

    act: str
    must: tuple[str, ...]
    may: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Give every column that it knows."""
        return (*ALWAYS, *self.must, *self.may)


STANZIAMENTO: Final = "STANZIAMENTO"
_LINE: Final = ("importo", "fondo", "voce", "descrizione", "programma", "materia", "livello")
_OF_IMPEGNO: Final = ("impegno", "numero_impegno")
SHAPES: Final[Mapping[str, Shape]] = {
    "ASSEGNAZIONE": Shape("record_assegnazione", ("importo", "fondo")),
    STANZIAMENTO: Shape("record_stanziamento", _LINE, ("azione", "sub_ambito", "comune")),
    "VARIAZIONE": Shape("record_variazione", ("importo",), ("voce_da", "voce_a")),
    "IMPEGNO": Shape("record_impegno", ("importo", "voce", "creditore")),
    "ECONOMIA": Shape("record_economia", ("importo",), _OF_IMPEGNO),
    "LIQUIDAZIONE": Shape("record_liquidazione", ("importo",), _OF_IMPEGNO),
    "PAGAMENTO": Shape("record_pagamento", ("importo",), _OF_IMPEGNO),
    "RISCOSSIONE": Shape("record_riscossione", ("importo", "fondo"), ("incassa",)),
    "STORNO": Shape("reverse_movement", ("movimento",)),
}
COLUMNS: Final = tuple(dict.fromkeys(name for shape in SHAPES.values() for name in shape.all))
"""Every column that a file may have."""
_FIELDS: Final[Mapping[str, str]] = {
    "importo": "amount",
    "data": "on",
    "atto": "act",
    "causale": "subject",
    "fondo": "fund",
    "voce": "line",
    "descrizione": "description",
    "programma": "programme",
    "materia": "purpose",
    "livello": "level",
    "azione": "action",
    "sub_ambito": "unit",
    "voce_da": "source",
    "voce_a": "target",
    "creditore": "creditor",
    "numero_impegno": "impegno",
    "movimento": "movement",
    "incassa": "collector",
}
_OF_KIND: Final[Mapping[tuple[str, str], str]] = {
    (STANZIAMENTO, "voce"): "code",  # of a line that is not there yet
    ("STORNO", "causale"): "reasons",
}


def field_of(column: str, kind: str) -> str:
    """Tell which field of its act's input a column of a row is."""
    return _OF_KIND.get((kind, column), _FIELDS.get(column, column))
