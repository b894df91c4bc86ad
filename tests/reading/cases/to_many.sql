SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"comuni":[' || coalesce((
    SELECT string_agg(((('{"name":' || CAST(to_json(comuni_1.name) AS TEXT)) || (',"aliases":' || coalesce(CAST(to_json((
      SELECT coalesce(array_agg(DISTINCT comune_aliases_1.alias ORDER BY comune_aliases_1.alias), CAST('{}' AS TEXT[])) AS coalesce_1
      FROM ambiti.comune_aliases AS comune_aliases_1
      WHERE comune_aliases_1.istat_code = comuni_1.istat_code
    )) AS TEXT), 'null'))) || '}'), ',' ORDER BY comuni_1.name, comuni_1.istat_code) AS string_agg_1
    FROM ambiti.comuni AS comuni_1
    WHERE comuni_1.istat_code IN (
      SELECT memberships_1.istat_code
      FROM ambiti.memberships AS memberships_1
      WHERE memberships_1.ambito_id = ambiti_1.ambito_id AND memberships_1.valid_from <= $1::DATE AND memberships_1.valid_until > $1::DATE
    )
  ), '')) || ('],"nord":[' || coalesce((
    SELECT string_agg((('{"name":' || CAST(to_json(comuni_2.name) AS TEXT)) || '}'), ',' ORDER BY comuni_2.name, comuni_2.istat_code) AS string_agg_2
    FROM ambiti.comuni AS comuni_2
    WHERE comuni_2.istat_code IN (
      SELECT memberships_2.istat_code
      FROM ambiti.memberships AS memberships_2
      WHERE memberships_2.ambito_id = ambiti_1.ambito_id AND memberships_2.valid_from <= $1::DATE AND memberships_2.valid_until > $1::DATE
    ) AND (comuni_2.istat_code IN (
      SELECT unit_members_1.istat_code
      FROM ambiti.unit_members AS unit_members_1
      WHERE unit_members_1.ambito_id = ambiti_1.ambito_id AND unit_members_1.unit_id IN (
        SELECT units_1.id
        FROM ambiti.units AS units_1
        WHERE units_1.ambito_id = ambiti_1.ambito_id AND units_1.valid_from <= $1::DATE AND units_1.valid_until > $1::DATE AND units_1.kind = 'SUB_AMBITO' AND units_1.code = $2::VARCHAR
      ) AND unit_members_1.istat_code IS NOT NULL AND unit_members_1.valid_from <= $1::DATE AND unit_members_1.valid_until > $1::DATE
    ) OR comuni_2.istat_code IN (
      SELECT body_comuni_1.istat_code
      FROM ambiti.body_comuni AS body_comuni_1, ambiti.unit_members AS unit_members_2
      WHERE body_comuni_1.ambito_id = unit_members_2.ambito_id AND body_comuni_1.body_id = unit_members_2.body_id AND unit_members_2.ambito_id = ambiti_1.ambito_id AND unit_members_2.unit_id IN (
        SELECT units_1.id
        FROM ambiti.units AS units_1
        WHERE units_1.ambito_id = ambiti_1.ambito_id AND units_1.valid_from <= $1::DATE AND units_1.valid_until > $1::DATE AND units_1.kind = 'SUB_AMBITO' AND units_1.code = $2::VARCHAR
      ) AND unit_members_2.valid_from <= $1::DATE AND unit_members_2.valid_until > $1::DATE AND body_comuni_1.valid_from <= $1::DATE AND body_comuni_1.valid_until > $1::DATE
    ))
  ), ''))) || (('],"bodies":[' || coalesce((
    SELECT string_agg(((('{"code":' || CAST(to_json(bodies_1.code) AS TEXT)) || (',"substitutions":[' || coalesce((
      SELECT string_agg(((('{"comune":' || CASE WHEN (comuni_3.istat_code IS NULL) THEN 'null' ELSE (('{"name":' || CAST(to_json(comuni_3.name) AS TEXT)) || '}') END) || (',"functions":' || coalesce(CAST(to_json(body_comuni_2.functions) AS TEXT), 'null'))) || ((',"since":' || coalesce((('"' || CAST(CASE WHEN isfinite(body_comuni_2.valid_from) THEN body_comuni_2.valid_from END AS TEXT)) || '"'), 'null')) || '}')), ',' ORDER BY body_comuni_2.istat_code, body_comuni_2.valid_from, body_comuni_2.id) AS string_agg_4
      FROM ambiti.body_comuni AS body_comuni_2 LEFT OUTER JOIN ambiti.comuni AS comuni_3 ON comuni_3.istat_code = body_comuni_2.istat_code
      WHERE body_comuni_2.ambito_id = bodies_1.ambito_id AND body_comuni_2.body_id = bodies_1.id AND body_comuni_2.relation = 'SUBSTITUTED' AND body_comuni_2.valid_from <= $1::DATE AND body_comuni_2.valid_until > $1::DATE
    ), ''))) || ']}'), ',' ORDER BY bodies_1.code) AS string_agg_3
    FROM ambiti.bodies AS bodies_1
    WHERE bodies_1.ambito_id = ambiti_1.ambito_id AND bodies_1.valid_from <= $1::DATE AND bodies_1.valid_until > $1::DATE AND bodies_1.kind = $3::VARCHAR
  ), '')) || ']}')) AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $4::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
