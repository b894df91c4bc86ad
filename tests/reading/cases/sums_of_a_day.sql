SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"budgets":[' || coalesce(CASE WHEN CASE WHEN (ambiti_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END THEN (
    SELECT string_agg((('{"funds":[' || coalesce(CASE WHEN CASE WHEN (budgets_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END THEN (
      SELECT string_agg(((('{"code":' || CAST(to_json(budget_funds_1.code) AS TEXT)) || (',"totals":' || coalesce((
        SELECT ((('{"assigned":' || coalesce((('"' || CAST(CAST(made_1.assigned AS NUMERIC) * 0.01 AS TEXT)) || '"'), 'null')) || (',"committed":' || coalesce((('"' || CAST(CAST(made_1.committed AS NUMERIC) * 0.01 AS TEXT)) || '"'), 'null'))) || ((',"paid":' || coalesce((('"' || CAST(CAST(made_1.paid AS NUMERIC) * 0.01 AS TEXT)) || '"'), 'null')) || '}')) AS j
        FROM (
          SELECT ledger_movements_2_moved_found.assigned AS assigned, ledger_movements_2_moved_found.committed AS committed, ledger_movements_2_moved_found.paid AS paid
          FROM (
            SELECT CAST(-fund_sums_2.held[1] AS BIGINT) AS assigned, CAST(fund_sums_2.held[9] + fund_sums_2.gone[9] + fund_sums_2.held[10] + fund_sums_2.gone[10] + fund_sums_2.held[11] + fund_sums_2.gone[11] AS BIGINT) AS committed, CAST(fund_sums_2.held[11] + fund_sums_2.gone[11] AS BIGINT) AS paid FROM (
              SELECT fund_sums_1.* FROM ambiti.fund_sums AS fund_sums_1 WHERE CASE WHEN (fund_sums_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END
            ) AS fund_sums_2 WHERE fund_sums_2.ambito_id = budget_funds_1.ambito_id
             AND fund_sums_2.fund_id = budget_funds_1.id AND NOT EXISTS (
              SELECT 1 FROM (
                SELECT ledger_movements_1.* FROM ambiti.ledger_movements AS ledger_movements_1 WHERE CASE WHEN (ledger_movements_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END
              ) AS ledger_movements_2 WHERE ledger_movements_2.moved_on > $2::DATE
            ) UNION ALL SELECT CAST(-fund_sums_4.held[1] + ledger_movements_2_moved_taken.assigned AS BIGINT) AS assigned, CAST(fund_sums_4.held[9] + fund_sums_4.gone[9] + fund_sums_4.held[10] + fund_sums_4.gone[10] + fund_sums_4.held[11] + fund_sums_4.gone[11] + ledger_movements_2_moved_taken.committed AS BIGINT) AS committed, CAST(fund_sums_4.held[11] + fund_sums_4.gone[11] + ledger_movements_2_moved_taken.paid AS BIGINT) AS paid FROM (
              SELECT fund_sums_3.* FROM ambiti.fund_sums AS fund_sums_3 WHERE CASE WHEN (fund_sums_3.ambito_id <@ $1::int4multirange) THEN true ELSE false END
            ) AS fund_sums_4, (
              SELECT coalesce(sum(CASE WHEN ledger_movements_2_moved.stage IN ('SOURCE') THEN -ledger_movements_2_moved.held ELSE 0 END), 0) AS assigned, coalesce(sum(CASE WHEN ledger_movements_2_moved.stage IN ('COMMITTED', 'LIQUIDATED', 'PAID') THEN ledger_movements_2_moved.held + ledger_movements_2_moved.gone ELSE 0 END), 0) AS committed, coalesce(sum(CASE WHEN ledger_movements_2_moved.stage IN ('PAID') THEN ledger_movements_2_moved.held + ledger_movements_2_moved.gone ELSE 0 END), 0) AS paid FROM (
                SELECT ledger_accounts_2.stage, -ledger_movements_4.amount AS held, 0 AS gone, CASE WHEN ledger_movements_4.kind IN ('RESIDUO', 'AVANZO', 'CASSA') THEN -ledger_movements_4.amount ELSE 0 END AS came
                 FROM (
                  SELECT ledger_accounts_1.* FROM ambiti.ledger_accounts AS ledger_accounts_1 WHERE CASE WHEN (ledger_accounts_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_accounts_2, (
                  SELECT ledger_movements_3.* FROM ambiti.ledger_movements AS ledger_movements_3 WHERE CASE WHEN (ledger_movements_3.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_movements_4 WHERE ledger_movements_4.ambito_id = budget_funds_1.ambito_id
                 AND ledger_accounts_2.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_2.id = ledger_movements_4.to_id AND ledger_accounts_2.fund_id IN (
                  SELECT budget_funds_3.id FROM (
                    SELECT budget_funds_2.* FROM ambiti.budget_funds AS budget_funds_2 WHERE CASE WHEN (budget_funds_2.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                  ) AS budget_funds_3
                   WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id
                   AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                ) AND ledger_movements_4.moved_on > $2::DATE UNION ALL SELECT ledger_accounts_4.stage, ledger_movements_6.amount AS held, CASE WHEN ledger_movements_6.kind IN ('RESIDUO', 'AVANZO', 'CASSA') THEN -ledger_movements_6.amount ELSE 0 END AS gone, 0 AS came
                 FROM (
                  SELECT ledger_accounts_3.* FROM ambiti.ledger_accounts AS ledger_accounts_3 WHERE CASE WHEN (ledger_accounts_3.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_accounts_4, (
                  SELECT ledger_movements_5.* FROM ambiti.ledger_movements AS ledger_movements_5 WHERE CASE WHEN (ledger_movements_5.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_movements_6 WHERE ledger_movements_6.ambito_id = budget_funds_1.ambito_id
                 AND ledger_accounts_4.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_4.id = ledger_movements_6.from_id AND ledger_accounts_4.fund_id IN (
                  SELECT budget_funds_3.id FROM (
                    SELECT budget_funds_2.* FROM ambiti.budget_funds AS budget_funds_2 WHERE CASE WHEN (budget_funds_2.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                  ) AS budget_funds_3
                   WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id
                   AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                ) AND ledger_movements_6.moved_on > $2::DATE
              ) AS ledger_movements_2_moved
            ) AS ledger_movements_2_moved_taken WHERE fund_sums_4.ambito_id = budget_funds_1.ambito_id
             AND fund_sums_4.fund_id = budget_funds_1.id AND EXISTS (
              SELECT 1 FROM (
                SELECT ledger_movements_1.* FROM ambiti.ledger_movements AS ledger_movements_1 WHERE CASE WHEN (ledger_movements_1.ambito_id <@ $1::int4multirange) THEN true ELSE false END
              ) AS ledger_movements_2 WHERE ledger_movements_2.moved_on > $2::DATE
            )
          ) AS ledger_movements_2_moved_found
        ) AS made_1
      ), 'null'))) || ((',"cash":' || coalesce((
        SELECT (('{"advanced":' || coalesce((('"' || CAST(CAST(greatest(-made_2.held, 0) AS NUMERIC) * 0.01 AS TEXT)) || '"'), 'null')) || '}') AS j
        FROM (
          SELECT ledger_movements_8_moved_found.held AS held, ledger_movements_8_moved_found.brought AS brought, ledger_movements_8_moved_found.carried_out AS carried_out
          FROM (
            SELECT CAST(fund_sums_6.held[5] + fund_sums_6.held[6] + -fund_sums_6.held[11] + -fund_sums_6.held[14] + -fund_sums_6.held[7] AS BIGINT) AS held, CAST(fund_sums_6.came[6] + -fund_sums_6.came[7] AS BIGINT) AS brought, CAST(fund_sums_6.gone[6] + -fund_sums_6.gone[7] AS BIGINT) AS carried_out FROM (
              SELECT fund_sums_5.* FROM ambiti.fund_sums AS fund_sums_5 WHERE CASE WHEN (fund_sums_5.ambito_id <@ $1::int4multirange) THEN true ELSE false END
            ) AS fund_sums_6 WHERE fund_sums_6.ambito_id = budget_funds_1.ambito_id
             AND fund_sums_6.fund_id = budget_funds_1.id AND NOT EXISTS (
              SELECT 1 FROM (
                SELECT ledger_movements_7.* FROM ambiti.ledger_movements AS ledger_movements_7 WHERE CASE WHEN (ledger_movements_7.ambito_id <@ $1::int4multirange) THEN true ELSE false END
              ) AS ledger_movements_8 WHERE ledger_movements_8.moved_on > $2::DATE
            ) UNION ALL SELECT CAST(fund_sums_8.held[5] + fund_sums_8.held[6] + -fund_sums_8.held[11] + -fund_sums_8.held[14] + -fund_sums_8.held[7] + ledger_movements_8_moved_taken.held AS BIGINT) AS held, CAST(fund_sums_8.came[6] + -fund_sums_8.came[7] + ledger_movements_8_moved_taken.brought AS BIGINT) AS brought, CAST(fund_sums_8.gone[6] + -fund_sums_8.gone[7] + ledger_movements_8_moved_taken.carried_out AS BIGINT) AS carried_out FROM (
              SELECT fund_sums_7.* FROM ambiti.fund_sums AS fund_sums_7 WHERE CASE WHEN (fund_sums_7.ambito_id <@ $1::int4multirange) THEN true ELSE false END
            ) AS fund_sums_8, (
              SELECT coalesce(sum(CASE WHEN ledger_movements_8_moved.stage IN ('COLLECTED') THEN ledger_movements_8_moved.held WHEN ledger_movements_8_moved.stage IN ('CASH') THEN ledger_movements_8_moved.held WHEN ledger_movements_8_moved.stage IN ('PAID') THEN -ledger_movements_8_moved.held WHEN ledger_movements_8_moved.stage IN ('RESIDUO_PAID') THEN -ledger_movements_8_moved.held WHEN ledger_movements_8_moved.stage IN ('ADVANCED') THEN -ledger_movements_8_moved.held ELSE 0 END), 0) AS held, coalesce(sum(CASE WHEN ledger_movements_8_moved.stage IN ('CASH') THEN ledger_movements_8_moved.came WHEN ledger_movements_8_moved.stage IN ('ADVANCED') THEN -ledger_movements_8_moved.came ELSE 0 END), 0) AS brought, coalesce(sum(CASE WHEN ledger_movements_8_moved.stage IN ('CASH') THEN ledger_movements_8_moved.gone WHEN ledger_movements_8_moved.stage IN ('ADVANCED') THEN -ledger_movements_8_moved.gone ELSE 0 END), 0) AS carried_out FROM (
                SELECT ledger_accounts_6.stage, -ledger_movements_10.amount AS held, 0 AS gone, CASE WHEN ledger_movements_10.kind IN ('RESIDUO', 'AVANZO', 'CASSA') THEN -ledger_movements_10.amount ELSE 0 END AS came
                 FROM (
                  SELECT ledger_accounts_5.* FROM ambiti.ledger_accounts AS ledger_accounts_5 WHERE CASE WHEN (ledger_accounts_5.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_accounts_6, (
                  SELECT ledger_movements_9.* FROM ambiti.ledger_movements AS ledger_movements_9 WHERE CASE WHEN (ledger_movements_9.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_movements_10 WHERE ledger_movements_10.ambito_id = budget_funds_1.ambito_id
                 AND ledger_accounts_6.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_6.id = ledger_movements_10.to_id AND ledger_accounts_6.fund_id IN (
                  SELECT budget_funds_5.id FROM (
                    SELECT budget_funds_4.* FROM ambiti.budget_funds AS budget_funds_4 WHERE CASE WHEN (budget_funds_4.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                  ) AS budget_funds_5
                   WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id
                   AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                ) AND ledger_movements_10.moved_on > $2::DATE UNION ALL SELECT ledger_accounts_8.stage, ledger_movements_12.amount AS held, CASE WHEN ledger_movements_12.kind IN ('RESIDUO', 'AVANZO', 'CASSA') THEN -ledger_movements_12.amount ELSE 0 END AS gone, 0 AS came
                 FROM (
                  SELECT ledger_accounts_7.* FROM ambiti.ledger_accounts AS ledger_accounts_7 WHERE CASE WHEN (ledger_accounts_7.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_accounts_8, (
                  SELECT ledger_movements_11.* FROM ambiti.ledger_movements AS ledger_movements_11 WHERE CASE WHEN (ledger_movements_11.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                ) AS ledger_movements_12 WHERE ledger_movements_12.ambito_id = budget_funds_1.ambito_id
                 AND ledger_accounts_8.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_8.id = ledger_movements_12.from_id AND ledger_accounts_8.fund_id IN (
                  SELECT budget_funds_5.id FROM (
                    SELECT budget_funds_4.* FROM ambiti.budget_funds AS budget_funds_4 WHERE CASE WHEN (budget_funds_4.ambito_id <@ $1::int4multirange) THEN true ELSE false END
                  ) AS budget_funds_5
                   WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id
                   AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                ) AND ledger_movements_12.moved_on > $2::DATE
              ) AS ledger_movements_8_moved
            ) AS ledger_movements_8_moved_taken WHERE fund_sums_8.ambito_id = budget_funds_1.ambito_id
             AND fund_sums_8.fund_id = budget_funds_1.id AND EXISTS (
              SELECT 1 FROM (
                SELECT ledger_movements_7.* FROM ambiti.ledger_movements AS ledger_movements_7 WHERE CASE WHEN (ledger_movements_7.ambito_id <@ $1::int4multirange) THEN true ELSE false END
              ) AS ledger_movements_8 WHERE ledger_movements_8.moved_on > $2::DATE
            )
          ) AS ledger_movements_8_moved_found
        ) AS made_2
      ), 'null')) || '}')), ',' ORDER BY budget_funds_1.position, budget_funds_1.code) AS string_agg_2
      FROM ambiti.budget_funds AS budget_funds_1
      WHERE budget_funds_1.ambito_id = budgets_1.ambito_id AND budget_funds_1.budget_id = budgets_1.id
    ) END, '')) || ']}'), ',' ORDER BY budgets_1.year) AS string_agg_1
    FROM ambiti.budgets AS budgets_1
    WHERE budgets_1.ambito_id = ambiti_1.ambito_id AND budgets_1.year = $3::INTEGER
  ) END, '')) || ']}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $4::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = (
    SELECT ambiti.subject() AS subject_1
  )
) AS BIGINT) AS version
