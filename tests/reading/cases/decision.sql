SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"meetings":' || (
    SELECT (('{"edges":' || (('[' || coalesce(string_agg((('{"node":' || (((('{"number":' || CAST(page_1.number AS TEXT)) || (',"status":"' || page_1.status)) || (('","organ":' || coalesce((
      SELECT (('{"code":' || CAST(to_json(organs_1.code) AS TEXT)) || '}') AS j
      FROM ambiti.organs AS organs_1
      WHERE organs_1.ambito_id = page_1.ambito_id AND organs_1.code = page_1.organ_code AND organs_1.valid_from <= page_1.held_on AND organs_1.valid_until > page_1.held_on AND CASE WHEN (organs_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END
    ), 'null')) || (',"agenda":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg(((('{"position":' || CAST(agenda_items_1.position AS TEXT)) || (',"matter":' || coalesce(CAST(to_json(agenda_items_1.matter_code) AS TEXT), 'null'))) || ((',"verb":' || coalesce(CAST(to_json(agenda_items_1.verb) AS TEXT), 'null')) || '}')), ',' ORDER BY agenda_items_1.position) AS string_agg_1
      FROM ambiti.agenda_items AS agenda_items_1
      WHERE agenda_items_1.ambito_id = page_1.ambito_id AND agenda_items_1.meeting_id = page_1.id
    ) END, '')))) || (('],"votes":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg((((('{"position":' || CAST(votes_1.position AS TEXT)) || (',"status":"' || votes_1.status)) || (('","closedAt":' || coalesce(CAST(to_json(votes_1.closed_at) AS TEXT), 'null')) || (',"item":' || coalesce((
        SELECT (('{"subject":' || CAST(to_json(agenda_items_2.subject) AS TEXT)) || '}') AS j
        FROM ambiti.agenda_items AS agenda_items_2
        WHERE agenda_items_2.ambito_id = votes_1.ambito_id AND agenda_items_2.id = votes_1.agenda_item_id AND CASE WHEN (agenda_items_2.ambito_id <@ $2::int4multirange) THEN true ELSE false END
      ), 'null')))) || (((',"ballots":[' || coalesce(CASE WHEN CASE WHEN (votes_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
        SELECT string_agg(((('{"choice":' || coalesce('"' || ballots_1.choice || '"', 'null')) || (',"seat":' || coalesce((
          SELECT (('{"position":' || CAST(roll_entries_3.position AS TEXT)) || '}') AS j
          FROM ambiti.roll_entries AS roll_entries_3
          WHERE roll_entries_3.ambito_id = ballots_1.ambito_id AND roll_entries_3.id = ballots_1.roll_entry_id AND CASE WHEN (roll_entries_3.ambito_id <@ $2::int4multirange) THEN true ELSE false END
        ), 'null'))) || '}'), ',' ORDER BY roll_entries_2.position, ballots_1.id) AS string_agg_3
        FROM ambiti.ballots AS ballots_1 JOIN (
          SELECT roll_entries_1.* FROM ambiti.roll_entries AS roll_entries_1 WHERE CASE WHEN (roll_entries_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END
        ) AS roll_entries_2 ON roll_entries_2.ambito_id = ballots_1.ambito_id AND roll_entries_2.id = ballots_1.roll_entry_id
        WHERE ballots_1.ambito_id = votes_1.ambito_id AND ballots_1.vote_id = votes_1.id
      ) END, '')) || ('],"decision":' || CASE WHEN (votes_1.verdict IS NOT NULL) THEN ((((('{"verdict":' || coalesce('"' || votes_1.verdict || '"', 'null')) || (',"denominator":' || coalesce(CAST(to_json(votes_1.proof ->> $3::TEXT) AS TEXT), 'null'))) || ((',"of":' || coalesce(CAST(CAST(votes_1.proof ->> $4::TEXT AS INTEGER) AS TEXT), 'null')) || (',"threshold":' || coalesce(CAST(CAST(votes_1.proof ->> $5::TEXT AS INTEGER) AS TEXT), 'null')))) || (((',"present":' || coalesce(CAST(CAST(votes_1.proof ->> $6::TEXT AS INTEGER) AS TEXT), 'null')) || (',"inFavour":' || coalesce(CAST(CAST(votes_1.proof ->> $7::TEXT AS INTEGER) AS TEXT), 'null'))) || ((',"against":' || coalesce(CAST(CAST(votes_1.proof ->> $8::TEXT AS INTEGER) AS TEXT), 'null')) || (',"abstained":' || coalesce(CAST(CAST(votes_1.proof ->> $9::TEXT AS INTEGER) AS TEXT), 'null'))))) || ((((',"quorum":' || coalesce(CAST(CAST(votes_1.proof ->> $10::TEXT AS INTEGER) AS TEXT), 'null')) || (',"fraction":' || coalesce(CAST(to_json(votes_1.proof ->> $11::TEXT) AS TEXT), 'null'))) || ((',"strict":' || coalesce(CAST(CAST(votes_1.proof ->> $12::TEXT AS BOOLEAN) AS TEXT), 'null')) || (',"missing":' || coalesce(CAST(to_json(votes_1.proof ->> $13::TEXT) AS TEXT), 'null')))) || (((',"declaredUnder":' || coalesce(CAST(to_json(votes_1.proof ->> $14::TEXT) AS TEXT), 'null')) || (',"source":' || CASE WHEN (votes_1.source_document IS NOT NULL) THEN ((('{"documentCode":' || coalesce(CAST(to_json(votes_1.source_code) AS TEXT), 'null')) || (',"article":' || coalesce(CAST(to_json(votes_1.source_article) AS TEXT), 'null'))) || '}') ELSE 'null' END)) || '}'))) ELSE 'null' END)) || '}')), ',' ORDER BY votes_1.position) AS string_agg_2
      FROM ambiti.votes AS votes_1
      WHERE votes_1.ambito_id = page_1.ambito_id AND votes_1.meeting_id = page_1.id
    ) END, '')) || ']}'))) || '}'), ',' ORDER BY page_1.position_on_page) FILTER (WHERE page_1.position_on_page <= $15::INTEGER), '')) || ']')) || '}') AS anon_1
    FROM (
      SELECT meetings_1.*, row_number() OVER (ORDER BY meetings_1.held_on, meetings_1.id) AS position_on_page
      FROM ambiti.meetings AS meetings_1
      WHERE meetings_1.ambito_id = ambiti_1.ambito_id AND meetings_1.organ_code = $16::VARCHAR AND CASE WHEN (meetings_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END ORDER BY meetings_1.held_on, meetings_1.id
       LIMIT $17::INTEGER
    ) AS page_1
    HAVING count(*) >= 0
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $18::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
