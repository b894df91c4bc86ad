SELECT CAST((('{"ambiti":' || (
  SELECT ((('{"edges":' || (('[' || coalesce(string_agg(((('{"cursor":' || (('"' || translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '')) || '"')) || (',"node":' || ((('{"slug":' || CAST(to_json(page_1.slug) AS TEXT)) || (',"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.memberships AS memberships_1
    WHERE memberships_1.ambito_id = page_1.ambito_id AND memberships_1.valid_from <= $1::DATE AND memberships_1.valid_until > $1::DATE
  ) AS TEXT), 'null'))) || '}'))) || '}'), ',' ORDER BY page_1.position_on_page DESC) FILTER (WHERE page_1.position_on_page <= $2::INTEGER), '')) || ']')) || (',"pageInfo":' || (((('{"hasNextPage":' || coalesce(CAST(EXISTS (
    SELECT ambiti_2.ambito_id, ambiti_2.slug, ambiti_2.kind, ambiti_2.name, ambiti_2.region
    FROM ambiti.ambiti AS ambiti_2
    WHERE ambiti_2.region = $3::VARCHAR AND (ambiti_2.slug) >= ($4::VARCHAR)
  ) AS TEXT), 'null')) || (',"hasPreviousPage":' || coalesce(CAST(count(*) > $5::INTEGER AS TEXT), 'null'))) || ((',"startCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $6::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page DESC), ' ', 1)) || '"'), 'null')) || (',"endCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.slug) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page), ' ', 1)) || '"'), 'null')))) || '}'))) || '}') AS anon_1
  FROM (
    SELECT ambiti_1.*, row_number() OVER (ORDER BY ambiti_1.slug DESC) AS position_on_page
    FROM ambiti.ambiti AS ambiti_1
    WHERE ambiti_1.region = $8::VARCHAR AND (ambiti_1.slug) < ($9::VARCHAR) ORDER BY ambiti_1.slug DESC
     LIMIT $10::INTEGER
  ) AS page_1
  HAVING count(*) >= 0
)) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
