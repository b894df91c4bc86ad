SELECT CAST(((('{"ambito":' || coalesce((
  SELECT ((('{"journal":' || (
    SELECT ((('{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_1
      FROM ambiti.journal_entries AS journal_entries_2
      WHERE journal_entries_2.ambito_id = ambiti_1.ambito_id AND CASE WHEN (journal_entries_2.ambito_id <@ $1::int4multirange) THEN true ELSE false END
    ) AS TEXT), 'null')) || (',"edges":' || (('[' || coalesce(string_agg(((('{"cursor":' || (('"' || translate(encode(convert_to(CAST(json_build_array(page_1.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '')) || '"')) || (',"node":' || ((((('{"number":' || CAST(page_1.number AS TEXT)) || (',"at":' || CAST(to_json(page_1.at) AS TEXT))) || ((',"act":' || CAST(to_json(page_1.act) AS TEXT)) || (',"performedBy":' || CAST(to_json(page_1.performed_by) AS TEXT)))) || (((',"access":' || coalesce(CAST(to_json(page_1.access) AS TEXT), 'null')) || (',"mandate":' || coalesce(CAST(to_json(page_1.mandate) AS TEXT), 'null'))) || ((',"subject":' || coalesce(CAST(to_json(translate(encode(convert_to((((page_1.subject_kind || ':') || (CAST(page_1.ambito_id AS TEXT) || ':')) || CAST(page_1.subject_id AS TEXT)), 'UTF8'), 'base64'), E'\n', '')) AS TEXT), 'null')) || (',"sources":[' || coalesce((
      SELECT string_agg(((('{"document":' || coalesce(CAST(to_json(made_1.document) AS TEXT), 'null')) || (',"article":' || coalesce(CAST(to_json(made_1.article) AS TEXT), 'null'))) || '}'), ',') AS string_agg_1
      FROM (
        SELECT anon_2.item ->> $2::TEXT AS document, anon_2.item ->> $3::TEXT AS article
        FROM jsonb_array_elements(page_1.sources) WITH ORDINALITY AS anon_2(item, position) ORDER BY anon_2.position
      ) AS made_1
    ), ''))))) || (('],"previousHash":' || coalesce(CAST(to_json(page_1.previous_hash) AS TEXT), 'null')) || '}')))) || '}'), ',' ORDER BY page_1.position_on_page) FILTER (WHERE page_1.position_on_page <= $4::INTEGER), '')) || ']'))) || ((',"pageInfo":' || (((('{"hasNextPage":' || coalesce(CAST(count(*) > $5::INTEGER AS TEXT), 'null')) || (',"hasPreviousPage":' || coalesce(CAST(EXISTS (
      SELECT journal_entries_3.ambito_id, journal_entries_3.id, journal_entries_3.number, journal_entries_3.at, journal_entries_3.act, journal_entries_3.performed_by, journal_entries_3.performer_id, journal_entries_3.access, journal_entries_3.mandate, journal_entries_3.subject_kind, journal_entries_3.subject_id, journal_entries_3.input, journal_entries_3.warnings, journal_entries_3.sources, journal_entries_3.written, journal_entries_3.previous_hash, journal_entries_3.hash
      FROM ambiti.journal_entries AS journal_entries_3
      WHERE journal_entries_3.ambito_id = ambiti_1.ambito_id AND CASE WHEN (journal_entries_3.ambito_id <@ $1::int4multirange) THEN true ELSE false END AND (journal_entries_3.number) <= ($6::BIGINT)
    ) AS TEXT), 'null'))) || ((',"startCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $7::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page), ' ', 1)) || '"'), 'null')) || (',"endCursor":' || coalesce((('"' || split_part(string_agg(CASE WHEN (page_1.position_on_page <= $8::INTEGER) THEN translate(encode(convert_to(CAST(json_build_array(page_1.number) AS TEXT), 'UTF8'), 'base64'), E'\n', '') END, ' ' ORDER BY page_1.position_on_page DESC), ' ', 1)) || '"'), 'null')))) || '}')) || '}')) AS anon_1
    FROM (
      SELECT journal_entries_1.*, row_number() OVER (ORDER BY journal_entries_1.number) AS position_on_page
      FROM ambiti.journal_entries AS journal_entries_1
      WHERE journal_entries_1.ambito_id = ambiti_1.ambito_id AND CASE WHEN (journal_entries_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END AND (journal_entries_1.number) > ($9::BIGINT) ORDER BY journal_entries_1.number
       LIMIT $10::INTEGER
    ) AS page_1
    HAVING count(*) >= 0
  )) || (',"convened":' || (
    SELECT ((('{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_2
      FROM ambiti.journal_entries AS journal_entries_5
      WHERE journal_entries_5.ambito_id = ambiti_1.ambito_id AND journal_entries_5.act = $11::VARCHAR AND CASE WHEN (journal_entries_5.ambito_id <@ $1::int4multirange) THEN true ELSE false END
    ) AS TEXT), 'null')) || (',"edges":' || (('[' || coalesce(string_agg((('{"node":' || ((('{"number":' || CAST(page_2.number AS TEXT)) || (',"hash":' || CAST(to_json(page_2.hash) AS TEXT))) || '}')) || '}'), ',' ORDER BY page_2.position_on_page) FILTER (WHERE page_2.position_on_page <= $12::INTEGER), '')) || ']'))) || '}') AS anon_3
    FROM (
      SELECT journal_entries_4.*, row_number() OVER (ORDER BY journal_entries_4.number) AS position_on_page
      FROM ambiti.journal_entries AS journal_entries_4
      WHERE journal_entries_4.ambito_id = ambiti_1.ambito_id AND journal_entries_4.act = $13::VARCHAR AND CASE WHEN (journal_entries_4.ambito_id <@ $1::int4multirange) THEN true ELSE false END ORDER BY journal_entries_4.number
       LIMIT $14::INTEGER
    ) AS page_2
    HAVING count(*) >= 0
  ))) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $15::VARCHAR
), 'null')) || (',"elsewhere":' || coalesce((
  SELECT (('{"journal":' || (
    SELECT ((('{"totalCount":' || coalesce(CAST((
      SELECT count(*) AS count_3
      FROM ambiti.journal_entries AS journal_entries_7
      WHERE journal_entries_7.ambito_id = ambiti_2.ambito_id AND CASE WHEN (journal_entries_7.ambito_id <@ $1::int4multirange) THEN true ELSE false END
    ) AS TEXT), 'null')) || (',"edges":' || (('[' || coalesce(string_agg((('{"node":' || (('{"number":' || CAST(page_3.number AS TEXT)) || '}')) || '}'), ',' ORDER BY page_3.position_on_page) FILTER (WHERE page_3.position_on_page <= $16::INTEGER), '')) || ']'))) || '}') AS anon_4
    FROM (
      SELECT journal_entries_6.*, row_number() OVER (ORDER BY journal_entries_6.number) AS position_on_page
      FROM ambiti.journal_entries AS journal_entries_6
      WHERE journal_entries_6.ambito_id = ambiti_2.ambito_id AND CASE WHEN (journal_entries_6.ambito_id <@ $1::int4multirange) THEN true ELSE false END ORDER BY journal_entries_6.number
       LIMIT $17::INTEGER
    ) AS page_3
    HAVING count(*) >= 0
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $18::VARCHAR
), 'null'))) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
