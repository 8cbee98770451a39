#!/usr/bin/env bash
# What the samples of providers' pages need beside this repository: curl, jq, gawk, Python 3 with requests, Node and Go.
# Installs what is missing from Debian where it may, and links them into the folder that is given: there `awk` is gawk (mawk
# reads pipes in blocks and never sees an event) and `python3` is one that has requests.
set -euo pipefail

folder=${1:?"usage: tests/tools.sh FOLDER"}
mkdir -p "$folder"

python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import requests' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

missing=()
command -v curl >/dev/null || missing+=(curl)
command -v jq >/dev/null || missing+=(jq)
command -v gawk >/dev/null || missing+=(gawk)
command -v node >/dev/null || missing+=(nodejs)
command -v go >/dev/null || missing+=(golang-go)
python >/dev/null || missing+=(python3 python3-requests)

if ((${#missing[@]})); then
    if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
        echo "the samples need ${missing[*]}: install them (apt-get install ${missing[*]})" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

ln -sf "$(command -v gawk)" "$folder/awk"
# A link would lose the environment that the interpreter finds beside itself.
printf '#!/bin/sh\nexec "%s" "$@"\n' "$(python)" >"$folder/python3.new"
chmod +x "$folder/python3.new"
mv "$folder/python3.new" "$folder/python3"
