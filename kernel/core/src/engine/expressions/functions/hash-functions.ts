import { crc32 } from "../../../base/crc32.js";
import { md5Hex } from "../../../base/md5.js";
import { sha1Hex } from "../../../base/sha1.js";
import { type Sha2Length, sha2Hex } from "../../../base/sha2.js";
import { HASH_SEED, murmur3Hash } from "../murmur3-hash.js";
import { xxHash64 } from "../xxhash64.js";
import { type FunctionImplementations, plain, type SpecialImplementations } from "./function-table.js";

const LENGTHS: readonly number[] = [224, 256, 384, 512];

export const HASH_IMPLEMENTATIONS: FunctionImplementations = {
  md5: plain(md5Hex),
  sha1: plain(sha1Hex),
  // 0 stands for 256; another length has no result.
  sha2: plain((bytes: Uint8Array, length: number) => {
    const wanted = length === 0 ? 256 : length;
    return LENGTHS.includes(wanted) ? sha2Hex(bytes, wanted as Sha2Length) : null;
  }),
  crc32: plain(crc32),
};

export const HASH_SPECIALS: SpecialImplementations = {
  hash: (args, { argTypes }) => {
    const hash = murmur3Hash(argTypes);
    return (row) =>
      hash(
        args.map((arg) => arg(row)),
        HASH_SEED,
      );
  },
  xxhash64: (args, { argTypes }) => {
    const hash = xxHash64(argTypes);
    return (row) => hash(args.map((arg) => arg(row)));
  },
};
