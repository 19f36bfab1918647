"""Executes notebooks and writes each as one self-contained HTML page, and a page that lists them.

    python report.py --to DIRECTORY --mathjax tex-svg-full.js --logs DIRECTORY [--timeout MINUTES] NOTEBOOK.ipynb ...

The notebooks themselves are read, never written. Jupyter is told where the kernel is by JUPYTER_PATH. Whatever is
wrong with a notebook, damaged files included, its own report says so, and the others are still made.

Which images a report used: an HTML output of the notebook may hold elements of the class `spikernel-dataset`,
whose text says in a sentence which images these are and where they come from. Their texts, in the order of the
notebook and each once, stand at the top of the page. A notebook without one gets no such line.
"""

import argparse
import asyncio
import collections
import copy
import datetime
import html.parser
import itertools
import json
import os
import pathlib
import re
import signal
import sys
import time

import nbclient
import nbclient.exceptions
import nbconvert.exporters
import nbformat
import traitlets.config

import notebook_file

HERE = pathlib.Path(__file__).resolve().parent
STYLE = HERE / "template" / "style.css"
KERNEL = "spikernel"
LONGEST_NAME = 200  # bytes; what file systems allow, less what is added to it
# Settings that a reader needs to judge the numbers; the others are places on the machine that made the report.
PLACES = {"SPIKERNEL_HOME", "SPIKERNEL_DATA", "SPIKERNEL_RUNS", "SPIKERNEL_PYTHON", "SPIKERNEL_CHROMIUM"}
CODE_IN_MARKDOWN = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
EQUATION = re.compile(r"\$[^$]+\$|\\\\?\(.+?\\\\?\)|\\\\?\[.+?\\\\?\]|\\begin\{", re.DOTALL)
METADATA_OF_REPORT = re.compile(r'<script type="application/json" id="spikernel-report">(.*?)</script>', re.DOTALL)


def main():
    # A name of a file may hold what the terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    arguments = parse_arguments()
    arguments.to.mkdir(parents=True, exist_ok=True)
    arguments.logs.mkdir(parents=True, exist_ok=True)
    failures = 0
    for path, name in names_of_reports(arguments.notebooks).items():
        failures += not make_report(path, name, arguments)
    write_whole(arguments.to / "index.html", render_list(arguments.to, arguments.mathjax))
    print(f"{arguments.to / 'index.html'} lists the reports")
    return 1 if failures else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=pathlib.Path, required=True, help="directory of the reports")
    parser.add_argument("--mathjax", type=pathlib.Path, required=True, help="the script that draws equations")
    parser.add_argument("--logs", type=pathlib.Path, required=True, help="directory for what the kernel itself prints")
    parser.add_argument("--timeout", type=float, default=0, help="minutes that a notebook may take; 0 for any time")
    parser.add_argument("notebooks", type=pathlib.Path, nargs="+")
    return parser.parse_args()


def names_of_reports(paths):
    """What the report of each notebook is called, without .html: as the notebook, with its folder where several are called so."""
    paths = list(dict.fromkeys(pathlib.Path(os.path.abspath(path)) for path in paths))
    called_alike = collections.Counter(path.stem.casefold() for path in paths)
    taken = {"index"}  # the page that lists the reports
    names = {}
    for path in paths:
        several = called_alike[path.stem.casefold()] > 1
        names[path] = free_name(f"{path.parent.name}-{path.stem}" if several else path.stem, taken)
    return names


