SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"organs":' || (
    SELECT '[' || coalesce(string_agg(items_4.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"code":' || CAST(to_json(organs_3.code) AS TEXT) || '}' AS j
      FROM ambiti.organs AS organs_3
      WHERE false ORDER BY organs_3.code
    ) AS items_4
  ) || ',"roles":' || (
    SELECT '[' || coalesce(string_agg(items_6.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"code":' || CAST(to_json(roles_5.code) AS TEXT) || '}' AS j
      FROM ambiti.roles AS roles_5
      WHERE false ORDER BY roles_5.code
    ) AS items_6
  ) || ',"statuteVersion":' || coalesce((
    SELECT '{"number":' || CAST(statute_versions_7.number AS TEXT) || '}' AS j
    FROM ambiti.statute_versions AS statute_versions_7
    WHERE false ORDER BY statute_versions_7.number DESC
     LIMIT $1::INTEGER
  ), 'null') || ',"instruments":' || (
    SELECT '[' || coalesce(string_agg(items_9.j, ','), '') || ']' AS anon_3
    FROM (
      SELECT '{"code":' || CAST(to_json(instruments_8.code) AS TEXT) || '}' AS j
      FROM ambiti.instruments AS instruments_8
      WHERE instruments_8.ambito_id = ambiti_2.ambito_id AND instruments_8.valid_from <= $2::DATE AND instruments_8.valid_until > $2::DATE AND instruments_8.published = true ORDER BY instruments_8.in_force_from DESC NULLS LAST, instruments_8.code
    ) AS items_9
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $3::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
