SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"capofila":' || coalesce((
    SELECT '{"name":' || CAST(to_json(comuni_3.name) AS TEXT) || ',"population":' || coalesce((
      SELECT '{"residents":' || CAST(populations_6.residents AS TEXT) || ',"referenceDate":' || '"' || CAST(populations_6.reference_date AS TEXT) || '"' || '}' AS j
      FROM ambiti.populations AS populations_6
      WHERE populations_6.istat_code = comuni_3.istat_code AND (populations_6.reference_date = $1::DATE OR to_char($1::DATE, 'MM-DD') = '12-31' AND populations_6.reference_date = ($1::DATE + 1) OR to_char($1::DATE, 'MM-DD') = '01-01' AND populations_6.reference_date = ($1::DATE - 1)) ORDER BY populations_6.reference_date DESC, CASE WHEN (populations_6.status = 'OFFICIAL') THEN 0 WHEN (populations_6.status = 'CENSUS') THEN 1 WHEN (populations_6.status = 'PROVISIONAL') THEN 2 WHEN (populations_6.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ), 'null') || '}' AS j
    FROM ambiti.comuni AS comuni_3
    WHERE comuni_3.istat_code IN (
      SELECT capofile_4.istat_code
      FROM ambiti.capofile AS capofile_4
      WHERE capofile_4.ambito_id = ambiti_2.ambito_id AND capofile_4.valid_from <= $2::DATE AND capofile_4.valid_until > $2::DATE
    )
  ), 'null') || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $3::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
