SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"meetings":' || (
    SELECT '{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_1
      FROM ambiti.meetings AS meetings_8
      WHERE meetings_8.ambito_id = ambiti_2.ambito_id AND meetings_8.ambito_id = ANY ($1::INTEGER[])
    ) AS TEXT), 'null') || ',"edges":' || '[' || coalesce(string_agg('{"cursor":' || '"' || translate(encode(convert_to(CAST(json_build_array(page_7.held_on, page_7.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"node":' || '{"number":' || coalesce(CAST(page_7.number AS TEXT), 'null') || ',"heldOn":' || coalesce('"' || CAST(page_7.held_on AS TEXT) || '"', 'null') || ',"formation":' || coalesce(CAST(to_json(page_7.formation_code) AS TEXT), 'null') || ',"organ":' || coalesce((
      SELECT '{"code":' || CAST(to_json(organs_9.code) AS TEXT) || '}' AS j
      FROM ambiti.organs AS organs_9
      WHERE organs_9.ambito_id = page_7.ambito_id AND organs_9.code = page_7.organ_code AND organs_9.valid_from <= page_7.held_on AND organs_9.valid_until > page_7.held_on AND organs_9.ambito_id = ANY ($2::INTEGER[])
    ), 'null') || '}' || '}', ',' ORDER BY page_7.position DESC) FILTER (WHERE page_7.position <= $3::INTEGER), '') || ']' || ',"pageInfo":' || '{"hasNextPage":' || coalesce(CAST(EXISTS (
      SELECT meetings_11.ambito_id, meetings_11.id, meetings_11.organ_code, meetings_11.formation_code, meetings_11.unit_id, meetings_11.year, meetings_11.number, meetings_11.held_on, meetings_11.at, meetings_11.place, meetings_11.status, meetings_11.convened_on, meetings_11.closed_at, meetings_11.mandate, meetings_11.joint_code, meetings_11.theme, meetings_11.minutes, meetings_11.quorum, meetings_11.statute_version_id, meetings_11.source_code, meetings_11.source_document, meetings_11.source_article
      FROM ambiti.meetings AS meetings_11
      WHERE meetings_11.ambito_id = ambiti_2.ambito_id AND meetings_11.ambito_id = ANY ($1::INTEGER[]) AND (meetings_11.held_on, meetings_11.id) >= ($4::DATE, $5::UUID)
    ) AS TEXT), 'null') || ',"hasPreviousPage":' || coalesce(CAST(count(*) > $6::INTEGER AS TEXT), 'null') || ',"startCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_7.position <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_7.held_on, page_7.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_7.position DESC), ' ', 1) || '"', 'null') || ',"endCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_7.position <= $8::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_7.held_on, page_7.id) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_7.position), ' ', 1) || '"', 'null') || '}' || '}' AS anon_1
    FROM (
      SELECT meetings_3.ambito_id AS ambito_id, meetings_3.id AS id, meetings_3.organ_code AS organ_code, meetings_3.formation_code AS formation_code, meetings_3.unit_id AS unit_id, meetings_3.year AS year, meetings_3.number AS number, meetings_3.held_on AS held_on, meetings_3.at AS at, meetings_3.place AS place, meetings_3.status AS status, meetings_3.convened_on AS convened_on, meetings_3.closed_at AS closed_at, meetings_3.mandate AS mandate, meetings_3.joint_code AS joint_code, meetings_3.theme AS theme, meetings_3.minutes AS minutes, meetings_3.quorum AS quorum, meetings_3.statute_version_id AS statute_version_id, meetings_3.source_code AS source_code, meetings_3.source_document AS source_document, meetings_3.source_article AS source_article, row_number() OVER (ORDER BY meetings_3.held_on DESC, meetings_3.id DESC) AS position
      FROM ambiti.meetings AS meetings_3
      WHERE meetings_3.ambito_id = ambiti_2.ambito_id AND meetings_3.ambito_id = ANY ($1::INTEGER[]) AND (meetings_3.held_on, meetings_3.id) < ($9::DATE, $10::UUID) ORDER BY meetings_3.held_on DESC, meetings_3.id DESC
       LIMIT $11::INTEGER
    ) AS page_7
    HAVING count(*) >= 0
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $12::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
