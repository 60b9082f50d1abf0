# Grafikoni: naslovi, sitan tekst i opisi za one koji sliku ne vide.
# Ključ koji počinje sa `chart-milestone-`, `chart-rat-mark-` ili `chart-event-` završava se oznakom događaja i daje njegovo kratko ime:
# ovi spiskovi određuju koje događaje grafikon obilježava.

month-short-1 = jan.
month-short-2 = feb.
month-short-3 = mart
month-short-4 = apr.
month-short-5 = maj
month-short-6 = jun
month-short-7 = jul
month-short-8 = avg.
month-short-9 = sept.
month-short-10 = okt.
month-short-11 = nov.
month-short-12 = dec.
chart-month-year = { $month } { $year }.
chart-span = { $first } – { $last }

chart-base-decided = od onih koji imaju stav
chart-base-all = od svih ispitanih
chart-base-voters = od onih koji bi glasali
chart-base-unknown = osnova nije navedena
chart-stay = O ostanku u NATO-u, { $base }
chart-run = { $base }, { $span }
chart-rises = Raste sa { $start } na { $end }.
chart-falls = Pada sa { $start } na { $end }.
chart-level = Miruje, { $start } na početku i { $end } na kraju.
chart-marked = Obilježeno: { $list }.
chart-note-doubt = Šuplje: sumnjivo.
chart-note-base = Sivo: osnova nije navedena.
chart-note-twice = Poznato po obje osnove: dva znaka.
chart-note-smooth = Linije: izglađene.
chart-note-unlabelled = Takođe: { $names }.
chart-note-bases = Trake različitih osnova ne mogu se porediti jedna s drugom.
chart-note-left-out = Nije prikazano: { $names }.
chart-note-also = Takođe: { $list }.

chart-trend-title = Podrška NATO-u u istraživanjima u Crnoj Gori
chart-trend-title-by = Podrška NATO-u u istraživanjima: { $names }
chart-trend-below = Udio „za“, u procentima. Znak za svaki podatak: oblik kaže istraživača, boja osnovu.
chart-trend-alt = Grafikon sa { $n ->
    [one] { $n } znakom
    [few] { $n } znaka
   *[other] { $n } znakova
} i izglađenim linijama: { $title }, udio „za“ u procentima, { $span }.
chart-run-alt = { $name }: podataka { $n }, od { $low } do { $high }. { $change }
chart-milestone-map-granted = MAP
chart-milestone-invitation = pozivnica
chart-milestone-accession = pristupanje

chart-compare-title = Poređenje istraživanja o NATO-u
chart-compare-below = Udio za i protiv članstva, u procentima
chart-compare-one = jedno istraživanje, { $when }
chart-compare-mean = { $n ->
    [one] prosjek { $n } istraživanja, { $when }
    [few] prosjek { $n } istraživanja, { $when }
   *[other] prosjek { $n } istraživanja, { $when }
}
chart-poll-name = { $pollster }
chart-compare-alt = Grafikon s trakama od 0 do 100 %: udio za i protiv članstva u NATO-u.
chart-compare-row = { $name } ({ $what }, { $base }): { $for } za, { $against } protiv.

chart-rat-title = Kako je { $n ->
    [one] { $n } saveznica ratifikovala
    [few] { $n } saveznice ratifikovale
   *[other] { $n } saveznica ratifikovalo
} pristupanje Crne Gore
chart-rat-below = Instrumenti deponovani u Vašingtonu, zbirno; svaka saveznica stoji kod svog koraka
chart-rat-unsure = Šuplje, sa „?“: red u izvoru ne imenuje pouzdano državu.
chart-rat-mark-protocol-signed = potpisan protokol
chart-rat-mark-accession = članica
chart-rat-item = { $country } ({ $date })
chart-rat-alt = Stepenasti grafikon: ratifikacije Protokola o pristupanju po deponovanju, od 0 do { $n }. Prva { $first }, na mjestu { $halfn } { $half }, posljednja { $last }. Redom: { $order }.

chart-vote-below = { $date } · { $count ->
    [one] { $n } mjesto
    [few] { $n } mjesta
   *[other] { $n } mjesta
}
chart-vote-below-outcome = { $date } · { $outcome }
chart-vote-passed = usvojeno
chart-vote-rejected = nije usvojeno
chart-vote-rest = { $n } nije navedeno
chart-vote-alt = Grafikon doma sa znakom za svako mjesto.
chart-vote-alt-people = Grafikon s jednom trakom: glasovi za i protiv.
chart-not-voting = nije glasalo
chart-not-told = izvor ne navodi
chart-all = ukupno

chart-election-below = { $date } · trake pokazuju mandate, od { $n }
chart-election-seats = { $n ->
    [one] { $n } mandat
    [few] { $n } mandata
   *[other] { $n } mandata
}
chart-election-alt = Grafikon s trakama, mandati i udio lista: { $title }. { $list }.

chart-timeline-title = Crna Gora i NATO: prekretnice
chart-timeline-below = { $first }–{ $last }, u razmjeri
chart-timeline-alt = Vremenska linija, prekretnica: { $n }. { $list }. { $trend }
chart-timeline-dense = Najgušće su u periodu { $span }.
chart-event-independence-declared = Nezavisnost
chart-event-pfp-joined = Partnerstvo za mir
chart-event-intensified-dialogue = Intenzivirani dijalog
chart-event-map-granted = Akcioni plan za članstvo
chart-event-afghanistan-2010 = Prvo upućivanje u Avganistan
chart-event-wales-summit-2014 = Samit u Velsu, bez pozivnice
chart-event-protests-2015 = Antivladini protesti
chart-event-invitation = Pozivnica
chart-event-protocol-signed = Potpisan protokol
chart-event-coup-attempt-2016 = Navodni pokušaj državnog udara
chart-event-domestic-ratification = Skupština ratifikuje
chart-event-accession = Članica NATO-a
chart-event-coup-verdict-2019 = Prva presuda za državni udar
chart-event-sanctions-2022 = Sankcije Rusiji
chart-event-coup-acquittal-2024 = Oslobađajuća presuda za državni udar
chart-event-nsatu-council-endorsement-2025 = Savjet podržao NSATU
chart-event-coup-appeal-2026 = Pravosnažno oslobađanje

chart-unit-percent = procenat BDP-a
chart-unit-million = miliona eura
chart-unit-persons = ljudi
chart-series-below = { $first }–{ $last }, { $unit }
chart-series-dashed = Isprekidano: nije konačan podatak.
chart-series-other = Romb: podatak drugog izvora.
chart-series-gap = Godine bez trake: nema podatka.
chart-kind-actual = podatak
chart-kind-plan = plan
chart-kind-estimate = procjena
chart-kind-about = oko
chart-kind-other = , drugi izvor
chart-series-alt = Grafikon s trakama po godinama, od 0: { $title }, { $unit }. { $list }. { $change }

chart-column-base = Osnova
chart-column-name = Ko ili kada
chart-column-polls = Br.
chart-column-place = #
chart-column-ally = Saveznica
chart-column-deposit = Deponovano
chart-column-parliament = Parlament
chart-column-vote = Glas
chart-column-votes = Glasova
chart-column-list = Lista
chart-column-seats = Mandati
chart-column-share = Udio
chart-column-event = Događaj
chart-column-figure = Iznos
chart-column-kind = Vrsta
