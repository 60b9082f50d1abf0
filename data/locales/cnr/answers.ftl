# Datumi
month-nom-1 = januar
month-nom-2 = februar
month-nom-3 = mart
month-nom-4 = april
month-nom-5 = maj
month-nom-6 = jun
month-nom-7 = jul
month-nom-8 = avgust
month-nom-9 = septembar
month-nom-10 = oktobar
month-nom-11 = novembar
month-nom-12 = decembar
month-gen-1 = januara
month-gen-2 = februara
month-gen-3 = marta
month-gen-4 = aprila
month-gen-5 = maja
month-gen-6 = juna
month-gen-7 = jula
month-gen-8 = avgusta
month-gen-9 = septembra
month-gen-10 = oktobra
month-gen-11 = novembra
month-gen-12 = decembra
month-loc-1 = januaru
month-loc-2 = februaru
month-loc-3 = martu
month-loc-4 = aprilu
month-loc-5 = maju
month-loc-6 = junu
month-loc-7 = julu
month-loc-8 = avgustu
month-loc-9 = septembru
month-loc-10 = oktobru
month-loc-11 = novembru
month-loc-12 = decembru
date-day = { $day }. { $month } { $year }.
date-month = { $month } { $year }.
date-year = { $year }.
date-early = početak { $period }
date-mid = sredina { $period }
date-late = kraj { $period }
date-early-month = početak { $period }
date-mid-month = sredina { $period }
date-late-month = kraj { $period }
date-day-month = { $day }. { $month }
date-days = { $first }–{ $last }. { $month } { $year }.
date-range = { $first } – { $last }
date-since = od { $date }
date-about = oko { $date }
date-none = datum nije naveden
when-day = { $day }. { $month } { $year }.
when-month = u { $month } { $year }.
when-year = { $year }. godine
when-early = početkom { $period }
when-mid = sredinom { $period }
when-late = krajem { $period }
when-early-month = početkom { $period }
when-mid-month = sredinom { $period }
when-late-month = krajem { $period }
when-days = { $first }–{ $last }. { $month } { $year }
when-range = od { $first } do { $last }
when-since = od { $date }
when-month-bare = u { $month }
when-day-bare = { $day }. { $month }
gen-day = { $day }. { $month } { $year }.
gen-month = { $month } { $year }.
gen-year = { $year }.
gen-year-bare = { $year }.
gen-early = početka { $period }
gen-mid = sredine { $period }
gen-late = kraja { $period }
gen-early-month = početka { $period }
gen-mid-month = sredine { $period }
gen-late-month = kraja { $period }
years = { $n ->
    [one] { $n } godina
    [few] { $n } godine
   *[other] { $n } godina
}
months = { $n ->
    [one] { $n } mjesec
    [few] { $n } mjeseca
   *[other] { $n } mjeseci
}
days = { $n ->
    [one] { $n } dan
    [few] { $n } dana
   *[other] { $n } dana
}
today = danas

# Sitne riječi
row = { $most } i { $last }
ordinal = { $n }.
with-article = { $name }
points = { $value } p. p.
verdict-yes = Da. { $sentence }
verdict-no = Ne. { $sentence }
verdict-partly = Djelimično. { $sentence }
verdict-unproven = Nije dokazano. { $sentence }
verdict-unknown = Nije poznato. { $sentence }
place = Mjesto: { $place }
headline-where = { $place }: { $sentence }
headline-who = { $names }. { $sentence }
limit-before = prije { $date }
limit-after = poslije { $date }
limit-since = od { $date }
limit-until = do { $date }
limit-before-name = prije { $name }
limit-after-name = poslije { $name }
rank-other = , drugi izvor
rank-doubtful = , sumnjivo
heading-dates = Datumi koje izvori navode
heading-offices = Funkcije
heading-steps = Koraci
heading-order = U redosljedu
heading-who = Ko je kako glasao
heading-next = Sljedeće po redu
heading-beyond = Van te tabele, i dalje od toga
heading-known = Nosioci koje podaci poznaju
heading-also-said = Takođe
heading-positions = Stavovi, najnoviji prvo
heading-votes = Glasanja
heading-targets = Ciljevi
heading-strength = Brojevi po datumu i izvoru
heading-examples = Probaj
date-kind-vote = glasanje
date-kind-signature = potpis
date-kind-deposit = deponovanje
date-kind-effect = stupanje na snagu
date-kind-publication = objava
date-kind-decision = odluka
date-kind-start = početak
date-kind-end = kraj
date-kind-happening = sam događaj
date-kind-release = objava
date-kind-fieldwork = anketiranje
date-kind-statement = izjava
column-number = #
column-ally = Saveznica
column-deposit = Deponovano
column-parliament = Parlament
column-date = Datum
column-pollster = Istraživač
column-for = Za
column-against = Protiv
column-undecided = Neodl.
column-list = Lista
column-share = %
column-seats = Mandati
column-party = Partija
column-stance = Stav
column-year = Kada
column-value = Iznos

