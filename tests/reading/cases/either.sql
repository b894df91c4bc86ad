SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"members":[' || coalesce((
    SELECT string_agg(((('{"code":' || CAST(to_json(units_1.code) AS TEXT)) || (',"capofila":' || coalesce((
      SELECT ((('{"__typename":"Body","name":' || CAST(to_json(bodies_1.name) AS TEXT)) || (',"kind":' || CAST(to_json(bodies_1.kind) AS TEXT))) || '}') AS j
      FROM ambiti.bodies AS bodies_1
      WHERE bodies_1.ambito_id = units_1.ambito_id AND bodies_1.id IN (
        SELECT unit_leads_1.body_id
        FROM ambiti.unit_leads AS unit_leads_1
        WHERE unit_leads_1.ambito_id = units_1.ambito_id AND unit_leads_1.unit_id = units_1.id AND unit_leads_1.role = 'CAPOFILA' AND unit_leads_1.valid_from <= $1::DATE AND unit_leads_1.valid_until > $1::DATE
      )
    ), (
      SELECT (('{"__typename":"Comune","name":' || CAST(to_json(comuni_1.name) AS TEXT)) || '}') AS j
      FROM ambiti.comuni AS comuni_1
      WHERE comuni_1.istat_code IN (
        SELECT unit_leads_2.istat_code
        FROM ambiti.unit_leads AS unit_leads_2
        WHERE unit_leads_2.ambito_id = units_1.ambito_id AND unit_leads_2.unit_id = units_1.id AND unit_leads_2.role = 'CAPOFILA' AND unit_leads_2.valid_from <= $1::DATE AND unit_leads_2.valid_until > $1::DATE
      )
    ), 'null'))) || ((',"entries":[' || coalesce((
      SELECT string_agg(coalesce((
        SELECT (('{"name":' || CAST(to_json(bodies_2.name) AS TEXT)) || '}') AS j
        FROM ambiti.bodies AS bodies_2
        WHERE bodies_2.ambito_id = driving_1.ambito_id AND bodies_2.id = driving_1.body_id
      ), (
        SELECT ((('{"name":' || CAST(to_json(comuni_2.name) AS TEXT)) || (',"istatCode":"' || comuni_2.istat_code)) || '"}') AS j
        FROM ambiti.comuni AS comuni_2
        WHERE comuni_2.istat_code = driving_1.istat_code
      )), ',') AS string_agg_2
      FROM (
        SELECT unit_members_1.ambito_id AS ambito_id, unit_members_1.id AS id, unit_members_1.unit_id AS unit_id, unit_members_1.istat_code AS istat_code, unit_members_1.body_id AS body_id, unit_members_1.valid_from AS valid_from, unit_members_1.valid_until AS valid_until, unit_members_1.source_code AS source_code, unit_members_1.source_document AS source_document, unit_members_1.source_article AS source_article
        FROM ambiti.unit_members AS unit_members_1
        WHERE unit_members_1.ambito_id = units_1.ambito_id AND unit_members_1.unit_id = units_1.id AND unit_members_1.valid_from <= $1::DATE AND unit_members_1.valid_until > $1::DATE ORDER BY unit_members_1.istat_code NULLS LAST, unit_members_1.id
      ) AS driving_1
    ), '')) || ']}')), ',' ORDER BY units_1.code) AS string_agg_1
    FROM ambiti.units AS units_1
    WHERE units_1.ambito_id = ambiti_1.ambito_id AND units_1.valid_from <= $1::DATE AND units_1.valid_until > $1::DATE AND units_1.kind = 'MEMBER_AMBITO'
  ), '')) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $2::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
