/**
 * What GitLab demands of the reports, as JSON schemas: for secret detection from the descriptions, required properties,
 * patterns and limits of version 15.2.1 of its security report schemas, strict where those let unknown properties pass; for
 * code quality from "Code Quality report format" in its documentation.
 */

const text = { type: 'string', minLength: 1 };
const shape = (required: Readonly<Record<string, unknown>>, optional: Readonly<Record<string, unknown>> = {}): object => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

const url = { type: 'string', pattern: '^https?://.+' };
const time = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$` };
const line = { type: 'integer', minimum: 1 };
const program = shape({ id: text, name: text, version: text, vendor: shape({ name: text }) }, { url });
const detailText = shape({ type: { const: 'text' }, value: { type: 'string' } }, { name: text });
const detailList = shape({ type: { const: 'list' }, items: { type: 'array', items: detailText } }, { name: text });

export const secretDetectionSchema = shape({
  version: { type: 'string', pattern: String.raw`^[0-9]+\.[0-9]+\.[0-9]+$` },
  scan: shape(
    { analyzer: program, scanner: program, type: { const: 'secret_detection' }, start_time: time, end_time: time, status: { enum: ['success', 'failure'] } },
    { messages: { type: 'array', items: shape({ level: { enum: ['info', 'warn', 'fatal'] }, value: text }) } },
  ),
  vulnerabilities: {
    type: 'array',
    items: shape(
      {
        id: { type: 'string', format: 'uuid' },
        identifiers: { type: 'array', minItems: 1, items: shape({ type: text, name: text, value: text }, { url }) },
        location: shape({
          commit: shape({ sha: text }, { author: { type: 'string' }, date: { type: 'string' }, message: { type: 'string' } }),
          file: text,
          start_line: line,
          end_line: line,
        }),
      },
      {
        name: { type: 'string', maxLength: 255 },
        description: { type: 'string', maxLength: 1_048_576 },
        severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
        solution: { type: 'string', maxLength: 7000 },
        links: { type: 'array', items: shape({ url }, { name: { type: 'string' } }) },
        details: { type: 'object', additionalProperties: { oneOf: [detailText, detailList], required: ['name'] } },
      },
    ),
  },
});

export const codeQualitySchema = {
  type: 'array',
  items: shape(
    {
      // One line of plain text.
      description: { type: 'string', pattern: '^[^\\r\\n]+$' },
      check_name: text,
      fingerprint: text,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: shape({ path: { type: 'string', pattern: '^[^/]' }, lines: shape({ begin: line }, { end: line }) }),
    },
    { type: { const: 'issue' }, categories: { type: 'array', items: text, minItems: 1 } },
  ),
};
