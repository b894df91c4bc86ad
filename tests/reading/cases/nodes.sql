SELECT CAST('{"nodes":' || (
  SELECT '[' || coalesce(string_agg(items_68.j, ','), '') || ']' AS anon_1
  FROM (
    SELECT coalesce((
      SELECT '{"__typename":"Accession","id":' || '"' || translate(encode(convert_to('Accession:' || CAST(accessions_6.ambito_id AS TEXT) || ':' || CAST(accessions_6.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.accessions AS accessions_6
      WHERE false
    ), (
      SELECT '{"__typename":"Act","id":' || '"' || translate(encode(convert_to('Act:' || CAST(acts_7.ambito_id AS TEXT) || ':' || CAST(acts_7.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.acts AS acts_7
      WHERE driving_5.type_name = 'Act' AND acts_7.ambito_id = driving_5.ambito_id AND acts_7.id = driving_5.uuid AND acts_7.published = true
    ), (
      SELECT '{"__typename":"ActConflict","id":' || '"' || translate(encode(convert_to('ActConflict:' || CAST(act_conflicts_8.ambito_id AS TEXT) || ':' || CAST(act_conflicts_8.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_conflicts AS act_conflicts_8
      WHERE driving_5.type_name = 'ActConflict' AND act_conflicts_8.ambito_id = driving_5.ambito_id AND act_conflicts_8.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"ActParty","id":' || '"' || translate(encode(convert_to('ActParty:' || CAST(act_parties_9.ambito_id AS TEXT) || ':' || CAST(act_parties_9.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_parties AS act_parties_9
      WHERE driving_5.type_name = 'ActParty' AND act_parties_9.ambito_id = driving_5.ambito_id AND act_parties_9.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"ActPublication","id":' || '"' || translate(encode(convert_to('ActPublication:' || CAST(publications_10.ambito_id AS TEXT) || ':' || CAST(publications_10.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.publications AS publications_10
      WHERE driving_5.type_name = 'ActPublication' AND publications_10.ambito_id = driving_5.ambito_id AND publications_10.id = driving_5.uuid AND publications_10.published = true
    ), (
      SELECT '{"__typename":"ActStep","id":' || '"' || translate(encode(convert_to('ActStep:' || CAST(act_steps_11.ambito_id AS TEXT) || ':' || CAST(act_steps_11.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_steps AS act_steps_11
      WHERE driving_5.type_name = 'ActStep' AND act_steps_11.ambito_id = driving_5.ambito_id AND act_steps_11.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"Adherent","id":' || '"' || translate(encode(convert_to('Adherent:' || CAST(adherents_12.ambito_id AS TEXT) || ':' || CAST(adherents_12.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adherents AS adherents_12
      WHERE false
    ), (
      SELECT '{"__typename":"Adoption","id":' || '"' || translate(encode(convert_to('Adoption:' || CAST(adoptions_13.ambito_id AS TEXT) || ':' || CAST(adoptions_13.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoptions AS adoptions_13
      WHERE false
    ), (
      SELECT '{"__typename":"AdoptionRound","id":' || '"' || translate(encode(convert_to('AdoptionRound:' || CAST(adoption_rounds_14.ambito_id AS TEXT) || ':' || CAST(adoption_rounds_14.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoption_rounds AS adoption_rounds_14
      WHERE false
    ), (
      SELECT '{"__typename":"AgendaItem","id":' || '"' || translate(encode(convert_to('AgendaItem:' || CAST(agenda_items_15.ambito_id AS TEXT) || ':' || CAST(agenda_items_15.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.agenda_items AS agenda_items_15
      WHERE false
    ), (
      SELECT '{"__typename":"Ambiguity","id":' || '"' || translate(encode(convert_to('Ambiguity:' || CAST(ambiguities_16.ambito_id AS TEXT) || ':' || CAST(ambiguities_16.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_16
      WHERE false
    ), (
      SELECT '{"__typename":"Ambito","id":' || '"' || translate(encode(convert_to('Ambito:' || CAST(ambiti_17.ambito_id AS TEXT) || ':' || CAST(ambiti_17.ambito_id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"slug":' || CAST(to_json(ambiti_17.slug) AS TEXT) || '}' AS j
      FROM ambiti.ambiti AS ambiti_17
      WHERE driving_5.type_name = 'Ambito' AND ambiti_17.ambito_id = driving_5.ambito_id AND driving_5.key = CAST(driving_5.ambito_id AS TEXT)
    ), (
      SELECT '{"__typename":"Amendment","id":' || '"' || translate(encode(convert_to('Amendment:' || CAST(amendments_18.ambito_id AS TEXT) || ':' || CAST(amendments_18.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendments AS amendments_18
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentAdoption","id":' || '"' || translate(encode(convert_to('AmendmentAdoption:' || CAST(amendment_adoptions_19.ambito_id AS TEXT) || ':' || CAST(amendment_adoptions_19.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_adoptions AS amendment_adoptions_19
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentStep","id":' || '"' || translate(encode(convert_to('AmendmentStep:' || CAST(amendment_steps_20.ambito_id AS TEXT) || ':' || CAST(amendment_steps_20.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_steps AS amendment_steps_20
      WHERE false
    ), (
      SELECT '{"__typename":"Attendance","id":' || '"' || translate(encode(convert_to('Attendance:' || CAST(attendances_21.ambito_id AS TEXT) || ':' || CAST(attendances_21.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.attendances AS attendances_21
      WHERE false
    ), (
      SELECT '{"__typename":"Ballot","id":' || '"' || translate(encode(convert_to('Ballot:' || CAST(ballots_22.ambito_id AS TEXT) || ':' || CAST(ballots_22.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ballots AS ballots_22
      WHERE false
    ), (
      SELECT '{"__typename":"Body","id":' || '"' || translate(encode(convert_to('Body:' || CAST(bodies_23.ambito_id AS TEXT) || ':' || CAST(bodies_23.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(bodies_23.name) AS TEXT) || '}' AS j
      FROM ambiti.bodies AS bodies_23
      WHERE driving_5.type_name = 'Body' AND bodies_23.ambito_id = driving_5.ambito_id AND bodies_23.id = driving_5.uuid
    ), (
      SELECT '{"__typename":"Comune","id":' || '"' || translate(encode(convert_to('Comune:' || '' || ':' || CAST(comuni_24.istat_code AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(comuni_24.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_24
      WHERE driving_5.type_name = 'Comune' AND comuni_24.istat_code = driving_5.key AND driving_5.ambito_id IS NULL
    ), (
      SELECT '{"__typename":"ContractParty","id":' || '"' || translate(encode(convert_to('ContractParty:' || CAST(contract_parties_25.ambito_id AS TEXT) || ':' || CAST(contract_parties_25.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.contract_parties AS contract_parties_25
      WHERE false
    ), (
      SELECT '{"__typename":"Deliberation","id":' || '"' || translate(encode(convert_to('Deliberation:' || CAST(deliberations_26.ambito_id AS TEXT) || ':' || CAST(deliberations_26.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.deliberations AS deliberations_26
      WHERE false
    ), (
      SELECT '{"__typename":"Delivery","id":' || '"' || translate(encode(convert_to('Delivery:' || CAST(deliveries_27.ambito_id AS TEXT) || ':' || CAST(deliveries_27.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.deliveries AS deliveries_27
      WHERE false
    ), (
      SELECT '{"__typename":"Dispatch","id":' || '"' || translate(encode(convert_to('Dispatch:' || CAST(dispatches_28.ambito_id AS TEXT) || ':' || CAST(dispatches_28.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.dispatches AS dispatches_28
      WHERE false
    ), (
      SELECT '{"__typename":"DispatchItem","id":' || '"' || translate(encode(convert_to('DispatchItem:' || CAST(dispatch_items_29.ambito_id AS TEXT) || ':' || CAST(dispatch_items_29.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.dispatch_items AS dispatch_items_29
      WHERE false
    ), (
      SELECT '{"__typename":"Draft","id":' || '"' || translate(encode(convert_to('Draft:' || CAST(drafts_30.ambito_id AS TEXT) || ':' || CAST(drafts_30.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.drafts AS drafts_30
      WHERE false
    ), (
      SELECT '{"__typename":"DraftParty","id":' || '"' || translate(encode(convert_to('DraftParty:' || CAST(draft_parties_31.ambito_id AS TEXT) || ':' || CAST(draft_parties_31.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.draft_parties AS draft_parties_31
      WHERE false
    ), (
      SELECT '{"__typename":"Encounter","id":' || '"' || translate(encode(convert_to('Encounter:' || CAST(encounters_32.ambito_id AS TEXT) || ':' || CAST(encounters_32.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.encounters AS encounters_32
      WHERE false
    ), (
      SELECT '{"__typename":"EncounterParty","id":' || '"' || translate(encode(convert_to('EncounterParty:' || CAST(encounter_parties_33.ambito_id AS TEXT) || ':' || CAST(encounter_parties_33.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.encounter_parties AS encounter_parties_33
      WHERE false
    ), (
      SELECT '{"__typename":"Fulfilment","id":' || '"' || translate(encode(convert_to('Fulfilment:' || CAST(fulfilments_34.ambito_id AS TEXT) || ':' || CAST(fulfilments_34.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.fulfilments AS fulfilments_34
      WHERE false
    ), (
      SELECT '{"__typename":"Instrument","id":' || '"' || translate(encode(convert_to('Instrument:' || CAST(instruments_35.ambito_id AS TEXT) || ':' || CAST(instruments_35.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instruments AS instruments_35
      WHERE driving_5.type_name = 'Instrument' AND instruments_35.ambito_id = driving_5.ambito_id AND instruments_35.id = driving_5.uuid AND instruments_35.published = true
    ), (
      SELECT '{"__typename":"InstrumentParty","id":' || '"' || translate(encode(convert_to('InstrumentParty:' || CAST(instrument_parties_36.ambito_id AS TEXT) || ':' || CAST(instrument_parties_36.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_parties AS instrument_parties_36
      WHERE driving_5.type_name = 'InstrumentParty' AND instrument_parties_36.ambito_id = driving_5.ambito_id AND instrument_parties_36.id = driving_5.uuid AND instrument_parties_36.published = true
    ), (
      SELECT '{"__typename":"InstrumentPublication","id":' || '"' || translate(encode(convert_to('InstrumentPublication:' || CAST(instrument_publications_37.ambito_id AS TEXT) || ':' || CAST(instrument_publications_37.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_publications AS instrument_publications_37
      WHERE false
    ), (
      SELECT '{"__typename":"Invitation","id":' || '"' || translate(encode(convert_to('Invitation:' || CAST(invitations_38.ambito_id AS TEXT) || ':' || CAST(invitations_38.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.invitations AS invitations_38
      WHERE false
    ), (
      SELECT '{"__typename":"JournalEntry","id":' || '"' || translate(encode(convert_to('JournalEntry:' || CAST(journal_entries_39.ambito_id AS TEXT) || ':' || CAST(journal_entries_39.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.journal_entries AS journal_entries_39
      WHERE false
    ), (
      SELECT '{"__typename":"Mandate","id":' || '"' || translate(encode(convert_to('Mandate:' || CAST(mandates_40.ambito_id AS TEXT) || ':' || CAST(mandates_40.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandates AS mandates_40
      WHERE driving_5.type_name = 'Mandate' AND mandates_40.ambito_id = driving_5.ambito_id AND mandates_40.id = driving_5.uuid AND mandates_40.principal_id = $1::UUID
    ), (
      SELECT '{"__typename":"MandateRevocation","id":' || '"' || translate(encode(convert_to('MandateRevocation:' || CAST(mandate_revocations_41.ambito_id AS TEXT) || ':' || CAST(mandate_revocations_41.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandate_revocations AS mandate_revocations_41
      WHERE false
    ), (
      SELECT '{"__typename":"Me","id":' || '"' || translate(encode(convert_to('Me:' || '' || ':' || CAST(principals_42.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.principals AS principals_42
      WHERE driving_5.type_name = 'Me' AND principals_42.id = driving_5.uuid AND driving_5.ambito_id IS NULL AND principals_42.id = $1::UUID
    ), (
      SELECT '{"__typename":"Meeting","id":' || '"' || translate(encode(convert_to('Meeting:' || CAST(meetings_43.ambito_id AS TEXT) || ':' || CAST(meetings_43.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.meetings AS meetings_43
      WHERE false
    ), (
      SELECT '{"__typename":"MemberAmbito","id":' || '"' || translate(encode(convert_to('MemberAmbito:' || CAST(units_44.ambito_id AS TEXT) || ':' || CAST(units_44.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_44
      WHERE driving_5.type_name = 'MemberAmbito' AND units_44.ambito_id = driving_5.ambito_id AND units_44.id = driving_5.uuid AND units_44.kind = 'MEMBER_AMBITO'
    ), (
      SELECT '{"__typename":"Occurrence","id":' || '"' || translate(encode(convert_to('Occurrence:' || CAST(occurrences_45.ambito_id AS TEXT) || ':' || CAST(occurrences_45.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.occurrences AS occurrences_45
      WHERE false
    ), (
      SELECT '{"__typename":"Organ","id":' || '"' || translate(encode(convert_to('Organ:' || CAST(organs_46.ambito_id AS TEXT) || ':' || CAST(organs_46.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.organs AS organs_46
      WHERE false
    ), (
      SELECT '{"__typename":"OrganSeat","id":' || '"' || translate(encode(convert_to('OrganSeat:' || CAST(seats_47.ambito_id AS TEXT) || ':' || CAST(seats_47.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.seats AS seats_47
      WHERE false
    ), (
      SELECT '{"__typename":"OwnRule","id":' || '"' || translate(encode(convert_to('OwnRule:' || CAST(own_rules_48.ambito_id AS TEXT) || ':' || CAST(own_rules_48.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.own_rules AS own_rules_48
      WHERE false
    ), (
      SELECT '{"__typename":"Participation","id":' || '"' || translate(encode(convert_to('Participation:' || CAST(participations_49.ambito_id AS TEXT) || ':' || CAST(participations_49.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.participations AS participations_49
      WHERE false
    ), (
      SELECT '{"__typename":"Renewal","id":' || '"' || translate(encode(convert_to('Renewal:' || CAST(renewals_50.ambito_id AS TEXT) || ':' || CAST(renewals_50.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.renewals AS renewals_50
      WHERE false
    ), (
      SELECT '{"__typename":"Representation","id":' || '"' || translate(encode(convert_to('Representation:' || CAST(representations_51.ambito_id AS TEXT) || ':' || CAST(representations_51.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.representations AS representations_51
      WHERE false
    ), (
      SELECT '{"__typename":"Representative","id":' || '"' || translate(encode(convert_to('Representative:' || CAST(representatives_52.ambito_id AS TEXT) || ':' || CAST(representatives_52.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.representatives AS representatives_52
      WHERE false
    ), (
      SELECT '{"__typename":"RevocationCase","id":' || '"' || translate(encode(convert_to('RevocationCase:' || CAST(revocations_53.ambito_id AS TEXT) || ':' || CAST(revocations_53.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.revocations AS revocations_53
      WHERE false
    ), (
      SELECT '{"__typename":"Role","id":' || '"' || translate(encode(convert_to('Role:' || CAST(roles_54.ambito_id AS TEXT) || ':' || CAST(roles_54.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roles AS roles_54
      WHERE false
    ), (
      SELECT '{"__typename":"RollEntry","id":' || '"' || translate(encode(convert_to('RollEntry:' || CAST(roll_entries_55.ambito_id AS TEXT) || ':' || CAST(roll_entries_55.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roll_entries AS roll_entries_55
      WHERE false
    ), (
      SELECT '{"__typename":"SetTerm","id":' || '"' || translate(encode(convert_to('SetTerm:' || CAST(set_terms_56.ambito_id AS TEXT) || ':' || CAST(set_terms_56.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.set_terms AS set_terms_56
      WHERE false
    ), (
      SELECT '{"__typename":"Signature","id":' || '"' || translate(encode(convert_to('Signature:' || CAST(signatures_57.ambito_id AS TEXT) || ':' || CAST(signatures_57.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signatures AS signatures_57
      WHERE false
    ), (
      SELECT '{"__typename":"SignedContract","id":' || '"' || translate(encode(convert_to('SignedContract:' || CAST(signed_contracts_58.ambito_id AS TEXT) || ':' || CAST(signed_contracts_58.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signed_contracts AS signed_contracts_58
      WHERE false
    ), (
      SELECT '{"__typename":"SigningMandate","id":' || '"' || translate(encode(convert_to('SigningMandate:' || CAST(signing_mandates_59.ambito_id AS TEXT) || ':' || CAST(signing_mandates_59.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signing_mandates AS signing_mandates_59
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteRule","id":' || '"' || translate(encode(convert_to('StatuteRule:' || CAST(rules_60.ambito_id AS TEXT) || ':' || CAST(rules_60.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rules AS rules_60
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteVersion","id":' || '"' || translate(encode(convert_to('StatuteVersion:' || CAST(statute_versions_61.ambito_id AS TEXT) || ':' || CAST(statute_versions_61.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.statute_versions AS statute_versions_61
      WHERE false
    ), (
      SELECT '{"__typename":"SubAmbito","id":' || '"' || translate(encode(convert_to('SubAmbito:' || CAST(units_62.ambito_id AS TEXT) || ':' || CAST(units_62.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_62
      WHERE driving_5.type_name = 'SubAmbito' AND units_62.ambito_id = driving_5.ambito_id AND units_62.id = driving_5.uuid AND units_62.kind = 'SUB_AMBITO'
    ), (
      SELECT '{"__typename":"Tenure","id":' || '"' || translate(encode(convert_to('Tenure:' || CAST(tenures_63.ambito_id AS TEXT) || ':' || CAST(tenures_63.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.tenures AS tenures_63
      WHERE false
    ), (
      SELECT '{"__typename":"TermEvent","id":' || '"' || translate(encode(convert_to('TermEvent:' || CAST(term_events_64.ambito_id AS TEXT) || ':' || CAST(term_events_64.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.term_events AS term_events_64
      WHERE false
    ), (
      SELECT '{"__typename":"Vote","id":' || '"' || translate(encode(convert_to('Vote:' || CAST(votes_65.ambito_id AS TEXT) || ':' || CAST(votes_65.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.votes AS votes_65
      WHERE false
    ), (
      SELECT '{"__typename":"Withdrawal","id":' || '"' || translate(encode(convert_to('Withdrawal:' || CAST(withdrawals_66.ambito_id AS TEXT) || ':' || CAST(withdrawals_66.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.withdrawals AS withdrawals_66
      WHERE false
    ), (
      SELECT '{"__typename":"WorkingGroup","id":' || '"' || translate(encode(convert_to('WorkingGroup:' || CAST(working_groups_67.ambito_id AS TEXT) || ':' || CAST(working_groups_67.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.working_groups AS working_groups_67
      WHERE false
    ), 'null') AS j
    FROM (
      SELECT anon_2.type_name AS type_name, anon_2.ambito_id AS ambito_id, anon_2.key AS key, anon_2.uuid AS uuid, anon_2.position AS position
      FROM unnest($2::TEXT[], $3::INTEGER[], $4::TEXT[], $5::UUID[]) WITH ORDINALITY AS anon_2(type_name, ambito_id, key, uuid, position) ORDER BY anon_2.position
    ) AS driving_5
  ) AS items_68
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
