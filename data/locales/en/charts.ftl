# Charts: titles, small print and the texts for those who cannot see the picture.
# A key that begins with `chart-milestone-`, `chart-rat-mark-` or `chart-event-` ends in the id of an event and gives its short name there:
# these lists decide which events a chart marks.

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = June
month-short-7 = July
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
chart-month-year = { $month } { $year }
chart-span = { $first } – { $last }

chart-base-decided = of those with an opinion
chart-base-all = of all asked
chart-base-voters = of those who would vote
chart-base-unknown = base not told
chart-stay = On staying in NATO, { $base }
chart-run = { $base }, { $span }
chart-rises = It rises from { $start } to { $end }.
chart-falls = It falls from { $start } to { $end }.
chart-level = It stays level, { $start } at its start and { $end } at its end.
chart-marked = Marked: { $list }.
chart-note-doubt = Hollow: doubted.
chart-note-base = Grey: base not told.
chart-note-twice = Known on both bases: two marks.
chart-note-smooth = Lines: smoothed.
chart-note-unlabelled = Also by: { $names }.
chart-note-bases = Bars of different bases cannot be compared with each other.
chart-note-left-out = Not shown: { $names }.
chart-note-also = Also: { $list }.

chart-trend-title = Support for NATO in Montenegro’s polls
chart-trend-title-by = Support for NATO in polls by { $names }
chart-trend-below = Share “for”, per cent. A mark for every figure, its form tells the pollster, its colour the base.
chart-trend-alt = Chart of { $n } marks with smoothed lines: { $title }, share “for” in per cent, { $span }.
chart-run-alt = { $name }: { $n } figures, { $low } to { $high }. { $change }
chart-milestone-map-granted = MAP
chart-milestone-invitation = invitation
chart-milestone-accession = accession

chart-compare-title = Polls on NATO compared
chart-compare-below = Shares for and against membership, per cent
chart-compare-one = one poll, { $when }
chart-compare-mean = mean of { $n } polls, { $when }
chart-poll-name = { $pollster }
chart-compare-alt = Chart of bars from 0 to 100 %: shares for and against NATO membership.
chart-compare-row = { $name } ({ $what }, { $base }): { $for } for, { $against } against.

chart-rat-title = How { $n } allies ratified Montenegro’s accession
chart-rat-below = Instruments deposited in Washington, added up; each ally stands at its step
chart-rat-unsure = Hollow, with “?”: the source’s row does not name the country for certain.
chart-rat-mark-protocol-signed = protocol signed
chart-rat-mark-accession = member
chart-rat-item = { $country } ({ $date })
chart-rat-alt = Chart of steps: ratifications of the accession protocol by deposit, from 0 to { $n }. First { $first }, number { $halfn } { $half }, last { $last }. In order: { $order }.

chart-vote-below = { $date } · { $count ->
    [one] { $n } seat
   *[other] { $n } seats
}
chart-vote-below-outcome = { $date } · { $outcome }
chart-vote-passed = carried
chart-vote-rejected = not carried
chart-vote-rest = { $n } not told
chart-vote-alt = Chart of a house with a mark for every seat.
chart-vote-alt-people = Chart of one bar with the votes for and against.
chart-not-voting = not voting
chart-not-told = not told by the source
chart-all = all

chart-election-below = { $date } · bars show seats, of { $n }
chart-election-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
chart-election-alt = Chart of bars, seats and shares of lists: { $title }. { $list }.

chart-timeline-title = Montenegro and NATO: the milestones
chart-timeline-below = { $first }–{ $last }, to scale
chart-timeline-alt = Timeline with { $n } milestones. { $list }. { $trend }
chart-timeline-dense = They stand closest in { $span }.
chart-event-independence-declared = Independence
chart-event-pfp-joined = Partnership for Peace
chart-event-intensified-dialogue = Intensified Dialogue
chart-event-map-granted = Membership Action Plan
chart-event-afghanistan-2010 = First deployment to Afghanistan
chart-event-wales-summit-2014 = Wales summit, no invitation
chart-event-protests-2015 = Anti-government protests
chart-event-invitation = Invitation
chart-event-protocol-signed = Protocol signed
chart-event-coup-attempt-2016 = Alleged coup attempt
chart-event-domestic-ratification = Parliament ratifies
chart-event-accession = Member of NATO
chart-event-coup-verdict-2019 = First coup verdict
chart-event-sanctions-2022 = Sanctions on Russia
chart-event-coup-acquittal-2024 = Acquittal in the coup case
chart-event-nsatu-council-endorsement-2025 = Council endorses NSATU
chart-event-coup-appeal-2026 = Final acquittal

chart-unit-percent = per cent of GDP
chart-unit-million = million euro
chart-unit-persons = people
chart-series-below = { $first }–{ $last }, { $unit }
chart-series-dashed = Dashed: no final figure.
chart-series-other = Diamond: another source’s figure.
chart-series-gap = Years without a bar: no figure.
chart-kind-actual = figure
chart-kind-plan = plan
chart-kind-estimate = estimate
chart-kind-about = about
chart-kind-other = , another source
chart-series-alt = Chart of bars by year, from 0: { $title }, { $unit }. { $list }. { $change }

chart-column-base = Base
chart-column-name = Who or when
chart-column-polls = Polls
chart-column-place = #
chart-column-ally = Ally
chart-column-deposit = Deposited
chart-column-parliament = Parliament
chart-column-vote = Vote
chart-column-votes = Votes
chart-column-list = List
chart-column-seats = Seats
chart-column-share = Share
chart-column-event = Event
chart-column-figure = Figure
chart-column-kind = Kind
