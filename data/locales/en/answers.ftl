# Dates
month-nom-1 = January
month-nom-2 = February
month-nom-3 = March
month-nom-4 = April
month-nom-5 = May
month-nom-6 = June
month-nom-7 = July
month-nom-8 = August
month-nom-9 = September
month-nom-10 = October
month-nom-11 = November
month-nom-12 = December
month-gen-1 = January
month-gen-2 = February
month-gen-3 = March
month-gen-4 = April
month-gen-5 = May
month-gen-6 = June
month-gen-7 = July
month-gen-8 = August
month-gen-9 = September
month-gen-10 = October
month-gen-11 = November
month-gen-12 = December
month-loc-1 = January
month-loc-2 = February
month-loc-3 = March
month-loc-4 = April
month-loc-5 = May
month-loc-6 = June
month-loc-7 = July
month-loc-8 = August
month-loc-9 = September
month-loc-10 = October
month-loc-11 = November
month-loc-12 = December
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-early = early { $period }
date-mid = mid-{ $period }
date-late = late { $period }
date-early-month = early { $period }
date-mid-month = mid-{ $period }
date-late-month = late { $period }
date-day-month = { $day } { $month }
date-days = { $first }–{ $last } { $month } { $year }
date-range = { $first } – { $last }
date-since = since { $date }
date-about = about { $date }
date-none = date not given
when-day = on { $day } { $month } { $year }
when-month = in { $month } { $year }
when-year = in { $year }
when-early = in early { $period }
when-mid = in mid-{ $period }
when-late = in late { $period }
when-early-month = in early { $period }
when-mid-month = in mid-{ $period }
when-late-month = in late { $period }
when-days = on { $first }–{ $last } { $month } { $year }
when-range = from { $first } to { $last }
when-since = since { $date }
when-month-bare = in { $month }
when-day-bare = on { $day } { $month }
gen-day = { $day } { $month } { $year }
gen-month = { $month } { $year }
gen-year = { $year }
gen-year-bare = { $year }
gen-early = early { $period }
gen-mid = mid-{ $period }
gen-late = late { $period }
gen-early-month = early { $period }
gen-mid-month = mid-{ $period }
gen-late-month = late { $period }
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
today = today

# Small words
row = { $most } and { $last }
ordinal = { $n }{ $kind }
with-article = the { $name }
points = { $value } points
verdict-yes = Yes. { $sentence }
verdict-no = No. { $sentence }
verdict-partly = Partly. { $sentence }
verdict-unproven = Not proven. { $sentence }
verdict-unknown = Not known. { $sentence }
place = Place: { $place }
headline-where = { $place }: { $sentence }
headline-who = { $names }. { $sentence }
limit-before = before { $date }
limit-after = after { $date }
limit-since = since { $date }
limit-until = by { $date }
limit-before-name = before { $name }
limit-after-name = after { $name }
rank-other = , another source
rank-doubtful = , doubtful
heading-dates = Dates that sources give
heading-offices = Offices
heading-steps = Steps
heading-order = Around it
heading-who = Who voted how
heading-next = Next in line
heading-beyond = Outside that table, further still
heading-known = Holders that the data knows
heading-also-said = Also
heading-positions = Positions, latest first
heading-votes = Votes
heading-targets = Goals
heading-strength = Numbers by date and source
heading-examples = Try
date-kind-vote = vote
date-kind-signature = signature
date-kind-deposit = deposit
date-kind-effect = taking effect
date-kind-publication = publication
date-kind-decision = decision
date-kind-start = start
date-kind-end = end
date-kind-happening = the event itself
date-kind-release = publication
date-kind-fieldwork = fieldwork
date-kind-statement = statement
column-number = #
column-ally = Ally
column-deposit = Deposited
column-parliament = Parliament
column-date = Date
column-pollster = Pollster
column-for = For
column-against = Against
column-undecided = Und.
column-list = List
column-share = %
column-seats = Seats
column-party = Party
column-stance = Position
column-year = When
column-value = Figure

