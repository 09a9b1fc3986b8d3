# shellcheck shell=sh
# Sourced by test scripts: results in the Test Anything Protocol.
tap_count=0

# STATUS NAME [DETAILS]: one result; details are shown when it failed.
result() {
    tap_count=$((tap_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_count - $2"
    else
        echo "not ok $tap_count - $2"
        [ -z "${3-}" ] || echo "$3" | sed 's/^/#   /'
    fi
}

# NAME EXPECTED ACTUAL
same() {
    [ "$2" = "$3" ]
    result $? "$1" "expected:
$2
actual:
$3"
}

skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # skip $2"
}
