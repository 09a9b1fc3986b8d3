" :KeurFix mends what has a certain repair in this buffer, saved or not. For vim and neovim.
if exists('g:loaded_keur')
  finish
endif
let g:loaded_keur = 1

function! s:fix() abort
  let l:messages = tempname()
  let l:command = 'keur fix --quiet --stdin-filename ' . shellescape(expand('%:p')) . ' - 2>' . shellescape(l:messages)
  let l:lines = systemlist(l:command, getline(1, '$'))
  let l:failed = v:shell_error
  let l:told = filereadable(l:messages) ? readfile(l:messages) : []
  call delete(l:messages)
  if l:failed
    echohl ErrorMsg | echomsg empty(l:told) ? 'keur cannot be run' : l:told[0] | echohl None
    return
  endif
  if l:lines !=# getline(1, '$')
    let l:view = winsaveview()
    call setline(1, l:lines)
    if line('$') > len(l:lines)
      silent execute (len(l:lines) + 1) . ',$delete _'
    endif
    call winrestview(l:view)
  endif
  for l:line in l:told
    echomsg l:line
  endfor
endfunction

command! KeurFix call s:fix()
