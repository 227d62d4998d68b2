"""Drives a kernel through the Jupyter protocol and prints, as one line of JSON, how long things took (ms of wall time).

Usage: python kernel_driver.py FOLDER   (the folder of the notebooks: cells name their files relative to it)
"""

import json
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

TIMEOUT_S = 120
TRIVIAL = "1 + 1"
WORD_COUNT = """
await sc.textFile("data/words.txt", 3)
  .flatMap((line) => line.split(" "))
  .map((word) => [word, 1])
  .reduceByKey((a, b) => a + b)
  .collect()
"""
GROUP_BY = 'await spark.read.parquet("data/orders.parquet").groupBy("country").count().show()'


def execute(client, code):
    """Runs a cell and returns the ms from sending it to its being idle again. Raises when the cell failed."""
    start = time.perf_counter()
    reply = client.execute_interactive(code, timeout=TIMEOUT_S, output_hook=lambda message: None)
    elapsed = (time.perf_counter() - start) * 1000
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"{reply['content']['ename']}: {reply['content']['evalue']}\nin the cell:\n{code}")
    return elapsed


def median(client, code, runs):
    return statistics.median(execute(client, code) for _ in range(runs))


def main():
    start = time.perf_counter()
    manager = KernelManager(kernel_name="stageplay")
    manager.start_kernel(cwd=sys.argv[1])
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT_S)
        ready = (time.perf_counter() - start) * 1000
        execute(client, TRIVIAL)
        first_result = (time.perf_counter() - start) * 1000
        measured = {
            "launchToReadyMs": ready,
            "launchToFirstResultMs": first_result,
            "trivialCellMs": median(client, TRIVIAL, 21),
            "wordCountFirstMs": execute(client, WORD_COUNT),
            "wordCountCellMs": median(client, WORD_COUNT, 7),
            "groupByShowFirstMs": execute(client, GROUP_BY),
            "groupByShowCellMs": median(client, GROUP_BY, 7),
        }
        print(json.dumps(measured))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=False)


if __name__ == "__main__":
    main()
