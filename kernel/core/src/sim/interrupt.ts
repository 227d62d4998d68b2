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

  /** Whether that is known already, without asking the host. */
  get isKnown(): boolean {
    return this.wanted;
  }

  /** Whether the user wants to stop; from now on that is dealt with. */
  take(): boolean {
    const wanted = this.isWanted;
    this.wanted = false;
    return wanted;
  }
}
