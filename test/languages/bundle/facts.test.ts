import { describe, expect, it } from 'vitest';
import type { ExposureFact } from '../../../src/facts/facts.js';
import { SourceFile } from '../../../src/facts/source.js';
import { plainVocabulary } from '../../../src/key/vocabulary.js';
import { bundleFacts } from '../../../src/languages/bundle/facts.js';
import { memoryReader } from '../../../src/project/memory.js';

const key = 'Vm3xQ8zLp2RtYw7KdN4bHs9JcGf6TaEu';
const other = 'pW8sTn2VxK5mQz7RbY3dLh6JgFc9EaUt';
const sdk = 'class Sk{constructor(e){this._options=e}};const ho="https://api.mistral.ai";';
const filler = `function a(b,c){return b?c(b):null}const q=[1,2,3].map(e=>e*2);`.repeat(60);

function factsOf(text: string, files: Record<string, string> = {}): ExposureFact[] {
  const source = new SourceFile('/p/dist/assets/index-5b1JBBBL.js', text);
  return bundleFacts(source, memoryReader({ ...files, [source.path]: text }), undefined, plainVocabulary).facts as ExposureFact[];
}
const placesOf = (text: string, files: Record<string, string> = {}): string[] =>
  factsOf(text, files).map(({ place }) => `${place.source.path.slice('/p/dist/assets/'.length)} ${place.source.text.slice(place.start, place.end)}`);
const here = `index-5b1JBBBL.js ${key}`;

describe('keys in a chunk that holds the client', () => {
  it.each([
    ['as an option', `const c=new Sk({apiKey:"${key}"})`],
    ['in a template literal', `const c=new Sk({apiKey:\`${key}\`})`],
    ['as a bearer token', `fetch(u,{headers:{Authorization:"Bearer ${key}"}})`],
    ['under the name of the variable', `const env={BASE_URL:"/",VITE_MISTRAL_API_KEY:"${key}"};`],
    ['in a variable', `const Kx="${key}";const c=new Sk({apiKey:Kx})`],
    ['in a variable that is used before', `function go(){return new Sk({apiKey:Kx})}var Kx="${key}";`],
    ['in a property of an object', `const Au={region:"eu",token:"${key}"};const c=new Sk({apiKey:Au.token,x:1})`],
    ['in a variable that a header is made of', `const Kx="${key}";fetch(u,{headers:{Authorization:\`Bearer \${Kx}\`}})`],
    ['in a variable that a header is joined from', `const Kx="${key}";fetch(u,{headers:{Authorization:"Bearer "+Kx}})`],
    ['in a variable that a header is joined from by concat', `const Kx="${key}";fetch(u,{headers:{Authorization:"Bearer ".concat(Kx)}})`],
    ['in a variable of another module', `12:(e,t,n)=>{n.d(t,{K:()=>r});const r="${key}"},13:(e,t,n)=>{var i=n(12);new Sk({apiKey:i.r})}`],
    ['escaped in the payload of a page', `self.__next_f.push([1,"{\\"apiKey\\":\\"${key}\\"}"])`],
  ])('%s', (_what, code) => {
    expect(placesOf(`${sdk}${filler}${code}${filler}`)).toEqual([here]);
  });

  it('counts once, however often the bundler has copied it', () => {
    expect(placesOf(`${sdk}${filler}new Sk({apiKey:"${key}"});${filler}new Sk({apiKey:"${key}"})`)).toEqual([here]);
  });

  it('keeps two keys apart', () => {
    expect(placesOf(`${sdk}${filler}new Sk({apiKey:"${key}"});new Sk({apiKey:"${other}"})`)).toEqual([here, `index-5b1JBBBL.js ${other}`]);
  });
});

describe('what is no key of Mistral', () => {
  it.each([
    ['a random value that nothing takes as a key', `const Id="${key}";track(Id)`],
    ['an option of another vendor', `algolia.init({apiKey:"${key}"})`],
    ['a write key', `const Wk="${key}";analytics.load({writeKey:Wk})`],
    ['a variable that a parameter of the same name hides', `const e="${key}";track(e);function m(e){return new Sk({apiKey:e})}`],
    ['a hexadecimal digest', 'new Sk({apiKey:"9f86d081884c7d659a2feaa0c55ad015"})'],
    ['a placeholder', 'new Sk({apiKey:"abcdefghij1234567890ABCDEFGHIJ12"})'],
    ['a function that gives the key later', 'new Sk({apiKey:()=>localStorage.getItem("mistral-key")})'],
  ])('%s', (_what, code) => {
    expect(placesOf(`${sdk}${filler}${code};${filler}`)).toEqual([]);
  });
});

