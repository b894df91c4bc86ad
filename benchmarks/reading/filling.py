"""What is in the database besides the statutes: people, populations, meetings and money."""

from collections.abc import Sequence
from typing import Final

import asyncpg

from reading.comuni import Comune
from reading.money import fill_money

_COUNTRY: Final = """
create temporary table country (
    istat_code text primary key, belfiore text, name text, province_code text, province text,
    region text, residents integer
)
"""

_TERRITORY: Final = (
    """
    update ambiti.comuni c
       set name = n.name, province_code = n.province_code, province = n.province, region = n.region
      from country n where n.istat_code = c.istat_code
    """,
    """
    update ambiti.ambiti a set region = found.region, name = a.name || ' ' || a.ambito_id
      from (select m.ambito_id, mode() within group (order by c.region) as region
              from ambiti.memberships m join country c on c.istat_code = m.istat_code
             group by m.ambito_id) found
     where found.ambito_id = a.ambito_id
    """,
    """
    insert into ambiti.populations
           (istat_code, reference_date, status, residents, source, series, licence)
    select c.istat_code, make_date(year, 1, 1), 'OFFICIAL',
           n.residents + year % 10 * (n.residents / 200),
           'ISTAT, Popolazione residente', 'CENSIMENTO-PERMANENTE', 'CC BY 4.0'
      from ambiti.comuni c join country n on n.istat_code = c.istat_code,
           generate_series(2017, 2026) year
    """,
)

_HOLDERS: Final = """
insert into ambiti.tenures
       (ambito_id, id, organ_code, seat, label, istat_code, unit_id, person, offices, given_by,
        status, since, member_of, source_code, source_document, source_article)
select s.ambito_id, gen_random_uuid(), o.code, s.key, s.label, s.istat_code, s.unit_id,
       'Persona ' || row_number() over (partition by s.ambito_id order by o.code, s.position, s.id),
       '[]', coalesce(s.designator, 'CAPOFILA'), 'HELD', date '2024-07-01', '{}',
       s.source_code, s.source_document, s.source_article
  from ambiti.seats s
  join ambiti.organs o on o.ambito_id = s.ambito_id and o.id = s.organ_id
 where s.standing = 'COMPONENT' and not s.several and s.role_code is null
   and s.valid_until = 'infinity' and o.valid_until = 'infinity'
"""

_ROLE_HOLDERS: Final = """
insert into ambiti.tenures
       (ambito_id, id, role_code, label, istat_code, unit_id, person, offices, given_by, status,
        since, member_of, source_code, source_document, source_article)
select distinct on (s.ambito_id, s.role_code, s.istat_code, s.unit_id)
       s.ambito_id, gen_random_uuid(), s.role_code, s.label, s.istat_code, s.unit_id,
       'Titolare di ' || s.label, '[]'::jsonb, 'CAPOFILA', 'HELD', date '2024-07-01', '{}'::text[],
       s.source_code, s.source_document, s.source_article
  from ambiti.seats s
 where s.role_code is not null and s.valid_until = 'infinity'
 order by s.ambito_id, s.role_code, s.istat_code, s.unit_id, s.id
"""

_ASSEMBLIES: Final = """
create temporary table assemblies as
select distinct on (o.ambito_id) o.ambito_id, o.id as organ_id, o.code, o.source_code,
       o.source_document, o.source_article, v.id as version_id
  from ambiti.organs o
  join ambiti.statute_versions v on v.ambito_id = o.ambito_id
  join lateral (
       select count(*) as voting from ambiti.seats s
        where s.ambito_id = o.ambito_id and s.organ_id = o.id and s.votes and not s.several
          and s.valid_until = 'infinity') counted on counted.voting > 1
 where o.valid_until = 'infinity'
 order by o.ambito_id, counted.voting desc, o.code
"""

