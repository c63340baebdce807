import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './statistics.mjs';

/**
 * @typedef {object} Job a program to run
 * @property {readonly string[]} command the program and its arguments
 * @property {string} cwd
 * @property {readonly number[]} success the exit statuses of a run that did its work
 */

/**
 * Runs a job once. Its output goes to a file: a pipe would make this process a part of what is timed, and some
 * searchers stop at the first match when their output is /dev/null.
 * @param {Job} job
 * @param {string} folder for the output
 * @returns {number} wall-clock time in milliseconds
 * @throws {Error} when the program cannot be started or ends with another status
 */
function time(job, folder) {
  const output = openSync(join(folder, 'output'), 'w');
  try {
    const start = performance.now();
    const run = spawnSync(job.command[0], job.command.slice(1), { cwd: job.cwd, stdio: ['ignore', output, output] });
    const elapsed = performance.now() - start;
    if (run.error !== undefined) throw new Error(`${job.command[0]} could not be started: ${run.error.message}`);
    if (!job.success.includes(run.status)) {
      const said = readFileSync(join(folder, 'output'), 'utf8').slice(0, 500);
      throw new Error(`${job.command.join(' ')} ended with ${run.status ?? run.signal}: ${said}`);
    }
    return elapsed;
  } finally {
    closeSync(output);
  }
}

/**
 * Times two jobs in pairs, so that both meet the same caches and the same neighbours. Each runs once unmeasured, and
 * they take turns at going first.
 * @param {Job} ours
 * @param {Job} peer
 * @param {{ rounds: number, folder: string }} how
 * @returns {{ ours: number, peer: number, ratio: number }} median times in milliseconds, and the median of the pairs' ratios
 */
export function timeInPairs(ours, peer, { rounds, folder }) {
  const times = { ours: [], peer: [] };
  time(ours, folder);
  time(peer, folder);
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) times.ours.push(time(ours, folder));
    times.peer.push(time(peer, folder));
    if (round % 2 === 1) times.ours.push(time(ours, folder));
  }
  return {
    ours: median(times.ours),
    peer: median(times.peer),
    ratio: median(times.ours.map((value, round) => value / times.peer[round])),
  };
}

/**
 * The most memory that the job's own process held, without the programs that it starts in turn. Linux keeps the high
 * mark in /proc, to be read until the process ends; so these are runs of their own, and the timed ones are undisturbed.
 * A last growth between two readings is missed, hence several runs.
 * @param {Job} job
 * @returns {Promise<number | undefined>} bytes; undefined where there is no /proc
 */
export async function peakMemory(job) {
  if (process.platform !== 'linux') return undefined;
  let peak = 0;
  for (let run = 0; run < 3; run += 1) peak = Math.max(peak, await highMarkOfRun(job));
  return peak;
}

async function highMarkOfRun(job) {
  const child = spawn(job.command[0], job.command.slice(1), { cwd: job.cwd, stdio: 'ignore' });
  let running = true;
  const ended = once(child, 'exit').finally(() => {
    running = false;
  });
  let peak = 0;
  while (running) {
    peak = Math.max(peak, highMark(child.pid));
    await Promise.race([ended, sleep(1)]);
  }
  await ended;
  return peak;
}

function highMark(pid) {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? 0 : Number(line[1]) * 1024;
  } catch {
    // The process has ended between two readings.
    return 0;
  }
}

/** Whether a program can be started. */
export function isInstalled(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
