import type { CauseId } from '../../rules/causes.js';
import { isSendable, keyFlaws } from '../key/flaws.js';
import type { Finding } from '../scan/finding.js';

/** Something in the project or around it that speaks for a cause. */
export interface Evidence {
  readonly cause: CauseId;
  /** How much it speaks for the cause: 1 a little, 4 it is certain to fail. */
  readonly weight: number;
  /** `src/a.ts:3:5`, or absent where it is no place in a file. */
  readonly place?: string;
  readonly text: string;
  readonly fix: string;
}

/** Variables by name, as the process has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/** What the findings of a scan speak for. A place that the stack trace goes through counts more. */
export function evidenceOfFindings(findings: readonly Finding[], trace: readonly { readonly file: string; readonly line: number }[]): Evidence[] {
  return findings.map((finding): Evidence => {
    const onTrace = trace.some(({ file }) => isSamePath(file, finding.file));
    const through = onTrace ? ' The stack trace goes through this file.' : '';
    return {
      cause: finding.cause.id,
      weight: (finding.severity === 'error' ? 3 : 2) + (onTrace ? 1 : 0),
      place: `${finding.file}:${finding.line}:${finding.column}`,
      text: `${finding.rule}: ${finding.message}${through}`,
      fix: finding.fix.text,
    };
  });
}

/** What the environment of this process speaks for. That of the program which failed may be another. */
export function evidenceOfEnvironment(environment: Environment): Evidence[] {
  const { MISTRAL_API_KEY: key, NODE_TLS_REJECT_UNAUTHORIZED: checks, MISTRAL_DEBUG: debug } = environment;
  const around: Evidence[] = [
    ...(checks === '0' ? [{ cause: 'insecure-transport', weight: 3, text: 'NODE_TLS_REJECT_UNAUTHORIZED is 0 in this shell: no certificate is checked.', fix: 'Unset it.' } as const] : []),
    ...(debug === undefined || debug === '' ? [] : [{ cause: 'exposed-in-output', weight: 3, text: 'MISTRAL_DEBUG is set in this shell: the SDK prints the bearer header.', fix: 'Unset it; "false" turns it on as well.' } as const]),
  ];
  if (key === undefined) {
    return [{ cause: 'missing-or-empty', weight: 3, text: 'MISTRAL_API_KEY is not set in this shell.', fix: 'export MISTRAL_API_KEY=…, or load the env file: node --env-file=.env' }, ...around];
  }
  const [flaw] = keyFlaws(key);
  if (flaw === undefined) return around;
  if (flaw.id === 'empty') return [{ cause: 'missing-or-empty', weight: 4, text: `MISTRAL_API_KEY ${flaw.text} in this shell.`, fix: flaw.fix }, ...around];
  const weight = flaw.fatal ? (isSendable(key) ? 4 : 5) : 1;
  return [{ cause: 'invalid-or-expired', weight, text: `The value of MISTRAL_API_KEY in this shell ${flaw.text}.`, fix: flaw.fix }, ...around];
}

/** Whether a path of a trace, mostly absolute, is that of a finding, relative to the working directory. */
function isSamePath(traced: string, file: string): boolean {
  const path = traced.replaceAll('\\', '/');
  const bare = file.replace(/^(?:\.\.\/)+/u, '');
  return path === bare || path.endsWith(`/${bare}`);
}
