"""What is true of every due, whatever was done to it; the positions of all come to nothing."""

from typing import Final

PAID: Final = "('SETTLED', 'RETURNED', 'CARRIED')"
_SUMS: Final = f"""select d.id,
        coalesce(sum(e.cents) filter (where e.kind not in {PAID}), 0) as owed,
        coalesce(sum(e.cents) filter (where e.kind in {PAID}), 0) as settled,
        count(*) filter (where e.kind = 'OWED') as times,
        coalesce(bool_or(e.credit), false) as credit
    from ambiti.dues d left join ambiti.due_entries e
    on e.ambito_id = d.ambito_id and e.due_id = d.id
    where d.ambito_id = :tenant group by d.id"""
DUES: Final[dict[str, str]] = {
    "il debito {0} non ha una somma dovuta": f"""
        select id::text from ({_SUMS}) s where times <> 1 or owed < 0""",
    "il debito {0} è pagato più del dovuto, e nessuno ha detto un credito": f"""
        select id::text from ({_SUMS}) s where settled > owed and not credit""",
    "il debito {0} ha un pagamento a un altro creditore": """
        select distinct d.id::text from ambiti.dues d join ambiti.due_entries e
        on e.ambito_id = d.ambito_id and e.due_id = d.id
        where d.ambito_id = :tenant and e.payee_code <> case e.kind
            when 'RETURNED' then d.debtor_code else d.creditor_code end""",
    "del debito {0} si è restituito, in qualche giorno, più di quanto fu pagato": f"""
        select distinct due_id::text from (
            select due_id, sum(sum(cents)) over (partition by due_id order by entered_on) as held
            from ambiti.due_entries where ambito_id = :tenant and kind in {PAID}
            group by due_id, entered_on
        ) days where held < 0""",
    "il debito {0} ha una riga che si fonda su un atto che non decide, o che viene dopo": """
        select distinct e.due_id::text from ambiti.due_entries e join ambiti.acts a
        on a.ambito_id = e.ambito_id and a.id = e.act_id where e.ambito_id = :tenant
        and (a.state in ('PROPOSED', 'GIVEN') or a.taken_on > e.entered_on)""",
    "il debito {0} ha uno storno che non riprende tutto il suo pagamento": """
        select distinct e.due_id::text from ambiti.due_entries e join ambiti.due_entries u
        on u.ambito_id = e.ambito_id and u.id = e.reverses_id where e.ambito_id = :tenant
        and (e.due_id, e.cents) <> (u.due_id, -u.cents)""",
    "col movimento {0} è pagato o restituito, in qualche giorno, più di quanto è": """
        select distinct payment_id::text from (
            select payment_id,
                sum(sum(cents)) over (partition by payment_id order by on_day) as held from (
                select m.id as payment_id, m.moved_on as on_day, m.amount as cents
                    from ambiti.ledger_movements m where m.ambito_id = :tenant
                    and m.kind in ('PAGAMENTO', 'RISCOSSIONE') and m.reverses_id is null
                union all select u.reverses_id, u.moved_on, -u.amount
                    from ambiti.ledger_movements u where u.ambito_id = :tenant
                    and u.kind in ('PAGAMENTO', 'RISCOSSIONE') and u.reverses_id is not null
                union all select e.payment_id, e.entered_on,
                    case e.kind when 'RETURNED' then e.cents else -e.cents end
                    from ambiti.due_entries e
                    where e.ambito_id = :tenant and e.payment_id is not null
            ) flows group by payment_id, on_day
        ) days where held < 0""",
    "il debito {0} ha uno storno che non è del movimento con cui fu pagato": """
        select distinct e.due_id::text from ambiti.due_entries e join ambiti.due_entries u
        on u.ambito_id = e.ambito_id and u.id = e.reverses_id where e.ambito_id = :tenant
        and e.payment_id is distinct from u.payment_id""",
    "le posizioni del {0} non pareggiano": f"""
        select p.year::text from ambiti.due_sides p join ({_SUMS}) s on s.id = p.due_id
        where p.ambito_id = :tenant group by p.year having sum(
            case p.side when 'DEBTOR' then s.owed - s.settled else s.settled - s.owed end) <> 0""",
    "il debito {0} non è sulla posizione di chi deve e di chi riceve": """
        select d.id::text from ambiti.dues d where d.ambito_id = :tenant and array(
            select p.side || ':' || p.party_code from ambiti.due_sides p
            where p.ambito_id = d.ambito_id and p.due_id = d.id order by p.side)
        <> case when d.internal then '{}'
            else array['CREDITOR:' || d.creditor_code, 'DEBTOR:' || d.debtor_code] end""",
    "i debiti di {0} non sono la somma da cui nascono": f"""
        select o.id::text from ambiti.obligations o join (
            select d.obligation_id, sum(e.cents) as owed from ambiti.dues d
            join ambiti.due_entries e on e.ambito_id = d.ambito_id and e.due_id = d.id
            where d.ambito_id = :tenant and e.kind not in {PAID}
            group by d.obligation_id, d.id having not bool_or(e.kind = 'VOIDED')
        ) due on due.obligation_id = o.id where o.ambito_id = :tenant
        group by o.id, o.cents having sum(due.owed) is distinct from o.cents""",
    "il debito {0} non è più dovuto, e il suo atto è in vigore": """
        select distinct e.due_id::text from ambiti.due_entries e
        join ambiti.dues d on d.ambito_id = e.ambito_id and d.id = e.due_id
        join ambiti.acts a on a.ambito_id = d.ambito_id and a.id = d.act_id
        where e.ambito_id = :tenant and e.kind = 'VOIDED' and a.state <> 'ANNULLED'""",
    "il debito {0} ha un credito portato che non va da un debito a un altro fra gli stessi": """
        select e.due_id::text from ambiti.due_entries e
        join ambiti.dues d on d.ambito_id = e.ambito_id and d.id = e.due_id
        where e.ambito_id = :tenant and e.kind = 'CARRIED' and not exists (
            select from ambiti.due_entries o
            join ambiti.dues b on b.ambito_id = o.ambito_id and b.id = o.due_id
            where o.ambito_id = e.ambito_id and o.kind = 'CARRIED' and o.cents = -e.cents
                and (o.carried_id = e.id or o.id = e.carried_id)
                and o.entered_on = e.entered_on
                and (b.debtor_code, b.creditor_code, b.year) = (d.debtor_code, d.creditor_code,
                    d.year) and b.fund_code is not distinct from d.fund_code)""",
}
"""What is said of each row that should not be, and the query that finds it in one tenant."""
