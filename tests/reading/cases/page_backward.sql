SELECT CAST('{"ambiti":' || (
  SELECT '{"edges":' || '[' || coalesce(string_agg('{"cursor":' || '"' || translate(encode(convert_to(CAST(json_build_array(page_7.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"node":' || '{"slug":' || coalesce(CAST(to_json(page_7.slug) AS TEXT), 'null') || ',"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.comuni AS comuni_8
    WHERE comuni_8.istat_code IN (
      SELECT memberships_9.istat_code
      FROM ambiti.memberships AS memberships_9
      WHERE memberships_9.ambito_id = page_7.ambito_id AND memberships_9.valid_from <= $1::DATE AND memberships_9.valid_until > $1::DATE
    )
  ) AS TEXT), 'null') || '}' || '}', ',' ORDER BY page_7.position DESC) FILTER (WHERE page_7.position <= $2::INTEGER), '') || ']' || ',"pageInfo":' || '{"hasNextPage":' || coalesce(CAST(EXISTS (
    SELECT ambiti_11.ambito_id, ambiti_11.slug, ambiti_11.kind, ambiti_11.name, ambiti_11.region
    FROM ambiti.ambiti AS ambiti_11
    WHERE ambiti_11.region = $3::VARCHAR AND (ambiti_11.slug) >= ($4::VARCHAR)
  ) AS TEXT), 'null') || ',"hasPreviousPage":' || coalesce(CAST(count(*) > $5::INTEGER AS TEXT), 'null') || ',"startCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_7.position <= $6::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_7.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_7.position DESC), ' ', 1) || '"', 'null') || ',"endCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_7.position <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_7.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_7.position), ' ', 1) || '"', 'null') || '}' || '}' AS anon_1
  FROM (
    SELECT ambiti_2.ambito_id AS ambito_id, ambiti_2.slug AS slug, ambiti_2.kind AS kind, ambiti_2.name AS name, ambiti_2.region AS region, row_number() OVER (ORDER BY ambiti_2.slug DESC) AS position
    FROM ambiti.ambiti AS ambiti_2
    WHERE ambiti_2.region = $8::VARCHAR AND (ambiti_2.slug) < ($9::VARCHAR) ORDER BY ambiti_2.slug DESC
     LIMIT $10::INTEGER
  ) AS page_7
  HAVING count(*) >= 0
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
