# Controls and notices on Discord
discord-conflict = Sources differ: { $title }
discord-share = Show to everyone
discord-delete = Delete
discord-all-sources = All { $n } sources
discord-figures = Figures as text
discord-data-changed = The data has been updated since this button was made; this is today’s answer.
discord-old-button = This button is from another version and can no longer be read. Please ask again with /ask.
discord-not-yours = Only the person who asked can delete this answer. Anyone who may manage messages here can too.
discord-gone = This answer can no longer be reproduced: a record it rests on is gone. Please ask again.
discord-failed = Something went wrong on my side. Please try again; if it happens again, report the reference { $reference }.
discord-no-facts = I found nothing in this message that my data speaks about.
discord-empty-message = This message has no text that I could look at.
discord-brake = That was a lot of questions at once. Please give me { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 } and ask again.
