// Enrolls a person, identifies a picture and forgets the person: node client.mjs URL GALLERY NAME PICTURE OTHER_PICTURE.
// The access key is in LIKENESS_KEY. Needs Node.js 18 or newer, and no package.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

/** The service refuses, as RFC 9457 has it. */
class Problem extends Error {
  constructor(document) {
    super(`${document.code}: ${document.detail}`);
    this.code = document.code;
    this.errors = document.errors; // of single pictures
  }
}

/** The document that the service answers with. */
async function ask(method, address, body, headers = {}) {
  if (process.env.LIKENESS_KEY) {
    headers.Authorization = `Bearer ${process.env.LIKENESS_KEY}`;
  }
  if (method !== "GET") {
    headers["Idempotency-Key"] = randomUUID(); // send the same one again if no answer comes
  }
  const reply = await fetch(address, { method, body, headers, redirect: "error", signal: AbortSignal.timeout(60_000) });
  const document = await reply.json();
  if (!reply.ok) {
    throw new Problem(document);
  }
  return document;
}

const [url, gallery, name, picture, other] = process.argv.slice(2);
const people = `${url}/v1/galleries/${encodeURIComponent(gallery)}`;

const form = new FormData();
form.append("request", JSON.stringify({ person: name }));
form.append("pictures", new Blob([await readFile(picture)]), basename(picture));
const added = await ask("POST", `${people}/people`, form);
const person = added.enrolledPerson.personId;
console.log(`enrolled ${name} as ${person}`);

const octets = { "Content-Type": "application/octet-stream" };
const answer = await ask("POST", `${people}/identify`, await readFile(other), octets);
for (const face of answer.faces) {
  console.log(
    face.decision === "match"
      ? `identified as ${face.nearest.person}, distance ${face.nearest.distance.toFixed(4)}`
      : "unknown",
  );
}

const forgotten = await ask("DELETE", `${people}/people/${person}`);
console.log(`forgot ${forgotten.faceCount} face`);

try {
  await ask("GET", `${people}/people/${person}`);
  console.log("still there");
} catch (error) {
  if (!(error instanceof Problem)) {
    throw error;
  }
  console.log(error.message); // the person is gone
}
