import { describe, expect, test } from 'vitest';
import { PythonPins } from '../../src/project/python-pins.js';

function readsVariable(files: Readonly<Record<string, string>>, text = '', path = '/app/src/main.py'): boolean | undefined {
  const texts = new Map(Object.entries(files).map(([name, content]) => [`/app/${name}`, content]));
  const pins = new PythonPins({
    read: (file) => (texts.has(file) ? Buffer.from(texts.get(file) ?? '') : undefined),
    isFile: (file) => texts.has(file) || file === '/app/.git/HEAD',
    list: () => [...texts.keys()],
  });
  return pins.readsVariable(path, text);
}

const lock = (version: string): string => `[[package]]\nname = "httpx"\nversion = "0.28.1"\n\n[[package]]\nname = "mistralai"\nversion = "${version}"\n`;

describe('does the library that the project takes read the variable', () => {
  test.each<readonly [string, string, boolean | undefined]>([
    ['requirements.txt', 'mistralai==2.3.0\n', false],
    ['requirements.txt', 'mistralai == 2.4.6\n', false],
    ['requirements.txt', 'mistralai==2.4.7\n', true],
    ['requirements.txt', 'mistralai==2.3.*\n', false],
    ['requirements.txt', 'mistralai==2.*\n', undefined],
    ['requirements.txt', 'mistralai[gcp,agents]~=2.3.1 ; python_version > "3.9"\n', false],
    ['requirements.txt', 'mistralai~=2.3\n', undefined],
    ['requirements.txt', 'mistralai>=2.0,<2.4.7\n', false],
    ['requirements.txt', 'mistralai>=2.0,<=2.4.6\n', false],
    ['requirements.txt', 'mistralai>=2.0\n', undefined],
    ['requirements.txt', 'mistralai>=2.5\n', true],
    ['requirements.txt', 'mistralai\n', undefined],
    ['requirements.txt', '# mistralai==2.3.0\nlangchain-mistralai==0.2.0\nllama-index-llms-mistralai==0.3.0\n', undefined],
    ['requirements/base.txt', 'mistralai==2.3.0\n', false],
    ['uv.lock', lock('2.1.3'), false],
    ['poetry.lock', lock('2.6.0'), true],
    ['Pipfile.lock', '{"default": {"mistralai": {"hashes": ["sha256:00"], "version": "==2.2.0"}}}', false],
    ['pyproject.toml', '[project]\ndependencies = ["mistralai==2.3.0"]\n', false],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.11"\nmistralai = "2.3.0"\n', false],
    ['pyproject.toml', '[tool.poetry.dependencies]\nmistralai = "^2.3.0"\n', undefined],
    ['pyproject.toml', '[tool.poetry.dependencies]\nmistralai = "~2.3"\n', false],
    ['pyproject.toml', '[tool.poetry.dependencies]\nmistralai = { version = "~2.3.0", extras = ["gcp"] }\n', false],
    ['Pipfile', '[packages]\nmistralai = "==2.3.0"\n', false],
    ['environment.yml', 'dependencies:\n  - python=3.11\n  - mistralai=2.3.0\n', false],
    ['setup.py', 'setup(install_requires=["mistralai<2.4"])\n', false],
  ])('%s: %j', (name, text, expected) => {
    expect(readsVariable({ [name]: text })).toBe(expected);
  });

  test('what a file pins counts before what the files of folders above do, and a lock before a requirement', () => {
    expect(readsVariable({ 'src/requirements.txt': 'mistralai==2.3.0\n', 'requirements.txt': 'mistralai==2.5.0\n' })).toBe(false);
    expect(readsVariable({ 'requirements.txt': 'mistralai==2.3.0\n', 'uv.lock': lock('2.5.0') })).toBe(true);
  });

  test('a script may name its requirements itself', () => {
    expect(readsVariable({}, '# /// script\n# dependencies = ["mistralai==2.3.0"]\n# ///\nfrom mistralai.client import Mistral\n')).toBe(false);
    expect(readsVariable({}, '%pip install -q "mistralai==2.3.0"\n')).toBe(false);
  });
});