# Titles
title-several = { $n } questions
title-polls = Opinion polls on NATO
title-poll = { $pollster }, { $date }
title-ratifications = Ratification of Montenegro's accession
title-ratification = Ratification by { $country }
title-votes = Votes
title-parties = Parties and NATO
title-missions = Missions and deployments
title-timeline = Timeline
title-help = What you can ask
title-conflicts = Where sources disagree
title-sources = Sources

# Ratifications
rat-line = { $country }, { $date }
name-dated = { $name } ({ $date })
rat-meaning = The dates are those on which each ally deposited its instrument with the US State Department; parliaments voted earlier. Which ally belongs to which date is inferred from the alphabetical order of the source's table.
member-ally = { $country } was one of the { $all } allies that ratified { $subject }'s accession; it deposited its instrument { $when }.
member-later = { $country } became a member after { $subject }.
rat-headline = { $country } ratified by depositing its instrument { $deposit }, the { $place } of { $all } allies.
rat-headline-both = { $country } ratified by depositing its instrument { $deposit }, the { $place } of { $all } allies; its parliament had voted { $parliament }{ $tally }.
rat-headline-tally = { " " }({ $figures })
rat-deposit-line = Instrument deposited { $when }, { $place } of { $all }.
rat-mapping-weak = The country of this row is inferred only; lists of depositors in other sources do not confirm the date.
rat-vote-headline = { $step } The instrument was deposited { $deposit }.
rat-parliament-headline = { $step } The instrument was deposited { $deposit }.
rat-no-tally = The tally of that vote in { $country } is not in my data. { $main }
rat-several = Instruments deposited: { $list }.
rat-first-last = First: { $first }; last: { $last }, of { $all } allies by day of deposit.
rat-only = Only { $all } allies had to ratify, so there is no such place in the order.
rat-places = By deposit, of { $all } allies: { $lines }.
rat-place-line = { $place } { $country } ({ $date })
rat-nth-first = { $country } was the first of { $all } allies to ratify, depositing its instrument { $when }
rat-nth-last = { $country } was the last of { $all } allies to ratify, depositing its instrument { $when }
rat-nth = { $n ->
    [one] { $country } was the { $place } of { $all } allies to ratify, depositing its instrument { $when }
   *[other] { $country } shared the { $place } place among { $all } allies, depositing their instruments { $when }
}
rat-nth-parliament = ; its parliament had voted { $when }.
rat-parliament-first = By parliamentary vote the first known is { $country }, { $when }.
rat-parliament-last = By parliamentary vote the last known is { $country }, { $when }.
rat-none = No ally deposited its instrument { $limit }.
rat-beside = Directly { $limit }: { $list }.
rat-left = { $n ->
    [one] One of { $all } allies was still missing and deposited its instrument { $limit }: { $list }.
   *[other] { $n } of { $all } allies were still missing and deposited their instruments { $limit }: { $list }.
}
rat-delay = { $country }: { $days ->
    [one] { $number } day
   *[other] { $number } days
} ({ $span }) from the vote in parliament ({ $vote }) to the deposit of the instrument ({ $deposit }).
rat-gap = The longest pause between two deposits in a row: { $line }.
rat-gap-line = { $days ->
    [one] { $days } day
   *[other] { $days } days
}, from { $first } to { $second }
rat-same-day = { $n ->
    [one] One day saw more than one deposit: { $list }.
   *[other] { $n } days saw more than one deposit: { $list }.
}
rat-same-day-line = { $names } on { $date }
rat-same-day-none = No two allies deposited on the same day.
rat-span = { $span } ({ $days ->
    [one] { $number } day
   *[other] { $number } days
}), from the first deposit ({ $first }) to the last ({ $last }).
rat-unanimous = Nobody against, as far as tallies are known ({ $n }): { $list }.
rat-unanimous-uncounted = unanimous
rat-tally-line = { $country } ({ $body }, { $figures })
rat-tallies = Most votes for, as far as tallies are known: { $first }. Most against: { $against }.
rat-tallies-note = Not every ally's tally is in my data.
rat-all = All { $n } allies ratified: the first to deposit was { $first }, the last { $last }.
rat-count = { $n ->
    [one] One of { $all } allies deposited its instrument { $limit }: { $list }.
   *[other] { $n } of { $all } allies deposited their instruments { $limit }: { $list }.
}
rat-parliaments-in = Parliaments known to have voted in that time ({ $n }): { $list }.
rat-place = { $country } was { $place } of { $all } by day of deposit ({ $when }).
rat-place-actual = The { $place } was { $country }, { $when }.
rat-parliament-when = The parliament of { $country } had voted { $when }.
rat-order = { $first } was first, depositing its instrument { $when }; then { $rest }. Between them: { $span }.
rat-order-same = { $names } deposited their instruments on the same day, { $when }.
rat-order-vote = By parliamentary vote { $first } was first, { $when }; then { $rest }.
rat-order-deposits = By deposit of the instrument: { $list }.
rat-order-parliaments = By parliamentary vote: { $list }.

