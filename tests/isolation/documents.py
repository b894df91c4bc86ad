"""What is in the columns of a planted row that hold JSON: a type stands for a mark of that type."""

from collections.abc import Mapping
from datetime import date
from typing import Any

SAID = {
    "number": int,
    "code": str,
    "area": str,
    "mechanism": str,
    "text": str,
    "enforcement": "block",
    "status": "DETERMINED",
    "source_code": str,
    "source_document": str,
    "source_article": str,
    "source_words": str,
}
TEXTS = (
    "designatedBy office officeRole officeComune role substitute fraction denominator matter "
    "quorum abstentions rounding organ verb hardness appointment selectedBy appointedBy "
    "revocationMajority prorogatio what kind frequency roll addressee event code name by every "
    "restriction monthDay units amount per plus creditor payer after journal instrument noticeBy "
    "effect liability mode forum majority lead each eachName supports"
)
LISTS = (
    "ambiti leadTasks addressees sections pool requires revocationGrounds events authors "
    "controllers purposes"
)
NUMBERS = "n seats minimum days months termMonths noticeMonths yearsAfter"
DETAILS: Mapping[str, Any] = {
    **dict.fromkeys(TEXTS.split(), str),
    **{name: [str, str] for name in LISTS.split()},
    **dict.fromkeys(NUMBERS.split(), int),
    **dict.fromkeys(("vote", "elected", "strict", "core", "extract"), bool),
    "rights": [int],
    "revocable": True,
    **dict.fromkeys(("endsOn", "opensOn", "closesOn"), date),
    **dict.fromkeys(("noticePlace", "noticeUrl"), str),
    "noticeArticles": [int],
    **dict.fromkeys(("dpoRequired", "mandatory"), bool),
    "month": 2,
    "day": 29,
    "yearOffset": 1,
}
"""The figures of a rule of any section, under the names that the contract reads them by."""
QUORUM = {"present": int, "needed": int, "met": bool, "told": str}
PROOF: Mapping[str, Any] = {
    **dict.fromkeys(
        ["of", "threshold", "present", "in_favour", "against", "abstained", "blank", "quorum"], int
    ),
    **dict.fromkeys(["denominator", "fraction", "missing", "declared_under"], str),
    "strict": bool,
}
"""The figures of a vote."""
VIOLATION = dict.fromkeys(("code", "message", "field", "document", "article"), str)
FIGURE = {
    **dict.fromkeys(("position", "residents"), int),
    **dict.fromkeys(("istat_code", "comune", "source", "series", "reason"), str),
    "reference_date": date,
    "status": "OFFICIAL",
}
"""A figure of population that a share counts."""
LINE = {
    **dict.fromkeys(("position", "cents", "gross"), int),
    **dict.fromkeys(("code", "why"), str),
    **dict.fromkeys(("counted", "past_end"), bool),
}
"""A line of how a sum was reached."""
REMARK = {"row": int, **dict.fromkeys(("column", "code", "message", "document", "article"), str)}
"""What is told of a row of an imported file."""
SHAPES: Mapping[str, Any] = {
    "statute_versions.rulebook": [SAID, SAID],
    "statute_versions.changes": [str, str],
    "ambiguities.options": [{"code": str, "text": str}] * 2,
    "rules.details": DETAILS,
    "meetings.quorum": QUORUM,
    "votes.proof": PROOF,
    "tenures.offices": [{"office": str, "place": str}],
    "riparto_shares.figures": [FIGURE, FIGURE],
    "notional_entries.figures": [FIGURE, FIGURE],
    "obligations.lines": [LINE, LINE],
    "ledger_imports.errors": [REMARK, REMARK],
    "ledger_imports.warnings": [REMARK],
    "drafts.clauses": [{"article": str, "text": str}],
    "journal_entries.input": {"ambito": str},
    "journal_entries.warnings": [VIOLATION],
    "journal_entries.sources": [{"document": str, "article": str}],
    "journal_entries.written": [{"table": str, "id": str, "digest": str}],
    "idempotency_keys.outcome": {"meeting": str, "warnings": [VIOLATION]},
}
