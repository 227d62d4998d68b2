import { readFileSync } from "node:fs";

/** What Jupyter writes into the connection file. */
export interface ConnectionInfo {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  /** Key of the messages' signatures; empty means unsigned. */
  readonly key: string;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads Jupyter's connection file.
 * @throws Error when a field is missing, the signature scheme is unknown, or the address is not on this machine: cells run
 * arbitrary code, so the kernel listens on loopback only.
 */
export function readConnectionFile(path: string): ConnectionInfo {
  return parseConnection(JSON.parse(readFileSync(path, "utf8")));
}

/** Checks the content of a connection file; see {@link readConnectionFile}. */
export function parseConnection(content: unknown): ConnectionInfo {
  if (typeof content !== "object" || content === null) throw new Error("The connection file holds no JSON object.");
  const fields = content as Record<string, unknown>;
  const transport = fields["transport"] ?? "tcp";
  const ip = fields["ip"] ?? "127.0.0.1";
  const scheme = fields["signature_scheme"] ?? "hmac-sha256";
  const key = fields["key"] ?? "";
  if (transport !== "tcp" && transport !== "ipc") throw new Error(`Unknown transport ${JSON.stringify(transport)}.`);
  if (scheme !== "hmac-sha256") throw new Error(`Unknown signature scheme ${JSON.stringify(scheme)}.`);
  if (typeof ip !== "string" || typeof key !== "string") throw new Error("ip and key must be strings.");
  if (transport === "tcp" && !/^(127\.[\d.]+|localhost|::1)$/.test(ip)) {
    throw new Error(`The kernel listens on loopback addresses only, not on ${ip}.`);
  }
  const ports = PORTS.map((name) => {
    const port = fields[name];
    if (typeof port !== "number") throw new Error(`The connection file has no ${name}.`);
    return [name, port] as const;
  });
  return { transport, ip, key, ...(Object.fromEntries(ports) as Record<(typeof PORTS)[number], number>) };
}

/** The ZeroMQ address of one port. */
export function address(connection: ConnectionInfo, port: number): string {
  const host = connection.ip.includes(":") ? `[${connection.ip}]` : connection.ip;
  return connection.transport === "tcp" ? `tcp://${host}:${port}` : `ipc://${connection.ip}-${port}`;
}