# Polls
figure-for = { $value } for
figure-against = { $value } against
figure-undecided = { $value } undecided
side-for = for
side-against = against
pollster-none = pollster not named
pollster-found = { $name } (named elsewhere)
pollster-found-row = ({ $name })
pollster-found-note = In brackets: the table names no pollster, another source does.
poll-line = { $pollster }, { $date }: { $figures }
base-decided = the undecided left out
base-all = of all asked
base-voters = of those who would vote
base-unknown = base not told
question-membership = support for membership
question-referendum = how people would vote in a referendum
question-opinion = opinion of NATO
question-stay = staying in NATO
question-hold-referendum = whether to hold a referendum
question-neutrality = military neutrality
lead-for = , for ahead by { $points }
lead-against = , against ahead by { $points }
lead-none = , a tie
poll-sentence = { $pollster } { $when }: { $figures }{ $lead } ({ $base }).
poll-sentence-raw = {" "}With the undecided kept: { $figures }.
poll-sentence-doubt = {" "}There is a doubt about this row.
poll-base = Base: { $base }; asked about: { $question }
poll-printed-lead = The source prints a lead of { $printed }; its own figures give { $computed }
poll-raw = With the undecided kept: { $figures }.
poll-raw-of = { $line }; with the undecided kept: { $figures }.
poll-fieldwork = fieldwork { $date }
poll-sample = { $n } people asked
poll-splits = By group, for: { $groups }
poll-none = My data has no such poll ({ $names } { $limit }). { $nearest }
poll-nearest = The nearest: { $line }.
poll-sample-sentence = { $n } people were asked. { $line }.
poll-no-sample = The number of people asked is not in my data. { $line }.
poll-no-raw = Figures with the undecided kept are not in my data for this poll. { $line }.
poll-samples = People asked: { $list }.
poll-sample-of = { $line }: { $sample }
poll-sample-missing = not in my data
poll-count-either = { $n } { $n ->
    [one] poll
   *[other] polls
} { $before } and { $other } { $after }, over { $scope }.
poll-undecided = { $value } were undecided. { $line }.
poll-no-undecided = The share of undecided is not in my data for this poll. { $line }.
poll-two = { $first }; { $second }.
poll-many = { $n } polls{ $limits }: { $what } from { $low } ({ $lowby }, { $lowdate }) to { $high } ({ $highby }, { $highdate }); for was ahead in { $ahead } of { $rows }.
bases-mixed = These polls do not share one base (some leave the undecided out, some keep them), so compare them with care.
bases-one = Base of the figures: { $base }.
poll-latest = The latest poll in my data: { $sentence }
poll-latest-short = Latest in my data: { $line }.
poll-first = The oldest poll in my data: { $sentence }
poll-latest-of-these = The latest of these in my data: { $sentence }
poll-first-of-these = The first of these in my data: { $sentence }
poll-table-last = The last row of the reference table: { $line }.
poll-pollsters = { $top } made the most: { $n } of the { $rows } rows of the reference table. By pollster: { $list }.
scope = { $n ->
    [one] the one row of the reference table{ $limits }
   *[other] the { $n } rows of the reference table{ $limits }
}
scope-by = {" "}by { $names }
scope-in = {" "}{ $limit }
scope-outside = { $n ->
    [one] the one poll there is
   *[other] the { $n } polls there are
}
poll-highest = Highest share { $what }: { $value } ({ $pollster }, { $when }; { $figures }), over { $scope }.
poll-lowest = Lowest share { $what }: { $value } ({ $pollster }, { $when }; { $figures }), over { $scope }.
poll-widest = Widest gap: { $value }, { $leader } ahead ({ $pollster }, { $when }; { $figures }), over { $scope }.
poll-narrowest = Narrowest gap: { $value }, { $leader } ahead ({ $pollster }, { $when }; { $figures }), over { $scope }.
poll-mean = On average { $figures }, over { $scope }.
poll-mean-lead = On average the sides were { $lead } apart, whoever led: { $figures } on average, over { $scope }.
poll-median = Median { $figures }, over { $scope }.
poll-mean-base = Over the { $n } rows that leave the undecided out: { $figures }.
poll-mean-note = A mean over polls of different makers and questions is arithmetic, not a measurement.
poll-count = { $n } polls: { $scope }; for was ahead in { $ahead }, against in { $behind }.
poll-count-for = For was ahead in { $n } and against in { $other }, over { $scope }.
poll-count-against = Against was ahead in { $n } and for in { $other }, over { $scope }.
poll-count-lead = For was ahead in { $ahead } and against in { $behind }, over { $scope }.
poll-count-over = { $n } showed more than { $value } { $what }, over { $scope }.
poll-count-under = { $n } showed less than { $value } { $what }, over { $scope }.
poll-count-wider = { $n } showed a lead of more than { $value }, over { $scope }.
poll-count-closer = { $n } were closer than { $value }, over { $scope }.
poll-count-named = { $sentence } { $list }.
poll-years = { $top } had the most polls, { $n } of { $rows } rows of the reference table. By year: { $list }. { $gaps }
poll-year-count = { $year } { $n }
poll-years-no-gap = No year is without a row.
poll-years-gap = Without a row: { $years }.
poll-ties = { $n } tied.
poll-ever = { $n ->
    [one] One showed more than { $value } { $what }: { $best } ({ $pollster }, { $when }), over { $scope }.
   *[other] { $n } showed more than { $value } { $what }, at most { $best } ({ $pollster }, { $when }), over { $scope }.
}
poll-ever-under = { $n ->
    [one] One showed less than { $value } { $what }: { $best } ({ $pollster }, { $when }), over { $scope }.
   *[other] { $n } showed less than { $value } { $what }, at least { $best } ({ $pollster }, { $when }), over { $scope }.
}
poll-never = None showed that: no share { $what } passed { $value }; the nearest was { $line } (over { $scope }).
poll-majority-note = Most rows leave the undecided out; of everybody asked, no poll before accession in my data shows more than half for membership.
poll-trend = Support { $direction } by { $change }: from { $first } ({ $firstby }, { $firstdate }) to { $last } ({ $lastby }, { $lastdate }), with its peak at { $peak } ({ $peakby }, { $peakdate }).
poll-trend-other = Base of these figures: { $base }; the newest of another base ({ $other }): { $line }.
rose = rose
fell = fell
higher = higher
lower = lower
poll-compare = { $list }. Support in { $second } is { $difference } { $direction }.
poll-compare-against = { $list }. Opposition in { $second } is { $difference } { $direction }.
poll-compare-apart = { $list }. The bases differ (of all asked or of the decided only), so they do not tell which is higher.
poll-compare-one = { $line }
poll-compare-mean = { $name }: on average { $figures } over { $n } polls
poll-compare-none = My data has no poll to compare for { $names }.
polls-of = Polls ({ $n })

