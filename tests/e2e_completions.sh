#!/bin/sh
# What bash, zsh and fish themselves offer with the completions that `make install` lays down.
#     e2e_completions.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
root=$(cd "$here/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
make -s -C "$root" BUILD="$build" install DESTDIR="$scratch" PREFIX=/usr >"$scratch/log" 2>&1
result $? 'make install' "$(cat "$scratch/log")"
share=$scratch/usr/share
PATH=$scratch/usr/bin:$PATH
export PATH HOME="$scratch/home" TERM=dumb
mkdir -p "$HOME" "$scratch/project/docs"
cd "$scratch/project" || exit 1
: >docs/kader.md
options=$(keur --help | grep -oE -- '--[a-z-]+' | sort -u)
formats=$(keur --help | sed -n '/^Formats/,$p' | awk '/^  / { print $1 }' | sort)

# SHELL: `offered WORDS` tells, sorted, what it offers for the last word.
offers() {
    same "$1: options" "$options" "$(offered 'keur --' | grep -E '^--')"
    same "$1: a part of a command" explain "$(offered 'keur expl')"
    same "$1: formats" "$formats" "$(offered 'keur --format ')"
    same "$1: choices" "byte
codepoint
display
utf16" "$(offered 'keur docs --column-unit ')"
    same "$1: rules to explain" "$(keur rules | cut -d ' ' -f 1 | grep ^encoding/)" "$(offered 'keur explain encoding/')"
    same "$1: one rule of --only" links/missing-target "$(offered 'keur check --only links/missing-t')"
    offered 'keur docs/ka' | grep -q 'kader\.md$'
    result $? "$1: documents" "$(offered 'keur docs/ka')"
}

if command -v bash >/dev/null; then
    cat >"$scratch/offered.bash" <<'END2'
. "$1"
read -r -a COMP_WORDS <<<"${2//=/ = }"
case $2 in *' ' | *=) COMP_WORDS+=('') ;; esac
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_keur
printf '%s\n' "${COMPREPLY[@]}"
END2
    offered() { bash "$scratch/offered.bash" "$share/bash-completion/completions/keur" "$1" | sort; }
    offers bash
    same 'bash: a choice behind =' warning "$(offered 'keur --fail-on=w')"
    if command -v shellcheck >/dev/null; then
        shellcheck "$share/bash-completion/completions/keur" >"$scratch/log"
        result $? 'bash: shellcheck finds nothing' "$(cat "$scratch/log")"
    fi
else
    skip bash 'bash is not installed'
fi

if command -v zsh >/dev/null; then
    # zsh in a terminal of its own; what it would show is caught where it adds matches.
    cat >"$scratch/offered.zsh" <<'END2'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= ; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D"
zpty -w shell 'compadd() {
    local -a all shown; local array=; zparseopts -E -a shown D:=array a k
    if (( ${@[(I)-O]} || ${@[(I)-A]} || ${@[(I)-D]} )); then builtin compadd "$@"; return; fi
    builtin compadd -A all "$@"; builtin compadd "$@"
    print -rl -- $all >>$OFFERED
}'
zpty -w shell 'bindkey "^I" complete-word; zle -N done; done() { print > $OFFERED.done; zle -R }; bindkey "^X" done'
zpty -w -n shell "$2"$'\t\x18'
for (( i = 0; i < 100; i++ )); do [[ -e $OFFERED.done ]] && break; sleep 0.05; done
zpty -d shell
END2
    offered() {
        export OFFERED="$scratch/offered.txt"
        rm -f "$OFFERED" "$OFFERED.done"
        : >"$OFFERED"
        zsh -f "$scratch/offered.zsh" "$share/zsh/site-functions" "$1" >/dev/null 2>&1 </dev/null
        sort -u "$OFFERED" | sed 's/=$//'
    }
    offers zsh
else
    skip zsh 'zsh is not installed'
fi

if command -v fish >/dev/null; then
    offered() {
        fish --no-config -c "source $share/fish/vendor_completions.d/keur.fish; complete -C '$1'" | cut -f 1 | sort
    }
    offers fish
else
    skip fish 'fish is not installed'
fi
