SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.comuni AS comuni_3
    WHERE comuni_3.istat_code IN (
      SELECT memberships_4.istat_code
      FROM ambiti.memberships AS memberships_4
      WHERE memberships_4.ambito_id = ambiti_2.ambito_id AND memberships_4.valid_from <= $1::DATE AND memberships_4.valid_until > $1::DATE
    )
  ) AS TEXT), 'null') || ',"bodies":' || (
    SELECT '[' || coalesce(string_agg(items_8.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"code":' || CAST(to_json(bodies_5.code) AS TEXT) || ',"comuniCount":' || coalesce(CAST((
        SELECT count(DISTINCT body_comuni_7.istat_code) AS count_2
        FROM ambiti.body_comuni AS body_comuni_7
        WHERE body_comuni_7.ambito_id = bodies_5.ambito_id AND body_comuni_7.body_id = bodies_5.id AND body_comuni_7.relation = $2::VARCHAR AND body_comuni_7.valid_from <= $1::DATE AND body_comuni_7.valid_until > $1::DATE
      ) AS TEXT), 'null') || '}' AS j
      FROM ambiti.bodies AS bodies_5
      WHERE bodies_5.ambito_id = ambiti_2.ambito_id AND bodies_5.valid_from <= $1::DATE AND bodies_5.valid_until > $1::DATE ORDER BY bodies_5.code
    ) AS items_8
  ) || ',"instruments":' || (
    SELECT '[' || coalesce(string_agg(items_12.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"code":' || CAST(to_json(instruments_9.code) AS TEXT) || ',"status":' || coalesce(CAST(to_json((
        SELECT instrument_statuses_10.status
        FROM ambiti.instrument_statuses AS instrument_statuses_10
        WHERE instrument_statuses_10.ambito_id = instruments_9.ambito_id AND instrument_statuses_10.instrument_id = instruments_9.id AND instrument_statuses_10.valid_from <= $1::DATE AND instrument_statuses_10.valid_until > $1::DATE AND instrument_statuses_10.published = true
      )) AS TEXT), 'null') || ',"partiesCount":' || coalesce(CAST((
        SELECT count(*) AS count_3
        FROM ambiti.instrument_parties AS instrument_parties_11
        WHERE instrument_parties_11.ambito_id = instruments_9.ambito_id AND instrument_parties_11.instrument_id = instruments_9.id AND instrument_parties_11.published = true
      ) AS TEXT), 'null') || '}' AS j
      FROM ambiti.instruments AS instruments_9
      WHERE instruments_9.ambito_id = ambiti_2.ambito_id AND instruments_9.valid_from <= $1::DATE AND instruments_9.valid_until > $1::DATE AND instruments_9.published = true ORDER BY instruments_9.in_force_from DESC NULLS LAST, instruments_9.code
    ) AS items_12
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $3::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
