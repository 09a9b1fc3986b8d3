/* Prints the blocks of documents as keur sees them, for tests/rendering/differential.py to compare
 * with the page.
 *
 *     structure PROGRAM-FOLDER ROOT <PATHS      one path a line, relative to ROOT
 *
 * A document is a line "= PATH" and a line for each block that has text of its own:
 * what is around it, what it is, its first and last line (from 1), and its text, with tabs between.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "load/load.h"
#include "parse/document.h"
#include "parse/internal.h"
#include "stand.h"
#include "tap.h"

static const char *around_name(const struct keur_node *node)
{
    switch ((int)node->kind) {
    case KEUR_NODE_BLOCK_QUOTE:
        return "quote/";
    case KEUR_NODE_LIST:
        return node->level == 1 ? "ol/" : "ul/";
    case KEUR_NODE_ITEM:
        return "li/";
    case KEUR_NODE_CONTAINER:
        return "box/";
    case KEUR_NODE_FOOTNOTE:
        return "footnote/";
    default:
        return "";
    }
}

static void print_around(const struct keur_node *node)
{
    enum { MAX_DEPTH = 64 };
    const char *names[MAX_DEPTH];
    size_t count = 0;
    for (node = node->parent; node != NULL && count < MAX_DEPTH; node = node->parent)
        names[count++] = around_name(node);
    while (count > 0)
        fputs(names[--count], stdout);
}

static void print_text(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++)
        putchar(strchr("\t\n\r", text.bytes[i]) != NULL ? ' ' : text.bytes[i]);
    putchar('\n');
}

static void print_block(const keur_document *document, const struct keur_node *node,
                        const char *kind, struct keur_text text)
{
    size_t last = node->span.end > node->span.begin ? node->span.end - 1 : node->span.begin;
    print_around(node);
    printf("\t%s\t%zu\t%zu\t", kind, keur_line_at(document, node->span.begin) + 1,
           keur_line_at(document, last) + 1);
    print_text(text);
}

static void print_heading(const keur_document *document, const struct keur_node *node)
{
    static const char *const kinds[] = {"", "h1", "h2", "h3", "h4", "h5", "h6"};
    print_block(document, node, kinds[node->level], node_plain_text(document, node));
}

static void print_container(const keur_document *document, const struct keur_node *node)
{
    const struct keur_container *container = node_of(node)->container;
    bool has_title = container->title_span.end > container->title_span.begin;
    /* The words behind the first one are classes. */
    struct keur_text type = text_slice(container->type, 0, text_find(container->type, ' ', 0));
    print_block(document, node, "title", has_title ? container->title : type);
}

static void print_node(const keur_document *document, const struct keur_node *node)
{
    switch ((int)node->kind) {
    case KEUR_NODE_HEADING:
        print_heading(document, node);
        break;
    case KEUR_NODE_PARAGRAPH:
        print_block(document, node, "p", node_plain_text(document, node));
        break;
    case KEUR_NODE_TABLE_CELL:
        print_block(document, node, "cell", node_plain_text(document, node));
        break;
    case KEUR_NODE_CODE_BLOCK:
        print_block(document, node, "code", keur_slice(document, node->span));
        break;
    case KEUR_NODE_THEMATIC_BREAK:
        print_block(document, node, "hr", TEXT(""));
        break;
    case KEUR_NODE_CONTAINER:
        print_container(document, node);
        break;
    case KEUR_NODE_ITEM:
        if (node->first_child == NULL)
            print_block(document, node, "item", TEXT(""));
        break;
    default:
        break;
    }
}

static bool print_document(const struct project *project, struct keur_text path)
{
    struct arena *arena = arena_new();
    struct errors errors = {0};
    struct keur_text source;
    bool is_there = file_read(path_join(arena, project->root, path).bytes, LIMIT_DOCUMENT_BYTES,
                              arena, &source, &errors);
    if (is_there) {
        struct keur_document *document = document_open(path, source, arena);
        const struct document_type *type = NULL;
        is_there =
            load_document_type(project, path, keur_front_matter(document)->root, &type, &errors);
        document_parse(document, TEXT(""), load_reading(project, path, type));
        printf("= %.*s\n", KEUR_ARGUMENT(path));
        for (const struct keur_node *node = keur_root(document); node != NULL;
             node = keur_following(node))
            print_node(document, node);
    }
    errors_free(&errors);
    arena_free(arena);
    return is_there;
}

int main(int argc, char **argv)
{
    char line[4096];
    struct stand stand = {.arena = arena_new()};
    if (argc != 3) {
        fputs("usage: structure PROGRAM-FOLDER ROOT <PATHS\n", stderr);
        return 2;
    }
    stand.program_folder = path_real(stand.arena, argv[1]);
    struct keur_text root = path_real(stand.arena, argv[2]);
    struct keur_text config = path_join(stand.arena, root, TEXT(".keur.yaml"));
    if (file_type(config.bytes) != FILE_REGULAR)
        config = TEXT("");
    struct project *project = stand_project(&stand, root, config, TEXT(""), TEXT(""));
    bool is_done = project != NULL;
    while (is_done && fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        is_done = print_document(project, text_of(line));
    }
    arena_free(stand.arena);
    return is_done ? 0 : 2;
}
