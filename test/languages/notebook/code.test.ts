import { describe, expect, test } from 'vitest';
import { code, notebook, prose } from './notebook.js';
import { found } from './scan.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const imports = code('import os\nfrom mistralai import Mistral');

describe('the code cells are one program', () => {
  test('a key of one cell reaches the client of another, by the import of a third', async () => {
    const text = notebook([imports, prose('# A'), code(`value = "${key}"`), code('client = Mistral(\n    api_key=value,\n)')]);
    expect(await found(text)).toEqual([`no-hardcoded-key | In cell 3 | ${key}`]);
  });

  test('a check in an earlier cell counts', async () => {
    const read = code('key = os.environ.get("MISTRAL_API_KEY")');
    const use = code('client = Mistral(api_key=key)');
    expect(await found(notebook([imports, read, use]))).toEqual(['no-unguarded-env | In cell 2 | os.environ.get(\\"MISTRAL_API_KEY\\")']);
    expect(await found(notebook([imports, read, code('if not key:\n    raise RuntimeError("no key")'), use]))).toEqual([]);
  });

  test('the same import in many cells is one', async () => {
    expect(await found(notebook([imports, imports, code('client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])'), imports]))).toEqual([]);
  });

  test('a name that another cell gives to something else', async () => {
    const other = code(`from openai import OpenAI\nkey = "${key}"\nOpenAI(api_key=key)`);
    const ours = code('key = os.environ["MISTRAL_API_KEY"]\nMistral(api_key=key)');
    expect(await found(notebook([imports, other, ours]))).toEqual([]);
    expect(await found(notebook([imports, ours, other]))).toEqual([]);
  });

  test('a cell that breaks off does not swallow the next', async () => {
    const text = notebook([imports, code('client = Mistral('), code('text = """'), code('Mistral()'), code(`Mistral(api_key="${key}"`)]);
    expect(await found(text)).toEqual(['require-api-key | In cell 4 | Mistral()', `no-hardcoded-key | In cell 5 | ${key}`]);
  });

  test('a getpass, a secret of Colab and an input are no keys, and set the variable', async () => {
    for (const given of ['getpass.getpass("Key: ")', 'userdata.get("MISTRAL_API_KEY")', 'input()']) {
      const cells = [imports, code('import getpass\nfrom google.colab import userdata'), code(`key = ${given}`), code('client = Mistral(api_key=key)')];
      expect(await found(notebook(cells))).toEqual([]);
    }
  });
});

describe('what IPython runs itself', () => {
  test.each([
    ['!export MISTRAL_API_KEY="KEY"'],
    ['%env MISTRAL_API_KEY=KEY'],
    ['%set_env MISTRAL_API_KEY KEY'],
    ['%%bash\nexport MISTRAL_API_KEY=KEY\nls'],
    ['%%script bash\nexport MISTRAL_API_KEY=KEY'],
    ['%%writefile .env\nA=1\nMISTRAL_API_KEY=KEY'],
    ['%%writefile app.py\nfrom mistralai import Mistral\nk = "KEY"\nMistral(api_key=k)'],
    ['%%javascript\nconst k = "KEY";\nfetch("https://api.mistral.ai/v1/models", { headers: { Authorization: `Bearer ${k}` } });'],
    ['!curl https://api.mistral.ai/v1/models \\\n  -H "Authorization: Bearer KEY"'],
    ['if True:\n    !echo MISTRAL_API_KEY=KEY >> .env\nx = 1'],
    ['out = !curl -H "Authorization: Bearer KEY" https://api.mistral.ai/v1/models'],
    ['%sh\nexport MISTRAL_API_KEY=KEY'],
  ])('%s', async (source) => {
    const text = notebook([code(source.replace('KEY"', `${key}"`).replace(/(?<=[= ])KEY(?!")/u, key))]);
    expect((await found(text)).filter((line) => line.startsWith('no-hardcoded-key'))).toEqual([`no-hardcoded-key | In cell 1 | ${key}`]);
  });

  test.each([
    ['!pip install mistralai', '%pip install mistralai', '%load_ext autoreload', 'Mistral?', '?Mistral', 'out = !ls', '%time', '    %matplotlib inline'],
    ['%%time\n', '%%capture output\n', '# a comment\n'],
  ])('is no error in the program: %s', async (...magics) => {
    for (const magic of magics) {
      const text = notebook([code(`${magic.startsWith(' ') ? 'if True:\n' : ''}${magic}\nfrom mistralai import Mistral\nx = Mistral()`)]);
      expect(await found(text), magic).toEqual(['require-api-key | In cell 1 | Mistral()']);
    }
  });

  test('a per cent sign that goes on with an expression is none of them', async () => {
    const text = notebook([code('from mistralai import Mistral\ntext = ("%s"\n%env\n)\nquote = """\n!ls\n%%bash\n"""\nMistral()')]);
    expect(await found(text)).toEqual(['require-api-key | In cell 1 | Mistral()']);
  });

  test('%time runs the statement behind it', async () => {
    expect(await found(notebook([code(`from mistralai import Mistral\n%time client = Mistral(api_key="${key}")`)]))).toEqual([`no-hardcoded-key | In cell 1 | ${key}`]);
  });

  test('a key that is written with interpolation is none', async () => {
    expect(await found(notebook([code('%env MISTRAL_API_KEY=$key'), code('%env MISTRAL_API_KEY={key}'), code('!curl -H "Authorization: Bearer $MISTRAL_API_KEY" https://api.mistral.ai/v1/models')]))).toEqual([]);
  });
});

describe('kernels of other languages', () => {
  test('TypeScript', async () => {
    const cells = [code("import { Mistral } from 'npm:@mistralai/mistralai';"), code("import { Mistral } from '@mistralai/mistralai';"), code(`const k = '${key}'\nconst client: Mistral = new Mistral({ apiKey: k })`)];
    expect(await found(notebook(cells, 'typescript'))).toEqual([`no-hardcoded-key | In cell 3 | ${key}`]);
  });

  test('R, of which only the text is known', async () => {
    expect(await found(notebook([code(`Sys.setenv(MISTRAL_API_KEY = "${key}")`)], 'R'))).toEqual([`no-hardcoded-key | In cell 1 | ${key}`]);
  });
});
