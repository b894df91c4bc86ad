SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"meetings":' || (
    SELECT '{"edges":' || '[' || coalesce(string_agg('{"node":' || '{"status":' || coalesce(CAST(to_json(page_7.status) AS TEXT), 'null') || ',"quorum":' || '{"present":' || coalesce(CAST(CAST((page_7.quorum ->> $1::TEXT) AS INTEGER) AS TEXT), 'null') || ',"needed":' || coalesce(CAST(CAST((page_7.quorum ->> $2::TEXT) AS INTEGER) AS TEXT), 'null') || ',"met":' || coalesce(CAST(CAST((page_7.quorum ->> $3::TEXT) AS BOOLEAN) AS TEXT), 'null') || ',"told":' || coalesce(CAST(to_json((page_7.quorum ->> $4::TEXT)) AS TEXT), 'null') || '}' || ',"roll":' || (
      SELECT '[' || coalesce(string_agg(items_16.j, ','), '') || ']' AS anon_2
      FROM (
        SELECT '{"position":' || CAST(roll_entries_9.position AS TEXT) || ',"label":' || CAST(to_json(roll_entries_9.label) AS TEXT) || ',"votes":' || CAST(roll_entries_9.votes AS TEXT) || ',"delegate":' || CAST(to_json(roll_entries_9.delegate) AS TEXT) || ',"weight":' || CAST(roll_entries_9.weight AS TEXT) || ',"comune":' || coalesce((
          SELECT '{"name":' || CAST(to_json(comuni_12.name) AS TEXT) || '}' AS j
          FROM ambiti.comuni AS comuni_12
          WHERE comuni_12.istat_code = roll_entries_9.istat_code
        ), 'null') || ',"subAmbito":' || coalesce((
          SELECT '{"code":' || CAST(to_json(units_13.code) AS TEXT) || '}' AS j
          FROM ambiti.units AS units_13
          WHERE units_13.ambito_id = roll_entries_9.ambito_id AND units_13.id = roll_entries_9.unit_id AND units_13.kind = 'SUB_AMBITO'
        ), 'null') || ',"attendances":' || (
          SELECT '[' || coalesce(string_agg(items_15.j, ','), '') || ']' AS anon_3
          FROM (
            SELECT '{"person":' || CAST(to_json(attendances_14.person) AS TEXT) || ',"delegated":' || CAST(attendances_14.delegated AS TEXT) || ',"arrivedAt":' || CAST(to_json(attendances_14.arrived_at) AS TEXT) || ',"leftAt":' || coalesce(CAST(to_json(attendances_14.left_at) AS TEXT), 'null') || '}' AS j
            FROM ambiti.attendances AS attendances_14
            WHERE attendances_14.ambito_id = roll_entries_9.ambito_id AND attendances_14.roll_entry_id = roll_entries_9.id AND attendances_14.ambito_id = ANY ($5::INTEGER[]) ORDER BY attendances_14.arrived_at, attendances_14.id
          ) AS items_15
        ) || '}' AS j
        FROM ambiti.roll_entries AS roll_entries_9
        WHERE roll_entries_9.ambito_id = page_7.ambito_id AND roll_entries_9.meeting_id = page_7.id AND (EXISTS (
          SELECT attendances_11.id
          FROM (
            SELECT attendances_10.ambito_id AS ambito_id, attendances_10.id AS id, attendances_10.meeting_id AS meeting_id, attendances_10.roll_entry_id AS roll_entry_id, attendances_10.person AS person, attendances_10.delegated AS delegated, attendances_10.delegation AS delegation, attendances_10.arrived_at AS arrived_at, attendances_10.left_at AS left_at, attendances_10.presides AS presides
            FROM ambiti.attendances AS attendances_10
            WHERE attendances_10.ambito_id = ANY ($5::INTEGER[])
          ) AS attendances_11
          WHERE attendances_11.ambito_id = roll_entries_9.ambito_id AND attendances_11.roll_entry_id = roll_entries_9.id AND attendances_11.left_at IS NULL
        )) = $6::BOOLEAN AND roll_entries_9.ambito_id = ANY ($5::INTEGER[]) ORDER BY roll_entries_9.position
      ) AS items_16
    ) || ',"absent":' || (
      SELECT '[' || coalesce(string_agg(items_23.j, ','), '') || ']' AS anon_4
      FROM (
        SELECT '{"label":' || CAST(to_json(roll_entries_18.label) AS TEXT) || ',"attendances":' || (
          SELECT '[' || coalesce(string_agg(items_22.j, ','), '') || ']' AS anon_5
          FROM (
            SELECT '{"leftAt":' || coalesce(CAST(to_json(attendances_21.left_at) AS TEXT), 'null') || '}' AS j
            FROM ambiti.attendances AS attendances_21
            WHERE attendances_21.ambito_id = roll_entries_18.ambito_id AND attendances_21.roll_entry_id = roll_entries_18.id AND attendances_21.ambito_id = ANY ($5::INTEGER[]) ORDER BY attendances_21.arrived_at, attendances_21.id
          ) AS items_22
        ) || '}' AS j
        FROM ambiti.roll_entries AS roll_entries_18
        WHERE roll_entries_18.ambito_id = page_7.ambito_id AND roll_entries_18.meeting_id = page_7.id AND (EXISTS (
          SELECT attendances_20.id
          FROM (
            SELECT attendances_19.ambito_id AS ambito_id, attendances_19.id AS id, attendances_19.meeting_id AS meeting_id, attendances_19.roll_entry_id AS roll_entry_id, attendances_19.person AS person, attendances_19.delegated AS delegated, attendances_19.delegation AS delegation, attendances_19.arrived_at AS arrived_at, attendances_19.left_at AS left_at, attendances_19.presides AS presides
            FROM ambiti.attendances AS attendances_19
            WHERE attendances_19.ambito_id = ANY ($5::INTEGER[])
          ) AS attendances_20
          WHERE attendances_20.ambito_id = roll_entries_18.ambito_id AND attendances_20.roll_entry_id = roll_entries_18.id AND attendances_20.left_at IS NULL
        )) = $7::BOOLEAN AND roll_entries_18.ambito_id = ANY ($5::INTEGER[]) ORDER BY roll_entries_18.position
      ) AS items_23
    ) || '}' || '}', ',' ORDER BY page_7.position) FILTER (WHERE page_7.position <= $8::INTEGER), '') || ']' || '}' AS anon_1
    FROM (
      SELECT meetings_3.ambito_id AS ambito_id, meetings_3.id AS id, meetings_3.organ_code AS organ_code, meetings_3.formation_code AS formation_code, meetings_3.unit_id AS unit_id, meetings_3.year AS year, meetings_3.number AS number, meetings_3.held_on AS held_on, meetings_3.at AS at, meetings_3.place AS place, meetings_3.status AS status, meetings_3.convened_on AS convened_on, meetings_3.closed_at AS closed_at, meetings_3.mandate AS mandate, meetings_3.joint_code AS joint_code, meetings_3.theme AS theme, meetings_3.minutes AS minutes, meetings_3.quorum AS quorum, meetings_3.statute_version_id AS statute_version_id, meetings_3.source_code AS source_code, meetings_3.source_document AS source_document, meetings_3.source_article AS source_article, row_number() OVER (ORDER BY meetings_3.held_on, meetings_3.id) AS position
      FROM ambiti.meetings AS meetings_3
      WHERE meetings_3.ambito_id = ambiti_2.ambito_id AND meetings_3.organ_code = $9::VARCHAR AND meetings_3.year = $10::INTEGER AND meetings_3.ambito_id = ANY ($5::INTEGER[]) ORDER BY meetings_3.held_on, meetings_3.id
       LIMIT $11::INTEGER
    ) AS page_7
    HAVING count(*) >= 0
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $12::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
