SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"ambiguities":' || (
    SELECT '[' || coalesce(string_agg(items_4.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"code":' || CAST(to_json(ambiguities_3.code) AS TEXT) || ',"source":' || CASE WHEN (ambiguities_3.source_document IS NOT NULL) THEN '{"document":' || coalesce(CAST(to_json(ambiguities_3.source_document) AS TEXT), 'null') || ',"article":' || coalesce(CAST(to_json(ambiguities_3.source_article) AS TEXT), 'null') || '}' ELSE 'null' END || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_3
      WHERE ambiguities_3.ambito_id = ambiti_2.ambito_id AND ambiguities_3.ambito_id = ANY ($1::INTEGER[]) ORDER BY ambiguities_3.code
    ) AS items_4
  ) || ',"organs":' || (
    SELECT '[' || coalesce(string_agg(items_8.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"code":' || CAST(to_json(organs_5.code) AS TEXT) || ',"since":' || coalesce('"' || CAST(CASE WHEN isfinite(organs_5.valid_from) THEN organs_5.valid_from END AS TEXT) || '"', 'null') || ',"until":' || coalesce('"' || CAST(CASE WHEN isfinite(organs_5.valid_until) THEN organs_5.valid_until END AS TEXT) || '"', 'null') || ',"seat":' || CASE WHEN (organs_5.seat_at_capofila OR organs_5.seat_address IS NOT NULL) THEN '{"address":' || coalesce(CAST(to_json(organs_5.seat_address) AS TEXT), 'null') || ',"comune":' || coalesce((
        SELECT '{"name":' || CAST(to_json(comuni_6.name) AS TEXT) || '}' AS j
        FROM ambiti.comuni AS comuni_6
        WHERE comuni_6.istat_code IN (
          SELECT capofile_7.istat_code
          FROM ambiti.capofile AS capofile_7
          WHERE capofile_7.ambito_id = organs_5.ambito_id AND capofile_7.valid_from <= $2::DATE AND capofile_7.valid_until > $2::DATE AND organs_5.seat_at_capofila
        )
      ), 'null') || '}' ELSE 'null' END || '}' AS j
      FROM ambiti.organs AS organs_5
      WHERE organs_5.ambito_id = ambiti_2.ambito_id AND organs_5.valid_from <= $2::DATE AND organs_5.valid_until > $2::DATE AND organs_5.kind != 'SUPERVISION' AND organs_5.ambito_id = ANY ($3::INTEGER[]) ORDER BY organs_5.code
    ) AS items_8
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $4::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
