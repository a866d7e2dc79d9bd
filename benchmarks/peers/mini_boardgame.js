// The mini game on boardgame.io's client: production mode, no multiplayer, no debug panel, no event log in its state.
// Asked {"seed": s, "games": n}; answers {"cpu", "wall", "decisions", "checksum"} of n games, the checksum of the first.
"use strict";
const { Client } = require("boardgame.io/client");

const TURNS = 10, ROUNDS = 5, ROLES = 15, AREAS = 30;
const step = (state) => (Math.imul(state, 1664525) + 1013904223) >>> 0;
const share = (state, most) => Math.floor((state * most) / 4294967296);

class Luck {
  constructor(seed) { this.state = seed >>> 0; }
  below(most) { this.state = step(this.state); return share(this.state, most); }
}

function roll(G, most) { G.luck = step(G.luck); return share(G.luck, most) + 1; }

function start(seed) {
  const roles = [], areas = [];
  for (let id = 0; id < ROLES; id++)
    roles.push({ id, side: id % 2, budget: 5 + (id % 4), influence: 3, will: 4, morale: 5, readiness: 3 + (id % 3) });
  for (let id = 0; id < AREAS; id++)
    areas.push({ id, control: id < 10 ? 0 : id < 20 ? 1 : 2, supply: id % 3, unrest: id % 5, fort: id % 2 });
  return { roles, areas, tension: 3, luck: seed >>> 0, done: 0, turn: 0 };
}

const ORDERS = [
  { on: "areas", may: (G, me, a) => me.budget >= 2 && a.control === me.side && a.supply < 6,
    do(G, me, a) { me.budget -= 2; a.supply += 1; } },
  { on: "areas", may: (G, me, a) => me.readiness >= 2 && G.tension >= 2 && a.control === 1 - me.side,
    do(G, me, a) {
      if (roll(G, 6) + Math.floor(me.morale / 3) >= 3 + a.supply + a.fort) {
        a.control = me.side; a.supply = 1; me.will += 1;
      } else {
        me.readiness -= 1; me.morale = Math.max(0, me.morale - 1);
      }
      me.readiness -= 1; G.tension = Math.min(12, G.tension + 1);
    } },
  { on: "areas", may: (G, me, a) => me.influence >= 1 && a.control === 2 && a.unrest <= 4,
    do(G, me, a) { if (roll(G, 6) >= 4) a.control = me.side; me.influence -= 1; a.unrest += 1; } },
  { on: "areas", may: (G, me, a) => me.budget >= 1 && a.control === me.side && a.unrest > 0,
    do(G, me, a) { a.unrest = Math.max(0, a.unrest - roll(G, 3)); me.budget -= 1; } },
  { on: "roles", may: (G, me, r) => me.budget >= 4 && r.side === me.side && r.budget < me.budget,
    do(G, me, r) { me.budget -= 3; r.budget += 2; me.influence += 1; } },
  { on: "", may: (G, me) => me.will >= 2 && G.tension >= 3,
    do(G, me) { me.readiness += 2; me.will -= 1; G.tension = Math.min(12, G.tension + 1); } },
  { on: "", may: (G, me) => G.tension > 0 && me.influence >= 2,
    do(G, me) { G.tension -= 1; me.influence -= 2; me.will += 1; } },
  { on: "", may: () => true, do(G, me) { me.budget += 1; me.morale = Math.min(10, me.morale + 1); } },
];

function legal(G, me) {
  const found = [];
  for (let k = 0; k < ORDERS.length; k++) {
    const order = ORDERS[k];
    if (!order.on) { if (order.may(G, me)) found.push([k, -1]); continue; }
    const targets = G[order.on];
    for (let t = 0; t < targets.length; t++) if (order.may(G, me, targets[t])) found.push([k, t]);
  }
  return found;
}

function close(G) {
  for (const a of G.areas) if (a.unrest + roll(G, 6) >= 9) { a.control = 2; a.unrest -= 2; }
  for (const r of G.roles) {
    let held = 0;
    for (const a of G.areas) if (a.control === r.side) held++;
    r.budget = Math.min(12, r.budget + Math.floor(held / 4));
    if (r.influence < 6) r.influence += 1;
  }
}

const game = (seed) => ({
  name: "mini",
  setup: () => start(seed),
  turn: { minMoves: 1, maxMoves: 1 },
  moves: {
    act: { move: ({ G, playerID }, k, t) => {
      const order = ORDERS[k];
      order.do(G, G.roles[+playerID], order.on ? G[order.on][t] : undefined);
      G.done += 1;
      if (G.done % (ROLES * ROUNDS) === 0) { close(G); G.turn += 1; }
    } },
  },
  endIf: ({ G }) => (G.turn >= TURNS ? { over: true } : undefined),
});

function play(seed, bot) {
  const client = Client({ game: game(seed), numPlayers: ROLES, debug: false });
  client.start();
  let decisions = 0, state = client.getState();
  while (!state.ctx.gameover) {
    const found = legal(state.G, state.G.roles[+state.ctx.currentPlayer]);
    const [k, t] = found[bot.below(found.length)];
    client.moves.act(k, t);
    decisions++;
    state = client.getState();
  }
  client.stop();
  return [checksum(state.G), decisions];
}

function checksum(G) {
  const numbers = [G.tension];
  for (const name of ["budget", "influence", "will", "morale", "readiness"]) numbers.push(...G.roles.map((r) => r[name]));
  for (const name of ["control", "supply", "unrest"]) numbers.push(...G.areas.map((a) => a[name]));
  return [...numbers, G.luck].reduce((total, number) => (Math.imul(total, 31) + number) >>> 0, 7);
}

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { seed, games } = JSON.parse(line), bot = new Luck(99), wall = performance.now(), cpu = process.cpuUsage();
  let decisions = 0, first = 0;
  for (let k = 0; k < games; k++) {
    const [sum, made] = play(seed + k, bot);
    decisions += made;
    if (k === 0) first = sum;
  }
  const used = process.cpuUsage(cpu);
  const answer = { cpu: (used.user + used.system) / 1e6, wall: (performance.now() - wall) / 1e3, decisions, checksum: first };
  console.log(JSON.stringify(answer));
});
