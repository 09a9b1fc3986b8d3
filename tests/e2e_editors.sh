#!/bin/sh
# The real editors put the cursor on what keur finds: with nothing configured on lines of ASCII, with editors/ on all lines.
#     e2e_editors.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
editors=$(cd "$here/../editors" && pwd)
PATH=$(cd "$1" && pwd):$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CI GITHUB_ACTIONS VIM VIMRUNTIME INSIDE_EMACS PRE_COMMIT CLICOLOR_FORCE NVIM
# In a terminal Emacs says "dumb" to the programs that it runs; in batch mode it leaves that to us.
export PATH HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/home" LC_ALL=C.UTF-8 TERM=dumb EDITORS="$editors"
mkdir -p "$HOME" "$scratch/project/docs"
cd "$scratch/project" || exit 1
: >.keur.yaml
printf '# Titel\n\nZie [de gids](gids.md).\n\nEn [de tweede](tweede.md).\n' >docs/ascii.md
printf '# Titel\n\neen\ttab [x](tab.md)\n\neen één [x](accent.md)\n\n😀 en 😀 [x](emoji.md)\n\nna\té 😀 [x](alles.md)\n' >docs/meer.md

ascii='docs/ascii.md:3:gids.md
docs/ascii.md:5:tweede.md'
all="$ascii
docs/meer.md:3:tab.md
docs/meer.md:5:accent.md
docs/meer.md:7:emoji.md
docs/meer.md:9:alles.md"
unsaved='1:nieuw.md
5:tab.md
7:accent.md
9:emoji.md
11:alles.md'

# NAME EXPECTED LOG: what an editor wrote to places.txt.
lands() {
    same "$1" "$2" "$(cat places.txt 2>&1 || tail -n 20 "$3")"
    rm -f places.txt
}

# ---- vim and neovim: jump to each entry of the list, and write down the name under the cursor.
cat >"$scratch/make.vim" <<'END'
silent make!
let s:places = []
for s:number in range(1, len(getqflist()))
  if getqflist()[s:number - 1].valid
    execute 'silent cc!' s:number
    call add(s:places, expand('%:.') . ':' . line('.') . ':' . matchstr(getline('.')[col('.') - 1:], '^[a-z.]\+'))
  endif
endfor
call writefile(s:places, 'places.txt')
qall!
END

vims() { # NAME COMMAND...
    name=$1
    shift
    if ! command -v "$1" >/dev/null; then
        skip "$name" "$1 is not installed"
        return
    fi
    timeout 30 "$@" --cmd 'set makeprg=keur\ docs/ascii.md' -S "$scratch/make.vim" >"$scratch/log" 2>&1 </dev/null
    lands "$name: :make as it is" "$ascii" "$scratch/log"
    timeout 30 "$@" --cmd "set runtimepath+=$editors/vim" -c 'compiler keur' -S "$scratch/make.vim" >"$scratch/log" 2>&1 </dev/null
    lands "$name: :compiler keur" "$all" "$scratch/log"
    cat >"$scratch/types.vim" <<'END'
compiler keur
silent make!
call writefile([join(uniq(map(filter(getqflist(), 'v:val.valid'), 'v:val.type')))], 'places.txt')
qall!
END
    timeout 30 "$@" --cmd "set runtimepath+=$editors/vim" -S "$scratch/types.vim" >"$scratch/log" 2>&1 </dev/null
    lands "$name: severities" e "$scratch/log"
}
vims vim vim -N -u NONE -i NONE -n -e -s
vims neovim nvim --headless -u NONE -i NONE -n

cat >"$scratch/diagnostics.lua" <<'END'
require('keur').setup()
vim.cmd('edit docs/meer.md')
vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'Een [x](nieuw.md)', '' })
require('keur').check(0)
vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local places = {}
for _, found in ipairs(vim.diagnostic.get(0)) do
  local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1]
  table.insert(places, (found.lnum + 1) .. ':' .. line:sub(found.col + 1):match('^[a-z.]+'))
end
table.insert(places, vim.diagnostic.get(0)[1].code .. ' ' .. vim.diagnostic.get(0)[1].severity)
vim.fn.writefile(places, 'places.txt')
vim.cmd('qall!')
END
if command -v nvim >/dev/null; then
    timeout 30 nvim --headless -u NONE -i NONE -n --cmd "set runtimepath+=$editors/neovim" \
        -c "luafile $scratch/diagnostics.lua" >"$scratch/log" 2>&1 </dev/null
    lands 'neovim: diagnostics of an unsaved buffer' "$unsaved
links/missing-target 1" "$scratch/log"
fi

# ---- Emacs
cat >"$scratch/visit.el" <<'END'
;; -*- lexical-binding: t -*-
(defun place ()
  (format "%d:%s" (line-number-at-pos)
          (buffer-substring (point) (progn (skip-chars-forward "a-z.") (point)))))
(defun visit (buffer)
  (while (process-live-p (get-buffer-process buffer)) (accept-process-output nil 0.05))
  (accept-process-output nil 0.05)
  (let (places)
    (condition-case nil
        (while t
          (with-current-buffer buffer (next-error))
          (with-current-buffer (window-buffer)
            (push (concat (file-relative-name buffer-file-name (getenv "PWD")) ":" (place)) places)))
      (user-error nil))
    (tell (nreverse places))))
