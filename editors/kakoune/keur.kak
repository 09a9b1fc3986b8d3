# `source` this in kakrc, then `:lint`. Kakoune counts columns in bytes.
hook global WinSetOption filetype=markdown %{
    set-option window lintcmd %{
        run() { keur --quiet --format text --column-unit byte --stdin-filename "$kak_buffile" - <"$1"; } && run
    }
}
