#!/usr/bin/env bash
# A driver that does one thing wrong, named by its argument. It answers calls without reading what
# they ask: the test numbers them 0, 1, 2.
set -euo pipefail
readonly mode=$1

hello() { echo '{"type":"hello","protocol":1,"stack":"misbehaving","versions":{"pid":"'$$'"}}'; }
answer() { echo '{"type":"outcome","call":"'"$1"'","outcome":"answered","text":"fine"}'; }
repeat() { head -c "$1" /dev/zero | tr '\0' "$2"; }

# Answers every call until goodbye, with what `$1` makes of its number.
serve() {
  local number=0 line
  while read -r line; do
    [[ $line == *'"goodbye"'* ]] && exit 0
    "$1" "$number"
    number=$((number + 1))
  done
}
ignore() { :; }
twice() { answer "$1"; answer "$1"; }
queued_twice() {
  echo '{"type":"outcome","call":"'"$1"'","outcome":"queued"}'
  echo '{"type":"outcome","call":"'"$1"'","outcome":"queued"}'
  answer "$1"
}
strange_effect() {
  echo '{"type":"effect","call":"99'"$1"'","effect":"charge","key":"order"}'
  answer "$1"
}
stranger() { answer "99$1"; answer "$1"; }

case $mode in
  silent) exec sleep 1000 ;;
  dies_first) echo 'cannot find module' >&2; exit 7 ;;
  speaks_2) echo '{"type":"hello","protocol":2,"stack":"misbehaving"}'; serve answer ;;
  hello_twice) hello; hello; serve answer ;;
  behaves) hello; serve answer ;;
  dies_midway) hello; read -r _; answer 0; read -r _; exit 3 ;;
  crashes_midway) hello; read -r _; answer 0; read -r _; kill -SEGV $$ ;;
  leaves_early) hello; read -r _; answer 0; echo '{"type":"goodbye"}' ;;
  closes_output) hello; read -r _; exec >&-; exec sleep 1000 ;;
  garbage) hello; echo 'Loading model...'; echo '[1, 2'; echo '{"type":"dance"}'; serve answer ;;
  much_garbage) hello; for i in {1..200}; do echo "line $i"; done; serve answer ;;
  half_lines)
    hello; read -r _; printf '{"type":"outcome","call":"0",'; sleep 0.01
    echo '"outcome":"answered","text":"fine"}'; read -r _; printf '{"type":"outcome","call":"1"' ;;
  long_line) hello; repeat 20000000 x; echo; serve answer ;;
  long_text)
    hello; read -r _
    printf '{"type":"outcome","call":"0","outcome":"'; repeat 5000000 y; echo '"}'
    answer 0; serve ignore ;;
  invalid_text)
    hello; read -r _; printf '{"type":"outcome","call":"0","outcome":"answered","text":"\xff"}\n'
    answer 0; serve ignore ;;
  twice) hello; serve twice ;;
  queued_twice) hello; serve queued_twice ;;
  stranger) hello; serve stranger ;;
  strange_effect) hello; serve strange_effect ;;
  never_answers) hello; serve ignore ;;
  stays) hello; trap '' TERM; (serve answer) || true; exec sleep 1000 ;;
  leaves_badly) hello; (serve answer) || true; exit 5 ;;
  late_words) hello; (serve ignore) || true; answer 0; answer 1; answer 2 ;;
  floods_log) hello; repeat 5000000 z >&2; serve answer ;;
  never_reads) hello; exec sleep 1000 ;;
  leaves_child)
    sleep 1000 &
    echo '{"type":"hello","protocol":1,"stack":"misbehaving","versions":{"pid":"'$!'"}}'
    serve answer ;;
  *) echo "unknown mode $mode" >&2; exit 64 ;;
esac
