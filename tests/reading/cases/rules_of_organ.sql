SELECT CAST((('{"ambito":' || coalesce((
  SELECT ((('{"organs":[' || coalesce((
    SELECT string_agg((((('{"composition":[' || coalesce((
      SELECT string_agg(((((('{"rule":' || CAST(to_json(rules_1.kind) AS TEXT)) || (',"seats":' || coalesce(CAST(CAST(rules_1.details ->> $1::TEXT AS INTEGER) AS TEXT), 'null'))) || ((',"pool":' || coalesce(CAST(to_json(CASE WHEN (jsonb_typeof(rules_1.details[$2::TEXT]) = 'array') THEN rules_1.details[$2::TEXT] ELSE '[]'::jsonb END) AS TEXT), 'null')) || (',"vote":' || coalesce(CAST(CAST(rules_1.details ->> $3::TEXT AS BOOLEAN) AS TEXT), 'null')))) || (((',"status":"' || rules_1.status) || ('","missing":' || coalesce(CAST(to_json(rules_1.missing) AS TEXT), 'null'))) || ((',"source":{"article":' || coalesce(CAST(to_json(rules_1.source_article) AS TEXT), 'null')) || (',"words":' || coalesce(CAST(to_json(rules_1.source_words) AS TEXT), 'null'))))) || '}}'), ',' ORDER BY rules_1.number) AS string_agg_2
      FROM ambiti.rules AS rules_1
      WHERE rules_1.ambito_id = organs_1.ambito_id AND rules_1.valid_from <= $4::DATE AND rules_1.valid_until > $4::DATE AND rules_1.subject_kind = 'ORGAN' AND rules_1.subject_code = organs_1.code AND CASE WHEN (rules_1.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_1.section = 'composition'
    ), '')) || ('],"chair":' || coalesce((
      SELECT ((('{"office":' || coalesce(CAST(to_json(rules_2.details ->> $6::TEXT) AS TEXT), 'null')) || (',"elected":' || coalesce(CAST(CAST(rules_2.details ->> $7::TEXT AS BOOLEAN) AS TEXT), 'null'))) || ((',"since":' || coalesce((('"' || CAST(CASE WHEN isfinite(rules_2.valid_from) THEN rules_2.valid_from END AS TEXT)) || '"'), 'null')) || '}')) AS j
      FROM ambiti.rules AS rules_2
      WHERE rules_2.ambito_id = organs_1.ambito_id AND rules_2.valid_from <= $4::DATE AND rules_2.valid_until > $4::DATE AND rules_2.subject_kind = 'ORGAN' AND rules_2.subject_code = organs_1.code AND CASE WHEN (rules_2.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_2.section = 'chair' ORDER BY rules_2.number
       LIMIT $8::INTEGER
    ), 'null'))) || ((',"decisionRules":[' || coalesce((
      SELECT string_agg(((('{"matter":' || coalesce(CAST(to_json(rules_3.details ->> $9::TEXT) AS TEXT), 'null')) || (',"majority":' || CASE WHEN ((rules_3.details ->> $10::TEXT) IS NOT NULL) THEN ((('{"fraction":' || coalesce(CAST(to_json(rules_3.details ->> $11::TEXT) AS TEXT), 'null')) || (',"strict":' || coalesce(CAST(CAST(rules_3.details ->> $12::TEXT AS BOOLEAN) AS TEXT), 'null'))) || '}') ELSE 'null' END)) || '}'), ',' ORDER BY rules_3.number) AS string_agg_3
      FROM ambiti.rules AS rules_3
      WHERE rules_3.ambito_id = organs_1.ambito_id AND rules_3.valid_from <= $4::DATE AND rules_3.valid_until > $4::DATE AND rules_3.subject_kind = 'ORGAN' AND rules_3.subject_code = organs_1.code AND CASE WHEN (rules_3.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_3.section = 'decision'
    ), '')) || ('],"meetingsPerYear":' || coalesce((
      SELECT (('{"minimum":' || coalesce(CAST(CAST(rules_4.details ->> $13::TEXT AS INTEGER) AS TEXT), 'null')) || '}') AS j
      FROM ambiti.rules AS rules_4
      WHERE rules_4.ambito_id = organs_1.ambito_id AND rules_4.valid_from <= $4::DATE AND rules_4.valid_until > $4::DATE AND rules_4.subject_kind = 'ORGAN' AND rules_4.subject_code = organs_1.code AND CASE WHEN (rules_4.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_4.section = 'meetings' ORDER BY rules_4.number
       LIMIT $14::INTEGER
    ), 'null')))) || '}'), ',' ORDER BY organs_1.code) AS string_agg_1
    FROM ambiti.organs AS organs_1
    WHERE organs_1.ambito_id = ambiti_1.ambito_id AND organs_1.valid_from <= $4::DATE AND organs_1.valid_until > $4::DATE AND organs_1.code = $15::VARCHAR AND CASE WHEN (organs_1.ambito_id <@ $16::int4multirange) THEN true ELSE false END
  ), '')) || ('],"roles":[' || coalesce((
    SELECT string_agg((((('{"code":' || CAST(to_json(roles_1.code) AS TEXT)) || (',"pool":' || coalesce(CAST(to_json((
      SELECT coalesce(jsonb_agg(CASE WHEN (jsonb_typeof(rules_5.details[$17::TEXT]) = 'array') THEN rules_5.details[$17::TEXT] ELSE '[]'::jsonb END ORDER BY rules_5.number) -> 0, '[]'::jsonb) AS coalesce_1
      FROM ambiti.rules AS rules_5
      WHERE rules_5.ambito_id = roles_1.ambito_id AND rules_5.valid_from <= $4::DATE AND rules_5.valid_until > $4::DATE AND rules_5.subject_kind = 'ROLE' AND rules_5.subject_code = roles_1.code AND CASE WHEN (rules_5.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_5.section = 'role'
    )) AS TEXT), 'null'))) || ((',"term":' || coalesce(CAST((
      SELECT CAST(rules_6.details ->> $18::TEXT AS INTEGER) AS anon_1
      FROM ambiti.rules AS rules_6
      WHERE rules_6.ambito_id = roles_1.ambito_id AND rules_6.valid_from <= $4::DATE AND rules_6.valid_until > $4::DATE AND rules_6.subject_kind = 'ROLE' AND rules_6.subject_code = roles_1.code AND CASE WHEN (rules_6.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_6.section = 'role' ORDER BY rules_6.number
       LIMIT $19::INTEGER
    ) AS TEXT), 'null')) || (',"revocation":' || coalesce((
      SELECT (('{"grounds":' || coalesce(CAST(to_json(CASE WHEN (jsonb_typeof(rules_7.details[$20::TEXT]) = 'array') THEN rules_7.details[$20::TEXT] ELSE '[]'::jsonb END) AS TEXT), 'null')) || '}') AS j
      FROM ambiti.rules AS rules_7
      WHERE rules_7.ambito_id = roles_1.ambito_id AND rules_7.valid_from <= $4::DATE AND rules_7.valid_until > $4::DATE AND rules_7.subject_kind = 'ROLE' AND rules_7.subject_code = roles_1.code AND CASE WHEN (rules_7.ambito_id <@ $5::int4multirange) THEN true ELSE false END AND rules_7.section = 'role' AND (rules_7.details ->> $21::TEXT) IS NOT NULL ORDER BY rules_7.number
       LIMIT $22::INTEGER
    ), 'null')))) || '}'), ',' ORDER BY roles_1.code) AS string_agg_4
    FROM ambiti.roles AS roles_1
    WHERE roles_1.ambito_id = ambiti_1.ambito_id AND roles_1.valid_from <= $4::DATE AND roles_1.valid_until > $4::DATE AND CASE WHEN (roles_1.ambito_id <@ $23::int4multirange) THEN true ELSE false END
  ), ''))) || (('],"deadlines":[' || coalesce((
    SELECT string_agg((((('{"kind":' || coalesce(CAST(to_json(coalesce(made_1.details ->> $24::TEXT, made_1.kind)) AS TEXT), 'null')) || (',"dueOn":' || coalesce((('"' || CAST(made_1.due_on AS TEXT)) || '"'), 'null'))) || ((',"opensOn":' || coalesce((('"' || CAST(CAST(made_1.details ->> $25::TEXT AS DATE) AS TEXT)) || '"'), 'null')) || (',"closesOn":' || coalesce((('"' || CAST(CAST(made_1.details ->> $26::TEXT AS DATE) AS TEXT)) || '"'), 'null')))) || (((',"waived":' || coalesce(CAST(made_1.waived AS TEXT), 'null')) || (',"standing":' || coalesce(CAST(to_json(made_1.standing) AS TEXT), 'null'))) || '}')), ',') AS string_agg_5
    FROM (
      SELECT anon_2.ambito_id AS ambito_id, anon_2.id AS id, anon_2.number AS number, anon_2.section AS section, anon_2.mechanism AS mechanism, anon_2.area AS area, anon_2.kind AS kind, anon_2.subject_kind AS subject_kind, anon_2.subject_code AS subject_code, anon_2.code AS code, anon_2.text AS text, anon_2.status AS status, anon_2.missing AS missing, anon_2.enforcement AS enforcement, anon_2.ambiguity AS ambiguity, anon_2.doubts AS doubts, anon_2.details AS details, anon_2.source_words AS source_words, anon_2.valid_from AS valid_from, anon_2.valid_until AS valid_until, anon_2.source_code AS source_code, anon_2.source_document AS source_document, anon_2.source_article AS source_article, anon_2.due_on AS due_on, anon_2.waived AS waived, CASE WHEN anon_2.waived THEN 'WAIVED' WHEN (coalesce(anon_2.due_on, CAST((anon_2.details ->> $27::TEXT) AS DATE)) < $4::DATE) THEN 'PAST' WHEN (CAST((anon_2.details ->> $28::TEXT) AS DATE) <= $4::DATE) THEN 'OPEN' WHEN (coalesce(anon_2.due_on, CAST((anon_2.details ->> $27::TEXT) AS DATE)) >= $4::DATE) THEN 'UPCOMING' WHEN ((anon_2.details ->> $29::TEXT) IN ('EVERY', 'PERIODIC')) THEN 'RECURRING' ELSE 'NOT_STARTED' END AS standing
      FROM (
        SELECT anon_3.ambito_id AS ambito_id, anon_3.id AS id, anon_3.number AS number, anon_3.section AS section, anon_3.mechanism AS mechanism, anon_3.area AS area, anon_3.kind AS kind, anon_3.subject_kind AS subject_kind, anon_3.subject_code AS subject_code, anon_3.code AS code, anon_3.text AS text, anon_3.status AS status, anon_3.missing AS missing, anon_3.enforcement AS enforcement, anon_3.ambiguity AS ambiguity, anon_3.doubts AS doubts, anon_3.details AS details, anon_3.source_words AS source_words, anon_3.valid_from AS valid_from, anon_3.valid_until AS valid_until, anon_3.source_code AS source_code, anon_3.source_document AS source_document, anon_3.source_article AS source_article, CASE WHEN ((anon_3.details ->> $30::TEXT) = 'NEXT_WORKING_DAY') THEN (
          SELECT min(anon_3.due_on + ahead.days) AS min_1
          FROM generate_series(0, 7) AS ahead(days)
          WHERE EXTRACT(isodow FROM anon_3.due_on + ahead.days) != 7 AND NOT (CAST(anon_3.due_on + ahead.days AS DATE) = ANY (CAST('{1986-03-31,1987-04-20,1988-04-04,1989-03-27,1990-04-16,1991-04-01,1992-04-20,1993-04-12,1994-04-04,1995-04-17,1996-04-08,1997-03-31,1998-04-13,1999-04-05,2000-04-24,2001-04-16,2002-04-01,2003-04-21,2004-04-12,2005-03-28,2006-04-17,2007-04-09,2008-03-24,2009-04-13,2010-04-05,2011-04-25,2012-04-09,2013-04-01,2014-04-21,2015-04-06,2016-03-28,2017-04-17,2018-04-02,2019-04-22,2020-04-13,2021-04-05,2022-04-18,2023-04-10,2024-04-01,2025-04-21,2026-04-06,2027-03-29,2028-04-17,2029-04-02,2030-04-22,2031-04-14,2032-03-29,2033-04-18,2034-04-10,2035-03-26,2036-04-14,2037-04-06,2038-04-26,2039-04-11,2040-04-02,2041-04-22,2042-04-07,2043-03-30,2044-04-18,2045-04-10,2046-03-26,2047-04-15,2048-04-06,2049-04-19,2050-04-11,2051-04-03,2052-04-22,2053-04-07,2054-03-30,2055-04-19,2056-04-03,2057-04-23,2058-04-15,2059-03-31,2060-04-19,2061-04-11,2062-03-27,2063-04-16,2064-04-07,2065-03-30,2066-04-12,2067-04-04,2068-04-23,2069-04-15,2070-03-31,2071-04-20,2072-04-11,2073-03-27,2074-04-16,2075-04-08,2076-04-20,2077-04-12,2078-04-04,2079-04-24,2080-04-08,2081-03-31,2082-04-20,2083-04-05,2084-03-27,2085-04-16,2086-04-01,2087-04-21,2088-04-12,2089-04-04,2090-04-17,2091-04-09,2092-03-31,2093-04-13,2094-04-05,2095-04-25,2096-04-16,2097-04-01,2098-04-21,2099-04-13,2100-03-29}' AS DATE[])) OR to_char(anon_3.due_on + ahead.days, 'MM-DD') IN ('01-01', '01-06', '04-25', '05-01', '08-15', '11-01', '12-08', '12-25', '12-26') AND EXTRACT(year FROM anon_3.due_on + ahead.days) >= 1986 AND EXTRACT(year FROM anon_3.due_on + ahead.days) < 2101 OR to_char(anon_3.due_on + ahead.days, 'MM-DD') IN ('03-17') AND EXTRACT(year FROM anon_3.due_on + ahead.days) >= 2011 AND EXTRACT(year FROM anon_3.due_on + ahead.days) < 2012 OR to_char(anon_3.due_on + ahead.days, 'MM-DD') IN ('06-02') AND EXTRACT(year FROM anon_3.due_on + ahead.days) >= 2001 AND EXTRACT(year FROM anon_3.due_on + ahead.days) < 2101 OR to_char(anon_3.due_on + ahead.days, 'MM-DD') IN ('10-04') AND EXTRACT(year FROM anon_3.due_on + ahead.days) >= 2026 AND EXTRACT(year FROM anon_3.due_on + ahead.days) < 2101)
        ) ELSE anon_3.due_on END AS due_on, coalesce(anon_3.due_on < CAST((anon_3.details ->> $31::TEXT) AS DATE) AND (anon_3.details ->> $32::TEXT) = 'WAIVED', false) AS waived
        FROM (
          SELECT rules_9.ambito_id AS ambito_id, rules_9.id AS id, rules_9.number AS number, rules_9.section AS section, rules_9.mechanism AS mechanism, rules_9.area AS area, rules_9.kind AS kind, rules_9.subject_kind AS subject_kind, rules_9.subject_code AS subject_code, rules_9.code AS code, rules_9.text AS text, rules_9.status AS status, rules_9.missing AS missing, rules_9.enforcement AS enforcement, rules_9.ambiguity AS ambiguity, rules_9.doubts AS doubts, rules_9.details AS details, rules_9.source_words AS source_words, rules_9.valid_from AS valid_from, rules_9.valid_until AS valid_until, rules_9.source_code AS source_code, rules_9.source_document AS source_document, rules_9.source_article AS source_article, CASE WHEN (CAST((rules_9.details ->> $33::TEXT) AS INTEGER) IS NOT NULL) THEN least((make_date($34::INTEGER + coalesce(CAST((rules_9.details ->> $35::TEXT) AS INTEGER), 0), CAST((rules_9.details ->> $33::TEXT) AS INTEGER), 1) + CAST((rules_9.details ->> $36::TEXT) AS INTEGER)) - 1, CAST(make_date($34::INTEGER + coalesce(CAST((rules_9.details ->> $35::TEXT) AS INTEGER), 0), CAST((rules_9.details ->> $33::TEXT) AS INTEGER), 1) + interval '1 month - 1 day' AS DATE)) END AS due_on
          FROM (
            SELECT rules_8.*
            FROM ambiti.rules AS rules_8
            WHERE CASE WHEN (rules_8.ambito_id <@ $5::int4multirange) THEN true ELSE false END
          ) AS rules_9
          WHERE rules_9.ambito_id = ambiti_1.ambito_id AND rules_9.valid_from <= $4::DATE AND rules_9.valid_until > $4::DATE AND rules_9.section = 'deadline' AND $34::INTEGER BETWEEN 1900 AND 2999
        ) AS anon_3
        WHERE coalesce(CAST((anon_3.details ->> $37::TEXT) AS DATE) <= make_date(least(greatest($34::INTEGER, 1900), 2999), 12, 31), true) AND CASE WHEN (anon_3.due_on IS NOT NULL) THEN anon_3.valid_from <= anon_3.due_on AND anon_3.valid_until > anon_3.due_on OR anon_3.due_on < anon_3.valid_from AND anon_3.due_on < CAST((anon_3.details ->> $38::TEXT) AS DATE) AND (anon_3.details ->> $39::TEXT) IS NOT NULL AND anon_3.valid_from <= make_date(least(greatest($34::INTEGER, 1900), 2999), 12, 31) AND anon_3.valid_until > make_date(least(greatest($34::INTEGER, 1900), 2999), 1, 1) WHEN (CAST((anon_3.details ->> $40::TEXT) AS DATE) IS NOT NULL) THEN coalesce(CAST((anon_3.details ->> $41::TEXT) AS DATE), CAST((anon_3.details ->> $40::TEXT) AS DATE)) <= make_date(least(greatest($34::INTEGER, 1900), 2999), 12, 31) AND CAST((anon_3.details ->> $40::TEXT) AS DATE) >= make_date(least(greatest($34::INTEGER, 1900), 2999), 1, 1) AND anon_3.valid_from <= CAST((anon_3.details ->> $40::TEXT) AS DATE) AND anon_3.valid_until > coalesce(CAST((anon_3.details ->> $41::TEXT) AS DATE), CAST((anon_3.details ->> $40::TEXT) AS DATE)) ELSE anon_3.valid_from <= make_date(least(greatest($34::INTEGER, 1900), 2999), 12, 31) AND anon_3.valid_until > make_date(least(greatest($34::INTEGER, 1900), 2999), 1, 1) END
      ) AS anon_2 ORDER BY anon_2.number
    ) AS made_1
  ), '')) || ']}')) AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $42::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
