import { type CauseId, causes } from '../../rules/causes.js';
import { evidenceOfEnvironment, evidenceOfFindings, type Evidence } from '../explain/evidence.js';
import { rulePageText } from '../explain/page.js';
import { rankCauses } from '../explain/rank.js';
import { recognise } from '../explain/recognise.js';
import { causeReport, errorReport, topicList } from '../explain/report.js';
import { topicOf } from '../explain/topic.js';
import { projectRoot } from '../project/root.js';
import { clean } from '../report/clean.js';
import { painter, wantsColour } from '../report/colours.js';
import { skippedLine } from '../report/skipped.js';
import { scannerParts } from '../scan/parts.js';
import { runScan } from '../scan/scan.js';
import { readArguments } from './arguments.js';
import { exitStatus } from './failure.js';
import { readStandardInput } from './standard-input.js';

const known = { help: { type: 'boolean', short: 'h' }, 'no-color': { type: 'boolean' } } as const;

/**
 * `mistral-keys explain`.
 * @returns the exit status
 */
export async function explainCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments('explain', arguments_, known);
  if (values.help === true) {
    const { explainHelp } = await import('./help.js');
    process.stdout.write(explainHelp);
    return exitStatus.clean;
  }
  const paint = painter(values['no-color'] !== true && wantsColour(process.env, process.stdout.isTTY));
  if (positionals.length === 0) {
    process.stdout.write(topicList());
    return exitStatus.clean;
  }
  const given = positionals.length === 1 && positionals[0] === '-';
  const topic = given ? ({ kind: 'text', text: (await readStandardInput()).toString() } as const) : topicOf(positionals.join(' '));
  if (topic.kind === 'rule') {
    process.stdout.write(rulePageText(topic.rule.name, paint));
    return exitStatus.clean;
  }
  if (topic.kind === 'cause') {
    const [ranked] = rankCauses([topic.cause], await evidence([]));
    if (ranked !== undefined) process.stdout.write(causeReport(ranked, paint));
    return exitStatus.clean;
  }
  const recognised = recognise(topic.text);
  const possible = recognised?.known.causes ?? (Object.keys(causes) as CauseId[]);
  process.stdout.write(errorReport(recognised, rankCauses(possible, await evidence(recognised?.places ?? [])), paint));
  return exitStatus.clean;
}

/** @param trace the places that a stack trace goes through */
async function evidence(trace: readonly { readonly file: string; readonly line: number }[]): Promise<Evidence[]> {
  const { result } = await runScan(scannerParts, { paths: [projectRoot(process.cwd())], strict: true });
  for (const skipped of result.summary.skipped) process.stderr.write(`mistral-keys: ${clean(skippedLine(skipped))}\n`);
  return [...evidenceOfEnvironment(process.env), ...evidenceOfFindings(result.findings, trace)];
}
