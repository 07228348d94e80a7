"""Run the notebooks and write their outputs back, free of all that changes from run to run.

python scripts/notebooks.py               runs all of notebooks/
python scripts/notebooks.py FILE.ipynb    runs one
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
SECONDS_PER_CELL = 120
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}


def notebooks() -> list[Path]:
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path) -> str:
    """Return the text of a notebook with the outputs of a fresh run."""
    notebook = nbformat.read(path, as_version=4)
    # An empty working folder, and no settings of the user's own: a notebook needs neither.
    # What it writes to temporary folders goes as well.
    with tempfile.TemporaryDirectory() as folder:
        settings = {"IPYTHONDIR": folder, "MATPLOTLIBRC": os.devnull, "COLUMNS": "100"}
        settings |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        work = Path(folder) / "work"
        work.mkdir()
        with mock.patch.dict(os.environ, settings):
            NotebookClient(
                notebook,
                timeout=SECONDS_PER_CELL,
                kernel_name="python3",
                resources={"metadata": {"path": str(work)}},
                # How often a kernel flushes what is printed is a matter of chance.
                coalesce_streams=True,
                extra_arguments=["--log-level=ERROR"],
            ).execute()
    return normalised(notebook)


def normalised(notebook: nbformat.NotebookNode) -> str:
    """Return the text of a notebook without the traces of one run or one editor."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def main(names: list[str]) -> None:
    for path in [Path(name) for name in names] or notebooks():
        begun = time.perf_counter()
        text = executed(path)
        path.write_text(text, encoding="utf-8", newline="\n")
        seconds = time.perf_counter() - begun
        print(f"{path.name:48} {seconds:5.1f} s {len(text.encode()) / 1000:6.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
