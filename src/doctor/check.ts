/** What came of one check. */
export interface Check {
  /** For programs: `variable`. Several results of one check share it. */
  readonly id: string;
  readonly status: 'ok' | 'warning' | 'problem';
  /** What was found, in a sentence. It holds no key. */
  readonly text: string;
  /** What to do. */
  readonly fix?: string;
}

export function ok(id: string, text: string): Check {
  return { id, status: 'ok', text };
}

export function warning(id: string, text: string, fix: string): Check {
  return { id, status: 'warning', text, fix };
}

export function problem(id: string, text: string, fix: string): Check {
  return { id, status: 'problem', text, fix };
}
