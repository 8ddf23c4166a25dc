// Sends the same mail to many readers over a pool, as nodemailer's documentation shows it, and prints messages a second.
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const [port, count, connections, html, text, key] = process.argv.slice(2);
const transport = nodemailer.createTransport({
  host: '127.0.0.1',
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
  ...(key && { dkim: { domainName: 'news.test', keySelector: 'bench', privateKey: readFileSync(key, 'utf8') } }),
});
const mail = { from: 'The Test Post <news@news.test>', subject: 'Observation Post', html: readFileSync(html, 'utf8'), text: readFileSync(text, 'utf8') };
const send = (first, number) =>
  Promise.all(Array.from({ length: number }, (_, i) => transport.sendMail({ ...mail, to: `reader${first + i}@inbox.test` })));

await send(0, 2 * Number(connections));
const start = process.hrtime.bigint();
await send(1000, Number(count));
console.log((Number(count) / Number(process.hrtime.bigint() - start)) * 1e9);
transport.close();