describe('keys in another chunk', () => {
  const config = `${filler}const s={key:"${key}"},r="${other}";export{s as t,r};`;
  const files = { '/p/dist/assets/config-Ab12Cd34.js': config };

  it('count where a chunk with the client takes them from there', () => {
    const chunk = `import{t as n}from"./config-Ab12Cd34.js";${sdk}${filler}new Sk({apiKey:n.key})`;
    expect(placesOf(chunk, files)).toEqual([`config-Ab12Cd34.js ${key}`]);
  });

  it('do not count where it takes something else', () => {
    const chunk = `import{r as n}from"./config-Ab12Cd34.js";${sdk}${filler}track(n);new Sk({apiKey:k()})`;
    expect(placesOf(chunk, files)).toEqual([]);
  });
});

describe('source maps', () => {
  const code = `${sdk}${filler}new Sk({apiKey:"${key}"})`;
  /** One segment: the column of the key is line 3, column 9 of the source. */
  const map = JSON.stringify({ version: 3, sources: ['../../src/config.ts'], sourcesContent: [`// a\n// b\nconst k = '${key}';\n`], names: [], mappings: 'AAEU' });
  const read = (text: string, files: Record<string, string> = {}): readonly [unknown, unknown] => {
    const [fact] = factsOf(text, files);
    return [fact?.how, fact?.chain.map(({ place, note }) => `${place.source.path}:${String(place.source.position(place.start).line)} ${note}`)];
  };
  const mapped = [{ kind: 'built', name: 'the key', origin: 'src/config.ts:3' }, ['/p/dist/assets/src/config.ts:3 where the key was written']];

  it('name the line that the key was written on', () => {
    expect(read(`${code}\n//# sourceMappingURL=index-5b1JBBBL.js.map`, { '/p/dist/assets/index-5b1JBBBL.js.map': map })).toEqual(mapped);
  });

  it('do so inline', () => {
    expect(read(`${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`)).toEqual(mapped);
  });

  it('lead to the file of the project where it is there', () => {
    const files = { '/p/dist/assets/index-5b1JBBBL.js.map': map, '/p/src/config.ts': 'x' };
    expect(read(code, files)[1]).toEqual(['/p/src/config.ts:3 where the key was written']);
  });

  it('say nothing where they are missing, broken or of another kind', () => {
    for (const broken of [undefined, '', '{', '[]', 'null', '{"version":3}']) {
      const files: Record<string, string> = broken === undefined ? {} : { '/p/dist/assets/index-5b1JBBBL.js.map': broken };
      expect(read(`${code}\n//# sourceMappingURL=index-5b1JBBBL.js.map`, files)).toEqual([{ kind: 'built', name: 'the key' }, []]);
    }
  });

  it('hold a key of their own where the script has it no more', () => {
    const path = '/p/dist/assets/index-5b1JBBBL.js.map';
    const own = JSON.stringify({ version: 3, sources: ['src/a.ts'], sourcesContent: [`// MISTRAL_API_KEY = '${key}'\nexport {};\n`], names: [], mappings: '' });
    const found = (script: string): number => bundleFacts(new SourceFile(path, own), memoryReader({ [path]: own, '/p/dist/assets/index-5b1JBBBL.js': script }), undefined, plainVocabulary).facts.length;
    expect(found(sdk)).toBe(1);
    expect(found(`${sdk}new Sk({apiKey:"${key}"})`)).toBe(0);
  });

  it('hold one inline too', () => {
    const own = JSON.stringify({ version: 3, sources: ['src/a.ts'], sourcesContent: [`// MISTRAL_API_KEY = '${key}'\nexport {};\n`], names: [], mappings: '' });
    const data = Buffer.from(own).toString('base64');
    expect(placesOf(`${sdk}\n//# sourceMappingURL=data:application/json;base64,${data}`)).toEqual([`index-5b1JBBBL.js data:application/json;base64,${data}`]);
  });
});
