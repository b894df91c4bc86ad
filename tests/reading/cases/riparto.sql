SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"riparti":' || (
    SELECT (('{"edges":' || (('[' || coalesce(string_agg((('{"node":' || (((('{"amount":"' || CAST(CAST(page_1.cents AS NUMERIC) * 0.01 AS TEXT)) || ('","state":' || coalesce(CAST(to_json((
      SELECT CASE WHEN (page_1.act_id IS NULL) THEN page_1.state WHEN (EXISTS (
        SELECT acts_2.id
        FROM (
          SELECT acts_1.*
          FROM ambiti.acts AS acts_1
          WHERE CASE WHEN (acts_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END OR acts_1.published = true
        ) AS acts_2
        WHERE acts_2.ambito_id = page_1.ambito_id AND acts_2.id = page_1.act_id AND acts_2.state = 'ANNULLED'
      )) THEN 'ANNULLED' ELSE page_1.state END AS anon_2
    )) AS TEXT), 'null'))) || ((',"decidedBy":' || CASE WHEN (page_1.decided_by_code IS NOT NULL) THEN (('{"code":' || coalesce(CAST(to_json(page_1.decided_by_code) AS TEXT), 'null')) || '}') ELSE 'null' END) || (',"shares":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg((((('{"name":' || CAST(to_json(riparto_shares_1.party_name) AS TEXT)) || (',"amount":"' || CAST(CAST(riparto_shares_1.cents AS NUMERIC) * 0.01 AS TEXT))) || (('","floor":"' || CAST(CAST(riparto_shares_1.floor_cents AS NUMERIC) * 0.01 AS TEXT)) || ('","extraCent":' || coalesce(CAST(riparto_shares_1.cents > riparto_shares_1.floor_cents AS TEXT), 'null')))) || ((',"figures":[' || coalesce((
        SELECT string_agg((((('{"comune":' || coalesce(CAST(to_json(made_1.comune) AS TEXT), 'null')) || (',"residents":' || coalesce(CAST(made_1.residents AS TEXT), 'null'))) || ((',"status":' || coalesce(CAST(to_json(made_1.status) AS TEXT), 'null')) || (',"reason":' || coalesce(CAST(to_json(made_1.reason) AS TEXT), 'null')))) || '}'), ',') AS string_agg_2
        FROM (
          SELECT counted.istat_code AS istat_code, counted.comune AS comune, counted.residents AS residents, counted.reference_date AS reference_date, counted.status AS status, counted.source AS source, counted.series AS series, counted.reason AS reason
          FROM jsonb_to_recordset(riparto_shares_1.figures) AS counted(position INTEGER, istat_code TEXT, comune TEXT, residents INTEGER, reference_date DATE, status TEXT, source TEXT, series TEXT, reason TEXT) ORDER BY counted.position
        ) AS made_1
      ), '')) || ']}')), ',' ORDER BY riparto_shares_1.position) AS string_agg_1
      FROM ambiti.riparto_shares AS riparto_shares_1
      WHERE riparto_shares_1.ambito_id = page_1.ambito_id AND riparto_shares_1.riparto_id = page_1.id AND riparto_shares_1.chosen
    ) END, '')))) || (('],"compared":[' || coalesce(CASE WHEN CASE WHEN (page_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg(((('{"key":' || CAST(to_json(riparto_shares_2.key_code) AS TEXT)) || (',"difference":"' || CAST(CAST(riparto_shares_2.difference_cents AS NUMERIC) * 0.01 AS TEXT))) || '"}'), ',' ORDER BY riparto_shares_2.key_code, riparto_shares_2.position) AS string_agg_3
      FROM ambiti.riparto_shares AS riparto_shares_2
      WHERE riparto_shares_2.ambito_id = page_1.ambito_id AND riparto_shares_2.riparto_id = page_1.id AND NOT riparto_shares_2.chosen
    ) END, '')) || ']}'))) || '}'), ',' ORDER BY page_1.position_on_page) FILTER (WHERE page_1.position_on_page <= $3::INTEGER), '')) || ']')) || '}') AS anon_1
    FROM (
      SELECT riparti_1.*, row_number() OVER (ORDER BY riparti_1.proposed_on, riparti_1.id) AS position_on_page
      FROM ambiti.riparti AS riparti_1
      WHERE riparti_1.ambito_id = ambiti_1.ambito_id AND riparti_1.year = $4::INTEGER AND CASE WHEN (riparti_1.ambito_id <@ $2::int4multirange) THEN true ELSE false END ORDER BY riparti_1.proposed_on, riparti_1.id
       LIMIT $5::INTEGER
    ) AS page_1
    HAVING count(*) >= 0
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $6::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
