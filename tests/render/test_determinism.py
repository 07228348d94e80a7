"""The same input gives the same bytes, whatever the hash seed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import watchgraph


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_bytes_under_four_hash_seeds(tmp_path):
    script = Path(__file__).with_name("networks.py")
    source = str(Path(watchgraph.__file__).resolve().parent.parent)
    made = []
    for seed in ("0", "1", "42", "123456"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, script, folder],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            check=True,
        )
        made.append(digests(folder))
    assert len(made[0]) == 8
    assert made[1:] == made[:1] * 3
