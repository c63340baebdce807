/** What may be kept and shown of a key: never the key itself. */
export interface KeyDigest {
  /** A few characters and an ellipsis: `Ab3d…(32)`. */
  readonly redacted: string;
  /** A hash that tells two keys apart and gives neither away. */
  readonly fingerprint: string;
}
