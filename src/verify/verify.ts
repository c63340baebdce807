import { digest } from '../key/digest.js';
import { isSendable, keyFlaws } from '../key/flaws.js';
import { addressFor, type KeyKind } from './addresses.js';
import { ask } from './ask.js';
import type { Environment } from './proxy.js';
import { type Verdict, verdictOf } from './verdict.js';

/** A key to ask about, and where it was met. */
export interface KeyInQuestion {
  readonly value: string;
  readonly kind: KeyKind;
  /** A variable, or `file:line:column`. */
  readonly places: readonly string[];
  /** It stands in the code, where others can read it. */
  readonly exposed: boolean;
}

/** What is told of a key. It does not hold the key. */
export interface Verified {
  readonly redacted: string;
  readonly places: readonly string[];
  readonly exposed: boolean;
  readonly verdict: Verdict;
}

/** How the keys are asked about. */
export interface VerifyOptions {
  readonly base?: URL;
  /** For each key, in milliseconds. */
  readonly timeLimit: number;
  readonly environment: Environment;
  /** Told before a key is sent to a host. */
  readonly onAsk?: (redacted: string, host: string) => void;
}

/** Asks about the keys, one request each, one after the other. Valid keys that are exposed come first. */
export async function verify(keys: readonly KeyInQuestion[], options: VerifyOptions): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const key of keys) verified.push(await verifyOne(key, options));
  return verified.sort((one, other) => rank(one) - rank(other));
}

async function verifyOne({ value, kind, places, exposed }: KeyInQuestion, options: VerifyOptions): Promise<Verified> {
  const { redacted } = digest(value);
  const about = { redacted, places, exposed };
  const flaws = keyFlaws(value);
  const flaw = flaws.find(({ fatal }) => fatal);
  const mistake = flaw === undefined ? undefined : `The value ${flaw.text}. ${flaw.fix}`;
  if (!isSendable(value)) {
    return { ...about, verdict: { result: 'rejected', text: 'No header can hold the value, so nothing was sent.', ...(mistake === undefined ? {} : { fix: mistake }) } };
  }
  const base = addressFor(kind, options.base);
  options.onAsk?.(redacted, base.host);
  const answer = await ask({ base, key: value, timeLimit: options.timeLimit, environment: options.environment });
  const verdict = verdictOf(answer, base.hostname);
  return { ...about, verdict: verdict.result === 'rejected' && mistake !== undefined ? { ...verdict, fix: mistake } : verdict };
}

const order = { valid: 1, rejected: 2, undecided: 3 } as const;

function rank({ exposed, verdict }: Verified): number {
  return exposed && verdict.result === 'valid' ? 0 : order[verdict.result];
}
