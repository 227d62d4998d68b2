"""Executes a notebook with the Stageplay kernel: run_notebook.py <notebook.ipynb> <target without suffix> [folder to run in].

Writes <target>.ipynb and <target>.html, each at one stroke; nothing for an empty target. Exit code 1 when a cell failed, 130 when interrupted.
"""

import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

PRINT_STYLE = Path(__file__).with_name("print.css")
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def main(source: Path, target: str, folder: Path) -> int:
    notebook = nbformat.read(source, as_version=4)
    failure = execute(notebook, folder)
    if target:
        write(notebook, Path(target), source.stem)
    if failure:
        print(f"\n{source.name}: {failure}", file=sys.stderr)
    return 1 if failure else 0


def write(notebook, target: Path, title: str) -> None:
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter(embed_images=True).from_notebook_node(notebook, {"metadata": {"name": title}})
    style = PRINT_STYLE.read_text(encoding="utf-8")
    html = html.replace("</head>", f"<style>\n{style}</style>\n</head>", 1)
    write_at_once(target.with_name(target.name + ".ipynb"), nbformat.writes(notebook))
    write_at_once(target.with_name(target.name + ".html"), html)
    print(f"  wrote {shown(target)}.ipynb and {shown(target)}.html")


def execute(notebook, folder: Path):
    """Runs the code cells in order until one fails; returns what failed, or None."""
    client = NotebookClient(
        notebook, kernel_name="stageplay", timeout=None, startup_timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    client.reset_execution_trackers()
    code_cells = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for _, cell in code_cells:
        cell.outputs, cell.execution_count = [], None
    with client.setup_kernel():
        info = client.wait_for_reply(client.kc.kernel_info())
        notebook.metadata["language_info"] = info["content"]["language_info"]
        for n, (i, cell) in enumerate(code_cells, start=1):
            began = time.monotonic()
            try:
                client.execute_cell(cell, i)
            except CellExecutionError as error:
                return f"cell {n} of {len(code_cells)} failed: {in_short(error, cell)}"
            except DeadKernelError:
                return f"the kernel died in cell {n} of {len(code_cells)}: {first_line(cell)}"
            print(f"  cell {n} of {len(code_cells)}  {time.monotonic() - began:.1f} s", flush=True)
    return None


def in_short(error: CellExecutionError, cell) -> str:
    message = ESCAPES.sub("", error.evalue or "").strip().split("\n")
    lines = "\n    ".join(message[:6])
    return f"{error.ename}: {lines}\n  in the cell that begins with: {first_line(cell)}"


def first_line(cell) -> str:
    return next((line for line in cell.source.split("\n") if line.strip()), "(empty cell)").strip()[:100]


def write_at_once(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def shown(path: Path) -> str:
    return os.path.relpath(path)


if __name__ == "__main__":
    try:
        notebook_path = Path(sys.argv[1])
        folder_path = Path(sys.argv[3]) if len(sys.argv) > 3 else notebook_path.parent
        sys.exit(main(notebook_path, sys.argv[2], folder_path))
    except KeyboardInterrupt:
        sys.exit(130)
