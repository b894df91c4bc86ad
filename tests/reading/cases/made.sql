SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"population":' || coalesce(CAST((
    SELECT anon_1.residents
    FROM (
      SELECT anon_2.comuni AS comuni, anon_2.residents AS residents, anon_2.reference_date AS reference_date, anon_2.status AS status, anon_2.series AS series
      FROM LATERAL (
        SELECT array_agg(memberships_1.istat_code) AS codes, count(*) AS many
        FROM ambiti.memberships AS memberships_1
        WHERE memberships_1.ambito_id = ambiti_1.ambito_id AND memberships_1.valid_from <= $1::DATE AND memberships_1.valid_until > $1::DATE
      ) AS anon_3 JOIN LATERAL (
        SELECT anon_4.comuni AS comuni, anon_4.residents AS residents, populations_1.reference_date AS reference_date, populations_1.status AS status, populations_1.series AS series
        FROM ambiti.populations AS populations_1 JOIN LATERAL (
          SELECT count(*) AS comuni, sum(populations_2.residents) AS residents
          FROM ambiti.populations AS populations_2
          WHERE populations_2.istat_code = ANY (anon_3.codes) AND populations_2.reference_date = populations_1.reference_date AND populations_2.status = populations_1.status AND populations_2.series = populations_1.series
        ) AS anon_4 ON anon_4.comuni = anon_3.many
        WHERE populations_1.istat_code = anon_3.codes[1] AND populations_1.reference_date <= $1::DATE ORDER BY populations_1.reference_date DESC, CASE WHEN (populations_1.status = 'OFFICIAL') THEN 0 WHEN (populations_1.status = 'CENSUS') THEN 1 WHEN (populations_1.status = 'PROVISIONAL') THEN 2 WHEN (populations_1.status = 'REGISTER') THEN 3 END
         LIMIT 1
      ) AS anon_2 ON true
    ) AS anon_1
  ) AS TEXT), 'null')) || (',"populationTotal":' || coalesce((
    SELECT (((('{"residents":' || coalesce(CAST(made_1.residents AS TEXT), 'null')) || (',"comuni":' || coalesce(CAST(made_1.comuni AS TEXT), 'null'))) || ((',"referenceDate":' || coalesce((('"' || CAST(made_1.reference_date AS TEXT)) || '"'), 'null')) || (',"status":' || coalesce(CAST(to_json(made_1.status) AS TEXT), 'null')))) || (((',"source":' || coalesce(CAST(to_json(made_1.source) AS TEXT), 'null')) || (',"series":' || coalesce(CAST(to_json(made_1.series) AS TEXT), 'null'))) || '}')) AS j
    FROM (
      SELECT anon_5.comuni AS comuni, anon_5.residents AS residents, anon_5.source AS source, anon_5.reference_date AS reference_date, anon_5.status AS status, anon_5.series AS series
      FROM LATERAL (
        SELECT array_agg(memberships_2.istat_code) AS codes, count(*) AS many
        FROM ambiti.memberships AS memberships_2
        WHERE memberships_2.ambito_id = ambiti_1.ambito_id AND memberships_2.valid_from <= $1::DATE AND memberships_2.valid_until > $1::DATE
      ) AS anon_6 JOIN LATERAL (
        SELECT anon_7.comuni AS comuni, anon_7.residents AS residents, anon_7.source AS source, populations_3.reference_date AS reference_date, populations_3.status AS status, populations_3.series AS series
        FROM ambiti.populations AS populations_3 JOIN LATERAL (
          SELECT count(*) AS comuni, sum(populations_4.residents) AS residents, min(populations_4.source) AS source
          FROM ambiti.populations AS populations_4
          WHERE populations_4.istat_code = ANY (anon_6.codes) AND populations_4.reference_date = populations_3.reference_date AND populations_4.status = populations_3.status AND populations_4.series = populations_3.series
        ) AS anon_7 ON anon_7.comuni = anon_6.many
        WHERE populations_3.istat_code = anon_6.codes[1] AND populations_3.reference_date <= $1::DATE ORDER BY populations_3.reference_date DESC, CASE WHEN (populations_3.status = 'OFFICIAL') THEN 0 WHEN (populations_3.status = 'CENSUS') THEN 1 WHEN (populations_3.status = 'PROVISIONAL') THEN 2 WHEN (populations_3.status = 'REGISTER') THEN 3 END
         LIMIT 1
      ) AS anon_5 ON true
    ) AS made_1
  ), 'null'))) || ((',"at2019":' || coalesce((
    SELECT ((('{"residents":' || coalesce(CAST(made_2.residents AS TEXT), 'null')) || (',"referenceDate":' || coalesce((('"' || CAST(made_2.reference_date AS TEXT)) || '"'), 'null'))) || '}') AS j
    FROM (
      SELECT anon_8.comuni AS comuni, anon_8.residents AS residents, anon_8.reference_date AS reference_date, anon_8.status AS status, anon_8.series AS series
      FROM LATERAL (
        SELECT array_agg(memberships_3.istat_code) AS codes, count(*) AS many
        FROM ambiti.memberships AS memberships_3
        WHERE memberships_3.ambito_id = ambiti_1.ambito_id AND memberships_3.valid_from <= $1::DATE AND memberships_3.valid_until > $1::DATE
      ) AS anon_9 JOIN LATERAL (
        SELECT anon_10.comuni AS comuni, anon_10.residents AS residents, populations_5.reference_date AS reference_date, populations_5.status AS status, populations_5.series AS series
        FROM ambiti.populations AS populations_5 JOIN LATERAL (
          SELECT count(*) AS comuni, sum(populations_6.residents) AS residents
          FROM ambiti.populations AS populations_6
          WHERE populations_6.istat_code = ANY (anon_9.codes) AND populations_6.reference_date = populations_5.reference_date AND populations_6.status = populations_5.status AND populations_6.series = populations_5.series
        ) AS anon_10 ON anon_10.comuni = anon_9.many
        WHERE populations_5.istat_code = anon_9.codes[1] AND (populations_5.reference_date = $2::DATE OR to_char($2::DATE, 'MM-DD') = '12-31' AND populations_5.reference_date = ($2::DATE + 1) OR to_char($2::DATE, 'MM-DD') = '01-01' AND populations_5.reference_date = ($2::DATE - 1)) ORDER BY populations_5.reference_date DESC, CASE WHEN (populations_5.status = 'OFFICIAL') THEN 0 WHEN (populations_5.status = 'CENSUS') THEN 1 WHEN (populations_5.status = 'PROVISIONAL') THEN 2 WHEN (populations_5.status = 'REGISTER') THEN 3 END
         LIMIT 1
      ) AS anon_8 ON true
    ) AS made_2
  ), 'null')) || '}')) AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $3::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
