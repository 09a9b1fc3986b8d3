-- Findings as diagnostics of the buffer, saved or not: require('keur').setup() in init.lua.
local keur = { namespace = vim.api.nvim_create_namespace('keur') }

local pattern = '^(.-):(%d+):(%d+): (%a+): (.*) %[(%S+)%]$'
local groups = { 'file', 'lnum', 'col', 'severity', 'message', 'code' }
local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

function keur.check(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' then
    return
  end
  local changes = vim.api.nvim_buf_get_changedtick(buffer)
  local function show(_, lines)
    if not vim.api.nvim_buf_is_valid(buffer) or changes ~= vim.api.nvim_buf_get_changedtick(buffer) then
      return
    end
    local found = {}
    for _, line in ipairs(lines) do
      local diagnostic = vim.diagnostic.match(line, pattern, groups, severities, { source = 'keur' })
      if diagnostic then
        table.insert(found, diagnostic)
      end
    end
    vim.diagnostic.set(keur.namespace, buffer, found)
  end
  -- Only what is wrong with the configuration is written here.
  local function complain(_, lines)
    if lines[1] ~= '' then
      vim.notify(table.concat(lines, '\n'), vim.log.levels.WARN)
    end
  end
  -- Neovim counts columns in bytes.
  local command = { 'keur', '--quiet', '--format', 'text', '--column-unit', 'byte', '--stdin-filename', path, '-' }
  local job = vim.fn.jobstart(command, {
    stdout_buffered = true,
    on_stdout = show,
    stderr_buffered = true,
    on_stderr = complain,
  })
  local text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  table.insert(text, '')
  vim.fn.chansend(job, text)
  vim.fn.chanclose(job, 'stdin')
end

function keur.setup()
  local group = vim.api.nvim_create_augroup('keur', {})
  vim.api.nvim_create_autocmd({ 'BufEnter', 'BufWritePost', 'InsertLeave', 'TextChanged' }, {
    group = group,
    pattern = { '*.md', '*.markdown' },
    callback = function(event)
      keur.check(event.buf)
    end,
  })
end

return keur
