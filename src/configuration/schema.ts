import { rules } from '../../rules/index.js';

/** The part of JSON Schema (draft 7) that the configuration is written in, and checked by. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** One schema for all items, or one for each. */
  readonly items?: Schema | readonly Schema[];
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** One for each type that the value may have. */
  readonly anyOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

const list = (description: string, items: Schema = { type: 'string', minLength: 1, maxLength: 200 }): Schema => ({ type: 'array', description, items, maxItems: 1000 });
const level: Schema = { type: 'string', enum: ['off', 'warn', 'error'] };

const ruleLevels: Schema = {
  type: 'object',
  description: 'The level of each rule, or its level and its options.',
  properties: Object.fromEntries(
    rules.map(({ name, description, schema }) => {
      const withOptions: Schema = { type: 'array', items: [level, schema], minItems: 1, maxItems: 2, additionalItems: false };
      return [name, { description: `${description}.`, anyOf: [level, withOptions] }];
    }),
  ),
  additionalProperties: false,
};

const vocabulary: Readonly<Record<string, Schema>> = {
  names: list('More names that a Mistral key goes by, in any case style, such as `LLM_GATEWAY_KEY`.'),
  hosts: list('More hosts that take a Mistral key, such as a proxy.'),
  publicPrefixes: list('More prefixes of variables that a build tool hands to the browser.'),
  clients: list('Wrappers of the client: classes and functions of packages that take a Mistral key.', {
    type: 'object',
    properties: {
      from: { type: 'string', minLength: 1, maxLength: 200, description: 'The module as it is imported.' },
      name: { type: 'string', minLength: 1, maxLength: 200, description: 'The name of the class or function that the module exports.' },
      option: { type: 'string', minLength: 1, maxLength: 200, description: 'The option that takes the key: `apiKey`, in Python `api_key`, if left out.' },
    },
    required: ['from', 'name'],
    additionalProperties: false,
  }),
  guards: list('Functions that stop unless the value, or the variable, that they are given is set.'),
  loggers: list('Functions that print, log or send what they are given, such as `audit.write`.'),
};

const settings: Readonly<Record<string, Schema>> = {
  rules: ruleLevels,
  ...vocabulary,
  requireSuppressionReason: { type: 'boolean', description: 'Whether a suppression comment without a reason (` -- reason`) suppresses nothing.' },
};

/** The schema of the configuration, as it is shipped, and by which the configuration is checked. */
export const configurationSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of mistral-keys',
  type: 'object',
  properties: {
    $schema: { type: 'string', maxLength: 1000, description: 'Where this schema is, for editors.' },
    extends: { type: 'string', enum: ['recommended', 'strict'], description: 'The preset that the levels start from.' },
    ignore: list('Globs of files that are not reported, relative to the folder of this file. A folder stands for all that lies in it; a `!` in front takes files in again.'),
    ...settings,
    overrides: list('Settings for some of the files; later ones prevail over earlier ones.', {
      type: 'object',
      properties: { files: { ...list('Globs of the files, relative to the folder of this file.'), minItems: 1 }, ...settings },
      required: ['files'],
      additionalProperties: false,
    }),
  },
  additionalProperties: false,
};