# Votes
tally-for = { $n } for
tally-against = { $n } against
tally-abstained = { $count ->
    [one] { $n } abstention
   *[other] { $n } abstentions
}
tally-absent = { $n } absent
tally-not-voting = { $n } not voting
tally-margin = { $n } more for than against
tally-margin-against = { $n } more against than for
tally-cast = { $n } votes cast
tally-seats = , of { $n } seats
tally-senators = , of { $n } senators
tally-registered = , of { $n } registered
tally-house = { $n } seats in the house
vote-headline = { $name } { $when }: { $figures }.
vote-side-headline = { $side }. { $full }
vote-side-unknown = That number is not in my data. { $full }
vote-sum = { $side } in all: { $list }.
vote-tally = Tally: { $figures }.
vote-decided = Decided: { $text }
vote-not-decided = Not decided by it: { $text }
tally-doubtful = Another tally, { $tally }, is doubtful. { $note }
tally-other = Another tally: { $tally }. { $note }
choice-for = for
choice-against = against
choice-abstained = abstained
choice-absent = absent
choice-split = split
vote-who = { $choice ->
    [absent] Absent
    [abstained] Abstaining
   *[other] Voting { $choice }
 }: { $names } – { $name } ({ $figures }).
vote-who-all = { $name } – { $list } ({ $figures }).
vote-who-nobody = Nobody: { $figures }, { $when }.
vote-who-unlisted = Who voted how is not in my data. { $name }: { $figures }.
vote-who-unknown = Who { $choice ->
    [absent] was absent
    [abstained] abstained
   *[other] voted { $choice }
 } is not in my data. { $name }: { $figures }.
