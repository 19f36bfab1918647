"""Executes notebooks, several at once, and keeps what they gave for as long as nothing has changed that it depends on."""

import asyncio
import concurrent.futures
import copy
import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import threading
import time
import typing

import nbclient
import nbclient.exceptions
import nbformat

import files
import kernels
import notebook_file
import surroundings

# What a notebook cannot tell by: who executes it and who looks at its report.
UNSEEN = {"SPIKERNEL_PYTHON", "SPIKERNEL_CHROMIUM"}
JAVA_OPTIONS = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"}
# The course is in English, and so are the numbers that its code formats, wherever its report is made.
ENGLISH = "-Duser.language=en -Duser.country=US"
# What the largest notebook of the course takes at each scale, rounded up.
GIBIBYTES = {"small": 3, "quick": 6, "evening": 8, "long": 16}


@dataclasses.dataclass(frozen=True)
class Execution:
    """A notebook with its outputs, or with what there is of it; what went wrong in a sentence, or None."""

    notebook: nbformat.NotebookNode
    failure: typing.Optional[str]
    seconds: float
    made: datetime.datetime
    surroundings: typing.Mapping[str, typing.Any]
    kept: bool = False

    def failed(self, failure):
        """The same without its cells, since something is wrong with them."""
        return dataclasses.replace(self, notebook=nbformat.v4.new_notebook(), failure=failure)


class Executor:
    """Executes notebooks in threads; what a notebook gave that ran to its end is kept."""

    def __init__(self, at_once, keeper, arguments):
        self.pool = concurrent.futures.ThreadPoolExecutor(max_workers=at_once)
        self.keeper = keeper
        self.minutes = arguments.timeout
        self.force = arguments.force
        self.javas = kernels.Javas(arguments.work)
        self.surroundings = {
            "software": surroundings.software(arguments.java),
            "machine": surroundings.machine(processors()),
        }
        self.futures = []
        self.running = set()
        self.stopped = False
        self.lock = threading.Lock()

    def start(self, path, log):
        """A future of the execution of a notebook, whose kernel prints into a file."""
        if is_of_course(path):
            self.javas.expect(1)
        future = self.pool.submit(self.run, path, log)
        self.futures.append(future)
        return future

    def stop(self):
        """Ends what is running, kernels too, and starts nothing more."""
        with self.lock:
            self.stopped = True
            for loop, task in self.running:
                loop.call_soon_threadsafe(task.cancel)
        for future in self.futures:
            future.cancel()
        self.pool.shutdown(wait=True)
        self.javas.end()

    def run(self, path, log):
        if is_of_course(path):
            self.javas.expect(-1)
        log.unlink(missing_ok=True)
        start = time.monotonic()
        made = datetime.datetime.now().astimezone()
        seeds = []
        try:
            notebook = notebook_file.read(path)
            key = self.keeper.key(path, notebook)
            kept = None if self.force else self.keeper.find(path, key)
            if kept:
                return kept
            failure, seeds = self.execute_in_its_place(path, notebook, log)
        except Exception as error:  # The other notebooks are no worse for it.
            said = str(error) if isinstance(error, notebook_file.Damaged) else notebook_file.words(error)
            notebook = nbformat.v4.new_notebook()
            failure = f"before the first cell: {path.name} could not be executed: {said}"
        under = {**self.surroundings, "seeds": seeds}
        execution = Execution(notebook, failure, time.monotonic() - start, made, under)
        if not failure:
            self.keeper.keep(path, key, execution)
        return execution

    def execute_in_its_place(self, path, notebook, log):
        """Notebooks of the course run in a directory that is empty; others beside their file, so that they find what is there."""
        if is_of_course(path):
            with self.javas.one(environment(path), log) as java:
                return asyncio.run(self.execute(notebook, java.directory, {}, java))
        with open(log, "w", encoding="utf-8") as printed:
            options = {"stdout": printed, "stderr": printed, "env": environment(path)}
            return asyncio.run(self.execute(notebook, path.parent, options))

    async def execute(self, notebook, directory, options, java=None):
        """Executes the cells in place; returns what went wrong in a sentence, or None, and the seeds in words."""
        mine = (asyncio.get_running_loop(), asyncio.current_task())
        with self.lock:
            if self.stopped:
                raise asyncio.CancelledError
            self.running.add(mine)
        try:
            question = surroundings.question_of_seeds(notebook)
            return await self.execute_cells(notebook, question, directory, options, java), surroundings.seeds(notebook, question)
        finally:
            with self.lock:
                self.running.discard(mine)

    async def execute_cells(self, notebook, question, directory, options, java):
        codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for cell in codes:
            cell.update(outputs=[], execution_count=None)
        begun = []
        deadline = time.monotonic() + 60 * self.minutes

        def seconds_left(cell):
            return max(1, round(deadline - time.monotonic())) if self.minutes else None

        asking = copy.copy(notebook)
        asking.cells = notebook.cells + ([question] if question else [])
        client = nbclient.NotebookClient(
            asking,
            kernel_name=kernels.KERNEL,
            timeout_func=seconds_left,
            startup_timeout=120,
            iopub_timeout=60,
            resources={"metadata": {"path": str(directory)}},
            on_cell_execute=lambda cell, cell_index: begun.append(cell) if cell is not question else None,
        )
        if java:
            kernels.provision(client.create_kernel_manager(), java)
        try:
            await client.async_execute(**options)
        except nbclient.exceptions.CellExecutionError as error:
            return f"{place(begun, codes)}: {error.ename}: {error.evalue}"
        except (RuntimeError, TimeoutError, asyncio.CancelledError) as error:
            # The kernel could not report an error itself: it is gone, or its cell had not come to an end.
            if self.minutes and isinstance(error, nbclient.exceptions.CellTimeoutError):
                words = f"TimeoutError: the notebook was not done in {self.minutes:g} minutes; --timeout MINUTES allows it more"
            else:
                words = f"{type(error).__name__}: {error}"
            if begun:
                begun[-1].outputs.append(nbformat.v4.new_output("error", ename="", evalue=words, traceback=[words]))
            return f"{place(begun, codes)}: {words}"
        return None


