SELECT CAST('{"then":' || coalesce((
  SELECT '{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.comuni AS comuni_5
    WHERE comuni_5.istat_code IN (
      SELECT memberships_6.istat_code
      FROM ambiti.memberships AS memberships_6
      WHERE memberships_6.ambito_id = ambiti_4.ambito_id AND memberships_6.valid_from <= $1::DATE AND memberships_6.valid_until > $1::DATE
    )
  ) AS TEXT), 'null') || ',"instruments":' || (
    SELECT '[' || coalesce(string_agg(items_10.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"status":' || coalesce(CAST(to_json((
        SELECT instrument_statuses_9.status
        FROM ambiti.instrument_statuses AS instrument_statuses_9
        WHERE instrument_statuses_9.ambito_id = instruments_8.ambito_id AND instrument_statuses_9.instrument_id = instruments_8.id AND instrument_statuses_9.valid_from <= $1::DATE AND instrument_statuses_9.valid_until > $1::DATE AND instrument_statuses_9.published = true
      )) AS TEXT), 'null') || ',"inForceFrom":' || coalesce('"' || CAST(instruments_8.in_force_from AS TEXT) || '"', 'null') || '}' AS j
      FROM ambiti.instruments AS instruments_8
      WHERE instruments_8.ambito_id = ambiti_4.ambito_id AND instruments_8.valid_from <= $1::DATE AND instruments_8.valid_until > $1::DATE AND instruments_8.code = $2::VARCHAR AND instruments_8.published = true ORDER BY instruments_8.in_force_from DESC NULLS LAST, instruments_8.code
    ) AS items_10
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_4
  WHERE ambiti_4.slug = $3::VARCHAR
), 'null') || ',"now":' || coalesce((
  SELECT '{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_2
    FROM ambiti.comuni AS comuni_13
    WHERE comuni_13.istat_code IN (
      SELECT memberships_14.istat_code
      FROM ambiti.memberships AS memberships_14
      WHERE memberships_14.ambito_id = ambiti_12.ambito_id AND memberships_14.valid_from <= $4::DATE AND memberships_14.valid_until > $4::DATE
    )
  ) AS TEXT), 'null') || ',"instruments":' || (
    SELECT '[' || coalesce(string_agg(items_18.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"status":' || coalesce(CAST(to_json((
        SELECT instrument_statuses_17.status
        FROM ambiti.instrument_statuses AS instrument_statuses_17
        WHERE instrument_statuses_17.ambito_id = instruments_16.ambito_id AND instrument_statuses_17.instrument_id = instruments_16.id AND instrument_statuses_17.valid_from <= $4::DATE AND instrument_statuses_17.valid_until > $4::DATE AND instrument_statuses_17.published = true
      )) AS TEXT), 'null') || ',"inForceFrom":' || coalesce('"' || CAST(instruments_16.in_force_from AS TEXT) || '"', 'null') || '}' AS j
      FROM ambiti.instruments AS instruments_16
      WHERE instruments_16.ambito_id = ambiti_12.ambito_id AND instruments_16.valid_from <= $4::DATE AND instruments_16.valid_until > $4::DATE AND instruments_16.code = $5::VARCHAR AND instruments_16.published = true ORDER BY instruments_16.in_force_from DESC NULLS LAST, instruments_16.code
    ) AS items_18
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_12
  WHERE ambiti_12.slug = $6::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