# Naslovi
title-several = { $n ->
    [one] { $n } pitanje
    [few] { $n } pitanja
   *[other] { $n } pitanja
}
title-polls = Istraživanja javnog mnjenja o NATO-u
title-poll = { $pollster }, { $date }
title-ratifications = Ratifikacija pristupanja Crne Gore
title-ratification = Ratifikacija { $country }
title-votes = Glasanja
title-parties = Partije i NATO
title-missions = Misije i raspoređivanja
title-timeline = Vremenski slijed
title-help = Šta možeš da pitaš
title-conflicts = Gdje se izvori razlikuju
title-sources = Izvori

# Ratifikacije
rat-line = { $country }, { $date }
name-dated = { $name } ({ $date })
rat-meaning = To su dani kada je svaka saveznica deponovala instrument kod Stejt departmenta SAD; parlamenti su glasali ranije. Koja saveznica pripada kom datumu zaključeno je po abecednom redu tabele u izvoru.
member-ally = { $country } – jedna od { $all } saveznica koje su ratifikovale pristupanje { $subject }; instrument je deponovan { $when }
member-later = { $country } – članica je postala poslije { $subject }.
rat-headline = { $country } – ratifikacija deponovanjem instrumenta { $deposit }, { $place } od { $all } saveznica.
rat-headline-both = { $country } – ratifikacija deponovanjem instrumenta { $deposit }, { $place } od { $all } saveznica; parlament je glasao { $parliament }{ $tally }
rat-headline-tally = { " " }({ $figures }).
rat-deposit-line = Instrument deponovan { $when }, { $place } od { $all }.
rat-mapping-weak = Država uz ovaj red samo je zaključena; spiskovi deponenata u drugim izvorima ne potvrđuju datum.
rat-vote-headline = { $step } Instrument je deponovan { $deposit }
rat-parliament-headline = { $step } Instrument je deponovan { $deposit }
rat-no-tally = Broj glasova u parlamentu { $country } nije u mojim podacima. { $main }
rat-several = Deponovani instrumenti: { $list }.
rat-first-last = Prva: { $first }; posljednja: { $last }, od { $all } saveznica po danu deponovanja.
rat-only = Ratifikovalo je samo { $all } saveznica, pa to mjesto u redosljedu ne postoji.
rat-places = Po deponovanju, od { $all } saveznica: { $lines }.
rat-place-line = { $place } { $country } ({ $date })
rat-nth-first = Prva od { $all } saveznica: { $country }, deponovanjem instrumenta { $when }
rat-nth-last = Posljednja od { $all } saveznica: { $country }, deponovanjem instrumenta { $when }
rat-nth = { $n ->
    [one] { $place } od { $all } saveznica: { $country }, deponovanjem instrumenta { $when }
   *[other] { $place } mjesto od { $all } saveznica dijele: { $country }, deponovanjem instrumenata { $when }
}
rat-nth-parliament = {" "}Parlament je glasao { $when }
rat-parliament-first = Po glasanju u parlamentu prva poznata je { $country }, { $when }
rat-parliament-last = Po glasanju u parlamentu posljednja poznata je { $country }, { $when }
rat-none = Nijedna saveznica nije deponovala instrument { $limit }.
rat-beside = Neposredno { $limit }: { $list }.
rat-left = { $n ->
    [one] Nedostajala je još { $n } od { $all } saveznica, koja je instrument deponovala { $limit }: { $list }.
    [few] Nedostajale su još { $n } od { $all } saveznica, koje su instrumente deponovale { $limit }: { $list }.
   *[other] Nedostajalo je još { $n } od { $all } saveznica, koje su instrumente deponovale { $limit }: { $list }.
}
rat-delay = { $country }: { $days ->
    [one] { $number } dan
   *[other] { $number } dana
} ({ $span }) od glasanja u parlamentu ({ $vote }) do deponovanja instrumenta ({ $deposit }).
rat-gap = Najduža pauza između dva uzastopna deponovanja: { $line }.
rat-gap-line = { $days ->
    [one] { $days } dan
   *[other] { $days } dana
}, { $first } – { $second }
rat-same-day = { $n ->
    [one] Jedan dan sa više od jednog deponovanja: { $list }.
   *[other] Dani sa više od jednog deponovanja ({ $n }): { $list }.
}
rat-same-day-line = { $names }, { $date }
rat-same-day-none = Nikoje dvije saveznice nijesu deponovale istog dana.
rat-span = { $span } ({ $days ->
    [one] { $number } dan
   *[other] { $number } dana
}), od prvog deponovanja ({ $first }) do posljednjeg ({ $last }).
rat-unanimous = Niko protiv, koliko se rezultati znaju ({ $n }): { $list }.
rat-unanimous-uncounted = jednoglasno
rat-tally-line = { $country } ({ $body }, { $figures })
rat-tallies = Najviše glasova za, koliko se rezultati znaju: { $first }. Najviše protiv: { $against }.
rat-tallies-note = Rezultat glasanja nije u mojim podacima za svaku saveznicu.
rat-all = Ratifikovalo je svih { $n } saveznica: prva je deponovala { $first }, posljednja { $last }
rat-count = { $n ->
    [one] { $n } od { $all } saveznica deponovala je instrument { $limit }: { $list }.
    [few] { $n } od { $all } saveznica deponovale su instrumente { $limit }: { $list }.
   *[other] { $n } od { $all } saveznica deponovalo je instrumente { $limit }: { $list }.
}
rat-parliaments-in = Parlamenti za koje se zna da su glasali u to vrijeme ({ $n }): { $list }.
rat-place = { $country } je { $place } od { $all } po danu deponovanja ({ $when }).
rat-place-actual = { $place } je { $country }, { $when }
rat-parliament-when = Parlament { $country } glasao je { $when }
rat-order = Prva je { $first }, deponovanjem instrumenta { $when } Zatim { $rest }. Između: { $span }.
rat-order-same = { $names } deponovale su instrumente istog dana, { $when }
rat-order-vote = Po glasanju u parlamentu prva je { $first }, { $when } Zatim { $rest }.
rat-order-deposits = Po deponovanju instrumenta: { $list }.
rat-order-parliaments = Po glasanju u parlamentu: { $list }.

