SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"population":' || coalesce(CAST((
    SELECT anon_1.residents
    FROM (
      SELECT sum(populations_3.residents) AS residents, count(*) AS comuni, populations_3.reference_date AS reference_date, populations_3.status AS status, min(populations_3.source) AS source, populations_3.series AS series
      FROM ambiti.populations AS populations_3, ambiti.memberships AS memberships_4
      WHERE memberships_4.ambito_id = ambiti_2.ambito_id AND memberships_4.valid_from <= $1::DATE AND memberships_4.valid_until > $1::DATE AND memberships_4.istat_code = populations_3.istat_code AND populations_3.reference_date <= $1::DATE GROUP BY populations_3.reference_date, populations_3.status, populations_3.series
      HAVING count(*) = (
        SELECT count(*) AS count_1
        FROM ambiti.memberships AS memberships_5
        WHERE memberships_5.ambito_id = ambiti_2.ambito_id AND memberships_5.valid_from <= $1::DATE AND memberships_5.valid_until > $1::DATE
      ) ORDER BY populations_3.reference_date DESC, CASE WHEN (populations_3.status = 'OFFICIAL') THEN 0 WHEN (populations_3.status = 'CENSUS') THEN 1 WHEN (populations_3.status = 'PROVISIONAL') THEN 2 WHEN (populations_3.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS anon_1
  ) AS TEXT), 'null') || ',"populationTotal":' || coalesce((
    SELECT '{"residents":' || coalesce(CAST(made_9.residents AS TEXT), 'null') || ',"comuni":' || coalesce(CAST(made_9.comuni AS TEXT), 'null') || ',"referenceDate":' || coalesce('"' || CAST(made_9.reference_date AS TEXT) || '"', 'null') || ',"status":' || coalesce(CAST(to_json(made_9.status) AS TEXT), 'null') || ',"source":' || coalesce(CAST(to_json(made_9.source) AS TEXT), 'null') || ',"series":' || coalesce(CAST(to_json(made_9.series) AS TEXT), 'null') || '}' AS j
    FROM (
      SELECT sum(populations_6.residents) AS residents, count(*) AS comuni, populations_6.reference_date AS reference_date, populations_6.status AS status, min(populations_6.source) AS source, populations_6.series AS series
      FROM ambiti.populations AS populations_6, ambiti.memberships AS memberships_7
      WHERE memberships_7.ambito_id = ambiti_2.ambito_id AND memberships_7.valid_from <= $1::DATE AND memberships_7.valid_until > $1::DATE AND memberships_7.istat_code = populations_6.istat_code AND populations_6.reference_date <= $1::DATE GROUP BY populations_6.reference_date, populations_6.status, populations_6.series
      HAVING count(*) = (
        SELECT count(*) AS count_2
        FROM ambiti.memberships AS memberships_8
        WHERE memberships_8.ambito_id = ambiti_2.ambito_id AND memberships_8.valid_from <= $1::DATE AND memberships_8.valid_until > $1::DATE
      ) ORDER BY populations_6.reference_date DESC, CASE WHEN (populations_6.status = 'OFFICIAL') THEN 0 WHEN (populations_6.status = 'CENSUS') THEN 1 WHEN (populations_6.status = 'PROVISIONAL') THEN 2 WHEN (populations_6.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS made_9
  ), 'null') || ',"at2019":' || coalesce((
    SELECT '{"residents":' || coalesce(CAST(made_14.residents AS TEXT), 'null') || ',"referenceDate":' || coalesce('"' || CAST(made_14.reference_date AS TEXT) || '"', 'null') || '}' AS j
    FROM (
      SELECT sum(populations_11.residents) AS residents, count(*) AS comuni, populations_11.reference_date AS reference_date, populations_11.status AS status, min(populations_11.source) AS source, populations_11.series AS series
      FROM ambiti.populations AS populations_11, ambiti.memberships AS memberships_12
      WHERE memberships_12.ambito_id = ambiti_2.ambito_id AND memberships_12.valid_from <= $1::DATE AND memberships_12.valid_until > $1::DATE AND memberships_12.istat_code = populations_11.istat_code AND (populations_11.reference_date = $2::DATE OR to_char($2::DATE, 'MM-DD') = '12-31' AND populations_11.reference_date = ($2::DATE + 1) OR to_char($2::DATE, 'MM-DD') = '01-01' AND populations_11.reference_date = ($2::DATE - 1)) GROUP BY populations_11.reference_date, populations_11.status, populations_11.series
      HAVING count(*) = (
        SELECT count(*) AS count_3
        FROM ambiti.memberships AS memberships_13
        WHERE memberships_13.ambito_id = ambiti_2.ambito_id AND memberships_13.valid_from <= $1::DATE AND memberships_13.valid_until > $1::DATE
      ) ORDER BY populations_11.reference_date DESC, CASE WHEN (populations_11.status = 'OFFICIAL') THEN 0 WHEN (populations_11.status = 'CENSUS') THEN 1 WHEN (populations_11.status = 'PROVISIONAL') THEN 2 WHEN (populations_11.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS made_14
  ), 'null') || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $3::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
