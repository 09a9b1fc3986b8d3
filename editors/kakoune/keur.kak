# `source` this in kakrc, then `:lint`, and `:format` to mend. Kakoune counts columns in bytes, and puts the name of a copy behind lintcmd.
hook global WinSetOption filetype=markdown %{
    set-option window lintcmd %{check() { keur --quiet --format text --column-unit byte --stdin-filename "$kak_buffile" - <"$1"; } && check}
    set-option window formatcmd %{keur fix --quiet --stdin-filename "$kak_buffile" -}
}
