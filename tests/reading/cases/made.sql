SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"population":' || coalesce(CAST((
    SELECT anon_1.residents
    FROM (
      SELECT anon_2.residents AS residents, anon_2.comuni AS comuni, populations_3.reference_date AS reference_date, populations_3.status AS status, anon_2.source AS source, populations_3.series AS series
      FROM ambiti.populations AS populations_3 JOIN LATERAL (
        SELECT sum(populations_7.residents) AS residents, count(*) AS comuni, min(populations_7.source) AS source
        FROM ambiti.populations AS populations_7, ambiti.memberships AS memberships_4
        WHERE memberships_4.ambito_id = ambiti_2.ambito_id AND memberships_4.valid_from <= $1::DATE AND memberships_4.valid_until > $1::DATE AND populations_7.istat_code = memberships_4.istat_code AND populations_7.reference_date = populations_3.reference_date AND populations_7.status = populations_3.status AND populations_7.series = populations_3.series
      ) AS anon_2 ON true
      WHERE populations_3.istat_code = (
        SELECT min(memberships_5.istat_code) AS min_1
        FROM ambiti.memberships AS memberships_5
        WHERE memberships_5.ambito_id = ambiti_2.ambito_id AND memberships_5.valid_from <= $1::DATE AND memberships_5.valid_until > $1::DATE
      ) AND populations_3.reference_date <= $1::DATE AND anon_2.comuni = (
        SELECT count(*) AS count_1
        FROM ambiti.memberships AS memberships_6
        WHERE memberships_6.ambito_id = ambiti_2.ambito_id AND memberships_6.valid_from <= $1::DATE AND memberships_6.valid_until > $1::DATE
      ) ORDER BY populations_3.reference_date DESC, CASE WHEN (populations_3.status = 'OFFICIAL') THEN 0 WHEN (populations_3.status = 'CENSUS') THEN 1 WHEN (populations_3.status = 'PROVISIONAL') THEN 2 WHEN (populations_3.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS anon_1
  ) AS TEXT), 'null') || ',"populationTotal":' || coalesce((
    SELECT '{"residents":' || coalesce(CAST(made_13.residents AS TEXT), 'null') || ',"comuni":' || coalesce(CAST(made_13.comuni AS TEXT), 'null') || ',"referenceDate":' || coalesce('"' || CAST(made_13.reference_date AS TEXT) || '"', 'null') || ',"status":' || coalesce(CAST(to_json(made_13.status) AS TEXT), 'null') || ',"source":' || coalesce(CAST(to_json(made_13.source) AS TEXT), 'null') || ',"series":' || coalesce(CAST(to_json(made_13.series) AS TEXT), 'null') || '}' AS j
    FROM (
      SELECT anon_3.residents AS residents, anon_3.comuni AS comuni, populations_8.reference_date AS reference_date, populations_8.status AS status, anon_3.source AS source, populations_8.series AS series
      FROM ambiti.populations AS populations_8 JOIN LATERAL (
        SELECT sum(populations_12.residents) AS residents, count(*) AS comuni, min(populations_12.source) AS source
        FROM ambiti.populations AS populations_12, ambiti.memberships AS memberships_9
        WHERE memberships_9.ambito_id = ambiti_2.ambito_id AND memberships_9.valid_from <= $1::DATE AND memberships_9.valid_until > $1::DATE AND populations_12.istat_code = memberships_9.istat_code AND populations_12.reference_date = populations_8.reference_date AND populations_12.status = populations_8.status AND populations_12.series = populations_8.series
      ) AS anon_3 ON true
      WHERE populations_8.istat_code = (
        SELECT min(memberships_10.istat_code) AS min_2
        FROM ambiti.memberships AS memberships_10
        WHERE memberships_10.ambito_id = ambiti_2.ambito_id AND memberships_10.valid_from <= $1::DATE AND memberships_10.valid_until > $1::DATE
      ) AND populations_8.reference_date <= $1::DATE AND anon_3.comuni = (
        SELECT count(*) AS count_2
        FROM ambiti.memberships AS memberships_11
        WHERE memberships_11.ambito_id = ambiti_2.ambito_id AND memberships_11.valid_from <= $1::DATE AND memberships_11.valid_until > $1::DATE
      ) ORDER BY populations_8.reference_date DESC, CASE WHEN (populations_8.status = 'OFFICIAL') THEN 0 WHEN (populations_8.status = 'CENSUS') THEN 1 WHEN (populations_8.status = 'PROVISIONAL') THEN 2 WHEN (populations_8.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS made_13
  ), 'null') || ',"at2019":' || coalesce((
    SELECT '{"residents":' || coalesce(CAST(made_20.residents AS TEXT), 'null') || ',"referenceDate":' || coalesce('"' || CAST(made_20.reference_date AS TEXT) || '"', 'null') || '}' AS j
    FROM (
      SELECT anon_4.residents AS residents, anon_4.comuni AS comuni, populations_15.reference_date AS reference_date, populations_15.status AS status, anon_4.source AS source, populations_15.series AS series
      FROM ambiti.populations AS populations_15 JOIN LATERAL (
        SELECT sum(populations_19.residents) AS residents, count(*) AS comuni, min(populations_19.source) AS source
        FROM ambiti.populations AS populations_19, ambiti.memberships AS memberships_16
        WHERE memberships_16.ambito_id = ambiti_2.ambito_id AND memberships_16.valid_from <= $1::DATE AND memberships_16.valid_until > $1::DATE AND populations_19.istat_code = memberships_16.istat_code AND populations_19.reference_date = populations_15.reference_date AND populations_19.status = populations_15.status AND populations_19.series = populations_15.series
      ) AS anon_4 ON true
      WHERE populations_15.istat_code = (
        SELECT min(memberships_17.istat_code) AS min_3
        FROM ambiti.memberships AS memberships_17
        WHERE memberships_17.ambito_id = ambiti_2.ambito_id AND memberships_17.valid_from <= $1::DATE AND memberships_17.valid_until > $1::DATE
      ) AND (populations_15.reference_date = $2::DATE OR to_char($2::DATE, 'MM-DD') = '12-31' AND populations_15.reference_date = ($2::DATE + 1) OR to_char($2::DATE, 'MM-DD') = '01-01' AND populations_15.reference_date = ($2::DATE - 1)) AND anon_4.comuni = (
        SELECT count(*) AS count_3
        FROM ambiti.memberships AS memberships_18
        WHERE memberships_18.ambito_id = ambiti_2.ambito_id AND memberships_18.valid_from <= $1::DATE AND memberships_18.valid_until > $1::DATE
      ) ORDER BY populations_15.reference_date DESC, CASE WHEN (populations_15.status = 'OFFICIAL') THEN 0 WHEN (populations_15.status = 'CENSUS') THEN 1 WHEN (populations_15.status = 'PROVISIONAL') THEN 2 WHEN (populations_15.status = 'REGISTER') THEN 3 END
       LIMIT 1
    ) AS made_20
  ), 'null') || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $3::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