(defun tell (places)
  (write-region (mapconcat #'identity places "\n") nil (expand-file-name "places.txt" (getenv "PWD"))))
END
cat >"$scratch/flymake.el" <<'END'
;; -*- lexical-binding: t -*-
(add-to-list 'load-path (expand-file-name "emacs" (getenv "EDITORS")))
(require 'keur)
(find-file "docs/meer.md")
(insert "Een [x](nieuw.md)\n\n")
(keur-flymake-setup)
(flymake-start)
(with-timeout (10) (while (not (flymake-diagnostics)) (accept-process-output nil 0.05)))
(let ((starts (sort (mapcar #'flymake-diagnostic-beg (flymake-diagnostics)) #'<)))
  (tell (append (mapcar (lambda (start) (goto-char start) (place)) starts)
                (list (symbol-name (flymake-diagnostic-type (car (flymake-diagnostics))))))))
(set-buffer-modified-p nil)
END
if command -v emacs >/dev/null; then
    emacs_batch() { timeout 60 emacs -Q --batch -l "$scratch/visit.el" "$@" >"$scratch/log" 2>&1 </dev/null; }
    emacs_batch --eval '(visit (compilation-start "keur docs/ascii.md"))'
    lands 'emacs: compile as it is' "$ascii" "$scratch/log"
    emacs_batch -l "$editors/emacs/keur.el" --eval '(visit (keur))'
    lands 'emacs: M-x keur' "$all" "$scratch/log"
    emacs_batch -l "$scratch/flymake.el"
    lands 'emacs: flymake in an unsaved buffer' "$unsaved
:error" "$scratch/log"
    emacs_batch --eval '(setq byte-compile-error-on-warn t byte-compile-dest-file-function (lambda (_) (make-temp-file "keur")))' \
        --eval '(or (byte-compile-file (expand-file-name "emacs/keur.el" (getenv "EDITORS"))) (kill-emacs 1))'
    result $? 'emacs: keur.el compiles without a warning' "$(cat "$scratch/log")"
else
    skip 'emacs' 'emacs is not installed'
fi

# ---- Kakoune: a session without a screen; what `:lint` found comes from outside.
if command -v kak >/dev/null; then
    session=keur-$$
    export XDG_RUNTIME_DIR="$scratch" TMPDIR="$scratch"
    mkdir "$HOME/kak"
    echo "source $editors/kakoune/keur.kak" >"$HOME/kak/kakrc"
    timeout 30 kak -s $session -ui dummy -e 'execute-keys "ggOEen [x](nieuw.md)<ret><esc>"; lint' \
        docs/meer.md >"$scratch/log" 2>&1 </dev/null &
    for _ in $(seq 100); do
        echo 'try %{ evaluate-commands -buffer *lint-output* %{ write -force places.txt } }' |
            kak -p $session 2>/dev/null
        if grep -qs alles places.txt; then break; fi
        sleep 0.1
    done
    echo 'kill!' | kak -p $session 2>/dev/null
    wait
    [ ! -s places.txt ] || sed -i 's/: error:.*//' places.txt
    lands 'kakoune: :lint in an unsaved buffer' 'docs/meer.md:1:9
docs/meer.md:5:13
docs/meer.md:7:15
docs/meer.md:9:18
docs/meer.md:11:16' "$scratch/log"
else
    skip 'kakoune' 'kakoune is not installed'
fi

# ---- VS Code: its patterns on our lines, in the units that it counts in.
cat >"$scratch/vscode.py" <<'END'
import json, os, re, subprocess
def places(pattern, arguments):
    lines = subprocess.run(["keur", *arguments], stdout=subprocess.PIPE).stdout.decode().splitlines()
    for line in lines:
        found = re.match(pattern, line)
        text = open(found[1], encoding="utf-8").read().split("\n")[int(found[2]) - 1].encode("utf-16-le")
        name = re.match("[a-z.]+", text[2 * (int(found[3]) - 1):].decode("utf-16-le"))[0]
        print(f"{found[1]}:{found[2]}:{name}")
        assert found[4] == "error" and "does not exist" in found[5]
gcc = r"^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error):\s+(.*)$"
places(gcc, ["docs/ascii.md"])
task = json.load(open(os.environ["EDITORS"] + "/vscode/tasks.json"))["tasks"][0]
places(task["problemMatcher"]["pattern"]["regexp"], task["args"])
END
if command -v python3 >/dev/null; then
    timeout 30 python3 "$scratch/vscode.py" >places.txt 2>"$scratch/log"
    result $? 'VS Code: patterns match' "$(cat "$scratch/log")"
    # shellcheck disable=SC2094 # lands only reads it
    lands "VS Code: \$gcc as it is, tasks.json on all lines" "$ascii
$all" "$scratch/log"
else
    skip 'VS Code' 'python3 is not installed'
fi

# ---- Mending: only what changes is touched, the cursor stays, and the file waits to be written.
printf '# Titel\n\neen één [gids] (https://example.org)\n\nlaatste\n' >docs/mend.md
mended='# Titel

een één [gids](https://example.org)

laatste
at: 5'
cat >"$scratch/fix.vim" <<'END'
runtime plugin/keur.vim
edit docs/mend.md
5
KeurFix
call writefile(getline(1, '$') + ['at: ' . line('.')], 'places.txt')
qall!
END
for vim in 'vim -N -u NONE -i NONE -n -e -s' 'nvim --headless -u NONE -i NONE -n'; do
    command -v "${vim%% *}" >/dev/null || continue
    # shellcheck disable=SC2086
    timeout 30 $vim --cmd "set runtimepath+=$editors/vim" -S "$scratch/fix.vim" >"$scratch/log" 2>&1 </dev/null
    lands "${vim%% *}: :KeurFix" "$mended" "$scratch/log"
done
if command -v emacs >/dev/null; then
    emacs_batch -l "$editors/emacs/keur.el" --eval '(progn (find-file "docs/mend.md") (goto-line 5) (keur-fix)
        (tell (list (string-trim (buffer-string)) (format "at: %d" (line-number-at-pos)))) (set-buffer-modified-p nil))'
    lands 'emacs: M-x keur-fix' "$mended" "$scratch/log"
fi