# Istraživanja
figure-for = { $value } za
figure-against = { $value } protiv
figure-undecided = { $value } neodlučnih
side-for = za
side-against = protiv
pollster-none = istraživač nije naveden
pollster-found = { $name } (naveden drugdje)
pollster-found-row = ({ $name })
pollster-found-note = U zagradi: tabela ne navodi istraživača, već drugi izvor.
poll-line = { $pollster }, { $date }: { $figures }
base-decided = bez neodlučnih
base-all = od svih ispitanih
base-voters = od onih koji bi glasali
base-unknown = osnova nije navedena
question-membership = podrška članstvu
question-referendum = kako bi se glasalo na referendumu
question-opinion = mišljenje o NATO-u
question-stay = ostanak u NATO-u
question-hold-referendum = da li održati referendum
question-neutrality = vojna neutralnost
lead-for = , „za“ vodi za { $points }
lead-against = , „protiv“ vodi za { $points }
lead-none = , neriješeno
poll-sentence = { $pollster }, { $when }: { $figures }{ $lead } ({ $base }).
poll-sentence-raw = {" "}Sa neodlučnima: { $figures }.
poll-sentence-doubt = {" "}O ovom redu postoji sumnja.
poll-base = Osnova: { $base }; pitanje: { $question }
poll-printed-lead = Izvor štampa prednost { $printed }; njegove brojke daju { $computed }
poll-raw = Sa neodlučnima: { $figures }.
poll-raw-of = { $line }; sa neodlučnima: { $figures }.
poll-fieldwork = anketirano { $date }
poll-sample = ispitanika: { $n }
poll-splits = Po grupama, za: { $groups }
poll-none = U mojim podacima nema takvog istraživanja ({ $names } { $limit }). { $nearest }
poll-nearest = Najbliže: { $line }.
poll-sample-sentence = Ispitanika: { $n }. { $line }.
poll-no-sample = Broj ispitanika nije u mojim podacima. { $line }.
poll-no-raw = Brojke sa neodlučnima nijesu u mojim podacima za ovo istraživanje. { $line }.
poll-samples = Broj ispitanih: { $list }.
poll-sample-of = { $line }: { $sample }
poll-sample-missing = nije u mojim podacima
poll-count-either = Istraživanja { $before }: { $n }, a { $after }: { $other }. Osnova: { $scope }.
poll-undecided = Neodlučnih je { $value }. { $line }.
poll-no-undecided = Udio neodlučnih nije u mojim podacima za ovo istraživanje. { $line }.
poll-two = { $first }; { $second }.
poll-many = Istraživanja{ $limits }: { $n }; { $what } od { $low } ({ $lowby }, { $lowdate }) do { $high } ({ $highby }, { $highdate }); „za“ vodi u { $ahead } od { $rows }.
bases-mixed = Ova istraživanja nemaju istu osnovu (neka izostavljaju neodlučne, neka ne), pa ih treba oprezno porediti.
bases-one = Osnova brojki: { $base }.
poll-latest = Najnovije istraživanje u mojim podacima: { $sentence }
poll-latest-short = Najnovije u mojim podacima: { $line }.
poll-first = Najstarije istraživanje u mojim podacima: { $sentence }
poll-latest-of-these = Posljednje od tih u mojim podacima: { $sentence }
poll-first-of-these = Prvo od tih u mojim podacima: { $sentence }
poll-table-last = Posljednji red referentne tabele: { $line }.
poll-pollsters = Najviše ih je uradio { $top }: { $n } od { $rows } redova referentne tabele. Po istraživaču: { $list }.
scope = { $n ->
    [one] { $n } red referentne tabele{ $limits }
    [few] { $n } reda referentne tabele{ $limits }
   *[other] { $n } redova referentne tabele{ $limits }
}
scope-by = {" "}({ $names })
scope-in = {" "}{ $limit }
scope-outside = { $n ->
    [one] { $n } istraživanje
   *[other] { $n } istraživanja
}
poll-highest = Najveći udio „{ $what }“: { $value } ({ $pollster }, { $when }; { $figures }). Osnova: { $scope }.
poll-lowest = Najmanji udio „{ $what }“: { $value } ({ $pollster }, { $when }; { $figures }). Osnova: { $scope }.
poll-widest = Najveća razlika: { $value }, vodi „{ $leader }“ ({ $pollster }, { $when }; { $figures }). Osnova: { $scope }.
poll-narrowest = Najmanja razlika: { $value }, vodi „{ $leader }“ ({ $pollster }, { $when }; { $figures }). Osnova: { $scope }.
poll-mean = U prosjeku { $figures }. Osnova: { $scope }.
poll-mean-lead = U prosjeku razlika iznosi { $lead }, ma ko da vodi: u prosjeku { $figures }. Osnova: { $scope }.
poll-median = Medijana { $figures }. Osnova: { $scope }.
poll-mean-base = Za { $n } redova bez neodlučnih: { $figures }.
poll-mean-note = Prosjek istraživanja raznih kuća i pitanja je račun, a ne mjerenje.
poll-count = Istraživanja: { $n } ({ $scope }); „za“ vodi u { $ahead }, „protiv“ u { $behind }.
poll-count-for = „Za“ vodi u { $n }, a „protiv“ u { $other }. Osnova: { $scope }.
poll-count-against = „Protiv“ vodi u { $n }, a „za“ u { $other }. Osnova: { $scope }.
poll-count-lead = „Za“ vodi u { $ahead }, a „protiv“ u { $behind }. Osnova: { $scope }.
poll-count-over = Više od { $value } „{ $what }“: { $n }. Osnova: { $scope }.
poll-count-under = Manje od { $value } „{ $what }“: { $n }. Osnova: { $scope }.
poll-count-wider = Prednost veća od { $value }: { $n }. Osnova: { $scope }.
poll-count-closer = Razlika manja od { $value }: { $n }. Osnova: { $scope }.
poll-count-named = { $sentence } { $list }.
poll-years = Najviše istraživanja: { $top }, { $n } od { $rows } redova referentne tabele. Po godinama: { $list }. { $gaps }
poll-year-count = { $year }: { $n }
poll-years-no-gap = Nijedna godina nije bez reda.
poll-years-gap = Bez reda: { $years }.
poll-ties = Neriješeno: { $n }.
poll-ever = Više od { $value } „{ $what }“: { $n }, najviše { $best } ({ $pollster }, { $when }). Osnova: { $scope }.
poll-ever-under = Manje od { $value } „{ $what }“: { $n }, najmanje { $best } ({ $pollster }, { $when }). Osnova: { $scope }.
poll-never = Nijedno: udio „{ $what }“ nigdje ne prelazi { $value }; najbliže je { $line } (osnova: { $scope }).
poll-majority-note = Većina redova izostavlja neodlučne; od svih ispitanih, nijedno istraživanje prije pristupanja u mojim podacima nema više od polovine za članstvo.
poll-trend = Podrška je { $direction } za { $change }: od { $first } ({ $firstby }, { $firstdate }) do { $last } ({ $lastby }, { $lastdate }), s vrhom od { $peak } ({ $peakby }, { $peakdate }).
poll-trend-other = Osnova tih brojki: { $base }; najnovija na drugoj osnovi ({ $other }): { $line }.
rose = porasla
fell = pala
higher = viša
lower = niža
poll-compare = { $list }. Podrška ({ $second }) { $direction } je za { $difference }.
poll-compare-against = { $list }. Udio protivnika: brojka ({ $second }) { $direction } je za { $difference }.
poll-compare-apart = { $list }. Osnove se razlikuju (svi ispitani ili samo opredijeljeni), pa brojke ne govore gdje je podrška veća.
poll-compare-one = { $line }
poll-compare-mean = { $name }: u prosjeku { $figures } (istraživanja: { $n })
poll-compare-none = U mojim podacima nema istraživanja za poređenje: { $names }.
polls-of = Istraživanja ({ $n })

