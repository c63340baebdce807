import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './failure.js';

/** Writes a report to a file, as `writeFileWhole` does. */
export async function writeReport(file: string, report: string): Promise<void> {
  await writeFileWhole(file, report, 'The report');
}

/**
 * Writes a file, whole or not at all: it is written beside its place and moved there, with the permissions of
 * the file that it replaces. Devices and pipes, such as `/dev/stderr`, are written to as they are.
 * @param what as messages call it
 * @throws UsageError where it cannot be written; what stood in the file is still there then
 */
export async function writeFileWhole(file: string, report: string, what: string): Promise<void> {
  try {
    const present = await targetOf(file, what);
    if (present === undefined || present.isFile()) await replace(file, report, present?.mode);
    else await writeFile(file, report);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${what} could not be written to ${file} (${code}): check the folder and its permissions.`);
  }
}

/**
 * What stands at the path, if anything. A link is not followed to a file: a scanned repository may hold one that leads to a
 * file of the user.
 */
async function targetOf(file: string, what: string): Promise<Stats | undefined> {
  const present = await lstat(file).catch(unlessMissing);
  if (present?.isSymbolicLink() !== true) return present;
  const target = await stat(file).catch(unlessMissing);
  if (target === undefined || target.isFile()) throw new UsageError(`${what} was not written: ${file} is a symbolic link to a file. Name the file itself.`);
  return target;
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

async function replace(file: string, report: string, mode: number | undefined): Promise<void> {
  const temporary = join(dirname(file), `.mistral-keys-${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx');
  try {
    try {
      if (mode !== undefined) await handle.chmod(mode & 0o777);
      await handle.writeFile(report);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
