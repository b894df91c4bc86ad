SELECT CAST(((('{"then":' || coalesce((
  SELECT ((('{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.memberships AS memberships_1
    WHERE memberships_1.ambito_id = ambiti_1.ambito_id AND memberships_1.valid_from <= $1::DATE AND memberships_1.valid_until > $1::DATE
  ) AS TEXT), 'null')) || (',"instruments":[' || coalesce((
    SELECT string_agg(((('{"status":' || coalesce(CAST(to_json((
      SELECT instrument_statuses_1.status
      FROM ambiti.instrument_statuses AS instrument_statuses_1
      WHERE instrument_statuses_1.ambito_id = instruments_1.ambito_id AND instrument_statuses_1.instrument_id = instruments_1.id AND instrument_statuses_1.valid_from <= $1::DATE AND instrument_statuses_1.valid_until > $1::DATE AND instrument_statuses_1.published = true
    )) AS TEXT), 'null')) || (',"inForceFrom":' || coalesce('"' || CAST(instruments_1.in_force_from AS TEXT) || '"', 'null'))) || '}'), ',' ORDER BY instruments_1.in_force_from DESC NULLS LAST, instruments_1.code) AS string_agg_1
    FROM ambiti.instruments AS instruments_1
    WHERE instruments_1.ambito_id = ambiti_1.ambito_id AND instruments_1.valid_from <= $1::DATE AND instruments_1.valid_until > $1::DATE AND instruments_1.code = $2::VARCHAR AND instruments_1.published = true
  ), ''))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $3::VARCHAR
), 'null')) || (',"now":' || coalesce((
  SELECT ((('{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_2
    FROM ambiti.memberships AS memberships_2
    WHERE memberships_2.ambito_id = ambiti_2.ambito_id AND memberships_2.valid_from <= $4::DATE AND memberships_2.valid_until > $4::DATE
  ) AS TEXT), 'null')) || (',"instruments":[' || coalesce((
    SELECT string_agg(((('{"status":' || coalesce(CAST(to_json((
      SELECT instrument_statuses_2.status
      FROM ambiti.instrument_statuses AS instrument_statuses_2
      WHERE instrument_statuses_2.ambito_id = instruments_2.ambito_id AND instrument_statuses_2.instrument_id = instruments_2.id AND instrument_statuses_2.valid_from <= $4::DATE AND instrument_statuses_2.valid_until > $4::DATE AND instrument_statuses_2.published = true
    )) AS TEXT), 'null')) || (',"inForceFrom":' || coalesce('"' || CAST(instruments_2.in_force_from AS TEXT) || '"', 'null'))) || '}'), ',' ORDER BY instruments_2.in_force_from DESC NULLS LAST, instruments_2.code) AS string_agg_2
    FROM ambiti.instruments AS instruments_2
    WHERE instruments_2.ambito_id = ambiti_2.ambito_id AND instruments_2.valid_from <= $4::DATE AND instruments_2.valid_until > $4::DATE AND instruments_2.code = $5::VARCHAR AND instruments_2.published = true
  ), ''))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $6::VARCHAR
), 'null'))) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