def free_name(wanted, taken):
    """A name like the wanted one that is not taken yet, and short enough for a file; some file systems ignore case."""
    wanted = printable(wanted).encode()[:LONGEST_NAME].decode(errors="ignore")
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    name = next(name for name in itertools.chain([wanted], numbered) if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def make_report(path, name, arguments):
    """Executes one notebook and writes its report, whether it fails or not; says what failed."""
    print(f"{name} ... ", end="", flush=True)
    start = time.monotonic()
    target = arguments.to / f"{name}.html"
    log = arguments.logs / f"{name}.log"
    log.unlink(missing_ok=True)
    try:
        notebook = notebook_file.read(path)
        with open(log, "w", encoding="utf-8") as printed:
            failure = execute(notebook, path.parent, printed, arguments.timeout)
        ran = duration(time.monotonic() - start)
        page = render(notebook, path, ran, failure, arguments.mathjax)
    except Exception as error:  # The other notebooks are no worse for it.
        said = str(error) if isinstance(error, notebook_file.Damaged) else notebook_file.words(error)
        failure = f"before the first cell: {path.name} could not be executed: {said}"
        ran = duration(time.monotonic() - start)
        page = render(nbformat.v4.new_notebook(), path, ran, failure, arguments.mathjax)
    write_whole(target, page)
    print(f"{ran}, {target}")
    if failure:
        print(f"{name} stopped {failure}", file=sys.stderr)
        if log.exists():
            print(f"(what the kernel itself printed: {log})", file=sys.stderr)
        sys.stderr.flush()
    return not failure


def execute(notebook, directory, log, minutes):
    """Executes the cells in place and returns what went wrong in a sentence, or None."""
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in codes:
        cell.update(outputs=[], execution_count=None)
    running, interrupts = [], []
    deadline = time.monotonic() + 60 * minutes

    def prepare_for_interrupt(notebook):
        # Ctrl-C ends the whole run; nbclient by itself would stop this notebook and let the next one start.
        task = asyncio.current_task()
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: interrupts.append(task.cancel()))

    def seconds_left(cell):
        return max(1, round(deadline - time.monotonic())) if minutes else None

    client = nbclient.NotebookClient(
        notebook,
        kernel_name=KERNEL,
        timeout_func=seconds_left,
        startup_timeout=120,
        iopub_timeout=60,
        resources={"metadata": {"path": str(directory)}},
        on_notebook_start=prepare_for_interrupt,
        on_cell_execute=lambda cell, cell_index: running.append(cell),
    )
    try:
        client.execute(stdout=log, stderr=log)
    except nbclient.exceptions.CellExecutionError as error:
        return f"{place(running, codes)}: {error.ename}: {error.evalue}"
    except (RuntimeError, TimeoutError, asyncio.CancelledError) as error:
        if interrupts:
            raise KeyboardInterrupt from None
        # The kernel could not report an error itself: it is gone, or its cell had not come to an end.
        if minutes and isinstance(error, nbclient.exceptions.CellTimeoutError):
            words = f"TimeoutError: the notebook was not done in {minutes:g} minutes; --timeout MINUTES allows it more"
        else:
            words = f"{type(error).__name__}: {error}"
        if running:
            running[-1].outputs.append(nbformat.v4.new_output("error", ename="", evalue=words, traceback=[words]))
        return f"{place(running, codes)}: {words}"
    return None


def place(running, codes):
    """Which code cell was the last to start."""
    if not running:
        return "before the first cell"
    number = 1 + next(position for position, cell in enumerate(codes) if cell is running[-1])
    first_line = running[-1].source.strip().splitlines()[0]
    return f"at code cell {number} of {len(codes)}, which begins with \u201c{first_line}\u201d"


def render(notebook, path, ran, failure, mathjax):
    """The page of one executed notebook."""
    title, cells = without_title(notebook.cells, printable(path.stem))
    page = copy.copy(notebook)
    page.cells = cells
    now = datetime.datetime.now().astimezone()
    report = {
        "title": title,
        "question": first_paragraph(cells),
        "images": images(notebook),
        "settings": settings(),
        "made": f"{now.day} {now:%B %Y, %H:%M}",
        "ran": ran,
        "stopped": failure,
        "shows_error": any(output.output_type == "error" for cell in cells for output in cell.get("outputs", [])),
    }
    resources = {
        "metadata": {"name": printable(path.stem), "path": str(path.parent)},
        "report": report,
        "report_json": json.dumps(report).replace("<", "\\u003c"),
        "style": STYLE.read_text(encoding="utf-8"),
        "mathjax": mathjax_for(texts_with_equations(notebook), mathjax),
    }
    body, _ = exporter().from_notebook_node(page, resources=resources)
    return body


