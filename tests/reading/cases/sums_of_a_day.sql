SELECT CAST((('{"ambito":' || coalesce((
  SELECT (('{"budgets":' || (
    SELECT (('[' || coalesce(string_agg(items_2.j, ','), '')) || ']') AS anon_1
    FROM (
      SELECT (('{"funds":' || (
        SELECT (('[' || coalesce(string_agg(items_1.j, ','), '')) || ']') AS anon_2
        FROM (
          SELECT ((('{"code":' || CAST(to_json(budget_funds_1.code) AS TEXT)) || (',"totals":' || coalesce((
            SELECT ((('{"assigned":' || coalesce(CAST(to_json(to_char(CAST(made_1.assigned AS NUMERIC) / CAST(100 AS NUMERIC), 'FM999999999999990.00')) AS TEXT), 'null')) || (',"committed":' || coalesce(CAST(to_json(to_char(CAST(made_1.committed AS NUMERIC) / CAST(100 AS NUMERIC), 'FM999999999999990.00')) AS TEXT), 'null'))) || ((',"paid":' || coalesce(CAST(to_json(to_char(CAST(made_1.paid AS NUMERIC) / CAST(100 AS NUMERIC), 'FM999999999999990.00')) AS TEXT), 'null')) || '}')) AS j
            FROM (
              SELECT CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('ASSIGNED', 'APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS assigned, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('CARRIED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS carried, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS appropriated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('COMMITTED', 'LIQUIDATED', 'PAID')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS committed, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('LIQUIDATED', 'PAID')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS liquidated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('PAID')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS paid, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('COLLECTED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS collected, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('ASSIGNED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS unappropriated, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('APPROPRIATED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS available, CAST(coalesce(sum(CASE WHEN (anon_3.stage IN ('LIQUIDATED')) THEN anon_3.held ELSE 0 END), 0) AS BIGINT) AS owed
              FROM (
                SELECT ledger_accounts_2.stage AS stage, (ledger_accounts_2.balance - (
                  SELECT coalesce(sum(ledger_movements_2.amount), 0) AS coalesce_1
                  FROM (
                    SELECT ledger_movements_1.*
                    FROM ambiti.ledger_movements AS ledger_movements_1
                    WHERE CASE WHEN (ledger_movements_1.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS ledger_movements_2
                  WHERE ledger_movements_2.ambito_id = ledger_accounts_2.ambito_id AND ledger_movements_2.to_id = ledger_accounts_2.id AND ledger_movements_2.moved_on > $2::DATE
                )) + (
                  SELECT coalesce(sum(ledger_movements_2.amount), 0) AS coalesce_2
                  FROM (
                    SELECT ledger_movements_1.*
                    FROM ambiti.ledger_movements AS ledger_movements_1
                    WHERE CASE WHEN (ledger_movements_1.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS ledger_movements_2
                  WHERE ledger_movements_2.ambito_id = ledger_accounts_2.ambito_id AND ledger_movements_2.from_id = ledger_accounts_2.id AND ledger_movements_2.moved_on > $2::DATE
                ) AS held
                FROM (
                  SELECT ledger_accounts_1.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_1
                  WHERE CASE WHEN (ledger_accounts_1.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                ) AS ledger_accounts_2
                WHERE ledger_accounts_2.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_2.fund_id IN (
                  SELECT budget_funds_3.id
                  FROM (
                    SELECT budget_funds_2.*
                    FROM ambiti.budget_funds AS budget_funds_2
                    WHERE CASE WHEN (budget_funds_2.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS budget_funds_3
                  WHERE budget_funds_3.ambito_id = budget_funds_1.ambito_id AND budget_funds_3.budget_id = budget_funds_1.budget_id AND (budget_funds_3.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_3.within))
                )
              ) AS anon_3
            ) AS made_1
          ), 'null'))) || ((',"cash":' || coalesce((
            SELECT (('{"advanced":' || coalesce(CAST(to_json(to_char(CAST(greatest(-made_2.held, 0) AS NUMERIC) / CAST(100 AS NUMERIC), 'FM999999999999990.00')) AS TEXT), 'null')) || '}') AS j
            FROM (
              SELECT CAST(coalesce(sum(CASE WHEN (anon_4.stage IN ('COLLECTED')) THEN anon_4.held ELSE 0 END), 0) AS BIGINT) - CAST(coalesce(sum(CASE WHEN (anon_4.stage IN ('PAID')) THEN anon_4.held ELSE 0 END), 0) AS BIGINT) AS held
              FROM (
                SELECT ledger_accounts_4.stage AS stage, (ledger_accounts_4.balance - (
                  SELECT coalesce(sum(ledger_movements_4.amount), 0) AS coalesce_3
                  FROM (
                    SELECT ledger_movements_3.*
                    FROM ambiti.ledger_movements AS ledger_movements_3
                    WHERE CASE WHEN (ledger_movements_3.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS ledger_movements_4
                  WHERE ledger_movements_4.ambito_id = ledger_accounts_4.ambito_id AND ledger_movements_4.to_id = ledger_accounts_4.id AND ledger_movements_4.moved_on > $2::DATE
                )) + (
                  SELECT coalesce(sum(ledger_movements_4.amount), 0) AS coalesce_4
                  FROM (
                    SELECT ledger_movements_3.*
                    FROM ambiti.ledger_movements AS ledger_movements_3
                    WHERE CASE WHEN (ledger_movements_3.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS ledger_movements_4
                  WHERE ledger_movements_4.ambito_id = ledger_accounts_4.ambito_id AND ledger_movements_4.from_id = ledger_accounts_4.id AND ledger_movements_4.moved_on > $2::DATE
                ) AS held
                FROM (
                  SELECT ledger_accounts_3.*
                  FROM ambiti.ledger_accounts AS ledger_accounts_3
                  WHERE CASE WHEN (ledger_accounts_3.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                ) AS ledger_accounts_4
                WHERE ledger_accounts_4.ambito_id = budget_funds_1.ambito_id AND ledger_accounts_4.fund_id IN (
                  SELECT budget_funds_5.id
                  FROM (
                    SELECT budget_funds_4.*
                    FROM ambiti.budget_funds AS budget_funds_4
                    WHERE CASE WHEN (budget_funds_4.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END
                  ) AS budget_funds_5
                  WHERE budget_funds_5.ambito_id = budget_funds_1.ambito_id AND budget_funds_5.budget_id = budget_funds_1.budget_id AND (budget_funds_5.id = budget_funds_1.id OR budget_funds_1.code = ANY (budget_funds_5.within))
                )
              ) AS anon_4
            ) AS made_2
          ), 'null')) || '}')) AS j
          FROM ambiti.budget_funds AS budget_funds_1
          WHERE budget_funds_1.ambito_id = budgets_1.ambito_id AND budget_funds_1.budget_id = budgets_1.id AND CASE WHEN (budget_funds_1.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END ORDER BY budget_funds_1.position, budget_funds_1.code
        ) AS items_1
      )) || '}') AS j
      FROM ambiti.budgets AS budgets_1
      WHERE budgets_1.ambito_id = ambiti_1.ambito_id AND budgets_1.year = $3::INTEGER AND CASE WHEN (budgets_1.ambito_id = ANY ($1::INTEGER[])) THEN true ELSE false END ORDER BY budgets_1.year
    ) AS items_2
  )) || '}') AS j
  FROM ambiti.ambiti AS ambiti_1
  WHERE ambiti_1.slug = $4::VARCHAR
), 'null')) || '}') AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