_MEETINGS: Final = (
    """
    insert into ambiti.meetings
           (ambito_id, id, organ_code, year, number, held_on, at, place, status, convened_on,
            closed_at, minutes, quorum, statute_version_id,
            source_code, source_document, source_article)
    select a.ambito_id, gen_random_uuid(), a.code, extract(year from day),
           case when day < '2026-01-01' then extract(month from day) - 10
                else extract(month from day) end, day,
           '18:30', 'Sala consiliare', 'CLOSED', day::date - 8,
           (day::date + time '20:30') at time zone 'Europe/Rome', 'Verbale della seduta.',
           jsonb_build_object('present', 9, 'needed', 7, 'met', true,
                              'told', 'Sono presenti in numero legale.'),
           a.version_id, a.source_code, a.source_document, a.source_article
      from assemblies a, generate_series(timestamp '2025-11-10', '2026-10-10', '1 month') day
    """,
    """
    insert into ambiti.agenda_items
           (ambito_id, id, meeting_id, position, subject, attachments, material_due)
    select m.ambito_id, gen_random_uuid(), m.id, item, 'Punto ' || item || ' della seduta',
           array['Relazione ' || item], true
      from ambiti.meetings m, generate_series(1, 3) item
    """,
    """
    insert into ambiti.roll_entries
           (ambito_id, id, meeting_id, position, seat, label, votes, delegate, istat_code, unit_id,
            weight, ambiguities, source_code, source_document, source_article)
    select m.ambito_id, gen_random_uuid(), m.id,
           row_number() over (partition by m.ambito_id, m.id order by s.position, s.id),
           s.key, s.label, s.votes, s.delegate, s.istat_code, s.unit_id, 1, s.ambiguities,
           s.source_code, s.source_document, s.source_article
      from ambiti.meetings m
      join assemblies a on a.ambito_id = m.ambito_id
      join ambiti.seats s on s.ambito_id = a.ambito_id and s.organ_id = a.organ_id
     where s.votes and not s.several and s.valid_until = 'infinity' and s.formation is null
    """,
    """
    insert into ambiti.attendances
           (ambito_id, id, meeting_id, roll_entry_id, person, delegated, arrived_at)
    select r.ambito_id, gen_random_uuid(), r.meeting_id, r.id, 'Persona ' || r.position, false,
           (m.held_on + time '18:30') at time zone 'Europe/Rome'
      from ambiti.roll_entries r
      join ambiti.meetings m on m.ambito_id = r.ambito_id and m.id = r.meeting_id
    """,
    """
    insert into ambiti.votes
           (ambito_id, id, meeting_id, agenda_item_id, position, question, secret, status,
            opened_at, closed_at, verdict, told, proof,
            source_code, source_document, source_article)
    select i.ambito_id, gen_random_uuid(), i.meeting_id, i.id, i.position,
           'Si approva il punto ' || i.position || '?', false, 'CLOSED',
           (m.held_on + time '19:00') at time zone 'Europe/Rome',
           (m.held_on + time '19:10') at time zone 'Europe/Rome', 'APPROVED',
           'I favorevoli bastano.',
           jsonb_build_object('denominator', 'PRESENT', 'of', counted.many,
               'threshold', counted.many / 2 + 1, 'present', counted.many,
               'in_favour', counted.many - 1, 'against', 0, 'abstained', 1, 'strict', true),
           m.source_code, m.source_document, m.source_article
      from ambiti.agenda_items i
      join ambiti.meetings m on m.ambito_id = i.ambito_id and m.id = i.meeting_id
      join lateral (select count(*) as many from ambiti.roll_entries r
                     where r.ambito_id = m.ambito_id and r.meeting_id = m.id) counted on true
    """,
    """
    insert into ambiti.ballots (ambito_id, id, vote_id, roll_entry_id, choice)
    select v.ambito_id, gen_random_uuid(), v.id, r.id,
           case when r.position = 1 then 'ABSTAINED' else 'IN_FAVOUR' end
      from ambiti.votes v
      join ambiti.roll_entries r on r.ambito_id = v.ambito_id and r.meeting_id = v.meeting_id
    """,
)


async def fill(dsn: str, country: Sequence[Comune]) -> None:
    """Fill what a statute does not say, as the admin, whom row-level security does not confine."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(_COUNTRY)
        await connection.copy_records_to_table("country", records=[one.row() for one in country])
        await connection.execute("analyze")
        for statement in (*_TERRITORY, _HOLDERS, _ROLE_HOLDERS, _ASSEMBLIES, "analyze", *_MEETINGS):
            await connection.execute(statement)
        await fill_money(connection)
        await connection.execute("vacuum (analyze)")
    finally:
        await connection.close()
