SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"comuniCount":' || coalesce(CAST((
    SELECT count(*) AS count_1
    FROM ambiti.memberships AS memberships_1
    WHERE memberships_1.ambito_id = ambiti_1.ambito_id AND memberships_1.valid_from <= $1::DATE AND memberships_1.valid_until > $1::DATE
  ) AS TEXT), 'null')) || (',"bodies":[' || coalesce((
    SELECT string_agg(((('{"code":' || CAST(to_json(bodies_1.code) AS TEXT)) || (',"comuniCount":' || coalesce(CAST((
      SELECT count(DISTINCT body_comuni_1.istat_code) AS count_2
      FROM ambiti.body_comuni AS body_comuni_1
      WHERE body_comuni_1.ambito_id = bodies_1.ambito_id AND body_comuni_1.body_id = bodies_1.id AND body_comuni_1.relation = $2::VARCHAR AND body_comuni_1.valid_from <= $1::DATE AND body_comuni_1.valid_until > $1::DATE
    ) AS TEXT), 'null'))) || '}'), ',' ORDER BY bodies_1.code) AS string_agg_1
    FROM ambiti.bodies AS bodies_1
    WHERE bodies_1.ambito_id = ambiti_1.ambito_id AND bodies_1.valid_from <= $1::DATE AND bodies_1.valid_until > $1::DATE
  ), ''))) || (('],"instruments":[' || coalesce((
    SELECT string_agg(((('{"code":' || CAST(to_json(instruments_1.code) AS TEXT)) || (',"status":' || coalesce(CAST(to_json((
      SELECT instrument_statuses_1.status
      FROM ambiti.instrument_statuses AS instrument_statuses_1
      WHERE instrument_statuses_1.ambito_id = instruments_1.ambito_id AND instrument_statuses_1.instrument_id = instruments_1.id AND instrument_statuses_1.valid_from <= $1::DATE AND instrument_statuses_1.valid_until > $1::DATE AND instrument_statuses_1.published = true
    )) AS TEXT), 'null'))) || ((',"partiesCount":' || coalesce(CAST((
      SELECT count(*) AS count_3
      FROM ambiti.instrument_parties AS instrument_parties_1
      WHERE instrument_parties_1.ambito_id = instruments_1.ambito_id AND instrument_parties_1.instrument_id = instruments_1.id AND instrument_parties_1.published = true
    ) AS TEXT), 'null')) || '}')), ',' ORDER BY instruments_1.in_force_from DESC NULLS LAST, instruments_1.code) AS string_agg_2
    FROM ambiti.instruments AS instruments_1
    WHERE instruments_1.ambito_id = ambiti_1.ambito_id AND instruments_1.valid_from <= $1::DATE AND instruments_1.valid_until > $1::DATE AND instruments_1.published = true
  ), '')) || ']}')) AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $3::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
