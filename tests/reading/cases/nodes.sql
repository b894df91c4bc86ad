SELECT CAST((('{"nodes":[' || coalesce((
  SELECT string_agg(coalesce((
    SELECT ((('{"__typename":"Ambito","id":"' || translate(encode(convert_to((('Ambito:' || CAST(ambiti_1.ambito_id AS TEXT)) || (':' || CAST(ambiti_1.ambito_id AS TEXT))), 'UTF8'), 'base64'), E'\n', '')) || ('","slug":' || CAST(to_json(ambiti_1.slug) AS TEXT))) || '}') AS j
    FROM ambiti.ambiti AS ambiti_1
    WHERE driving_1.type_name = 'Ambito' AND ambiti_1.ambito_id = driving_1.ambito_id AND driving_1.key = CAST(driving_1.ambito_id AS TEXT)
  ), (
    SELECT ((('{"__typename":"Comune","id":"' || translate(encode(convert_to((('Comune:' || '') || (':' || CAST(comuni_1.istat_code AS TEXT))), 'UTF8'), 'base64'), E'\n', '')) || ('","name":' || CAST(to_json(comuni_1.name) AS TEXT))) || '}') AS j
    FROM ambiti.comuni AS comuni_1
    WHERE driving_1.type_name = 'Comune' AND comuni_1.istat_code = driving_1.key AND driving_1.ambito_id IS NULL
  ), 'null'), ',') AS string_agg_1
  FROM (
    SELECT anon_1.type_name AS type_name, anon_1.ambito_id AS ambito_id, anon_1.key AS key, anon_1.uuid AS uuid, anon_1.position AS position
    FROM unnest($1::TEXT[], $2::INTEGER[], $3::TEXT[], $4::UUID[]) WITH ORDINALITY AS anon_1(type_name, ambito_id, key, uuid, position) ORDER BY anon_1.position
  ) AS driving_1
), '')) || ']}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
