SELECT CAST('{"ambiti":' || (
  SELECT '{"totalCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.ambiti AS ambiti_5
    WHERE true
  ) AS TEXT), 'null') || ',"edges":' || '[' || coalesce(string_agg('{"cursor":' || '"' || translate(encode(convert_to(CAST(json_build_array(page_4.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"node":' || '{"slug":' || coalesce(CAST(to_json(page_4.slug) AS TEXT), 'null') || '}' || '}', ',' ORDER BY page_4.position) FILTER (WHERE page_4.position <= $1::INTEGER), '') || ']' || ',"pageInfo":' || '{"hasNextPage":' || coalesce(CAST(count(*) > $2::INTEGER AS TEXT), 'null') || ',"hasPreviousPage":' || coalesce(CAST(EXISTS (
    SELECT ambiti_8.ambito_id, ambiti_8.slug, ambiti_8.kind, ambiti_8.name, ambiti_8.region
    FROM ambiti.ambiti AS ambiti_8
    WHERE (ambiti_8.slug) <= ($3::VARCHAR)
  ) AS TEXT), 'null') || ',"startCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_4.position <= $4::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_4.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_4.position), ' ', 1) || '"', 'null') || ',"endCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_4.position <= $5::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_4.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_4.position DESC), ' ', 1) || '"', 'null') || '}' || '}' AS anon_1
  FROM (
    SELECT ambiti_1.ambito_id AS ambito_id, ambiti_1.slug AS slug, ambiti_1.kind AS kind, ambiti_1.name AS name, ambiti_1.region AS region, row_number() OVER (ORDER BY ambiti_1.slug) AS position
    FROM ambiti.ambiti AS ambiti_1
    WHERE (ambiti_1.slug) > ($6::VARCHAR) ORDER BY ambiti_1.slug
     LIMIT $7::INTEGER
  ) AS page_4
  HAVING count(*) >= 0
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
