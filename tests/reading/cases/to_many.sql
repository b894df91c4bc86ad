SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"comuni":' || (
    SELECT '[' || coalesce(string_agg(items_6.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"name":' || CAST(to_json(comuni_3.name) AS TEXT) || ',"aliases":' || coalesce(CAST(to_json((
        SELECT coalesce(array_agg(DISTINCT comune_aliases_5.alias ORDER BY comune_aliases_5.alias), CAST('{}' AS TEXT[])) AS coalesce_1
        FROM ambiti.comune_aliases AS comune_aliases_5
        WHERE comune_aliases_5.istat_code = comuni_3.istat_code
      )) AS TEXT), 'null') || '}' AS j
      FROM ambiti.comuni AS comuni_3
      WHERE comuni_3.istat_code IN (
        SELECT memberships_4.istat_code
        FROM ambiti.memberships AS memberships_4
        WHERE memberships_4.ambito_id = ambiti_2.ambito_id AND memberships_4.valid_from <= $1::DATE AND memberships_4.valid_until > $1::DATE
      ) ORDER BY comuni_3.name, comuni_3.istat_code
    ) AS items_6
  ) || ',"nord":' || (
    SELECT '[' || coalesce(string_agg(items_14.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"name":' || CAST(to_json(comuni_8.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_8
      WHERE comuni_8.istat_code IN (
        SELECT memberships_9.istat_code
        FROM ambiti.memberships AS memberships_9
        WHERE memberships_9.ambito_id = ambiti_2.ambito_id AND memberships_9.valid_from <= $1::DATE AND memberships_9.valid_until > $1::DATE
      ) AND (comuni_8.istat_code IN (
        SELECT unit_members_11.istat_code
        FROM ambiti.unit_members AS unit_members_11
        WHERE unit_members_11.ambito_id = ambiti_2.ambito_id AND unit_members_11.unit_id IN (
          SELECT units_10.id
          FROM ambiti.units AS units_10
          WHERE units_10.ambito_id = ambiti_2.ambito_id AND units_10.valid_from <= $1::DATE AND units_10.valid_until > $1::DATE AND units_10.kind = 'SUB_AMBITO' AND units_10.code = $2::VARCHAR
        ) AND unit_members_11.istat_code IS NOT NULL AND unit_members_11.valid_from <= $1::DATE AND unit_members_11.valid_until > $1::DATE
      ) OR comuni_8.istat_code IN (
        SELECT body_comuni_13.istat_code
        FROM ambiti.body_comuni AS body_comuni_13, ambiti.unit_members AS unit_members_12
        WHERE body_comuni_13.ambito_id = unit_members_12.ambito_id AND body_comuni_13.body_id = unit_members_12.body_id AND unit_members_12.ambito_id = ambiti_2.ambito_id AND unit_members_12.unit_id IN (
          SELECT units_10.id
          FROM ambiti.units AS units_10
          WHERE units_10.ambito_id = ambiti_2.ambito_id AND units_10.valid_from <= $1::DATE AND units_10.valid_until > $1::DATE AND units_10.kind = 'SUB_AMBITO' AND units_10.code = $2::VARCHAR
        ) AND unit_members_12.valid_from <= $1::DATE AND unit_members_12.valid_until > $1::DATE AND body_comuni_13.valid_from <= $1::DATE AND body_comuni_13.valid_until > $1::DATE
      )) ORDER BY comuni_8.name, comuni_8.istat_code
    ) AS items_14
  ) || ',"bodies":' || (
    SELECT '[' || coalesce(string_agg(items_20.j, ','), '') || ']' AS anon_3
    FROM (
      SELECT '{"code":' || CAST(to_json(bodies_16.code) AS TEXT) || ',"substitutions":' || (
        SELECT '[' || coalesce(string_agg(items_19.j, ','), '') || ']' AS anon_4
        FROM (
          SELECT '{"comune":' || coalesce((
            SELECT '{"name":' || CAST(to_json(comuni_18.name) AS TEXT) || '}' AS j
            FROM ambiti.comuni AS comuni_18
            WHERE comuni_18.istat_code = body_comuni_17.istat_code
          ), 'null') || ',"functions":' || coalesce(CAST(to_json(body_comuni_17.functions) AS TEXT), 'null') || ',"since":' || coalesce('"' || CAST(CASE WHEN isfinite(body_comuni_17.valid_from) THEN body_comuni_17.valid_from END AS TEXT) || '"', 'null') || '}' AS j
          FROM ambiti.body_comuni AS body_comuni_17
          WHERE body_comuni_17.ambito_id = bodies_16.ambito_id AND body_comuni_17.body_id = bodies_16.id AND body_comuni_17.relation = 'SUBSTITUTED' AND body_comuni_17.valid_from <= $1::DATE AND body_comuni_17.valid_until > $1::DATE ORDER BY body_comuni_17.istat_code, body_comuni_17.valid_from, body_comuni_17.id
        ) AS items_19
      ) || '}' AS j
      FROM ambiti.bodies AS bodies_16
      WHERE bodies_16.ambito_id = ambiti_2.ambito_id AND bodies_16.valid_from <= $1::DATE AND bodies_16.valid_until > $1::DATE AND bodies_16.kind = $3::VARCHAR ORDER BY bodies_16.code
    ) AS items_20
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $4::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
