// Reads feeds of one address in all three formats with parsers that others wrote, and prints what they found as one JSON document.
// Usage: node read.mjs http://host/feeds/all
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';

const require = createRequire(import.meta.url);
const feed = process.argv[2];
const text = async (extension) => (await fetch(`${feed}.${extension}`)).text();

const names = (people) => (people ?? []).map((person) => (typeof person === 'string' ? person : person.name));

function ofFeedsmith(format, item) {
  switch (format) {
    case 'rss':
      return {
        id: item.guid.value,
        title: item.title,
        link: item.link,
        published: item.pubDate,
        updated: item.dcterms?.modified ?? item.dcterms?.modifieds?.[0],
        authors: item.dc?.creators ?? [item.dc?.creator].filter(Boolean),
        content: item.content?.encoded,
        summary: item.description,
        enclosures: (item.enclosures ?? []).map((file) => file.url),
      };
    case 'atom':
      return {
        id: item.id,
        title: item.title?.value ?? item.title,
        link: item.links.find((link) => (link.rel ?? 'alternate') === 'alternate').href,
        published: item.published,
        updated: item.updated,
        authors: names(item.authors),
        content: item.content?.value ?? item.content,
        summary: item.summary?.value ?? item.summary,
        enclosures: item.links.filter((link) => link.rel === 'enclosure').map((link) => link.href),
      };
    default:
      return {
        id: item.id,
        title: item.title,
        link: item.url,
        published: item.date_published,
        updated: item.date_modified,
        authors: names(item.authors),
        content: item.content_html,
        summary: item.summary,
        enclosures: (item.attachments ?? []).map((file) => file.url),
      };
  }
}

const ofRssParser = (item) => ({
  id: item.guid ?? item.id,
  title: item.title,
  link: item.link,
  published: item.isoDate,
  content: item['content:encoded'] ?? item.content,
  authors: [item.creator ?? item.author].filter(Boolean),
  enclosures: item.enclosure ? [item.enclosure.url] : [],
});

function faultsOf(source) {
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
  const validate = ajv.compile(require('jsonfeed-schema/schema-v1.1.json'));
  const json = JSON.parse(source);
  return validate(json) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

const read = { feedsmith: {}, rssParser: {} };
for (const format of ['rss', 'atom', 'json']) {
  const source = await text(format);
  const parsed = parseFeed(source);
  read.feedsmith[format] = (parsed.feed.items ?? parsed.feed.entries).map((item) => ofFeedsmith(parsed.format, item));
  if (format === 'json') read.schemaFaults = faultsOf(source);
  else read.rssParser[format] = (await new RssParser().parseString(source)).items.map(ofRssParser);
}

console.log(JSON.stringify(read));
