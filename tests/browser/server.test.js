import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { workFolder } from "./portals.js";
import { serve } from "./server.js";

let server;

before(async () => {
  const folder = join(workFolder(), "site");
  mkdirSync(join(folder, "map", "een map"), { recursive: true });
  writeFileSync(join(workFolder(), "secret.txt"), "secret");
  writeFileSync(join(folder, "index.html"), "home");
  writeFileSync(join(folder, "404.html"), "missing");
  writeFileSync(join(folder, "map", "index.html"), "map");
  writeFileSync(join(folder, "map", "een map", "index.html"), "space");
  for (const ending of ["css", "js", "svg", "xml", "txt", "png", "woff2", "json", "ics", "pdf", "csv"]) {
    writeFileSync(join(folder, `file.${ending}`), ending);
  }
  symlinkSync(join(workFolder(), "secret.txt"), join(folder, "link.txt"));
  server = await serve(folder);
});

after(() => server.close());

test("a folder answers with its index, and one without a slash leads there", async () => {
  assert.deepEqual(await get("/"), { status: 200, type: "text/html; charset=utf-8", text: "home" });
  assert.equal((await get("/map/?a=1")).text, "map");
  assert.equal((await get("/map/een%20map/")).text, "space");
  assert.deepEqual(await location("/map"), [301, "/map/"]);
  assert.deepEqual(await location("/map/een%20map"), [301, "/map/een%20map/"]);
});

test("each kind of file has its type", async () => {
  const types = {
    css: "text/css; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    svg: "image/svg+xml",
    xml: "application/xml; charset=utf-8",
    txt: "text/plain; charset=utf-8",
    png: "image/png",
    woff2: "font/woff2",
    json: "application/json; charset=utf-8",
    ics: "text/calendar; charset=utf-8",
    pdf: "application/pdf",
    csv: "application/octet-stream",
  };
  for (const [ending, type] of Object.entries(types)) {
    assert.deepEqual(await get(`/file.${ending}`), { status: 200, type, text: ending });
  }
});

test("what is not there, cannot be decoded or stands outside the folder is missing", async () => {
  const missing = { status: 404, type: "text/html; charset=utf-8", text: "missing" };
  const outside = ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/map/../../secret.txt", "/link.txt"];
  for (const path of [...outside, "/none", "/none/", "/file.txt/", "/%", "/%00"]) {
    assert.deepEqual(await get(path), missing, path);
  }
});

test("every answer has the strict headers", async () => {
  const strict = JSON.parse(readFileSync(new URL("headers.json", import.meta.url), "utf8"));
  assert.match(strict["Content-Security-Policy"], /^default-src 'none'; .*frame-ancestors 'none'$/);
  for (const path of ["/", "/map", "/none", "/file.css"]) {
    const { headers } = await answer(path);
    for (const [name, value] of Object.entries(strict)) assert.equal(headers[name.toLowerCase()], value, path);
  }
});

test("only reading is allowed", async () => {
  assert.equal((await answer("/", "POST")).status, 405);
  assert.deepEqual(await get("/", "HEAD"), { status: 200, type: "text/html; charset=utf-8", text: "" });
});

async function get(path, method) {
  const { status, headers, text } = await answer(path, method);
  return { status, type: headers["content-type"], text };
}

async function location(path) {
  const { status, headers } = await answer(path);
  return [status, headers.location];
}

/** Asks for a path as it is: unlike fetch, this does not tidy it first. */
function answer(path, method = "GET") {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, agent: false }, async (response) => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    asked.on("error", reject).end();
  });
}
