/** What came of one check. */
export interface Check {
  /** For programs: `variable`. Several results of one check share it. */
  readonly id: string;
  /** `unknown`: it cannot be told by reading alone. */
  readonly status: 'ok' | 'unknown' | 'warning' | 'problem';
  /** What was found, in a sentence. It holds no key. */
  readonly text: string;
  /** What to do. */
  readonly fix?: string;
}

export function ok(id: string, text: string): Check {
  return { id, status: 'ok', text };
}

export function unknown(id: string, text: string, fix: string): Check {
  return { id, status: 'unknown', text, fix };
}

export function warning(id: string, text: string, fix: string): Check {
  return { id, status: 'warning', text, fix };
}

export function problem(id: string, text: string, fix: string): Check {
  return { id, status: 'problem', text, fix };
}
