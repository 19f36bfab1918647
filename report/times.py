"""Prints where the time of the tests went: the notebooks, and the ten slowest tests.

    python times.py --since FILE PROJECT

Read are the reports and the results of tests below the project that are newer than the file.
"""

import argparse
import json
import pathlib
import re
import xml.etree.ElementTree

SLOWEST = 10
METADATA_OF_REPORT = re.compile(r'<script type="application/json" id="spikernel-report">(.*?)</script>', re.DOTALL)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--since", type=pathlib.Path, required=True, help="a file; what is older is left out")
    parser.add_argument("project", type=pathlib.Path)
    arguments = parser.parse_args()
    since = arguments.since.stat().st_mtime
    print_times("The notebooks:", notebooks(newer(arguments.project, "acceptance/target/elsewhere*/reports/*.html", since)))
    slowest = sorted(tests(newer(arguments.project, "**/target/surefire-reports/TEST-*.xml", since)), reverse=True)
    print_times(f"The {SLOWEST} slowest tests, of {len(slowest):,}:", slowest[:SLOWEST])


def newer(project, pattern, since):
    return sorted(path for path in project.glob(pattern) if path.stat().st_mtime >= since)


def notebooks(reports):
    """Seconds and name of each notebook that has a report."""
    for report in reports:
        metadata = METADATA_OF_REPORT.search(report.read_text(encoding="utf-8", errors="replace"))
        if metadata:
            yield json.loads(metadata.group(1))["seconds"], report.stem


def tests(results):
    """Seconds and name of each test."""
    for result in results:
        for test in xml.etree.ElementTree.parse(result).getroot().iter("testcase"):
            name = f"{test.get('classname', '').rpartition('.')[2]}.{test.get('name', '')}"
            yield float(test.get("time", "0").replace(",", "")), name


def print_times(title, times):
    print(title)
    for seconds, name in times:
        print(f"{seconds:9.1f} s  {name}")


if __name__ == "__main__":
    main()
