SELECT CAST((('{"ambito":' || coalesce((
  SELECT (((('{"__typename":"Ambito","id":"' || translate(encode(convert_to((('Ambito:' || CAST(ambiti_1.ambito_id AS TEXT)) || (':' || CAST(ambiti_1.ambito_id AS TEXT))), 'UTF8'), 'base64'), E'\n', '')) || ('","nome":' || CAST(to_json(ambiti_1.name) AS TEXT))) || ((',"kind":"' || ambiti_1.kind) || ('","region":' || CAST(to_json(ambiti_1.region) AS TEXT)))) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $1::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
