"""The SQL of the limit: the best that was found by hand, each statement one JSON as text."""

from collections.abc import Mapping
from typing import Final

_S1: Final = """
select ('{"ambito":' || coalesce((
    select '{"slug":' || to_json(a.slug)::text || ',"name":' || to_json(a.name)::text
        || ',"kind":"' || a.kind || '","region":' || to_json(a.region)::text
        || ',"capofila":' || coalesce((
            select '{"name":' || to_json(c.name)::text || '}'
              from ambiti.capofile f join ambiti.comuni c on c.istat_code = f.istat_code
             where f.ambito_id = a.ambito_id and f.valid_from <= $2 and f.valid_until > $2
        ), 'null') || '}'
      from ambiti.ambiti a where a.slug = $1
), 'null') || '}')::varchar
"""

_S2: Final = """
select ('{"ambito":' || coalesce((
    select '{"slug":' || to_json(a.slug)::text || ',"name":' || to_json(a.name)::text
        || ',"comuni":[' || coalesce((
            select string_agg('{"istatCode":"' || c.istat_code || '","name":'
                       || to_json(c.name)::text || ',"populations":[' || p.j || ']}',
                       ',' order by c.name, c.istat_code)
              from ambiti.memberships m
              join ambiti.comuni c on c.istat_code = m.istat_code
              cross join lateral (
                   select coalesce(string_agg('{"referenceDate":"' || f.reference_date
                              || '","residents":' || f.residents || ',"status":"' || f.status
                              || '"}', ',' order by f.reference_date desc, f.status), '') as j
                     from ambiti.populations f
                    where f.istat_code = c.istat_code and f.reference_date <= $2) p
             where m.ambito_id = a.ambito_id and m.valid_from <= $2 and m.valid_until > $2
        ), '') || ']}'
      from ambiti.ambiti a where a.slug = $1
), 'null') || '}')::varchar
"""

_S3: Final = """
with tenant as materialized (select ambito_id, slug, name from ambiti.ambiti where slug = $1),
places as materialized (
    select s.id, s.organ_id, o.code as organ_code, s.key, s.role_code, s.istat_code, s.unit_id,
           s.position, s.label, s.standing, s.votes
      from tenant a
      join ambiti.organs o on o.ambito_id = a.ambito_id
       and o.valid_from <= $2 and o.valid_until > $2 and o.kind <> 'SUPERVISION'
      join ambiti.seats s on s.ambito_id = o.ambito_id and s.organ_id = o.id
       and s.valid_from <= $2 and s.valid_until > $2
),
held as materialized (
    select t.* from tenant a join ambiti.tenures t on t.ambito_id = a.ambito_id
     where t.status = 'HELD' and t.since <= $2 and t.until > $2
),
holders as (
    select f.seat, string_agg('{"person":' || to_json(f.person)::text || ',"since":"' || f.since
               || '"}', ',' order by f.since, f.id) as j
      from (
        select p.id as seat, t.id, t.person, t.since
          from places p join held t on t.organ_code = p.organ_code and t.seat = p.key
        union
        select p.id, t.id, t.person, t.since
          from places p join held t on t.role_code = p.role_code
         where (p.istat_code is null or p.istat_code = t.istat_code)
           and (p.unit_id is null or p.unit_id = t.unit_id)
        union
        select p.id, t.id, t.person, t.since
          from places p join held t on t.unit_id = p.unit_id
         where p.role_code is null and p.organ_code = any (t.member_of)
      ) f
     group by f.seat
),
seated as (
    select p.organ_id, string_agg('{"label":' || to_json(p.label)::text || ',"standing":"'
               || p.standing || '","votes":' || p.votes || ',"holders":[' || coalesce(h.j, '')
               || ']}', ',' order by p.position, p.id) as j
      from places p left join holders h on h.seat = p.id
     group by p.organ_id
),
ruled as (
    select r.subject_code, string_agg('{"code":' || to_json(r.code)::text || ',"text":'
               || to_json(r.text)::text || ',"status":"' || r.status || '"}',
               ',' order by r.number) as j
      from tenant a join ambiti.rules r on r.ambito_id = a.ambito_id
     where r.subject_kind = 'ORGAN' and r.valid_from <= $2 and r.valid_until > $2
     group by r.subject_code
)
select ('{"ambito":' || coalesce((
    select '{"slug":' || to_json(a.slug)::text || ',"name":' || to_json(a.name)::text
        || ',"organs":[' || coalesce((
            select string_agg('{"code":' || to_json(o.code)::text || ',"name":'
                       || to_json(o.name)::text || ',"kind":' || to_json(o.kind)::text
                       || ',"seats":[' || coalesce(s.j, '') || '],"rules":['
                       || coalesce(r.j, '') || ']}', ',' order by o.code)
              from ambiti.organs o
              left join seated s on s.organ_id = o.id
              left join ruled r on r.subject_code = o.code
             where o.ambito_id = a.ambito_id and o.kind <> 'SUPERVISION'
               and o.valid_from <= $2 and o.valid_until > $2
        ), '') || ']}'
      from tenant a
), 'null') || '}')::varchar
"""

