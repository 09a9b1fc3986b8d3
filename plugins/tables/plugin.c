#include "tables.h"

static const struct keur_check *const checks[] = {
    &tables_row_length,    &tables_delimiter_row,
    &tables_front_matter,  &tables_columns,
    &tables_cell_value,    &tables_row_order,
    &tables_duplicate_row, &tables_missing_pipe,
    &tables_statement,     NULL,
};

static const struct keur_setting *const settings[] = {&tables_setting, &tables_statements_setting,
                                                      NULL};

KEUR_PLUGIN(tables) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "tables",
    .summary = "Shape of tables, and their agreement with the front matter.",
    .checks = checks,
    .settings = settings,
};
