"""Runs cells in one kernel process, and prints what each of them sent as one line of JSON.

Usage: python run_cells.py FOLDER < CELLS   (FOLDER is the kernel's working directory; CELLS is a JSON array of source texts)
"""

import json
import re
import sys

from jupyter_client.manager import KernelManager

TIMEOUT_S = 60


def run(client, code):
    """A cell's outcome: status, value, printed text, and the error without colours."""
    outcome = {"status": "ok", "value": None, "stdout": "", "stderr": "", "shown": [], "error": None}

    def collect(message):
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "stream":
            outcome[content["name"]] += content["text"]
        elif kind == "execute_result":
            outcome["value"] = content["data"]["text/plain"]
        elif kind == "display_data":
            outcome["shown"].append(content["data"].get("text/plain", ""))
        elif kind == "error":
            traceback = re.sub(r"\x1b\[\d+m", "", "\n".join(content["traceback"]))
            outcome["error"] = {"ename": content["ename"], "evalue": content["evalue"], "traceback": traceback}

    reply = client.execute_interactive(code, timeout=TIMEOUT_S, stop_on_error=False, output_hook=collect)
    outcome["status"] = reply["content"]["status"]
    outcome["count"] = reply["content"]["execution_count"]
    return outcome


def main():
    manager = KernelManager(kernel_name="stageplay")
    manager.start_kernel(cwd=sys.argv[1])
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=TIMEOUT_S)
        print(json.dumps([run(client, code) for code in json.load(sys.stdin)]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=False)


if __name__ == "__main__":
    main()
