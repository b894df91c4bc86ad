"""M-30. What the texts leave open or get wrong: the readings, the one in force, who chose it."""

from datetime import date

from pydantic import Field

from ambiti.statute.language.rule import Source, Strict
from ambiti.statute.language.words import AmbiguityCode, Code, Name, Words


class Reading(Strict):
    """Una lettura possibile."""

    code: Code = Field(description="Codice della lettura.")
    text: Words = Field(description="Che cosa comporta.")


class Choice(Strict):
    """La lettura in vigore: chi l'ha scelta, quando, perché."""

    option: Code = Field(description="Il codice di una delle letture.")
    by: Name = Field(description="Chi ha scelto.")
    on: date = Field(description="Quando.")
    motivation: Words = Field(description="Perché.")


class Ambiguity(Strict):
    """Un punto che i documenti lasciano aperto o sbagliano, e la lettura in vigore."""

    code: AmbiguityCode = Field(description="Codice: AMB-01.")
    question: Words = Field(description="Che cosa non è chiaro.")
    source: Source = Field(description="Dove sta nel testo.")
    options: tuple[Reading, ...] = Field(min_length=1, description="Le letture possibili.")
    chosen: Choice = Field(description="La lettura in vigore.")

    @property
    def reading(self) -> str:
        """Tell, in words, the reading in force."""
        texts = {option.code: option.text for option in self.options}
        return texts.get(self.chosen.option, self.chosen.option)
