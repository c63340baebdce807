/** One cell of a notebook for tests. */
export interface TestCell {
  readonly type?: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly outputs?: readonly unknown[];
}

/** A code cell. */
export function code(source: string, ...outputs: readonly unknown[]): TestCell {
  return { source, outputs };
}

/** A cell of prose. */
export function prose(source: string): TestCell {
  return { type: 'markdown', source };
}

/** What a cell has written to its standard output. */
export function stream(text: string): unknown {
  return { name: 'stdout', output_type: 'stream', text: lines(text) };
}

/** The value that a cell has shown. */
export function shown(data: Readonly<Record<string, unknown>>): unknown {
  return { data, execution_count: 1, metadata: {}, output_type: 'execute_result' };
}

/** The bytes of a notebook as Jupyter writes them: names in order, a string for each line. */
export function notebook(cells: readonly TestCell[], language = 'python', metadata: Readonly<Record<string, unknown>> = {}): string {
  const written = cells.map(({ type = 'code', source, outputs = [] }) => ({
    cell_type: type,
    ...(type === 'code' ? { execution_count: null } : {}),
    metadata: {},
    ...(type === 'code' ? { outputs } : {}),
    source: lines(source),
  }));
  return `${JSON.stringify({ cells: written, metadata: { kernelspec: { display_name: language, language, name: language }, ...metadata }, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

/** A text as the strings that nbformat makes of it. */
export function lines(text: string): string[] {
  return text.split(/(?<=\n)/u);
}
