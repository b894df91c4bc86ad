SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"statute":' || coalesce((
    SELECT ((('{"number":' || CAST(statute_versions_1.number AS TEXT)) || (',"rules":[' || coalesce((
      SELECT string_agg((((('{"code":' || coalesce(CAST(to_json(made_1.code) AS TEXT), 'null')) || (',"text":' || coalesce(CAST(to_json(made_1.text) AS TEXT), 'null'))) || ((',"enforcement":' || coalesce(CAST(to_json(upper(made_1.enforcement)) AS TEXT), 'null')) || (',"status":' || coalesce(CAST(to_json(made_1.status) AS TEXT), 'null')))) || (((',"source":{"article":' || coalesce(CAST(to_json(made_1.source_article) AS TEXT), 'null')) || (',"words":' || coalesce(CAST(to_json(made_1.source_words) AS TEXT), 'null'))) || '}}')), ',') AS string_agg_1
      FROM (
        SELECT said.number AS number, said.code AS code, said.area AS area, said.mechanism AS mechanism, said.text AS text, said.enforcement AS enforcement, said.status AS status, said.source_code AS source_code, said.source_document AS source_document, said.source_article AS source_article, said.source_words AS source_words
        FROM jsonb_to_recordset(statute_versions_1.rulebook) AS said(number INTEGER, code TEXT, area TEXT, mechanism TEXT, text TEXT, enforcement TEXT, status TEXT, source_code TEXT, source_document TEXT, source_article TEXT, source_words TEXT)
        WHERE said.area = $1::VARCHAR ORDER BY said.number
      ) AS made_1
    ), ''))) || (('],"diff":[' || coalesce((
      SELECT string_agg(((('{"version":' || coalesce(CAST(made_2.version AS TEXT), 'null')) || (',"text":' || coalesce(CAST(to_json(made_2.text) AS TEXT), 'null'))) || '}'), ',') AS string_agg_2
      FROM (
        SELECT statute_versions_3.number AS version, change.text AS text
        FROM (
          SELECT statute_versions_2.* FROM ambiti.statute_versions AS statute_versions_2 WHERE CASE WHEN (statute_versions_2.ambito_id <@ $2::int4multirange) THEN true ELSE false END
        ) AS statute_versions_3, jsonb_array_elements_text(statute_versions_3.changes) WITH ORDINALITY AS change(text, position)
        WHERE statute_versions_3.ambito_id = statute_versions_1.ambito_id AND statute_versions_3.number > least(statute_versions_1.number, $3::INTEGER) AND statute_versions_3.number <= greatest(statute_versions_1.number, $3::INTEGER) ORDER BY statute_versions_3.number, change.position
      ) AS made_2
    ), '')) || ']}')) AS j
    FROM ambiti.statute_versions AS statute_versions_1
    WHERE statute_versions_1.ambito_id = ambiti_1.ambito_id AND statute_versions_1.number = $4::INTEGER AND CASE WHEN (statute_versions_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END
  ), 'null')) || (',"ambiguities":[' || coalesce(CASE WHEN CASE WHEN (ambiti_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END THEN (
    SELECT string_agg((((('{"code":' || CAST(to_json(ambiguities_1.code) AS TEXT)) || (',"options":[' || coalesce((
      SELECT string_agg((('{"code":' || coalesce(CAST(to_json(made_3.code) AS TEXT), 'null')) || '}'), ',') AS string_agg_4
      FROM (
        SELECT option.said ->> $6::TEXT AS code, option.said ->> $7::TEXT AS text
        FROM jsonb_array_elements(ambiguities_1.options) WITH ORDINALITY AS option(said, position) ORDER BY option.position
      ) AS made_3
    ), ''))) || (('],"chosen":{"option":' || CAST(to_json(ambiguities_1.option) AS TEXT)) || ('},"affects":' || coalesce(CAST(to_json((
      SELECT coalesce(jsonb_agg(rules_1.code ORDER BY rules_1.number), '[]'::jsonb) AS coalesce_1
      FROM ambiti.rules AS rules_1
      WHERE rules_1.ambito_id = ambiguities_1.ambito_id AND ambiguities_1.code = ANY (rules_1.doubts) AND CASE WHEN (rules_1.ambito_id <@ $8::int4multirange) THEN true ELSE false END
    )) AS TEXT), 'null')))) || '}'), ',' ORDER BY ambiguities_1.code) AS string_agg_3
    FROM ambiti.ambiguities AS ambiguities_1
    WHERE ambiguities_1.ambito_id = ambiti_1.ambito_id
  ) END, ''))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $9::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
