SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"meetings":' || (
    SELECT ((('{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_1
      FROM ambiti.meetings AS meetings_2
      WHERE meetings_2.ambito_id = ambiti_1.ambito_id AND CASE WHEN (meetings_2.ambito_id <@ $1::int4multirange) THEN true ELSE false END
    ) AS TEXT), 'null')) || (',"edges":' || (('[' || coalesce(string_agg(((('{"cursor":' || (('"' || translate(encode(convert_to(CAST(json_build_array(page_1.held_on, page_1.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '')) || '"')) || (',"node":' || (((('{"number":' || CAST(page_1.number AS TEXT)) || (',"heldOn":"' || CAST(page_1.held_on AS TEXT))) || (('","formation":' || coalesce(CAST(to_json(page_1.formation_code) AS TEXT), 'null')) || (',"organ":' || coalesce((
      SELECT (('{"code":' || CAST(to_json(organs_1.code) AS TEXT)) || '}') AS j
      FROM ambiti.organs AS organs_1
      WHERE organs_1.ambito_id = page_1.ambito_id AND organs_1.code = page_1.organ_code AND organs_1.valid_from <= page_1.held_on AND organs_1.valid_until > page_1.held_on AND CASE WHEN (organs_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END
    ), 'null')))) || '}'))) || '}'), ',' ORDER BY page_1.position_on_page DESC) FILTER (WHERE page_1.position_on_page <= $3::INTEGER), '')) || ']'))) || ((',"pageInfo":' || (((('{"hasNextPage":' || coalesce(CAST(EXISTS (
      SELECT meetings_3.ambito_id, meetings_3.id, meetings_3.organ_code, meetings_3.formation_code, meetings_3.unit_id, meetings_3.year, meetings_3.number, meetings_3.held_on, meetings_3.at, meetings_3.place, meetings_3.status, meetings_3.convened_on, meetings_3.closed_at, meetings_3.mandate, meetings_3.joint_code, meetings_3.theme, meetings_3.minutes, meetings_3.quorum, meetings_3.statute_version_id, meetings_3.source_code, meetings_3.source_document, meetings_3.source_article
      FROM ambiti.meetings AS meetings_3
      WHERE meetings_3.ambito_id = ambiti_1.ambito_id AND CASE WHEN (meetings_3.ambito_id <@ $1::int4multirange) THEN true ELSE false END AND (meetings_3.held_on, meetings_3.id) >= ($4::DATE, $5::UUID)
    ) AS TEXT), 'null')) || (',"hasPreviousPage":' || coalesce(CAST(count(*) > $6::INTEGER AS TEXT), 'null'))) || ((',"startCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.held_on, page_1.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page DESC), ' ', 1)) || '"'), 'null')) || (',"endCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $8::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.held_on, page_1.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page), ' ', 1)) || '"'), 'null')))) || '}')) || '}')) AS anon_1
    FROM (
      SELECT meetings_1.*, row_number() OVER (ORDER BY meetings_1.held_on DESC, meetings_1.id DESC) AS position_on_page
      FROM ambiti.meetings AS meetings_1
      WHERE meetings_1.ambito_id = ambiti_1.ambito_id AND CASE WHEN (meetings_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END AND (meetings_1.held_on, meetings_1.id) < ($9::DATE, $10::UUID) ORDER BY meetings_1.held_on DESC, meetings_1.id DESC
       LIMIT $11::INTEGER
    ) AS page_1
    HAVING count(*) >= 0
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $12::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
