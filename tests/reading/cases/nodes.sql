SELECT CAST('{"nodes":' || (
  SELECT '[' || coalesce(string_agg(items_42.j, ','), '') || ']' AS anon_1
  FROM (
    SELECT coalesce((
      SELECT '{"__typename":"Accession","id":' || '"' || translate(encode(convert_to('Accession:' || CAST(accessions_6.ambito_id AS TEXT) || ':' || CAST(accessions_6.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.accessions AS accessions_6
      WHERE false
    ), (
      SELECT '{"__typename":"Adherent","id":' || '"' || translate(encode(convert_to('Adherent:' || CAST(adherents_7.ambito_id AS TEXT) || ':' || CAST(adherents_7.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adherents AS adherents_7
      WHERE false
    ), (
      SELECT '{"__typename":"Adoption","id":' || '"' || translate(encode(convert_to('Adoption:' || CAST(adoptions_8.ambito_id AS TEXT) || ':' || CAST(adoptions_8.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoptions AS adoptions_8
      WHERE false
    ), (
      SELECT '{"__typename":"AdoptionRound","id":' || '"' || translate(encode(convert_to('AdoptionRound:' || CAST(adoption_rounds_9.ambito_id AS TEXT) || ':' || CAST(adoption_rounds_9.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoption_rounds AS adoption_rounds_9
      WHERE false
    ), (
      SELECT '{"__typename":"AgendaItem","id":' || '"' || translate(encode(convert_to('AgendaItem:' || CAST(agenda_items_10.ambito_id AS TEXT) || ':' || CAST(agenda_items_10.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.agenda_items AS agenda_items_10
      WHERE false
    ), (
      SELECT '{"__typename":"Ambiguity","id":' || '"' || translate(encode(convert_to('Ambiguity:' || CAST(ambiguities_11.ambito_id AS TEXT) || ':' || CAST(ambiguities_11.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_11
      WHERE false
    ), (
      SELECT '{"__typename":"Ambito","id":' || '"' || translate(encode(convert_to('Ambito:' || CAST(ambiti_12.ambito_id AS TEXT) || ':' || CAST(ambiti_12.ambito_id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"slug":' || CAST(to_json(ambiti_12.slug) AS TEXT) || '}' AS j
      FROM ambiti.ambiti AS ambiti_12
      WHERE driving_5.type_name = 'Ambito' AND ambiti_12.ambito_id = driving_5.ambito_id AND driving_5.key = CAST(driving_5.ambito_id AS TEXT)
    ), (
      SELECT '{"__typename":"Amendment","id":' || '"' || translate(encode(convert_to('Amendment:' || CAST(amendments_13.ambito_id AS TEXT) || ':' || CAST(amendments_13.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendments AS amendments_13
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentAdoption","id":' || '"' || translate(encode(convert_to('AmendmentAdoption:' || CAST(amendment_adoptions_14.ambito_id AS TEXT) || ':' || CAST(amendment_adoptions_14.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_adoptions AS amendment_adoptions_14
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentStep","id":' || '"' || translate(encode(convert_to('AmendmentStep:' || CAST(amendment_steps_15.ambito_id AS TEXT) || ':' || CAST(amendment_steps_15.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_steps AS amendment_steps_15
      WHERE false
    ), (
      SELECT '{"__typename":"Attendance","id":' || '"' || translate(encode(convert_to('Attendance:' || CAST(attendances_16.ambito_id AS TEXT) || ':' || CAST(attendances_16.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.attendances AS attendances_16
      WHERE false
    ), (
      SELECT '{"__typename":"Ballot","id":' || '"' || translate(encode(convert_to('Ballot:' || CAST(ballots_17.ambito_id AS TEXT) || ':' || CAST(ballots_17.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ballots AS ballots_17
      WHERE false
    ), (
      SELECT '{"__typename":"Body","id":' || '"' || translate(encode(convert_to('Body:' || CAST(bodies_18.ambito_id AS TEXT) || ':' || CAST(bodies_18.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(bodies_18.name) AS TEXT) || '}' AS j
      FROM ambiti.bodies AS bodies_18
      WHERE driving_5.type_name = 'Body' AND bodies_18.ambito_id = driving_5.ambito_id AND bodies_18.id = driving_5.uuid
    ), (
      SELECT '{"__typename":"Comune","id":' || '"' || translate(encode(convert_to('Comune:' || '' || ':' || CAST(comuni_19.istat_code AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(comuni_19.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_19
      WHERE driving_5.type_name = 'Comune' AND comuni_19.istat_code = driving_5.key AND driving_5.ambito_id IS NULL
    ), (
      SELECT '{"__typename":"Deliberation","id":' || '"' || translate(encode(convert_to('Deliberation:' || CAST(deliberations_20.ambito_id AS TEXT) || ':' || CAST(deliberations_20.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.deliberations AS deliberations_20
      WHERE false
    ), (
      SELECT '{"__typename":"Instrument","id":' || '"' || translate(encode(convert_to('Instrument:' || CAST(instruments_21.ambito_id AS TEXT) || ':' || CAST(instruments_21.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instruments AS instruments_21
      WHERE driving_5.type_name = 'Instrument' AND instruments_21.ambito_id = driving_5.ambito_id AND instruments_21.id = driving_5.uuid AND instruments_21.published = true
    ), (
      SELECT '{"__typename":"InstrumentParty","id":' || '"' || translate(encode(convert_to('InstrumentParty:' || CAST(instrument_parties_22.ambito_id AS TEXT) || ':' || CAST(instrument_parties_22.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_parties AS instrument_parties_22
      WHERE driving_5.type_name = 'InstrumentParty' AND instrument_parties_22.ambito_id = driving_5.ambito_id AND instrument_parties_22.id = driving_5.uuid AND instrument_parties_22.published = true
    ), (
      SELECT '{"__typename":"Invitation","id":' || '"' || translate(encode(convert_to('Invitation:' || CAST(invitations_23.ambito_id AS TEXT) || ':' || CAST(invitations_23.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.invitations AS invitations_23
      WHERE false
    ), (
      SELECT '{"__typename":"JournalEntry","id":' || '"' || translate(encode(convert_to('JournalEntry:' || CAST(journal_entries_24.ambito_id AS TEXT) || ':' || CAST(journal_entries_24.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.journal_entries AS journal_entries_24
      WHERE false
    ), (
      SELECT '{"__typename":"Mandate","id":' || '"' || translate(encode(convert_to('Mandate:' || CAST(mandates_25.ambito_id AS TEXT) || ':' || CAST(mandates_25.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandates AS mandates_25
      WHERE driving_5.type_name = 'Mandate' AND mandates_25.ambito_id = driving_5.ambito_id AND mandates_25.id = driving_5.uuid AND mandates_25.principal_id = $1::UUID
    ), (
      SELECT '{"__typename":"Me","id":' || '"' || translate(encode(convert_to('Me:' || '' || ':' || CAST(principals_26.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.principals AS principals_26
      WHERE driving_5.type_name = 'Me' AND principals_26.id = driving_5.uuid AND driving_5.ambito_id IS NULL AND principals_26.id = $1::UUID
    ), (
      SELECT '{"__typename":"Meeting","id":' || '"' || translate(encode(convert_to('Meeting:' || CAST(meetings_27.ambito_id AS TEXT) || ':' || CAST(meetings_27.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.meetings AS meetings_27
      WHERE false
    ), (
      SELECT '{"__typename":"MemberAmbito","id":' || '"' || translate(encode(convert_to('MemberAmbito:' || CAST(units_28.ambito_id AS TEXT) || ':' || CAST(units_28.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_28
      WHERE driving_5.type_name = 'MemberAmbito' AND units_28.ambito_id = driving_5.ambito_id AND units_28.id = driving_5.uuid AND units_28.kind = 'MEMBER_AMBITO'
    ), (
      SELECT '{"__typename":"Organ","id":' || '"' || translate(encode(convert_to('Organ:' || CAST(organs_29.ambito_id AS TEXT) || ':' || CAST(organs_29.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.organs AS organs_29
      WHERE false
    ), (
      SELECT '{"__typename":"OrganSeat","id":' || '"' || translate(encode(convert_to('OrganSeat:' || CAST(seats_30.ambito_id AS TEXT) || ':' || CAST(seats_30.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.seats AS seats_30
      WHERE false
    ), (
      SELECT '{"__typename":"Renewal","id":' || '"' || translate(encode(convert_to('Renewal:' || CAST(renewals_31.ambito_id AS TEXT) || ':' || CAST(renewals_31.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.renewals AS renewals_31
      WHERE false
    ), (
      SELECT '{"__typename":"RevocationCase","id":' || '"' || translate(encode(convert_to('RevocationCase:' || CAST(revocations_32.ambito_id AS TEXT) || ':' || CAST(revocations_32.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.revocations AS revocations_32
      WHERE false
    ), (
      SELECT '{"__typename":"Role","id":' || '"' || translate(encode(convert_to('Role:' || CAST(roles_33.ambito_id AS TEXT) || ':' || CAST(roles_33.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roles AS roles_33
      WHERE false
    ), (
      SELECT '{"__typename":"RollEntry","id":' || '"' || translate(encode(convert_to('RollEntry:' || CAST(roll_entries_34.ambito_id AS TEXT) || ':' || CAST(roll_entries_34.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roll_entries AS roll_entries_34
      WHERE false
    ), (
      SELECT '{"__typename":"Signature","id":' || '"' || translate(encode(convert_to('Signature:' || CAST(signatures_35.ambito_id AS TEXT) || ':' || CAST(signatures_35.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signatures AS signatures_35
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteRule","id":' || '"' || translate(encode(convert_to('StatuteRule:' || CAST(rules_36.ambito_id AS TEXT) || ':' || CAST(rules_36.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rules AS rules_36
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteVersion","id":' || '"' || translate(encode(convert_to('StatuteVersion:' || CAST(statute_versions_37.ambito_id AS TEXT) || ':' || CAST(statute_versions_37.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.statute_versions AS statute_versions_37
      WHERE false
    ), (
      SELECT '{"__typename":"SubAmbito","id":' || '"' || translate(encode(convert_to('SubAmbito:' || CAST(units_38.ambito_id AS TEXT) || ':' || CAST(units_38.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_38
      WHERE driving_5.type_name = 'SubAmbito' AND units_38.ambito_id = driving_5.ambito_id AND units_38.id = driving_5.uuid AND units_38.kind = 'SUB_AMBITO'
    ), (
      SELECT '{"__typename":"Tenure","id":' || '"' || translate(encode(convert_to('Tenure:' || CAST(tenures_39.ambito_id AS TEXT) || ':' || CAST(tenures_39.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.tenures AS tenures_39
      WHERE false
    ), (
      SELECT '{"__typename":"Vote","id":' || '"' || translate(encode(convert_to('Vote:' || CAST(votes_40.ambito_id AS TEXT) || ':' || CAST(votes_40.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.votes AS votes_40
      WHERE false
    ), (
      SELECT '{"__typename":"Withdrawal","id":' || '"' || translate(encode(convert_to('Withdrawal:' || CAST(withdrawals_41.ambito_id AS TEXT) || ':' || CAST(withdrawals_41.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.withdrawals AS withdrawals_41
      WHERE false
    ), 'null') AS j
    FROM (
      SELECT anon_2.type_name AS type_name, anon_2.ambito_id AS ambito_id, anon_2.key AS key, anon_2.uuid AS uuid, anon_2.position AS position
      FROM unnest($2::TEXT[], $3::INTEGER[], $4::TEXT[], $5::UUID[]) WITH ORDINALITY AS anon_2(type_name, ambito_id, key, uuid, position) ORDER BY anon_2.position
    ) AS driving_5
  ) AS items_42
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
