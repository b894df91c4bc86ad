SELECT CAST('{"me":' || coalesce((
  SELECT '{"name":' || CAST(to_json(principals_1.name) AS TEXT) || ',"roles":' || (
    SELECT '[' || coalesce(string_agg(items_5.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"role":' || CAST(to_json(mandates_2.role_code) AS TEXT) || ',"until":' || coalesce('"' || CAST(CASE WHEN isfinite(mandates_2.until) THEN mandates_2.until END AS TEXT) || '"', 'null') || ',"comune":' || coalesce((
        SELECT '{"name":' || CAST(to_json(comuni_3.name) AS TEXT) || '}' AS j
        FROM ambiti.comuni AS comuni_3
        WHERE comuni_3.istat_code = mandates_2.istat_code
      ), 'null') || ',"subAmbito":' || coalesce((
        SELECT '{"code":' || CAST(to_json(units_4.code) AS TEXT) || '}' AS j
        FROM ambiti.units AS units_4
        WHERE units_4.ambito_id = mandates_2.ambito_id AND units_4.id = mandates_2.unit_id AND units_4.kind = 'SUB_AMBITO'
      ), 'null') || '}' AS j
      FROM ambiti.mandates AS mandates_2
      WHERE mandates_2.principal_id = principals_1.id AND mandates_2.since <= $1::DATE AND mandates_2.until > $1::DATE AND (mandates_2.principal_id = $2::UUID OR concat(mandates_2.ambito_id, ':', mandates_2.istat_code) = ANY ($3::TEXT[])) ORDER BY mandates_2.ambito_id, mandates_2.role_code, mandates_2.since, mandates_2.id
    ) AS items_5
  ) || '}' AS j
  FROM ambiti.principals AS principals_1
  WHERE principals_1.id = $2::UUID AND principals_1.id = $2::UUID
), 'null') || ',"ambito":' || coalesce((
  SELECT '{"mandates":' || (
    SELECT '[' || coalesce(string_agg(items_10.j, ','), '') || ']' AS anon_2
    FROM (
      SELECT '{"role":' || CAST(to_json(mandates_8.role_code) AS TEXT) || ',"since":' || '"' || CAST(mandates_8.since AS TEXT) || '"' || ',"comune":' || coalesce((
        SELECT '{"name":' || CAST(to_json(comuni_9.name) AS TEXT) || '}' AS j
        FROM ambiti.comuni AS comuni_9
        WHERE comuni_9.istat_code = mandates_8.istat_code
      ), 'null') || '}' AS j
      FROM ambiti.mandates AS mandates_8
      WHERE mandates_8.ambito_id = ambiti_7.ambito_id AND mandates_8.since <= $1::DATE AND mandates_8.until > $1::DATE AND (mandates_8.principal_id = $2::UUID OR concat(mandates_8.ambito_id, ':', mandates_8.istat_code) = ANY ($3::TEXT[])) ORDER BY mandates_8.role_code, mandates_8.since, mandates_8.id
    ) AS items_10
  ) || ',"organs":' || (
    SELECT '[' || coalesce(string_agg(items_14.j, ','), '') || ']' AS anon_3
    FROM (
      SELECT '{"aliases":' || coalesce(CAST(to_json((
        SELECT coalesce(array_agg(organ_aliases_13.alias ORDER BY organ_aliases_13.alias), CAST('{}' AS TEXT[])) AS coalesce_1
        FROM ambiti.organ_aliases AS organ_aliases_13
        WHERE organ_aliases_13.ambito_id = organs_12.ambito_id AND organ_aliases_13.organ_id = organs_12.id AND organ_aliases_13.ambito_id = ANY ($4::INTEGER[])
      )) AS TEXT), 'null') || '}' AS j
      FROM ambiti.organs AS organs_12
      WHERE organs_12.ambito_id = ambiti_7.ambito_id AND organs_12.valid_from <= $1::DATE AND organs_12.valid_until > $1::DATE AND organs_12.code = $5::VARCHAR AND organs_12.ambito_id = ANY ($4::INTEGER[]) ORDER BY organs_12.code
    ) AS items_14
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_7
  WHERE ambiti_7.slug = $6::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
