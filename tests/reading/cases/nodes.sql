SELECT CAST('{"nodes":' || (
  SELECT '[' || coalesce(string_agg(items_81.j, ','), '') || ']' AS anon_1
  FROM (
    SELECT coalesce((
      SELECT '{"__typename":"AccessRequest","id":' || '"' || translate(encode(convert_to('AccessRequest:' || CAST(access_requests_6.ambito_id AS TEXT) || ':' || CAST(access_requests_6.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.access_requests AS access_requests_6
      WHERE false
    ), (
      SELECT '{"__typename":"Accession","id":' || '"' || translate(encode(convert_to('Accession:' || CAST(accessions_7.ambito_id AS TEXT) || ':' || CAST(accessions_7.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.accessions AS accessions_7
      WHERE false
    ), (
      SELECT '{"__typename":"Act","id":' || '"' || translate(encode(convert_to('Act:' || CAST(acts_8.ambito_id AS TEXT) || ':' || CAST(acts_8.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.acts AS acts_8
      WHERE driving_5.type_name = 'Act' AND acts_8.ambito_id = driving_5.ambito_id AND acts_8.id = driving_5.uuid AND acts_8.published = true
    ), (
      SELECT '{"__typename":"ActConflict","id":' || '"' || translate(encode(convert_to('ActConflict:' || CAST(act_conflicts_9.ambito_id AS TEXT) || ':' || CAST(act_conflicts_9.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_conflicts AS act_conflicts_9
      WHERE driving_5.type_name = 'ActConflict' AND act_conflicts_9.ambito_id = driving_5.ambito_id AND act_conflicts_9.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"ActParty","id":' || '"' || translate(encode(convert_to('ActParty:' || CAST(act_parties_10.ambito_id AS TEXT) || ':' || CAST(act_parties_10.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_parties AS act_parties_10
      WHERE driving_5.type_name = 'ActParty' AND act_parties_10.ambito_id = driving_5.ambito_id AND act_parties_10.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"ActPublication","id":' || '"' || translate(encode(convert_to('ActPublication:' || CAST(publications_11.ambito_id AS TEXT) || ':' || CAST(publications_11.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.publications AS publications_11
      WHERE driving_5.type_name = 'ActPublication' AND publications_11.ambito_id = driving_5.ambito_id AND publications_11.id = driving_5.uuid AND publications_11.published = true
    ), (
      SELECT '{"__typename":"ActStep","id":' || '"' || translate(encode(convert_to('ActStep:' || CAST(act_steps_12.ambito_id AS TEXT) || ':' || CAST(act_steps_12.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.act_steps AS act_steps_12
      WHERE driving_5.type_name = 'ActStep' AND act_steps_12.ambito_id = driving_5.ambito_id AND act_steps_12.id = driving_5.uuid AND false
    ), (
      SELECT '{"__typename":"Adherent","id":' || '"' || translate(encode(convert_to('Adherent:' || CAST(adherents_13.ambito_id AS TEXT) || ':' || CAST(adherents_13.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adherents AS adherents_13
      WHERE false
    ), (
      SELECT '{"__typename":"Adoption","id":' || '"' || translate(encode(convert_to('Adoption:' || CAST(adoptions_14.ambito_id AS TEXT) || ':' || CAST(adoptions_14.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoptions AS adoptions_14
      WHERE false
    ), (
      SELECT '{"__typename":"AdoptionRound","id":' || '"' || translate(encode(convert_to('AdoptionRound:' || CAST(adoption_rounds_15.ambito_id AS TEXT) || ':' || CAST(adoption_rounds_15.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.adoption_rounds AS adoption_rounds_15
      WHERE false
    ), (
      SELECT '{"__typename":"AgendaItem","id":' || '"' || translate(encode(convert_to('AgendaItem:' || CAST(agenda_items_16.ambito_id AS TEXT) || ':' || CAST(agenda_items_16.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.agenda_items AS agenda_items_16
      WHERE false
    ), (
      SELECT '{"__typename":"Ambiguity","id":' || '"' || translate(encode(convert_to('Ambiguity:' || CAST(ambiguities_17.ambito_id AS TEXT) || ':' || CAST(ambiguities_17.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ambiguities AS ambiguities_17
      WHERE false
    ), (
      SELECT '{"__typename":"Ambito","id":' || '"' || translate(encode(convert_to('Ambito:' || CAST(ambiti_18.ambito_id AS TEXT) || ':' || CAST(ambiti_18.ambito_id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"slug":' || CAST(to_json(ambiti_18.slug) AS TEXT) || '}' AS j
      FROM ambiti.ambiti AS ambiti_18
      WHERE driving_5.type_name = 'Ambito' AND ambiti_18.ambito_id = driving_5.ambito_id AND driving_5.key = CAST(driving_5.ambito_id AS TEXT)
    ), (
      SELECT '{"__typename":"Amendment","id":' || '"' || translate(encode(convert_to('Amendment:' || CAST(amendments_19.ambito_id AS TEXT) || ':' || CAST(amendments_19.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendments AS amendments_19
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentAdoption","id":' || '"' || translate(encode(convert_to('AmendmentAdoption:' || CAST(amendment_adoptions_20.ambito_id AS TEXT) || ':' || CAST(amendment_adoptions_20.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_adoptions AS amendment_adoptions_20
      WHERE false
    ), (
      SELECT '{"__typename":"AmendmentStep","id":' || '"' || translate(encode(convert_to('AmendmentStep:' || CAST(amendment_steps_21.ambito_id AS TEXT) || ':' || CAST(amendment_steps_21.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.amendment_steps AS amendment_steps_21
      WHERE false
    ), (
      SELECT '{"__typename":"ArchivedDocument","id":' || '"' || translate(encode(convert_to('ArchivedDocument:' || CAST(archived_documents_22.ambito_id AS TEXT) || ':' || CAST(archived_documents_22.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.archived_documents AS archived_documents_22
      WHERE false
    ), (
      SELECT '{"__typename":"Attendance","id":' || '"' || translate(encode(convert_to('Attendance:' || CAST(attendances_23.ambito_id AS TEXT) || ':' || CAST(attendances_23.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.attendances AS attendances_23
      WHERE false
    ), (
      SELECT '{"__typename":"Ballot","id":' || '"' || translate(encode(convert_to('Ballot:' || CAST(ballots_24.ambito_id AS TEXT) || ':' || CAST(ballots_24.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.ballots AS ballots_24
      WHERE false
    ), (
      SELECT '{"__typename":"Body","id":' || '"' || translate(encode(convert_to('Body:' || CAST(bodies_25.ambito_id AS TEXT) || ':' || CAST(bodies_25.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(bodies_25.name) AS TEXT) || '}' AS j
      FROM ambiti.bodies AS bodies_25
      WHERE driving_5.type_name = 'Body' AND bodies_25.ambito_id = driving_5.ambito_id AND bodies_25.id = driving_5.uuid
    ), (
      SELECT '{"__typename":"CaseAssignment","id":' || '"' || translate(encode(convert_to('CaseAssignment:' || CAST(case_assignments_26.ambito_id AS TEXT) || ':' || CAST(case_assignments_26.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.case_assignments AS case_assignments_26
      WHERE false
    ), (
      SELECT '{"__typename":"CaseFile","id":' || '"' || translate(encode(convert_to('CaseFile:' || CAST(case_files_27.ambito_id AS TEXT) || ':' || CAST(case_files_27.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.case_files AS case_files_27
      WHERE false
    ), (
      SELECT '{"__typename":"Complaint","id":' || '"' || translate(encode(convert_to('Complaint:' || CAST(complaints_28.ambito_id AS TEXT) || ':' || CAST(complaints_28.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.complaints AS complaints_28
      WHERE false
    ), (
      SELECT '{"__typename":"Comune","id":' || '"' || translate(encode(convert_to('Comune:' || '' || ':' || CAST(comuni_29.istat_code AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || ',"name":' || CAST(to_json(comuni_29.name) AS TEXT) || '}' AS j
      FROM ambiti.comuni AS comuni_29
      WHERE driving_5.type_name = 'Comune' AND comuni_29.istat_code = driving_5.key AND driving_5.ambito_id IS NULL
    ), (
      SELECT '{"__typename":"ContactPoint","id":' || '"' || translate(encode(convert_to('ContactPoint:' || CAST(contact_points_30.ambito_id AS TEXT) || ':' || CAST(contact_points_30.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.contact_points AS contact_points_30
      WHERE false
    ), (
      SELECT '{"__typename":"ContractParty","id":' || '"' || translate(encode(convert_to('ContractParty:' || CAST(contract_parties_31.ambito_id AS TEXT) || ':' || CAST(contract_parties_31.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.contract_parties AS contract_parties_31
      WHERE false
    ), (
      SELECT '{"__typename":"Deliberation","id":' || '"' || translate(encode(convert_to('Deliberation:' || CAST(deliberations_32.ambito_id AS TEXT) || ':' || CAST(deliberations_32.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.deliberations AS deliberations_32
      WHERE false
    ), (
      SELECT '{"__typename":"Delivery","id":' || '"' || translate(encode(convert_to('Delivery:' || CAST(deliveries_33.ambito_id AS TEXT) || ':' || CAST(deliveries_33.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.deliveries AS deliveries_33
      WHERE false
    ), (
      SELECT '{"__typename":"Dispatch","id":' || '"' || translate(encode(convert_to('Dispatch:' || CAST(dispatches_34.ambito_id AS TEXT) || ':' || CAST(dispatches_34.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.dispatches AS dispatches_34
      WHERE false
    ), (
      SELECT '{"__typename":"DispatchItem","id":' || '"' || translate(encode(convert_to('DispatchItem:' || CAST(dispatch_items_35.ambito_id AS TEXT) || ':' || CAST(dispatch_items_35.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.dispatch_items AS dispatch_items_35
      WHERE false
    ), (
      SELECT '{"__typename":"Draft","id":' || '"' || translate(encode(convert_to('Draft:' || CAST(drafts_36.ambito_id AS TEXT) || ':' || CAST(drafts_36.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.drafts AS drafts_36
      WHERE false
    ), (
      SELECT '{"__typename":"DraftParty","id":' || '"' || translate(encode(convert_to('DraftParty:' || CAST(draft_parties_37.ambito_id AS TEXT) || ':' || CAST(draft_parties_37.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.draft_parties AS draft_parties_37
      WHERE false
    ), (
      SELECT '{"__typename":"Encounter","id":' || '"' || translate(encode(convert_to('Encounter:' || CAST(encounters_38.ambito_id AS TEXT) || ':' || CAST(encounters_38.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.encounters AS encounters_38
      WHERE false
    ), (
      SELECT '{"__typename":"EncounterParty","id":' || '"' || translate(encode(convert_to('EncounterParty:' || CAST(encounter_parties_39.ambito_id AS TEXT) || ':' || CAST(encounter_parties_39.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.encounter_parties AS encounter_parties_39
      WHERE false
    ), (
      SELECT '{"__typename":"FollowUp","id":' || '"' || translate(encode(convert_to('FollowUp:' || CAST(follow_ups_40.ambito_id AS TEXT) || ':' || CAST(follow_ups_40.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.follow_ups AS follow_ups_40
      WHERE false
    ), (
      SELECT '{"__typename":"Fulfilment","id":' || '"' || translate(encode(convert_to('Fulfilment:' || CAST(fulfilments_41.ambito_id AS TEXT) || ':' || CAST(fulfilments_41.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.fulfilments AS fulfilments_41
      WHERE false
    ), (
      SELECT '{"__typename":"Inspection","id":' || '"' || translate(encode(convert_to('Inspection:' || CAST(inspections_42.ambito_id AS TEXT) || ':' || CAST(inspections_42.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.inspections AS inspections_42
      WHERE false
    ), (
      SELECT '{"__typename":"Instrument","id":' || '"' || translate(encode(convert_to('Instrument:' || CAST(instruments_43.ambito_id AS TEXT) || ':' || CAST(instruments_43.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instruments AS instruments_43
      WHERE driving_5.type_name = 'Instrument' AND instruments_43.ambito_id = driving_5.ambito_id AND instruments_43.id = driving_5.uuid AND instruments_43.published = true
    ), (
      SELECT '{"__typename":"InstrumentParty","id":' || '"' || translate(encode(convert_to('InstrumentParty:' || CAST(instrument_parties_44.ambito_id AS TEXT) || ':' || CAST(instrument_parties_44.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_parties AS instrument_parties_44
      WHERE driving_5.type_name = 'InstrumentParty' AND instrument_parties_44.ambito_id = driving_5.ambito_id AND instrument_parties_44.id = driving_5.uuid AND instrument_parties_44.published = true
    ), (
      SELECT '{"__typename":"InstrumentPublication","id":' || '"' || translate(encode(convert_to('InstrumentPublication:' || CAST(instrument_publications_45.ambito_id AS TEXT) || ':' || CAST(instrument_publications_45.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.instrument_publications AS instrument_publications_45
      WHERE false
    ), (
      SELECT '{"__typename":"Invitation","id":' || '"' || translate(encode(convert_to('Invitation:' || CAST(invitations_46.ambito_id AS TEXT) || ':' || CAST(invitations_46.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.invitations AS invitations_46
      WHERE false
    ), (
      SELECT '{"__typename":"JournalEntry","id":' || '"' || translate(encode(convert_to('JournalEntry:' || CAST(journal_entries_47.ambito_id AS TEXT) || ':' || CAST(journal_entries_47.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.journal_entries AS journal_entries_47
      WHERE false
    ), (
      SELECT '{"__typename":"Mandate","id":' || '"' || translate(encode(convert_to('Mandate:' || CAST(mandates_48.ambito_id AS TEXT) || ':' || CAST(mandates_48.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandates AS mandates_48
      WHERE driving_5.type_name = 'Mandate' AND mandates_48.ambito_id = driving_5.ambito_id AND mandates_48.id = driving_5.uuid AND mandates_48.principal_id = $1::UUID
    ), (
      SELECT '{"__typename":"MandateRevocation","id":' || '"' || translate(encode(convert_to('MandateRevocation:' || CAST(mandate_revocations_49.ambito_id AS TEXT) || ':' || CAST(mandate_revocations_49.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.mandate_revocations AS mandate_revocations_49
      WHERE false
    ), (
      SELECT '{"__typename":"Me","id":' || '"' || translate(encode(convert_to('Me:' || '' || ':' || CAST(principals_50.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.principals AS principals_50
      WHERE driving_5.type_name = 'Me' AND principals_50.id = driving_5.uuid AND driving_5.ambito_id IS NULL AND principals_50.id = $1::UUID
    ), (
      SELECT '{"__typename":"Meeting","id":' || '"' || translate(encode(convert_to('Meeting:' || CAST(meetings_51.ambito_id AS TEXT) || ':' || CAST(meetings_51.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.meetings AS meetings_51
      WHERE false
    ), (
      SELECT '{"__typename":"MemberAmbito","id":' || '"' || translate(encode(convert_to('MemberAmbito:' || CAST(units_52.ambito_id AS TEXT) || ':' || CAST(units_52.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_52
      WHERE driving_5.type_name = 'MemberAmbito' AND units_52.ambito_id = driving_5.ambito_id AND units_52.id = driving_5.uuid AND units_52.kind = 'MEMBER_AMBITO'
    ), (
      SELECT '{"__typename":"MinutesApproval","id":' || '"' || translate(encode(convert_to('MinutesApproval:' || CAST(minutes_approvals_53.ambito_id AS TEXT) || ':' || CAST(minutes_approvals_53.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.minutes_approvals AS minutes_approvals_53
      WHERE false
    ), (
      SELECT '{"__typename":"MinutesCorrection","id":' || '"' || translate(encode(convert_to('MinutesCorrection:' || CAST(minutes_corrections_54.ambito_id AS TEXT) || ':' || CAST(minutes_corrections_54.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.minutes_corrections AS minutes_corrections_54
      WHERE false
    ), (
      SELECT '{"__typename":"Occurrence","id":' || '"' || translate(encode(convert_to('Occurrence:' || CAST(occurrences_55.ambito_id AS TEXT) || ':' || CAST(occurrences_55.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.occurrences AS occurrences_55
      WHERE false
    ), (
      SELECT '{"__typename":"Organ","id":' || '"' || translate(encode(convert_to('Organ:' || CAST(organs_56.ambito_id AS TEXT) || ':' || CAST(organs_56.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.organs AS organs_56
      WHERE false
    ), (
      SELECT '{"__typename":"OrganSeat","id":' || '"' || translate(encode(convert_to('OrganSeat:' || CAST(seats_57.ambito_id AS TEXT) || ':' || CAST(seats_57.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.seats AS seats_57
      WHERE false
    ), (
      SELECT '{"__typename":"OwnRule","id":' || '"' || translate(encode(convert_to('OwnRule:' || CAST(own_rules_58.ambito_id AS TEXT) || ':' || CAST(own_rules_58.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.own_rules AS own_rules_58
      WHERE false
    ), (
      SELECT '{"__typename":"Participation","id":' || '"' || translate(encode(convert_to('Participation:' || CAST(participations_59.ambito_id AS TEXT) || ':' || CAST(participations_59.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.participations AS participations_59
      WHERE false
    ), (
      SELECT '{"__typename":"PersonalAccess","id":' || '"' || translate(encode(convert_to('PersonalAccess:' || CAST(personal_accesses_60.ambito_id AS TEXT) || ':' || CAST(personal_accesses_60.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.personal_accesses AS personal_accesses_60
      WHERE false
    ), (
      SELECT '{"__typename":"PersonalRecord","id":' || '"' || translate(encode(convert_to('PersonalRecord:' || CAST(personal_records_61.ambito_id AS TEXT) || ':' || CAST(personal_records_61.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.personal_records AS personal_records_61
      WHERE false
    ), (
      SELECT '{"__typename":"Renewal","id":' || '"' || translate(encode(convert_to('Renewal:' || CAST(renewals_62.ambito_id AS TEXT) || ':' || CAST(renewals_62.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.renewals AS renewals_62
      WHERE false
    ), (
      SELECT '{"__typename":"Representation","id":' || '"' || translate(encode(convert_to('Representation:' || CAST(representations_63.ambito_id AS TEXT) || ':' || CAST(representations_63.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.representations AS representations_63
      WHERE false
    ), (
      SELECT '{"__typename":"Representative","id":' || '"' || translate(encode(convert_to('Representative:' || CAST(representatives_64.ambito_id AS TEXT) || ':' || CAST(representatives_64.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.representatives AS representatives_64
      WHERE false
    ), (
      SELECT '{"__typename":"RevocationCase","id":' || '"' || translate(encode(convert_to('RevocationCase:' || CAST(revocations_65.ambito_id AS TEXT) || ':' || CAST(revocations_65.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.revocations AS revocations_65
      WHERE false
    ), (
      SELECT '{"__typename":"RightsRequest","id":' || '"' || translate(encode(convert_to('RightsRequest:' || CAST(rights_requests_66.ambito_id AS TEXT) || ':' || CAST(rights_requests_66.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rights_requests AS rights_requests_66
      WHERE false
    ), (
      SELECT '{"__typename":"Role","id":' || '"' || translate(encode(convert_to('Role:' || CAST(roles_67.ambito_id AS TEXT) || ':' || CAST(roles_67.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roles AS roles_67
      WHERE false
    ), (
      SELECT '{"__typename":"RollEntry","id":' || '"' || translate(encode(convert_to('RollEntry:' || CAST(roll_entries_68.ambito_id AS TEXT) || ':' || CAST(roll_entries_68.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.roll_entries AS roll_entries_68
      WHERE false
    ), (
      SELECT '{"__typename":"SetTerm","id":' || '"' || translate(encode(convert_to('SetTerm:' || CAST(set_terms_69.ambito_id AS TEXT) || ':' || CAST(set_terms_69.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.set_terms AS set_terms_69
      WHERE false
    ), (
      SELECT '{"__typename":"Signature","id":' || '"' || translate(encode(convert_to('Signature:' || CAST(signatures_70.ambito_id AS TEXT) || ':' || CAST(signatures_70.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signatures AS signatures_70
      WHERE false
    ), (
      SELECT '{"__typename":"SignedContract","id":' || '"' || translate(encode(convert_to('SignedContract:' || CAST(signed_contracts_71.ambito_id AS TEXT) || ':' || CAST(signed_contracts_71.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signed_contracts AS signed_contracts_71
      WHERE false
    ), (
      SELECT '{"__typename":"SigningMandate","id":' || '"' || translate(encode(convert_to('SigningMandate:' || CAST(signing_mandates_72.ambito_id AS TEXT) || ':' || CAST(signing_mandates_72.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.signing_mandates AS signing_mandates_72
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteRule","id":' || '"' || translate(encode(convert_to('StatuteRule:' || CAST(rules_73.ambito_id AS TEXT) || ':' || CAST(rules_73.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.rules AS rules_73
      WHERE false
    ), (
      SELECT '{"__typename":"StatuteVersion","id":' || '"' || translate(encode(convert_to('StatuteVersion:' || CAST(statute_versions_74.ambito_id AS TEXT) || ':' || CAST(statute_versions_74.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.statute_versions AS statute_versions_74
      WHERE false
    ), (
      SELECT '{"__typename":"SubAmbito","id":' || '"' || translate(encode(convert_to('SubAmbito:' || CAST(units_75.ambito_id AS TEXT) || ':' || CAST(units_75.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.units AS units_75
      WHERE driving_5.type_name = 'SubAmbito' AND units_75.ambito_id = driving_5.ambito_id AND units_75.id = driving_5.uuid AND units_75.kind = 'SUB_AMBITO'
    ), (
      SELECT '{"__typename":"Tenure","id":' || '"' || translate(encode(convert_to('Tenure:' || CAST(tenures_76.ambito_id AS TEXT) || ':' || CAST(tenures_76.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.tenures AS tenures_76
      WHERE false
    ), (
      SELECT '{"__typename":"TermEvent","id":' || '"' || translate(encode(convert_to('TermEvent:' || CAST(term_events_77.ambito_id AS TEXT) || ':' || CAST(term_events_77.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.term_events AS term_events_77
      WHERE false
    ), (
      SELECT '{"__typename":"Vote","id":' || '"' || translate(encode(convert_to('Vote:' || CAST(votes_78.ambito_id AS TEXT) || ':' || CAST(votes_78.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.votes AS votes_78
      WHERE false
    ), (
      SELECT '{"__typename":"Withdrawal","id":' || '"' || translate(encode(convert_to('Withdrawal:' || CAST(withdrawals_79.ambito_id AS TEXT) || ':' || CAST(withdrawals_79.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.withdrawals AS withdrawals_79
      WHERE false
    ), (
      SELECT '{"__typename":"WorkingGroup","id":' || '"' || translate(encode(convert_to('WorkingGroup:' || CAST(working_groups_80.ambito_id AS TEXT) || ':' || CAST(working_groups_80.id AS TEXT), 'UTF8'), 'base64'), E'\n', '') || '"' || '}' AS j
      FROM ambiti.working_groups AS working_groups_80
      WHERE false
    ), 'null') AS j
    FROM (
      SELECT anon_2.type_name AS type_name, anon_2.ambito_id AS ambito_id, anon_2.key AS key, anon_2.uuid AS uuid, anon_2.position AS position
      FROM unnest($2::TEXT[], $3::INTEGER[], $4::TEXT[], $5::UUID[]) WITH ORDINALITY AS anon_2(type_name, ambito_id, key, uuid, position) ORDER BY anon_2.position
    ) AS driving_5
  ) AS items_81
) || '}' AS VARCHAR) AS data, CAST((
  SELECT ambiti.principals.version
  FROM ambiti.principals
  WHERE ambiti.principals.identity = ambiti.subject()
) AS BIGINT) AS version
