import { writeSync } from 'node:fs';
import type { ProgressDetail } from '../scan/scan.js';

/** How long a scan goes on in silence, and the time between two words, in milliseconds. */
const patience = 1000;
const interval = 100;

/** A line on the terminal that says how far a scan is. It shows only when the scan takes over a second. */
export class Progress {
  readonly #started = performance.now();
  #shown = 0;
  #unit: string | undefined;
  #unitStarted = this.#started;

  /**
   * @param enabled whether the standard error is a terminal
   * @param noun what is counted
   */
  constructor(
    readonly enabled: boolean,
    readonly noun = 'files',
  ) {}

  /** @param detail what is counted, where it is not files */
  show(done: number, total: number, detail?: ProgressDetail): void {
    const now = performance.now();
    if (!this.enabled || now - this.#started < patience || now - this.#shown < interval) return;
    this.#shown = now;
    // The scan keeps the event loop busy, so a stream would show this line only at the end.
    writeSync(2, `\r\u001b[K${done} of ${total} ${this.#describe(done, total, now, detail)}`);
  }

  #describe(done: number, total: number, now: number, detail?: ProgressDetail): string {
    if (detail === undefined) return this.noun;
    if (detail.unit !== this.#unit) {
      this.#unit = detail.unit;
      this.#unitStarted = now;
    }
    const bytes = detail.bytes === 0 ? '' : `, ${Math.round(detail.bytes / 1_000_000)} MB`;
    const left = done === 0 ? 0 : ((now - this.#unitStarted) / done) * (total - done);
    return `${detail.unit}${bytes}${left < patience ? '' : `, ${Math.round(left / 1000)} s left`}`;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown > 0) writeSync(2, '\r\u001b[K');
  }
}
