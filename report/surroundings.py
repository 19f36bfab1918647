"""Under what a notebook was executed: the version of Spikernel, Java, the processor, and the seeds of its code."""

import os
import pathlib
import platform
import re
import subprocess

import nbformat

# Variables that hold seeds, and not how many of them there are: the type of a seed is long.
VARIABLE = re.compile(r"^(?:final )?long(?:\[\])? (seeds?|\w+Seeds?|seeds?[A-Z]\w*) *=", re.MULTILINE)
# Numbers that stand where the library takes a seed.
LITERALS = {
    "seed": re.compile(r"\.(?:seeds?|withSeed|draws)\((\d[\d_]*(?:, *\d[\d_]*)*)\)"),
    "batch": re.compile(r"\.batch\([^(),]+, *(\d[\d_]*)\)"),
    "weights": re.compile(r"\bWeights\.random\((\d[\d_]*)\)"),
}
VERSION = re.compile(r"<artifactId>spikernel</artifactId>\s*<version>(.*?)</version>")


def software(java):
    """As in "Spikernel 0.1.0 (commit 134c078), Java 17.0.2"."""
    return f"Spikernel{version(home())}{commit(home())}, Java {java}"


def home():
    return pathlib.Path(os.environ.get("SPIKERNEL_HOME") or pathlib.Path(__file__).resolve().parent.parent)


def version(project):
    try:
        found = VERSION.search((project / "pom.xml").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return f" {found.group(1)}" if found else ""


def commit(project):
    """The commit of the project, and whether its files differ from it; nothing where it is no checkout."""
    top = git(project, "rev-parse", "--show-toplevel")
    if not top or pathlib.Path(top).resolve() != project.resolve():
        return ""
    changed = " with changes" if git(project, "status", "--porcelain", "--untracked-files=no") else ""
    return f" (commit {git(project, 'rev-parse', '--short', 'HEAD')}{changed})"


def git(project, *arguments):
    try:
        run = subprocess.run(["git", "-C", str(project), *arguments], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


def machine(cores):
    """As in "AMD EPYC 9R14, 2 cores"."""
    return f"{processor()}, {cores} core{'' if cores == 1 else 's'}"


def processor():
    try:
        model = re.search(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        if model:
            return " ".join(model.group(1).split())
    except OSError:
        pass  # not Linux
    return platform.processor() or platform.machine()


def question_of_seeds(notebook):
    """A cell of Java that prints what the variables of seeds hold, a line for each; None where there are none."""
    names = dict.fromkeys(name for code in codes(notebook) for name in VARIABLE.findall(code))
    lines = [
        f'System.out.println("{name} " + java.util.Arrays.deepToString(new Object[] {{{name}}}).replaceAll("[\\\\[\\\\]]", ""));'
        for name in names
    ]
    # Whatever becomes of it, the notebook has been executed.
    return nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": ["raises-exception"]}) if lines else None


def seeds(notebook, answer):
    """The seeds that the code names, in words: those of variables, and numbers in the code itself."""
    found = [line for output in answer.get("outputs", []) for line in output.get("text", "").splitlines()] if answer else []
    for name, literal in LITERALS.items():
        numbers = dict.fromkeys(number for code in codes(notebook) for number in literal.findall(code))
        found += [f"{name} {', '.join(numbers)}"] if numbers else []
    return found


def codes(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