def is_of_course(path):
    return path.parent == surroundings.home() / "notebooks"


def environment(path):
    """That of a notebook's kernel; your own notebooks follow your own locale, as in Jupyter."""
    if surroundings.home() / "notebooks" not in path.parents:
        return dict(os.environ)
    return {**os.environ, "JAVA_TOOL_OPTIONS": f"{os.environ.get('JAVA_TOOL_OPTIONS', '')} {ENGLISH}".strip()}


def place(begun, codes):
    """Which code cell was the last to start."""
    if not begun:
        return "before the first cell"
    number = 1 + next(position for position, cell in enumerate(codes) if cell is begun[-1])
    first_line = begun[-1].source.strip().splitlines()[0]
    return f"at code cell {number} of {len(codes)}, which begins with \u201c{first_line}\u201d"


def notebooks_at_once(scale):
    """As many as there are processors, and as there is memory for."""
    return max(1, min(processors(), int(memory() / (GIBIBYTES.get(scale, max(GIBIBYTES.values())) << 30))))


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory():
    """Bytes that this machine, or this container, has."""
    limits = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            limits.append(int(pathlib.Path(file).read_text()))
        except (OSError, ValueError):
            pass  # no container, or one without a limit
    return min(limits)


class Keeper:
    """The executed notebooks of a directory, each with the key of all that its outputs depend on."""

    def __init__(self, directory, built):
        self.directory = directory
        self.built = built

    def key(self, path, notebook):
        """A digest of the notebook's cells, of the library and the kernel, of the environment and of the data sets."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in JAVA_OPTIONS or (name.startswith("SPIKERNEL_") and name not in UNSEEN)
        }
        return digest(
            [
                str(path),
                [[cell.cell_type, cell.source] for cell in notebook.cells],
                self.built.read_text(encoding="utf-8", errors="replace"),
                environment,
                [data_files(place) for place in data_directories(path.parent) if place],
            ]
        )

    def find(self, path, key):
        """What was kept under this key, or None."""
        try:
            notebook = nbformat.read(self.file(path), as_version=nbformat.current_nbformat)
            told = notebook.metadata.pop("spikernel")
            if told["key"] != key:
                return None
            made = datetime.datetime.fromisoformat(told["made"])
            return Execution(notebook, None, told["seconds"], made, told["surroundings"], kept=True)
        except Exception:  # Whatever is wrong with what was kept, it can be computed again.
            return None

    def keep(self, path, key, execution):
        notebook = copy.deepcopy(execution.notebook)
        notebook.metadata["spikernel"] = {
            "key": key,
            "seconds": execution.seconds,
            "made": execution.made.isoformat(),
            "surroundings": execution.surroundings,
        }
        self.directory.mkdir(parents=True, exist_ok=True)
        files.write_whole(self.file(path), nbformat.writes(notebook))

    def file(self, path):
        """One for each notebook and scale, so that none pushes out what takes long."""
        return self.directory / f"{digest([str(path), os.environ.get('SPIKERNEL_SCALE')])[:16]}.ipynb"


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def data_directories(directory):
    """Where the library looks for data sets; None where there is no such place."""
    named, home = os.environ.get("SPIKERNEL_DATA"), os.environ.get("SPIKERNEL_HOME")
    return [named or None, home and os.path.join(home, "data"), str(directory / "data")]


def data_files(directory):
    """Names, sizes and dates of all files: data sets are too large to be read for this."""
    found = []
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                about = os.stat(path)
                found.append([path, about.st_size, about.st_mtime_ns])
    return found

