-- What PostGraphile is given: views that read on the day and leave out what it is not asked for.
-- They see what whoever asks sees (security_invoker), and their comments tell it how they hang
-- together. What is asked
-- becomes one statement here too.
drop schema if exists contestant cascade;
create schema contestant;

create function contestant.day() returns date language sql stable
as $$ select (now() at time zone 'Europe/Rome')::date $$;

create view contestant.ambiti with (security_invoker) as
select a.ambito_id, a.slug, a.name, a.kind, a.region,
       (select count(*) from ambiti.memberships m
         where m.ambito_id = a.ambito_id and m.valid_from <= contestant.day()
           and m.valid_until > contestant.day()) as comuni_count
  from ambiti.ambiti a;
comment on view contestant.ambiti is E'@primaryKey ambito_id\n@unique slug';

create view contestant.capofile with (security_invoker) as
select f.ambito_id, c.name
  from ambiti.capofile f join ambiti.comuni c on c.istat_code = f.istat_code
 where f.valid_from <= contestant.day() and f.valid_until > contestant.day();
comment on view contestant.capofile is E'@primaryKey ambito_id
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignFieldName capofila';

create view contestant.comuni with (security_invoker) as
select m.ambito_id, c.istat_code, c.name
  from ambiti.memberships m join ambiti.comuni c on c.istat_code = m.istat_code
 where m.valid_from <= contestant.day() and m.valid_until > contestant.day();
comment on view contestant.comuni is E'@primaryKey ambito_id,istat_code
@unique istat_code
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignSimpleFieldName comuni';

create view contestant.populations with (security_invoker) as
select istat_code, reference_date, residents, status
  from ambiti.populations where reference_date <= contestant.day();
comment on view contestant.populations is E'@primaryKey istat_code,reference_date,status
@foreignKey (istat_code) references contestant.comuni (istat_code)|@foreignSimpleFieldName populations';

create view contestant.totals with (security_invoker) as
select a.ambito_id, t.residents, t.reference_date
  from ambiti.ambiti a
  cross join lateral (
       select sum(p.residents) as residents, p.reference_date
         from ambiti.memberships m join ambiti.populations p on p.istat_code = m.istat_code
        where m.ambito_id = a.ambito_id and p.reference_date <= contestant.day()
          and m.valid_from <= contestant.day() and m.valid_until > contestant.day()
        group by p.reference_date, p.status, p.series
       having count(*) = (
              select count(*) from ambiti.memberships n
               where n.ambito_id = a.ambito_id
                 and n.valid_from <= contestant.day() and n.valid_until > contestant.day())
        order by p.reference_date desc, array_position(
                 '{OFFICIAL,CENSUS,PROVISIONAL,REGISTER}'::text[], p.status)
        limit 1) t;
comment on view contestant.totals is E'@primaryKey ambito_id
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignFieldName populationTotal';

create view contestant.organs with (security_invoker) as
select ambito_id, id, code, name, kind from ambiti.organs
 where kind <> 'SUPERVISION'
   and valid_from <= contestant.day() and valid_until > contestant.day();
comment on view contestant.organs is E'@primaryKey ambito_id,id
@unique ambito_id,code
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignSimpleFieldName organs';

create view contestant.seats with (security_invoker) as
select ambito_id, id, organ_id, position, label, standing, votes from ambiti.seats
 where valid_from <= contestant.day() and valid_until > contestant.day();
comment on view contestant.seats is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, organ_id) references contestant.organs (ambito_id, id)|@foreignSimpleFieldName seats';

create view contestant.holders with (security_invoker) as
select s.ambito_id, s.id as seat_id, t.id, t.person, t.since
  from ambiti.seats s
  join ambiti.organs o on o.ambito_id = s.ambito_id and o.id = s.organ_id
  join ambiti.tenures t on t.ambito_id = s.ambito_id and (
       t.organ_code = o.code and t.seat = s.key
       or t.role_code = s.role_code
          and (s.istat_code is null or s.istat_code = t.istat_code)
          and (s.unit_id is null or s.unit_id = t.unit_id)
       or o.code = any (t.member_of) and s.role_code is null and s.unit_id = t.unit_id)
 where t.status = 'HELD' and t.since <= contestant.day() and t.until > contestant.day();
comment on view contestant.holders is E'@primaryKey ambito_id,seat_id,id
@foreignKey (ambito_id, seat_id) references contestant.seats (ambito_id, id)|@foreignSimpleFieldName holders';

create view contestant.rules with (security_invoker) as
select ambito_id, id, subject_code, number, code, text, status from ambiti.rules
 where subject_kind = 'ORGAN'
   and valid_from <= contestant.day() and valid_until > contestant.day();
comment on view contestant.rules is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, subject_code) references contestant.organs (ambito_id, code)|@foreignSimpleFieldName rules';

create view contestant.meetings with (security_invoker) as
select m.ambito_id, m.id, m.number, m.year, m.held_on, m.at, m.place, m.status,
       (m.quorum ->> 'present')::integer as present, (m.quorum ->> 'needed')::integer as needed,
       (m.quorum ->> 'met')::boolean as met,
       (select o.name from ambiti.organs o
         where o.ambito_id = m.ambito_id and o.code = m.organ_code
           and o.valid_from <= m.held_on and o.valid_until > m.held_on) as organ_name
  from ambiti.meetings m;
