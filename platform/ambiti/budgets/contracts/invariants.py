"""What is true of every service contract, and of what was assigned of a line, whatever was done."""

from typing import Final

_LIVE: Final = """a.reverses_id is null and not exists (select from ambiti.budget_assignments b
    where b.ambito_id = a.ambito_id and b.reverses_id = a.id)"""
"""What was assigned and not taken back."""
_HAS: Final = """select a.line_id, m.moved_on as on_day,
            case when m.to_id = a.id then m.amount else -m.amount end as cents
        from ambiti.ledger_accounts a join ambiti.ledger_movements m
            on m.ambito_id = a.ambito_id and a.id in (m.from_id, m.to_id)
        where a.ambito_id = :tenant and m.kind not in ('RESIDUO', 'AVANZO', 'CASSA')
            and a.stage in ('APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID')"""
"""What is appropriated on each line; what its closing carries on is not taken from it."""
_TERM: Final = """select g.line_id, greatest(c.entered_on, c.since) as began,
            coalesce(c.ended_on, c.until) as last, g.cents
        from ambiti.contract_budgets g join ambiti.service_contracts c
            on c.ambito_id = g.ambito_id and c.id = g.contract_id where g.ambito_id = :tenant"""


def _below(taken: str) -> str:
    """Make the query of the lines that have, on some day, less than what is bound of them."""
    return f"""select distinct l.code || '/' || y.year from (
            select line_id, sum(sum(cents)) over (partition by line_id order by on_day) as held
            from ({_HAS} union all {taken}) flows group by line_id, on_day) d
        join ambiti.budget_lines l on l.ambito_id = :tenant and l.id = d.line_id
        join ambiti.budgets y on y.ambito_id = l.ambito_id and y.id = l.budget_id
        where d.held < 0"""


CONTRACTS: Final[dict[str, str]] = {
    "il contratto {0} non è la somma dei suoi budget, che sono di voci del suo anno": """
        select c.code from ambiti.service_contracts c
        left join ambiti.budgets y on y.ambito_id = c.ambito_id and y.id = c.budget_id
        left join ambiti.contract_budgets g on g.ambito_id = c.ambito_id and g.contract_id = c.id
        left join ambiti.budget_lines l on l.ambito_id = g.ambito_id and l.id = g.line_id
        where c.ambito_id = :tenant
        group by c.code, c.shared, c.cents, c.year, c.budget_id, y.year having
            coalesce(sum(g.cents), 0) <> case when c.shared then c.cents else 0 end
            or c.shared and y.year is distinct from c.year
            or count(*) filter (where l.budget_id <> c.budget_id) > 0""",
    "il contratto {0} non è quello che fu firmato": """
        select c.code from ambiti.service_contracts c left join ambiti.signed_contracts s
        on s.ambito_id = c.ambito_id and s.id = c.contract_id
        where c.ambito_id = :tenant and c.shared
        and (c.programme_code, c.executor_code, c.since, c.until) is distinct from
            (s.programme_code, s.counterpart_code, s.since, s.until)""",
    "il contratto {0} si fonda su un atto che non decide, o che viene dopo": """
        select c.code from ambiti.service_contracts c join ambiti.acts t
        on t.ambito_id = c.ambito_id and t.id = c.act_id where c.ambito_id = :tenant
        and (t.state in ('PROPOSED', 'GIVEN') or t.taken_on > c.entered_on)""",
    "il contratto {0} assegna ciò che ne assegna già un altro che non è finito": """
        select c.code from ambiti.service_contracts c join ambiti.service_contracts o
        on o.ambito_id = c.ambito_id and o.id <> c.id and o.budget_id = c.budget_id
        and o.programme_code = c.programme_code where c.ambito_id = :tenant
        and coalesce(o.ended_on, 'infinity') >= c.entered_on
        and coalesce(c.ended_on, 'infinity') >= o.entered_on""",
    "il contratto {0} ha, di una voce, in qualche giorno assegnato più di quanto ne assegna": """
        select distinct c.code from ambiti.service_contracts c
        join (select ambito_id, contract_id, line_id, sum(sum(cents)) over (
                partition by contract_id, line_id order by assigned_on) as given
            from ambiti.budget_assignments where ambito_id = :tenant
            group by ambito_id, contract_id, line_id, assigned_on) a
        on a.ambito_id = c.ambito_id and a.contract_id = c.id
        left join ambiti.contract_budgets g on g.ambito_id = a.ambito_id
        and g.contract_id = a.contract_id and g.line_id = a.line_id
        where c.ambito_id = :tenant and a.given > coalesce(g.cents, 0)""",
    "la voce {0} ha, in qualche giorno, meno di quanto ne è assegnato": _below(
        "select line_id, assigned_on, -cents from ambiti.budget_assignments"
        " where ambito_id = :tenant"
    ),
    "la voce {0} ha, in qualche giorno, meno di quanto ne danno i contratti in vigore": _below(
        f"""select line_id, began, -cents from ({_TERM}) t
            where coalesce(last, 'infinity') >= began
        union all select line_id, last + 1, cents from ({_TERM}) t where last >= began"""
    ),
    "l'assegnazione {0} non è a chi esegue il suo contratto, nei giorni in cui vale": f"""
        select a.id::text from ambiti.budget_assignments a join ambiti.service_contracts c
        on c.ambito_id = a.ambito_id and c.id = a.contract_id where a.ambito_id = :tenant
        and (a.executor_code is distinct from c.executor_code
            or a.reverses_id is null and a.assigned_on < c.since
            or a.reverses_id is null and a.assigned_on > c.until
            or {_LIVE} and a.assigned_on > c.ended_on)""",
    "l'assegnazione {0} si fonda su un atto che non decide, o che viene dopo": """
        select a.id::text from ambiti.budget_assignments a join ambiti.acts t
        on t.ambito_id = a.ambito_id and t.id = a.act_id where a.ambito_id = :tenant
        and (t.state in ('PROPOSED', 'GIVEN') or t.taken_on > a.assigned_on)""",
    "lo storno {0} non riprende tutta la sua assegnazione": """
        select a.id::text from ambiti.budget_assignments a join ambiti.budget_assignments w
        on w.ambito_id = a.ambito_id and w.id = a.reverses_id where a.ambito_id = :tenant
        and (w.reverses_id is not null or w.assigned_on > a.assigned_on
            or (a.line_id, a.executor_code, a.contract_id, a.cents) is distinct from
                (w.line_id, w.executor_code, w.contract_id, -w.cents))""",
}
"""What is said of each row that should not be, and the query that finds it in one tenant."""
