// A request as lines that run: curl, Python (its own library alone), TypeScript (fetch). The token
// is taken from the environment, so that none stands in a file. Pure.
import type { Json } from './example.ts';

export interface Call {
  method: string;
  url: string; // whole
  headers: [name: string, value: string][];
  body: Json | undefined;
  open: boolean; // no token is needed
  key: boolean; // wants an Idempotency-Key
  feed: boolean; // does not end
}

const shellText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const quoted = (text: string): string => JSON.stringify(text);

export function curlOf(call: Call): string {
  const lines = [
    `curl -sS --fail-with-body${call.feed ? ' --no-buffer' : ''} ${shellText(call.url)}`,
  ];
  if (call.method !== 'GET') lines.push(`-X ${call.method}`);
  if (!call.open) lines.push('-H "Authorization: Bearer $KINTSUGI_TOKEN"');
  if (call.key) lines.push('-H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)"');
  for (const [name, value] of call.headers) lines.push(`-H ${shellText(`${name}: ${value}`)}`);
  if (call.body !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`);
    lines.push(`--data-raw ${shellText(JSON.stringify(call.body))}`);
  }
  return lines.join(' \\\n  ');
}

function python(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, one]) => `${quoted(name)}: ${python(one)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

export function pythonOf(call: Call): string {
  const uses = ['json', ...(call.open ? [] : ['os']), 'urllib.error', 'urllib.request'];
  if (call.key) uses.push('uuid');
  const headers = call.headers.map(([name, value]) => `${quoted(name)}: ${quoted(value)},`);
  if (!call.open) headers.push('"Authorization": "Bearer " + os.environ["KINTSUGI_TOKEN"],');
  if (call.key) headers.push('"Idempotency-Key": str(uuid.uuid4()),');
  if (call.body !== undefined) headers.push('"Content-Type": "application/json",');
  const read = call.feed
    ? ['        for line in answer:', '            print(line.decode().rstrip())']
    : ['        print(answer.status, answer.read().decode())'];
  return [
    ...uses
      .filter((name) => name !== 'json' || call.body !== undefined)
      .map((one) => `import ${one}`),
    '',
    'request = urllib.request.Request(',
    `    ${quoted(call.url)},`,
    `    method=${quoted(call.method)},`,
    '    headers={',
    ...headers.map((line) => `        ${line}`),
    '    },',
    ...(call.body === undefined ? [] : [`    data=json.dumps(${python(call.body)}).encode(),`]),
    ')',
    'try:',
    '    with urllib.request.urlopen(request) as answer:',
    ...read,
    'except urllib.error.HTTPError as problem:',
    '    raise SystemExit(problem.read().decode())',
    '',
  ].join('\n');
}

// In a page of another origin a feed is opened by a ticket: EventSource sends no heads.
function typescriptFeed(call: Call): string {
  const url = new URL(call.url);
  const topics = url.searchParams.get('topics') ?? 'position,queues,orders';
  return [
    `const asked = await fetch(${quoted(`${url.origin}/v1/feed/tickets`)}, {`,
    `  method: 'POST',`,
    '  headers: {',
    "    'Authorization': `Bearer ${process.env.KINTSUGI_TOKEN}`,",
    `    'Content-Type': 'application/json',`,
    '  },',
    `  body: JSON.stringify({ topics: ${quoted(topics)} }),`,
    '});',
    'const ticket = await asked.json();',
    `const feed = new EventSource(${quoted(url.origin)} + ticket.url);`,
    `for (const topic of ${quoted(topics)}.split(','))`,
    `  feed.addEventListener(topic, (event) => document.body.append(topic, event.data));`,
    '',
  ].join('\n');
}

export function typescriptOf(call: Call): string {
  if (call.feed) return typescriptFeed(call);
  const headers = call.headers.map(([name, value]) => `${quoted(name)}: ${quoted(value)},`);
  if (!call.open) headers.push('Authorization: `Bearer ${process.env.KINTSUGI_TOKEN}`,');
  if (call.key) headers.push(`'Idempotency-Key': crypto.randomUUID(),`);
  if (call.body !== undefined) headers.push(`'Content-Type': 'application/json',`);
  return [
    `const answer = await fetch(${quoted(call.url)}, {`,
    `  method: ${quoted(call.method)},`,
    '  headers: {',
    ...headers.map((line) => `    ${line}`),
    '  },',
    ...(call.body === undefined ? [] : [`  body: JSON.stringify(${JSON.stringify(call.body)}),`]),
    '});',
    'if (!answer.ok) throw new Error(await answer.text());',
    'process.stdout.write(await answer.text());',
    '',
  ].join('\n');
}
