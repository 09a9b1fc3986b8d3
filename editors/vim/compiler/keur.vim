" Vim compiler file: `:compiler keur`, then `:make` for the project, `:make %` for this file.
if exists('current_compiler')
  finish
endif
let current_compiler = 'keur'
" Vim counts columns in bytes.
CompilerSet makeprg=keur\ --quiet\ --format\ text\ --column-unit\ byte
CompilerSet errorformat=%f:%l:%c:\ %t%*[^:]:\ %m
