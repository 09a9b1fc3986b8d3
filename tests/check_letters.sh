#!/bin/sh
# The table of letters is what its generator writes from Debian 12's translations.  They are large, and so
# are asked for: KEUR_LETTERS is a folder below which iso-codes 4.15.0-1 and manpages-{cs,da,de,es,fi,fr,hu,
# it,nb,nl,pl,pt-br,ro,sv,tr,vi} 4.18.1-1 are unpacked (apt-get download, dpkg -x), or / where they are installed.
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
cd "$here/.." || exit 1

if [ ! -x /usr/bin/python3 ]; then
    skip "letters" "no /usr/bin/python3"
    exit 0
fi
if [ ! -d "${KEUR_LETTERS:-/nowhere}/usr/share/man/nl" ] || [ ! -d "$KEUR_LETTERS/usr/share/locale/nl" ]; then
    skip "letters" "no folder with Debian's translations in KEUR_LETTERS"
    exit 0
fi
/usr/bin/python3 plugins/encoding/letters.py "$KEUR_LETTERS" | cmp -s - plugins/encoding/letter_table.c
result $? 'letter_table.c is what letters.py writes' "run: plugins/encoding/letters.py \$KEUR_LETTERS >plugins/encoding/letter_table.c"
