"""Prints pages as PDF with Chromium, which reaches no network and leaves nothing behind."""

import os
import pathlib
import subprocess
import tempfile

SECONDS = 180
# Figures and equations are drawn by then; it is the page's time, which passes as fast as the page computes.
VIRTUAL_MILLISECONDS = 60_000


class NotPrinted(Exception):
    """A page could not be printed; the message says why."""


def print_page(chromium, page, target):
    """Prints a page of this machine; the width of the window is that of the paper, so that figures are drawn for it."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".printing-") as own:
        made = pathlib.Path(own) / "page.pdf"
        command = [
            chromium,
            "--headless=new",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={own}/profile",
            f"--virtual-time-budget={VIRTUAL_MILLISECONDS}",
            "--window-size=760,1000",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            *(["--no-sandbox"] if is_root() else []),
            page.as_uri(),
        ]
        try:
            run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, env={**os.environ, "HOME": own})
        except subprocess.TimeoutExpired as error:
            raise NotPrinted(f"{chromium} was not done in {SECONDS} s") from error
        except OSError as error:
            raise NotPrinted(f"{chromium} cannot be started: {error.strerror}") from error
        if not made.exists():
            last = run.stderr.strip().splitlines()[-1:] or ["nothing"]
            raise NotPrinted(f"{chromium} ended with status {run.returncode} and made no PDF; the last that it said: {last[0]}")
        made.replace(target)


def is_root():
    """Chromium's sandbox does not work for root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
