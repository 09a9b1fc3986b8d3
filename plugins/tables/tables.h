/* What the files of this plugin share. */
#ifndef TABLES_H
#define TABLES_H

#include "keur_plugin.h"

extern const struct keur_check tables_row_length, tables_delimiter_row, tables_front_matter,
    tables_columns, tables_cell_value, tables_row_order, tables_duplicate_row, tables_missing_pipe,
    tables_statement;
extern const struct keur_setting tables_setting, tables_statements_setting;

/* What the cells of a column may hold. */
struct column {
    struct keur_text title;
    struct keur_texts values; /* any of them */
    const keur_pattern *pattern;
    struct keur_text agrees_with; /* a front matter key with one value or a list */
    bool is_filled, is_unique;
};

/* One record of the setting `tables`: the form of a table, and what of the front matter it says. */
struct mapping {
    struct keur_text heading, tab; /* empty when the table may stand anywhere */
    struct keur_text agrees_with;  /* a front matter key, or empty */
    struct keur_texts required_columns, optional_columns;
    bool allows_others;
    struct keur_records cell_rules; /* struct column */
    struct keur_text sorted_by;
    bool front_matter_is_right; /* an edit makes the page say the same */
    struct keur_pairs columns;  /* column title -> key; a title that is not here is the key */
    struct keur_pairs cells;    /* cell text -> value; a text that is not here is the value */
    bool required;
};

/* A line of a paragraph that may have been meant as part of a table. */
struct pipe_row {
    struct keur_span line;  /* as far as the paragraph reaches, without its ending */
    struct keur_span span;  /* without container prefix and outer blanks */
    struct keur_text inner; /* without outer pipes */
    size_t cell_count;
    bool has_pipe;
    bool is_closed;    /* begins and ends with a pipe */
    bool is_ruler;     /* meant as delimiter row, well formed or not */
    bool is_delimiter; /* well formed in the document's dialect */
};

/* Where the cells of a table end: steps to the next "|" at or behind *at that is not escaped, and
 * with `code_hides`, as in Python-Markdown, not in a code span; false at the end. */
bool pipe_next(struct keur_text row, size_t *at, bool code_hides, size_t *ret_pipe);
/* Behind the code span that the backticks at `at` open; behind them when nothing closes it. */
size_t code_span_end(struct keur_text text, size_t at);

/* The part of a line that belongs to a paragraph, read as a row. */
struct pipe_row pipe_row_read(const keur_document *document, struct keur_span line);
/* "| --- | :---: |" with so many columns, and the alignments that a ruler (or NULL) asks for. */
struct keur_text delimiter_row_write(keur_run *run, const struct pipe_row *ruler,
                                     size_t column_count);

#endif
