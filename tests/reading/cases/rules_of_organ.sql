SELECT CAST('{"ambito":' || coalesce((
  SELECT '{"organs":' || (
    SELECT '[' || coalesce(string_agg(items_11.j, ','), '') || ']' AS anon_1
    FROM (
      SELECT '{"composition":' || (
        SELECT '[' || coalesce(string_agg(items_6.j, ','), '') || ']' AS anon_2
        FROM (
          SELECT '{"rule":' || CAST(to_json(rules_5.kind) AS TEXT) || ',"seats":' || coalesce(CAST(CAST((rules_5.details ->> $1::TEXT) AS INTEGER) AS TEXT), 'null') || ',"pool":' || coalesce(CAST(to_json(CASE WHEN (jsonb_typeof(rules_5.details[$2::TEXT]) = 'array') THEN rules_5.details[$2::TEXT] ELSE '[]'::jsonb END) AS TEXT), 'null') || ',"vote":' || coalesce(CAST(CAST((rules_5.details ->> $3::TEXT) AS BOOLEAN) AS TEXT), 'null') || ',"status":' || CAST(to_json(rules_5.status) AS TEXT) || ',"missing":' || coalesce(CAST(to_json(rules_5.missing) AS TEXT), 'null') || ',"source":' || '{"article":' || coalesce(CAST(to_json(rules_5.source_article) AS TEXT), 'null') || ',"words":' || coalesce(CAST(to_json(rules_5.source_words) AS TEXT), 'null') || '}' || '}' AS j
          FROM ambiti.rules AS rules_5
          WHERE rules_5.ambito_id = organs_4.ambito_id AND rules_5.valid_from <= $4::DATE AND rules_5.valid_until > $4::DATE AND rules_5.subject_kind = 'ORGAN' AND rules_5.subject_code = organs_4.code AND rules_5.ambito_id = ANY ($5::INTEGER[]) AND rules_5.section = 'composition' ORDER BY rules_5.number
        ) AS items_6
      ) || ',"chair":' || coalesce((
        SELECT '{"office":' || coalesce(CAST(to_json((rules_7.details ->> $6::TEXT)) AS TEXT), 'null') || ',"elected":' || coalesce(CAST(CAST((rules_7.details ->> $7::TEXT) AS BOOLEAN) AS TEXT), 'null') || ',"since":' || coalesce('"' || CAST(CASE WHEN isfinite(rules_7.valid_from) THEN rules_7.valid_from END AS TEXT) || '"', 'null') || '}' AS j
        FROM ambiti.rules AS rules_7
        WHERE rules_7.ambito_id = organs_4.ambito_id AND rules_7.valid_from <= $4::DATE AND rules_7.valid_until > $4::DATE AND rules_7.subject_kind = 'ORGAN' AND rules_7.subject_code = organs_4.code AND rules_7.ambito_id = ANY ($5::INTEGER[]) AND rules_7.section = 'chair' ORDER BY rules_7.number
         LIMIT $8::INTEGER
      ), 'null') || ',"decisionRules":' || (
        SELECT '[' || coalesce(string_agg(items_9.j, ','), '') || ']' AS anon_3
        FROM (
          SELECT '{"matter":' || coalesce(CAST(to_json((rules_8.details ->> $9::TEXT)) AS TEXT), 'null') || ',"majority":' || CASE WHEN ((rules_8.details ->> $10::TEXT) IS NOT NULL) THEN '{"fraction":' || coalesce(CAST(to_json((rules_8.details ->> $11::TEXT)) AS TEXT), 'null') || ',"strict":' || coalesce(CAST(CAST((rules_8.details ->> $12::TEXT) AS BOOLEAN) AS TEXT), 'null') || '}' ELSE 'null' END || '}' AS j
          FROM ambiti.rules AS rules_8
          WHERE rules_8.ambito_id = organs_4.ambito_id AND rules_8.valid_from <= $4::DATE AND rules_8.valid_until > $4::DATE AND rules_8.subject_kind = 'ORGAN' AND rules_8.subject_code = organs_4.code AND rules_8.ambito_id = ANY ($5::INTEGER[]) AND rules_8.section = 'decision' ORDER BY rules_8.number
        ) AS items_9
      ) || ',"meetingsPerYear":' || coalesce((
        SELECT '{"minimum":' || coalesce(CAST(CAST((rules_10.details ->> $13::TEXT) AS INTEGER) AS TEXT), 'null') || '}' AS j
        FROM ambiti.rules AS rules_10
        WHERE rules_10.ambito_id = organs_4.ambito_id AND rules_10.valid_from <= $4::DATE AND rules_10.valid_until > $4::DATE AND rules_10.subject_kind = 'ORGAN' AND rules_10.subject_code = organs_4.code AND rules_10.ambito_id = ANY ($5::INTEGER[]) AND rules_10.section = 'meetings' ORDER BY rules_10.number
         LIMIT $14::INTEGER
      ), 'null') || '}' AS j
      FROM ambiti.organs AS organs_4
      WHERE organs_4.ambito_id = ambiti_2.ambito_id AND organs_4.valid_from <= $4::DATE AND organs_4.valid_until > $4::DATE AND organs_4.code = $15::VARCHAR AND organs_4.ambito_id = ANY ($16::INTEGER[]) ORDER BY organs_4.code
    ) AS items_11
  ) || ',"roles":' || (
    SELECT '[' || coalesce(string_agg(items_16.j, ','), '') || ']' AS anon_4
    FROM (
      SELECT '{"code":' || CAST(to_json(roles_12.code) AS TEXT) || ',"pool":' || coalesce(CAST(to_json((
        SELECT coalesce(jsonb_agg(CASE WHEN (jsonb_typeof(rules_13.details[$17::TEXT]) = 'array') THEN rules_13.details[$17::TEXT] ELSE '[]'::jsonb END ORDER BY rules_13.number) -> 0, '[]'::jsonb) AS coalesce_1
        FROM ambiti.rules AS rules_13
        WHERE rules_13.ambito_id = roles_12.ambito_id AND rules_13.valid_from <= $4::DATE AND rules_13.valid_until > $4::DATE AND rules_13.subject_kind = 'ROLE' AND rules_13.subject_code = roles_12.code AND rules_13.ambito_id = ANY ($5::INTEGER[]) AND rules_13.section = 'role'
      )) AS TEXT), 'null') || ',"term":' || coalesce(CAST((
        SELECT CAST((rules_14.details ->> $18::TEXT) AS INTEGER) AS anon_5
        FROM ambiti.rules AS rules_14
        WHERE rules_14.ambito_id = roles_12.ambito_id AND rules_14.valid_from <= $4::DATE AND rules_14.valid_until > $4::DATE AND rules_14.subject_kind = 'ROLE' AND rules_14.subject_code = roles_12.code AND rules_14.ambito_id = ANY ($5::INTEGER[]) AND rules_14.section = 'role' ORDER BY rules_14.number
         LIMIT $19::INTEGER
      ) AS TEXT), 'null') || ',"revocation":' || coalesce((
        SELECT '{"grounds":' || coalesce(CAST(to_json(CASE WHEN (jsonb_typeof(rules_15.details[$20::TEXT]) = 'array') THEN rules_15.details[$20::TEXT] ELSE '[]'::jsonb END) AS TEXT), 'null') || '}' AS j
        FROM ambiti.rules AS rules_15
        WHERE rules_15.ambito_id = roles_12.ambito_id AND rules_15.valid_from <= $4::DATE AND rules_15.valid_until > $4::DATE AND rules_15.subject_kind = 'ROLE' AND rules_15.subject_code = roles_12.code AND rules_15.ambito_id = ANY ($5::INTEGER[]) AND rules_15.section = 'role' AND (rules_15.details ->> $21::TEXT) IS NOT NULL ORDER BY rules_15.number
         LIMIT $22::INTEGER
      ), 'null') || '}' AS j
      FROM ambiti.roles AS roles_12
      WHERE roles_12.ambito_id = ambiti_2.ambito_id AND roles_12.valid_from <= $4::DATE AND roles_12.valid_until > $4::DATE AND roles_12.ambito_id = ANY ($23::INTEGER[]) ORDER BY roles_12.code
    ) AS items_16
  ) || ',"deadlines":' || (
    SELECT '[' || coalesce(string_agg(items_21.j, ','), '') || ']' AS anon_6
    FROM (
      SELECT '{"kind":' || coalesce(CAST(to_json(coalesce((made_20.details ->> $24::TEXT), made_20.kind)) AS TEXT), 'null') || ',"dueOn":' || coalesce('"' || CAST(made_20.due_on AS TEXT) || '"', 'null') || ',"opensOn":' || coalesce('"' || CAST(CAST((made_20.details ->> $25::TEXT) AS DATE) AS TEXT) || '"', 'null') || ',"closesOn":' || coalesce('"' || CAST(CAST((made_20.details ->> $26::TEXT) AS DATE) AS TEXT) || '"', 'null') || ',"waived":' || coalesce(CAST(made_20.waived AS TEXT), 'null') || ',"standing":' || coalesce(CAST(to_json(made_20.standing) AS TEXT), 'null') || '}' AS j
      FROM (
        SELECT anon_7.ambito_id AS ambito_id, anon_7.id AS id, anon_7.number AS number, anon_7.section AS section, anon_7.mechanism AS mechanism, anon_7.area AS area, anon_7.kind AS kind, anon_7.subject_kind AS subject_kind, anon_7.subject_code AS subject_code, anon_7.code AS code, anon_7.text AS text, anon_7.status AS status, anon_7.missing AS missing, anon_7.enforcement AS enforcement, anon_7.ambiguity AS ambiguity, anon_7.doubts AS doubts, anon_7.details AS details, anon_7.source_words AS source_words, anon_7.valid_from AS valid_from, anon_7.valid_until AS valid_until, anon_7.source_code AS source_code, anon_7.source_document AS source_document, anon_7.source_article AS source_article, anon_7.due_on AS due_on, anon_7.waived AS waived, CASE WHEN anon_7.waived THEN 'WAIVED' WHEN (coalesce(anon_7.due_on, CAST((anon_7.details ->> $27::TEXT) AS DATE)) < $4::DATE) THEN 'PAST' WHEN (CAST((anon_7.details ->> $28::TEXT) AS DATE) <= $4::DATE) THEN 'OPEN' WHEN (coalesce(anon_7.due_on, CAST((anon_7.details ->> $27::TEXT) AS DATE)) >= $4::DATE) THEN 'UPCOMING' WHEN ((anon_7.details ->> $29::TEXT) IN ('EVERY', 'PERIODIC')) THEN 'RECURRING' ELSE 'NOT_STARTED' END AS standing
        FROM (
          SELECT anon_8.ambito_id AS ambito_id, anon_8.id AS id, anon_8.number AS number, anon_8.section AS section, anon_8.mechanism AS mechanism, anon_8.area AS area, anon_8.kind AS kind, anon_8.subject_kind AS subject_kind, anon_8.subject_code AS subject_code, anon_8.code AS code, anon_8.text AS text, anon_8.status AS status, anon_8.missing AS missing, anon_8.enforcement AS enforcement, anon_8.ambiguity AS ambiguity, anon_8.doubts AS doubts, anon_8.details AS details, anon_8.source_words AS source_words, anon_8.valid_from AS valid_from, anon_8.valid_until AS valid_until, anon_8.source_code AS source_code, anon_8.source_document AS source_document, anon_8.source_article AS source_article, anon_8.due_on AS due_on, coalesce(anon_8.due_on < CAST((anon_8.details ->> $30::TEXT) AS DATE) AND (anon_8.details ->> $31::TEXT) = 'WAIVED', false) AS waived
          FROM (
            SELECT rules_19.ambito_id AS ambito_id, rules_19.id AS id, rules_19.number AS number, rules_19.section AS section, rules_19.mechanism AS mechanism, rules_19.area AS area, rules_19.kind AS kind, rules_19.subject_kind AS subject_kind, rules_19.subject_code AS subject_code, rules_19.code AS code, rules_19.text AS text, rules_19.status AS status, rules_19.missing AS missing, rules_19.enforcement AS enforcement, rules_19.ambiguity AS ambiguity, rules_19.doubts AS doubts, rules_19.details AS details, rules_19.source_words AS source_words, rules_19.valid_from AS valid_from, rules_19.valid_until AS valid_until, rules_19.source_code AS source_code, rules_19.source_document AS source_document, rules_19.source_article AS source_article, CASE WHEN (CAST((rules_19.details ->> $32::TEXT) AS INTEGER) IS NOT NULL) THEN least((make_date($33::INTEGER + coalesce(CAST((rules_19.details ->> $34::TEXT) AS INTEGER), 0), CAST((rules_19.details ->> $32::TEXT) AS INTEGER), 1) + CAST((rules_19.details ->> $35::TEXT) AS INTEGER)) - 1, CAST(make_date($33::INTEGER + coalesce(CAST((rules_19.details ->> $34::TEXT) AS INTEGER), 0), CAST((rules_19.details ->> $32::TEXT) AS INTEGER), 1) + interval '1 month - 1 day' AS DATE)) END AS due_on
            FROM (
              SELECT rules_18.ambito_id AS ambito_id, rules_18.id AS id, rules_18.number AS number, rules_18.section AS section, rules_18.mechanism AS mechanism, rules_18.area AS area, rules_18.kind AS kind, rules_18.subject_kind AS subject_kind, rules_18.subject_code AS subject_code, rules_18.code AS code, rules_18.text AS text, rules_18.status AS status, rules_18.missing AS missing, rules_18.enforcement AS enforcement, rules_18.ambiguity AS ambiguity, rules_18.doubts AS doubts, rules_18.details AS details, rules_18.source_words AS source_words, rules_18.valid_from AS valid_from, rules_18.valid_until AS valid_until, rules_18.source_code AS source_code, rules_18.source_document AS source_document, rules_18.source_article AS source_article
              FROM ambiti.rules AS rules_18
              WHERE rules_18.ambito_id = ANY ($5::INTEGER[])
            ) AS rules_19
            WHERE rules_19.ambito_id = ambiti_2.ambito_id AND rules_19.valid_from <= $4::DATE AND rules_19.valid_until > $4::DATE AND rules_19.section = 'deadline' AND $33::INTEGER BETWEEN 1900 AND 2999
          ) AS anon_8
          WHERE coalesce(CAST((anon_8.details ->> $36::TEXT) AS DATE) <= make_date(least(greatest($33::INTEGER, 1900), 2999), 12, 31), true) AND CASE WHEN (anon_8.due_on IS NOT NULL) THEN anon_8.valid_from <= anon_8.due_on AND anon_8.valid_until > anon_8.due_on OR anon_8.valid_from > anon_8.due_on AND anon_8.due_on < CAST((anon_8.details ->> $37::TEXT) AS DATE) AND (anon_8.details ->> $38::TEXT) IS NOT NULL AND anon_8.valid_from <= make_date(least(greatest($33::INTEGER, 1900), 2999), 12, 31) AND anon_8.valid_until > make_date(least(greatest($33::INTEGER, 1900), 2999), 1, 1) WHEN (CAST((anon_8.details ->> $39::TEXT) AS DATE) IS NOT NULL) THEN coalesce(CAST((anon_8.details ->> $40::TEXT) AS DATE), CAST((anon_8.details ->> $39::TEXT) AS DATE)) <= make_date(least(greatest($33::INTEGER, 1900), 2999), 12, 31) AND CAST((anon_8.details ->> $39::TEXT) AS DATE) >= make_date(least(greatest($33::INTEGER, 1900), 2999), 1, 1) AND anon_8.valid_from <= CAST((anon_8.details ->> $39::TEXT) AS DATE) AND anon_8.valid_until > coalesce(CAST((anon_8.details ->> $40::TEXT) AS DATE), CAST((anon_8.details ->> $39::TEXT) AS DATE)) ELSE anon_8.valid_from <= make_date(least(greatest($33::INTEGER, 1900), 2999), 12, 31) AND anon_8.valid_until > make_date(least(greatest($33::INTEGER, 1900), 2999), 1, 1) END
        ) AS anon_7 ORDER BY anon_7.number
      ) AS made_20
    ) AS items_21
  ) || '}' AS j
  FROM ambiti.ambiti AS ambiti_2
  WHERE ambiti_2.slug = $41::VARCHAR
), 'null') || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
