SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"ambiguities":[' || coalesce(CASE WHEN CASE WHEN (ambiti_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END THEN (
    SELECT string_agg(((('{"code":' || CAST(to_json(ambiguities_1.code) AS TEXT)) || (',"source":' || CASE WHEN (ambiguities_1.source_document IS NOT NULL) THEN ((('{"document":' || coalesce(CAST(to_json(ambiguities_1.source_document) AS TEXT), 'null')) || (',"article":' || coalesce(CAST(to_json(ambiguities_1.source_article) AS TEXT), 'null'))) || '}') ELSE 'null' END)) || '}'), ',' ORDER BY ambiguities_1.code) AS string_agg_1
    FROM ambiti.ambiguities AS ambiguities_1
    WHERE ambiguities_1.ambito_id = ambiti_1.ambito_id
  ) END, '')) || ('],"organs":[' || coalesce(CASE WHEN CASE WHEN (ambiti_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
    SELECT string_agg((((('{"code":' || CAST(to_json(organs_1.code) AS TEXT)) || (',"since":' || coalesce((('"' || CAST(CASE WHEN isfinite(organs_1.valid_from) THEN organs_1.valid_from END AS TEXT)) || '"'), 'null'))) || ((',"until":' || coalesce((('"' || CAST(CASE WHEN isfinite(organs_1.valid_until) THEN organs_1.valid_until END AS TEXT)) || '"'), 'null')) || (',"seat":' || CASE WHEN (organs_1.seat_at_capofila OR organs_1.seat_address IS NOT NULL) THEN ((('{"address":' || coalesce(CAST(to_json(organs_1.seat_address) AS TEXT), 'null')) || (',"comune":' || coalesce((
      SELECT (('{"name":' || CAST(to_json(comuni_1.name) AS TEXT)) || '}') AS j
      FROM ambiti.comuni AS comuni_1
      WHERE comuni_1.istat_code IN (
        SELECT capofile_1.istat_code
        FROM ambiti.capofile AS capofile_1
        WHERE capofile_1.ambito_id = organs_1.ambito_id AND capofile_1.valid_from <= $3::DATE AND capofile_1.valid_until > $3::DATE AND organs_1.seat_at_capofila
      )
    ), 'null'))) || '}') ELSE 'null' END))) || '}'), ',' ORDER BY organs_1.code) AS string_agg_2
    FROM ambiti.organs AS organs_1
    WHERE organs_1.ambito_id = ambiti_1.ambito_id AND organs_1.valid_from <= $3::DATE AND organs_1.valid_until > $3::DATE AND organs_1.kind != 'SUPERVISION'
  ) END, ''))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $4::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
