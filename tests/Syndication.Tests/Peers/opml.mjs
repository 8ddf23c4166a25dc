// Reads a list of feeds with feedsmith and prints what it found as one JSON document.
// Usage: node opml.mjs http://host/feeds/opml.xml
import { parseOpml } from 'feedsmith';

const opml = parseOpml(await (await fetch(process.argv[2])).text());
const feedsOf = (outlines, folder) =>
  (outlines ?? []).flatMap((outline) =>
    outline.outlines ? feedsOf(outline.outlines, outline.text) : [{ folder, text: outline.text, xmlUrl: outline.xmlUrl }],
  );

console.log(JSON.stringify({ title: opml.head?.title, feeds: feedsOf(opml.body?.outlines, '') }));
