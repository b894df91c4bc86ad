"""A year of money of each Ambito: a budget with 8 funds and 40 lines, and 40 riparti."""

from typing import Final

import asyncpg

from ambiti.budgets.funds.tables import STAGES

YEAR: Final = 2026
FUNDS: Final = 8
LINES: Final = 40
RIPARTI: Final = 40

_ROWS: Final = (
    """
    insert into ambiti.acts
           (ambito_id, id, author_code, author_name, year, number, verb, matter_code, matter_name,
            subject, taken_on, reference_year, text_hash, attachments, jointly, state, published,
            statute_version_id)
    select v.ambito_id, gen_random_uuid(), 'ASSEMBLEA', 'Assemblea dei Sindaci', $1::integer, 900,
           'APPROVE', 'BILANCIO', 'Bilancio', 'Bilancio dell''anno',
           make_date($1::integer, 1, 15), $1,
           repeat('0', 64), '{}', false, 'ADOPTED', false, v.id
      from (select distinct on (ambito_id) ambito_id, id from ambiti.statute_versions) v
    """,
    """
    insert into ambiti.budgets (ambito_id, id, year, state, opened_on, statute_version_id)
    select ambito_id, gen_random_uuid(), $1::integer, 'OPEN', taken_on, statute_version_id
      from ambiti.acts where number = 900 and year = $1::integer
    """,
    """
    insert into ambiti.budget_funds
           (ambito_id, id, budget_id, position, code, name, kind, core, in_kind, purposes, parts,
            within, source_code, source_document, source_article)
    select b.ambito_id, gen_random_uuid(), b.id, n, 'FONDO_' || n, 'Fondo numero ' || n,
           'NATIONAL', n = 1, false, '{}', '{}', '{}', 'CONVENZIONE', 'Convenzione', '6'
      from ambiti.budgets b, generate_series(1, $2::integer) n where b.year = $1
    """,
    """
    insert into ambiti.budget_lines
           (ambito_id, id, budget_id, fund_id, code, description, programme_code, purpose, level,
            surplus)
    select f.ambito_id, gen_random_uuid(), f.budget_id, f.id,
           'V' || to_char((f.position - 1) * ($2::integer / $1::integer) + n, 'FM000'),
           'Voce ' || n || ' del fondo ' || f.position, 'PDZ', 'SERVIZI', 'DISTRETTUALE', false
      from ambiti.budget_funds f, generate_series(1, $2::integer / $1::integer) n
    """,
    """
    insert into ambiti.riparti
           (ambito_id, id, matter_code, matter_name, year, cents, covered_cents, key_code, key_name,
            rules_on, proposed_on, state, statute_version_id, source_code, source_document,
            source_article)
    select b.ambito_id, gen_random_uuid(), 'SPESA_' || n, 'Spesa numero ' || n, $1::integer,
           21000000 + n * 1000, 0, 'QUOTA', 'In parti uguali', make_date($1::integer, 1, 20),
           make_date($1::integer, 1, 20) + n, 'PROPOSED', b.statute_version_id, 'CONVENZIONE',
           'Convenzione', '6'
      from ambiti.budgets b, generate_series(1, $2::integer) n where b.year = $1
    """,
    """
    insert into ambiti.riparto_shares
           (ambito_id, id, riparto_id, key_code, chosen, position, party_code, party_name,
            istat_code, weight, whole, floor_cents, cents, difference_cents, rounded, why, figures)
    select r.ambito_id, gen_random_uuid(), r.id, r.key_code, true, p.position, p.istat_code, p.name,
           p.istat_code, '1', p.many::text, r.cents / p.many,
           r.cents / p.many + case when p.position <= r.cents % p.many then 1 else 0 end, 0,
           'NAME', 'In parti uguali fra ' || p.many || ' comuni.', '[]'
      from ambiti.riparti r
      join (select m.ambito_id, c.istat_code, c.name,
                   row_number() over (partition by m.ambito_id order by c.name) as position,
                   count(*) over (partition by m.ambito_id) as many
              from ambiti.memberships m join ambiti.comuni c on c.istat_code = m.istat_code
             where m.valid_until = 'infinity') p on p.ambito_id = r.ambito_id
    """,
)
_LEDGER: Final = (
    """
    insert into ambiti.impegni
           (ambito_id, id, line_id, budget_id, number, creditor, subject, act_id, committed_on,
            committer_id)
    select l.ambito_id, gen_random_uuid(), l.id, l.budget_id, substr(l.code, 2)::integer,
           'Cooperativa ' || l.code, 'Servizio ' || l.code, a.id, a.taken_on, a.id
      from ambiti.budget_lines l
      join ambiti.acts a on a.ambito_id = l.ambito_id and a.number = 900
    """,
    """
    insert into ambiti.ledger_accounts
           (ambito_id, id, budget_id, fund_id, line_id, impegno_id, stage, balance)
    select f.ambito_id, gen_random_uuid(), f.budget_id, f.id, null::uuid, null::uuid,
           s.stage, s.balance
      from ambiti.budget_funds f,
           (values ('SOURCE', -50000000), ('ASSIGNED', 0)) s (stage, balance)
    union all
    select l.ambito_id, gen_random_uuid(), l.budget_id, l.fund_id, l.id, null::uuid, 'APPROPRIATED',
           2000000
      from ambiti.budget_lines l
    union all
    select i.ambito_id, gen_random_uuid(), i.budget_id, l.fund_id, l.id, i.id, s.stage, s.balance
      from ambiti.impegni i
      join ambiti.budget_lines l on l.ambito_id = i.ambito_id and l.id = i.line_id,
           (values ('COMMITTED', 3000000), ('LIQUIDATED', 1000000), ('PAID', 4000000))
           s (stage, balance)
    """,
    """
    insert into ambiti.ledger_movements
           (ambito_id, id, budget_id, number, kind, amount, from_id, to_id, moved_on, recorded_at,
            act_id, subject, recorded_by, recorder_id)
    select a.ambito_id, gen_random_uuid(), a.budget_id,
           row_number() over (partition by a.ambito_id order by w.step, a.id), w.kind, w.amount,
           a.id, b.id, c.taken_on + w.step, c.taken_on, c.id, 'Movimento', 'Ufficio', c.id
      from (values (1, 'ASSEGNAZIONE', 'SOURCE', 'ASSIGNED', 50000000),
                   (2, 'STANZIAMENTO', 'ASSIGNED', 'APPROPRIATED', 10000000),
                   (3, 'IMPEGNO', 'APPROPRIATED', 'COMMITTED', 8000000),
                   (4, 'LIQUIDAZIONE', 'COMMITTED', 'LIQUIDATED', 5000000),
                   (5, 'PAGAMENTO', 'LIQUIDATED', 'PAID', 4000000))
           w (step, kind, source, target, amount)
      join ambiti.ledger_accounts a on a.stage = w.source
      join ambiti.ledger_accounts b on b.ambito_id = a.ambito_id and b.fund_id = a.fund_id
       and b.stage = w.target and (a.line_id is null or b.line_id = a.line_id)
      join ambiti.acts c on c.ambito_id = a.ambito_id and c.number = 900
    """,
)
_SUMS: Final = """
    insert into ambiti.fund_sums (ambito_id, fund_id, held)
    select f.ambito_id, f.id, array_agg(coalesce(s.held, 0) order by p.at)
      from ambiti.budget_funds f
     cross join unnest($1::text[]) with ordinality as p (stage, at)
      left join (select ambito_id, fund_id, stage, sum(balance)::bigint as held
                   from ambiti.ledger_accounts group by 1, 2, 3) s
        on (s.ambito_id, s.fund_id, s.stage) = (f.ambito_id, f.id, p.stage)
     group by f.ambito_id, f.id
"""
_GIVEN: Final = ((YEAR,), (YEAR,), (YEAR, FUNDS), (FUNDS, LINES), (YEAR, RIPARTI), ())


async def fill_money(connection: asyncpg.Connection) -> None:
    """Fill a year of money as the admin, without the triggers that each row would wait for."""
    async with connection.transaction():
        await connection.execute("set local session_replication_role = replica")
        for statement, given in zip(_ROWS, _GIVEN, strict=True):
            await connection.execute(statement, *given)
        await connection.execute("analyze ambiti.budget_lines, ambiti.budget_funds, ambiti.acts")
        for statement in _LEDGER:
            await connection.execute(statement)
            await connection.execute("analyze ambiti.ledger_accounts, ambiti.impegni")
        await connection.execute(_SUMS, list(STAGES))
