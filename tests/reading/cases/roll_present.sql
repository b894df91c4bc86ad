SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"meetings":' || (
    SELECT (('{"edges":' || (('[' || coalesce(string_agg((('{"node":' || (((('{"status":"' || page_1.status) || ('","quorum":{"present":' || coalesce(CAST(CAST(page_1.quorum ->> $1::TEXT AS INTEGER) AS TEXT), 'null'))) || ((',"needed":' || coalesce(CAST(CAST(page_1.quorum ->> $2::TEXT AS INTEGER) AS TEXT), 'null')) || (',"met":' || coalesce(CAST(CAST(page_1.quorum ->> $3::TEXT AS BOOLEAN) AS TEXT), 'null')))) || (((',"told":' || coalesce(CAST(to_json(page_1.quorum ->> $4::TEXT) AS TEXT), 'null')) || ('},"roll":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg(((((('{"position":' || CAST(roll_entries_1.position AS TEXT)) || (',"label":' || CAST(to_json(roll_entries_1.label) AS TEXT))) || ((',"votes":' || CAST(roll_entries_1.votes AS TEXT)) || (',"delegate":"' || roll_entries_1.delegate))) || ((('","weight":' || CAST(roll_entries_1.weight AS TEXT)) || (',"comune":' || CASE WHEN (comuni_1.istat_code IS NULL) THEN 'null' ELSE (('{"name":' || CAST(to_json(comuni_1.name) AS TEXT)) || '}') END)) || ((',"subAmbito":' || coalesce((
        SELECT (('{"code":' || CAST(to_json(units_1.code) AS TEXT)) || '}') AS j
        FROM ambiti.units AS units_1
        WHERE units_1.ambito_id = roll_entries_1.ambito_id AND units_1.id = roll_entries_1.unit_id AND units_1.kind = 'SUB_AMBITO'
      ), 'null')) || (',"attendances":[' || coalesce(CASE WHEN CASE WHEN (roll_entries_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END THEN (
        SELECT string_agg((((('{"person":' || CAST(to_json(attendances_3.person) AS TEXT)) || (',"delegated":' || CAST(attendances_3.delegated AS TEXT))) || ((',"arrivedAt":' || CAST(to_json(attendances_3.arrived_at) AS TEXT)) || (',"leftAt":' || coalesce(CAST(to_json(attendances_3.left_at) AS TEXT), 'null')))) || '}'), ',' ORDER BY attendances_3.arrived_at, attendances_3.id) AS string_agg_2
        FROM ambiti.attendances AS attendances_3
        WHERE attendances_3.ambito_id = roll_entries_1.ambito_id AND attendances_3.meeting_id = roll_entries_1.meeting_id AND attendances_3.roll_entry_id = roll_entries_1.id
      ) END, ''))))) || ']}'), ',' ORDER BY roll_entries_1.position) AS string_agg_1
      FROM ambiti.roll_entries AS roll_entries_1 LEFT OUTER JOIN ambiti.comuni AS comuni_1 ON comuni_1.istat_code = roll_entries_1.istat_code
      WHERE roll_entries_1.ambito_id = page_1.ambito_id AND roll_entries_1.meeting_id = page_1.id AND (EXISTS (
        SELECT attendances_2.id
        FROM (
          SELECT attendances_1.* FROM ambiti.attendances AS attendances_1 WHERE CASE WHEN (attendances_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END
        ) AS attendances_2
        WHERE attendances_2.ambito_id = roll_entries_1.ambito_id AND attendances_2.roll_entry_id = roll_entries_1.id AND attendances_2.left_at IS NULL
      )) = $6::BOOLEAN
    ) END, ''))) || (('],"absent":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg(((('{"label":' || CAST(to_json(roll_entries_2.label) AS TEXT)) || (',"attendances":[' || coalesce(CASE WHEN CASE WHEN (roll_entries_2.ambito_id <@ $5::int4multirange) THEN true ELSE false END THEN (
        SELECT string_agg((('{"leftAt":' || coalesce(CAST(to_json(attendances_6.left_at) AS TEXT), 'null')) || '}'), ',' ORDER BY attendances_6.arrived_at, attendances_6.id) AS string_agg_4
        FROM ambiti.attendances AS attendances_6
        WHERE attendances_6.ambito_id = roll_entries_2.ambito_id AND attendances_6.meeting_id = roll_entries_2.meeting_id AND attendances_6.roll_entry_id = roll_entries_2.id
      ) END, ''))) || ']}'), ',' ORDER BY roll_entries_2.position) AS string_agg_3
      FROM ambiti.roll_entries AS roll_entries_2
      WHERE roll_entries_2.ambito_id = page_1.ambito_id AND roll_entries_2.meeting_id = page_1.id AND (EXISTS (
        SELECT attendances_5.id
        FROM (
          SELECT attendances_4.* FROM ambiti.attendances AS attendances_4 WHERE CASE WHEN (attendances_4.ambito_id <@ $5::int4multirange) THEN true ELSE false END
        ) AS attendances_5
        WHERE attendances_5.ambito_id = roll_entries_2.ambito_id AND attendances_5.roll_entry_id = roll_entries_2.id AND attendances_5.left_at IS NULL
      )) = $7::BOOLEAN
    ) END, '')) || ']}')))) || '}'), ',' ORDER BY page_1.position_on_page) FILTER (WHERE page_1.position_on_page <= $8::INTEGER), '')) || ']')) || '}') AS anon_1
    FROM (
      SELECT meetings_1.*, row_number() OVER (ORDER BY meetings_1.held_on, meetings_1.id) AS position_on_page
      FROM ambiti.meetings AS meetings_1
      WHERE meetings_1.ambito_id = ambiti_1.ambito_id AND meetings_1.organ_code = $9::VARCHAR AND meetings_1.year = $10::INTEGER AND CASE WHEN (meetings_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END ORDER BY meetings_1.held_on, meetings_1.id
       LIMIT $11::INTEGER
    ) AS page_1
    HAVING count(*) >= 0
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $12::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