_S4: Final = """
select ('{"ambiti":{"edges":[' || coalesce(string_agg(
        '{"node":{"slug":' || to_json(a.slug)::text || ',"name":' || to_json(a.name)::text
        || ',"comuniCount":' || members.many || ',"populationTotal":'
        || coalesce(total.j, 'null') || '}}', ',' order by a.slug), '') || ']}}')::varchar
  from (select ambito_id, slug, name from ambiti.ambiti
         where region = $1 order by slug limit $2) a
  cross join lateral (
       select array_agg(m.istat_code) as codes, count(*) as many from ambiti.memberships m
        where m.ambito_id = a.ambito_id and m.valid_from <= $3 and m.valid_until > $3) members
  left join lateral (  -- a sum that holds is of a date, status and series of the first comune
       select '{"residents":' || s.residents || ',"referenceDate":"' || f.reference_date || '"}' j
         from ambiti.populations f
         cross join lateral (
              select sum(p.residents) as residents, count(*) as many from ambiti.populations p
               where p.istat_code = any (members.codes) and p.reference_date = f.reference_date
                 and p.status = f.status and p.series = f.series) s
        where f.istat_code = members.codes[1] and f.reference_date <= $3 and s.many = members.many
        order by f.reference_date desc, array_position(
                 '{OFFICIAL,CENSUS,PROVISIONAL,REGISTER}'::text[], f.status)
        limit 1) total on true
"""

_S5: Final = """
select ('{"node":' || coalesce((
    select '{"number":' || m.number || ',"year":' || m.year || ',"heldOn":"' || m.held_on
        || '","at":' || to_json(m.at)::text || ',"place":' || to_json(m.place)::text
        || ',"status":"' || m.status || '","organ":' || coalesce((
            select '{"name":' || to_json(o.name)::text || '}' from ambiti.organs o
             where o.ambito_id = m.ambito_id and o.code = m.organ_code
               and o.valid_from <= m.held_on and o.valid_until > m.held_on), 'null')
        || ',"quorum":{"present":' || coalesce(m.quorum ->> 'present', 'null')
        || ',"needed":' || coalesce(m.quorum ->> 'needed', 'null')
        || ',"met":' || coalesce(m.quorum ->> 'met', 'null')
        || '},"roll":[' || coalesce((
            select string_agg('{"position":' || r.position || ',"label":' || to_json(r.label)::text
                       || ',"votes":' || r.votes || ',"comune":'
                       || coalesce('{"name":' || to_json(c.name)::text || '}', 'null')
                       || ',"attendances":[' || coalesce(p.j, '') || ']}', ',' order by r.position)
              from ambiti.roll_entries r
              left join ambiti.comuni c on c.istat_code = r.istat_code
              left join (
                   select t.roll_entry_id, string_agg('{"person":' || to_json(t.person)::text
                              || ',"delegated":' || t.delegated || '}',
                              ',' order by t.arrived_at, t.id) as j
                     from ambiti.attendances t
                    where t.ambito_id = $1 and t.meeting_id = $2
                    group by t.roll_entry_id) p on p.roll_entry_id = r.id
             where r.ambito_id = m.ambito_id and r.meeting_id = m.id), '')
        || '],"votes":[' || coalesce((
            select string_agg('{"position":' || v.position || ',"question":'
                       || to_json(v.question)::text || ',"status":"' || v.status
                       || '","decision":' || case when v.verdict is null then 'null' else
                          '{"verdict":"' || v.verdict || '","told":'
                          || coalesce(to_json(v.told)::text, 'null')
                          || ',"threshold":' || coalesce(v.proof ->> 'threshold', 'null')
                          || ',"inFavour":' || coalesce(v.proof ->> 'in_favour', 'null')
                          || ',"against":' || coalesce(v.proof ->> 'against', 'null')
                          || ',"abstained":' || coalesce(v.proof ->> 'abstained', 'null') || '}'
                          end || '}', ',' order by v.position)
              from ambiti.votes v
             where v.ambito_id = m.ambito_id and v.meeting_id = m.id), '') || ']}'
      from ambiti.meetings m where m.ambito_id = $1 and m.id = $2
), 'null') || '}')::varchar
"""

