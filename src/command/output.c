#include "command/output.h"

#include <errno.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "command/terminal.h"
#include "render/render.h"

static void refuse_format(struct keur_text word, struct errors *errors)
{
    struct text_list names = {0};
    for (const struct render_format *format = render_formats; format->name != NULL; format++)
        *ARRAY_PUSH(&names) = text_of(format->name);
    arguments_refuse("format", word, names.items, names.count, errors);
    ARRAY_FREE(&names);
}

bool output_check(const struct arguments *arguments, struct errors *errors)
{
    size_t before = errors->count;
    for (size_t i = 0; i < arguments->outputs.count; i++) {
        struct keur_text name = arguments->outputs.items[i].format;
        if (name.length > 0 && render_find(name.bytes) == NULL)
            refuse_format(name, errors);
    }
    return errors->count == before;
}

static const struct render_format *format_of(const struct output *output)
{
    if (output->format.length > 0)
        return render_find(output->format.bytes);
    bool is_for_reading = output->path.length == 0 && terminal_is_for_reading(stdout);
    return render_find(is_for_reading ? "full" : "text");
}

bool output_has_fingerprints(const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->outputs.count; i++)
        if (format_of(&arguments->outputs.items[i])->has_fingerprints)
            return true;
    return false;
}

static bool write_one(const struct arguments *arguments, const struct output *output,
                      const struct findings *findings, const struct summary *summary,
                      struct errors *errors)
{
    FILE *stream = stdout;
    if (output->path.length > 0 && (stream = fopen(output->path.bytes, "wb")) == NULL)
        return errors_add(errors, "keur: cannot write '%.*s': %s", KEUR_ARGUMENT(output->path),
                          strerror(errno));
    struct render_style style = {terminal_has_color(stream, (enum color_choice)arguments->color)};
    format_of(output)->write(stream, findings, summary, style);
    bool is_written = fflush(stream) == 0 && !ferror(stream);
    if (stream != stdout)
        is_written = fclose(stream) == 0 && is_written;
    if (is_written)
        return true;
    return errors_add(errors, "keur: cannot write the findings: %s", strerror(errno));
}

bool output_write(const struct arguments *arguments, const struct findings *findings,
                  const struct summary *summary, struct errors *errors)
{
    static const struct output standard = {0};
    bool is_fine = true;
    for (size_t i = 0; i < arguments->outputs.count; i++)
        is_fine &= write_one(arguments, &arguments->outputs.items[i], findings, summary, errors);
    if (arguments->statistics)
        render_statistics(stdout, findings);
    else if (arguments->outputs.count == 0)
        is_fine &= write_one(arguments, &standard, findings, summary, errors);
    return is_fine;
}
