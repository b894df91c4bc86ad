SELECT CAST('{"nodes":' || (
  SELECT '[' || coalesce(string_agg(items_20.j, ','), '') || ']' AS anon_1
  FROM (
    SELECT coalesce((
      SELECT '{"__typename":"Ambiguity","id":' || '"' || translate(encode(convert_to('Ambiguity:' || CAST(ambiguities_6.ambito_id AS TEXT) || ':' || CAST(ambiguities_6.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_6
      WHERE false
    ), (
      SELECT '{"__typename":"Ambito","id":' || '"' || translate(encode(convert_to('Ambito:' || CAST(ambiti_7.ambito_id AS TEXT) || ':' || CAST(ambiti_7.ambito_id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"slug":' || CAST(to_json(ambiti_7.slug) AS TEXT) || '}' AS j
      FROM ambiti.ambiti AS ambiti_7
      WHERE driving_5.type_name = 'Ambito' AND ambiti_7.ambito_id = driving_5.ambito_id AND driving_5.key = CAST(driving_5.ambito_id AS TEXT)
    ), (
      SELECT '{"__typename":"Body","id":' || '"' || translate(encode(convert_to('Body:' || CAST(bodies_8.ambito_id AS TEXT) || ':' || CAST(bodies_8.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(bodies_8.name) AS TEXT) || '}' AS j
      FROM ambiti.bodies AS bodies_8
      WHERE driving_5.type_name = 'Body' AND bodies_8.ambito_id = driving_5.ambito_id AND bodies_8.id = driving_5.uuid
    ), (
      SELECT '{"__typename":"Comune","id":' || '"' || translate(encode(convert_to('Comune:' || '' || ':' || CAST(comuni_9.istat_code AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(comuni_9.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_9
      WHERE driving_5.type_name = 'Comune' AND comuni_9.istat_code = driving_5.key AND driving_5.ambito_id IS NULL
    ), (
      SELECT '{"__typename":"Instrument","id":' || '"' || translate(encode(convert_to('Instrument:' || CAST(instruments_10.ambito_id AS TEXT) || ':' || CAST(instruments_10.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instruments AS instruments_10
      WHERE driving_5.type_name = 'Instrument' AND instruments_10.ambito_id = driving_5.ambito_id AND instruments_10.id = driving_5.uuid AND instruments_10.published = true
    ), (
      SELECT '{"__typename":"InstrumentParty","id":' || '"' || translate(encode(convert_to('InstrumentParty:' || CAST(instrument_parties_11.ambito_id AS TEXT) || ':' || CAST(instrument_parties_11.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_parties AS instrument_parties_11
      WHERE driving_5.type_name = 'InstrumentParty' AND instrument_parties_11.ambito_id = driving_5.ambito_id AND instrument_parties_11.id = driving_5.uuid AND instrument_parties_11.published = true
    ), (
      SELECT '{"__typename":"Mandate","id":' || '"' || translate(encode(convert_to('Mandate:' || CAST(mandates_12.ambito_id AS TEXT) || ':' || CAST(mandates_12.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandates AS mandates_12
      WHERE driving_5.type_name = 'Mandate' AND mandates_12.ambito_id = driving_5.ambito_id AND mandates_12.id = driving_5.uuid AND mandates_12.principal_id = $1::UUID
    ), (
      SELECT '{"__typename":"Me","id":' || '"' || translate(encode(convert_to('Me:' || '' || ':' || CAST(principals_13.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.principals AS principals_13
      WHERE driving_5.type_name = 'Me' AND principals_13.id = driving_5.uuid AND driving_5.ambito_id IS NULL AND principals_13.id = $1::UUID
    ), (
      SELECT '{"__typename":"MemberAmbito","id":' || '"' || translate(encode(convert_to('MemberAmbito:' || CAST(units_14.ambito_id AS TEXT) || ':' || CAST(units_14.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_14
      WHERE driving_5.type_name = 'MemberAmbito' AND units_14.ambito_id = driving_5.ambito_id AND units_14.id = driving_5.uuid AND units_14.kind = 'MEMBER_AMBITO'
    ), (
      SELECT '{"__typename":"Organ","id":' || '"' || translate(encode(convert_to('Organ:' || CAST(organs_15.ambito_id AS TEXT) || ':' || CAST(organs_15.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.organs AS organs_15
      WHERE false
    ), (
      SELECT '{"__typename":"Role","id":' || '"' || translate(encode(convert_to('Role:' || CAST(roles_16.ambito_id AS TEXT) || ':' || CAST(roles_16.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roles AS roles_16
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteRule","id":' || '"' || translate(encode(convert_to('StatuteRule:' || CAST(rules_17.ambito_id AS TEXT) || ':' || CAST(rules_17.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rules AS rules_17
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteVersion","id":' || '"' || translate(encode(convert_to('StatuteVersion:' || CAST(statute_versions_18.ambito_id AS TEXT) || ':' || CAST(statute_versions_18.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.statute_versions AS statute_versions_18
      WHERE false
    ), (
      SELECT '{"__typename":"SubAmbito","id":' || '"' || translate(encode(convert_to('SubAmbito:' || CAST(units_19.ambito_id AS TEXT) || ':' || CAST(units_19.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_19
      WHERE driving_5.type_name = 'SubAmbito' AND units_19.ambito_id = driving_5.ambito_id AND units_19.id = driving_5.uuid AND units_19.kind = 'SUB_AMBITO'
    ), 'null') AS j
    FROM (
      SELECT anon_2.type_name AS type_name, anon_2.ambito_id AS ambito_id, anon_2.key AS key, anon_2.uuid AS uuid, anon_2.position AS position
      FROM unnest($2::TEXT[], $3::INTEGER[], $4::TEXT[], $5::UUID[]) WITH ORDINALITY AS anon_2(type_name, ambito_id, key, uuid, position) ORDER BY anon_2.position
    ) AS driving_5
  ) AS items_20
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
