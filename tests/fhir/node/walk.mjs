// Walks types of resources over HTTP with the npm package fhir-kit-client, page by page, and reads the last of each.
// node walk.mjs <base> <resources on a page> <type>…   prints JSON: type → what was found
import { Client } from "fhir-kit-client";

const [base, count, ...types] = process.argv.slice(2);
const client = new Client({ baseUrl: base });

async function walk(resourceType, options) {
  const ids = [];
  let bundle = await client.search({ resourceType, searchParams: { _count: count }, options });
  const { total } = bundle;
  let pages = 0;
  for (; bundle; bundle = await client.nextPage({ bundle })) {
    pages += 1;
    ids.push(...bundle.entry.map(({ resource }) => resource.id));
  }
  return { total, pages, ids };
}

async function statusOf(promise) {
  try {
    await promise;
    return 200;
  } catch ({ response }) {
    return [response.status, response.data.resourceType, response.data.issue[0].code];
  }
}

const found = {};
const statement = await client.capabilityStatement();
for (const resourceType of types) {
  const walked = await walk(resourceType);
  const posted = await walk(resourceType, { postSearch: true });
  const id = walked.ids.at(-1);
  found[resourceType] = {
    isDeclared: statement.rest[0].resource.some(({ type }) => type === resourceType),
    total: walked.total,
    pages: walked.pages,
    ids: walked.ids,
    isSameByPost: JSON.stringify(walked) === JSON.stringify(posted),
    read: (await client.read({ resourceType, id })).id === id,
    misspelled: await statusOf(client.search({ resourceType, searchParams: { nmae: "x" } })),
    missing: await statusOf(client.read({ resourceType, id: "4f1c1fd4-6f35-4d7c-9d3c-3c8b9c2d0f11" })),
    deleted: await statusOf(client.delete({ resourceType, id })),
  };
}
console.log(JSON.stringify(found));
