import { expect, it } from "vitest";
import { lossReason } from "./loss-reason.js";

it.each([
  ["Command exited with code 52", "OutOfMemoryError: Command exited with code 52"],
  [
    "Container from a bad node: on host: host-1. Exit status: 52.",
    "OutOfMemoryError: Container from a bad node: on host: host-1. Exit status: 52.",
  ],
  ["Command exited with code 137", "Command exited with code 137"],
  ["Executor heartbeat timed out after 152 ms\nmore", "Executor heartbeat timed out after 152 ms"],
])("%s", (reason, told) => {
  expect(lossReason(reason)).toBe(told);
});
