SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"meetings":' || (
    SELECT '{"edges":' || '[' || coalesce(string_agg('{"node":' || '{"number":' || coalesce(CAST(page_6.number AS TEXT), 'null') || ',"status":' || coalesce(CAST(to_json(page_6.status) AS TEXT), 'null') || ',"organ":' || coalesce((
      SELECT '{"code":' || CAST(to_json(organs_7.code) AS TEXT) || '}' AS j
      FROM ambiti.organs AS organs_7
      WHERE organs_7.ambito_id = page_6.ambito_id AND organs_7.code = page_6.organ_code AND organs_7.valid_from <= page_6.held_on AND organs_7.valid_until > page_6.held_on AND organs_7.ambito_id = ANY ($1::INTEGER[])
    ), 'null') || ',"agenda":' || (
      SELECT '[' || coalesce(string_agg(items_9.j, ','), '') || ']' AS anon_2
      FROM (
        SELECT '{"position":' || CAST(agenda_items_8.position AS TEXT) || ',"matter":' || coalesce(CAST(to_json(agenda_items_8.matter_code) AS TEXT), 'null') || ',"verb":' || coalesce(CAST(to_json(agenda_items_8.verb) AS TEXT), 'null') || '}' AS j
        FROM ambiti.agenda_items AS agenda_items_8
        WHERE agenda_items_8.ambito_id = page_6.ambito_id AND agenda_items_8.meeting_id = page_6.id AND agenda_items_8.ambito_id = ANY ($2::INTEGER[]) ORDER BY agenda_items_8.position
      ) AS items_9
    ) || ',"votes":' || (
      SELECT '[' || coalesce(string_agg(items_17.j, ','), '') || ']' AS anon_3
      FROM (
        SELECT '{"position":' || CAST(votes_10.position AS TEXT) || ',"status":' || CAST(to_json(votes_10.status) AS TEXT) || ',"closedAt":' || coalesce(CAST(to_json(votes_10.closed_at) AS TEXT), 'null') || ',"item":' || coalesce((
          SELECT '{"subject":' || CAST(to_json(agenda_items_11.subject) AS TEXT) || '}' AS j
          FROM ambiti.agenda_items AS agenda_items_11
          WHERE agenda_items_11.ambito_id = votes_10.ambito_id AND agenda_items_11.id = votes_10.agenda_item_id AND agenda_items_11.ambito_id = ANY ($2::INTEGER[])
        ), 'null') || ',"ballots":' || (
          SELECT '[' || coalesce(string_agg(items_16.j, ','), '') || ']' AS anon_4
          FROM (
            SELECT '{"choice":' || coalesce(CAST(to_json(ballots_12.choice) AS TEXT), 'null') || ',"seat":' || coalesce((
              SELECT '{"position":' || CAST(roll_entries_15.position AS TEXT) || '}' AS j
              FROM ambiti.roll_entries AS roll_entries_15
              WHERE roll_entries_15.ambito_id = ballots_12.ambito_id AND roll_entries_15.id = ballots_12.roll_entry_id AND roll_entries_15.ambito_id = ANY ($2::INTEGER[])
            ), 'null') || '}' AS j
            FROM ambiti.ballots AS ballots_12 JOIN (
              SELECT roll_entries_13.ambito_id AS ambito_id, roll_entries_13.id AS id, roll_entries_13.meeting_id AS meeting_id, roll_entries_13.position AS position, roll_entries_13.seat AS seat, roll_entries_13.label AS label, roll_entries_13.votes AS votes, roll_entries_13.delegate AS delegate, roll_entries_13.istat_code AS istat_code, roll_entries_13.unit_id AS unit_id, roll_entries_13.weight AS weight, roll_entries_13.ambiguities AS ambiguities, roll_entries_13.source_code AS source_code, roll_entries_13.source_document AS source_document, roll_entries_13.source_article AS source_article
              FROM ambiti.roll_entries AS roll_entries_13
              WHERE roll_entries_13.ambito_id = ANY ($2::INTEGER[])
            ) AS roll_entries_14 ON roll_entries_14.ambito_id = ballots_12.ambito_id AND roll_entries_14.id = ballots_12.roll_entry_id
            WHERE ballots_12.ambito_id = votes_10.ambito_id AND ballots_12.vote_id = votes_10.id AND ballots_12.ambito_id = ANY ($2::INTEGER[]) ORDER BY roll_entries_14.position, ballots_12.id
          ) AS items_16
        ) || ',"decision":' || CASE WHEN (votes_10.verdict IS NOT NULL) THEN '{"verdict":' || coalesce(CAST(to_json(votes_10.verdict) AS TEXT), 'null') || ',"denominator":' || coalesce(CAST(to_json((votes_10.proof ->> $3::TEXT)) AS TEXT), 'null') || ',"of":' || coalesce(CAST(CAST((votes_10.proof ->> $4::TEXT) AS INTEGER) AS TEXT), 'null') || ',"threshold":' || coalesce(CAST(CAST((votes_10.proof ->> $5::TEXT) AS INTEGER) AS TEXT), 'null') || ',"present":' || coalesce(CAST(CAST((votes_10.proof ->> $6::TEXT) AS INTEGER) AS TEXT), 'null') || ',"inFavour":' || coalesce(CAST(CAST((votes_10.proof ->> $7::TEXT) AS INTEGER) AS TEXT), 'null') || ',"against":' || coalesce(CAST(CAST((votes_10.proof ->> $8::TEXT) AS INTEGER) AS TEXT), 'null') || ',"abstained":' || coalesce(CAST(CAST((votes_10.proof ->> $9::TEXT) AS INTEGER) AS TEXT), 'null') || ',"quorum":' || coalesce(CAST(CAST((votes_10.proof ->> $10::TEXT) AS INTEGER) AS TEXT), 'null') || ',"fraction":' || coalesce(CAST(to_json((votes_10.proof ->> $11::TEXT)) AS TEXT), 'null') || ',"strict":' || coalesce(CAST(CAST((votes_10.proof ->> $12::TEXT) AS BOOLEAN) AS TEXT), 'null') || ',"missing":' || coalesce(CAST(to_json((votes_10.proof ->> $13::TEXT)) AS TEXT), 'null') || ',"declaredUnder":' || coalesce(CAST(to_json((votes_10.proof ->> $14::TEXT)) AS TEXT), 'null') || ',"source":' || CASE WHEN (votes_10.source_document IS NOT NULL) THEN '{"documentCode":' || coalesce(CAST(to_json(votes_10.source_code) AS TEXT), 'null') || ',"article":' || coalesce(CAST(to_json(votes_10.source_article) AS TEXT), 'null') || '}' ELSE 'null' END || '}' ELSE 'null' END || '}' AS j
        FROM ambiti.votes AS votes_10
        WHERE votes_10.ambito_id = page_6.ambito_id AND votes_10.meeting_id = page_6.id AND votes_10.ambito_id = ANY ($2::INTEGER[]) ORDER BY votes_10.position
      ) AS items_17
    ) || '}' || '}', ',' ORDER BY page_6.position) FILTER (WHERE page_6.position <= $15::INTEGER), '') || ']' || '}' AS anon_1
    FROM (
      SELECT meetings_3.ambito_id AS ambito_id, meetings_3.id AS id, meetings_3.organ_code AS organ_code, meetings_3.formation_code AS formation_code, meetings_3.unit_id AS unit_id, meetings_3.year AS year, meetings_3.number AS number, meetings_3.held_on AS held_on, meetings_3.at AS at, meetings_3.place AS place, meetings_3.status AS status, meetings_3.convened_on AS convened_on, meetings_3.closed_at AS closed_at, meetings_3.mandate AS mandate, meetings_3.joint_code AS joint_code, meetings_3.theme AS theme, meetings_3.minutes AS minutes, meetings_3.quorum AS quorum, meetings_3.statute_version_id AS statute_version_id, meetings_3.source_code AS source_code, meetings_3.source_document AS source_document, meetings_3.source_article AS source_article, row_number() OVER (ORDER BY meetings_3.held_on, meetings_3.id) AS position
      FROM ambiti.meetings AS meetings_3
      WHERE meetings_3.ambito_id = ambiti_2.ambito_id AND meetings_3.organ_code = $16::VARCHAR AND meetings_3.ambito_id = ANY ($2::INTEGER[]) ORDER BY meetings_3.held_on, meetings_3.id
       LIMIT $17::INTEGER
    ) AS page_6
    HAVING count(*) >= 0
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $18::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
