"""Executes notebooks and writes each as one self-contained HTML page, and a page that lists them.

    python report.py --to DIRECTORY --mathjax tex-svg-full.js --logs DIRECTORY --kept DIRECTORY --built FILE \
        [--timeout MINUTES] [--force] NOTEBOOK.ipynb ...

The notebooks themselves are read, never written. As many are executed at once as there are processors and memory for.
One that was executed before, and of which nothing has changed since that its outputs depend on, is not executed again. Jupyter is told where the kernel is by JUPYTER_PATH. Whatever is
wrong with a notebook, damaged files included, its own report says so, and the others are still made.

Which images a report used: an HTML output of the notebook may hold elements of the class `spikernel-dataset`,
whose text says in a sentence which images these are and where they come from. Their texts, in the order of the
notebook and each once, stand at the top of the page. A notebook without one gets no such line.
"""

import argparse
import collections
import copy
import html.parser
import itertools
import json
import os
import pathlib
import re
import signal
import sys
import time

import nbconvert.exporters
import traitlets.config

import execution
import notebook_file

HERE = pathlib.Path(__file__).resolve().parent
STYLE = HERE / "template" / "style.css"
LONGEST_NAME = 200  # bytes; what file systems allow, less what is added to it
SCALES = ["small", "quick", "evening", "long"]
LONGER = "**A longer run**"  # how the paragraph begins that says what a longer run would show
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
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that kernels are ended
    arguments.to.mkdir(parents=True, exist_ok=True)
    arguments.logs.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    at_once = execution.notebooks_at_once(scale())
    keeper = execution.Keeper(arguments.kept, arguments.built)
    executor = execution.Executor(at_once, arguments.timeout, keeper, arguments.force)
    done = {}
    try:
        names = names_of_reports(arguments.notebooks)
        futures = {path: executor.start(path, arguments.logs / f"{name}.log") for path, name in names.items()}
        for path, name in names.items():
            print(f"{name} ... ", end="", flush=True)
            done[name] = futures[path].result()
            done[name] = make_report(path, name, done[name], arguments)
    finally:
        executor.stop()
    execution.write_whole(arguments.to / "index.html", render_list(arguments.to, arguments.mathjax))
    print(f"{arguments.to / 'index.html'} lists the reports")
    print_times(done, time.monotonic() - start, at_once)
    return 1 if any(each.failure for each in done.values()) else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=pathlib.Path, required=True, help="directory of the reports")
    parser.add_argument("--mathjax", type=pathlib.Path, required=True, help="the script that draws equations")
    parser.add_argument("--logs", type=pathlib.Path, required=True, help="directory for what the kernel itself prints")
    parser.add_argument("--kept", type=pathlib.Path, required=True, help="directory of executed notebooks")
    parser.add_argument("--built", type=pathlib.Path, required=True, help="the file that tells builds of the kernel apart")
    parser.add_argument("--force", action="store_true", help="execute also what has not changed")
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


def make_report(path, name, executed, arguments):
    """Writes the report of an executed notebook, whether it failed or not; says what failed, and hands it back."""
    target = arguments.to / f"{name}.html"
    try:
        page = render(path, executed, arguments.mathjax)
    except Exception as error:  # The other notebooks are no worse for it.
        executed = executed.failed(f"before its report: {path.name} could not be rendered: {notebook_file.words(error)}")
        page = render(path, executed, arguments.mathjax)
    execution.write_whole(target, page)
    ran = duration(executed.seconds)
    print(f"as executed {moment(executed.made)}, in {ran}, {target}" if executed.kept else f"{ran}, {target}")
    if executed.failure:
        print(f"{name} stopped {executed.failure}", file=sys.stderr)
        log = arguments.logs / f"{name}.log"
        if log.exists():
            print(f"(what the kernel itself printed: {log})", file=sys.stderr)
        sys.stderr.flush()
    return executed


def print_times(done, seconds, at_once):
    """How long each notebook took, which is more than its share of the whole where several ran at once."""
    print(f"{len(done)} notebooks at the scale {scale()} in {duration(seconds)}, up to {at_once} at once:")
    for name, executed in done.items():
        print(f"{duration(executed.seconds):>12}  {name}{' (not executed again)' if executed.kept else ''}")


def render(path, executed, mathjax):
    """The page of one executed notebook."""
    notebook = executed.notebook
    title, cells = without_title(notebook.cells, printable(path.stem))
    longer, cells = without_longer(cells)
    page = copy.copy(notebook)
    page.cells = cells
    report = {
        "title": title,
        "question": first_paragraph(cells),
        "images": images(notebook),
        "settings": settings(),
        "scale": scale(),
        "longer": longer if scale() != SCALES[-1] else "",
        "made": moment(executed.made),
        "ran": duration(executed.seconds),
        "seconds": round(executed.seconds, 1),
        "stopped": executed.failure,
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


def without_longer(cells):
    """The paragraph that says what a longer run would show, and the cells without it: the page's header shows it."""
    for position, cell in enumerate(cells):
        if cell.cell_type == "markdown" and LONGER in cell.source:
            paragraphs = re.split(r"\n\s*\n", cell.source)
            longer = next((each for each in paragraphs if each.startswith(LONGER)), "")
            rest = copy.copy(cell)
            rest.source = "\n\n".join(each for each in paragraphs if each != longer)
            return longer, cells[:position] + [rest] * bool(rest.source) + cells[position + 1 :]
    return "", cells


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
    """The SPIKERNEL_... variables under which the notebook ran, but for the scale and those that name places."""
    shown = {name for name in os.environ if name.startswith("SPIKERNEL_")} - PLACES - {"SPIKERNEL_SCALE"}
    return [f"{name}={os.environ[name]}" for name in sorted(shown)]


def scale():
    """How much the notebooks compute."""
    return os.environ.get("SPIKERNEL_SCALE") or "quick"


def moment(when):
    return f"{when.day} {when:%B %Y, %H:%M}"


def duration(seconds):
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


def printable(name):
    """The name of a file as text; bytes that are no UTF-8 become question marks."""
    return name.encode(errors="replace").decode()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The reports cannot be written: {error}")
