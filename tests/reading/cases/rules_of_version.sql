SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"statute":' || coalesce((
    SELECT '{"number":' || CAST(statute_versions_4.number AS TEXT) || ',"rules":' || (
      SELECT '[' || coalesce(string_agg(items_7.j, ','), '') || ']' AS anon_1
      FROM (
        SELECT '{"code":' || coalesce(CAST(to_json(made_6.code) AS TEXT), 'null') || ',"text":' || coalesce(CAST(to_json(made_6.text) AS TEXT), 'null') || ',"enforcement":' || coalesce(CAST(to_json(upper(made_6.enforcement)) AS TEXT), 'null') || ',"status":' || coalesce(CAST(to_json(made_6.status) AS TEXT), 'null') || ',"source":' || '{"article":' || coalesce(CAST(to_json(made_6.source_article) AS TEXT), 'null') || ',"words":' || coalesce(CAST(to_json(made_6.source_words) AS TEXT), 'null') || '}' || '}' AS j
        FROM (
          SELECT said.number AS number, said.code AS code, said.area AS area, said.mechanism AS mechanism, said.text AS text, said.enforcement AS enforcement, said.status AS status, said.source_code AS source_code, said.source_document AS source_document, said.source_article AS source_article, said.source_words AS source_words
          FROM jsonb_to_recordset(statute_versions_4.rulebook) AS said(number INTEGER, code TEXT, area TEXT, mechanism TEXT, text TEXT, enforcement TEXT, status TEXT, source_code TEXT, source_document TEXT, source_article TEXT, source_words TEXT)
          WHERE said.area = $1::VARCHAR ORDER BY said.number
        ) AS made_6
      ) AS items_7
    ) || ',"diff":' || (
      SELECT '[' || coalesce(string_agg(items_12.j, ','), '') || ']' AS anon_2
      FROM (
        SELECT '{"version":' || coalesce(CAST(made_11.version AS TEXT), 'null') || ',"text":' || coalesce(CAST(to_json(made_11.text) AS TEXT), 'null') || '}' AS j
        FROM (
          SELECT statute_versions_10.number AS version, change.text AS text
          FROM (
            SELECT statute_versions_9.ambito_id AS ambito_id, statute_versions_9.id AS id, statute_versions_9.number AS number, statute_versions_9.hash AS hash, statute_versions_9.previous_hash AS previous_hash, statute_versions_9.applied_at AS applied_at, statute_versions_9.applied_by AS applied_by, statute_versions_9.reason AS reason, statute_versions_9.text AS text, statute_versions_9.rulebook AS rulebook, statute_versions_9.changes AS changes
            FROM ambiti.statute_versions AS statute_versions_9
            WHERE statute_versions_9.ambito_id = ANY ($2::INTEGER[])
          ) AS statute_versions_10, jsonb_array_elements_text(statute_versions_10.changes) WITH ORDINALITY AS change(text, position)
          WHERE statute_versions_10.ambito_id = statute_versions_4.ambito_id AND statute_versions_10.number > least(statute_versions_4.number, $3::INTEGER) AND statute_versions_10.number <= greatest(statute_versions_4.number, $3::INTEGER) ORDER BY statute_versions_10.number, change.position
        ) AS made_11
      ) AS items_12
    ) || '}' AS j
    FROM ambiti.statute_versions AS statute_versions_4
    WHERE statute_versions_4.ambito_id = ambiti_2.ambito_id AND statute_versions_4.number = $4::INTEGER AND statute_versions_4.ambito_id = ANY ($2::INTEGER[])
  ), 'null') || ',"ambiguities":' || (
    SELECT '[' || coalesce(string_agg(items_17.j, ','), '') || ']' AS anon_3
    FROM (
      SELECT '{"code":' || CAST(to_json(ambiguities_13.code) AS TEXT) || ',"options":' || (
        SELECT '[' || coalesce(string_agg(items_15.j, ','), '') || ']' AS anon_4
        FROM (
          SELECT '{"code":' || coalesce(CAST(to_json(made_14.code) AS TEXT), 'null') || '}' AS j
          FROM (
            SELECT (option.said ->> $5::TEXT) AS code, (option.said ->> $6::TEXT) AS text
            FROM jsonb_array_elements(ambiguities_13.options) WITH ORDINALITY AS option(said, position) ORDER BY option.position
          ) AS made_14
        ) AS items_15
      ) || ',"chosen":' || '{"option":' || CAST(to_json(ambiguities_13.option) AS TEXT) || '}' || ',"affects":' || coalesce(CAST(to_json((
        SELECT coalesce(jsonb_agg(rules_16.code ORDER BY rules_16.number), '[]'::jsonb) AS coalesce_1
        FROM ambiti.rules AS rules_16
        WHERE rules_16.ambito_id = ambiguities_13.ambito_id AND ambiguities_13.code = ANY (rules_16.doubts) AND rules_16.ambito_id = ANY ($7::INTEGER[])
      )) AS TEXT), 'null') || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_13
      WHERE ambiguities_13.ambito_id = ambiti_2.ambito_id AND ambiguities_13.ambito_id = ANY ($8::INTEGER[]) ORDER BY ambiguities_13.code
    ) AS items_17
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $9::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
