# Razgovor u terminalu
terminal-chart = Grafikon
chat-welcome = { $name }: neposredni odgovori s izvorima, stanje na dan { $date } (podaci { $version }).
chat-hint = Pitajte svojim riječima, ili otkucajte / i taster Tab za komande. { $exit } ili Ctrl-D za kraj.
chat-example = Na primjer: { $example }
chat-more = … još { $n ->
    [one] { $n } red
    [few] { $n } reda
   *[other] { $n } redova
}: pritisnite Enter
chat-no-more = To je bilo sve.
chat-no-suggestion = Nema prijedloga pod brojem { $n }.
chat-commands = Komande
chat-commands-here = U ovom razgovoru: Enter ili „još“ pokazuje ostatak odgovora, broj bira prijedlog, „izvori“ navodi gdje stoji posljednji odgovor, „izlaz“ završava.
chat-words-exit = izlaz, kraj, doviđenja
chat-words-more = još
chat-words-sources = izvori
