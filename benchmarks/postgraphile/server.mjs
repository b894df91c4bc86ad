// PostGraphile 5 over the views of schema `contestant`, confined as the product is.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";

// Node 20, which is still supported, does not have it yet.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((one, other) => ([resolve, reject] = [one, other]));
  return { promise, resolve, reject };
};

const callers = JSON.parse(readFileSync(process.env.BENCHMARK_CALLERS, "utf-8"));
const settings = new Map(
  Object.entries(callers).map(([key, { reach, subject }]) => [
    `Bearer ${key}`,
    { "ambiti.reach": reach, "ambiti.subject": subject },
  ]),
);

const preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ["NodePlugin"],
  schema: { defaultBehavior: "-connection +list -insert -update -delete" },
  grafserv: { graphiql: false, watch: false, graphqlOverGET: false },
  grafast: {
    explain: false,
    context: (request) => ({
      pgSettings: settings.get(request.node?.req.headers.authorization),
    }),
  },
  pgServices: [
    makePgService({
      poolConfig: {
        host: process.env.BENCHMARK_HOST,
        port: Number(process.env.BENCHMARK_PORT),
        user: "ambiti_reader",
        database: process.env.BENCHMARK_DATABASE,
        max: Number(process.env.BENCHMARK_POOL),
        options: "-c jit=off -c random_page_cost=1.1",
      },
      schemas: ["contestant"],
    }),
  ],
};

const instance = postgraphile(preset);
const server = createServer();
server.on("error", (error) => console.error(error));
instance
  .createServ(grafserv)
  .addTo(server)
  .then(() => server.listen(Number(process.argv[2]), "127.0.0.1"));
if (process.env.BENCHMARK_SDL) {
  const { printSchema } = await import("graphql");
  console.log(printSchema(await instance.getSchema()));
}
