SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"slug":' || CAST(to_json(ambiti_2.slug) AS TEXT) || ',"region":' || CAST(to_json(ambiti_2.region) AS TEXT) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $1::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
