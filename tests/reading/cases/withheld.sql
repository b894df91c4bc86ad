SELECT CAST((('{"ambito":' || coalesce((
  SELECT (((('{"organs":[' || coalesce((
    SELECT string_agg((('{"code":' || CAST(to_json(organs_1.code) AS TEXT)) || '}'), ',' ORDER BY organs_1.code) AS string_agg_1
    FROM ambiti.organs AS organs_1
    WHERE false
  ), '')) || ('],"roles":[' || coalesce((
    SELECT string_agg((('{"code":' || CAST(to_json(roles_1.code) AS TEXT)) || '}'), ',' ORDER BY roles_1.code) AS string_agg_2
    FROM ambiti.roles AS roles_1
    WHERE false
  ), ''))) || (('],"statuteVersion":' || coalesce((
    SELECT (('{"number":' || CAST(statute_versions_1.number AS TEXT)) || '}') AS j
    FROM ambiti.statute_versions AS statute_versions_1
    WHERE false ORDER BY statute_versions_1.number DESC
     LIMIT $1::INTEGER
  ), 'null')) || (',"instruments":[' || coalesce((
    SELECT string_agg((('{"code":' || CAST(to_json(instruments_1.code) AS TEXT)) || '}'), ',' ORDER BY instruments_1.in_force_from DESC NULLS LAST, instruments_1.code) AS string_agg_3
    FROM ambiti.instruments AS instruments_1
    WHERE instruments_1.ambito_id = ambiti_1.ambito_id AND instruments_1.valid_from <= $2::DATE AND instruments_1.valid_until > $2::DATE AND instruments_1.published = true
  ), '')))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $3::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
