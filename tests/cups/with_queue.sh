#!/bin/sh
# Runs a command while a CUPS queue "Takeoff_PDF" exists that prints into PDF files under ~/PDF.
# Needs the Debian packages cups, cups-client and printer-driver-cups-pdf, and root.
set -eu
queue=Takeoff_PDF
started=""
if ! lpstat -r 2>/dev/null | grep -q "is running"; then
    cupsd
    started=yes
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        lpstat -r 2>/dev/null | grep -q "is running" && break
        sleep 1
    done
fi
lpadmin -p "$queue" -E -v cups-pdf:/ -P /usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd 2>/dev/null
status=0
TAKEOFF_QUEUE="$queue" "$@" || status=$?
lpadmin -x "$queue"
if [ -n "$started" ] && [ -f /run/cups/cupsd.pid ]; then
    kill "$(cat /run/cups/cupsd.pid)"
fi
exit "$status"