# Glasanja
tally-for = { $n } za
tally-against = { $n } protiv
tally-abstained = { $count ->
    [one] { $n } uzdržan
    [few] { $n } uzdržana
   *[other] { $n } uzdržanih
}
tally-absent = { $n } odsutnih
tally-not-voting = { $count ->
    [one] { $n } nije glasao
   *[other] { $n } nije glasalo
}
tally-margin = { $n } više za nego protiv
tally-margin-against = { $n } više protiv nego za
tally-cast = ukupno glasova: { $n }
tally-seats = , od { $n } mandata
tally-senators = , od { $n } senatora
tally-registered = , od { $n } upisanih
tally-house = { $n } mjesta u domu
vote-headline = { $name }, { $when }: { $figures }.
vote-side-headline = { $side }. { $full }
vote-side-unknown = Taj broj nije u mojim podacima. { $full }
vote-sum = Ukupno { $side }: { $list }.
vote-tally = Rezultat: { $figures }.
vote-decided = Odlučeno: { $text }
vote-not-decided = Time nije odlučeno: { $text }
tally-doubtful = Drugi rezultat, { $tally }, je sumnjiv. { $note }
tally-other = Drugi rezultat: { $tally }. { $note }
choice-for = za
choice-against = protiv
choice-abstained = uzdržani
choice-absent = odsutni
choice-split = podijeljeni
vote-who = { $choice }: { $names } – { $name } ({ $figures }).
vote-who-all = { $name } – { $list } ({ $figures }).
vote-who-nobody = Niko: { $figures }, { $when }
vote-who-unlisted = Ko je kako glasao nije u mojim podacima. { $name }: { $figures }.
vote-who-unknown = Ko je glasao tako („{ $choice }“) nije u mojim podacima. { $name }: { $figures }.
party-name = { $name } ({ $abbr })
party-what = { $name }: { $text }
party-led = Lider: { $leader }.
vote-of-for = { $name }: glas za ({ $vote }).
vote-of-against = { $name }: glas protiv ({ $vote }).
vote-of-abstained = { $name }: uzdržan glas ({ $vote }).
vote-of-absent = { $name }: odsustvo, bez glasa ({ $vote }).
vote-of-split = { $name }: podijeljeni glasovi ({ $vote }).
vote-of-unknown = Glas nije u mojim podacima: { $name } ({ $vote }).
which-vote = Na koje glasanje misliš?
vote-list = Glasanja u mojim podacima: { $n }, svako u svom redu ispod.
vote-line = { $name }, { $date }: { $figures }
vote-compare = { $n ->
    [0] Jednako glasova za: { $list }.
    [one] Najviše glasova za: { $first }, za { $difference } više od sljedećeg. { $list }.
   *[other] Najviše glasova za: { $first }, za { $difference } više od sljedećeg. { $list }.
}
election-nth = { $place } mjesto: { $line } ({ $when }).
election-with-seats = { $n ->
    [0] Nijedna lista nije osvojila tačno { $seats } od { $all } mandata ({ $when }): { $lines }.
   *[other] { $lines } ({ $when }).
}
election-second = Drugi: { $line }; treći: { $third } ({ $when }).
seats = { $n } od { $all } mandata
election-line = { $list } { $result }
election-turnout = Izlaznost je bila { $turnout }. { $sentence }
election-sum = Zajedno { $n } od { $all } mandata, { $when }: { $lines }.
election-of = { $lines } ({ $when }).
election-none-of = Rezultat za { $party } { $when } nije u mojim podacima; poznati su: { $lines }.
election-won = { $sentence } Prvi: { $line }.
turnout = Izlaznost: { $turnout }

