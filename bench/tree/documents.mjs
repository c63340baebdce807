import { capital, functionName, nouns, sentence } from './words.mjs';
import { hexadecimal, letters } from './random.mjs';

/** Joins parts until they make up `size` bytes. */
function fill(size, make) {
  const parts = [];
  for (let length = 0, number = 0; length < size || number === 0; number += 1) {
    const part = make(number);
    parts.push(part);
    length += part.length + 1;
  }
  return parts;
}

export function markdown(random, size) {
  const code = () => `\`\`\`ts\nimport { ${functionName(random)} } from '${random.pick(nouns)}';\n\nawait ${functionName(random)}({ ${random.pick(nouns)}: '${random.pick(nouns)}' });\n\`\`\``;
  const list = () => Array.from({ length: 3 + random.below(5) }, () => `- \`${functionName(random)}\`: ${sentence(random)}`).join('\n');
  const text = () => Array.from({ length: 2 + random.below(5) }, () => sentence(random)).join(' ');
  return `# ${capital(random.pick(nouns))} ${random.pick(nouns)}\n\n${fill(size, (number) => (number % 5 === 0 ? `## ${sentence(random).slice(0, -1)}` : random.pick([text, text, list, code])())).join('\n\n')}\n`;
}

export function python(random, size) {
  const make = (number) => `def ${random.pick(nouns)}_${random.pick(nouns)}_${number}(values: list[dict], limit: int = ${random.below(500)}) -> dict[str, int]:
    """${sentence(random)}

    ${sentence(random)}
    """
    totals: dict[str, int] = {}
    for value in values:
        # ${sentence(random)}
        if len(totals) > limit or value.get("${random.pick(nouns)}") is None:
            continue
        name = f"{value['${random.pick(nouns)}']}-${random.pick(nouns)}"
        totals[name] = totals.get(name, 0) + ${1 + random.below(9)}
    return totals
`;
  return `import json\nimport os\nfrom pathlib import Path\n\n\n${fill(size, make).join('\n\n')}`;
}

/** A notebook of Jupyter, its cells with their outputs. */
export function notebook(random, size, first = []) {
  const lines = (text) => text.split('\n').map((line, number, all) => (number < all.length - 1 ? `${line}\n` : line));
  const code = (text) => ({ cell_type: 'code', execution_count: 1 + random.below(40), metadata: {}, outputs: [{ name: 'stdout', output_type: 'stream', text: [`${sentence(random)}\n`] }], source: lines(text) });
  const prose = () => ({ cell_type: 'markdown', metadata: {}, source: lines(`## ${sentence(random)}\n\n${sentence(random)}`) });
  const image = () => ({ cell_type: 'code', execution_count: 1, metadata: {}, outputs: [{ data: { 'image/png': random.characters(2_000, letters) }, metadata: {}, output_type: 'display_data' }], source: [`plot(${functionName(random)})`] });
  const make = (number) => JSON.stringify(number % 4 === 0 ? prose() : number % 4 === 3 ? image() : code(python(random, 300)), null, 1);
  const cells = [...first.map((text) => JSON.stringify(code(text), null, 1)), ...fill(size, make)];
  return `{\n "cells": [\n${cells.join(',\n')}\n ],\n "metadata": {"language_info": {"name": "python", "version": "3.12.4"}},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n`;
}

/** Records, translations, or a lock file with its digests. */
export function json(random, size) {
  const makers = [
    (number) => [`${random.pick(nouns)}.${random.pick(nouns)}.${number}`, sentence(random)],
    (number) => [`${random.pick(nouns)}-${number}`, { id: random.characters(24, hexadecimal), tags: [random.pick(nouns), random.pick(nouns)], weight: random.below(1000), active: random.below(2) === 0 }],
    (number) => [`node_modules/${random.pick(nouns)}-${random.pick(nouns)}-${number}`, { version: `${random.below(9)}.${random.below(30)}.${random.below(9)}`, integrity: `sha512-${random.characters(86, letters)}==`, license: 'MIT' }],
  ];
  const make = random.pick(makers);
  return `{\n${fill(size, (number) => {
    const [key, value] = make(number);
    return `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;
  }).join(',\n')}\n}\n`;
}

export function yaml(random, size) {
  const make = (number) => `  ${random.pick(nouns)}-${number}:
    # ${sentence(random)}
    image: registry.example.com/${random.pick(nouns)}/${random.pick(nouns)}@sha256:${random.characters(64, hexadecimal)}
    environment:
      ${random.pick(nouns).toUpperCase()}_URL: https://${random.pick(nouns)}.example.com/${random.pick(nouns)}
      LOG_LEVEL: ${random.pick(['debug', 'info', 'warn'])}
    command: ["${random.pick(nouns)}", "--${random.pick(nouns)}=${random.below(900)}"]`;
  return `services:\n${fill(size, make).join('\n')}\n`;
}
