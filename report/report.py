"""Executes notebooks and writes each as an HTML page, and a page that lists them.

    python report.py --to DIRECTORY --katex DIRECTORY --logs DIRECTORY --kept DIRECTORY --work DIRECTORY \
        --reveal DIRECTORY --built FILE --java VERSION [--timeout MINUTES] [--force] [--self-contained] \
        [--ipynb] [--slides] [--chromium FILE] NOTEBOOK.ipynb ...

The notebooks themselves are read, never written. As many are executed at once as there are processors and memory for.
One that was executed before, and of which nothing has changed since that its outputs depend on, is not executed again.
Jupyter is told where the kernel is by JUPYTER_PATH. Whatever is wrong with a notebook, damaged files included, its own
report says so, and the others are still made.

Which images a report used: an HTML output of the notebook may hold elements of the class `spikernel-dataset`,
whose text says in a sentence which images these are and where they come from. Their texts, in the order of the
notebook and each once, stand at the top of the page. A notebook without one gets no such line.
"""

import argparse
import collections
import itertools
import os
import pathlib
import signal
import sys
import time

import nbformat

import equations
import execution
import files
import notebook_file
import page
import printing
import scripts

LIST = "index.html"  # the page that lists the reports
LONGEST_NAME = 200  # bytes; what file systems allow, less what is added to it


def main():
    # A name of a file may hold what the terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    arguments = parse_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that kernels are ended
    names = names_of_reports(arguments.notebooks, endings_of_reports(arguments))
    require_notebooks_kept(names, arguments)
    arguments.to.mkdir(parents=True, exist_ok=True)
    arguments.logs.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    at_once = execution.notebooks_at_once(page.scale())
    keeper = execution.Keeper(arguments.kept, arguments.built)
    executor = execution.Executor(at_once, keeper, arguments)
    drawn = equations.Equations(arguments.katex, arguments.logs / "equations.log")
    pages = page.Pages(scripts.Scripts(None if arguments.self_contained else arguments.to), drawn, arguments.reveal)
    done = {}
    try:
        futures = {path: executor.start(path, arguments.logs / f"{name}.log") for path, name in names.items()}
        for path, name in names.items():
            print(f"{name} ... ", end="", flush=True)
            done[name] = futures[path].result()
            done[name] = make_report(path, name, done[name], pages, arguments)
        files.write_whole(arguments.to / LIST, pages.list(arguments.to))
        print(f"{arguments.to / LIST} lists the reports", flush=True)
        printed = [print_report(path, name, done[name], pages, arguments) for path, name in names.items()] if arguments.chromium else []
    finally:
        executor.stop()
        drawn.stop()
    print_times(done, time.monotonic() - start, at_once)
    return 1 if not all(printed) or any(each.failure for each in done.values()) else 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=pathlib.Path, required=True, help="directory of the reports")
    parser.add_argument("--katex", type=pathlib.Path, required=True, help="directory of what draws equations")
    parser.add_argument("--reveal", type=pathlib.Path, required=True, help="directory of the script and style that show slides")
    parser.add_argument("--logs", type=pathlib.Path, required=True, help="directory for what the kernel itself prints")
    parser.add_argument("--kept", type=pathlib.Path, required=True, help="directory of executed notebooks")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="directory for what the course's notebooks write")
    parser.add_argument("--java", required=True, help="the version of Java that the kernel runs on")
    parser.add_argument("--built", type=pathlib.Path, required=True, help="the file that tells builds of the kernel apart")
    parser.add_argument("--force", action="store_true", help="execute also what has not changed")
    parser.add_argument("--self-contained", action="store_true", help="write pages that carry their scripts themselves")
    parser.add_argument("--ipynb", action="store_true", help="write the executed notebooks too")
    parser.add_argument("--slides", action="store_true", help="write slides too")
    parser.add_argument("--chromium", help="print the pages as PDF too, by this browser")
    parser.add_argument("--timeout", type=float, default=0, help="minutes that a notebook may take; 0 for any time")
    parser.add_argument("notebooks", type=pathlib.Path, nargs="+")
    return parser.parse_args()


def names_of_reports(paths, endings):
    """What the files of each notebook are called before their endings: as the notebook, with its folder where several are called so."""
    paths = list(dict.fromkeys(pathlib.Path(os.path.abspath(path)) for path in paths))
    called_alike = collections.Counter(path.stem.casefold() for path in paths)
    taken = {LIST}
    names = {}
    for path in paths:
        several = called_alike[path.stem.casefold()] > 1
        names[path] = free_name(f"{path.parent.name}-{path.stem}" if several else path.stem, endings, taken)
    return names


