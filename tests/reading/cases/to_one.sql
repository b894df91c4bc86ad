SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"capofila":' || coalesce((
    SELECT ((('{"name":' || CAST(to_json(comuni_1.name) AS TEXT)) || (',"population":' || coalesce((
      SELECT ((('{"residents":' || CAST(populations_1.residents AS TEXT)) || (',"referenceDate":"' || CAST(populations_1.reference_date AS TEXT))) || '"}') AS j
      FROM ambiti.populations AS populations_1
      WHERE populations_1.istat_code = comuni_1.istat_code AND (populations_1.reference_date = $1::DATE OR to_char($1::DATE, 'MM-DD') = '12-31' AND populations_1.reference_date = ($1::DATE + 1) OR to_char($1::DATE, 'MM-DD') = '01-01' AND populations_1.reference_date = ($1::DATE - 1)) ORDER BY populations_1.reference_date DESC, CASE WHEN (populations_1.status = 'OFFICIAL') THEN 0 WHEN (populations_1.status = 'CENSUS') THEN 1 WHEN (populations_1.status = 'PROVISIONAL') THEN 2 WHEN (populations_1.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ), 'null'))) || '}') AS j
    FROM ambiti.comuni AS comuni_1
    WHERE comuni_1.istat_code IN (
      SELECT capofile_1.istat_code
      FROM ambiti.capofile AS capofile_1
      WHERE capofile_1.ambito_id = ambiti_1.ambito_id AND capofile_1.valid_from <= $2::DATE AND capofile_1.valid_until > $2::DATE
    )
  ), 'null')) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $3::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
