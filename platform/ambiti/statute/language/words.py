"""The small words of the language: codes, names, and what each of them must look like.

``PATTERNS`` says in Italian what is right for each pattern, for whoever gets it wrong.
"""

from decimal import Decimal
from fractions import Fraction
from re import fullmatch
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticKnownError

CODE_PATTERN: Final = r"^[A-Z0-9][A-Z0-9_-]{0,39}$"
SLUG_PATTERN: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ISTAT_PATTERN: Final = r"^[0-9]{6}$"
BELFIORE_PATTERN: Final = r"^[A-Z][0-9]{3}$"
PROVINCE_PATTERN: Final = r"^[A-Z]{2}$"
AMBIGUITY_PATTERN: Final = r"^AMB-[0-9]{2,3}$"
ARTICLE_PATTERN: Final = r"^[0-9A-Z][0-9A-Za-z]*(\.[0-9A-Za-z]+)*$"
ARTICLES_PATTERN: Final = r"^[0-9A-Z][0-9A-Za-z]*(-[0-9]+)?$"
ACCESS_PATTERN: Final = r"^[a-z]+(_[a-z]+)*$"
FRACTION_PATTERN: Final = r"^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$"
AMOUNT_PATTERN: Final = r"^(0|[1-9][0-9]{0,11})\.[0-9]{2}$"
NUMBER_PATTERN: Final = r"^(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?$"
MONTH_DAY_PATTERN: Final = (
    r"^(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^(0[469]|11)-(0[1-9]|[12][0-9]|30)$"
    r"|^02-(0[1-9]|1[0-9]|2[0-8])$"
)

PATTERNS: Final[dict[str, str]] = {
    CODE_PATTERN: 'maiuscole, cifre, trattini: ADP-2012, COORD_UDP, "4"',
    SLUG_PATTERN: "minuscole, cifre e trattini: monza-brianza",
    ISTAT_PATTERN: 'il codice ISTAT, sei cifre tra virgolette: "108009"',
    BELFIORE_PATTERN: "il codice catastale, una lettera e tre cifre: A849",
    PROVINCE_PATTERN: "la sigla della provincia: MB",
    AMBIGUITY_PATTERN: "il codice di un'ambiguità dichiarata: AMB-01",
    ARTICLE_PATTERN: 'un articolo, con commi e lettere dopo il punto: "12", "4.3.a"; '
    '"0" è il preambolo',
    ARTICLES_PATTERN: 'un articolo o un intervallo: "0-20", "5"',
    ACCESS_PATTERN: "il nome di un ruolo delle policy: responsabile_udp",
    FRACTION_PATTERN: 'una frazione tra virgolette, al più uno intero: "2/3", "1/2", "1/1"',
    AMOUNT_PATTERN: 'euro e due decimali, tra virgolette e con il punto: "20000.00"',
    NUMBER_PATTERN: 'un numero tra virgolette, con il punto: "100", "22.5"',
    MONTH_DAY_PATTERN: 'mese e giorno tra virgolette: "12-31" è il 31 dicembre',
}

Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=60)]
IstatCode = Annotated[str, StringConstraints(pattern=ISTAT_PATTERN)]
BelfioreCode = Annotated[str, StringConstraints(pattern=BELFIORE_PATTERN)]
ProvinceCode = Annotated[str, StringConstraints(pattern=PROVINCE_PATTERN)]
AmbiguityCode = Annotated[str, StringConstraints(pattern=AMBIGUITY_PATTERN)]
Article = Annotated[str, StringConstraints(pattern=ARTICLE_PATTERN, max_length=20)]
Articles = Annotated[str, StringConstraints(pattern=ARTICLES_PATTERN, max_length=20)]
Access = Annotated[str, StringConstraints(pattern=ACCESS_PATTERN, max_length=40)]
MonthDay = Annotated[str, StringConstraints(pattern=MONTH_DAY_PATTERN)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=False)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


def _matching(pattern: str, value: Any) -> str:
    """Accept text of this form only: a number written bare would lose its decimals."""
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not fullmatch(pattern.strip("^$"), value):
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": pattern})
    return value


def _fraction(value: Any) -> Fraction:
    if isinstance(value, Fraction):
        return value
    fraction = Fraction(_matching(FRACTION_PATTERN, value))
    if fraction > 1:
        raise PydanticKnownError("string_pattern_mismatch", {"pattern": FRACTION_PATTERN})
    return fraction


def _amount(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(_matching(AMOUNT_PATTERN, value))


def _number(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(_matching(NUMBER_PATTERN, value))


def as_fraction(value: Fraction) -> str:
    """Write a fraction with its denominator, also the whole: 1/1."""
    return f"{value.numerator}/{value.denominator}"


Share = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(as_fraction, return_type=str),
    WithJsonSchema({"type": "string", "pattern": FRACTION_PATTERN}),
]
"""A fraction of a whole, written "2/3"."""
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": AMOUNT_PATTERN}),
]
"""Euro to the cent, written "20000.00"."""
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": NUMBER_PATTERN}),
]
"""An exact number of hours or of percent, written "100"."""