def free_name(wanted, endings, taken):
    """A name like the wanted one with which no file is taken yet, and short enough for a file; some file systems ignore case."""
    wanted = notebook_file.printable(wanted).encode()[:LONGEST_NAME].decode(errors="ignore")
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    name = next(name for name in itertools.chain([wanted], numbered) if taken.isdisjoint(files_of(name.casefold(), endings)))
    taken.update(files_of(name.casefold(), endings))
    return name


def files_of(name, endings):
    """The files of a report."""
    return [f"{name}{ending}" for ending in endings]


def require_notebooks_kept(names, arguments):
    """Ends where a file that is to be written is a notebook that is to be read, by whatever path."""
    endings = endings_of_reports(arguments)
    written = [LIST, *(file for name in names.values() for file in files_of(name, endings))]
    for file, path in itertools.product((arguments.to / name for name in written), names):
        if os.path.exists(file) and os.path.exists(path) and os.path.samefile(file, path):
            sys.exit(
                f"{path} is a notebook to be read, and what is asked for would be written over it, as {file}. "
                f"Nothing was executed. Name another directory, such as --to {arguments.to / 'reports'}."
            )


def endings_of_reports(arguments):
    """How the names of all files end that are written for a notebook."""
    return [".html", *forms_of_reports(arguments).values()]


def forms_of_reports(arguments):
    """In which forms reports are asked for beside pages, and how the names of their files end."""
    asked = {"PDF": arguments.chromium, "slides": arguments.slides, "notebook": arguments.ipynb}
    endings = {"PDF": ".pdf", "slides": "-slides.html", "notebook": ".ipynb"}
    return {words: ending for words, ending in endings.items() if asked[words]}


def make_report(path, name, executed, pages, arguments):
    """Writes the report of an executed notebook, whether it failed or not; says what failed, and hands it back."""
    target = arguments.to / f"{name}.html"
    forms = forms_of_reports(arguments)
    executed = write_page(path, target, executed, forms, pages)
    if "slides" in forms:
        files.write_whole(arguments.to / f"{name}{forms['slides']}", pages.slides(path, executed))
    if "notebook" in forms:
        files.write_whole(arguments.to / f"{name}{forms['notebook']}", nbformat.writes(executed.notebook))
    ran = page.duration(executed.seconds)
    print(f"as executed {page.moment(executed.made)}, in {ran}, {target}" if executed.kept else f"{ran}, {target}")
    if executed.failure:
        print(f"{name} stopped {executed.failure}", file=sys.stderr)
        log = arguments.logs / f"{name}.log"
        if log.exists():
            print(f"(what the kernel itself printed: {log})", file=sys.stderr)
        sys.stderr.flush()
    return executed


def write_page(path, target, executed, forms, pages):
    """Writes the page of an executed notebook, which links these forms of it; hands back what it shows."""
    links = [(words, f"{target.stem}{ending}") for words, ending in forms.items()]
    try:
        html = pages.of(path, executed, links)
    except Exception as error:  # The other notebooks are no worse for it.
        executed = executed.failed(f"before its report: {path.name} could not be rendered: {notebook_file.words(error)}")
        html = pages.of(path, executed, links)
    files.write_whole(target, html)
    return executed


def print_report(path, name, executed, pages, arguments):
    """Prints a page, and tells whether that went well; a page without its PDF is written anew, so that it links none."""
    target = arguments.to / f"{name}.html"
    try:
        printing.print_page(arguments.chromium, target, arguments.to / f"{name}.pdf")
        return True
    except (printing.NotPrinted, OSError) as error:  # The other pages are no worse for it.
        print(f"{name} could not be printed: {error}", file=sys.stderr)
        print(f"({target} is its page; print it from a browser, or ask for the same report again)", file=sys.stderr, flush=True)
    forms = {words: ending for words, ending in forms_of_reports(arguments).items() if words != "PDF"}
    write_page(path, target, executed, forms, pages)
    return False


def print_times(done, seconds, at_once):
    """How long each notebook took, which is more than its share of the whole where several ran at once."""
    print(f"{len(done)} notebooks at the scale {page.scale()} in {page.duration(seconds)}, up to {at_once} at once:")
    for name, executed in done.items():
        print(f"{page.duration(executed.seconds):>12}  {name}{' (not executed again)' if executed.kept else ''}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The reports cannot be written: {error}")
