import type { Bytes, Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** How a broadcast travels: in blocks, from the driver and from every executor that has them already (E8). */
export interface Torrent {
  /** `spark.broadcast.blockSize`. */
  readonly blockBytes: Bytes;
  /** What a byte takes from one machine to another. */
  readonly msPerByte: number;
  /** One round trip. */
  readonly roundTripMs: Millis;
}

/** What the cost model knows of it. */
interface TorrentCost {
  readonly broadcastMsPerByte: number;
  readonly remoteFetchMs: Millis;
}

export function torrent(conf: RuntimeConfig, cost: TorrentCost): Torrent {
  return {
    blockBytes: conf.getBytes("spark.broadcast.blockSize"),
    msPerByte: cost.broadcastMsPerByte,
    roundTripMs: cost.remoteFetchMs,
  };
}

/**
 * What an executor waits for a broadcast of which so many executors begin to fetch at the same time: as one that has a block gives it on, the number of those
 * that have it doubles with each block's time, and further blocks follow in line. So a thousand executors wait hardly longer than two (modelled).
 *
 * @example
 * const torrent = { blockBytes: 4 * 1024 ** 2, msPerByte: 1 / 880_000, roundTripMs: 1 };
 * Math.round(torrentMs(torrent, 200e6, 1)); // 228
 * Math.round(torrentMs(torrent, 200e6, 50)); // 257
 */
export function torrentMs({ blockBytes, msPerByte, roundTripMs }: Torrent, bytes: Bytes, executors: number): Millis {
  const block = Math.min(bytes, blockBytes);
  return roundTripMs + (bytes + block * Math.ceil(Math.log2(Math.max(1, executors)))) * msPerByte;
}
