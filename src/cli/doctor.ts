import { examine } from '../doctor/doctor.js';
import { readProject } from '../doctor/project.js';
import { doctorJson, doctorReport } from '../doctor/report.js';
import { maskKeys } from '../key/digest.js';
import { projectRoot } from '../project/root.js';
import { painter, wantsColour } from '../report/colours.js';
import { readArguments } from './arguments.js';
import { exitStatus, UsageError } from './failure.js';
import { version } from './version.js';

const known = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' }, 'run-eslint': { type: 'boolean' }, 'no-color': { type: 'boolean' } } as const;

/**
 * `mistral-keys doctor`.
 * @returns the exit status
 */
export async function doctorCommand(arguments_: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments('doctor', arguments_, known);
  if (values.help === true) {
    const { doctorHelp } = await import('./help.js');
    process.stdout.write(doctorHelp);
    return exitStatus.clean;
  }
  if (positionals.length > 0) throw new UsageError('doctor takes no names: run it inside the project. See mistral-keys doctor --help.');
  const cwd = process.cwd();
  const root = projectRoot(cwd);
  const checks = await examine(await readProject(root, cwd, process.env), { now: new Date(), runEslint: values['run-eslint'] === true });
  const paint = painter(values['no-color'] !== true && wantsColour(process.env, process.stdout.isTTY));
  process.stdout.write(values.json === true ? doctorJson(checks, maskKeys(root), version) : doctorReport(checks, paint, root === cwd ? undefined : maskKeys(root)));
  return checks.some(({ status }) => status === 'problem') ? exitStatus.findings : exitStatus.clean;
}
