# Controls and notices on Discord
discord-conflict = Izvori se razlikuju: { $title }
discord-share = Prikaži svima
discord-delete = Obriši
discord-all-sources = { $n ->
    [one] Svi izvori ({ $n })
    [few] Sva { $n } izvora
   *[other] Svih { $n } izvora
 }
discord-figures = Brojke kao tekst
discord-data-changed = Podaci su u međuvremenu ažurirani; ovo je današnji odgovor.
discord-old-button = Ovo dugme je iz druge verzije i više se ne može pročitati. Pitaj ponovo komandom `/ask`.
discord-not-yours = Odgovor može obrisati samo onaj ko je pitao, ili neko ko ovdje uređuje poruke.
discord-gone = Ovaj odgovor se više ne može ponoviti: zapis na kojem počiva je uklonjen. Pitaj ponovo.
discord-failed = Nešto je pošlo naopako na mojoj strani. Pokušaj ponovo; ako se ponovi, prijavi oznaku { $reference }.
discord-no-facts = U ovoj poruci nema ničega o čemu govore moji podaci.
discord-empty-message = U ovoj poruci nema teksta.
discord-brake = To je mnogo pitanja odjednom. Sačekaj { $seconds ->
    [one] { $seconds } sekundu
    [few] { $seconds } sekunde
   *[other] { $seconds } sekundi
 } i pitaj ponovo.
