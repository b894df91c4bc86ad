SELECT CAST(((('{"me":' || coalesce((
  SELECT ((('{"name":' || CAST(to_json(principals_1.name) AS TEXT)) || (',"roles":[' || coalesce((
    SELECT string_agg((((('{"role":' || CAST(to_json(mandates_1.role_code) AS TEXT)) || (',"until":' || coalesce((('"' || CAST(CASE WHEN isfinite(mandates_1.until) THEN mandates_1.until END AS TEXT)) || '"'), 'null'))) || ((',"comune":' || CASE WHEN (comuni_1.istat_code IS NULL) THEN 'null' ELSE (('{"name":' || CAST(to_json(comuni_1.name) AS TEXT)) || '}') END) || (',"subAmbito":' || coalesce((
      SELECT (('{"code":' || CAST(to_json(units_1.code) AS TEXT)) || '}') AS j
      FROM ambiti.units AS units_1
      WHERE units_1.ambito_id = mandates_1.ambito_id AND units_1.id = mandates_1.unit_id AND units_1.kind = 'SUB_AMBITO'
    ), 'null')))) || '}'), ',' ORDER BY mandates_1.ambito_id, mandates_1.role_code, mandates_1.since, mandates_1.id) AS string_agg_1
    FROM ambiti.mandates AS mandates_1 LEFT OUTER JOIN ambiti.comuni AS comuni_1 ON comuni_1.istat_code = mandates_1.istat_code
    WHERE mandates_1.principal_id = principals_1.id AND mandates_1.since <= $1::DATE AND mandates_1.until > $1::DATE AND (mandates_1.principal_id = $2::UUID OR concat(mandates_1.ambito_id, ':', mandates_1.istat_code) = ANY ($3::TEXT[]))
  ), ''))) || ']}') AS j
  FROM ambiti.principals AS principals_1
  WHERE principals_1.id = $2::UUID AND principals_1.id = $2::UUID
), 'null')) || (',"ambito":' || coalesce((
  SELECT ((('{"mandates":[' || coalesce((
    SELECT string_agg(((('{"role":' || CAST(to_json(mandates_2.role_code) AS TEXT)) || (',"since":"' || CAST(mandates_2.since AS TEXT))) || (('","comune":' || CASE WHEN (comuni_2.istat_code IS NULL) THEN 'null' ELSE (('{"name":' || CAST(to_json(comuni_2.name) AS TEXT)) || '}') END) || '}')), ',' ORDER BY mandates_2.role_code, mandates_2.since, mandates_2.id) AS string_agg_2
    FROM ambiti.mandates AS mandates_2 LEFT OUTER JOIN ambiti.comuni AS comuni_2 ON comuni_2.istat_code = mandates_2.istat_code
    WHERE mandates_2.ambito_id = ambiti_1.ambito_id AND mandates_2.since <= $1::DATE AND mandates_2.until > $1::DATE AND (mandates_2.principal_id = $2::UUID OR concat(mandates_2.ambito_id, ':', mandates_2.istat_code) = ANY ($3::TEXT[]))
  ), '')) || ('],"organs":[' || coalesce(CASE WHEN CASE WHEN (ambiti_1.ambito_id <@ $4::int4multirange) THEN true ELSE false END THEN (
    SELECT string_agg((('{"aliases":' || coalesce(CAST(to_json((
      SELECT coalesce(array_agg(organ_aliases_1.alias ORDER BY organ_aliases_1.alias), CAST('{}' AS TEXT[])) AS coalesce_1
      FROM ambiti.organ_aliases AS organ_aliases_1
      WHERE organ_aliases_1.ambito_id = organs_1.ambito_id AND organ_aliases_1.organ_id = organs_1.id AND CASE WHEN (organ_aliases_1.ambito_id <@ $4::int4multirange) THEN true ELSE false END
    )) AS TEXT), 'null')) || '}'), ',' ORDER BY organs_1.code) AS string_agg_3
    FROM ambiti.organs AS organs_1
    WHERE organs_1.ambito_id = ambiti_1.ambito_id AND organs_1.valid_from <= $1::DATE AND organs_1.valid_until > $1::DATE AND organs_1.code = $5::VARCHAR
  ) END, ''))) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $6::VARCHAR
), 'null'))) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