party-name = { $name } ({ $abbr })
party-what = { $name }: { $text }
party-led = Leader: { $leader }.
vote-of-for = { $name } voted for ({ $vote }).
vote-of-against = { $name } voted against ({ $vote }).
vote-of-abstained = { $name } abstained ({ $vote }).
vote-of-absent = { $name } was absent and did not vote ({ $vote }).
vote-of-split = { $name } was split ({ $vote }).
vote-of-unknown = How { $name } voted is not in my data ({ $vote }).
which-vote = Which vote do you mean?
vote-list = My data has { $n } votes and one line for each below.
vote-line = { $name }, { $date }: { $figures }
vote-compare = { $n ->
    [0] As many votes for in each: { $list }.
    [one] Most votes for: { $first }, { $difference } more than the next. { $list }.
   *[other] Most votes for: { $first }, { $difference } more than the next. { $list }.
}
election-nth = { $place } place: { $line } ({ $when }).
election-with-seats = { $n ->
    [0] No list won exactly { $seats } of { $all } seats ({ $when }): { $lines }.
   *[other] { $lines } ({ $when }).
}
election-second = Second: { $line }; third: { $third } ({ $when }).
seats = { $n } of { $all } seats
election-line = { $list } { $result }
election-turnout = Turnout was { $turnout }. { $sentence }
election-sum = Together { $n } of { $all } seats { $when }: { $lines }.
election-of = { $lines } ({ $when }).
election-none-of = What { $party } won { $when } is not in my data, which knows: { $lines }.
election-won = { $sentence } First: { $line }.
turnout = Turnout: { $turnout }

# People and parties
tenure-from-to = from { $from } to { $to }
tenure-since = since { $from }
tenure-from = from { $from }
tenure-to = until { $to }
tenure-at = named in office { $dates }
tenure-line = { $title }, { $time }
office-holder = { $person }, { $title } ({ $time })
office-at = { $list }.
office-at-event = { $list }. { $event }: { $date }.
office-now = The latest my data names: { $list }.
office-unknown = Who was { $office } { $time } is not in my data. It names: { $holders }.
office-was = It was { $person }, { $title }.
office-is = It is { $person }, { $title }.
person-at = { $name }: { $list }.
person-party = The party that my data names for { $name }: { $party }.
person-not-at = My data does not name { $name } in that office{ $time }; it has: { $list }.
said-none = My data has no words of { $name } on that.
leader = { $n ->
    [one] Leader of { $party }: { $leaders }.
   *[other] Leaders of { $party }, latest first: { $leaders }.
}
leader-unknown = Who led { $party } is not in my data.
position-line = { $date }: { $text }
party-founded = { $name } was founded { $when }.
party-founded-unknown = When { $name } was founded is not in my data. { $now }
party-table = Latest known positions – { $list }.
stance-for = for
stance-against = against
stance-abstained = abstained
stance-referendum = for a referendum
stance-neutral = neutral
stance-ambiguous = ambiguous
stance-split = split

