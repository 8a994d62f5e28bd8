#!/bin/bash
# Completions in the real shells, and manual pages without a warning: shells.sh PROGRAM
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0

# expect WHAT WANTED GOT: WANTED is a word of GOT.
expect() {
  case " $(tr '\r\n\t' '   ' <<<"$3") " in
    *" $2 "*) ;;
    *) echo "$1: no $2 in: $3" && wrong=$((wrong + 1)) ;;
  esac
}

# what bash offers for the words so far
in_bash() {
  bash --norc -c '
    . "$1"; shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    compopt() { :; }
    _refreshsim; echo "${COMPREPLY[@]}"' bash "$folder/bash" "$@"
}

# what fish offers for a line
in_fish() { HOME=$folder fish --no-config -c "source $folder/fish; complete -C '$1'" | cut -f 1; }

# what zsh makes of a line when the tabulator is pressed: in_zsh LINE AWAITED
in_zsh() {
  zsh -f -c '
    zmodload zsh/zpty
    await() {
      for _ in {1..300}; do
        while zpty -r -t shell part; do seen+=$part; done
        [[ $seen == *"$1"* ]] && return
        sleep 0.1
      done
    }
    zpty shell zsh -f -i
    zpty -w shell "autoload -U compinit; compinit -u -D; source $1; echo rea'"''"'dy"
    await "ready"
    seen=
    zpty -n -w shell "$2"$'"'\t'"'
    await "$3"
    print -r -- "$seen"' zsh "$folder/_refreshsim" "$1" "$2" | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g'
}

cd "$folder"
touch scenario.yaml
"$program" completion bash >bash
"$program" completion fish >fish
"$program" completion zsh >_refreshsim

expect "bash, commands" explore "$(in_bash refreshsim ex)"
expect "bash, options" --timeline "$(in_bash refreshsim run --ti)"
expect "bash, a choice" json "$(in_bash refreshsim run --format '')"
expect "bash, a file" scenario.yaml "$(in_bash refreshsim run sc)"
expect "bash, words" fish "$(in_bash refreshsim completion '')"
expect "fish, commands" explore "$(in_fish 'refreshsim ex')"
expect "fish, options" --timeline "$(in_fish 'refreshsim run --ti')"
expect "fish, a choice" json "$(in_fish 'refreshsim run --format ')"
expect "fish, words" zsh "$(in_fish 'refreshsim completion ')"
expect "zsh, commands" schema "$(in_zsh 'refreshsim sch' schema)"
expect "zsh, options" --timeline "$(in_zsh 'refreshsim run --time' --timeline)"
expect "zsh, a choice" json "$(in_zsh 'refreshsim run --format js' json)"
expect "zsh, a file" scenario.yaml "$(in_zsh 'refreshsim run sc' scenario.yaml)"

for command in "" $(in_bash refreshsim '' | tr ' ' '\n' | grep -v '^-'); do
  "$program" man $command >page
  warnings=$(groff -man -ww -Tutf8 -z page 2>&1)
  [ -z "$warnings" ] || { echo "man $command: $warnings" && wrong=$((wrong + 1)); }
done
[ "$wrong" -eq 0 ]
