/** The options that rules share, as JSON schema. */
const strings = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true } as const;

export const optionSchemas = {
  allow: { ...strings, description: 'Names that are left alone: variables, options, environment variables.' },
  publicPrefixes: { ...strings, description: 'Prefixes of variables that the bundler copies into the browser.' },
} as const;

/** The schema of an options object that takes just the named options. */
export function schemaOf(...names: (keyof typeof optionSchemas)[]): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, optionSchemas[name]])),
    additionalProperties: false,
  };
}
