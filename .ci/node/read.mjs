// Reads exports of a folder by the programs of npm that they are made for, and
// prints what each sees as JSON: {reader: {directed, nodes: {id: {…}}, edges:
// [[source, target, weight], …]}}. usage: node read.mjs FOLDER
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Graph from 'graphology';
import cytoscape from 'cytoscape';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import { Parser } from 'n3';
import { browser } from './browser.mjs';

const folder = process.argv[2];
const text = name => readFileSync(join(folder, name), 'utf8');
const seen = {};

function ofGraphology(g) {
  const nodes = {}, edges = [];
  g.forEachNode((id, a) => { nodes[id] = a; });
  g.forEachEdge((e, a, s, t) => edges.push([s, t, a.weight]));
  return { directed: g.directedSize === g.size, nodes, edges };
}
seen.graphology = ofGraphology(Graph.from(JSON.parse(text('graphology.json'))));
seen['graphology-gexf'] = ofGraphology(gexf.parse(Graph, text('works.gexf')));
seen['graphology-graphml'] = ofGraphology(graphml.parse(Graph, text('works.graphml')));

{
  const cy = cytoscape({ headless: true, ...JSON.parse(text('works.cyjs')) });
  const nodes = {};
  cy.nodes().forEach(n => { nodes[n.id()] = { ...n.data(), x: n.position().x }; });
  seen.cytoscape = { directed: true, nodes, edges: cy.edges().map(e => [e.source().id(), e.target().id(), e.data('weight')]) };
}

for (const [name, file] of [['n3 of N-Triples', 'works.nt'], ['n3 of Turtle', 'works.ttl']]) {
  const quads = new Parser({ format: file.endsWith('.nt') ? 'N-Triples' : 'Turtle' }).parse(text(file));
  seen[name] = { triples: quads.map(q => [q.subject, q.predicate, q.object].map(t => [t.termType, t.value])) };
}

// mermaid draws, which it does in a browser only
{
  const b = await browser();
  const page = await b.newPage();
  await page.setContent('<div id="out"></div>');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
  seen.mermaid = await page.evaluate(async source => {
    mermaid.initialize({ startOnLoad: false, htmlLabels: false, flowchart: { htmlLabels: false }, maxTextSize: 1e6, maxEdges: 5000 });
    const { svg } = await mermaid.render('map', source);
    const d = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const nodes = {};
    for (const n of d.querySelectorAll('g.node')) nodes[/-(n\d+)-\d+$/.exec(n.id)[1]] = { label: [...n.querySelectorAll('tspan.text-outer-tspan')].map(t => [...t.querySelectorAll('tspan')].map(x => x.textContent).join('')).join(' ').replace(/\s+/g, ' ').trim() };
    const edges = [...d.querySelectorAll('path.flowchart-link')].map(p => /L_(n\d+)_(n\d+)_\d+$/.exec(p.id).slice(1, 3));
    return { directed: [...d.querySelectorAll('path.flowchart-link')].every(p => p.getAttribute('marker-end')), nodes, edges, inert: !d.querySelector('script, foreignObject, a') };
  }, text('works.mmd'));
  await b.close();
}
console.log(JSON.stringify(seen));
