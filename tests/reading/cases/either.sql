SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"members":' || (
    SELECT '[' || coalesce(string_agg(items_13.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"code":' || CAST(to_json(units_3.code) AS TEXT) || ',"capofila":' || coalesce((
        SELECT '{"__typename":"Body","name":' || CAST(to_json(bodies_4.name) AS TEXT) || ',"kind":' || CAST(to_json(bodies_4.kind) AS TEXT) || '}' AS j
        FROM ambiti.bodies AS bodies_4
        WHERE bodies_4.ambito_id = units_3.ambito_id AND bodies_4.id IN (
          SELECT unit_leads_5.body_id
          FROM ambiti.unit_leads AS unit_leads_5
          WHERE unit_leads_5.ambito_id = units_3.ambito_id AND unit_leads_5.unit_id = units_3.id AND unit_leads_5.role = 'CAPOFILA' AND unit_leads_5.valid_from <= $1::DATE AND unit_leads_5.valid_until > $1::DATE
        )
      ), (
        SELECT '{"__typename":"Comune","name":' || CAST(to_json(comuni_6.name) AS TEXT) || '}' AS j
        FROM ambiti.comuni AS comuni_6
        WHERE comuni_6.istat_code IN (
          SELECT unit_leads_7.istat_code
          FROM ambiti.unit_leads AS unit_leads_7
          WHERE unit_leads_7.ambito_id = units_3.ambito_id AND unit_leads_7.unit_id = units_3.id AND unit_leads_7.role = 'CAPOFILA' AND unit_leads_7.valid_from <= $1::DATE AND unit_leads_7.valid_until > $1::DATE
        )
      ), 'null') || ',"entries":' || (
        SELECT '[' || coalesce(string_agg(items_12.j, ','), '') || ']' AS anon_2
        FROM (
          SELECT coalesce((
            SELECT '{"name":' || CAST(to_json(bodies_10.name) AS TEXT) || '}' AS j
            FROM ambiti.bodies AS bodies_10
            WHERE bodies_10.ambito_id = driving_9.ambito_id AND bodies_10.id = driving_9.body_id
          ), (
            SELECT '{"name":' || CAST(to_json(comuni_11.name) AS TEXT) || ',"istatCode":' || CAST(to_json(comuni_11.istat_code) AS TEXT) || '}' AS j
            FROM ambiti.comuni AS comuni_11
            WHERE comuni_11.istat_code = driving_9.istat_code
          )) AS j
          FROM (
            SELECT unit_members_8.ambito_id AS ambito_id, unit_members_8.id AS id, unit_members_8.unit_id AS unit_id, unit_members_8.istat_code AS istat_code, unit_members_8.body_id AS body_id, unit_members_8.valid_from AS valid_from, unit_members_8.valid_until AS valid_until, unit_members_8.source_code AS source_code, unit_members_8.source_document AS source_document, unit_members_8.source_article AS source_article
            FROM ambiti.unit_members AS unit_members_8
            WHERE unit_members_8.ambito_id = units_3.ambito_id AND unit_members_8.unit_id = units_3.id AND unit_members_8.valid_from <= $1::DATE AND unit_members_8.valid_until > $1::DATE ORDER BY unit_members_8.istat_code NULLS LAST, unit_members_8.id
          ) AS driving_9
        ) AS items_12
      ) || '}' AS j
      FROM ambiti.units AS units_3
      WHERE units_3.ambito_id = ambiti_2.ambito_id AND units_3.valid_from <= $1::DATE AND units_3.valid_until > $1::DATE AND units_3.kind = 'MEMBER_AMBITO' ORDER BY units_3.code
    ) AS items_13
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $2::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
