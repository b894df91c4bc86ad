"""The language of ``tenants/*.yaml``: typed models, one room for each mechanism.

Each mechanism of the founding documents has its room here; ``says`` of a type is its sentence.

====  ==================  ==========================================================
M-01  ``units``           sub-ambiti, member Ambiti, coalitions, bodies
M-02  ``territory``       comuni, spellings, members, capofila, stand-ins, perimeters
M-03  ``instruments``     convenzioni, accordi, regolamenti and their steps
      ``renewals``        renewal, signing, purposes, taxes of an instrument
M-04  ``organs``          organs; ``composition`` their seats, ``chairs`` who chairs
M-05  ``decisions``       fractions, denominators, quorum, abstentions, per matter
M-06  ``competences``     twelve verbs on a matter, what comes before, who prevails
M-07  ``roles``           roles; ``appointments`` how they are given and taken away
M-08  ``meetings``        who convenes, agenda, minutes, how often, joint meetings
M-09  ``deadlines``       days, clocks after events, windows, rhythms
M-10  ``terms``           durations, ends, events
M-11  ``recess``          notice, effect, two kinds of liability
M-12  ``allocation``      keys, what they share, estimates
M-13  ``ledgers``         who pays and on whom it counts
M-14  ``personnel``       secondment, refunds, assignments
M-15  ``funds``           sources, earmarks, surplus, custody
M-16  ``movements``       transfers, instalments, claims
M-17  ``amounts``         fixed sums
M-18  ``programming``     plan, contract, report; sections, budgets, levels
M-19  ``companies``       the managing company and its contract
M-20  ``adhesion``        who may attend, choose, be chosen
M-21  ``representation``  mandates, acting on behalf
M-22  ``adoption``        acts that each body adopts
M-23  ``reporting``       information debts
M-24  ``series``          series, indices, what is hidden
M-25  ``privacy``         controllers, purposes, rights per instrument
M-26  ``transparency``    archive, access, what is public
M-27  ``audit``           who answers, who inspects
M-28  ``disputes``        a court, or an organ
M-29  ``hierarchy``       premises, residual rules, law, later acts
M-30  ``ambiguities``     open points and the reading in force
M-31  ``duties``          separations
====  ==================  ==========================================================

Besides them, ``rule`` says what every rule carries, ``documents`` what sources cite,
``vocabulary`` the matters, offices and categories that rules share, ``references`` what a code
refers to, ``words`` what codes and figures look like, and ``statute`` puts the whole together.
"""

from ambiti.statute.language.statute import Statute

__all__ = ["Statute"]