_S6: Final = """
select ('{"ambito":' || coalesce((
    select '{"slug":' || to_json(a.slug)::text || ',"budgets":[' || coalesce((
            select string_agg('{"year":' || b.year || ',"state":"' || b.state || '","lines":['
                       || coalesce((
                       select string_agg('{"code":' || to_json(l.code)::text || ',"description":'
                                  || to_json(l.description)::text || ',"level":"' || l.level
                                  || '"}', ',' order by l.code)
                         from ambiti.budget_lines l
                        where l.ambito_id = b.ambito_id and l.budget_id = b.id), '')
                       || ']}', ',' order by b.year)
              from ambiti.budgets b where b.ambito_id = a.ambito_id and b.year = $2), '')
        || '],"riparti":{"edges":[' || coalesce((
            select string_agg('{"node":{"matterName":' || to_json(r.matter_name)::text
                       || ',"amount":"' || (r.cents::numeric * 0.01)::text
                       || '","state":"' || case when r.act_id is not null and exists (
                            select from ambiti.acts c
                             where c.ambito_id = r.ambito_id and c.id = r.act_id
                               and c.state = 'ANNULLED')
                          then 'ANNULLED' else r.state end || '","shares":[' || s.j || ']}}',
                       ',' order by r.proposed_on, r.id)
              from (select * from ambiti.riparti r
                     where r.ambito_id = a.ambito_id and r.year = $2
                     order by r.proposed_on, r.id limit $3) r
              cross join lateral (
                   select coalesce(string_agg('{"name":' || to_json(s.party_name)::text
                              || ',"amount":"'
                              || (s.cents::numeric * 0.01)::text
                              || '","comune":' || coalesce('{"name":' || to_json(c.name)::text
                              || '}', 'null') || '}', ',' order by s.position), '') as j
                     from ambiti.riparto_shares s
                     left join ambiti.comuni c on c.istat_code = s.istat_code
                    where s.ambito_id = r.ambito_id and s.riparto_id = r.id and s.chosen) s
        ), '') || ']}}'
      from ambiti.ambiti a where a.slug = $1
), 'null') || '}')::varchar
"""

_S7: Final = """
with chosen as materialized (
    select ambito_id, slug from ambiti.ambiti where region = $1 order by slug limit $2
),
funds as (
    select f.ambito_id, string_agg('{"code":' || to_json(f.code)::text || ',"name":'
               || to_json(f.name)::text || ',"totals":{"assigned":"'
               || ((s.assigned - k.held[1]) * 0.01)::text || '","committed":"'
               || ((s.committed + k.held[9] + k.held[10] + k.held[11]
                   + k.gone[9] + k.gone[10] + k.gone[11]) * 0.01)::text
               || '","paid":"' || ((s.paid + k.held[11] + k.gone[11]) * 0.01)::text
               || '"}}', ',' order by f.position, f.code) as j
      from chosen c
      join ambiti.budgets b on b.ambito_id = c.ambito_id and b.year = $3
      join ambiti.budget_funds f on f.ambito_id = b.ambito_id and f.budget_id = b.id
      join ambiti.fund_sums k on k.ambito_id = f.ambito_id and k.fund_id = f.id
     cross join lateral (  -- what moved after the day is taken back, if anything did
        select coalesce(-sum(h.held) filter (where h.stage = 'SOURCE'), 0)::numeric as assigned,
               coalesce(sum(h.held + h.gone)
                   filter (where h.stage in ('COMMITTED', 'LIQUIDATED', 'PAID')), 0) as committed,
               coalesce(sum(h.held + h.gone) filter (where h.stage = 'PAID'), 0) as paid
          from (select a.stage, case when m.to_id = a.id then -m.amount else m.amount end as held,
                       case when m.from_id = a.id and m.kind in ('RESIDUO', 'AVANZO', 'CASSA')
                            then -m.amount else 0 end as gone
                  from ambiti.ledger_movements m
                  join ambiti.ledger_accounts a
                    on a.ambito_id = m.ambito_id and a.id in (m.from_id, m.to_id)
                 where (select exists (select from ambiti.ledger_movements where moved_on > $4))
                   and m.ambito_id = f.ambito_id and m.moved_on > $4 and a.fund_id = f.id
               ) h) s
     group by f.ambito_id
)
select ('{"ambiti":{"edges":[' || coalesce(string_agg('{"node":{"slug":' || to_json(c.slug)::text
        || ',"budget":' || coalesce('{"funds":[' || f.j || ']}', 'null') || '}}', ','
        order by c.slug), '') || ']}}')::varchar
  from chosen c left join funds f on f.ambito_id = c.ambito_id
"""

STATEMENTS: Final[Mapping[str, str]] = {
    "S1": _S1,
    "S2": _S2,
    "S3": _S3,
    "S4": _S4,
    "S5": _S5,
    "S6": _S6,
    "S7": _S7,
}
