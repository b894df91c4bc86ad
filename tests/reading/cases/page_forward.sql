SELECT CAST((('{"ambiti":' || (
  SELECT ((('{"totalCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.ambiti AS ambiti_2
    WHERE true
  ) AS TEXT), 'null')) || (',"edges":' || (('[' || coalesce(string_agg(((('{"cursor":' || (('"' || translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '')) || '"')) || (',"node":' || (('{"slug":' || CAST(to_json(page_1.slug) AS TEXT)) || '}'))) || '}'), ',' ORDER BY page_1.position_on_page) FILTER (WHERE page_1.position_on_page <= $1::INTEGER), '')) || ']'))) || ((',"pageInfo":' || (((('{"hasNextPage":' || coalesce(CAST(count(*) > $2::INTEGER AS TEXT), 'null')) || (',"hasPreviousPage":' || coalesce(CAST(EXISTS (
    SELECT ambiti_3.ambito_id, ambiti_3.slug, ambiti_3.kind, ambiti_3.name, ambiti_3.region
    FROM ambiti.ambiti AS ambiti_3
    WHERE (ambiti_3.slug) <= ($3::VARCHAR)
  ) AS TEXT), 'null'))) || ((',"startCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $4::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page), ' ', 1)) || '"'), 'null')) || (',"endCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $5::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page DESC), ' ', 1)) || '"'), 'null')))) || '}')) || '}')) AS anon_1
  FROM (
    SELECT ambiti_1.*, row_number() OVER (ORDER BY ambiti_1.slug) AS position_on_page
    FROM ambiti.ambiti AS ambiti_1
    WHERE (ambiti_1.slug) > ($6::VARCHAR) ORDER BY ambiti_1.slug
     LIMIT $7::INTEGER
  ) AS page_1
  HAVING count(*) >= 0
)) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