def render_list(directory, mathjax):
    """The page that lists all reports of a directory, those of earlier runs too."""
    reports = []
    for path in sorted(path for path in directory.glob("*.html") if path.is_file()):
        metadata = METADATA_OF_REPORT.search(path.read_text(encoding="utf-8", errors="replace"))
        if metadata:
            reports.append({"file": path.name, **json.loads(metadata.group(1))})
    return exporter().environment.get_template("reports.html.j2").render(
        title="Spikernel reports",
        style=STYLE.read_text(encoding="utf-8"),
        mathjax=mathjax_for((report["question"] for report in reports), mathjax),
        reports=reports,
    )


def exporter():
    return nbconvert.exporters.HTMLExporter(
        template_name="template",
        extra_template_basedirs=[str(HERE)],
        embed_images=True,
        exclude_anchor_links=True,
        # Shows of a line that overwrote itself only the end; nbconvert 6 does so by itself, 7 on request.
        config=traitlets.config.Config(CoalesceStreamsPreprocessor={"enabled": True}),
    )


def mathjax_for(texts, mathjax):
    """MathJax's script, or None where it has nothing to draw: it is large."""
    needed = any(EQUATION.search(CODE_IN_MARKDOWN.sub("", text)) for text in texts)
    return mathjax.read_text(encoding="utf-8") if needed else None


def without_title(cells, fallback):
    """The first heading, and the cells without it: the page's header shows it."""
    for position, cell in enumerate(cells):
        heading = re.search(r"^# +(.+)\n?", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            rest = copy.copy(cell)
            rest.source = (cell.source[: heading.start()] + cell.source[heading.end() :]).strip()
            return heading.group(1).strip(), cells[:position] + [rest] * bool(rest.source) + cells[position + 1 :]
    return fallback, cells


def first_paragraph(cells):
    """The first text that is no heading: what the notebook asks."""
    for cell in cells:
        if cell.cell_type == "markdown":
            for paragraph in re.split(r"\n\s*\n", cell.source):
                if paragraph.strip() and not paragraph.lstrip().startswith("#"):
                    return paragraph.strip()
    return ""


def texts_with_equations(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield cell.source
        for output in cell.get("outputs", []):
            for kind in ("text/markdown", "text/latex"):
                yield output.get("data", {}).get(kind, "")


def images(notebook):
    """The texts of all elements of the class `spikernel-dataset`, each once."""
    collector = DatasetTexts()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            collector.feed(output.get("data", {}).get("text/html", ""))
            collector.close()
            collector.reset()
    return list(dict.fromkeys(collector.texts))


class DatasetTexts(html.parser.HTMLParser):
    """Collects the text of every element of the class `spikernel-dataset`."""

    VOID = {"br", "hr", "img", "input", "wbr"}

    def __init__(self):
        super().__init__()
        self.texts = []

    def reset(self):
        super().reset()
        self.depth = 0
        self.words = []

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag not in self.VOID and (self.depth or "spikernel-dataset" in classes):
            self.depth += 1

    def handle_data(self, data):
        if self.depth:
            self.words += data.split()

    def handle_endtag(self, tag):
        if self.depth and tag not in self.VOID:
            self.depth -= 1
            if self.depth == 0 and self.words:
                self.texts.append(" ".join(self.words))
                self.words = []


def settings():
    """The SPIKERNEL_... variables under which the notebook ran, but for those that name places."""
    names = sorted(name for name in os.environ if name.startswith("SPIKERNEL_") and name not in PLACES)
    return [f"{name}={os.environ[name]}" for name in names]


def duration(seconds):
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


def printable(name):
    """The name of a file as text; bytes that are no UTF-8 become question marks."""
    return name.encode(errors="replace").decode()


def write_whole(path, text):
    """Writes beside the target and renames, so that nobody ever sees half a report."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", errors="replace")
    part.replace(path)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The reports cannot be written: {error}")
