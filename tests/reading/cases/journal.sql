SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"journal":' || (
    SELECT '{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_1
      FROM ambiti.journal_entries AS journal_entries_7
      WHERE journal_entries_7.ambito_id = ambiti_2.ambito_id AND journal_entries_7.ambito_id = ANY ($1::INTEGER[])
    ) AS TEXT), 'null') || ',"edges":' || '[' || coalesce(string_agg('{"cursor":' || '"' || translate(encode(convert_to(CAST(json_build_array(page_6.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"node":' || '{"number":' || coalesce(CAST(page_6.number AS TEXT), 'null') || ',"at":' || coalesce(CAST(to_json(page_6.at) AS TEXT), 'null') || ',"act":' || coalesce(CAST(to_json(page_6.act) AS TEXT), 'null') || ',"performedBy":' || coalesce(CAST(to_json(page_6.performed_by) AS TEXT), 'null') || ',"access":' || coalesce(CAST(to_json(page_6.access) AS TEXT), 'null') || ',"mandate":' || coalesce(CAST(to_json(page_6.mandate) AS TEXT), 'null') || ',"subject":' || coalesce(CAST(to_json(translate(encode(convert_to(page_6.subject_kind || ':' || CAST(page_6.ambito_id AS TEXT) || ':' || CAST(page_6.subject_id AS TEXT), 'UTF8'), 'base64'), E'\n', '')) AS TEXT), 'null') || ',"sources":' || (
      SELECT '[' || coalesce(string_agg(items_9.j, ','), '') || ']' AS anon_2
      FROM (
        SELECT '{"document":' || coalesce(CAST(to_json(made_8.document) AS TEXT), 'null') || ',"article":' || coalesce(CAST(to_json(made_8.article) AS TEXT), 'null') || '}' AS j
        FROM (
          SELECT (anon_3.item ->> $2::TEXT) AS document, (anon_3.item ->> $3::TEXT) AS article
          FROM jsonb_array_elements(page_6.sources) WITH ORDINALITY AS anon_3(item, position) ORDER BY anon_3.position
        ) AS made_8
      ) AS items_9
    ) || ',"previousHash":' || coalesce(CAST(to_json(page_6.previous_hash) AS TEXT), 'null') || '}' || '}', ',' ORDER BY page_6.position) FILTER (WHERE page_6.position <= $4::INTEGER), '') || ']' || ',"pageInfo":' || '{"hasNextPage":' || coalesce(CAST(count(*) > $5::INTEGER AS TEXT), 'null') || ',"hasPreviousPage":' || coalesce(CAST(EXISTS (
      SELECT journal_entries_12.ambito_id, journal_entries_12.id, journal_entries_12.number, journal_entries_12.at, journal_entries_12.act, journal_entries_12.performed_by, journal_entries_12.performer_id, journal_entries_12.access, journal_entries_12.mandate, journal_entries_12.subject_kind, journal_entries_12.subject_id, journal_entries_12.input, journal_entries_12.warnings, journal_entries_12.sources, journal_entries_12.written, journal_entries_12.previous_hash, journal_entries_12.hash
      FROM ambiti.journal_entries AS journal_entries_12
      WHERE journal_entries_12.ambito_id = ambiti_2.ambito_id AND journal_entries_12.ambito_id = ANY ($1::INTEGER[]) AND (journal_entries_12.number) <= ($6::BIGINT)
    ) AS TEXT), 'null') || ',"startCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_6.position <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_6.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_6.position), ' ', 1) || '"', 'null') || ',"endCursor":' || coalesce('"' || split_part(string_agg(CASE WHEN (page_6.position <= $8::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_6.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_6.position DESC), ' ', 1) || '"', 'null') || '}' || '}' AS anon_1
    FROM (
      SELECT journal_entries_3.ambito_id AS ambito_id, journal_entries_3.id AS id, journal_entries_3.number AS number, journal_entries_3.at AS at, journal_entries_3.act AS act, journal_entries_3.performed_by AS performed_by, journal_entries_3.performer_id AS performer_id, journal_entries_3.access AS access, journal_entries_3.mandate AS mandate, journal_entries_3.subject_kind AS subject_kind, journal_entries_3.subject_id AS subject_id, journal_entries_3.input AS input, journal_entries_3.warnings AS warnings, journal_entries_3.sources AS sources, journal_entries_3.written AS written, journal_entries_3.previous_hash AS previous_hash, journal_entries_3.hash AS hash, row_number() OVER (ORDER BY journal_entries_3.number) AS position
      FROM ambiti.journal_entries AS journal_entries_3
      WHERE journal_entries_3.ambito_id = ambiti_2.ambito_id AND journal_entries_3.ambito_id = ANY ($1::INTEGER[]) AND (journal_entries_3.number) > ($9::BIGINT) ORDER BY journal_entries_3.number
       LIMIT $10::INTEGER
    ) AS page_6
    HAVING count(*) >= 0
  ) || ',"convened":' || (
    SELECT '{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_2
      FROM ambiti.journal_entries AS journal_entries_20
      WHERE journal_entries_20.ambito_id = ambiti_2.ambito_id AND journal_entries_20.act = $11::VARCHAR AND journal_entries_20.ambito_id = ANY ($1::INTEGER[])
    ) AS TEXT), 'null') || ',"edges":' || '[' || coalesce(string_agg('{"node":' || '{"number":' || coalesce(CAST(page_19.number AS TEXT), 'null') || ',"hash":' || coalesce(CAST(to_json(page_19.hash) AS TEXT), 'null') || '}' || '}', ',' ORDER BY page_19.position) FILTER (WHERE page_19.position <= $12::INTEGER), '') || ']' || '}' AS anon_4
    FROM (
      SELECT journal_entries_16.ambito_id AS ambito_id, journal_entries_16.id AS id, journal_entries_16.number AS number, journal_entries_16.at AS at, journal_entries_16.act AS act, journal_entries_16.performed_by AS performed_by, journal_entries_16.performer_id AS performer_id, journal_entries_16.access AS access, journal_entries_16.mandate AS mandate, journal_entries_16.subject_kind AS subject_kind, journal_entries_16.subject_id AS subject_id, journal_entries_16.input AS input, journal_entries_16.warnings AS warnings, journal_entries_16.sources AS sources, journal_entries_16.written AS written, journal_entries_16.previous_hash AS previous_hash, journal_entries_16.hash AS hash, row_number() OVER (ORDER BY journal_entries_16.number) AS position
      FROM ambiti.journal_entries AS journal_entries_16
      WHERE journal_entries_16.ambito_id = ambiti_2.ambito_id AND journal_entries_16.act = $13::VARCHAR AND journal_entries_16.ambito_id = ANY ($1::INTEGER[]) ORDER BY journal_entries_16.number
       LIMIT $14::INTEGER
    ) AS page_19
    HAVING count(*) >= 0
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $15::VARCHAR
), 'null') || ',"elsewhere":' || coalesce((
  SELECT '{"journal":' || (
    SELECT '{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_3
      FROM ambiti.journal_entries AS journal_entries_28
      WHERE journal_entries_28.ambito_id = ambiti_24.ambito_id AND journal_entries_28.ambito_id = ANY ($1::INTEGER[])
    ) AS TEXT), 'null') || ',"edges":' || '[' || coalesce(string_agg('{"node":' || '{"number":' || coalesce(CAST(page_27.number AS TEXT), 'null') || '}' || '}', ',' ORDER BY page_27.position) FILTER (WHERE page_27.position <= $16::INTEGER), '') || ']' || '}' AS anon_5
    FROM (
      SELECT journal_entries_25.ambito_id AS ambito_id, journal_entries_25.id AS id, journal_entries_25.number AS number, journal_entries_25.at AS at, journal_entries_25.act AS act, journal_entries_25.performed_by AS performed_by, journal_entries_25.performer_id AS performer_id, journal_entries_25.access AS access, journal_entries_25.mandate AS mandate, journal_entries_25.subject_kind AS subject_kind, journal_entries_25.subject_id AS subject_id, journal_entries_25.input AS input, journal_entries_25.warnings AS warnings, journal_entries_25.sources AS sources, journal_entries_25.written AS written, journal_entries_25.previous_hash AS previous_hash, journal_entries_25.hash AS hash, row_number() OVER (ORDER BY journal_entries_25.number) AS position
      FROM ambiti.journal_entries AS journal_entries_25
      WHERE journal_entries_25.ambito_id = ambiti_24.ambito_id AND journal_entries_25.ambito_id = ANY ($1::INTEGER[]) ORDER BY journal_entries_25.number
       LIMIT $17::INTEGER
    ) AS page_27
    HAVING count(*) >= 0
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_24
  WHERE ambiti_24.slug = $18::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
