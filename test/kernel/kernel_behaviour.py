"""What the protocol leaves open: interrupts, floods of output, errors with the user's lines, aborted cells, shutdown."""

import queue
import re
import time
import unittest

from jupyter_client.manager import KernelManager

TIMEOUT_S = 60


class Result:
    """Everything that one cell sent."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages
        self.status = reply["status"]

    def stream(self, name):
        return "".join(c["text"] for t, c in self.messages if t == "stream" and c["name"] == name)

    def of_type(self, message_type):
        return [c for t, c in self.messages if t == message_type]

    def value(self):
        results = self.of_type("execute_result")
        return results[0]["data"]["text/plain"] if results else None

    def traceback(self):
        return re.sub(r"\x1b\[\d+m", "", "\n".join(self.of_type("error")[0]["traceback"]))


class KernelBehaviour(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.km = KernelManager(kernel_name="stageplay")
        cls.km.start_kernel()
        cls.kc = cls.km.client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=TIMEOUT_S)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel()

    def start(self, code, **options):
        return self.kc.execute(code, **options)

    def finish(self, message_id, on_message=lambda message_type, content: None):
        """Waits until the cell is idle and replied."""
        deadline = time.monotonic() + TIMEOUT_S
        messages = []
        while True:
            message = self.kc.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != message_id:
                continue
            message_type, content = message["header"]["msg_type"], message["content"]
            if message_type == "status" and content["execution_state"] == "idle":
                break
            messages.append((message_type, content))
            on_message(message_type, content)
        while True:
            reply = self.kc.get_shell_msg(timeout=max(0.1, deadline - time.monotonic()))
            if reply["parent_header"].get("msg_id") == message_id:
                return Result(reply["content"], messages)

    def run_cell(self, code, **options):
        return self.finish(self.start(code, **options))

    def run_and_interrupt(self, code):
        """Interrupts once the cell has printed."""

        def interrupt(message_type, _content):
            if message_type == "stream":
                self.km.interrupt_kernel()

        return self.finish(self.start(code), interrupt)

    def assert_interrupted(self, code):
        self.run_cell("let state = 41")
        result = self.run_and_interrupt(code)
        self.assertEqual(result.status, "error")
        self.assertEqual(result.reply["ename"], "CellInterrupted")
        self.assertEqual(self.run_cell("state + 1").value(), "42")

    def test_interrupt_of_a_busy_loop(self):
        self.assert_interrupted("console.log('on'); while (true) {}")

    def test_interrupt_of_a_busy_loop_after_an_await(self):
        self.assert_interrupted("await null; console.log('on'); for (;;);")

    def test_interrupt_of_a_pending_await(self):
        self.assert_interrupted("console.log('on'); await new Promise(() => {})")

    def test_interrupt_of_a_promise_in_last_position(self):
        self.assert_interrupted("console.log('on'); new Promise(() => {})")

    def test_interrupt_of_a_running_simulation(self):
        self.run_cell("const numbers = sc.parallelize(Array.from({ length: 1000 }, (_, i) => i), 1000)")
        code = "console.log('on'); while (true) await numbers.map((x) => x + 1).count()"
        self.assert_interrupted(code)
        self.assertEqual(self.run_cell("await numbers.count()").value(), "1000")

    def test_interrupt_of_a_loop_in_a_task(self):
        code = "await sc.parallelize([1], 1).map((x) => { console.log('on'); while (true) {} }).count()"
        self.assert_interrupted(code)
        self.assertEqual(self.run_cell("await sc.parallelize([1, 2]).count()").value(), "2")

    def test_interrupt_ends_what_the_cell_left_running(self):
        self.run_and_interrupt(
            "let turns = 0; console.log('on');"
            "while (true) { turns += 1; await new Promise((go) => setTimeout(go, 1)) }"
        )
        code = "const seen = turns; await new Promise((go) => setTimeout(go, 50)); turns - seen"
        self.assertEqual(self.run_cell(code).value(), "0")

    def test_twenty_thousand_lines_arrive(self):
        result = self.run_cell("for (let i = 0; i < 20000; i++) console.log(i)")
        self.assertEqual(result.status, "ok")
        self.assertEqual(result.stream("stdout"), "".join(f"{i}\n" for i in range(20000)))
        self.assertEqual(self.run_cell("1 + 1").value(), "2")

    def test_twenty_thousand_lines_with_awaits_arrive(self):
        code = "for (let i = 0; i < 20000; i++) { console.log(i); if (i % 100 === 0) await null }"
        self.assertEqual(self.run_cell(code).stream("stdout"), "".join(f"{i}\n" for i in range(20000)))

    def test_output_of_a_busy_loop_arrives_while_it_runs(self):
        self.run_and_interrupt("for (let i = 0; ; i++) if (i % 1000 === 0) console.log(i)")

    def test_stdout_and_stderr_keep_their_order(self):
        result = self.run_cell("console.log(1); console.error(2); console.log(3)")
        texts = [(c["name"], c["text"]) for c in result.of_type("stream")]
        self.assertEqual(texts, [("stdout", "1\n"), ("stderr", "2\n"), ("stdout", "3\n")])

    def test_a_throw_names_the_users_line_and_keeps_the_state(self):
        result = self.run_cell("type T = number;\nconst before: T = 1;\n\nthrow new TypeError('no')\n")
        self.assertEqual((result.reply["ename"], result.reply["evalue"]), ("TypeError", "no"))
        self.assertIn("4 | throw new TypeError('no')", result.traceback())
        self.assertRegex(result.traceback(), r"at cell \[\d+\]:4:7$")
        self.assertNotIn("node_modules", result.traceback())
        self.assertEqual(self.run_cell("before").value(), "1")

    def test_a_refused_cell_names_the_place(self):
        result = self.run_cell("const ok = 1;\nconst n: number = 'a';")
        self.assertEqual(result.reply["ename"], "TypeScriptError")
        self.assertIn("2 | const n: number = 'a';\n          ~", result.traceback())

    def test_a_spark_error_names_condition_line_and_next_step(self):
        result = self.run_cell("const missing = 'no-such-file.csv';\nspark.read.csv(missing)")
        self.assertEqual(result.reply["ename"], "AnalysisException")
        self.assertIn("[PATH_NOT_FOUND]", result.reply["evalue"])
        self.assertIn("Next step:", result.traceback())
        self.assertIn("2 | spark.read.csv(missing)", result.traceback())
        self.assertEqual(self.run_cell("missing.length").value(), "16")

    def test_an_error_in_a_task_names_the_users_line(self):
        result = self.run_cell("await sc.parallelize([1, 2], 2).map((x) => {\n  throw new RangeError(`bad ${x}`);\n}).collect()")
        self.assertEqual(result.reply["ename"], "SparkException")
        self.assertIn("RangeError: bad", result.traceback())
        self.assertIn("2 |   throw new RangeError", result.traceback())

    def test_an_action_that_nobody_awaits_fails_the_cell(self):
        code = "sc.parallelize([1], 1).map(() => { throw new Error('x') }).count();\nconst after = 1;"
        result = self.run_cell(code)
        self.assertEqual(result.reply["ename"], "SparkException")
        self.assertEqual(self.run_cell("after").value(), "1")

    def test_the_cell_stays_busy_until_its_jobs_have_ended(self):
        code = "let done = 0; sc.parallelize([1, 2], 2).count().then((n) => { done = n }); const last = 1;"
        self.assertEqual(self.run_cell(code).status, "ok")
        self.assertEqual(self.run_cell("done").value(), "2")

    def test_a_cell_with_jobs_shows_its_run(self):
        result = self.run_cell("await sc.parallelize([1, 2, 3], 3).count()")
        self.assertEqual(result.value(), "3")
        shown = result.of_type("display_data") + result.of_type("update_display_data")
        data = shown[-1]["data"]
        self.assertIn("application/vnd.stageplay.run.v1+json", data)
        self.assertTrue(data["image/png"].startswith("iVBOR"))
        self.assertIn("count", data["text/plain"])
        self.assertEqual(self.run_cell("spark.lastRun!.stages.length").value(), "1")

    def test_a_cell_without_jobs_shows_none(self):
        result = self.run_cell("const plan = sc.parallelize([1]).map((x) => x)")
        self.assertEqual(result.of_type("display_data"), [])

    def test_names_are_in_scope_and_may_be_shadowed(self):
        self.assertEqual(self.run_cell("typeof col('a')").value(), "'object'")
        self.assertEqual(self.run_cell("const lit = 'mine'; lit.length").value(), "4")
        self.assertEqual(self.run_cell("lit + '!'").value(), "'mine!'")

    def test_cells_behind_a_failing_one_do_not_run(self):
        ids = [self.start(code) for code in ("let ran = 0; throw new Error('x')", "ran = 1", "ran = 2")]
        replies = {}
        while len(replies) < len(ids):
            reply = self.kc.get_shell_msg(timeout=TIMEOUT_S)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([replies[message_id] for message_id in ids], ["error", "aborted", "aborted"])
        self.assertEqual(self.run_cell("ran").value(), "0")

    def test_silent_cells_are_not_counted(self):
        first = self.run_cell("1").reply["execution_count"]
        silent = self.run_cell("2", silent=True)
        self.assertEqual(silent.messages, [("status", {"execution_state": "busy"})])
        self.assertEqual(self.run_cell("3").reply["execution_count"], first + 1)

    def test_a_message_with_a_wrong_signature_is_dropped(self):
        session = self.kc.session
        good, session.key = session.key, b"wrong"
        try:
            forged = self.kc.execute("globalThis.forged = true")
        finally:
            session.key = good
        result = self.run_cell("(globalThis as any).forged === undefined")
        self.assertEqual(result.value(), "true")
        with self.assertRaises(queue.Empty):
            while True:
                message = self.kc.get_shell_msg(timeout=0.1)
                self.assertNotEqual(message["parent_header"].get("msg_id"), forged)


class KernelLife(unittest.TestCase):
    def test_shutdown_ends_the_process(self):
        km = KernelManager(kernel_name="stageplay")
        km.start_kernel()
        kc = km.client()
        kc.start_channels()
        kc.wait_for_ready(timeout=TIMEOUT_S)
        # Once it has loaded TypeScript: on a busy machine loading outlasts the grace after which a kernel is killed.
        kc.execute_interactive("1 + 1", timeout=TIMEOUT_S, output_hook=lambda _: None)
        process = km.provisioner.process
        kc.shutdown()
        self.assertEqual(process.wait(timeout=TIMEOUT_S), 0)
        kc.stop_channels()
        km.cleanup_resources()

    def test_the_kernel_answers_before_typescript_is_loaded(self):
        km = KernelManager(kernel_name="stageplay")
        km.start_kernel()
        kc = km.client()
        kc.start_channels()
        first = kc.kernel_info()
        cell = kc.execute("1 + 1")
        second = kc.kernel_info()
        order = [kc.get_shell_msg(timeout=TIMEOUT_S)["parent_header"]["msg_id"] for _ in range(3)]
        self.assertEqual(order[0], first)
        self.assertEqual(set(order[1:]), {cell, second})
        kc.stop_channels()
        km.shutdown_kernel()


if __name__ == "__main__":
    unittest.main()
