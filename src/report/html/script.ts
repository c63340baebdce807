/**
 * The pure part of the page's script, in the JavaScript that browsers read: which findings the filters let through, and what
 * is said of it. A record is what the page tells of a finding: severity, rule, file, author, and its text in lower case.
 */
export const filterScript = String.raw`
function wordsOf(text) {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== '');
}

function matches(record, { severity, rule, author, file, text }) {
  return (
    (severity === '' || record.severity === severity) &&
    (rule === '' || record.rule === rule) &&
    (author === '' || record.author === author) &&
    record.file.toLowerCase().includes(file.trim().toLowerCase()) &&
    wordsOf(text).every((word) => record.text.includes(word))
  );
}

function statusOf(shown, total) {
  const number = (value) => value.toLocaleString('en');
  const findings = total === 1 ? 'finding' : 'findings';
  if (shown === total) return total === 1 ? '1 finding' : 'All ' + number(total) + ' findings';
  return (shown === 0 ? 'None' : number(shown)) + ' of ' + number(total) + ' ' + findings;
}
`;

/** The part that works on the page. Without it everything is there, only not to be filtered. */
const pageScript = String.raw`
const root = document.documentElement;
const form = document.getElementById('filters');
const status = document.getElementById('status');
const nothing = document.getElementById('nothing');
const files = [...document.querySelectorAll('.file')].map((element) => ({
  element,
  records: [...element.querySelectorAll('.finding')].map((finding) => ({
    ...finding.dataset,
    file: element.dataset.file,
    text: (element.dataset.file + ' ' + finding.textContent).toLowerCase(),
    element: finding,
  })),
}));
const records = files.flatMap((file) => file.records);

function show(criteria) {
  let shown = 0;
  for (const file of files) {
    let here = 0;
    for (const record of file.records) {
      const visible = matches(record, criteria);
      record.element.hidden = !visible;
      if (visible) here += 1;
    }
    file.element.hidden = here === 0;
    shown += here;
  }
  status.textContent = statusOf(shown, records.length);
  nothing.hidden = shown > 0;
}

function criteria() {
  return { severity: '', rule: '', author: '', file: '', text: '', ...Object.fromEntries(new FormData(form)) };
}

let timer;
function later() {
  clearTimeout(timer);
  timer = setTimeout(() => show(criteria()), 120);
}

function setOpen(open) {
  for (const { element } of records) if (!element.hidden) element.firstElementChild.open = open;
}

if (form !== null) {
  form.hidden = false;
  form.addEventListener('input', later);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => show(criteria())));
  document.getElementById('tools').hidden = false;
  document.getElementById('open').addEventListener('click', () => setOpen(true));
  document.getElementById('close').addEventListener('click', () => setOpen(false));
  for (const button of document.querySelectorAll('.chart button')) {
    button.addEventListener('click', () => {
      form.reset();
      form.elements[button.dataset.filter].value = button.dataset.value;
      show(criteria());
      document.getElementById('findings').scrollIntoView();
      document.getElementById('findings').focus({ preventScroll: true });
    });
  }
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = records.map(({ element }) => element.firstElementChild).filter((details) => !details.open);
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
  // A browser that comes back to the page restores what was typed.
  show(criteria());
}

const theme = document.getElementById('theme');
theme.parentElement.hidden = false;
theme.addEventListener('change', () => {
  root.dataset.theme = theme.value;
});
`;

/** The script of the page. */
export const script = `'use strict';\n${filterScript}${pageScript}`;