# Figures by year and missions
unit-percent-gdp = { $value } of GDP
unit-million-eur = { $value } million euro
unit-persons = { $value } people
figure-plan = { $figure } (planned)
figure-estimate = { $figure } (estimate)
figure-about = about { $figure }
series-line = { $time }: { $value }
series-highest = { $name }, highest figure: { $line }.
series-lowest = { $name }, lowest figure: { $line }.
series-first = { $name }, first year at or above that: { $line }.{ $before }
series-before = {" "}The figure before it: { $line }.
series-change = { $name } { $direction } by { $change } ({ $ratio }): { $first }; { $last }.
series-list = { $name }: from { $first } to { $last }.
series-at = { $name }: { $lines }.
series-latest = { $name }, latest figure: { $line }.
series-note = { $time }: { $note }
series-target = { $date }: { $text }
series-none = { $name } for that time is not in my data; it has { $years }.
mission-no-figure = How many went is not in my data. { $what }
missions-headline = { $n } in my data. { $list }.
missions-nato = NATO: { $list }
missions-eu = EU: { $list }
missions-un = UN: { $list }
missions-bilateral = Other: { $list }

# Time
timeline-deposit = { $country } deposited its instrument of ratification { $when }.
timeline-nearest = The nearest: { $sentence }
timeline-none = My data has nothing { $time }. { $nearest }
timeline-more = { $sentences } And { $n } more.
timeline-line = { $date } – { $sentence }
timeline-ends = It begins with this: { $first } It ends with this: { $last }
timeline-left-out = { $n } lesser entries are left out; ask for a shorter time to see them.
deposit-of = ratification by { $country } (deposit)
order-several = In order: { $list }.
order-last = Last { $last }; before it { $rest }.
order-first = First { $first } ({ $firstdate }), then { $second } ({ $seconddate }).
order-unclear = My dates are too coarse to tell: { $first } ({ $firstdate }), { $second } ({ $seconddate }).
between = Between them: { $span } ({ $days ->
    [one] { $number } day
   *[other] { $number } days
}).
duration = { $span } ({ $days ->
    [one] { $number } day
   *[other] { $number } days
}), from { $first } ({ $firstdate }) to { $second } ({ $seconddate }).
duration-days = { $span }, from { $first } ({ $firstdate }) to { $second } ({ $seconddate }).
duration-about = About { $span }, from { $first } ({ $firstdate }) to { $second } ({ $seconddate }).

