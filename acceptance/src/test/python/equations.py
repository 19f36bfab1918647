"""Draws equations as reports do, without a browser: those of all notebooks, and odd ones.

Prints a line of JSON for every check: its name, and what went wrong, empty if nothing did.
"""

import json
import pathlib
import re
import sys
import traceback

PROJECT = pathlib.Path(sys.argv[1])
sys.dont_write_bytecode = True  # beside the sources
sys.path.insert(0, str(PROJECT / "report"))

import nbconvert.filters  # noqa: E402
import nbformat  # noqa: E402

import equations  # noqa: E402

KATEX = PROJECT / "report" / "target" / "katex"
LOG = pathlib.Path(sys.argv[2]) / "equations.log"
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def pages():
    """Drawn HTML of the texts of every notebook, of the solutions too, by name."""
    for path in sorted((PROJECT / "notebooks").rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        texts = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        yield path.stem, drawer.page()(nbconvert.filters.markdown2html(texts))


@check
def every_equation_of_the_notebooks_is_drawn():
    drawn = 0
    for name, page in pages():
        faulty = re.findall(r'title="([^"]*)">([^<]*)', page) if "faulty-equation" in page else []
        equal((name, faulty), (name, []))
        drawn += page.count('class="katex"')
        left = re.sub(r"<(code|annotation)\b.*?</\1>|<[^>]*>", "", page, flags=re.DOTALL)
        equal((name, re.findall(r".{0,30}(?:\$|\\frac|\\begin).{0,30}", left)), (name, []))
    if drawn < 200:
        raise AssertionError(f"the notebooks have more than {drawn} equations")


@check
def what_is_no_equation_stays_as_it_is():
    draw = drawer.page()
    for markup in ("<code>$x$</code>", "<pre>\\[x\\]</pre>", '<a href="?$a$">b</a>', "costs $5", "a <em>$</em> b $ c <b>d</b>", "x \\\\ y"):
        equal(draw(markup), markup)
    equal(draw("costs \\$5 and \\$6"), "costs $5 and $6")


@check
def every_notation_of_jupyter_is_drawn():
    draw = drawer.page()
    for markup in ("$x &lt; y$", "\\(x\\)", "$x\\,\\$$"):
        contains(draw(markup), 'class="katex"', "<math")
        equal("katex-display" in draw(markup), False)
    for markup in ("$$\nx\n$$", "\\[x\\]", "\\begin{align*} x &amp;= 1 \\\\ y &amp;= 2 \\end{align*}"):
        contains(draw(markup), 'class="equation"', "katex-display", "<math")


@check
def an_equation_that_cannot_be_drawn_stays_tex_and_says_why():
    shown = drawer.page()("$\\nope{x}$ and $y$")
    contains(shown, 'class="faulty-equation"', "Undefined control sequence: \\nope", ">$\\nope{x}$</code>", 'class="katex"')


@check
def macros_hold_for_the_rest_of_their_page():
    draw = drawer.page()
    draw("$\\newcommand{\\half}{\\frac{1}{2}}$")
    equal("faulty" in draw("$\\half$"), False)
    contains(drawer.page()("$\\half$"), "Undefined control sequence")


@check
def a_page_has_no_script_and_carries_its_letters():
    equal("<script" in drawer.page()("$$\\sum_i x_i$$"), False)
    style = drawer.style()
    contains(style, "url(data:font/woff2;base64,d09GMg")
    equal(re.findall(r"url\((?!data:)[^)]*\)", style), [])


@check
def without_java_equations_stay_tex_and_say_why():
    broken = equations.Equations(LOG.parent / "nothing-is-here", LOG)
    shown = broken.page()("$x$ and $y$")
    broken.stop()
    equal(shown.count("faulty-equation"), 2)
    contains(shown, "cannot be drawn: Java has ended", str(LOG))


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"{found!r} is not {expected!r}")


def contains(text, *parts):
    for part in parts:
        if part not in text:
            raise AssertionError(f"{text!r} does not contain {part!r}")


if __name__ == "__main__":
    drawer = equations.Equations(KATEX, LOG)
    try:
        for function in CHECKS:
            problem = ""
            try:
                function()
            except Exception:
                problem = traceback.format_exc()
            print(json.dumps({"name": function.__name__.replace("_", " "), "problem": problem}), flush=True)
        print(json.dumps({"name": "all checks were run", "problem": ""}), flush=True)
    finally:
        drawer.stop()