comment on view contestant.meetings is E'@primaryKey ambito_id,id';

create view contestant.roll with (security_invoker) as
select r.ambito_id, r.id, r.meeting_id, r.position, r.label, r.votes, c.name as comune_name
  from ambiti.roll_entries r left join ambiti.comuni c on c.istat_code = r.istat_code;
comment on view contestant.roll is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, meeting_id) references contestant.meetings (ambito_id, id)|@foreignSimpleFieldName roll';

create view contestant.attendances with (security_invoker) as
select ambito_id, id, roll_entry_id, person, delegated, arrived_at from ambiti.attendances;
comment on view contestant.attendances is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, roll_entry_id) references contestant.roll (ambito_id, id)|@foreignSimpleFieldName attendances';

create view contestant.votes with (security_invoker) as
select ambito_id, id, meeting_id, position, question, status, verdict, told,
       (proof ->> 'threshold')::integer as threshold, (proof ->> 'in_favour')::integer as in_favour,
       (proof ->> 'against')::integer as against, (proof ->> 'abstained')::integer as abstained
  from ambiti.votes;
comment on view contestant.votes is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, meeting_id) references contestant.meetings (ambito_id, id)|@foreignSimpleFieldName votes';

create view contestant.budgets with (security_invoker) as
select ambito_id, id, year, state from ambiti.budgets;
comment on view contestant.budgets is E'@primaryKey ambito_id,id
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignSimpleFieldName budgets';

create view contestant.budget_lines with (security_invoker) as
select ambito_id, id, budget_id, code, description, level from ambiti.budget_lines;
comment on view contestant.budget_lines is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, budget_id) references contestant.budgets (ambito_id, id)|@foreignSimpleFieldName lines';

create view contestant.funds with (security_invoker) as
select f.ambito_id, f.id, f.budget_id, f.position, f.code, f.name,
       ((t.assigned - k.held[1]) * 0.01)::text as assigned,
       ((t.committed + k.held[9] + k.held[10] + k.held[11] + k.gone[9] + k.gone[10] + k.gone[11])
           * 0.01)::text as committed,
       ((t.paid + k.held[11] + k.gone[11]) * 0.01)::text as paid
  from ambiti.budget_funds f
  join ambiti.fund_sums k on k.ambito_id = f.ambito_id and k.fund_id = f.id
  cross join lateral (
       select coalesce(-sum(h.held) filter (where h.stage = 'SOURCE'), 0)::numeric as assigned,
              coalesce(sum(h.held + h.gone)
                  filter (where h.stage in ('COMMITTED', 'LIQUIDATED', 'PAID')), 0) as committed,
              coalesce(sum(h.held + h.gone) filter (where h.stage = 'PAID'), 0) as paid
         from (select a.stage, case when m.to_id = a.id then -m.amount else m.amount end as held,
                      case when m.from_id = a.id and m.kind in ('RESIDUO', 'AVANZO', 'CASSA')
                           then -m.amount else 0 end as gone
                 from ambiti.ledger_movements m
                 join ambiti.ledger_accounts a on a.ambito_id = m.ambito_id
                  and a.id in (m.from_id, m.to_id)
                where (select exists (select from ambiti.ledger_movements
                                       where moved_on > contestant.day()))
                  and m.ambito_id = f.ambito_id and m.moved_on > contestant.day()
                  and a.fund_id = f.id) h) t;
comment on view contestant.funds is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, budget_id) references contestant.budgets (ambito_id, id)|@foreignSimpleFieldName funds';

create view contestant.riparti with (security_invoker) as
select r.ambito_id, r.id, r.matter_name, r.year, r.proposed_on,
       case when r.act_id is not null and exists (
            select from ambiti.acts a
             where a.ambito_id = r.ambito_id and a.id = r.act_id and a.state = 'ANNULLED')
            then 'ANNULLED' else r.state end as state,
       (r.cents::numeric * 0.01)::text as amount
  from ambiti.riparti r;
comment on view contestant.riparti is E'@primaryKey ambito_id,id
@foreignKey (ambito_id) references contestant.ambiti (ambito_id)|@foreignSimpleFieldName riparti';

create view contestant.shares with (security_invoker) as
select s.ambito_id, s.id, s.riparto_id, s.position, s.party_name as name, c.name as comune_name,
       (s.cents::numeric * 0.01)::text as amount
  from ambiti.riparto_shares s left join ambiti.comuni c on c.istat_code = s.istat_code
 where s.chosen;
comment on view contestant.shares is E'@primaryKey ambito_id,id
@foreignKey (ambito_id, riparto_id) references contestant.riparti (ambito_id, id)|@foreignSimpleFieldName shares';

grant usage on schema contestant to ambiti_reader;
grant select on all tables in schema contestant to ambiti_reader;
grant execute on all functions in schema contestant to ambiti_reader;