# Ljudi i partije
tenure-from-to = od { $from } do { $to }
tenure-since = od { $from }
tenure-from = od { $from }
tenure-to = do { $to }
tenure-at = na funkciji po izvorima: { $dates }
tenure-line = { $title }, { $time }
office-holder = { $person }, { $title } ({ $time })
office-at = { $list }.
office-at-event = { $list }. { $event }: { $date }
office-now = Posljednje ime u mojim podacima: { $list }.
office-unknown = Ko je bio na funkciji „{ $office }“ { $time } nije u mojim podacima. Imam: { $holders }.
office-was = Bio je { $person }, { $title }.
office-is = Sada je to { $person }, { $title }.
person-at = { $name }: { $list }.
person-party = Partija koju moji podaci navode za ime { $name }: { $party }.
person-not-at = Moji podaci ne navode da je { $name } na toj funkciji{ $time }; imaju: { $list }.
said-none = U mojim podacima nema izjave o tome: { $name }.
leader = { $n ->
    [one] Lider ({ $party }): { $leaders }.
   *[other] Lideri ({ $party }), najnoviji prvo: { $leaders }.
}
leader-unknown = Ko vodi { $party } nije u mojim podacima.
position-line = { $date }: { $text }
party-founded = { $name }: osnivanje { $when }
party-founded-unknown = Kada je osnovana partija { $name } nije u mojim podacima. { $now }
party-table = Posljednji poznati stavovi – { $list }.
stance-for = za
stance-against = protiv
stance-abstained = uzdržani
stance-referendum = za referendum
stance-neutral = neutralni
stance-ambiguous = neodređeni
stance-split = podijeljeni