# The bot itself
unknown-not-understood = I did not understand that as a question about Montenegro and NATO. Try a date, an ally, a party, a poll or a vote.
unknown-not-in-data = That is not in my data, so I will not guess.
unknown-unsure = I am not sure that my data answers this, so I will not guess.
unknown-near-miss = That is outside my data: it covers Montenegro and NATO only.
unknown-off-topic = That is not something I know: I only have data on Montenegro and NATO.
unknown-opinion = I give no opinions, advice or forecasts, only what the data says.
unknown-ambiguous = That can mean several things. Which one?
unknown-not-ally = That country was not among the allies that had to ratify.
small-greeting = Hello! Ask me about Montenegro and NATO, for example “when did Montenegro join” or “how did SNP vote in 2025”.
small-languages = I understand and answer in English and in Montenegrin, in Latin or Cyrillic script; the slash commands also take the language as an option. Other languages I do not speak.
small-privacy = No: I store no messages and no questions. I read only what is addressed to me: commands, mentions, replies to me and direct messages.
small-certainty = I can be wrong, so check me: every answer names its sources, conflicts between sources are told with each value, doubtful figures are called doubtful, and what is not in my data I do not guess.
small-up-to-date = My data was compiled on { $date } from texts collected until then; I read no news and search no internet. Each answer tells the date that it holds for.
small-thanks = You are welcome.
small-goodbye = Goodbye.
small-insult = Let us stay with Montenegro and NATO.
small-joke-request = I only know facts about Montenegro and NATO, and they are not funny.
help = Ask in your own words about dates, ratifications, votes, polls, parties, people and missions of Montenegro and NATO; every answer names its sources, and what I do not know I say.
help-example-1 = when did montenegro join nato
help-example-2 = who ratified last
help-example-3 = how did DPS vote on the mission for Ukraine
help-example-4 = in how many polls was yes ahead
help-example-5 = cedem dec 2016
help-example-6 = where do the sources disagree
help-example-7 = kad je Crna Gora pozvana u NATO
help-example-8 = who was prime minister at accession
help-note = Slash commands work too: /when, /timeline, /ratification, /vote, /polls, /party, /who, /mission, /ask, /sources, /help.
about = I answer questions about { $name } from a curated, sourced dataset (version { $version }, compiled { $date }); I store no messages.
conflicts-headline = My data holds { $n } places where sources disagree or mislead, among them: { $examples }.
conflicts-none = My data knows no disagreement about { $name }.
sources-of = { $name } rests on { $n ->
    [one] one source
   *[other] { $n } sources
}: { $list }.
sources-of-this = What I say of it rests on { $n ->
    [one] one source
   *[other] { $n } sources
}: { $list }.
sources-all = My data rests on { $n } sources; each answer names its own.
label-poll-latest = The latest poll
label-poll-lead = Polls: who was ahead
label-poll-count = Polls: how often each side was ahead
label-poll = Polls
label-poll-highest = The highest share in a poll
label-poll-lowest = The lowest share in a poll
label-poll-mean = The mean over polls
label-poll-trend = How support moved
label-ratification-list = All ratifications
label-ratification-nth = First and last to ratify
label-ratification-count = How many allies had ratified
label-ratification-in = Who ratified in that time
label-timeline = What happened in that time
label-mission-list = Missions and deployments
label-party-table = Every party's position
label-conflicts = Where sources disagree
label-sources = Sources
label-vote-list = All votes
label-poll-first = The first poll
label-poll-median = The median over polls
label-poll-widest-lead = The widest gap in a poll
label-poll-narrowest-lead = The narrowest gap in a poll
label-poll-compare = Polls side by side
label-pollsters = Who made the polls
label-poll-ever = Whether a poll ever showed it
label-poll-years = Polls year by year
label-ratification = How an ally ratified
label-ratification-place = An ally's place in the order
label-ratification-order = Which ally ratified first
label-ratification-delay = From vote to deposit
label-ratification-gap = The longest pause between deposits
label-ratification-same-day = Deposits on one day
label-ratification-span = How long the ratifications took
label-ratification-unanimous = Unanimous ratifications
label-ratification-highest-tally = The largest tally
label-vote = How a vote ended
label-vote-who = Who voted how
label-vote-of = How somebody voted
label-vote-compare = Votes side by side
label-election = Elections
label-order = What came first
label-duration = How long it took
label-office = Who held an office
label-person-office = What offices somebody held
label-quote = What somebody said
label-party = A party's position
label-party-leader = Who leads a party
label-series = A figure by year
label-series-highest = The highest figure
label-series-lowest = The lowest figure
label-series-change = How a figure changed
label-series-first = The first year above a figure
label-series-list = A figure in every year
label-mission-strength = How many took part in missions
label-membership = Who is a member, and since when
label-help = What you can ask

# Text
text-sources = Sources
text-suggestions = See also

scope-without = {" "}without { $date }
poll-nth = No. { $n } in that order. { $sentence }
poll-no-pollster = Who made that poll is not named in my sources. { $line }.
poll-pollster-mean = { $top }: { $value } { $what } on average over its rows, the { $rows }-row reference table by pollster: { $list }.
limit-between-names = between { $names }
rat-nth-within = { $country }, { $when } – of { $n } that deposited { $limit }; it was { $place } of { $all } overall.
vote-when = { $sentence } Tally: { $figures }.
vote-headline-dated = { $name }: { $figures }.
rat-place-first = { $country } was the first of { $all } by day of deposit ({ $when }).
rat-place-last = { $country } was the last of { $all } by day of deposit ({ $when }).
vote-by-name = By name: { $names }.
election-short = { $list } { $seats }
election-all = Seats of { $all } ({ $when }): { $lines }.
poll-fieldwork-sentence = Fieldwork: { $date }. { $line }.
poll-no-fieldwork = The days of fieldwork are not in my data. { $line }.
series-jump = { $name }, largest rise from one year to the next: { $change } ({ $first }; { $last }).
series-sum = { $name }, sum of { $n } figures from { $first } to { $last }: { $total }.
order-before = Before. { $sentence }
order-after = After. { $sentence }
poll-no-splits = Figures by group are not in my data for this poll. { $line }.
poll-splits-sentence = For, by group: { $groups }. { $line }.
poll-normalised = With the undecided left out: { $figures } (computed). { $line }.
mission-count = { $name }: { $lines }.
