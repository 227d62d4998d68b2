import type { HostPort } from "../ports.js";

/** The user's wish to stop. The host tells it once; a task asks between rows, and the loop takes it and cancels the jobs. */
export class Interrupt {
  private readonly host: Pick<HostPort, "interrupted">;
  private wanted = false;

  constructor(host: Pick<HostPort, "interrupted">) {
    this.host = host;
  }

  /** Whether the user wants to stop. */
  get isWanted(): boolean {
    this.wanted ||= this.host.interrupted();
    return this.wanted;
  }

  /** The same, and from now on it is dealt with. */
  take(): boolean {
    const wanted = this.isWanted;
    this.wanted = false;
    return wanted;
  }
}