# Iznosi po godinama i misije
unit-percent-gdp = { $value } BDP-a
unit-million-eur = { $value } miliona eura
unit-persons = { $n ->
    [one] { $value } osoba
    [few] { $value } osobe
   *[other] { $value } osoba
}
figure-plan = { $figure } (plan)
figure-estimate = { $figure } (procjena)
figure-about = oko { $figure }
series-line = { $time }: { $value }
series-highest = { $name }, najveći iznos: { $line }.
series-lowest = { $name }, najmanji iznos: { $line }.
series-first = { $name }, prva godina na tom nivou ili iznad njega: { $line }.{ $before }
series-before = {" "}Prethodni iznos: { $line }.
series-change = { $name }: { $first }; { $last } – razlika { $change } ({ $ratio }).
series-list = { $name }: od { $first } do { $last }.
series-at = { $name }: { $lines }.
series-latest = { $name }, posljednji iznos: { $line }.
series-note = { $time }: { $note }
series-target = { $date }: { $text }
series-none = { $name } za to vrijeme nije u mojim podacima; imam { $years }.
mission-no-figure = Koliko ih je poslato nije u mojim podacima. { $what }
missions-headline = U mojim podacima: { $n }. { $list }.
missions-nato = NATO: { $list }
missions-eu = EU: { $list }
missions-un = UN: { $list }
missions-bilateral = Ostalo: { $list }

