import { clean } from '../report/clean.js';
import { count } from '../report/closing.js';
import { painter, wantsColour } from '../report/colours.js';
import { skippedLine } from '../report/skipped.js';
import { readAddress } from '../verify/addresses.js';
import { keysOfEnvironment, keyVariables } from '../verify/from-environment.js';
import { verifyReport } from '../verify/report.js';
import { type KeyInQuestion, type Verified, verify } from '../verify/verify.js';
import { readArguments } from './arguments.js';
import { exitStatus, UsageError } from './failure.js';

/** For each key, in milliseconds. */
const timeLimit = 15_000;

const known = {
  help: { type: 'boolean', short: 'h' },
  findings: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  'base-url': { type: 'string' },
  timeout: { type: 'string' },
  'no-color': { type: 'boolean' },
} as const;

/**
 * `mistral-keys verify`. The only command that sends anything.
 * @returns the exit status
 */
export async function verifyCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments('verify', arguments_, known);
  if (values.help === true) {
    const { verifyHelp } = await import('./help.js');
    process.stdout.write(verifyHelp);
    return exitStatus.clean;
  }
  const findings = values.findings === true;
  if (positionals.length > 0 && !findings) throw new UsageError('verify takes no names without --findings, and never a key: what stands on a command line, others can read. Set MISTRAL_API_KEY instead.');
  const limit = values.timeout === undefined ? timeLimit : secondsOf(values.timeout) * 1000;
  const base = values['base-url'] === undefined ? undefined : addressOf(values['base-url']);
  const keys = findings ? await found(positionals) : keysOfEnvironment(process.env);
  if (keys === undefined) return exitStatus.failed;
  if (keys.length === 0) {
    if (!findings) throw new UsageError(`There is no key to ask about: set ${keyVariables.join(' or ')}, or ask about those in the code with --findings.`);
    process.stdout.write('The scan found no keys.\n');
    return exitStatus.clean;
  }
  if (findings && values.yes !== true && !(await agreed(keys.length))) return exitStatus.failed;
  const verified = await verify(keys, {
    ...(base === undefined ? {} : { base }),
    timeLimit: limit,
    environment: process.env,
    onAsk: (redacted, host) => {
      if (process.stderr.isTTY) process.stderr.write(`asking ${host} about ${clean(redacted)}\n`);
    },
  });
  process.stdout.write(verifyReport(verified, painter(values['no-color'] !== true && wantsColour(process.env, process.stdout.isTTY))));
  return statusOf(verified);
}

/** @returns the keys that a scan finds, or `undefined` where it could not read everything */
async function found(paths: readonly string[]): Promise<readonly KeyInQuestion[] | undefined> {
  const [{ runScan }, { scannerParts }, { keysOfFindings }] = await Promise.all([
    import('../scan/scan.js'),
    import('../scan/parts.js'),
    import('../verify/from-findings.js'),
  ]);
  const outcome = await runScan(scannerParts, { paths });
  for (const skipped of outcome.result.summary.skipped) process.stderr.write(`mistral-keys: ${clean(skippedLine(skipped))}\n`);
  if (!outcome.result.complete) return undefined;
  const { keys, unknown } = keysOfFindings(outcome);
  for (const place of unknown) process.stderr.write(`mistral-keys: ${clean(place)}: not asked about: the key is put together from parts\n`);
  return keys;
}

async function agreed(keys: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`The scan found ${count(keys, 'key')}; none was sent. Add --yes to have Mistral asked about them.`);
  }
  const { askWhether } = await import('./question.js');
  return askWhether(`The scan found ${count(keys, 'key')}. Send each to Mistral, to ask whether it still works?`, process.stdin, process.stderr);
}

function addressOf(text: string): URL {
  const address = readAddress(text);
  if (address === undefined) throw new UsageError('--base-url takes https:// and one of the hosts of Mistral, such as https://api.eu.mistral.ai, or an address of this machine: keys go nowhere else.');
  return address;
}

function secondsOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/u.test(text)) throw new UsageError('--timeout takes whole seconds, from 1 to 999.');
  return Number(text);
}

/** What could not be decided counts more than what was: nobody must take it for an answer. A key in the code is bad as long as it works. */
function statusOf(verified: readonly Verified[]): number {
  const bad = verified.some(({ exposed, verdict }) => verdict.result === (exposed ? 'valid' : 'rejected'));
  if (bad) return exitStatus.findings;
  return verified.some(({ verdict }) => verdict.result === 'undecided') ? exitStatus.failed : exitStatus.clean;
}
