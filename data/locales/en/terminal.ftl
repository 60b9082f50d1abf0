# The terminal chat
terminal-chart = Chart
chat-welcome = { $name }: direct answers with their sources, as of { $date } (data { $version }).
chat-hint = Ask in your own words, or type / and the Tab key for commands. { $exit } or Ctrl-D leaves.
chat-example = For example: { $example }
chat-more = … { $n ->
    [one] { $n } more line: press Enter
   *[other] { $n } more lines: press Enter
}
chat-no-more = That was all of it.
chat-no-suggestion = There is no suggestion with the number { $n }.
chat-commands = Commands
chat-commands-here = In this chat: Enter or “more” shows the rest of an answer, a number picks a suggestion, “sources” lists where the last answer stands, “exit” leaves.
chat-words-exit = exit, quit, bye
chat-words-more = more
chat-words-sources = sources
