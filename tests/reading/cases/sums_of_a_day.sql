SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"budgets":' || (
    SELECT (('[' || coalesce(string_agg(items_2.j, ','), '')) || ']') AS anon_1
    FROM (
      SELECT (('{"funds":' || (
        SELECT (('[' || coalesce(string_agg(items_1.j, ','), '')) || ']') AS anon_2
        FROM (
          SELECT ((('{"code":' || CAST(to_json(budget_funds_1.code) AS TEXT)) || (',"totals":' || coalesce((
            SELECT ((('{"assigned":' || coalesce(('"' || CAST(CAST(made_1.assigned AS NUMERIC) * 0.01 AS TEXT) || '"'), 'null')) || (',"committed":' || coalesce(('"' || CAST(CAST(made_1.committed AS NUMERIC) * 0.01 AS TEXT) || '"'), 'null'))) || ((',"paid":' || coalesce(('"' || CAST(CAST(made_1.paid AS NUMERIC) * 0.01 AS TEXT) || '"'), 'null')) || '}')) AS j
            FROM (
              SELECT CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('SOURCE')) THEN -anon_3.held ELSE 0 END), 0) AS BIGINT) AS assigned, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('CARRIED')) THEN anon_3.came ELSE 0 END), 0) AS BIGINT) AS avanzo, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID', 'RESIDUO_SPARED')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS residui, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('CARRIED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS carried, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS appropriated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('COMMITTED', 'LIQUIDATED', 'PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS committed, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('LIQUIDATED', 'PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS liquidated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS paid, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('RESIDUO_LIQUIDATED', 'RESIDUO_PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS residui_liquidated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('RESIDUO_PAID')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS residui_paid, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('RESIDUO_SPARED')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS residui_spared, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('COLLECTED')) THEN anon_3.held + anon_3.gone ELSE 0 END), 0) AS BIGINT) AS collected, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('ASSIGNED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS unappropriated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('APPROPRIATED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS available, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('LIQUIDATED', 'RESIDUO_LIQUIDATED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS owed, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('ASSIGNED', 'CARRIED', 'APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID', 'RESIDUO_SPARED')) THEN anon_3.gone ELSE 0 END), 0) AS BIGINT) AS carried_out
              FROM (
                SELECT ledger_accounts_2.stage AS stage, ledger_accounts_2.balance AS held, ledger_accounts_2.gone AS gone, ledger_accounts_2.came AS came
                FROM (
                  SELECT ledger_accounts_1.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_1
                  WHERE CASE WHEN (ledger_accounts_1.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_2
                WHERE ledger_accounts_2.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_2.fund_id IN (
                  SELECT budget_funds_3.id
                  FROM (
                    SELECT budget_funds_2.*
                    FROM ambiti.budget_funds AS budget_funds_2
                    WHERE CASE WHEN (budget_funds_2.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_3
                  WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                ) UNION ALL SELECT ledger_accounts_4.stage AS stage, -ledger_movements_4.amount AS held, 0 AS gone, CASE WHEN (ledger_movements_4.kind IN ('RESIDUO', 'AVANZO', 'CASSA')) THEN -ledger_movements_4.amount ELSE 0 END AS came
                FROM (
                  SELECT ledger_accounts_3.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_3
                  WHERE CASE WHEN (ledger_accounts_3.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_4, (
                  SELECT ledger_movements_3.*
                  FROM ambiti.ledger_movements AS ledger_movements_3
                  WHERE CASE WHEN (ledger_movements_3.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_movements_4
                WHERE (EXISTS (
                  SELECT 1
                  FROM (
                    SELECT ledger_movements_1.*
                    FROM ambiti.ledger_movements AS ledger_movements_1
                    WHERE CASE WHEN (ledger_movements_1.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS ledger_movements_2
                  WHERE ledger_movements_2.moved_on > $2::DATE
                )) AND ledger_movements_4.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_4.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_4.id = ledger_movements_4.to_id AND ledger_accounts_4.fund_id IN (
                  SELECT budget_funds_3.id
                  FROM (
                    SELECT budget_funds_2.*
                    FROM ambiti.budget_funds AS budget_funds_2
                    WHERE CASE WHEN (budget_funds_2.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_3
                  WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                ) AND ledger_movements_4.moved_on > $2::DATE UNION ALL SELECT ledger_accounts_6.stage AS stage, ledger_movements_6.amount AS held, CASE WHEN (ledger_movements_6.kind IN ('RESIDUO', 'AVANZO', 'CASSA')) THEN -ledger_movements_6.amount ELSE 0 END AS gone, 0 AS came
                FROM (
                  SELECT ledger_accounts_5.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_5
                  WHERE CASE WHEN (ledger_accounts_5.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_6, (
                  SELECT ledger_movements_5.*
                  FROM ambiti.ledger_movements AS ledger_movements_5
                  WHERE CASE WHEN (ledger_movements_5.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_movements_6
                WHERE (EXISTS (
                  SELECT 1
                  FROM (
                    SELECT ledger_movements_1.*
                    FROM ambiti.ledger_movements AS ledger_movements_1
                    WHERE CASE WHEN (ledger_movements_1.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS ledger_movements_2
                  WHERE ledger_movements_2.moved_on > $2::DATE
                )) AND ledger_movements_6.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_6.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_6.id = ledger_movements_6.from_id AND ledger_accounts_6.fund_id IN (
                  SELECT budget_funds_3.id
                  FROM (
                    SELECT budget_funds_2.*
                    FROM ambiti.budget_funds AS budget_funds_2
                    WHERE CASE WHEN (budget_funds_2.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_3
                  WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                ) AND ledger_movements_6.moved_on > $2::DATE
              ) AS anon_3
            ) AS made_1
          ), 'null'))) || ((',"cash":' || coalesce((
            SELECT (('{"advanced":' || coalesce(('"' || CAST(CAST(greatest(-made_2.held, 0) AS NUMERIC) * 0.01 AS TEXT) || '"'), 'null')) || '}') AS j
            FROM (
              SELECT CAST(coalesce(sum(CASE WHEN (anon_4.stage IN ('COLLECTED')) THEN anon_4.held WHEN (anon_4.stage IN ('CASH')) THEN anon_4.held WHEN (anon_4.stage IN ('PAID')) THEN -anon_4.held WHEN (anon_4.stage IN ('RESIDUO_PAID')) THEN -anon_4.held WHEN (anon_4.stage IN ('ADVANCED')) THEN -anon_4.held ELSE 0 END), 0) AS BIGINT) AS held, CAST(coalesce(sum(CASE WHEN (anon_4.stage IN ('CASH')) THEN anon_4.came WHEN (anon_4.stage IN ('ADVANCED')) THEN -anon_4.came ELSE 0 END), 0) AS BIGINT) AS brought, CAST(coalesce(sum(CASE WHEN (anon_4.stage IN ('CASH')) THEN anon_4.gone WHEN (anon_4.stage IN ('ADVANCED')) THEN -anon_4.gone ELSE 0 END), 0) AS BIGINT) AS carried_out
              FROM (
                SELECT ledger_accounts_8.stage AS stage, ledger_accounts_8.balance AS held, ledger_accounts_8.gone AS gone, ledger_accounts_8.came AS came
                FROM (
                  SELECT ledger_accounts_7.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_7
                  WHERE CASE WHEN (ledger_accounts_7.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_8
                WHERE ledger_accounts_8.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_8.fund_id IN (
                  SELECT budget_funds_5.id
                  FROM (
                    SELECT budget_funds_4.*
                    FROM ambiti.budget_funds AS budget_funds_4
                    WHERE CASE WHEN (budget_funds_4.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_5
                  WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                ) UNION ALL SELECT ledger_accounts_10.stage AS stage, -ledger_movements_10.amount AS held, 0 AS gone, CASE WHEN (ledger_movements_10.kind IN ('RESIDUO', 'AVANZO', 'CASSA')) THEN -ledger_movements_10.amount ELSE 0 END AS came
                FROM (
                  SELECT ledger_accounts_9.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_9
                  WHERE CASE WHEN (ledger_accounts_9.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_10, (
                  SELECT ledger_movements_9.*
                  FROM ambiti.ledger_movements AS ledger_movements_9
                  WHERE CASE WHEN (ledger_movements_9.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_movements_10
                WHERE (EXISTS (
                  SELECT 1
                  FROM (
                    SELECT ledger_movements_7.*
                    FROM ambiti.ledger_movements AS ledger_movements_7
                    WHERE CASE WHEN (ledger_movements_7.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS ledger_movements_8
                  WHERE ledger_movements_8.moved_on > $2::DATE
                )) AND ledger_movements_10.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_10.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_10.id = ledger_movements_10.to_id AND ledger_accounts_10.fund_id IN (
                  SELECT budget_funds_5.id
                  FROM (
                    SELECT budget_funds_4.*
                    FROM ambiti.budget_funds AS budget_funds_4
                    WHERE CASE WHEN (budget_funds_4.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_5
                  WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                ) AND ledger_movements_10.moved_on > $2::DATE UNION ALL SELECT ledger_accounts_12.stage AS stage, ledger_movements_12.amount AS held, CASE WHEN (ledger_movements_12.kind IN ('RESIDUO', 'AVANZO', 'CASSA')) THEN -ledger_movements_12.amount ELSE 0 END AS gone, 0 AS came
                FROM (
                  SELECT ledger_accounts_11.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_11
                  WHERE CASE WHEN (ledger_accounts_11.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_accounts_12, (
                  SELECT ledger_movements_11.*
                  FROM ambiti.ledger_movements AS ledger_movements_11
                  WHERE CASE WHEN (ledger_movements_11.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                ) AS ledger_movements_12
                WHERE (EXISTS (
                  SELECT 1
                  FROM (
                    SELECT ledger_movements_7.*
                    FROM ambiti.ledger_movements AS ledger_movements_7
                    WHERE CASE WHEN (ledger_movements_7.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS ledger_movements_8
                  WHERE ledger_movements_8.moved_on > $2::DATE
                )) AND ledger_movements_12.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_12.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_12.id = ledger_movements_12.from_id AND ledger_accounts_12.fund_id IN (
                  SELECT budget_funds_5.id
                  FROM (
                    SELECT budget_funds_4.*
                    FROM ambiti.budget_funds AS budget_funds_4
                    WHERE CASE WHEN (budget_funds_4.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END
                  ) AS budget_funds_5
                  WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                ) AND ledger_movements_12.moved_on > $2::DATE
              ) AS anon_4
            ) AS made_2
          ), 'null')) || '}')) AS j
          FROM ambiti.budget_funds AS budget_funds_1
          WHERE budget_funds_1.ambito_id = budgets_1.ambito_id AND budget_funds_1.budget_id = budgets_1.id AND CASE WHEN (budget_funds_1.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END ORDER BY budget_funds_1.position, budget_funds_1.code
        ) AS items_1
      )) || '}') AS j
      FROM ambiti.budgets AS budgets_1
      WHERE budgets_1.ambito_id = ambiti_1.ambito_id AND budgets_1.year = $3::INTEGER AND CASE WHEN (budgets_1.ambito_id <@ $1::INT4MULTIRANGE) THEN true ELSE false END ORDER BY budgets_1.year
    ) AS items_2
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $4::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