# Vrijeme
timeline-deposit = { $country } – instrument o ratifikaciji deponovan { $when }
timeline-nearest = Najbliže: { $sentence }
timeline-none = U mojim podacima nema ničega { $time }. { $nearest }
timeline-more = { $sentences } I još { $n }.
timeline-line = { $date } – { $sentence }
timeline-ends = Na početku: { $first } Na kraju: { $last }
timeline-left-out = Izostavljeno manje važnih: { $n }; pitaj za kraće vrijeme da ih vidiš.
deposit-of = ratifikacija { $country } (deponovanje)
order-several = Po redu: { $list }.
order-last = Posljednje { $last }; prije toga { $rest }.
order-first = Prvo { $first } ({ $firstdate }), zatim { $second } ({ $seconddate }).
order-unclear = Moji datumi su previše grubi da se kaže: { $first } ({ $firstdate }), { $second } ({ $seconddate }).
between = Između: { $span } ({ $days ->
    [one] { $number } dan
   *[other] { $number } dana
}).
duration = { $span } ({ $days ->
    [one] { $number } dan
   *[other] { $number } dana
}), od: { $first } ({ $firstdate }), do: { $second } ({ $seconddate }).
duration-days = { $span }, od: { $first } ({ $firstdate }), do: { $second } ({ $seconddate }).
duration-about = Oko { $span }, od: { $first } ({ $firstdate }), do: { $second } ({ $seconddate }).

# Sam bot
unknown-not-understood = Ovo ne razumijem kao pitanje o Crnoj Gori i NATO-u. Probaj datum, saveznicu, partiju, istraživanje ili glasanje.
unknown-not-in-data = To nije u mojim podacima, pa neću da nagađam.
unknown-unsure = Nijesam siguran da moji podaci odgovaraju na to, pa neću da nagađam.
unknown-near-miss = To je van mojih podataka: pokrivaju samo Crnu Goru i NATO.
unknown-off-topic = To ne znam: imam podatke samo o Crnoj Gori i NATO-u.
unknown-opinion = Ne dajem mišljenja, savjete ni prognoze, samo ono što podaci kažu.
unknown-ambiguous = To može da znači više stvari. Koju?
unknown-not-ally = Ta država nije među saveznicama koje su ratifikovale.
small-greeting = Zdravo! Pitaj me o Crnoj Gori i NATO-u, na primjer „kad je Crna Gora ušla u NATO“ ili „kako je glasao SNP 2025“.
small-languages = Razumijem i odgovaram na crnogorskom, latinicom i ćirilicom, i na engleskom; komande imaju i izbor jezika. Druge jezike ne govorim.
small-privacy = Ne: ne čuvam ni poruke ni pitanja. Čitam samo ono što mi je upućeno: komande, pominjanja, odgovore na moje poruke i direktne poruke.
small-certainty = Mogu da pogriješim, zato me provjeri: svaki odgovor navodi izvore, kod neslaganja izvora dajem obje vrijednosti, sumnjive podatke tako i nazivam, a što nije u mojim podacima ne nagađam.
small-up-to-date = Moji podaci sastavljeni su { $date } iz tekstova sakupljenih do tada; vijesti ne pratim i internet ne pretražujem. Svaki odgovor kaže za koji datum važi.
small-thanks = Nema na čemu.
small-goodbye = Doviđenja.
small-insult = Ostanimo na Crnoj Gori i NATO-u.
small-joke-request = Znam samo činjenice o Crnoj Gori i NATO-u, a one nijesu smiješne.
help = Pitaj svojim riječima o datumima, ratifikacijama, glasanjima, istraživanjima, partijama, ljudima i misijama Crne Gore i NATO-a; svaki odgovor navodi izvore, a što ne znam, to i kažem.
help-example-1 = kad je Crna Gora ušla u NATO
help-example-2 = ko je posljednji ratifikovao
help-example-3 = kako je DPS glasao o misiji za Ukrajinu
help-example-4 = u koliko istraživanja je vodilo za
help-example-5 = cedem dec 2016
help-example-6 = gdje se izvori razlikuju
help-example-7 = kad je Crna Gora pozvana u NATO
help-example-8 = ko je bio premijer kad je Crna Gora ušla u NATO
help-note = Rade i komande: /when, /timeline, /ratification, /vote, /polls, /party, /who, /mission, /ask, /sources, /help.
about = Odgovaram na pitanja iz provjerenih podataka s izvorima ({ $name }, verzija { $version }, sastavljeno { $date }); poruke ne čuvam.
conflicts-headline = Mjesta gdje se izvori razlikuju ili navode na pogrešno: { $n } (među njima: { $examples }).
conflicts-none = Moji podaci ne znaju za neslaganje: { $name }.
sources-of = { $name } – izvori ({ $n }): { $list }.
sources-of-this = Ono što o tome kažem počiva na izvorima ({ $n }): { $list }.
sources-all = Moji podaci počivaju na izvorima: { $n }; svaki odgovor navodi svoje.
label-poll-latest = Najnovije istraživanje
label-poll-lead = Istraživanja: ko vodi
label-poll-count = Istraživanja: koliko puta ko vodi
label-poll = Istraživanja
label-poll-highest = Najveći udio u istraživanju
label-poll-lowest = Najmanji udio u istraživanju
label-poll-mean = Prosjek istraživanja
label-poll-trend = Kretanje podrške
label-ratification-list = Sve ratifikacije
label-ratification-nth = Prva i posljednja ratifikacija
label-ratification-count = Koliko saveznica je ratifikovalo
label-ratification-in = Ko je ratifikovao u to vrijeme
label-timeline = Šta se dogodilo u to vrijeme
label-mission-list = Misije i raspoređivanja
label-party-table = Stavovi svih partija
label-conflicts = Gdje se izvori razlikuju
label-sources = Izvori
label-vote-list = Sva glasanja
label-poll-first = Prvo istraživanje
label-poll-median = Medijana istraživanja
label-poll-widest-lead = Najveća razlika u istraživanju
label-poll-narrowest-lead = Najmanja razlika u istraživanju
label-poll-compare = Istraživanja jedno uz drugo
label-pollsters = Ko je radio istraživanja
label-poll-ever = Da li je to ikad pokazalo neko istraživanje
label-poll-years = Istraživanja po godinama
label-ratification = Kako je saveznica ratifikovala
label-ratification-place = Mjesto saveznice u redosljedu
label-ratification-order = Koja je saveznica ratifikovala prije
label-ratification-delay = Od glasanja do deponovanja
label-ratification-gap = Najduža pauza između deponovanja
label-ratification-same-day = Deponovanja istog dana
label-ratification-span = Koliko su trajale ratifikacije
label-ratification-unanimous = Jednoglasne ratifikacije
label-ratification-highest-tally = Najviše glasova
label-vote = Kako je završilo glasanje
label-vote-who = Ko je kako glasao
label-vote-of = Kako je neko glasao
label-vote-compare = Glasanja jedno uz drugo
label-election = Izbori
label-order = Šta je bilo prije
label-duration = Koliko je trajalo
label-office = Ko je bio na funkciji
label-person-office = Koje je funkcije neko imao
label-quote = Šta je neko rekao
label-party = Stav stranke
label-party-leader = Ko vodi stranku
label-series = Podatak po godinama
label-series-highest = Najveći podatak
label-series-lowest = Najmanji podatak
label-series-change = Kako se podatak mijenjao
label-series-first = Prva godina iznad podatka
label-series-list = Podatak za svaku godinu
label-mission-strength = Koliko je ljudi bilo u misijama
label-membership = Ko je član i od kada
label-help = Šta možeš da pitaš

