#!/bin/sh
# Plugins keep no writable data, export one symbol, and call nothing that the program does not export.
#     check_plugins.sh BUILD-FOLDER
build=$1
count=0
result() { # STATUS NAME DETAILS
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; echo "$3" | sed 's/^/#   /'; fi
}

host=$(nm -D --defined-only "$build/keur" | awk '{print $3}' | grep '^keur_')
for plugin in "$build"/plugins/*.so; do
    name=$(basename "$plugin" .so)
    # What the linker and the compiler's run-time support put there is not the plugin's.
    writable=$(objdump -t "$plugin" | awk '$0 ~ /[ \t]\.(data|bss)[ \t]/ {print $NF}' |
        grep -vE '^(\.|_|completed|.*asan|.*ubsan|.*odr|\.L)')
    [ -z "$writable" ]
    result $? "$name keeps no writable static data" "$writable"
    exported=$(nm -D --defined-only "$plugin" | awk '{print $3}' | grep -vE '^(_|__odr|llvm)' | grep -v "^keur_plugin_$name\$")
    [ -z "$exported" ]
    result $? "$name exports keur_plugin_$name and nothing else" "$exported"
    unknown=$(nm -D --undefined-only "$plugin" | awk '{print $2}' | grep '^keur_' | grep -vxF "$host")
    [ -z "$unknown" ]
    result $? "$name calls only what the program exports" "$unknown"
done
