SELECT CAST('{"nodes":' || (
  SELECT '[' || coalesce(string_agg(items_32.j, ','), '') || ']' AS anon_1
  FROM (
    SELECT coalesce((
      SELECT '{"__typename":"Adherent","id":' || '"' || translate(encode(convert_to('Adherent:' || CAST(adherents_6.ambito_id AS TEXT) || ':' || CAST(adherents_6.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adherents AS adherents_6
      WHERE false
    ), (
      SELECT '{"__typename":"AgendaItem","id":' || '"' || translate(encode(convert_to('AgendaItem:' || CAST(agenda_items_7.ambito_id AS TEXT) || ':' || CAST(agenda_items_7.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.agenda_items AS agenda_items_7
      WHERE false
    ), (
      SELECT '{"__typename":"Ambiguity","id":' || '"' || translate(encode(convert_to('Ambiguity:' || CAST(ambiguities_8.ambito_id AS TEXT) || ':' || CAST(ambiguities_8.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_8
      WHERE false
    ), (
      SELECT '{"__typename":"Ambito","id":' || '"' || translate(encode(convert_to('Ambito:' || CAST(ambiti_9.ambito_id AS TEXT) || ':' || CAST(ambiti_9.ambito_id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"slug":' || CAST(to_json(ambiti_9.slug) AS TEXT) || '}' AS j
      FROM ambiti.ambiti AS ambiti_9
      WHERE driving_5.type_name = 'Ambito' AND ambiti_9.ambito_id = driving_5.ambito_id AND driving_5.key = CAST(driving_5.ambito_id AS TEXT)
    ), (
      SELECT '{"__typename":"Attendance","id":' || '"' || translate(encode(convert_to('Attendance:' || CAST(attendances_10.ambito_id AS TEXT) || ':' || CAST(attendances_10.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.attendances AS attendances_10
      WHERE false
    ), (
      SELECT '{"__typename":"Ballot","id":' || '"' || translate(encode(convert_to('Ballot:' || CAST(ballots_11.ambito_id AS TEXT) || ':' || CAST(ballots_11.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ballots AS ballots_11
      WHERE false
    ), (
      SELECT '{"__typename":"Body","id":' || '"' || translate(encode(convert_to('Body:' || CAST(bodies_12.ambito_id AS TEXT) || ':' || CAST(bodies_12.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(bodies_12.name) AS TEXT) || '}' AS j
      FROM ambiti.bodies AS bodies_12
      WHERE driving_5.type_name = 'Body' AND bodies_12.ambito_id = driving_5.ambito_id AND bodies_12.id = driving_5.uuid
    ), (
      SELECT '{"__typename":"Comune","id":' || '"' || translate(encode(convert_to('Comune:' || '' || ':' || CAST(comuni_13.istat_code AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(comuni_13.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_13
      WHERE driving_5.type_name = 'Comune' AND comuni_13.istat_code = driving_5.key AND driving_5.ambito_id IS NULL
    ), (
      SELECT '{"__typename":"Instrument","id":' || '"' || translate(encode(convert_to('Instrument:' || CAST(instruments_14.ambito_id AS TEXT) || ':' || CAST(instruments_14.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instruments AS instruments_14
      WHERE driving_5.type_name = 'Instrument' AND instruments_14.ambito_id = driving_5.ambito_id AND instruments_14.id = driving_5.uuid AND instruments_14.published = true
    ), (
      SELECT '{"__typename":"InstrumentParty","id":' || '"' || translate(encode(convert_to('InstrumentParty:' || CAST(instrument_parties_15.ambito_id AS TEXT) || ':' || CAST(instrument_parties_15.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_parties AS instrument_parties_15
      WHERE driving_5.type_name = 'InstrumentParty' AND instrument_parties_15.ambito_id = driving_5.ambito_id AND instrument_parties_15.id = driving_5.uuid AND instrument_parties_15.published = true
    ), (
      SELECT '{"__typename":"Invitation","id":' || '"' || translate(encode(convert_to('Invitation:' || CAST(invitations_16.ambito_id AS TEXT) || ':' || CAST(invitations_16.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.invitations AS invitations_16
      WHERE false
    ), (
      SELECT '{"__typename":"JournalEntry","id":' || '"' || translate(encode(convert_to('JournalEntry:' || CAST(journal_entries_17.ambito_id AS TEXT) || ':' || CAST(journal_entries_17.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.journal_entries AS journal_entries_17
      WHERE false
    ), (
      SELECT '{"__typename":"Mandate","id":' || '"' || translate(encode(convert_to('Mandate:' || CAST(mandates_18.ambito_id AS TEXT) || ':' || CAST(mandates_18.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandates AS mandates_18
      WHERE driving_5.type_name = 'Mandate' AND mandates_18.ambito_id = driving_5.ambito_id AND mandates_18.id = driving_5.uuid AND mandates_18.principal_id = $1::UUID
    ), (
      SELECT '{"__typename":"Me","id":' || '"' || translate(encode(convert_to('Me:' || '' || ':' || CAST(principals_19.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.principals AS principals_19
      WHERE driving_5.type_name = 'Me' AND principals_19.id = driving_5.uuid AND driving_5.ambito_id IS NULL AND principals_19.id = $1::UUID
    ), (
      SELECT '{"__typename":"Meeting","id":' || '"' || translate(encode(convert_to('Meeting:' || CAST(meetings_20.ambito_id AS TEXT) || ':' || CAST(meetings_20.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.meetings AS meetings_20
      WHERE false
    ), (
      SELECT '{"__typename":"MemberAmbito","id":' || '"' || translate(encode(convert_to('MemberAmbito:' || CAST(units_21.ambito_id AS TEXT) || ':' || CAST(units_21.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_21
      WHERE driving_5.type_name = 'MemberAmbito' AND units_21.ambito_id = driving_5.ambito_id AND units_21.id = driving_5.uuid AND units_21.kind = 'MEMBER_AMBITO'
    ), (
      SELECT '{"__typename":"Organ","id":' || '"' || translate(encode(convert_to('Organ:' || CAST(organs_22.ambito_id AS TEXT) || ':' || CAST(organs_22.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.organs AS organs_22
      WHERE false
    ), (
      SELECT '{"__typename":"OrganSeat","id":' || '"' || translate(encode(convert_to('OrganSeat:' || CAST(seats_23.ambito_id AS TEXT) || ':' || CAST(seats_23.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.seats AS seats_23
      WHERE false
    ), (
      SELECT '{"__typename":"RevocationCase","id":' || '"' || translate(encode(convert_to('RevocationCase:' || CAST(revocations_24.ambito_id AS TEXT) || ':' || CAST(revocations_24.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.revocations AS revocations_24
      WHERE false
    ), (
      SELECT '{"__typename":"Role","id":' || '"' || translate(encode(convert_to('Role:' || CAST(roles_25.ambito_id AS TEXT) || ':' || CAST(roles_25.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roles AS roles_25
      WHERE false
    ), (
      SELECT '{"__typename":"RollEntry","id":' || '"' || translate(encode(convert_to('RollEntry:' || CAST(roll_entries_26.ambito_id AS TEXT) || ':' || CAST(roll_entries_26.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roll_entries AS roll_entries_26
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteRule","id":' || '"' || translate(encode(convert_to('StatuteRule:' || CAST(rules_27.ambito_id AS TEXT) || ':' || CAST(rules_27.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rules AS rules_27
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteVersion","id":' || '"' || translate(encode(convert_to('StatuteVersion:' || CAST(statute_versions_28.ambito_id AS TEXT) || ':' || CAST(statute_versions_28.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.statute_versions AS statute_versions_28
      WHERE false
    ), (
      SELECT '{"__typename":"SubAmbito","id":' || '"' || translate(encode(convert_to('SubAmbito:' || CAST(units_29.ambito_id AS TEXT) || ':' || CAST(units_29.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_29
      WHERE driving_5.type_name = 'SubAmbito' AND units_29.ambito_id = driving_5.ambito_id AND units_29.id = driving_5.uuid AND units_29.kind = 'SUB_AMBITO'
    ), (
      SELECT '{"__typename":"Tenure","id":' || '"' || translate(encode(convert_to('Tenure:' || CAST(tenures_30.ambito_id AS TEXT) || ':' || CAST(tenures_30.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.tenures AS tenures_30
      WHERE false
    ), (
      SELECT '{"__typename":"Vote","id":' || '"' || translate(encode(convert_to('Vote:' || CAST(votes_31.ambito_id AS TEXT) || ':' || CAST(votes_31.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.votes AS votes_31
      WHERE false
    ), 'null') AS j
    FROM (
      SELECT anon_2.type_name AS type_name, anon_2.ambito_id AS ambito_id, anon_2.key AS key, anon_2.uuid AS uuid, anon_2.position AS position
      FROM unnest($2::TEXT[], $3::INTEGER[], $4::TEXT[], $5::UUID[]) WITH ORDINALITY AS anon_2(type_name, ambito_id, key, uuid, position) ORDER BY anon_2.position
    ) AS driving_5
  ) AS items_32
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
