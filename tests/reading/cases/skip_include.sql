SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"slug":' || CAST(to_json(ambiti_1.slug) AS TEXT)) || (',"region":' || CAST(to_json(ambiti_1.region) AS TEXT))) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $1::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
