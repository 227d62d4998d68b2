import { describe, expect, it } from "vitest";
import { address, parseConnection } from "./connection.js";

const FILE = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  key: "k",
  signature_scheme: "hmac-sha256",
  kernel_name: "stageplay",
};

describe("the connection file", () => {
  it("names the sockets' addresses", () => {
    const connection = parseConnection(FILE);
    expect(address(connection, connection.iopub_port)).toBe("tcp://127.0.0.1:2");
    expect(address(parseConnection({ ...FILE, ip: "::1" }), 1)).toBe("tcp://[::1]:1");
    expect(address(parseConnection({ ...FILE, transport: "ipc", ip: "/tmp/k" }), 1)).toBe("ipc:///tmp/k-1");
  });

  it.each(["0.0.0.0", "*", "192.168.1.4", "example.org"])(
    "is refused when it would open the kernel to others: %s",
    (ip) => {
      expect(() => parseConnection({ ...FILE, ip })).toThrow("loopback");
    },
  );

  it("is refused with a missing port, another signature scheme or another transport", () => {
    const { hb_port: _, ...noHeartbeat } = FILE;
    expect(() => parseConnection(noHeartbeat)).toThrow("hb_port");
    expect(() => parseConnection({ ...FILE, signature_scheme: "hmac-md5" })).toThrow("hmac-md5");
    expect(() => parseConnection({ ...FILE, transport: "udp" })).toThrow("udp");
    expect(() => parseConnection([])).toThrow("shell_port");
    expect(() => parseConnection(null)).toThrow("JSON object");
  });
});