# Tekst
text-sources = Izvori
text-suggestions = Vidi i

scope-without = {" "}bez { $date }
poll-nth = { $n }. po redu. { $sentence }
poll-no-pollster = Ko je radio to istraživanje nije navedeno u mojim izvorima. { $line }.
poll-pollster-mean = { $top }: u prosjeku { $value } „{ $what }“. Redovi referentne tabele ({ $rows }) po istraživaču: { $list }.
limit-between-names = između { $names }
rat-nth-within = { $country }, { $when } – od { $n } koje su deponovale { $limit }; ukupno { $place } od { $all }.
vote-when = { $sentence } Rezultat: { $figures }.
vote-headline-dated = { $name }: { $figures }.
rat-place-first = { $country } je prva od { $all } po danu deponovanja ({ $when }).
rat-place-last = { $country } je posljednja od { $all } po danu deponovanja ({ $when }).
vote-by-name = Poimenično: { $names }.
election-short = { $list } { $seats }
election-all = Mandati, od { $all } ({ $when }): { $lines }.
poll-fieldwork-sentence = Anketirano: { $date }. { $line }.
poll-no-fieldwork = Dani anketiranja nijesu u mojim podacima. { $line }.
series-jump = { $name }, najveći rast iz jedne godine u drugu: { $change } ({ $first }; { $last }).
series-sum = { $name }, zbir (iznosa: { $n }) od { $first } do { $last }: { $total }.
order-before = Prije. { $sentence }
order-after = Poslije. { $sentence }
poll-no-splits = Brojke po grupama nijesu u mojim podacima za ovo istraživanje. { $line }.
poll-splits-sentence = Za, po grupama: { $groups }. { $line }.
poll-normalised = Bez neodlučnih: { $figures } (izračunato). { $line }.
mission-count = { $name }: { $lines }.
