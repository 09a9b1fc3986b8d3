;;; keur.el --- Findings of keur in Emacs  -*- lexical-binding: t -*-

;; `M-x keur' lists the findings of the project, `M-x keur-fix' mends this buffer.  For findings while you type:
;;     (add-hook 'markdown-mode-hook #'keur-flymake-setup)

;;; Code:

(require 'compile)
(require 'flymake)
(require 'subr-x)

(define-compilation-mode keur-mode "keur"
  "Findings of keur; columns count characters."
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-skip-threshold 0))

;;;###autoload
(defun keur ()
  "List the findings of the project around this folder."
  (interactive)
  (compilation-start "keur --format text --color never --column-unit codepoint" #'keur-mode))

(defvar-local keur--process nil "The check of this buffer that is under way.")

(defconst keur--line "^.+?:\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|info\\): \\(.*\\)$")

(defun keur--diagnostics (source)
  "What this buffer, the output of keur, says about the buffer SOURCE."
  (goto-char (point-min))
  (let (found)
    (while (re-search-forward keur--line nil t)
      (let ((region (flymake-diag-region source (string-to-number (match-string 1))
                                         (string-to-number (match-string 2))))
            (severity (cdr (assoc (match-string 3)
                                  '(("error" . :error) ("warning" . :warning) ("info" . :note))))))
        (push (flymake-make-diagnostic source (car region) (cdr region) severity (match-string 4)) found)))
    found))

(defun keur-flymake (report &rest _)
  "Give the findings in this buffer, saved or not, to REPORT."
  (when (process-live-p keur--process)
    (delete-process keur--process))
  (let ((source (current-buffer)))
    (setq keur--process
          (make-process
           :name "keur" :noquery t :connection-type 'pipe :coding 'utf-8
           :buffer (generate-new-buffer " *keur*")
           :command (list "keur" "--quiet" "--format" "text" "--column-unit" "codepoint"
                          "--stdin-filename" buffer-file-name "-")
           :sentinel
           (lambda (process _)
             (unless (process-live-p process)
               ;; Flymake objects to a report on text that has changed since.
               (when (and (eq (process-status process) 'exit) (buffer-live-p source)
                          (eq process (buffer-local-value 'keur--process source)))
                 (with-current-buffer (process-buffer process)
                   (if (= (process-exit-status process) 2)
                       (flymake-log :warning "%s" (string-trim (buffer-string)))
                     (save-match-data (funcall report (keur--diagnostics source))))))
               (kill-buffer (process-buffer process))))))
    (save-restriction
      (widen)
      (process-send-region keur--process (point-min) (point-max)))
    (process-send-eof keur--process)))

;;;###autoload
(defun keur-flymake-setup ()
  "Show findings in this buffer."
  (when buffer-file-name
    (add-hook 'flymake-diagnostic-functions #'keur-flymake nil t)
    (flymake-mode 1)))

;;;###autoload
(defun keur-fix ()
  "Mend what has a certain repair in this buffer, saved or not."
  (interactive "*")
  (let ((source (current-buffer)) (path buffer-file-name)
        (output (generate-new-buffer " *keur fix*")) (messages (make-temp-file "keur")))
    (unwind-protect
        (save-restriction
          (widen)
          (let* ((coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8)
                 (status (call-process-region (point-min) (point-max) "keur" nil (list output messages) nil
                                              "fix" "--quiet" "--stdin-filename" (or path "stdin.md") "-"))
                 (told (with-temp-buffer (insert-file-contents messages) (string-trim (buffer-string)))))
            (if (eq status 0)
                (with-current-buffer source (replace-buffer-contents output)))
            (unless (string-empty-p told) (message "%s" told))))
      (kill-buffer output)
      (delete-file messages))))

(provide 'keur)
;;; keur.el ends here
