import { digest } from '../key/digest.js';
import { findKeyShapes } from '../key/shape.js';
import type { Finding } from '../scan/finding.js';
import type { FindingSource, ScanOutcome } from '../scan/result.js';
import { kindOf } from './addresses.js';
import type { KeyInQuestion } from './verify.js';

/** The keys that a scan found. */
export interface FoundKeys {
  /** Each once, with all its places. */
  readonly keys: readonly KeyInQuestion[];
  /** Places of keys that the scan put together from parts, so that their text stands nowhere. */
  readonly unknown: readonly string[];
}

/** Collects the keys behind the findings, which themselves hold but a fingerprint. */
export function keysOfFindings({ result, sources }: ScanOutcome): FoundKeys {
  const keys = new Map<string, KeyInQuestion>();
  const unknown: string[] = [];
  for (const finding of result.findings) {
    if (finding.key === undefined) continue;
    const place = `${finding.file}:${finding.line}:${finding.column}`;
    const source = sources.get(finding.file);
    const value = source === undefined ? undefined : valueBehind(finding.key.fingerprint, source);
    if (source === undefined || value === undefined) {
      unknown.push(place);
      continue;
    }
    const known = keys.get(value);
    const kind = known?.kind ?? kindOf(spokenOf(finding, source));
    keys.set(value, { value, kind, places: [...new Set([...(known?.places ?? []), place])], exposed: true });
  }
  return { keys: [...keys.values()], unknown };
}

/** The value of that fingerprint among the literals of the file: as it stands, encoded, or cut in pieces. */
function valueBehind(fingerprint: string, { source, secrets }: FindingSource): string | undefined {
  for (const value of candidates(source.text, secrets)) if (digest(value).fingerprint === fingerprint) return value;
  return undefined;
}

function* candidates(text: string, secrets: readonly string[]): Iterable<string> {
  yield* secrets;
  for (const secret of secrets) yield Buffer.from(secret, 'base64').toString();
  for (const secret of secrets) yield secret.replace(/^bearer\s{1,9}/iu, '');
  yield secrets.join('');
  for (const { value } of findKeyShapes(text)) yield value;
}

/** The finding's sentence and its line: they name Codestral where the key is meant for it. */
function spokenOf({ message, line }: Finding, { source }: FindingSource): string {
  return `${message}\n${source.line(line).slice(0, 2000)}`;
}
